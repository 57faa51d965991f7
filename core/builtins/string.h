#pragma once
// What String shares with RegExp: the expansion of $-patterns in a replacement.
#include <vector>

#include "core/vm/isolate.h"

namespace tickscope {

struct SubstitutionContext {
  HandleValue matched;               // a string
  HandleValue text;                  // the whole string
  uint32_t position;                 // of the match in it
  std::vector<HandleValue> captures; // strings or undefined
  HandleValue groups;                // an object or undefined
};
// §22.1.3.19.1 GetSubstitution, appended to `out`. May run user code (getters of groups).
Completion<void> appendSubstitution(Isolate& iso, const SubstitutionContext& context, HandleValue replacement, StringBuilder* out);

// §7.2.8 IsRegExp
Completion<bool> isRegExp(Isolate& iso, HandleValue value);

} // namespace tickscope
