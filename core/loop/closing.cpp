#include "core/loop/closing.h"

#include <utility>

#include "core/loop/loop.h"
#include "core/trace/recorder.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

using namespace trace;

void Closing::request(EventId handle, std::string_view label, std::function<void()> closed) {
  Recorder* recorder = loop_.iso.recorder;
  const EventId closing = recorder ? recorder->emit(ev::HandleClosing{.cause = recorder->running(),
                                                                      .handle = handle,
                                                                      .label = recorder->intern(label),
                                                                      .at = currentSite(loop_.iso)})
                                   : kNoEvent;
  handles_.push_back({std::move(closed), closing});
}

void Closing::runPhase() {
  // What is closed meanwhile waits for the next turn.
  std::vector<Handle> batch = std::exchange(handles_, {});
  for (size_t i = batch.size(); i-- > 0 && !loop_.stopping();) {
    Recorder* recorder = loop_.iso.recorder;
    if (recorder) recorder->emit(ev::HandleClosed{.cause = batch[i].closing, .closing = batch[i].closing});
    loop_.callback(CallbackKind::Close, batch[i].closing, Rule::CloseNewestFirst, batch[i].closed);
  }
}

} // namespace tickscope
