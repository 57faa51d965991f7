// toLocaleString and its like of Number, BigInt and Date: without arguments the library's own; with locales or options
// they ask core/node/lib/intl.js, which is loaded then.
#include "core/node/builtin_modules.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

struct LocaleMethod {
  Intrinsic prototype;
  const char* name;
  const char* required; // of dates: what must be asked for, and what is shown if nothing is; null: a number
  const char* defaults;
};
constexpr LocaleMethod kMethods[] = {
    {Intrinsic::NumberPrototype, "toLocaleString", nullptr, nullptr},
    {Intrinsic::BigIntPrototype, "toLocaleString", nullptr, nullptr},
    {Intrinsic::DatePrototype, "toLocaleString", "any", "all"},
    {Intrinsic::DatePrototype, "toLocaleDateString", "date", "date"},
    {Intrinsic::DatePrototype, "toLocaleTimeString", "time", "time"},
};

// data[0]: the library's own method; data[1]: the index in kMethods.
Value toLocale(Isolate& iso, Args args) {
  const auto* self = args.callee().get().as<NativeFunction>();
  const LocaleMethod& method = kMethods[self->data[1].asInt32()];
  const HandleValue plain = iso.handle(self->data[0]);
  // Asked first in any case: it says what is wrong with the receiver.
  const Value text = TRY(iso.call(plain, args.thisValue()));
  if (args[0].isUndefined() && args[1].isUndefined()) return text;
  const Handle<Object> library = iso.handle(TRY(requireBuiltin(NodeRuntime::of(iso), "internal/intl")).as<Object>());
  const Handle<Object> receiver = iso.handle(TRY(toObject(iso, args.thisValue())));
  const HandleValue value = iso.handle(TRY(iso.invoke(receiver, iso.key(iso.names.valueOf))));
  const HandleValue function = iso.handle(TRY(get(iso, library, iso.key(method.required ? "date" : "number"))));
  if (!method.required) return iso.call(function, iso.undefined(), {value, args.handle(iso, 0), args.handle(iso, 1)});
  const HandleValue required = iso.handle(Value(newString(iso, method.required))), defaults = iso.handle(Value(newString(iso, method.defaults)));
  return iso.call(function, iso.undefined(), {value, required, defaults, args.handle(iso, 0), args.handle(iso, 1)});
}

} // namespace

void installIntl(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  for (size_t i = 0; i < std::size(kMethods); ++i) {
    HandleScope scope(iso.heap);
    const Handle<Object> prototype = iso.intrinsic(kMethods[i].prototype);
    const HandleValue plain = iso.handle(getOwnDataNoGc(prototype, iso.key(kMethods[i].name)));
    const Handle<NativeFunction> native = defineMethod(iso, prototype, kMethods[i].name, 0, toLocale);
    iso.heap.store(native, &native->data[0], plain);
    native->data[1] = Value::int32(int32_t(i));
  }
}

} // namespace tickscope
