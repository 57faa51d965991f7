#pragma once
// Node's own command-line flags: those that Tickscope understands, and those it accepts because they change nothing
// that a program under it could notice.
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/node/runtime.h"

namespace tickscope {

// Whether a flag is one of Node's that applyNodeFlags takes. `takesValue`: it may be followed by its value.
bool isNodeFlag(const std::string& flag, bool* takesValue = nullptr);
// Fails with a sentence naming the flag that is unknown or has a bad value.
Result<void> applyNodeFlags(const std::vector<std::string>& flags, NodeOptions& options);

} // namespace tickscope
