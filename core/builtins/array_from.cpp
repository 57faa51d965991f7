// Array.from and Array.of (ECMA-262 §23.1.2).
#include "core/builtins/array.h"
#include "core/builtins/iteration.h"

namespace tickscope {

namespace {
// Construct(C) or Construct(C, « length »), else a plain array.
Completion<Object*> constructOrArray(Isolate& iso, HandleValue constructor, std::optional<uint64_t> length) {
  if (!isConstructor(constructor)) return TRY(arrayCreate(iso, length.value_or(0)));
  if (constructor.get() == Value(iso.realm->get(Intrinsic::Array))) return TRY(arrayCreate(iso, length.value_or(0)));
  if (!length) return TRY(iso.construct(constructor)).as<Object>();
  return TRY(iso.construct(constructor, {iso.handle(Value::number(*length))})).as<Object>();
}
} // namespace

// §23.1.2.1
Value arrayFrom(Isolate& iso, Args args) {
  const HandleValue items = args.handle(iso, 0), mapper = args.handle(iso, 1), thisArgument = args.handle(iso, 2);
  const bool mapping = !mapper.get().isUndefined();
  if (mapping && !isCallable(mapper)) return raiseCallbackNotCallable(iso, mapper);
  if (items.get().isNullish()) return iso.raise(msg::NotIterableNoLoad, {describeCallSite(iso, items)});
  const HandleValue method = iso.handle(TRY(getV(iso, items, iso.key(iso.symbols.iterator))));
  if (!method.get().isNullish()) {
    if (!isCallable(method)) return iso.raise(msg::IteratorMethodNotCallable);
    const Handle<Object> result = iso.handle(TRY(constructOrArray(iso, args.thisValue(), std::nullopt)));
    uint64_t k = 0;
    HandleValue value = iso.handle(Value());
    const auto add = [&](HandleValue item) -> Completion<void> {
      value.set(item);
      if (mapping) value.set(TRY(iso.call(mapper, thisArgument, {item, iso.handle(Value::number(k))})));
      return createIndexOrThrow(iso, result, k++, value);
    };
    if (isPlainlyIterableNoGc(iso, items)) {
      TRY(forEachOf(iso, items, add));
    } else {
      // The method was read above, once.
      IteratorRecord record = TRY(getIteratorFromMethod(iso, items, method));
      HandleValue item = iso.handle(Value());
      for (;;) {
        HandleScope scope(iso.heap);
        const Value next = TRY(iteratorStepValue(iso, record));
        if (next.isEmpty()) break;
        item.set(next);
        if (threw(add(item))) return iteratorCloseThrow(iso, record);
      }
    }
    TRY(setLengthOrThrow(iso, result, k));
    return result;
  }
  const Handle<Object> source = iso.handle(TRY(toObject(iso, items)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, source));
  const Handle<Object> result = iso.handle(TRY(constructOrArray(iso, args.thisValue(), length)));
  HandleValue value = iso.handle(Value());
  for (uint64_t k = 0; k < length; ++k) {
    HandleScope scope(iso.heap);
    value.set(TRY(getIndex(iso, source, k)));
    if (mapping) value.set(TRY(iso.call(mapper, thisArgument, {value, iso.handle(Value::number(k))})));
    TRY(createIndexOrThrow(iso, result, k, value));
    TRY(pollInterrupt(iso, 1));
  }
  TRY(setLengthOrThrow(iso, result, length));
  return result;
}

// §23.1.2.3
Value arrayOf(Isolate& iso, Args args) {
  const Handle<Object> result = iso.handle(TRY(constructOrArray(iso, args.thisValue(), args.count())));
  for (uint32_t k = 0; k < args.count(); ++k) TRY(createIndexOrThrow(iso, result, k, args.handle(iso, k)));
  TRY(setLengthOrThrow(iso, result, args.count()));
  return result;
}

} // namespace tickscope
