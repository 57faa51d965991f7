#include "core/session/engine_thread.h"

#include <cerrno>
#include <ctime>
#include <pthread.h>

#include "core/base/assert.h"

namespace tickscope {

namespace {
constexpr size_t kStackBytes = size_t(1) << 30;
void* entry(void* body) {
  (*static_cast<const std::function<void()>*>(body))();
  return nullptr;
}
} // namespace

void runOnEngineThread(const std::function<void()>& body, double tickSeconds, const std::function<void()>& tick) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  size_t bytes = kStackBytes;
  pthread_t thread;
  int error;
  // Under a limit of address space (ulimit -v) a smaller stack must do.
  do {
    pthread_attr_setstacksize(&attributes, bytes);
    error = pthread_create(&thread, &attributes, entry, const_cast<std::function<void()>*>(&body));
    bytes /= 2;
  } while (error == EAGAIN && bytes >= (size_t(16) << 20));
  pthread_attr_destroy(&attributes);
  TICK_ASSERT(error == 0, "the engine's thread could not be started");
  for (;;) {
    timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    const double end = double(until.tv_sec) + double(until.tv_nsec) / 1e9 + tickSeconds;
    until.tv_sec = time_t(end);
    until.tv_nsec = long((end - double(until.tv_sec)) * 1e9);
    if (pthread_timedjoin_np(thread, nullptr, &until) == 0) return;
    tick();
  }
}

} // namespace tickscope
