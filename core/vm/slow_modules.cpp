// Slow paths of modules.
#include "core/vm/interpreter_slow_paths.h"

namespace tickscope::slow {

bool opImportCall(Isolate& iso, CallFrame*, Value*, const uint16_t*) {
  iso.raise(msg::Unsupported, {"import()"});
  return false;
}
bool opImportMeta(Isolate& iso, CallFrame*, Value*, const uint16_t*) {
  iso.raise(msg::Unsupported, {"import.meta"});
  return false;
}
bool opImportedValue(Isolate& iso, CallFrame*, Value*, const uint16_t*) {
  iso.raise(msg::Unsupported, {"modules"});
  return false;
}
bool opModuleStart(Isolate& iso, CallFrame*, Value*, const uint16_t*) {
  iso.raise(msg::Unsupported, {"modules"});
  return false;
}

} // namespace tickscope::slow

namespace tickscope {
Value Host::importModuleDynamically(Isolate& iso, const std::string&, HandleValue, HandleValue) { return iso.raise(msg::Unsupported, {"import()"}); }
} // namespace tickscope
