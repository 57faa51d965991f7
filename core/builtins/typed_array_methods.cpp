// %TypedArray%.prototype (ECMA-262 §23.2.3).
#include <algorithm>
#include <cmath>

#include "core/builtins/iterator.h"
#include "core/builtins/tim_sort.h"
#include "core/builtins/typed_array.h"
#include "core/vm/conversions.h"
#include "core/vm/fast_native.h"

namespace tickscope {

namespace {

#define THIS_ARRAY(name)                                                                                               \
  const Handle<TypedArrayObject> self = TRY(validateTypedArray(iso, args.thisValue(), "%TypedArray%.prototype." name)); \
  [[maybe_unused]] const uint64_t length = self->length()

Completion<uint64_t> relativeIndex(Isolate& iso, HandleValue value, uint64_t length, uint64_t otherwise) {
  if (value.get().isUndefined()) return otherwise;
  const double index = TRY(toIntegerOrInfinity(iso, value));
  return uint64_t(index < 0 ? std::max(index + double(length), 0.0) : std::min(index, double(length)));
}

uint8_t* elementAt(Handle<TypedArrayObject> array, uint64_t index) { return array->data() + (index << array->sizeLog2()); }

// --- accessors ---

Value bufferGetter(Isolate& iso, Args args) {
  if (!isTypedArray(args.thisValue())) return raiseIncompatibleReceiver(iso, args.thisValue(), "get %TypedArray%.prototype.buffer");
  return args.thisValue().get().as<TypedArrayObject>()->buffer;
}
template <class Read> Value read(Isolate& iso, Args args, const char* name, Read get) {
  if (!isTypedArray(args.thisValue())) return raiseIncompatibleReceiver(iso, args.thisValue(), std::string("get TypedArray.prototype.") + name);
  return Value::number(uint64_t(get(args.thisValue().get().as<TypedArrayObject>())));
}
Value byteLengthGetter(Isolate& iso, Args args) {
  return read(iso, args, "byteLength", [](TypedArrayObject* a) { return a->length() << a->sizeLog2(); });
}
Value byteOffsetGetter(Isolate& iso, Args args) {
  return read(iso, args, "byteOffset", [](TypedArrayObject* a) { return a->isOutOfBounds() ? 0 : a->byteOffset; });
}
Value lengthGetter(Isolate& iso, Args args) {
  return read(iso, args, "length", [](TypedArrayObject* a) { return a->length(); });
}
Value toStringTagGetter(Isolate& iso, Args args) {
  if (!isTypedArray(args.thisValue())) return Value();
  return Value(intern(iso, kTypedArrayNames[size_t(args.thisValue().get().as<TypedArrayObject>()->type)]));
}

// --- iterators ---

Value newIteratorOver(Isolate& iso, Handle<TypedArrayObject> self, Listing listing) {
  return Value(newIterator(iso, IteratorType::Array, Intrinsic::ArrayIteratorPrototype, self, listing));
}
Value typedKeys(Isolate& iso, Args args) { THIS_ARRAY("keys"); return newIteratorOver(iso, self, Listing::Keys); }
Value typedValues(Isolate& iso, Args args) { THIS_ARRAY("values"); return newIteratorOver(iso, self, Listing::Values); }
Value typedEntries(Isolate& iso, Args args) { THIS_ARRAY("entries"); return newIteratorOver(iso, self, Listing::Entries); }

// --- with a callback ---

// Calls visit(value, k, result) -> Completion<bool> (go on) with what the callback said of each element.
template <class Visit>
Completion<void> forEachElement(Isolate& iso, Args args, Handle<TypedArrayObject> self, uint64_t length, bool backwards, Visit visit) {
  if (!isCallable(args[0])) return raiseCallbackNotCallable(iso, args.handle(iso, 0));
  const HandleValue function = args.handle(iso, 0), thisArgument = args.handle(iso, 1);
  for (uint64_t i = 0; i < length; ++i) {
    HandleScope scope(iso.heap);
    TRY(pollInterrupt(iso, 1));
    const uint64_t k = backwards ? length - 1 - i : i;
    const HandleValue value = iso.handle(typedElement(iso, self, k));
    const HandleValue result = iso.handle(TRY(iso.call(function, thisArgument, {value, iso.handle(Value::number(k)), self})));
    if (!TRY(visit(value, k, result))) break;
  }
  return {};
}

Value typedForEach(Isolate& iso, Args args) {
  THIS_ARRAY("forEach");
  TRY(forEachElement(iso, args, self, length, false, [](HandleValue, uint64_t, HandleValue) -> Completion<bool> { return true; }));
  return Value();
}
Value allOrAny(Isolate& iso, Args args, Handle<TypedArrayObject> self, uint64_t length, bool stopAt) {
  bool stopped = false;
  TRY(forEachElement(iso, args, self, length, false, [&](HandleValue, uint64_t, HandleValue result) -> Completion<bool> {
    stopped = toBoolean(result) == stopAt;
    return !stopped;
  }));
  return Value::boolean(stopped == stopAt);
}
Value typedEvery(Isolate& iso, Args args) { THIS_ARRAY("every"); return allOrAny(iso, args, self, length, false); }
Value typedSome(Isolate& iso, Args args) { THIS_ARRAY("some"); return allOrAny(iso, args, self, length, true); }

Value findIn(Isolate& iso, Args args, Handle<TypedArrayObject> self, uint64_t length, bool backwards, bool wantsIndex) {
  const HandleValue found = iso.handle(wantsIndex ? Value::int32(-1) : Value());
  HandleValue kept = found;
  TRY(forEachElement(iso, args, self, length, backwards, [&](HandleValue value, uint64_t k, HandleValue result) -> Completion<bool> {
    if (!toBoolean(result)) return true;
    kept.set(wantsIndex ? Value::number(k) : value.get());
    return false;
  }));
  return found;
}
Value typedFind(Isolate& iso, Args args) { THIS_ARRAY("find"); return findIn(iso, args, self, length, false, false); }
Value typedFindIndex(Isolate& iso, Args args) { THIS_ARRAY("findIndex"); return findIn(iso, args, self, length, false, true); }
Value typedFindLast(Isolate& iso, Args args) { THIS_ARRAY("findLast"); return findIn(iso, args, self, length, true, false); }
Value typedFindLastIndex(Isolate& iso, Args args) { THIS_ARRAY("findLastIndex"); return findIn(iso, args, self, length, true, true); }

Value typedMap(Isolate& iso, Args args) {
  THIS_ARRAY("map");
  if (!isCallable(args[0])) return raiseCallbackNotCallable(iso, args.handle(iso, 0));
  const Handle<TypedArrayObject> result = TRY(typedArraySpeciesCreate(iso, self, length, "%TypedArray%.prototype.map"));
  TRY(forEachElement(iso, args, self, length, false, [&](HandleValue, uint64_t k, HandleValue mapped) -> Completion<bool> {
    TRY(setTypedElement(iso, result, double(k), mapped));
    return true;
  }));
  return result;
}
Value typedFilter(Isolate& iso, Args args) {
  THIS_ARRAY("filter");
  RootedValues kept(iso);
  TRY(forEachElement(iso, args, self, length, false, [&](HandleValue value, uint64_t, HandleValue result) -> Completion<bool> {
    if (toBoolean(result)) kept.push(value);
    return true;
  }));
  const Handle<TypedArrayObject> result = TRY(typedArraySpeciesCreate(iso, self, kept.size(), "%TypedArray%.prototype.filter"));
  for (size_t i = 0; i < kept.size(); ++i) {
    HandleScope scope(iso.heap);
    TRY(setTypedElement(iso, result, double(i), kept.handle(i)));
  }
  return result;
}

Value reduceIn(Isolate& iso, Args args, Handle<TypedArrayObject> self, uint64_t length, bool backwards) {
  if (!isCallable(args[0])) return raiseCallbackNotCallable(iso, args.handle(iso, 0));
  uint64_t i = 0;
  HandleValue accumulator = iso.handle(args[1]);
  if (args.count() < 2) {
    if (length == 0) return iso.raise(msg::ReduceEmpty);
    accumulator.set(typedElement(iso, self, backwards ? length - 1 : 0));
    i = 1;
  }
  for (; i < length; ++i) {
    HandleScope scope(iso.heap);
    TRY(pollInterrupt(iso, 1));
    const uint64_t k = backwards ? length - 1 - i : i;
    const HandleValue value = iso.handle(typedElement(iso, self, k));
    accumulator.set(TRY(iso.call(args.handle(iso, 0), iso.undefined(), {accumulator, value, iso.handle(Value::number(k)), self})));
  }
  return accumulator;
}
Value typedReduce(Isolate& iso, Args args) { THIS_ARRAY("reduce"); return reduceIn(iso, args, self, length, false); }
Value typedReduceRight(Isolate& iso, Args args) { THIS_ARRAY("reduceRight"); return reduceIn(iso, args, self, length, true); }

// --- searching ---

enum class Equality : uint8_t { Strict, SameValueZero };
// The index in [from, to) (or downwards from `from` to 0) of an element equal to `wanted`, or -1. Elements out of bounds
// by now are undefined for includes and absent for indexOf.
Value searchIn(Isolate& iso, Handle<TypedArrayObject> self, HandleValue wanted, int64_t from, int64_t to, int step, Equality equality) {
  iso.charge(uint64_t(std::max<int64_t>(0, (to - from) * step)));
  const bool zero = equality == Equality::SameValueZero;
  for (int64_t k = from; step > 0 ? k < to : k > to; k += step) {
    HandleScope scope(iso.heap);
    if (uint64_t(k) >= self->length()) {
      if (zero && wanted.get().isUndefined()) return Value::number(k);
      continue;
    }
    if (zero && wanted.get().isUndefined() && self->length() < uint64_t(to)) return Value::number(uint64_t(self->length())); // the first of those gone
    if (!isBigIntType(self->type)) {
      if (!wanted.get().isNumber()) return Value::int32(-1);
      const double x = readElementNoGc(self->type, elementAt(self, uint64_t(k))).asNumber(), y = wanted.get().asNumber();
      if (x == y || (zero && std::isnan(x) && std::isnan(y))) return Value::number(k);
      continue;
    }
    if (!isBigInt(wanted)) return Value::int32(-1);
    if (strictEqualsNoGc(typedElement(iso, self, uint64_t(k)), wanted)) return Value::number(k);
  }
  return Value::int32(-1);
}
Value typedIncludes(Isolate& iso, Args args) {
  THIS_ARRAY("includes");
  if (length == 0) return Value::boolean(false);
  const uint64_t from = TRY(relativeIndex(iso, args.handle(iso, 1), length, 0));
  const Value at = searchIn(iso, self, args.handle(iso, 0), int64_t(from), int64_t(length), 1, Equality::SameValueZero);
  return Value::boolean(!(at == Value::int32(-1)));
}
Value typedIndexOf(Isolate& iso, Args args) {
  THIS_ARRAY("indexOf");
  if (length == 0) return Value::int32(-1);
  const uint64_t from = TRY(relativeIndex(iso, args.handle(iso, 1), length, 0));
  return searchIn(iso, self, args.handle(iso, 0), int64_t(from), int64_t(length), 1, Equality::Strict);
}
Value typedLastIndexOf(Isolate& iso, Args args) {
  THIS_ARRAY("lastIndexOf");
  if (length == 0) return Value::int32(-1);
  const double n = args.count() > 1 ? TRY(toIntegerOrInfinity(iso, args.handle(iso, 1))) : double(length) - 1;
  const double from = n >= 0 ? std::min(n, double(length) - 1) : double(length) + n;
  if (from < 0) return Value::int32(-1);
  return searchIn(iso, self, args.handle(iso, 0), int64_t(from), -1, -1, Equality::Strict);
}

Value typedAt(Isolate& iso, Args args) {
  THIS_ARRAY("at");
  const double index = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  const double k = index >= 0 ? index : index + double(length);
  return k >= 0 && k < double(length) ? typedElement(iso, self, uint64_t(k)) : Value();
}

// --- changing in place ---

Value typedCopyWithin(Isolate& iso, Args args) {
  THIS_ARRAY("copyWithin");
  uint64_t to = TRY(relativeIndex(iso, args.handle(iso, 0), length, 0));
  uint64_t from = TRY(relativeIndex(iso, args.handle(iso, 1), length, 0));
  const uint64_t end = TRY(relativeIndex(iso, args.handle(iso, 2), length, length));
  if (end <= from) return self;
  uint64_t count = std::min(end - from, length - to);
  if (count == 0) return self;
  if (self->isOutOfBounds()) return iso.raise(msg::DetachedOperation, {"%TypedArray%.prototype.copyWithin"});
  const uint64_t now = self->length(); // it may have shrunk
  if (from >= now || to >= now) return self;
  count = std::min({count, now - from, now - to});
  iso.charge(count / 8);
  std::memmove(elementAt(self, to), elementAt(self, from), size_t(count << self->sizeLog2()));
  return self;
}

Value typedFill(Isolate& iso, Args args) {
  THIS_ARRAY("fill");
  const HandleValue value = iso.handle(TRY(toElementNumeric(iso, self->type, args.handle(iso, 0))));
  const uint64_t from = TRY(relativeIndex(iso, args.handle(iso, 1), length, 0));
  uint64_t to = TRY(relativeIndex(iso, args.handle(iso, 2), length, length));
  if (self->isOutOfBounds()) return iso.raise(msg::DetachedOperation, {"%TypedArray%.prototype.fill"});
  to = std::min<uint64_t>(to, self->length());
  if (from >= to) return self;
  iso.charge((to - from) / 8);
  storeElementNoGc(self, from, value);
  const size_t size = elementSize(self->type);
  uint8_t* first = elementAt(self, from);
  if (size == 1) std::memset(first, *first, size_t(to - from));
  else
    for (uint64_t k = from + 1; k < to; ++k) std::memcpy(elementAt(self, k), first, size);
  return self;
}

Value typedReverse(Isolate& iso, Args args) {
  THIS_ARRAY("reverse");
  const size_t size = elementSize(self->type);
  iso.charge(length / 4);
  uint8_t* data = self->data();
  for (uint64_t low = 0, high = length; low + 1 < high; ++low) {
    --high;
    uint8_t spare[8];
    std::memcpy(spare, data + low * size, size);
    std::memcpy(data + low * size, data + high * size, size);
    std::memcpy(data + high * size, spare, size);
  }
  return self;
}

// §23.2.3.26
Value typedSet(Isolate& iso, Args args) {
  if (!isTypedArray(args.thisValue())) return iso.raise(msg::NotTypedArray);
  const Handle<TypedArrayObject> self = Handle<TypedArrayObject>::fromRooted(args.thisValue());
  const double offset = TRY(toIntegerOrInfinity(iso, args.handle(iso, 1)));
  if (offset < 0) return iso.raise(msg::OffsetOutOfBounds);
  if (self->isOutOfBounds()) return iso.raise(msg::DetachedOperation, {"%TypedArray%.prototype.set"});
  const uint64_t length = self->length();
  if (isTypedArray(args[0])) {
    const Handle<TypedArrayObject> source = Handle<TypedArrayObject>::fromRooted(args.handle(iso, 0));
    if (source->isOutOfBounds()) return iso.raise(msg::DetachedOperation, {"%TypedArray%.prototype.set"});
    const uint64_t count = source->length();
    if (isBigIntType(self->type) != isBigIntType(source->type)) return iso.raise(msg::BigIntMix);
    if (double(count) + offset > double(length)) return iso.raise(msg::OffsetOutOfBounds);
    if (count == 0) return Value();
    iso.charge(count / 4);
    uint8_t* to = elementAt(self, uint64_t(offset));
    if (self->type == source->type || (isBigIntType(self->type) && isBigIntType(source->type))) {
      std::memmove(to, source->data(), size_t(count << source->sizeLog2()));
      return Value();
    }
    // The two may overlap: from a copy of the source.
    const std::vector<uint8_t> bytes(source->data(), source->data() + (count << source->sizeLog2()));
    for (uint64_t k = 0; k < count; ++k)
      writeElementNoGc(self->type, to + (k << self->sizeLog2()), readElementNoGc(source->type, bytes.data() + (k << source->sizeLog2())));
    return Value();
  }
  const Handle<Object> source = iso.handle(TRY(toObject(iso, args.handle(iso, 0))));
  const uint64_t count = TRY(lengthOfArrayLike(iso, source));
  if (double(count) + offset > double(length)) return iso.raise(msg::OffsetOutOfBounds);
  for (uint64_t k = 0; k < count; ++k) {
    HandleScope scope(iso.heap);
    TRY(pollInterrupt(iso, 1));
    TRY(setTypedElement(iso, self, offset + double(k), iso.handle(TRY(getIndex(iso, source, k)))));
  }
  return Value();
}

// --- copies ---

// §23.2.3.27
Value typedSlice(Isolate& iso, Args args) {
  THIS_ARRAY("slice");
  const uint64_t from = TRY(relativeIndex(iso, args.handle(iso, 0), length, 0));
  uint64_t to = TRY(relativeIndex(iso, args.handle(iso, 1), length, length));
  const uint64_t count = to > from ? to - from : 0;
  const Handle<TypedArrayObject> result = TRY(typedArraySpeciesCreate(iso, self, count, "%TypedArray%.prototype.slice"));
  if (count == 0) return result;
  if (self->isOutOfBounds()) return iso.raise(msg::DetachedOperation, {"%TypedArray%.prototype.slice"});
  to = std::min<uint64_t>(to, self->length());
  iso.charge(count / 8);
  if (result->type == self->type) { // bytes, in ascending order also when the two share them
    if (to <= from) return result;
    const size_t bytes = std::min<size_t>(size_t((to - from) << self->sizeLog2()), result->length() << result->sizeLog2());
    uint8_t* target = result->data();
    const uint8_t* source = elementAt(self, from);
    if (target > source && target < source + bytes)
      for (size_t i = 0; i < bytes; ++i) target[i] = source[i];
    else std::memmove(target, source, bytes);
    return result;
  }
  for (uint64_t k = from, n = 0; k < to; ++k, ++n) {
    HandleScope scope(iso.heap);
    TRY(setTypedElement(iso, result, double(n), iso.handle(typedElement(iso, self, k))));
  }
  return result;
}

// §23.2.3.30
Value typedSubarray(Isolate& iso, Args args) {
  if (!isTypedArray(args.thisValue())) {
    if (iso.options.nodeMajor < 22) return iso.raise(msg::IncompatibleReceiver, {"%TypedArray%.prototype.subarray", "undefined"});
    return raiseIncompatibleReceiver(iso, args.thisValue(), "%TypedArray%.prototype.subarray");
  }
  const Handle<TypedArrayObject> self = Handle<TypedArrayObject>::fromRooted(args.thisValue());
  const uint64_t length = self->length();
  const uint64_t from = TRY(relativeIndex(iso, args.handle(iso, 0), length, 0));
  const bool tracks = self->isLengthTracking() && args[1].isUndefined();
  const uint64_t to = TRY(relativeIndex(iso, args.handle(iso, 1), length, length));
  const uint64_t count = to > from ? to - from : 0;
  const uint64_t offset = self->byteOffset + (from << self->sizeLog2());
  const Handle<ArrayBufferObject> buffer = Handle<ArrayBufferObject>::fromRooted(iso.handle(self->buffer));
  const ElementType type = self->type;
  const Value species = TRY(typedArraySpecies(iso, self));
  if (species.isEmpty() && !tracks && !buffer->isDetached() && offset + (count << kElementSizeLog2[size_t(type)]) <= buffer->byteLength())
    return Value(newTypedArrayOver(iso, type, iso.intrinsic(typedArrayPrototype(type)), buffer, size_t(offset), size_t(count)));
  const HandleValue constructor = species.isEmpty() ? iso.intrinsic(typedArrayConstructor(type)) : iso.handle(species);
  const HandleValue offsetValue = iso.handle(Value::number(offset));
  const HandleValue made = iso.handle(tracks ? TRY(iso.construct(constructor, {buffer, offsetValue}))
                                             : TRY(iso.construct(constructor, {buffer, offsetValue, iso.handle(Value::number(count))})));
  const Handle<TypedArrayObject> result = TRY(validateTypedArray(iso, made, "%TypedArray%.prototype.subarray"));
  if (isBigIntType(result->type) != isBigIntType(type)) return iso.raise(ErrorType::TypeError, "Content type of source and derived typed arrays differ");
  return result;
}

Completion<Handle<TypedArrayObject>> copyOf(Isolate& iso, Handle<TypedArrayObject> self, uint64_t length) {
  const Handle<TypedArrayObject> copy = iso.handle(TRY(newTypedArray(iso, self->type, length)));
  iso.charge(length / 8);
  const uint64_t count = std::min<uint64_t>(length, self->length());
  if (count) std::memcpy(copy->data(), self->data(), size_t(count << self->sizeLog2()));
  return copy;
}

Value typedToReversed(Isolate& iso, Args args) {
  THIS_ARRAY("toReversed");
  const Handle<TypedArrayObject> copy = TRY(copyOf(iso, self, length));
  const size_t size = elementSize(copy->type);
  for (uint64_t k = 0; k < length; ++k) std::memcpy(elementAt(copy, k), elementAt(self, length - 1 - k), size);
  return copy;
}

Value typedWith(Isolate& iso, Args args) {
  THIS_ARRAY("with");
  const double index = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  const double k = index >= 0 ? index : index + double(length);
  const HandleValue value = iso.handle(TRY(toElementNumeric(iso, self->type, args.handle(iso, 1))));
  if (!(k >= 0 && k < double(self->length()))) return iso.raise(msg::TypedArrayIndex);
  const Handle<TypedArrayObject> copy = TRY(copyOf(iso, self, length));
  if (k < double(length)) storeElementNoGc(copy, uint64_t(k), value);
  return copy;
}

// --- sort ---

class ByComparator {
public:
  ByComparator(Isolate& iso, HandleValue comparator)
      : iso_(iso), comparator_(comparator), first_(iso.handle(Value())), second_(iso.handle(Value())) {}
  Completion<double> operator()(Value a, Value b) {
    first_.set(a);
    second_.set(b);
    HandleScope scope(iso_.heap);
    const double order = TRY(toNumber(iso_, iso_.handle(TRY(iso_.call(comparator_, iso_.undefined(), {first_, second_})))));
    return std::isnan(order) ? 0.0 : order;
  }

private:
  Isolate& iso_;
  HandleValue comparator_, first_, second_;
};

// Numbers ascending, -0 before +0, NaN last.
template <class T> void sortNumbers(uint8_t* data, uint64_t count) {
  std::vector<T> values(static_cast<size_t>(count));
  if (count) std::memcpy(values.data(), data, size_t(count) * sizeof(T));
  std::sort(values.begin(), values.end(), [](T a, T b) {
    if constexpr (std::is_floating_point_v<T>) {
      if (std::isnan(a) || std::isnan(b)) return !std::isnan(a) && std::isnan(b);
      if (a == 0 && b == 0) return std::signbit(a) && !std::signbit(b);
    }
    return a < b;
  });
  if (count) std::memcpy(data, values.data(), size_t(count) * sizeof(T));
}
void sortByNumber(TypedArrayObject* array, uint64_t count) {
  uint8_t* data = array->data();
  switch (array->type) {
  case ElementType::Int8: return sortNumbers<int8_t>(data, count);
  case ElementType::Uint8:
  case ElementType::Uint8Clamped: return sortNumbers<uint8_t>(data, count);
  case ElementType::Int16: return sortNumbers<int16_t>(data, count);
  case ElementType::Uint16: return sortNumbers<uint16_t>(data, count);
  case ElementType::Int32: return sortNumbers<int32_t>(data, count);
  case ElementType::Uint32: return sortNumbers<uint32_t>(data, count);
  case ElementType::Float32: return sortNumbers<float>(data, count);
  case ElementType::Float64: return sortNumbers<double>(data, count);
  case ElementType::BigInt64: return sortNumbers<int64_t>(data, count);
  case ElementType::BigUint64: return sortNumbers<uint64_t>(data, count);
  case ElementType::Float16: {
    std::vector<double> values;
    for (uint64_t k = 0; k < count; ++k) values.push_back(readElementNoGc(ElementType::Float16, data + 2 * k).asNumber());
    sortNumbers<double>(reinterpret_cast<uint8_t*>(values.data()), count);
    for (uint64_t k = 0; k < count; ++k) writeElementNoGc(ElementType::Float16, data + 2 * k, Value::float64(values[size_t(k)]));
  }
  }
}

Completion<void> sortInto(Isolate& iso, Handle<TypedArrayObject> source, Handle<TypedArrayObject> target, uint64_t length, HandleValue comparator) {
  iso.charge(length * 8);
  if (comparator.get().isUndefined()) {
    sortByNumber(target, length);
    return {};
  }
  RootedValues values(iso);
  for (uint64_t k = 0; k < length; ++k) values.push(typedElement(iso, source, k));
  ByComparator order(iso, comparator);
  TRY(TimSort<ByComparator>(iso, values, order).run());
  for (uint64_t k = 0; k < length && k < target->length(); ++k) storeElementNoGc(target, k, values[size_t(k)]);
  return {};
}

Completion<void> requireComparator(Isolate& iso, HandleValue comparator) {
  if (comparator.get().isUndefined() || isCallable(comparator)) return {};
  if (iso.options.nodeMajor < 21) return iso.raise(msg::BadComparator);
  return iso.raise(msg::BadComparatorValue, {describeForMessage(iso, comparator)});
}

Value typedSort(Isolate& iso, Args args) {
  TRY(requireComparator(iso, args.handle(iso, 0)));
  THIS_ARRAY("sort");
  TRY(sortInto(iso, self, self, length, args.handle(iso, 0)));
  return self;
}
Value typedToSorted(Isolate& iso, Args args) {
  TRY(requireComparator(iso, args.handle(iso, 0)));
  THIS_ARRAY("toSorted");
  const Handle<TypedArrayObject> copy = TRY(copyOf(iso, self, length));
  TRY(sortInto(iso, self, copy, length, args.handle(iso, 0)));
  return copy;
}

// --- text ---

Value typedJoin(Isolate& iso, Args args) {
  THIS_ARRAY("join");
  const HandleValue separator = args[0].isUndefined() ? iso.handle(Value(newString(iso, ","))) : iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  StringBuilder out;
  for (uint64_t k = 0; k < length; ++k) {
    HandleScope scope(iso.heap);
    TRY(pollInterrupt(iso, 10));
    if (k > 0) out.append(separator.get().as<String>());
    const HandleValue value = iso.handle(typedElement(iso, self, k));
    if (!value.get().isUndefined()) out.append(TRY(toString(iso, value)));
    if (out.length() > String::kMaxLength) return iso.raise(msg::InvalidStringLength);
  }
  return Value(TRY(out.finish(iso)));
}

Value typedToLocaleString(Isolate& iso, Args args) {
  THIS_ARRAY("toLocaleString");
  StringBuilder out;
  for (uint64_t k = 0; k < length; ++k) {
    HandleScope scope(iso.heap);
    if (k > 0) out.append(",");
    const HandleValue value = iso.handle(typedElement(iso, self, k));
    if (value.get().isUndefined()) continue;
    const HandleValue text = iso.handle(TRY(iso.invoke(value, iso.key(iso.names.toLocaleString))));
    out.append(TRY(toString(iso, text)));
  }
  return Value(TRY(out.finish(iso)));
}

} // namespace

void installTypedArrayMethods(Isolate& iso, Realm& realm, Handle<Object> prototype) {
  defineGetter(iso, prototype, "buffer", bufferGetter);
  defineGetter(iso, prototype, "byteLength", byteLengthGetter);
  defineGetter(iso, prototype, "byteOffset", byteOffsetGetter);
  defineGetter(iso, prototype, "length", lengthGetter);
  setFast(iso, prototype, iso.key(iso.names.length), [](Isolate&, const Value* window, uint32_t, Value* result) {
    if (!isTypedArray(window[1])) return false;
    *result = Value::number(uint64_t(window[1].as<TypedArrayObject>()->length()));
    return true;
  });
  const Handle<NativeFunction> values = iso.handle(newNativeFunction(iso, "values", 0, typedValues));
  defineMethods(iso, prototype, {{"entries", typedEntries, 0}, {"keys", typedKeys, 0}});
  defineValue(iso, prototype, iso.key("values"), values, kHidden);
  defineMethods(iso, prototype,
                {since(16, {"at", typedAt, 1}), {"copyWithin", typedCopyWithin, 2}, {"every", typedEvery, 1}, {"fill", typedFill, 1}, {"filter", typedFilter, 1},
                 {"find", typedFind, 1}, {"findIndex", typedFindIndex, 1}, since(18, {"findLast", typedFindLast, 1}), since(18, {"findLastIndex", typedFindLastIndex, 1}),
                 {"forEach", typedForEach, 1}, {"includes", typedIncludes, 1}, {"indexOf", typedIndexOf, 1}, {"join", typedJoin, 1},
                 {"lastIndexOf", typedLastIndexOf, 1}, {"map", typedMap, 1}, {"reverse", typedReverse, 0}, {"reduce", typedReduce, 1},
                 {"reduceRight", typedReduceRight, 1}, {"set", typedSet, 1}, {"slice", typedSlice, 2}, {"some", typedSome, 1},
                 {"sort", typedSort, 1}, {"subarray", typedSubarray, 2}});
  if (iso.options.nodeMajor >= 20)
    defineMethods(iso, prototype, {{"toReversed", typedToReversed, 0}, {"toSorted", typedToSorted, 1}, {"with", typedWith, 2}});
  defineMethods(iso, prototype, {{"toLocaleString", typedToLocaleString, 0}});
  defineValue(iso, prototype, iso.key(iso.names.toString), realm.handle(Intrinsic::ArrayProtoToString), kHidden);
  defineGetter(iso, prototype, iso.key(iso.symbols.toStringTag), toStringTagGetter);
  defineValue(iso, prototype, iso.key(iso.symbols.iterator), values, kHidden);
}

} // namespace tickscope
