// Atomics (ECMA-262 §25.4). One isolate runs at a time on the simulated machine, so each operation is atomic as it is;
// what is left are the checks, and who waits for whom.
#include <cmath>

#include "core/builtins/bigint.h"
#include "core/builtins/install.h"
#include "core/builtins/typed_array.h"
#include "core/builtins/wait_list.h"
#include "core/vm/conversions.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

namespace {

constexpr double kLongestTimeoutMs = 1e12; // more is for ever

// §25.4.3.1 and .2 ValidateIntegerTypedArray, ValidateAtomicAccess.
Completion<Handle<TypedArrayObject>> integerArray(Isolate& iso, HandleValue value, bool waitable, const std::string& method) {
  const auto refuse = [&]() -> Throw {
    return iso.raise(ErrorType::TypeError, describeForMessage(iso, value) + (waitable ? " is not an int32 or BigInt64 typed array." : " is not an integer typed array."));
  };
  if (!isTypedArray(value)) return refuse();
  const Handle<TypedArrayObject> array = Handle<TypedArrayObject>::fromRooted(value);
  const ElementType type = array->type;
  if (waitable ? type != ElementType::Int32 && type != ElementType::BigInt64
               : type == ElementType::Uint8Clamped || (type >= ElementType::Float16 && type <= ElementType::Float64))
    return refuse();
  if (array->isOutOfBounds()) return iso.raise(msg::DetachedOperation, {method});
  return array;
}
inline constexpr Message kAccessIndex{ErrorType::RangeError, "Invalid atomic access index"};
Completion<uint64_t> accessIndex(Isolate& iso, Handle<TypedArrayObject> array, HandleValue value) {
  const uint64_t length = array->length();
  const uint64_t index = TRY(toIndex(iso, value, kAccessIndex));
  if (index >= length) return iso.raise(kAccessIndex);
  return index;
}

Value toOperand(Isolate& iso, ElementType type, HandleValue value) {
  if (isBigIntType(type)) return Value(TRY(toBigInt(iso, value)));
  return Value::number(TRY(toIntegerOrInfinity(iso, value)));
}

uint64_t operandBits(ElementType type, Value numeric) {
  if (isBigIntType(type)) return bigintToUint64NoGc(numeric.as<BigInt>());
  uint8_t bytes[8] = {};
  writeElementNoGc(type, bytes, numeric);
  uint64_t bits;
  std::memcpy(&bits, bytes, sizeof bits);
  return bits;
}

enum class Operation : uint8_t { Add, Sub, And, Or, Xor, Exchange };

template <Operation operation> Value readModifyWrite(Isolate& iso, Args args) {
  constexpr const char* names[] = {"Atomics.add", "Atomics.sub", "Atomics.and", "Atomics.or", "Atomics.xor", "Atomics.exchange"};
  const std::string method = names[int(operation)];
  const Handle<TypedArrayObject> array = TRY(integerArray(iso, args.handle(iso, 0), false, method));
  const uint64_t index = TRY(accessIndex(iso, array, args.handle(iso, 1)));
  const HandleValue operand = iso.handle(TRY(toOperand(iso, array->type, args.handle(iso, 2))));
  if (array->isOutOfBounds() || index >= array->length()) return iso.raise(msg::DetachedOperation, {method});
  const Value before = typedElement(iso, array, index);
  uint8_t* at = array->data() + (index << array->sizeLog2());
  const size_t size = elementSize(array->type);
  uint64_t bits = 0;
  std::memcpy(&bits, at, size);
  const uint64_t other = operandBits(array->type, operand);
  switch (operation) {
  case Operation::Add: bits += other; break;
  case Operation::Sub: bits -= other; break;
  case Operation::And: bits &= other; break;
  case Operation::Or: bits |= other; break;
  case Operation::Xor: bits ^= other; break;
  case Operation::Exchange: bits = other; break;
  }
  std::memcpy(at, &bits, size);
  return before;
}

Value atomicsLoad(Isolate& iso, Args args) {
  const Handle<TypedArrayObject> array = TRY(integerArray(iso, args.handle(iso, 0), false, "Atomics.load"));
  const uint64_t index = TRY(accessIndex(iso, array, args.handle(iso, 1)));
  if (array->isOutOfBounds() || index >= array->length()) return iso.raise(msg::DetachedOperation, {"Atomics.load"});
  return typedElement(iso, array, index);
}

Value atomicsStore(Isolate& iso, Args args) {
  const Handle<TypedArrayObject> array = TRY(integerArray(iso, args.handle(iso, 0), false, "Atomics.store"));
  const uint64_t index = TRY(accessIndex(iso, array, args.handle(iso, 1)));
  const HandleValue value = iso.handle(TRY(toOperand(iso, array->type, args.handle(iso, 2))));
  if (array->isOutOfBounds() || index >= array->length()) return iso.raise(msg::DetachedOperation, {"Atomics.store"});
  storeElementNoGc(array, index, value);
  return value;
}

Value atomicsCompareExchange(Isolate& iso, Args args) {
  const Handle<TypedArrayObject> array = TRY(integerArray(iso, args.handle(iso, 0), false, "Atomics.compareExchange"));
  const uint64_t index = TRY(accessIndex(iso, array, args.handle(iso, 1)));
  const HandleValue expected = iso.handle(TRY(toOperand(iso, array->type, args.handle(iso, 2))));
  const HandleValue replacement = iso.handle(TRY(toOperand(iso, array->type, args.handle(iso, 3))));
  if (array->isOutOfBounds() || index >= array->length()) return iso.raise(msg::DetachedOperation, {"Atomics.compareExchange"});
  const HandleValue before = iso.handle(typedElement(iso, array, index));
  uint8_t* at = array->data() + (index << array->sizeLog2());
  const size_t size = elementSize(array->type);
  const uint64_t wanted = operandBits(array->type, expected), other = operandBits(array->type, replacement);
  if (std::memcmp(at, &wanted, size) == 0) std::memcpy(at, &other, size);
  return before;
}

Value atomicsIsLockFree(Isolate& iso, Args args) {
  const double n = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  return Value::boolean(n == 1 || n == 2 || n == 4 || n == 8);
}

// §25.4.3.14 DoWait up to the waiting itself.
struct WaitRequest {
  Handle<TypedArrayObject> array;
  uint64_t index;
  bool differs;
  double timeoutMs;
  uint8_t* address() const { return array->data() + (index << array->sizeLog2()); }
};
Completion<WaitRequest> waitRequest(Isolate& iso, Args args, const char* method) {
  const Handle<TypedArrayObject> array = TRY(integerArray(iso, args.handle(iso, 0), true, method));
  if (!array->bufferObject()->isShared())
    return iso.raise(ErrorType::TypeError, describeForMessage(iso, args[0]) + " is not a shared typed array.");
  const uint64_t index = TRY(accessIndex(iso, array, args.handle(iso, 1)));
  uint64_t wanted;
  if (array->type == ElementType::BigInt64) wanted = bigintToUint64NoGc(TRY(toBigInt(iso, args.handle(iso, 2))));
  else wanted = uint32_t(TRY(toInt32(iso, args.handle(iso, 2))));
  const double timeout = TRY(toNumber(iso, args.handle(iso, 3)));
  WaitRequest request{array, index, false, std::isnan(timeout) ? INFINITY : std::max(timeout, 0.0)};
  request.differs = std::memcmp(request.address(), &wanted, elementSize(array->type)) != 0;
  return request;
}

WaitList& waitList(Isolate& iso) {
  if (!iso.waits) iso.waits = std::make_shared<WaitList>();
  return *iso.waits;
}

Value atomicsWait(Isolate& iso, Args args) {
  const WaitRequest request = TRY(waitRequest(iso, args, "Atomics.wait"));
  if (request.differs) return Value(newString(iso, "not-equal"));
  const auto waiter = waitList(iso).add(iso, backingStoreOf(request.array->bufferObject()), request.address());
  const bool ended = iso.host.standStill(iso, request.timeoutMs, [&] { return waiter->woken; });
  waitList(iso).remove(waiter);
  if (iso.terminating) return Throw{};
  if (!ended) return iso.raise(msg::Unsupported, {"Atomics.wait without a time limit"});
  return Value(newString(iso, waiter->woken ? "ok" : "timed-out"));
}

void settle(Isolate& iso, const std::shared_ptr<Waiter>& waiter, const char* outcome) {
  HandleScope scope(iso.heap);
  resolvePromise(iso, Handle<PromiseObject>::fromRooted(waiter->promise->handle()), iso.handle(Value(newString(iso, outcome))));
}

// §25.4.15.
Value atomicsWaitAsync(Isolate& iso, Args args) {
  const WaitRequest request = TRY(waitRequest(iso, args, "Atomics.waitAsync"));
  const bool waits = !request.differs && request.timeoutMs > 0;
  HandleValue value = iso.handle(Value());
  if (waits) {
    value.set(Value(newPromise(iso)));
    const auto waiter = waitList(iso).add(iso, backingStoreOf(request.array->bufferObject()), request.address());
    waiter->promise = std::make_unique<Persistent>(iso.heap, value.get());
    if (request.timeoutMs < kLongestTimeoutMs)
      iso.host.postTask(iso, uint64_t(request.timeoutMs * 1e6), [waiting = std::weak_ptr(waiter)](Isolate& i) {
        const auto waited = waiting.lock();
        if (!waited || waited->woken) return;
        waitList(i).remove(waited);
        settle(i, waited, "timed-out");
      });
  } else {
    value.set(Value(newString(iso, request.differs ? "not-equal" : "timed-out")));
  }
  const Handle<Object> result = iso.handle(newObject(iso));
  defineValue(iso, result, iso.key("async"), iso.handle(Value::boolean(waits)));
  defineValue(iso, result, iso.key(iso.names.value), value);
  return Value(result.get());
}

// §25.4.16.
Value atomicsNotify(Isolate& iso, Args args) {
  const Handle<TypedArrayObject> array = TRY(integerArray(iso, args.handle(iso, 0), true, "Atomics.notify"));
  const uint64_t index = TRY(accessIndex(iso, array, args.handle(iso, 1)));
  const double count = args[2].isUndefined() ? INFINITY : std::max(TRY(toIntegerOrInfinity(iso, args.handle(iso, 2))), 0.0);
  if (!array->bufferObject()->isShared()) return Value::int32(0);
  const auto woken = waitList(iso).wake(array->data() + (index << array->sizeLog2()), count);
  for (const auto& waiter : woken)
    if (waiter->promise) waiter->isolate.host.postTask(waiter->isolate, 0, [waiter](Isolate& i) { settle(i, waiter, "ok"); });
  return Value::int32(int32_t(woken.size()));
}

Value atomicsPause(Isolate& iso, Args args) {
  const Value n = args[0];
  if (!n.isUndefined() && (!n.isNumber() || std::trunc(n.asNumber()) != n.asNumber()))
    return iso.raise(ErrorType::TypeError, "Atomics.pause: the argument must be an integral number");
  iso.charge(40);
  return Value();
}

} // namespace

void installAtomics(Isolate& iso, Realm& realm) {
  const Handle<Object> atomics = iso.handle(newObject(iso));
  realm.set(Intrinsic::Atomics, atomics);
  defineGlobal(iso, realm, "Atomics", atomics);
  defineMethods(iso, atomics,
                {{"load", atomicsLoad, 2}, {"store", atomicsStore, 3}, {"add", readModifyWrite<Operation::Add>, 3},
                 {"sub", readModifyWrite<Operation::Sub>, 3}, {"and", readModifyWrite<Operation::And>, 3}, {"or", readModifyWrite<Operation::Or>, 3},
                 {"xor", readModifyWrite<Operation::Xor>, 3}, {"exchange", readModifyWrite<Operation::Exchange>, 3},
                 {"compareExchange", atomicsCompareExchange, 4}, {"isLockFree", atomicsIsLockFree, 1}, {"wait", atomicsWait, 4},
                 since(16, {"waitAsync", atomicsWaitAsync, 4}), {"notify", atomicsNotify, 3}});
  if (iso.options.nodeMajor >= 24) defineMethods(iso, atomics, {{"pause", atomicsPause, 0}});
  defineToStringTag(iso, atomics, "Atomics");
}

} // namespace tickscope
