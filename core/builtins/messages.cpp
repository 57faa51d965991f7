#include "core/builtins/messages.h"

#include "core/vm/conversions.h"
#include "core/vm/isolate.h"

namespace tickscope {

std::string describeCallSite(Isolate& iso, Value value) {
  std::string text = toUtf8(typeOf(iso, value));
  if (isString(value)) return text + " \"" + describeForMessage(iso, value) + "\"";
  if (value.isNull() || value.isBoolean() || value.isNumber()) text += " " + describeForMessage(iso, value);
  return text;
}

Throw raiseCallbackNotCallable(Isolate& iso, HandleValue callback) {
  const bool byType = iso.options.nodeMajor >= 21;
  return iso.raise(msg::NotAFunction, {byType ? describeCallSite(iso, callback) : describeForMessage(iso, callback)});
}

} // namespace tickscope
