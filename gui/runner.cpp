#include "gui/runner.h"

#include <utility>

namespace tickscope::gui {

Runner::~Runner() { abandon(); }

void Runner::abandon() {
  abandoned_.store(true, std::memory_order_relaxed);
  cancel();
  if (thread_.joinable()) thread_.join(); // a run looks at its cancel flag often: this takes milliseconds
  abandoned_.store(false, std::memory_order_relaxed);
}

void Runner::cancel() { control_->cancel.store(true, std::memory_order_relaxed); }

void Runner::start(OpenRequest request) {
  abandon();
  control_ = std::make_shared<RunControl>();
  {
    std::lock_guard lock(mutex_);
    result_.reset();
  }
  busy_.store(true, std::memory_order_release);
  thread_ = std::thread([this, request = std::move(request), control = control_] {
    OpenResult result = openProgram(request, *control, &abandoned_);
    result.cancelled = control->cancel.load(std::memory_order_relaxed);
    {
      std::lock_guard lock(mutex_);
      result_ = std::move(result);
    }
    busy_.store(false, std::memory_order_release);
    if (onReady) onReady();
  });
}

std::optional<OpenResult> Runner::take() {
  std::lock_guard lock(mutex_);
  return std::exchange(result_, std::nullopt);
}

} // namespace tickscope::gui
