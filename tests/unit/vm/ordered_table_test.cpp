#include "core/vm/ordered_table.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <vector>

#include "core/vm/isolate.h"

using namespace tickscope;

namespace {
struct Fixture {
  Host host;
  Isolate iso{IsolateOptions{}, host};
  Realm realm{iso};
  HandleScope scope{iso.heap};
  Fixture() { iso.realm = &realm; }

  Handle<OrderedTable> table(TableKind kind = TableKind::Entries) { return iso.handle(newOrderedTable(iso, kind)); }
  void put(Handle<OrderedTable>& at, Value key, int value) {
    HandleScope inner(iso.heap);
    at.set(tableInsert(iso, at, iso.handle(key), iso.handle(Value::int32(value))));
  }
  void remove(Handle<OrderedTable>& at, Value key) {
    const int32_t found = tableFindNoGc(at, key);
    REQUIRE(found != OrderedTable::kAbsent);
    tableEraseAtNoGc(at, uint32_t(found));
    HandleScope inner(iso.heap);
    at.set(tableShrink(iso, at));
  }
  std::vector<int> keys(OrderedTable* table) {
    std::vector<int> all;
    for (uint32_t position = 0; tableAdvanceNoGc(table, position); ++position) all.push_back(int(table->keyAt(position).asNumber()));
    return all;
  }
};
} // namespace

TEST_CASE_FIXTURE(Fixture, "ordered table: order of insertion survives growth, deletion and re-insertion") {
  Handle<OrderedTable> t = table();
  for (int i = 0; i < 100; ++i) put(t, Value::int32(i), i);
  for (int i = 0; i < 100; i += 2) remove(t, Value::int32(i));
  put(t, Value::int32(4), 44);
  put(t, Value::int32(5), 55); // changes in place
  std::vector<int> expected;
  for (int i = 1; i < 100; i += 2) expected.push_back(i);
  expected.push_back(4);
  CHECK(keys(t) == expected);
  CHECK(t->valueAt(uint32_t(tableFindNoGc(t, Value::int32(5)))) == Value::int32(55));
  CHECK(t->liveCount() == 51);
}

TEST_CASE_FIXTURE(Fixture, "ordered table: keys are the same by SameValueZero") {
  Handle<OrderedTable> t = table();
  put(t, Value::float64(-0.0), 1);
  CHECK(tableFindNoGc(t, Value::int32(0)) == 0);
  CHECK(t->keyAt(0) == Value::int32(0));
  put(t, Value::float64(NAN), 2);
  CHECK(tableFindNoGc(t, Value::number(0.0 / 0.0)) == 1);
  put(t, Value::float64(7.0), 3); // a double that is an int32
  CHECK(tableFindNoGc(t, Value::int32(7)) == 2);
  put(t, Value(newString(iso, "abc")), 4);
  HandleValue left = iso.handle(Value(newString(iso, "ab"))), right = iso.handle(Value(newString(iso, "c")));
  CHECK(tableFindNoGc(t, Value(MUST(concat(iso, left, right)))) == 3);
  Handle<Object> object = iso.handle(newObject(iso));
  CHECK(tableFindNoGc(t, object) == OrderedTable::kAbsent);
  put(t, object, 5);
  iso.heap.collect(GcKind::Scavenge, GcReason::Requested); // it moves
  CHECK(tableFindNoGc(t, object) == 4);
}

TEST_CASE_FIXTURE(Fixture, "ordered table: a cursor goes on where it was across growth, deletion and clear") {
  Handle<OrderedTable> t = table(TableKind::Keys);
  for (int i = 0; i < 10; ++i) put(t, Value::int32(i), 0);
  OrderedTable* at = t;
  uint32_t position = 0;
  for (int i = 0; i < 5; ++i, ++position) REQUIRE(tableAdvanceNoGc(at, position));
  Handle<OrderedTable> held = iso.handle(at);
  for (int i = 0; i < 3; ++i) remove(t, Value::int32(i)); // before the cursor
  remove(t, Value::int32(5));                               // at the cursor
  for (int i = 10; i < 60; ++i) put(t, Value::int32(i), 0); // several replacements
  at = held;
  std::vector<int> rest;
  for (; tableAdvanceNoGc(at, position); ++position) rest.push_back(at->keyAt(position).asInt32());
  std::vector<int> expected{6, 7, 8, 9};
  for (int i = 10; i < 60; ++i) expected.push_back(i);
  CHECK(rest == expected);
  CHECK(at == t.get());

  t.set(tableClear(iso, t));
  put(t, Value::int32(1000), 0);
  at = held;
  position = 5;
  REQUIRE(tableAdvanceNoGc(at, position));
  CHECK(at->keyAt(position) == Value::int32(1000));
}

TEST_CASE_FIXTURE(Fixture, "ordered table: behaves as a list of pairs under random operations, collecting all the time") {
  iso.heap.setStress(GcKind::Scavenge);
  Handle<OrderedTable> t = table();
  std::vector<std::pair<int, int>> model;
  std::mt19937 random(7);
  for (int step = 0; step < 3000; ++step) {
    const int key = int(random() % 60);
    auto found = std::find_if(model.begin(), model.end(), [&](auto& entry) { return entry.first == key; });
    if (random() % 3 == 0) {
      if (found == model.end()) continue;
      model.erase(found);
      remove(t, Value::int32(key));
    } else {
      if (found == model.end()) model.emplace_back(key, step);
      else found->second = step;
      put(t, Value::int32(key), step);
    }
    REQUIRE(t->liveCount() == model.size());
  }
  OrderedTable* at = t;
  uint32_t position = 0;
  for (auto& [key, value] : model) {
    REQUIRE(tableAdvanceNoGc(at, position));
    CHECK(at->keyAt(position) == Value::int32(key));
    CHECK(at->valueAt(position) == Value::int32(value));
    ++position;
  }
  CHECK_FALSE(tableAdvanceNoGc(at, position));
}

TEST_CASE_FIXTURE(Fixture, "ordered table: an ephemeron table lets go of what only it refers to") {
  Handle<OrderedTable> t = table(TableKind::Ephemeron);
  Handle<Object> kept = iso.handle(newObject(iso));
  put(t, kept, 1);
  {
    HandleScope inner(iso.heap);
    Handle<Object> key = iso.handle(newObject(iso));
    t.set(tableInsert(iso, t, key, key)); // its value refers to its key
  }
  iso.heap.collect(GcKind::MarkSweep, GcReason::Requested);
  CHECK(t->liveCount() == 1);
  CHECK(tableFindNoGc(t, kept) == 0);
}
