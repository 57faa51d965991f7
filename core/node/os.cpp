// The native half of os: what the simulated machine is made of.
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
constexpr double kTotalMemory = 8.0 * 1024 * 1024 * 1024;
constexpr uint64_t kUptimeBeforeNs = 86'400'000'000'000; // the machine was switched on a day before the program began: as process.hrtime says

// machine(): {cores, cpuMs, totalMemory, usedMemory, uptimeSeconds}
Value machineNative(Isolate& iso, Args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  const Handle<Object> result = iso.handle(newObject(iso));
  const auto put = [&](const char* name, double value) {
    HandleScope scope(iso.heap);
    defineValue(iso, result, iso.key(name), iso.handle(Value::number(value)));
  };
  put("cores", runtime.machine.settings.cores);
  put("cpuMs", double((iso.nowNs() - runtime.machine.sleptNs()) / 1'000'000));
  put("totalMemory", kTotalMemory);
  put("usedMemory", double((512u << 20) + runtime.heapFigures().rss));
  put("uptimeSeconds", double((iso.nowNs() + kUptimeBeforeNs) / 10'000'000) / 100);
  return Value(result.get());
}
} // namespace

void fillOs(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"machine", machineNative, 0}});
}

} // namespace tickscope
