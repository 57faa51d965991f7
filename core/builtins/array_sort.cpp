// Array.prototype.sort and toSorted (ECMA-262 §23.1.3.30, §23.1.3.34).
#include <cmath>

#include "core/builtins/array.h"
#include "core/builtins/tim_sort.h"

namespace tickscope {

namespace {

// Orders by a comparator of the program.
class ByCallback {
public:
  ByCallback(Isolate& iso, HandleValue callback)
      : iso_(iso), callback_(callback), base_(iso.heap.handleTop()), first_(iso.handle(Value())), second_(iso.handle(Value())) {}
  Completion<double> operator()(Value a, Value b) {
    first_.set(a);
    second_.set(b);
    HandleScope scope(iso_.heap);
    const Value result = TRY(iso_.call(callback_, iso_.undefined(), base_, 2));
    if (result.isInt32()) return double(result.asInt32());
    const double order = TRY(toNumber(iso_, iso_.handle(result)));
    return std::isnan(order) ? 0.0 : order;
  }

private:
  Isolate& iso_;
  HandleValue callback_;
  Value* base_; // two adjacent slots, copied from by each call
  HandleValue first_, second_;
};

// Orders by text, converting at each comparison as the specification says: a toString of the program sees it.
class ByText {
public:
  explicit ByText(Isolate& iso) : iso_(iso), first_(iso.handle(Value())), second_(iso.handle(Value())) {}
  Completion<double> operator()(Value a, Value b) {
    first_.set(a);
    second_.set(b);
    first_.set(Value(TRY(toString(iso_, first_))));
    second_.set(Value(TRY(toString(iso_, second_))));
    return double(compareNoGc(first_.get().as<String>(), second_.get().as<String>()));
  }

private:
  Isolate& iso_;
  HandleValue first_, second_;
};

// OPTIMIZATION: strings among themselves; nothing converts, nothing collects.
struct ByStringNoGc {
  Completion<double> operator()(Value a, Value b) { return double(compareNoGc(a.as<String>(), b.as<String>())); }
};

// OPTIMIZATION: int32 by their decimal text, without making it.
struct ByIntegerTextNoGc {
  Completion<double> operator()(Value a, Value b) { return double(compare(a.asInt32(), b.asInt32())); }
  static int compare(int32_t x, int32_t y) {
    if (x == y) return 0;
    if ((x < 0) != (y < 0)) return x < 0 ? -1 : 1; // '-' is before every digit
    uint64_t a = x < 0 ? uint64_t(-int64_t(x)) : uint64_t(x), b = y < 0 ? uint64_t(-int64_t(y)) : uint64_t(y);
    if (a == 0 || b == 0) return a == 0 ? -1 : 1;
    // Bring both to as many digits; what is a prefix of the other comes first.
    const int digitsA = digits(a), digitsB = digits(b);
    for (int i = digitsA; i < digitsB; ++i) a *= 10;
    for (int i = digitsB; i < digitsA; ++i) b *= 10;
    if (a != b) return a < b ? -1 : 1;
    return digitsA < digitsB ? -1 : 1;
  }
  static int digits(uint64_t n) {
    int count = 1;
    while (n >= 10) {
      n /= 10;
      ++count;
    }
    return count;
  }
};

template <class Order> Completion<void> sortBy(Isolate& iso, RootedValues* values, Order order) {
  return TimSort<Order>(iso, *values, order).run();
}

// §23.1.3.30.1, either way of dealing with holes.
Completion<void> collect(Isolate& iso, Handle<Object> object, uint64_t length, bool skipHoles, RootedValues* values) {
  for (uint64_t k = 0; k < length; ++k) {
    const Value value = skipHoles ? TRY(getIndexIfPresent(iso, object, k)) : TRY(getIndex(iso, object, k));
    TRY(pollInterrupt(iso, 1));
    if (!value.isEmpty()) values->push(value);
  }
  return {};
}

Completion<void> requireComparator(Isolate& iso, HandleValue comparator) {
  if (comparator.get().isUndefined() || isCallable(comparator)) return {};
  if (iso.options.nodeMajor < 21) return iso.raise(msg::BadComparator);
  return iso.raise(msg::BadComparatorValue, {describeForMessage(iso, comparator)});
}

} // namespace

Completion<void> sortValues(Isolate& iso, RootedValues* values, HandleValue comparator) {
  // Undefined goes to the end without being compared.
  size_t defined = 0;
  bool strings = true, integers = true;
  for (size_t i = 0; i < values->size(); ++i) {
    const Value value = (*values)[i];
    if (value.isUndefined()) continue;
    strings = strings && isString(value);
    integers = integers && value.isInt32();
    (*values)[defined++] = value;
  }
  const size_t total = values->size();
  values->resize(defined);
  iso.charge(uint64_t(defined) * 8);
  if (!comparator.get().isUndefined()) TRY(sortBy(iso, values, ByCallback(iso, comparator)));
  else if (integers) TRY(sortBy(iso, values, ByIntegerTextNoGc{}));
  else if (strings) TRY(sortBy(iso, values, ByStringNoGc{}));
  else TRY(sortBy(iso, values, ByText(iso)));
  for (size_t i = defined; i < total; ++i) values->push(Value());
  return {};
}

Value arraySort(Isolate& iso, Args args) {
  const HandleValue comparator = args.handle(iso, 0);
  TRY(requireComparator(iso, comparator));
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (length < 2 && isFastArrayNoGc(iso, object)) return object;
  RootedValues values(iso);
  TRY(collect(iso, object, length, true, &values));
  TRY(sortValues(iso, &values, comparator));
  for (size_t i = 0; i < values.size(); ++i) TRY(setIndexOrThrow(iso, object, i, values.handle(i)));
  for (uint64_t k = values.size(); k < length; ++k) { // as many holes as there were, at the end
    TRY(deleteIndexOrThrow(iso, object, k));
    TRY(pollInterrupt(iso, 1));
  }
  return object;
}

Value arrayToSorted(Isolate& iso, Args args) {
  const HandleValue comparator = args.handle(iso, 0);
  TRY(requireComparator(iso, comparator));
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (length > 0xffffffffu) return iso.raise(msg::InvalidArrayLength);
  RootedValues values(iso);
  TRY(collect(iso, object, length, false, &values));
  TRY(sortValues(iso, &values, comparator));
  return newArrayOf(iso, values);
}

} // namespace tickscope
