#include "core/node/standard_handles.h"

#include "core/node/runtime.h"
#include "core/vm/async_frame.h"

namespace tickscope {

namespace {
// lib/internal/util/colors.js, with the first thing that a console formats, asks process.stderr whether it has colours.
constexpr int kFirstThatAsksForColours = 18;
constexpr int kFirstThatWritesPlainStringsAsTheyAre = 22;
} // namespace

void StandardHandles::open(NodeRuntime& runtime, trace::Stream stream) {
  if (std::exchange(isOpen_[size_t(stream)], true)) return;
  (void)frameForResource(runtime.iso, "PIPEWRAP", runtime.iso.undefined(), runtime.loop.nextAsyncId());
}

void StandardHandles::consoleWrites(NodeRuntime& runtime, trace::Stream stream, bool plain) {
  const int major = runtime.rules.major;
  open(runtime, stream);
  if (!askedForColours_ && major >= kFirstThatAsksForColours && !(plain && major >= kFirstThatWritesPlainStringsAsTheyAre)) {
    askedForColours_ = true;
    open(runtime, trace::Stream::Stderr);
  }
  runtime.loop.ticks.addOwnOf(unsigned(stream));
}

} // namespace tickscope
