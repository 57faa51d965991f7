#include "core/trace/event_queue.h"

#include "tests/unit/trace/random_run.h"

#include <doctest/doctest.h>

#include <map>

using namespace tickscope::trace;

namespace {
struct Item {
  EventId queued = kNoEvent;
  int value = 0;
  friend bool operator==(const Item&, const Item&) = default;
};
std::vector<EventId> ids(const EventQueue<Item>& queue) {
  std::vector<EventId> list;
  for (const Item& item : queue) list.push_back(item.queued);
  return list;
}
} // namespace

TEST_CASE("an event queue is first in first out, and any item can be taken out of it") {
  EventQueue<Item> queue;
  for (EventId id : {2u, 3u, 5u, 9u}) CHECK(queue.push({id, static_cast<int>(id) * 10}));
  CHECK(queue.front().queued == 2);
  CHECK(queue.take(5)->value == 50);
  CHECK_FALSE(queue.take(5));
  CHECK_FALSE(queue.erase(4));
  queue.find(3)->value = 7;
  CHECK(queue.front().value == 10 * 2);
  CHECK(queue.erase(2));
  CHECK(queue.front().value == 7);
  CHECK(ids(queue) == std::vector<EventId>{3, 9});
}

TEST_CASE("ids that do not grow are refused while the queue holds anything") {
  EventQueue<Item> queue;
  CHECK(queue.push({5, 0}));
  CHECK_FALSE(queue.push({5, 0}));
  CHECK_FALSE(queue.push({4, 0}));
  CHECK(queue.erase(5));
  CHECK(queue.push({4, 0}));
}

TEST_CASE("an event queue is what a map ordered by id is, through any number of changes") {
  testing::Random random(1);
  EventQueue<Item> queue;
  std::map<EventId, int> model;
  EventId next = 1;
  for (int i = 0; i < 20'000; ++i) {
    if (random.chance(55)) {
      queue.push({next, i});
      model[next] = i;
      next += static_cast<EventId>(1 + random.below(3));
    } else if (!model.empty()) {
      auto victim = model.lower_bound(static_cast<EventId>(random.below(next)));
      if (victim == model.end() || random.chance(40)) victim = model.begin();
      CHECK(queue.take(victim->first)->value == victim->second);
      model.erase(victim);
    }
    CHECK(queue.size() == model.size());
    if (!model.empty()) CHECK(queue.front().queued == model.begin()->first);
    if (i % 500 == 0) {
      auto expected = model.begin();
      for (const Item& item : queue) CHECK(item.queued == (expected++)->first);
      // Equality sees what is in the queue, not how it came there.
      EventQueue<Item> fresh;
      for (const Item& item : queue) fresh.push(item);
      CHECK(fresh == queue);
    }
  }
}
