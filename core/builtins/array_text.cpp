// Array.prototype.join, toString and toLocaleString (ECMA-262 §23.1.3.18, .36, .32).
#include "core/builtins/array.h"

#include <algorithm>

namespace tickscope {

namespace {

// V8 gives '' for an array that is being joined already, where the specification would recurse for ever.
class JoinGuard {
public:
  JoinGuard(Isolate& iso, Handle<Object> object) : iso_(iso) {
    const Value value(object.get());
    cyclic_ = std::find(iso.joining.begin(), iso.joining.end(), value) != iso.joining.end();
    if (!cyclic_) iso.joining.push_back(value);
  }
  ~JoinGuard() {
    if (!cyclic_) iso_.joining.pop_back();
  }
  JoinGuard(const JoinGuard&) = delete;
  bool cyclic() const { return cyclic_; }

private:
  Isolate& iso_;
  bool cyclic_;
};

enum class Locale : bool { No, Yes };

Value join(Isolate& iso, Handle<Object> object, HandleValue separator, Locale locale) {
  NativeDepth depth(iso);
  if (!depth) return iso.raise(msg::StackOverflow);
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  const Handle<String> between =
      iso.handle(separator.get().isUndefined() ? static_cast<String*>(intern(iso, ",")) : TRY(toString(iso, separator)));
  // The text could be longer than any string: say so before looping over it.
  if (between->length > 0 && length > 1 && (length - 1) * between->length > String::kMaxLength)
    return iso.raise(msg::InvalidStringLength);
  JoinGuard guard(iso, object);
  if (guard.cyclic()) return Value(iso.names.empty);
  StringBuilder text;
  HandleValue element = iso.handle(Value());
  for (uint64_t k = 0; k < length; ++k) {
    HandleScope scope(iso.heap);
    if (k > 0 && between->length > 0) text.append(between.get());
    element.set(TRY(getIndex(iso, object, k)));
    TRY(pollInterrupt(iso, 4));
    if (element.get().isNullish()) continue;
    if (locale == Locale::Yes) {
      element.set(TRY(iso.invoke(element, iso.key(iso.names.toLocaleString))));
    }
    text.append(TRY(toString(iso, element)));
    if (text.length() > String::kMaxLength) return iso.raise(msg::InvalidStringLength);
  }
  return Value(TRY(text.finish(iso)));
}

} // namespace

Value arrayJoin(Isolate& iso, Args args) {
  return join(iso, iso.handle(TRY(thisObject(iso, args))), args.handle(iso, 0), Locale::No);
}

Value arrayToLocaleString(Isolate& iso, Args args) {
  return join(iso, iso.handle(TRY(thisObject(iso, args))), iso.undefined(), Locale::Yes);
}

Value arrayToString(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  HandleValue method = iso.handle(TRY(get(iso, object, iso.key(iso.names.join))));
  if (!isCallable(method)) method.set(Value(iso.realm->get(Intrinsic::ObjProtoToString)));
  return iso.call(method, object);
}

} // namespace tickscope
