#pragma once
// Errors with a code, in Node's words (lib/internal/errors.js and validators.js).
#include <string>
#include <string_view>

#include "core/machine/errno.h"
#include "core/vm/isolate.h"

namespace tickscope {

// "an instance of Foo", "type string ('x')", "undefined", "function f": what Node says it received.
std::string describeReceived(Isolate& iso, HandleValue value);
// ERR_INVALID_ARG_TYPE: The "name" argument must be EXPECTED. Received …; `expected` such as "of type function".
Throw raiseInvalidArgType(Isolate& iso, std::string_view name, std::string_view expected, HandleValue value);
// validateFunction of a callback: by version ERR_INVALID_ARG_TYPE or ERR_INVALID_CALLBACK.
Completion<void> checkCallback(Isolate& iso, HandleValue value, std::string_view name = "callback");
Completion<void> checkString(Isolate& iso, HandleValue value, std::string_view name);
Completion<void> checkNumber(Isolate& iso, HandleValue value, std::string_view name);
// "CODE: text, syscall 'path' -> 'other'" with errno, code, syscall, path and dest; not thrown. Empty paths are left out.
Value newSystemError(Isolate& iso, Errno error, std::string_view syscall, std::string_view path, std::string_view other);
// An error object with `code`, not thrown.
Value newNodeError(Isolate& iso, ErrorType type, std::string_view code, std::string_view text);

} // namespace tickscope
