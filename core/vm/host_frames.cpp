#include "core/vm/host_frames.h"

#include "core/vm/interpreter.h"

namespace tickscope {

HostEntryScope::HostEntryScope(Isolate& iso, const char* const* frames) : iso_(iso) {
  const Interpreter& vm = *iso.interpreter;
  entry_ = {iso.hostEntry, size_t(vm.currentFrame() + 1 - vm.firstFrame()), frames};
  iso.hostEntry = &entry_;
}

HostEntryScope::~HostEntryScope() { iso_.hostEntry = entry_.outer; }

} // namespace tickscope
