#pragma once
// One piece of work off the UI thread: a new one cancels the old one, and what came of it is taken once.
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace tickscope::gui {

template <class T> class Background {
public:
  Background() = default;
  ~Background() {
    cancel();
    wait();
  }
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // `work` looks at the flag often enough that waiting for it is not felt. What it captures must outlive it: shared pointers.
  void start(std::function<T(const std::atomic<bool>& cancelled)> work) {
    cancel();
    wait();
    cancelled_ = false;
    result_.reset();
    busy_ = true;
    thread_ = std::thread([this, work = std::move(work)] {
      T done = work(cancelled_);
      {
        std::lock_guard lock(mutex_);
        if (!cancelled_) result_ = std::move(done);
      }
      busy_ = false;
      if (onReady) onReady();
    });
  }
  void cancel() { cancelled_ = true; }
  void wait() {
    if (thread_.joinable()) thread_.join();
  }
  bool busy() const { return busy_; }
  std::optional<T> take() {
    std::lock_guard lock(mutex_);
    return std::exchange(result_, std::nullopt);
  }
  void (*onReady)() = nullptr; // called from its thread; set before the first start

private:
  std::thread thread_;
  std::atomic<bool> cancelled_{false}, busy_{false};
  std::mutex mutex_;
  std::optional<T> result_;
};

} // namespace tickscope::gui
