#include "gui/runner.h"

#include <utility>

namespace tickscope::gui {

Runner::~Runner() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

void Runner::cancel() { control_->cancel.store(true, std::memory_order_relaxed); }

void Runner::start(OpenRequest request) {
  cancel();
  if (thread_.joinable()) thread_.join(); // a run looks at its cancel flag often: this takes milliseconds
  control_ = std::make_shared<RunControl>();
  {
    std::lock_guard lock(mutex_);
    result_.reset();
  }
  busy_.store(true, std::memory_order_release);
  thread_ = std::thread([this, request = std::move(request), control = control_] {
    OpenResult result = openProgram(request, *control);
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
