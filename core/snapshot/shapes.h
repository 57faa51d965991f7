#pragma once
// Hidden classes and what the program's property accesses know of them, as data: V8's words for our shapes and caches.
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::snapshot {

// A hidden class (V8: map) that some living object has, or that leads to one.
struct HiddenClass {
  uint32_t id = 0;
  uint32_t parent = 0;      // the class before its last property was added; 0: none
  std::string constructor;  // of the objects that have it
  std::string lastProperty; // that distinguishes it from its parent; empty for a root
  std::vector<std::string> properties; // in order of creation
  uint32_t objects = 0;     // that have it now
  bool dictionary = false;  // belongs to one object and changes in place, as V8's dictionary mode and prototypes' maps do
};

// What an inline cache has met. V8 keeps up to four maps a place; a fifth makes it megamorphic for good.
enum class CacheState : uint8_t { Uninitialized, Monomorphic, Polymorphic, Megamorphic };
inline constexpr size_t kPolymorphicMost = 4;
const char* cacheStateName(CacheState state);

// A place of the program that reads or writes a property.
struct AccessPlace {
  std::string function, path, text; // text: the access as it is written
  uint32_t line = 0, column = 0;    // 1-based
  bool writes = false;
  CacheState state = CacheState::Uninitialized;
  std::vector<uint32_t> classes;    // HiddenClass ids, in the order in which they were met; 0: a primitive
};

struct ShapeLook {
  std::vector<HiddenClass> classes; // ascending by id: parents come before their children
  std::vector<AccessPlace> places;  // of functions that have run, in order of their source and position
};

// A line of the tree of classes, in the order in which it is drawn. Steps that no object stands on and nothing met are
// drawn together with the next.
struct ClassRow {
  const HiddenClass* one = nullptr;
  size_t depth = 0;
  std::vector<std::string> added; // properties that lead here from the row above; empty for a root
};
// The classes that were met, what led to them, and what came of them. The rows point into `look`.
std::vector<ClassRow> classRows(const ShapeLook& look, const std::set<uint32_t>& met);

} // namespace tickscope::snapshot
