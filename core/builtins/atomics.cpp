// Atomics (ECMA-262 §25.4). One isolate runs at a time on the simulated machine, so each operation is atomic as it is;
// what is left are the checks. Waiting needs another thread to wake this one: see atomicsWait.
#include <cmath>

#include "core/builtins/bigint.h"
#include "core/builtins/install.h"
#include "core/builtins/typed_array.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

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
constexpr Message kAccessIndex{ErrorType::RangeError, "Invalid atomic access index"};
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

// §25.4.11 and .12 DoWait, up to the waiting itself: true when the values differ.
Completion<bool> differs(Isolate& iso, Args args, const char* method) {
  const Handle<TypedArrayObject> array = TRY(integerArray(iso, args.handle(iso, 0), true, method));
  if (!array->bufferObject()->isShared())
    return iso.raise(ErrorType::TypeError, describeForMessage(iso, args[0]) + " is not a shared typed array.");
  const uint64_t index = TRY(accessIndex(iso, array, args.handle(iso, 1)));
  uint64_t wanted;
  if (array->type == ElementType::BigInt64) wanted = bigintToUint64NoGc(TRY(toBigInt(iso, args.handle(iso, 2))));
  else wanted = uint32_t(TRY(toInt32(iso, args.handle(iso, 2))));
  TRY(toNumber(iso, args.handle(iso, 3)));
  return std::memcmp(array->data() + (index << array->sizeLog2()), &wanted, elementSize(array->type)) != 0;
}

// Nobody can wake a thread that waits on memory yet, so a wait with a time limit runs into it, in virtual time, and one
// without would never end.
Value atomicsWait(Isolate& iso, Args args) {
  if (TRY(differs(iso, args, "Atomics.wait"))) return Value(newString(iso, "not-equal"));
  const double timeout = args[3].isUndefined() ? INFINITY : TRY(toNumber(iso, args.handle(iso, 3)));
  if (std::isnan(timeout) || timeout > 1e12) return iso.raise(msg::Unsupported, {"Atomics.wait without a time limit"});
  iso.charge(uint64_t(std::max(timeout, 0.0) * 1e6));
  return Value(newString(iso, "timed-out"));
}

Value atomicsNotify(Isolate& iso, Args args) {
  const Handle<TypedArrayObject> array = TRY(integerArray(iso, args.handle(iso, 0), true, "Atomics.notify"));
  TRY(accessIndex(iso, array, args.handle(iso, 1)));
  if (!args[2].isUndefined()) TRY(toIntegerOrInfinity(iso, args.handle(iso, 2)));
  return Value::int32(0);
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
                 {"notify", atomicsNotify, 3}});
  if (iso.options.nodeMajor >= 24) defineMethods(iso, atomics, {{"pause", atomicsPause, 0}});
  defineToStringTag(iso, atomics, "Atomics");
}

} // namespace tickscope
