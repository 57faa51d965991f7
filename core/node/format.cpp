// util.format: % directives, then the rest inspected (node-semantics §12.1).
#include <cmath>

#include "core/builtins/json.h"
#include "core/node/inspect.h"
#include "core/node/inspector.h"
#include "core/vm/bigint.h"
#include "core/vm/conversions.h"
#include "core/vm/function.h"
#include "core/vm/isolate.h"

namespace tickscope {

namespace {

using Text = std::u16string;

// Whether String(object) would give only what the language itself says, so that inspect says more: no toString and no
// Symbol.toPrimitive of a class of the program along the prototype chain.
Completion<bool> hasBuiltInToString(Isolate& iso, Handle<Object> object) {
  HandleScope scope(iso.heap);
  Handle<Object> at = iso.handle(object.get());
  while (at->kind == CellKind::ProxyObject) {
    const Value target = Value::fromBits(at->words()[3]);
    if (target.isNull()) return true;
    at.set(target.as<Object>());
  }
  const PropertyKey toStringKey = iso.key(iso.names.toString), toPrimitiveKey = iso.key(iso.symbols.toPrimitive);
  const Value own = TRY(get(iso, at, toStringKey));
  const bool hasToString = isCallable(own);
  const Value primitive = TRY(get(iso, at, toPrimitiveKey));
  const bool hasToPrimitive = isCallable(primitive);
  if (!hasToString && !hasToPrimitive) return true;
  for (;;) {
    if ((hasToString && TRY(hasOwnProperty(iso, at, toStringKey))) || (hasToPrimitive && TRY(hasOwnProperty(iso, at, toPrimitiveKey)))) break;
    const Value parent = TRY(getPrototypeOf(iso, at));
    if (parent.isNull()) return true;
    at.set(parent.as<Object>());
  }
  if (at.get() == object.get()) return false;
  PropertyDescriptor d;
  if (!TRY(getOwnProperty(iso, at, iso.key(iso.names.constructor), &d)) || !d.value || !isCallable(*d.value)) return false;
  const Value name = TRY(get(iso, Handle<Object>::fromRooted(*d.value), iso.key(iso.names.name)));
  return isString(name) && isBuiltInGlobalName(iso, utf16Of(name));
}

class Formatter {
public:
  Formatter(Isolate& iso, const Value* arguments, uint32_t count, const InspectOptions& options)
      : iso_(iso), arguments_(arguments), count_(count), options_(options) {}

  Completion<Text> run() {
    uint32_t next = 0; // first argument that no directive has used
    if (count_ > 0 && isString(arguments_[0])) {
      const Text first = toUtf16(arguments_[0].as<String>());
      if (count_ == 1) return first;
      TRY(expand(first, &next));
    }
    for (bool separate = next > 0; next < count_; ++next, separate = true) {
      if (separate) out_ += u' ';
      const HandleValue value(const_cast<Value*>(arguments_ + next));
      out_ += isString(value) ? toUtf16(value.get().as<String>()) : TRY(inspect(iso_, value, options_));
    }
    return std::move(out_);
  }

private:
  Text numberText(double number) const { return inspectedNumber(number, options_.numericSeparator, iso_.options.nodeMajor); }
  Text bigintText(Value value) const {
    const std::string digits = bigintToString(value.as<BigInt>());
    return (options_.numericSeparator ? groupDigits(digits) : widen(digits)) + u"n";
  }

  Completion<void> expand(const Text& format, uint32_t* next) {
    uint32_t used = 0;
    size_t copied = 0; // up to here the format has been taken over
    bool any = false;
    for (size_t i = 0; i + 1 < format.size(); ++i) {
      if (format[i] != '%') continue;
      const char16_t directive = format[i + 1];
      if (directive == '%') {
        out_ += format.substr(copied, i + 1 - copied);
        copied = i + 2;
        any = true;
        ++i;
        continue;
      }
      if (used + 1 == count_ || Text(u"sjdOoifc").find(directive) == Text::npos) {
        ++i; // as Node: the character after the % is passed over in any case
        continue;
      }
      out_ += format.substr(copied, i - copied);
      const HandleValue argument(const_cast<Value*>(arguments_ + ++used));
      TRY(directiveText(directive, argument));
      copied = i + 2;
      any = true;
      ++i;
    }
    if (!any) {
      out_ = format;
      *next = 1;
      return {};
    }
    out_ += format.substr(copied);
    *next = used + 1;
    return {};
  }

  Completion<void> directiveText(char16_t directive, HandleValue argument) {
    HandleScope scope(iso_.heap);
    const Value v = argument;
    switch (directive) {
    case 's': {
      if (v.isNumber()) out_ += numberText(v.asNumber());
      else if (isBigInt(v)) out_ += bigintText(v);
      else if (isSymbol(v)) out_ += TRY(inspect(iso_, argument, InspectOptions()));
      else if (!isObject(v) || isCallable(v) || !TRY(hasBuiltInToString(iso_, Handle<Object>::fromRooted(argument))))
        out_ += toUtf16(TRY(toString(iso_, argument)));
      else {
        InspectOptions shallow = options_;
        shallow.depth = 0;
        shallow.colors = false;
        shallow.compact = 3;
        out_ += TRY(inspect(iso_, argument, shallow));
      }
      return {};
    }
    case 'd':
    case 'i':
    case 'f': {
      if (isBigInt(v) && directive != 'f') {
        out_ += bigintText(v);
      } else if (isSymbol(v)) {
        out_ += u"NaN";
      } else if (directive == 'd') {
        out_ += numberText(TRY(toNumber(iso_, argument)));
      } else {
        const HandleValue parse = iso_.handle(TRY(get(iso_, iso_.intrinsic(Intrinsic::Number), iso_.key(directive == 'i' ? "parseInt" : "parseFloat"))));
        out_ += numberText(TRY(iso_.call(parse, iso_.undefined(), {argument})).asNumber());
      }
      return {};
    }
    case 'j': {
      const Value json = jsonStringifyValue(iso_, argument);
      if (json.isException()) {
        HandleValue error = iso_.handle(iso_.takeException());
        if (isObject(error)) {
          const Value message = getOwnDataNoGc(error.get().as<Object>(), iso_.key(iso_.names.message));
          if (isString(message) && toUtf8(message.as<String>()).rfind("Converting circular structure", 0) == 0) {
            out_ += u"[Circular]";
            return {};
          }
        }
        return iso_.throwValue(error);
      }
      out_ += json.isUndefined() ? Text(u"undefined") : toUtf16(json.as<String>());
      return {};
    }
    case 'O': out_ += TRY(inspect(iso_, argument, options_)); return {};
    case 'o': {
      InspectOptions all = options_;
      all.showHidden = true;
      all.showProxy = true;
      all.depth = 4;
      out_ += TRY(inspect(iso_, argument, all));
      return {};
    }
    default: return {}; // %c takes its argument and shows nothing
    }
  }

  Isolate& iso_;
  const Value* arguments_;
  uint32_t count_;
  const InspectOptions& options_;
  Text out_;
};

} // namespace

Completion<std::u16string> format(Isolate& iso, const Value* arguments, uint32_t count, const InspectOptions& options) {
  return Formatter(iso, arguments, count, options).run();
}

} // namespace tickscope
