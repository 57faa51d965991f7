#include "gui/background.h"

#include <doctest/doctest.h>

using namespace tickscope::gui;

TEST_CASE("background: what came of it is there once") {
  Background<int> work;
  CHECK_FALSE(work.take());
  work.start([](const std::atomic<bool>&) { return 7; });
  work.wait();
  CHECK_FALSE(work.busy());
  CHECK(work.take() == 7);
  CHECK_FALSE(work.take());
}

TEST_CASE("background: a new piece of work cancels the old one, whose result never comes") {
  Background<int> work;
  std::atomic<bool> stopped{false};
  work.start([&](const std::atomic<bool>& cancelled) {
    while (!cancelled) std::this_thread::yield();
    stopped = true;
    return 1;
  });
  CHECK(work.busy());
  work.start([](const std::atomic<bool>&) { return 2; });
  CHECK(stopped);
  work.wait();
  CHECK(work.take() == 2);
}

TEST_CASE("background: cancelled work leaves nothing, and its owner may go while it runs") {
  {
    Background<int> work;
    work.start([](const std::atomic<bool>& cancelled) {
      while (!cancelled) std::this_thread::yield();
      return 1;
    });
  }
  Background<int> work;
  work.start([](const std::atomic<bool>& cancelled) {
    while (!cancelled) std::this_thread::yield();
    return 1;
  });
  work.cancel();
  work.wait();
  CHECK_FALSE(work.take());
}
