#pragma once
// GroupBy (ECMA-262 §7.3.35), for Object.groupBy and Map.groupBy.
#include "core/builtins/rooted_values.h"

namespace tickscope {

enum class GroupKeys : uint8_t {
  Property,   // keys by ToPropertyKey: `keys` holds PropertyKey::raw() values
  Collection, // keys by SameValueZero, -0 as +0
};

// items and callback are args[0] and args[1]. Groups in the order in which their keys first appear; each is an array.
Completion<void> groupBy(Isolate& iso, Args args, const char* method, GroupKeys kind, RootedValues* keys, RootedValues* groups);

} // namespace tickscope
