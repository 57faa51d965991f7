// Slow paths of property access: inline caches, elements, literals.
#include <algorithm>
#include <optional>

#include "core/vm/conversions.h"
#include "core/vm/elements.h"
#include "core/vm/fast_native.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/iterator_operations.h"
#include "core/vm/lookup_cache.h"
#include "core/vm/typed_array.h"

namespace tickscope::slow {

namespace {
Handle<Object> objectAt(Value* R, uint16_t index) { return Handle<Object>::fromRooted(reg(R, index)); }

void keep(Isolate& iso, FunctionCode* code, PropertyCache* cache, PropertyCache entry) {
  if (entry.kind == PropertyCache::kNone) return;
  PropertyCache* target = nullptr;
  if (cache->kind == PropertyCache::kNone || cache->shape == entry.shape) {
    target = cache;
  } else {
    if (!cache->more) cache->more = new PropertyCache[PropertyCache::kMore];
    for (uint32_t i = 0; i < PropertyCache::kMore && !target; ++i)
      if (cache->more[i].kind == PropertyCache::kNone || cache->more[i].shape == entry.shape) target = &cache->more[i];
    if (!target) return; // full: the isolate's cache serves the rest
  }
  entry.more = target->more;
  *target = entry;
  if (entry.holder) iso.heap.recordWrite(code, &target->holder, Value(entry.holder));
}

// Pushes the frame of an accessor function written in JavaScript, or calls it. `receiver` and `value` are registers.
Get callAccessor(Interpreter& vm, Isolate& iso, CallFrame* frame, Value function, Value receiver, const Value* argument,
                 uint16_t target, const uint16_t* returnPc, uint8_t flags) {
  if (!argument && tryFastGetter(iso, function, receiver, &frame->registers[target])) return Get::Done;
  Interpreter::Window window(vm, argument ? 1 : 0);
  if (!window.base) return Get::Threw;
  window.base[0] = function;
  window.base[1] = receiver;
  if (argument) window.base[2] = *argument;
  if (function.asCell()->kind == CellKind::FunctionObject) {
    if (!vm.pushFrame(window.base, argument ? 1 : 0, Value::undefined(), flags)) return Get::Threw;
    vm.frame_->returnPc = returnPc;
    vm.frame_->returnRegister = target;
    return Get::CallPushed;
  }
  const Value result = vm.callWindow(window.base, argument ? 1 : 0);
  if (result.isException()) return Get::Threw;
  if (!(flags & CallFrame::kDiscardResult)) frame->registers[target] = result;
  return Get::Done;
}

std::string describeNullish(Value value) { return value.isNull() ? "null" : "undefined"; }

Intrinsic prototypeOfPrimitive(Value value) {
  if (value.isNumber()) return Intrinsic::NumberPrototype;
  if (value.isBoolean()) return Intrinsic::BooleanPrototype;
  switch (value.asCell()->kind) {
  case CellKind::Symbol: return Intrinsic::SymbolPrototype;
  case CellKind::BigInt: return Intrinsic::BigIntPrototype;
  default: return Intrinsic::StringPrototype;
  }
}
} // namespace

Get getProperty(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  FunctionCode* code = frame->code;
  PropertyCache* cache = code->caches + pc[4];
  const PropertyKey key = keyConstant(frame, pc[3]);
  const Value base = R[pc[2]];
  if (isObjectCell(base)) {
    auto* object = base.as<Object>();
    const PropertyCache* hit = nullptr;
    if (object->shape == cache->shape) hit = cache;
    else if (cache->more)
      for (uint32_t i = 0; i < PropertyCache::kMore && !hit; ++i)
        if (cache->more[i].shape == object->shape) hit = &cache->more[i];
    for (int attempt = 0; attempt < 2; ++attempt) {
      PropertyCache fresh;
      if (attempt == 1) {
        fresh = iso.lookups->find(iso, object, key);
        if (fresh.kind == PropertyCache::kNone) break;
        keep(iso, code, cache, fresh);
        hit = &fresh;
      }
      if (!hit) continue;
      Value value;
      switch (readEntry(iso, *hit, object, &value)) {
      case Hit::Miss: continue;
      case Hit::Value:
        R[pc[1]] = value;
        return Get::Done;
      case Hit::Getter: {
        const Value getter = value.as<AccessorPair>()->getter;
        if (getter.isUndefined()) {
          R[pc[1]] = getter;
          return Get::Done;
        }
        return callAccessor(vm, iso, frame, getter, base, nullptr, pc[1], pc + 5, 0);
      }
      }
    }
    HandleScope scope(iso.heap);
    const Value value = get(iso, objectAt(R, pc[2]), key);
    if (value.isException()) return Get::Threw;
    R[pc[1]] = value;
    return Get::Done;
  }
  if (base.isNullish()) {
    HandleScope scope(iso.heap);
    iso.raise(msg::ReadOfNullish, {describeNullish(base), describeKey(key)});
    return Get::Threw;
  }
  if (base.isCell() && base.asCell()->isString() && key == PropertyKey::fromAtom(iso.names.length)) {
    R[pc[1]] = Value::int32(int32_t(base.as<String>()->length));
    return Get::Done;
  }
  // A primitive: data properties of its prototype are cached by the prototype object.
  Object* prototype = iso.realm->get(prototypeOfPrimitive(base));
  if (cache->kind == PropertyCache::kStringPrototype && cache->epoch == iso.prototypeEpoch && cache->shape == prototype->shape) {
    R[pc[1]] = readSlot(static_cast<Object*>(cache->holder), cache->offset & 1, cache->offset & ~1u);
    return Get::Done;
  }
  PropertyCache entry = iso.lookups->find(iso, prototype, key);
  const bool own = entry.kind == PropertyCache::kOwnInline || entry.kind == PropertyCache::kOwnStorage;
  if (own || entry.kind == PropertyCache::kHolderInline || entry.kind == PropertyCache::kHolderStorage) {
    const bool isInline = entry.kind == PropertyCache::kOwnInline || entry.kind == PropertyCache::kHolderInline;
    entry.offset = entry.offset | uint32_t(isInline);
    entry.kind = PropertyCache::kStringPrototype;
    if (own) entry.holder = prototype;
    if (cache->kind == PropertyCache::kNone || cache->kind == PropertyCache::kStringPrototype) {
      entry.more = cache->more;
      *cache = entry;
      iso.heap.recordWrite(code, &cache->holder, Value(entry.holder));
    }
    R[pc[1]] = readSlot(static_cast<Object*>(entry.holder), entry.offset & 1, entry.offset & ~1u);
    return Get::Done;
  }
  HandleScope scope(iso.heap);
  const Value value = getV(iso, reg(R, pc[2]), key);
  if (value.isException()) return Get::Threw;
  R[pc[1]] = value;
  return Get::Done;
}

namespace {
// PutValue on any base (§6.2.5.6).
bool putValue(Isolate& iso, HandleValue base, PropertyKey key, HandleValue value, bool strict) {
  HandleScope scope(iso.heap);
  Handle<Object> target = isObjectCell(base) ? Handle<Object>::fromRooted(base)
                                             : iso.handle(iso.realm->get(prototypeOfPrimitive(base)));
  auto ok = set(iso, target, key, value, base);
  if (ok.threw()) return false;
  if (!ok.value() && strict) {
    raiseSetFailure(iso, base, key);
    return false;
  }
  return true;
}

// After a plain store added `key` to an object whose shape was `before`: how to do the same again.
PropertyCache describeAdd(Isolate& iso, Object* object, Shape* before, PropertyKey key) {
  PropertyCache entry;
  Shape* after = object->shape;
  if (before == after || before->isOwned() || after->isOwned() || after->count != before->count + 1 || !ordinaryForNames(object)) return entry;
  const PropertyEntry& added = after->entries()[after->count - 1];
  if (added.key != key || added.attributes != kDefault) return entry;
  for (Value at = before->prototype; at.isCell(); at = at.as<Object>()->shape->prototype)
    if (!ordinaryForNames(at.as<Object>())) return entry;
  const SlotPlace slot = slotPlace(after, added.slot);
  if (slot.offset > PropertyCache::kMaxOffset) return entry;
  entry.shape = before;
  entry.holder = after;
  entry.epoch = iso.prototypeEpoch;
  entry.offset = slot.offset;
  entry.kind = slot.isInline ? PropertyCache::kAddInline : PropertyCache::kAddStorage;
  return entry;
}
} // namespace

Get setProperty(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  FunctionCode* code = frame->code;
  PropertyCache* cache = code->caches + pc[4];
  const PropertyKey key = keyConstant(frame, pc[2]);
  const Value base = R[pc[1]];
  const bool strict = code->isStrict();
  if (!isObjectCell(base)) {
    if (base.isNullish()) {
      HandleScope scope(iso.heap);
      iso.raise(msg::WriteOfNullish, {describeNullish(base), describeKey(key)});
      return Get::Threw;
    }
    return putValue(iso, reg(R, pc[1]), key, reg(R, pc[3]), strict) ? Get::Done : Get::Threw;
  }
  auto* object = base.as<Object>();
  if (cache->more) {
    for (uint32_t i = 0; i < PropertyCache::kMore; ++i) {
      const PropertyCache& entry = cache->more[i];
      if (entry.shape != object->shape) continue;
      switch (entry.kind) {
      case PropertyCache::kOwnInline: iso.heap.store(object, &valueAt(object, entry.offset), R[pc[3]]); return Get::Done;
      case PropertyCache::kOwnStorage:
        iso.heap.store(object->storage.asCell(), &valueAt(object->storage.asCell(), entry.offset), R[pc[3]]);
        return Get::Done;
      case PropertyCache::kAddInline:
        if (entry.epoch != iso.prototypeEpoch) break;
        object->shape = static_cast<Shape*>(entry.holder);
        iso.heap.store(object, &valueAt(object, entry.offset), R[pc[3]]);
        return Get::Done;
      case PropertyCache::kAddStorage:
        if (entry.epoch != iso.prototypeEpoch || !object->storage.isCell() || entry.offset >= object->storage.asCell()->size) break;
        object->shape = static_cast<Shape*>(entry.holder);
        iso.heap.store(object->storage.asCell(), &valueAt(object->storage.asCell(), entry.offset), R[pc[3]]);
        return Get::Done;
      default: break;
      }
    }
  }
  const PropertyCache found = iso.lookups->find(iso, object, key);
  switch (found.kind) {
  case PropertyCache::kOwnInline:
  case PropertyCache::kOwnStorage: {
    const PropertyEntry* entry = object->shape->lookup(key);
    if (!(entry->attributes & kWritable)) break;
    keep(iso, code, cache, found);
    object->setSlot(iso.heap, entry->slot, R[pc[3]]);
    return Get::Done;
  }
  case PropertyCache::kOwnGetter:
  case PropertyCache::kHolderGetter: {
    Object* holder = found.kind == PropertyCache::kOwnGetter ? object : static_cast<Object*>(found.holder);
    const Value setter = readSlot(holder, found.offset & 1, found.offset & ~1u).as<AccessorPair>()->setter;
    if (setter.isUndefined()) break;
    return callAccessor(vm, iso, frame, setter, base, &R[pc[3]], 0, pc + 5, CallFrame::kDiscardResult);
  }
  default: break;
  }
  Shape* before = object->shape;
  HandleScope scope(iso.heap);
  iso.handle(before);
  if (!putValue(iso, reg(R, pc[1]), key, reg(R, pc[3]), strict)) return Get::Threw;
  if (isObjectCell(R[pc[1]])) keep(iso, code, cache, describeAdd(iso, R[pc[1]].as<Object>(), before, key));
  return Get::Done;
}

// --- elements ---

namespace {
// A non-negative integer below 2^32 - 1 that is stored as a double counts as an index too.
bool asIndex(Value key, uint32_t* index) {
  if (key.isInt32()) {
    *index = uint32_t(key.asInt32());
    return key.asInt32() >= 0;
  }
  if (!key.isNumber()) return false;
  const double d = key.asDouble();
  if (!(d >= 0 && d < 4294967295.0) || d != double(uint32_t(d)) || (d == 0 && std::signbit(d))) return false;
  *index = uint32_t(d);
  return true;
}

// An atom that is no index, or a symbol.
std::optional<PropertyKey> nameWithoutConverting(Value key) {
  if (!key.isCell()) return std::nullopt;
  Cell* cell = key.asCell();
  if (cell->kind == CellKind::Symbol) return PropertyKey::fromSymbol(static_cast<Symbol*>(cell));
  constexpr uint16_t kMask = String::kInterned | String::kIndexKnown | String::kIsArrayIndex;
  if (cell->isString() && (cell->aux & kMask) == (String::kInterned | String::kIndexKnown)) return PropertyKey::fromAtom(static_cast<String*>(cell));
  return std::nullopt;
}

bool getByKey(Isolate& iso, HandleValue base, HandleValue keyValue, Value* out) {
  uint32_t index;
  const Value raw = base;
  if (asIndex(keyValue, &index)) {
    if (isObjectCell(raw)) {
      auto* object = raw.as<Object>();
      if (object->kind == CellKind::TypedArrayObject) {
        const Value element = typedArrayElementNoGc(object, index);
        if (!element.isEmpty()) {
          *out = element;
          return true;
        }
      }
      if (index < object->elements->capacity && !object->elements->slots()[index].isEmpty() && !(object->aux & Object::kHasExotic)) {
        *out = object->elements->slots()[index];
        return true;
      }
    } else if (raw.isCell() && raw.asCell()->isString()) {
      if (index < raw.as<String>()->length) {
        if (raw.as<String>()->isCons()) flatten(iso, base);
        *out = Value(singleCharacter(iso, charAtNoGc(base.get().as<String>(), index)));
        return true;
      }
    }
  }
  if (isObjectCell(raw) && ordinaryForNames(raw.as<Object>())) {
    if (const std::optional<PropertyKey> name = nameWithoutConverting(keyValue))
      if (iso.lookups->read(iso, raw.as<Object>(), *name, out) == Hit::Value) return true;
  }
  HandleScope scope(iso.heap);
  if (raw.isNullish()) {
    // The key is converted for the message only if that runs no user code.
    std::string text = describeForMessage(iso, keyValue);
    if (!isObjectCell(keyValue)) {
      auto key = toPropertyKey(iso, keyValue);
      if (key.threw()) return false;
      text = describeKey(key.value());
    }
    if (keyValue.get() == Value(static_cast<Cell*>(iso.symbols.iterator))) // V8 takes it for the start of an iteration
      iso.raise(ErrorType::TypeError, std::string(raw.isNull() ? "object null" : "undefined") + " is not iterable (cannot read property Symbol(Symbol.iterator))");
    else
      iso.raise(msg::ReadOfNullish, {describeNullish(base), text});
    return false;
  }
  auto key = toPropertyKey(iso, keyValue);
  if (key.threw()) return false;
  iso.handle(key.value().raw());
  *out = isObjectCell(base) ? get(iso, Handle<Object>::fromRooted(base), key.value()) : getV(iso, base, key.value());
  return !out->isException();
}

// No object above `object` has elements or exotic methods, so that storing to an absent index makes an own property.
bool chainHasNoElements(const Object* object) {
  for (Value at = object->shape->prototype; at.isCell(); at = at.as<Object>()->shape->prototype) {
    auto* above = at.as<Object>();
    if ((above->aux & Object::kHasExotic) || above->elements->kind != CellKind::Elements || above->elements->capacity != 0 ||
        above->kind == CellKind::PrimitiveWrapper)
      return false;
  }
  return true;
}
} // namespace

bool opGetElem(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  Value value;
  if (!getByKey(iso, reg(R, pc[2]), reg(R, pc[3]), &value)) return false;
  R[pc[1]] = value;
  return true;
}
bool opGetElemInt(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Value value;
  if (!getByKey(iso, reg(R, pc[2]), iso.handle(Value::int32(pc[3])), &value)) return false;
  R[pc[1]] = value;
  return true;
}

bool opSetElem(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  const Value base = R[pc[1]];
  uint32_t index;
  if (asIndex(R[pc[2]], &index) && isObjectCell(base)) {
    auto* object = base.as<Object>();
    if (object->kind == CellKind::TypedArrayObject && setTypedArrayElementNoGc(object, index, R[pc[3]])) return true;
    const bool plain = !(object->aux & (Object::kFrozenElements | Object::kHasExotic)) && hasDenseElements(object) &&
                       (object->kind == CellKind::ArrayObject || object->kind == CellKind::PlainObject) &&
                       !(object->shape->aux & Shape::kIsPrototype);
    if (plain && index < object->elements->capacity + 1024 && chainHasNoElements(object)) {
      if (index < object->elements->capacity) {
        iso.heap.store(object->elements, object->elements->slots() + index, R[pc[3]]);
      } else {
        HandleScope scope(iso.heap);
        putElement(iso, objectAt(R, pc[1]), index, reg(R, pc[3]));
      }
      if (R[pc[1]].asCell()->kind == CellKind::ArrayObject) {
        auto* array = R[pc[1]].as<ArrayObject>();
        if (index >= array->lengthU32()) array->length = Value::number(index + 1);
      }
      return true;
    }
  }
  if (isObjectCell(base) && ordinaryForNames(base.as<Object>())) {
    if (const std::optional<PropertyKey> name = nameWithoutConverting(R[pc[2]])) {
      Cell* holder;
      if (Value* slot = iso.lookups->ownWritable(iso, base.as<Object>(), *name, &holder)) {
        iso.heap.store(holder, slot, R[pc[3]]);
        return true;
      }
    }
  }
  HandleScope scope(iso.heap);
  if (base.isNullish()) {
    std::string text = describeForMessage(iso, R[pc[2]]);
    if (!isObjectCell(R[pc[2]])) {
      auto key = toPropertyKey(iso, reg(R, pc[2]));
      if (key.threw()) return false;
      text = describeKey(key.value());
    }
    iso.raise(msg::WriteOfNullish, {describeNullish(base), text});
    return false;
  }
  auto key = toPropertyKey(iso, reg(R, pc[2]));
  if (key.threw()) return false;
  iso.handle(key.value().raw());
  return putValue(iso, reg(R, pc[1]), key.value(), reg(R, pc[3]), frame->code->isStrict());
}

bool opDeleteProp(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  if (R[pc[2]].isNullish()) {
    iso.raise(msg::NullishToObject);
    return false;
  }
  auto object = toObject(iso, reg(R, pc[2]));
  if (object.threw()) return false;
  Handle<Object> target = iso.handle(object.value());
  auto key = toPropertyKey(iso, reg(R, pc[3]));
  if (key.threw()) return false;
  iso.handle(key.value().raw());
  auto result = deleteProperty(iso, target, key.value());
  if (result.threw()) return false;
  if (!result.value() && frame->code->isStrict()) {
    iso.raise(msg::CannotDelete, {describeKey(key.value()), describeForMessage(iso, target)});
    return false;
  }
  R[pc[1]] = Value::boolean(result.value());
  return true;
}

// Operands: result, home object, key, this. The prototype is read before the key is converted (§13.3.7.3).
bool opGetSuper(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  const auto* home = R[pc[2]].as<Object>();
  if (!(home->aux & Object::kHasExotic) && home->shape->prototype.isCell() && ordinaryForNames(home->shape->prototype.as<Object>())) {
    if (const std::optional<PropertyKey> name = nameWithoutConverting(R[pc[3]])) {
      Value value;
      if (iso.lookups->read(iso, home->shape->prototype.as<Object>(), *name, &value) == Hit::Value) {
        R[pc[1]] = value;
        return true;
      }
    }
  }
  HandleScope scope(iso.heap);
  HandleValue above = iso.handle(getPrototypeOf(iso, objectAt(R, pc[2])));
  if (above.get().isException()) return false;
  auto key = toPropertyKey(iso, reg(R, pc[3]));
  if (key.threw()) return false;
  iso.handle(key.value().raw());
  if (above.get().isNull()) {
    iso.raise(msg::ReadOfNullish, {"null", describeKey(key.value())});
    return false;
  }
  const Value value = get(iso, Handle<Object>::fromRooted(above), key.value(), reg(R, pc[4]));
  if (value.isException()) return false;
  R[pc[1]] = value;
  return true;
}
bool opSetSuper(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  HandleValue above = iso.handle(getPrototypeOf(iso, objectAt(R, pc[1])));
  if (above.get().isException()) return false;
  auto key = toPropertyKey(iso, reg(R, pc[2]));
  if (key.threw()) return false;
  iso.handle(key.value().raw());
  if (above.get().isNull()) {
    iso.raise(msg::WriteOfNullish, {"null", describeKey(key.value())});
    return false;
  }
  auto ok = set(iso, Handle<Object>::fromRooted(above), key.value(), reg(R, pc[3]), reg(R, pc[4]));
  if (ok.threw()) return false;
  if (!ok.value() && frame->code->isStrict()) {
    raiseSetFailure(iso, reg(R, pc[4]), key.value());
    return false;
  }
  return true;
}

// --- literals ---

bool opNewObject(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  R[pc[1]] = Value(newObject(iso));
  return true;
}

// The constant is a Box of keys until the first execution, then the shape that an object with these keys has.
bool opNewObjectShaped(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  Value& constant = frame->code->constants[readWide(pc + 2)];
  const Value* values = R + pc[4];
  if (constant.asCell()->kind == CellKind::Box) {
    HandleScope scope(iso.heap);
    Handle<Box> keys = Handle<Box>::fromRooted(iso.handle(constant));
    const uint32_t count = keys->count();
    Handle<Shape> root = iso.handle(rootShape(iso, iso.intrinsic(Intrinsic::ObjectPrototype), std::max<uint32_t>(count, 1)));
    Handle<Object> object = iso.handle(newObject(iso, root.get()));
    for (uint32_t i = 0; i < count; ++i)
      defineValue(iso, object, PropertyKey::fromRaw(keys->values()[i]), HandleValue(R + pc[4] + i));
    if (!object->shape->isOwned()) frame->code->constants[readWide(pc + 2)] = Value(static_cast<Cell*>(object->shape));
    R[pc[1]] = Value(object.get());
    return true;
  }
  auto* shape = constant.as<Shape>();
  Object* object = newObject(iso, shape);
  std::copy_n(values, shape->slotCount, object->inlineSlots());
  R[pc[1]] = Value(object);
  return true;
}

bool opNewArray(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  R[pc[1]] = Value(newArray(iso, 0, pc[2]));
  return true;
}
bool opNewArrayFrom(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  R[pc[1]] = Value(newArrayFrom(iso, R + pc[2], pc[3]));
  return true;
}
bool opArrayPush(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  auto* array = R[pc[1]].as<ArrayObject>();
  const uint32_t length = array->lengthU32();
  if (length < array->elements->capacity) {
    iso.heap.store(array->elements, array->elements->slots() + length, R[pc[2]]);
    array->length = Value::number(length + 1);
    return true;
  }
  HandleScope scope(iso.heap);
  return !arrayPush(iso, Handle<ArrayObject>::fromRooted(reg(R, pc[1])), reg(R, pc[2])).threw();
}
bool opArrayPushHole(Isolate&, CallFrame*, Value* R, const uint16_t* pc) {
  auto* array = R[pc[1]].as<ArrayObject>();
  array->length = Value::number(array->lengthU32() + 1);
  return true;
}
bool opArraySpread(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Handle<ArrayObject> array = Handle<ArrayObject>::fromRooted(reg(R, pc[1]));
  if (isPlainlyIterableNoGc(iso, R[pc[2]])) {
    const uint32_t length = R[pc[2]].as<ArrayObject>()->lengthU32();
    HandleValue value = iso.handle(Value::undefined());
    ensureDenseCapacity(iso, array, array->lengthU32() + std::min(length, 1u << 20));
    for (uint32_t i = 0; i < R[pc[2]].as<ArrayObject>()->lengthU32(); ++i) {
      HandleScope step(iso.heap);
      const Value element = getDenseElementNoGc(R[pc[2]].as<Object>(), i);
      if (element.isEmpty()) {
        value.set(get(iso, objectAt(R, pc[2]), PropertyKey::fromIndex(i)));
        if (value.get().isException()) return false;
      } else {
        value.set(element);
      }
      if (arrayPush(iso, array, value).threw()) return false;
    }
    return true;
  }
  auto record = spreadIterator(iso, frame, reg(R, pc[2]));
  if (record.threw()) return false;
  HandleValue value = iso.handle(Value::undefined());
  for (;;) {
    HandleScope step(iso.heap);
    value.set(iteratorStepValue(iso, record.value()));
    if (value.get().isException()) return false;
    if (value.get().isEmpty()) return true;
    if (arrayPush(iso, array, value).threw()) return false;
  }
}

bool opDefineField(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Handle<Object> object = objectAt(R, pc[1]);
  const PropertyKey key = keyConstant(frame, pc[2]);
  Shape* before = object->shape;
  iso.handle(before);
  if (createDataPropertyOrThrow(iso, object, key, reg(R, pc[3])).threw()) return false;
  PropertyCache entry = describeAdd(iso, object, before, key);
  if (entry.kind != PropertyCache::kNone) {
    PropertyCache* cache = frame->code->caches + pc[4];
    entry.more = cache->more;
    *cache = entry;
  }
  return true;
}
bool opDefineElem(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  auto key = toPropertyKey(iso, reg(R, pc[2]));
  if (key.threw()) return false;
  iso.handle(key.value().raw());
  return !createDataPropertyOrThrow(iso, objectAt(R, pc[1]), key.value(), reg(R, pc[3])).threw();
}

// Kind: 0 method, 1 getter, 2 setter; 4: enumerable (object literals), 8: name the function after the key.
bool opDefineMethod(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  auto keyResult = toPropertyKey(iso, reg(R, pc[2]));
  if (keyResult.threw()) return false;
  const PropertyKey key = keyResult.value();
  iso.handle(key.raw());
  Handle<Object> object = objectAt(R, pc[1]);
  const uint16_t kind = pc[4] & 3;
  const uint8_t enumerable = pc[4] & 4 ? kEnumerable : 0;
  if (pc[4] & 8) setFunctionName(iso, Handle<FunctionObject>::fromRooted(reg(R, pc[3])), key, kind == 1 ? "get" : kind == 2 ? "set" : nullptr);
  PropertyDescriptor d;
  d.configurable = true;
  d.enumerable = enumerable != 0;
  if (kind == 0) {
    d.value = reg(R, pc[3]);
    d.writable = true;
  } else if (kind == 1) {
    d.getter = reg(R, pc[3]);
  } else {
    d.setter = reg(R, pc[3]);
  }
  return !definePropertyOrThrow(iso, object, key, d).threw();
}

bool opSetPrototype(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  if (!isObjectCell(R[pc[2]]) && !R[pc[2]].isNull()) return true; // §13.2.5.5: other values are ignored
  HandleScope scope(iso.heap);
  return !setPrototypeOf(iso, objectAt(R, pc[1]), reg(R, pc[2])).threw();
}

bool opCopyDataProperties(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  KeyList excluded(iso);
  for (uint32_t i = 0; i < pc[4]; ++i) {
    auto key = toPropertyKey(iso, HandleValue(R + pc[3] + i));
    if (key.threw()) return false;
    excluded.keys.push_back(key.value());
  }
  return !copyDataProperties(iso, objectAt(R, pc[1]), reg(R, pc[2]), excluded.keys).threw();
}

bool opNewRegExp(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  TICK_ASSERT(iso.createRegExp, "a realm without regular expressions");
  HandleValue pattern = iso.handle(frame->code->constants[readWide(pc + 2)]);
  HandleValue flags = iso.handle(frame->code->constants[readWide(pc + 4)]);
  const Value value = iso.createRegExp(iso, pattern, flags);
  if (value.isException()) return false;
  R[pc[1]] = value;
  return true;
}

// §13.2.8.4: the constant is a Box(cooked array, raw array) until the first execution, then the frozen array.
bool opGetTemplateObject(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  const uint32_t index = readWide(pc + 2);
  const Value constant = frame->code->constants[index];
  if (constant.asCell()->kind == CellKind::Box) {
    HandleScope scope(iso.heap);
    Handle<Box> parts = Handle<Box>::fromRooted(iso.handle(constant));
    const uint32_t count = parts->count() / 2;
    Handle<ArrayObject> cooked = iso.handle(newArrayFrom(iso, parts->values(), count));
    Handle<ArrayObject> raw = iso.handle(newArrayFrom(iso, parts->values() + count, count));
    MUST(setIntegrityLevel(iso, raw, IntegrityLevel::Frozen));
    defineValue(iso, cooked, iso.key(iso.names.raw), raw, kNone);
    MUST(setIntegrityLevel(iso, cooked, IntegrityLevel::Frozen));
    frame->code->constants[index] = Value(cooked.get());
    iso.heap.recordWrite(frame->code, &frame->code->constants[index], frame->code->constants[index]);
  }
  R[pc[1]] = frame->code->constants[index];
  return true;
}

} // namespace tickscope::slow
