#include "core/vm/elements.h"

#include <algorithm>

#include "core/vm/function.h"
#include "core/vm/isolate.h"
#include "core/vm/ordered_table.h"

namespace tickscope {

namespace {
// A store this far beyond the end makes the elements sparse (V8: JSObject::kMaxGap).
constexpr uint32_t kMaxGap = 1024;
constexpr uint32_t kMaxDense = 1u << 28; // 2 GiB of elements

OrderedTable* sparseTable(Object* object) { return static_cast<OrderedTable*>(static_cast<SparseElements*>(object->elements)->table); }

// The slots are the caller's to fill.
Elements* newElements(Isolate& iso, uint32_t capacity) {
  auto* elements = iso.heap.allocateUnfilled<Elements>(CellKind::Elements, sizeof(Elements) + size_t(capacity) * sizeof(Value));
  elements->capacity = capacity;
  return elements;
}
} // namespace

Value getDenseElementNoGc(Object* object, uint32_t index) {
  return index < object->elements->capacity ? object->elements->slots()[index] : Value::empty();
}

ElementLookup findElementNoGc(Object* object, uint32_t index) {
  Elements* elements = object->elements;
  if (index < elements->capacity) {
    const Value value = elements->slots()[index];
    return {!value.isEmpty(), value, kDefault};
  }
  if (elements->kind != CellKind::SparseElements) return {false, {}, 0};
  OrderedTable* table = sparseTable(object);
  const int32_t at = tableFindNoGc(table, Value::number(index));
  if (at == OrderedTable::kAbsent) return {false, {}, 0};
  Box* box = table->valueAt(uint32_t(at)).as<Box>();
  return {true, box->values()[0], uint8_t(box->values()[1].asInt32())};
}

bool ensureDenseCapacity(Isolate& iso, Handle<Object> object, uint32_t count) {
  if (!hasDenseElements(object)) return false;
  const uint32_t capacity = uint32_t(object->elements->capacity);
  if (count <= capacity) return true;
  if (count > kMaxDense) return false;
  // As V8: one that grows leaves room for more; an empty one that is asked for many gets as many.
  const uint32_t grown = capacity == 0 && count > 1 ? count : std::max(count, std::min<uint32_t>(count + count / 2 + 16, kMaxDense));
  Elements* bigger = newElements(iso, grown);
  std::copy_n(object->elements->slots(), capacity, bigger->slots());
  std::fill_n(bigger->slots() + capacity, grown - capacity, Value::empty());
  iso.heap.discardContents(object->elements); // elements belong to one object
  object->elements = bigger;
  iso.heap.recordWrite(object, &object->elements, Value(bigger));
  return true;
}

void makeElementsSparse(Isolate& iso, Handle<Object> object) {
  if (!hasDenseElements(object)) return;
  HandleScope scope(iso.heap);
  Handle<OrderedTable> table = iso.handle(newOrderedTable(iso, TableKind::Entries));
  for (uint32_t i = 0; i < object->elements->capacity; ++i) {
    if (object->elements->slots()[i].isEmpty()) continue;
    HandleScope inner(iso.heap);
    Handle<Box> box = iso.handle(newBox(iso, 2));
    iso.heap.store(box, &box->values()[0], object->elements->slots()[i]);
    box->values()[1] = Value::int32(kDefault);
    table.set(tableInsert(iso, table, iso.handle(Value::number(i)), box));
  }
  auto* sparse = iso.heap.allocate<SparseElements>(CellKind::SparseElements);
  sparse->capacity = 0;
  sparse->table = table.get();
  object->elements = sparse;
  iso.heap.recordWrite(object, &object->elements, Value(sparse));
}

void putElement(Isolate& iso, Handle<Object> object, uint32_t index, HandleValue value, uint8_t attributes) {
  if (hasDenseElements(object)) {
    const uint64_t capacity = object->elements->capacity;
    if (attributes == kDefault && (index < capacity || index - capacity < kMaxGap) && ensureDenseCapacity(iso, object, index + 1)) {
      Elements* elements = object->elements;
      iso.heap.store(elements, &elements->slots()[index], value);
      return;
    }
    makeElementsSparse(iso, object);
  }
  HandleScope scope(iso.heap);
  const int32_t at = tableFindNoGc(sparseTable(object), Value::number(index));
  if (at != OrderedTable::kAbsent) {
    Box* box = sparseTable(object)->valueAt(uint32_t(at)).as<Box>();
    iso.heap.store(box, &box->values()[0], value);
    box->values()[1] = Value::int32(attributes);
    return;
  }
  Handle<Box> box = iso.handle(newBox(iso, 2));
  iso.heap.store(box, &box->values()[0], value);
  box->values()[1] = Value::int32(attributes);
  Handle<OrderedTable> table = iso.handle(sparseTable(object));
  OrderedTable* kept = tableInsert(iso, table, iso.handle(Value::number(index)), box);
  auto* sparse = static_cast<SparseElements*>(object->elements);
  sparse->table = kept;
  iso.heap.recordWrite(sparse, &sparse->table, Value(kept));
}

void removeElement(Isolate& iso, Handle<Object> object, uint32_t index) {
  if (hasDenseElements(object)) {
    if (index < object->elements->capacity) object->elements->slots()[index] = Value::empty();
    return;
  }
  HandleScope scope(iso.heap);
  OrderedTable* table = sparseTable(object);
  const int32_t at = tableFindNoGc(table, Value::number(index));
  if (at == OrderedTable::kAbsent) return;
  tableEraseAtNoGc(table, uint32_t(at));
  OrderedTable* kept = tableShrink(iso, iso.handle(table));
  auto* sparse = static_cast<SparseElements*>(object->elements);
  sparse->table = kept;
  iso.heap.recordWrite(sparse, &sparse->table, Value(kept));
}

void elementIndicesNoGc(Object* object, std::vector<uint32_t>* out) {
  if (hasDenseElements(object)) {
    for (uint32_t i = 0; i < object->elements->capacity; ++i)
      if (!object->elements->slots()[i].isEmpty()) out->push_back(i);
    return;
  }
  OrderedTable* table = sparseTable(object);
  const size_t first = out->size();
  for (uint32_t i = 0; i < table->usedCount(); ++i)
    if (!table->keyAt(i).isEmpty()) out->push_back(uint32_t(table->keyAt(i).asNumber()));
  std::sort(out->begin() + ptrdiff_t(first), out->end());
}

void setArrayLengthDenseNoGc(Isolate&, ArrayObject* array, uint32_t length) {
  const uint64_t capacity = array->elements->capacity;
  if (length < capacity) {
    const uint64_t old = std::min<uint64_t>(capacity, array->lengthU32());
    for (uint64_t i = length; i < old; ++i) array->elements->slots()[i] = Value::empty();
  }
  array->length = Value::number(length);
}

Completion<bool> setArrayLength(Isolate& iso, Handle<ArrayObject> array, uint32_t length) {
  if (hasDenseElements(array)) {
    // Far fewer than there is room for: give the room back.
    if (length == 0) array->elements = iso.emptyElements;
    setArrayLengthDenseNoGc(iso, array, length);
    return true;
  }
  std::vector<uint32_t> indices;
  elementIndicesNoGc(array, &indices);
  for (size_t i = indices.size(); i-- > 0 && indices[i] >= length;) {
    if (!(findElementNoGc(array, indices[i]).attributes & kConfigurable)) {
      array->length = Value::number(indices[i] + 1);
      return false;
    }
    removeElement(iso, array, indices[i]);
  }
  array->length = Value::number(length);
  return true;
}

ArrayObject* newArray(Isolate& iso, uint32_t length, uint32_t capacity) {
  auto* array = iso.heap.allocate<ArrayObject>(CellKind::ArrayObject);
  array->shape = iso.realm->arrayShape;
  array->storage = Value::empty();
  array->elements = iso.emptyElements;
  array->length = Value::number(length);
  if (capacity == 0) return array;
  if (capacity > kMaxDense) return array; // grows, or goes sparse, when it is filled
  HandleScope scope(iso.heap);
  Handle<ArrayObject> handle = iso.handle(array);
  Elements* elements = newElements(iso, capacity); // as many as asked for: only growing leaves room for more
  std::fill_n(elements->slots(), capacity, Value::empty());
  handle->elements = elements;
  iso.heap.recordWrite(handle, &handle->elements, Value(elements));
  return handle;
}

ArrayObject* newArrayFrom(Isolate& iso, const Value* rooted, uint32_t count) {
  ArrayObject* array = newArray(iso, count);
  if (count == 0) return array;
  HandleScope scope(iso.heap);
  Handle<ArrayObject> handle = iso.handle(array);
  Elements* elements = newElements(iso, count);
  std::copy_n(rooted, count, elements->slots()); // fresh: no barrier
  handle->elements = elements;
  iso.heap.recordWrite(handle, &handle->elements, Value(elements));
  return handle;
}

Completion<void> arrayPush(Isolate& iso, Handle<ArrayObject> array, HandleValue value) {
  const uint32_t length = array->lengthU32();
  putElement(iso, array, length, value);
  array->length = Value::number(length + 1);
  return {};
}

} // namespace tickscope
