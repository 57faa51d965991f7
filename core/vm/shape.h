#pragma once
// Shapes (V8: hidden classes, maps): which named properties an object has, where their values are, and its prototype.
//
// SHARED shapes form a tree: adding a property to an object of shape S moves it to S's child for (key, attributes).
// A line of the tree shares one PropertyTable; each shape sees its first `count` entries.
// OWNED shapes belong to one object (a prototype, a global, an object with many properties or after a delete): their
// table changes in place. An owned shape is still good for inline caches on present properties until something is
// deleted or reconfigured; then the object gets a new, `uncacheable` owned shape.
//
// Inline caches for properties found on a prototype (or absent) hold while Isolate::prototypeEpoch is unchanged: it
// grows whenever an object that is some shape's prototype is changed in structure. Values are read live from its slots.
//
// Slot i of an object is inline word i while i < inlineCapacity, else word 1 + (i - inlineCapacity) of its
// PropertyStorage.
#include <memory>
#include <vector>

#include "core/vm/property_key.h"

namespace tickscope {

struct Object;

enum Attributes : uint8_t {
  kWritable = 1,
  kEnumerable = 2,
  kConfigurable = 4,
  kAccessor = 8,   // the slot holds an AccessorPair; kWritable is then 0
  kDefault = kWritable | kEnumerable | kConfigurable,
  kHidden = kWritable | kConfigurable, // built-in methods
  kNone = 0,
};

struct PropertyEntry {
  PropertyKey key;
  uint32_t slot;
  uint8_t attributes;
  bool deleted; // only in owned, uncacheable shapes
};

class PropertyTable; // core/vm/shape.cpp

struct Shape : Cell {
  enum Aux : uint16_t {
    kOwned = 1,
    kUncacheable = 2,
    kIsPrototype = 4,   // its object is the prototype of some shape (always owned)
    kNotExtensible = 8,
  };
  Value prototype;            // an object or null
  PropertyTable* table;       // shared along the line; outside the heap
  struct Transitions* transitions; // outside the heap; null while there are none
  Shape* root;                // for a prototype object's shape: the root shape of its children, or null
  uint32_t count;             // entries of the table that are ours
  uint32_t slotCount;
  uint32_t inlineCapacity;
  uint32_t id;                // from the isolate's counter, for the trace and the heap's looks

  bool isOwned() const { return aux & kOwned; }
  bool isCacheable() const { return !(aux & kUncacheable); }
  // The entry of `key`, or nullptr. Valid until the table changes. Never collects.
  const PropertyEntry* lookup(PropertyKey key) const;
  const PropertyEntry* entries() const; // [0, count), in order of creation; skip deleted ones
};

// The shape of objects without properties whose prototype is `prototype` (an object or null). May collect.
Shape* rootShape(Isolate& iso, HandleValue prototype, uint32_t inlineCapacity = 4);

} // namespace tickscope
