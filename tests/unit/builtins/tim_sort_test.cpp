#include "core/builtins/tim_sort.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <random>

using namespace tickscope;

namespace {
// A value is key * 1000 + its place in the input: stability can be seen.
struct ByKey {
  size_t* comparisons;
  Completion<double> operator()(Value a, Value b) {
    ++*comparisons;
    return double(a.asInt32() / 1000 - b.asInt32() / 1000);
  }
};
struct Fixture {
  Host host;
  Isolate iso{IsolateOptions{}, host};
  HandleScope scope{iso.heap};

  size_t checkSort(const std::vector<int>& keys) {
    HandleScope inner(iso.heap);
    RootedValues values(iso);
    std::vector<int> expected;
    for (size_t i = 0; i < keys.size(); ++i) expected.push_back(keys[i] * 1000 + int(i % 1000));
    for (int value : expected) values.push(Value::int32(value));
    std::stable_sort(expected.begin(), expected.end(), [](int a, int b) { return a / 1000 < b / 1000; });
    size_t comparisons = 0;
    ByKey order{&comparisons};
    MUST((TimSort<ByKey>(iso, values, order).run()));
    for (size_t i = 0; i < expected.size(); ++i) REQUIRE(values[i].asInt32() == expected[i]);
    return comparisons;
  }
};
} // namespace

TEST_CASE_FIXTURE(Fixture, "tim sort: sorts stably whatever the input looks like") {
  std::mt19937 random(3);
  for (size_t size : {0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 100, 257, 900}) {
    std::vector<int> keys(size);
    for (int range : {1, 2, 10, 2000}) {
      for (int& key : keys) key = int(random() % unsigned(range));
      checkSort(keys);
      std::sort(keys.begin(), keys.begin() + ptrdiff_t(size / 2));
      checkSort(keys); // galloping
      std::sort(keys.begin() + ptrdiff_t(size / 2), keys.end(), std::greater<int>());
      checkSort(keys); // two runs, one of them reversed
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "tim sort: ordered input takes n - 1 comparisons") {
  std::vector<int> keys(900);
  for (size_t i = 0; i < keys.size(); ++i) keys[i] = int(i);
  CHECK(checkSort(keys) == keys.size() - 1);
  std::reverse(keys.begin(), keys.end());
  CHECK(checkSort(keys) == keys.size() - 1);
}

TEST_CASE_FIXTURE(Fixture, "tim sort: a comparator that contradicts itself loses no value") {
  std::mt19937 random(5);
  struct Chaos {
    std::mt19937* random;
    Completion<double> operator()(Value, Value) { return double(int((*random)() % 3) - 1); }
  } chaos{&random};
  for (int round = 0; round < 200; ++round) {
    HandleScope inner(iso.heap);
    RootedValues values(iso);
    std::vector<int> expected(300), actual;
    for (int i = 0; i < 300; ++i) {
      expected[size_t(i)] = i;
      values.push(Value::int32(i));
    }
    MUST((TimSort<Chaos>(iso, values, chaos).run()));
    for (size_t i = 0; i < values.size(); ++i) actual.push_back(values[i].asInt32());
    std::sort(actual.begin(), actual.end());
    REQUIRE(actual == expected);
  }
}
