#include "core/loop/pending.h"

#include <utility>

#include "core/loop/loop.h"
#include "core/trace/recorder.h"

namespace tickscope {

using namespace trace;

void Pending::add(std::string_view what, std::function<void()> deliver) {
  Recorder* recorder = loop_.iso.recorder;
  const EventId queued =
      recorder ? recorder->emit(ev::PendingQueued{.cause = recorder->running(), .what = recorder->intern(what)}) : kNoEvent;
  queue_.push_back({std::move(deliver), queued});
}

void Pending::runRound(Rule rule) {
  std::vector<Item> batch = std::exchange(queue_, {});
  for (Item& item : batch) {
    if (loop_.stopping()) return;
    loop_.callback(CallbackKind::Pending, item.queued, rule, item.deliver);
  }
}

} // namespace tickscope
