#include "core/vm/shape.h"

#include "core/vm/isolate.h"
#include "core/vm/shape_table.h"

namespace tickscope {

// --- PropertyTable ---

int32_t PropertyTable::find(PropertyKey key) const {
  if (index_.empty()) {
    for (size_t i = 0; i < entries.size(); ++i)
      if (entries[i].key == key && !entries[i].deleted) return int32_t(i);
    return -1;
  }
  const size_t mask = index_.size() - 1;
  for (size_t i = key.hash() & mask; index_[i]; i = (i + 1) & mask) {
    const PropertyEntry& entry = entries[index_[i] - 1];
    if (entry.key == key && !entry.deleted) return int32_t(index_[i] - 1);
  }
  return -1;
}

void PropertyTable::reindex() {
  size_t size = 32;
  while (size < entries.size() * 2) size *= 2;
  index_.assign(size, 0);
  for (size_t e = 0; e < entries.size(); ++e) {
    if (entries[e].deleted) continue;
    size_t i = entries[e].key.hash() & (size - 1);
    while (index_[i]) i = (i + 1) & (size - 1);
    index_[i] = uint32_t(e + 1);
  }
}

void PropertyTable::append(const PropertyEntry& entry) {
  entries.push_back(entry);
  if (entries.size() <= kLinearMax) return;
  if (entries.size() * 2 > index_.size()) return reindex();
  const size_t mask = index_.size() - 1;
  size_t i = entry.key.hash() & mask;
  while (index_[i]) i = (i + 1) & mask;
  index_[i] = uint32_t(entries.size());
}

void PropertyTable::erase(uint32_t index) {
  entries[index].deleted = true;
  ++deletedCount;
}

PropertyTable* PropertyTable::clone(uint32_t count) const {
  auto* copy = new PropertyTable;
  copy->entries.assign(entries.begin(), entries.begin() + count);
  for (const PropertyEntry& entry : copy->entries) copy->deletedCount += entry.deleted;
  if (count > kLinearMax) copy->reindex();
  return copy;
}

// --- Transitions ---

namespace {
constexpr size_t kLinearChildren = 8;
}

Shape* Transitions::find(PropertyKey key, uint8_t attributes) const {
  if (children.size() <= kLinearChildren) {
    for (const Child& child : children)
      if (child.key == key && child.attributes == attributes) return child.shape;
    return nullptr;
  }
  const auto found = byKey.find(key.raw().bits());
  if (found == byKey.end()) return nullptr;
  for (uint32_t i : found->second)
    if (children[i].attributes == attributes) return children[i].shape;
  return nullptr;
}

void Transitions::add(PropertyKey key, uint8_t attributes, Shape* shape) {
  children.push_back({key, attributes, shape});
  if (children.size() <= kLinearChildren) return;
  if (byKey.empty())
    for (uint32_t i = 0; i + 1 < children.size(); ++i) byKey[children[i].key.raw().bits()].push_back(i);
  byKey[key.raw().bits()].push_back(uint32_t(children.size() - 1));
}

// --- Shape ---

const PropertyEntry* Shape::lookup(PropertyKey key) const {
  if (!table) return nullptr;
  const int32_t index = table->find(key);
  return index >= 0 && uint32_t(index) < count ? &table->entries[size_t(index)] : nullptr;
}

const PropertyEntry* Shape::entries() const { return table ? table->entries.data() : nullptr; }

void visitShape(Shape* shape, SlotVisitor& visitor) {
  visitor.visit(&shape->prototype);
  visitor.visitPointer(&shape->root);
  if (shape->table)
    for (uint32_t i = 0; i < shape->count; ++i) {
      Value key = shape->table->entries[i].key.raw(); // atoms and symbols are pinned: the visitor leaves the slot as it is
      visitor.visit(&key);
    }
  if (shape->transitions) {
    for (Transitions::Child& child : shape->transitions->children) visitor.visitPointer(&child.shape);
    for (Shape*& root : shape->transitions->roots) visitor.visitPointer(&root);
  }
}

void finalizeShape(Shape* shape) {
  if (shape->table && --shape->table->references == 0) delete shape->table;
  delete shape->transitions;
  shape->table = nullptr;
  shape->transitions = nullptr;
}

namespace {
Shape* newShape(Isolate& iso, HandleValue prototype, uint32_t inlineCapacity) {
  auto* shape = iso.heap.allocate<Shape>(CellKind::Shape, sizeof(Shape), AllocateIn::Pinned);
  shape->prototype = prototype.get();
  shape->inlineCapacity = inlineCapacity;
  shape->id = iso.nextShapeId++;
  iso.heap.registerFinalizer(shape);
  return shape;
}

// Objects that become prototypes get a shape of their own, marked: changes to it are counted in the epoch.
void becomePrototype(Isolate& iso, Handle<Object> object) {
  if (object->shape->aux & Shape::kIsPrototype) return;
  if (object->shape->isOwned()) {
    object->shape->aux |= Shape::kIsPrototype;
    return;
  }
  Shape* owned = ownedCopy(iso, object->shape, Shape::kIsPrototype);
  object->shape = owned;
  iso.heap.recordWrite(object, &object->shape, Value(owned));
}
} // namespace

void bumpPrototypeEpoch(Isolate& iso, const Shape* shape) {
  if (shape->aux & Shape::kIsPrototype) ++iso.prototypeEpoch;
}

Shape* rootShape(Isolate& iso, HandleValue prototype, uint32_t inlineCapacity) {
  Transitions* transitions = nullptr;
  Shape* owner = nullptr;
  if (prototype.get().isNull()) {
    for (Shape* root : iso.nullPrototypeRoots)
      if (root->inlineCapacity == inlineCapacity) return root;
    Shape* root = newShape(iso, prototype, inlineCapacity);
    iso.nullPrototypeRoots.push_back(root);
    return root;
  }
  owner = prototype.get().as<Object>()->shape;
  if ((owner->aux & Shape::kIsPrototype) && owner->root && owner->root->inlineCapacity == inlineCapacity) return owner->root;
  HandleScope scope(iso.heap);
  becomePrototype(iso, Handle<Object>::fromRooted(prototype));
  owner = prototype.get().as<Object>()->shape;
  if (owner->root && owner->root->inlineCapacity == inlineCapacity) return owner->root;
  transitions = owner->transitions;
  if (transitions)
    for (Shape* root : transitions->roots)
      if (root->inlineCapacity == inlineCapacity) return root;
  Shape* root = newShape(iso, prototype, inlineCapacity); // pinned: `owner` does not move
  if (!owner->root) {
    owner->root = root;
  } else {
    if (!owner->transitions) owner->transitions = new Transitions;
    owner->transitions->roots.push_back(root);
  }
  return root;
}

Shape* ownedCopy(Isolate& iso, Shape* shape, uint16_t extraFlags) {
  HandleScope scope(iso.heap);
  Handle<Shape> original = iso.handle(shape);
  Shape* copy = newShape(iso, iso.handle(shape->prototype), shape->inlineCapacity);
  copy->aux = uint16_t((original->aux & (Shape::kIsPrototype | Shape::kNotExtensible)) | Shape::kOwned | extraFlags);
  copy->table = original->table ? original->table->clone(original->count) : new PropertyTable;
  copy->count = original->count;
  copy->slotCount = original->slotCount;
  if (original->aux & Shape::kIsPrototype) { // children keep their roots: the prototype is the same object
    copy->root = original->root;
    if (original->transitions && !original->transitions->roots.empty()) {
      copy->transitions = new Transitions;
      copy->transitions->roots = original->transitions->roots;
    }
  }
  return copy;
}

Shape* shapeAfterAdding(Isolate& iso, Shape* shape, PropertyKey key, uint8_t attributes) {
  if (shape->isOwned()) {
    shape->table->append({key, shape->slotCount, attributes, false});
    shape->count = uint32_t(shape->table->entries.size());
    ++shape->slotCount;
    // The new key may be younger than the shape's last visit; keys are pinned, so liveness is all that matters.
    bumpPrototypeEpoch(iso, shape);
    return shape;
  }
  if (shape->transitions) {
    if (Shape* child = shape->transitions->find(key, attributes)) return child;
    if (shape->transitions->children.size() >= kTransitionsMax) return nullptr;
  }
  if (shape->count >= kSharedPropertiesMax) return nullptr;

  HandleScope scope(iso.heap);
  HandleValue keepKey = iso.handle(key.raw());
  Handle<Shape> parent = iso.handle(shape);
  Shape* child = newShape(iso, iso.handle(shape->prototype), shape->inlineCapacity);
  child->aux = uint16_t(parent->aux & Shape::kNotExtensible);
  if (!parent->table) {
    child->table = new PropertyTable;
  } else if (parent->table->entries.size() == parent->count) {
    child->table = parent->table;
    ++child->table->references;
  } else {
    child->table = parent->table->clone(parent->count);
  }
  child->table->append({PropertyKey::fromRaw(keepKey), parent->slotCount, attributes, false});
  child->count = parent->count + 1;
  child->slotCount = parent->slotCount + 1;
  if (!parent->transitions) parent->transitions = new Transitions;
  parent->transitions->add(key, attributes, child);
  return child;
}

} // namespace tickscope
