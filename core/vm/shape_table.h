#pragma once
// What shapes keep outside the heap: property tables shared along a line of the tree, and transitions. Only shape.cpp,
// object.cpp and the collector's hooks include this.
#include <unordered_map>
#include <vector>

#include "core/vm/shape.h"

namespace tickscope {

// Entries in order of creation, found by key. Counted: every shape of a line holds one reference.
class PropertyTable {
public:
  std::vector<PropertyEntry> entries;
  uint32_t references = 1;
  uint32_t deletedCount = 0;

  // Index of the first live entry of `key`, or -1.
  int32_t find(PropertyKey key) const;
  void append(const PropertyEntry& entry);
  void erase(uint32_t index); // marks it deleted
  PropertyTable* clone(uint32_t count) const;

private:
  static constexpr size_t kLinearMax = 8; // so many are searched one by one
  void reindex();
  std::vector<uint32_t> index_; // entry + 1 by hash, open addressing; empty while linear
};

struct Transitions {
  struct Child {
    PropertyKey key;
    uint8_t attributes;
    Shape* shape;
  };
  std::vector<Child> children;
  std::vector<Shape*> roots; // of a prototype object's shape: children's root shapes with other inline capacities
  std::unordered_map<uint64_t, std::vector<uint32_t>> byKey; // used once there are many children

  Shape* find(PropertyKey key, uint8_t attributes) const;
  void add(PropertyKey key, uint8_t attributes, Shape* shape);
};

inline constexpr uint32_t kSharedPropertiesMax = 128; // more: the object gets an owned shape
inline constexpr uint32_t kTransitionsMax = 1024;

// CustomCells hooks for shapes.
void visitShape(Shape* shape, SlotVisitor& visitor);
void finalizeShape(Shape* shape);

// The shape after adding `key` to an object of `shape`; owned shapes are changed in place and returned. May collect.
// nullptr: the tree is full here, make the shape owned first.
Shape* shapeAfterAdding(Isolate& iso, Shape* shape, PropertyKey key, uint8_t attributes);
// A copy of `shape` for one object only. May collect.
Shape* ownedCopy(Isolate& iso, Shape* shape, uint16_t extraFlags = 0);
void bumpPrototypeEpoch(Isolate& iso, const Shape* shape); // if it is a prototype's shape

} // namespace tickscope
