#include "core/builtins/messages.h"

#include "core/vm/conversions.h"
#include "core/vm/isolate.h"

namespace tickscope {

Throw raiseCallbackNotCallable(Isolate& iso, HandleValue callback) {
  const bool byType = iso.options.nodeMajor >= 21;
  return iso.raise(msg::NotAFunction, {byType ? describeCallSite(iso, callback) : describeForMessage(iso, callback)});
}

} // namespace tickscope
