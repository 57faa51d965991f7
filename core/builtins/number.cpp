// Number (ECMA-262 §21.1) and the number functions of the global object (§19.2).
#include <charconv>
#include <cmath>

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/vm/bigint.h"
#include "core/vm/conversions.h"
#include "core/vm/text_numbers.h"

namespace tickscope {

namespace {

// §21.1.1.1
Value numberConstructor(Isolate& iso, Args args) {
  Value number = Value::int32(0);
  if (args.count() > 0) {
    number = TRY(toNumeric(iso, args.handle(iso, 0)));
    if (isBigInt(number)) number = Value::number(bigintToDoubleNoGc(number.as<BigInt>()));
  }
  if (!args.isConstruct()) return number;
  auto* wrapper = TRY(createFromConstructor<PrimitiveWrapper>(iso, args, CellKind::PrimitiveWrapper, Intrinsic::NumberPrototype));
  wrapper->value = number;
  return Value(wrapper);
}

// §21.1.3.7.1 ThisNumberValue
Completion<double> thisNumber(Isolate& iso, Args args, std::string_view method) {
  Value self = args.thisValue();
  if (self.isCell() && self.asCell()->kind == CellKind::PrimitiveWrapper) self = self.as<PrimitiveWrapper>()->value;
  if (self.isNumber()) return self.asNumber();
  return iso.raise(msg::NotA, {method, "Number"});
}

// All digits of |x|'s exact value, and how many stand before the point: x = 0.DIGITS * 10^point.
struct Decimal {
  std::string digits;
  int point;
};
Decimal exactDecimal(double x) {
  char buffer[1500];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(x), std::chars_format::fixed, 1100).ptr;
  std::string text(buffer, end);
  const size_t dot = text.find('.');
  Decimal d{text.substr(0, dot) + text.substr(dot + 1), int(dot)};
  const size_t first = d.digits.find_first_not_of('0');
  if (first == std::string::npos) return {"0", 1};
  d.digits.erase(0, first);
  d.point -= int(first);
  return d;
}

// Keeps `count` digits (may be <= 0), rounding half up: of two nearest the larger, as the specification says.
Decimal roundTo(Decimal d, int count) {
  if (count < 0) return {"0", 1};
  if (size_t(count) >= d.digits.size()) {
    d.digits.append(size_t(count) - d.digits.size(), '0');
    return d;
  }
  const bool up = d.digits[size_t(count)] >= '5';
  d.digits.resize(size_t(count));
  if (up) {
    int i = count - 1;
    while (i >= 0 && d.digits[size_t(i)] == '9') d.digits[size_t(i--)] = '0';
    if (i >= 0) {
      ++d.digits[size_t(i)];
    } else {
      d.digits.insert(d.digits.begin(), '1');
      ++d.point;
      if (count > 0) d.digits.pop_back();
    }
  }
  if (d.digits.empty()) return {"0", 1};
  return d;
}

Value text(Isolate& iso, const std::string& ascii) { return Value(newString(iso, ascii)); }

Value toFixed(Isolate& iso, Args args) {
  const double x = TRY(thisNumber(iso, args, "Number.prototype.toFixed"));
  const double f = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (!(f >= 0 && f <= 100)) return iso.raise(msg::DigitsRange, {"toFixed"});
  if (!std::isfinite(x) || std::fabs(x) >= 1e21) return text(iso, numberToString(x));
  const int digits = int(f);
  const Decimal exact = exactDecimal(x);
  const Decimal rounded = roundTo(exact, exact.point + digits);
  // As an integer of `digits` decimals: pad to at least one digit before the point.
  std::string n = rounded.digits == "0" ? std::string() : rounded.digits;
  const int before = rounded.digits == "0" ? 0 : rounded.point;
  std::string out;
  if (before <= 0) out = "0" + (digits ? "." + (std::string(size_t(std::min(-before, digits)), '0') + n) : "");
  else out = n.substr(0, size_t(before)) + (digits ? "." + n.substr(size_t(before)) : "");
  if (digits) {
    const size_t want = out.find('.') + 1 + size_t(digits);
    out.resize(want, '0');
  }
  bool zero = out.find_first_not_of("0.") == std::string::npos;
  if (x < 0 && (!zero || x < 0)) out = "-" + out;
  (void)zero;
  return text(iso, out);
}

std::string exponential(const Decimal& d, int digits) {
  const int exponent = d.point - 1;
  std::string out(1, d.digits[0]);
  if (digits > 0) out += "." + d.digits.substr(1, size_t(digits));
  return out + "e" + (exponent < 0 ? "-" : "+") + std::to_string(std::abs(exponent));
}

Value toExponential(Isolate& iso, Args args) {
  const double x = TRY(thisNumber(iso, args, "Number.prototype.toExponential"));
  const double f = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (!std::isfinite(x)) return text(iso, numberToString(x));
  if (!(f >= 0 && f <= 100)) return iso.raise(msg::DigitsRange, {"toExponential"});
  const std::string sign = x < 0 ? "-" : "";
  if (args[0].isUndefined()) { // as many digits as are needed
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(x), std::chars_format::scientific).ptr;
    std::string shortest(buffer, end);
    const size_t e = shortest.find('e');
    const int exponent = std::atoi(shortest.c_str() + e + 1);
    return text(iso, sign + shortest.substr(0, e) + "e" + (exponent < 0 ? "-" : "+") + std::to_string(std::abs(exponent)));
  }
  if (x == 0) return text(iso, exponential({std::string(size_t(f) + 1, '0'), 1}, int(f)));
  return text(iso, sign + exponential(roundTo(exactDecimal(x), int(f) + 1), int(f)));
}

Value toPrecision(Isolate& iso, Args args) {
  const double x = TRY(thisNumber(iso, args, "Number.prototype.toPrecision"));
  if (args[0].isUndefined()) return text(iso, numberToString(x));
  const double p = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (!std::isfinite(x)) return text(iso, numberToString(x));
  if (!(p >= 1 && p <= 100)) return iso.raise(msg::PrecisionRange);
  const int precision = int(p);
  const std::string sign = x < 0 ? "-" : "";
  const Decimal d = x == 0 ? Decimal{std::string(size_t(precision), '0'), 1} : roundTo(exactDecimal(x), precision);
  const int exponent = d.point - 1;
  if (exponent < -6 || exponent >= precision) return text(iso, sign + exponential(d, precision - 1));
  if (exponent >= 0) {
    std::string out = d.digits.substr(0, size_t(exponent + 1));
    if (exponent + 1 < precision) out += "." + d.digits.substr(size_t(exponent + 1));
    return text(iso, sign + out);
  }
  return text(iso, sign + "0." + std::string(size_t(-exponent - 1), '0') + d.digits);
}

Value numberToStringMethod(Isolate& iso, Args args) {
  const double x = TRY(thisNumber(iso, args, "Number.prototype.toString"));
  const double radix = args[0].isUndefined() ? 10 : TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (!(radix >= 2 && radix <= 36)) return iso.raise(msg::RadixRange);
  if (radix == 10) return Value(numberToJSString(iso, x));
  return text(iso, numberToString(x, int(radix)));
}

Value numberValueOf(Isolate& iso, Args args) { return Value::number(TRY(thisNumber(iso, args, "Number.prototype.valueOf"))); }

// The fewest digits that are read back as the same number.
Decimal shortestDecimal(double x) {
  char buffer[32];
  const std::string text(buffer, std::to_chars(buffer, buffer + sizeof buffer, std::fabs(x), std::chars_format::scientific).ptr);
  const size_t e = text.find('e');
  std::string digits = text.substr(0, e);
  if (digits.size() > 1) digits.erase(1, 1); // the point
  return {digits, std::atoi(text.c_str() + e + 1) + 1};
}

// en-US with up to three decimals. Locales and options are the business of who has ECMA-402 (core/node/intl.cpp).
Value toLocaleString(Isolate& iso, Args args) {
  const double x = TRY(thisNumber(iso, args, "Number.prototype.toLocaleString"));
  constexpr int minimum = 0, maximum = 3;
  if (std::isnan(x)) return text(iso, "NaN");
  if (std::isinf(x)) {
    static constexpr char16_t kPlus[] = u"\u221e", kMinus[] = u"-\u221e";
    return Value(newStringUtf16(iso, x < 0 ? kMinus : kPlus));
  }
  // ECMA-402 rounds half away from zero; ICU does it on the shortest decimal that means the number, so 1.0005 gives 1.001.
  const Decimal shown = shortestDecimal(x);
  const Decimal d = roundTo(shown, shown.point + maximum);
  std::string digits = d.digits == "0" && d.point == 1 ? std::string() : d.digits;
  int point = digits.empty() ? 0 : d.point;
  std::string whole = point > 0 ? digits.substr(0, size_t(point)) : "0";
  std::string fraction = point > 0 ? digits.substr(size_t(point)) : std::string(size_t(std::min(-point, maximum)), '0') + digits;
  fraction.resize(size_t(maximum), '0');
  while (int(fraction.size()) > minimum && !fraction.empty() && fraction.back() == '0') fraction.pop_back();
  std::string grouped;
  for (size_t i = 0; i < whole.size(); ++i) {
    if (i && (whole.size() - i) % 3 == 0) grouped += ',';
    grouped += whole[i];
  }
  if (!fraction.empty()) grouped += "." + fraction;
  return text(iso, (std::signbit(x) ? "-" : "") + grouped);
}

bool isIntegral(Value v) { return v.isInt32() || (v.isDouble() && std::isfinite(v.asDouble()) && std::trunc(v.asDouble()) == v.asDouble()); }
Value isFiniteMethod(Isolate&, Args args) { return Value::boolean(args[0].isNumber() && std::isfinite(args[0].asNumber())); }
Value isNaNMethod(Isolate&, Args args) { return Value::boolean(args[0].isNumber() && std::isnan(args[0].asNumber())); }
Value isIntegerMethod(Isolate&, Args args) { return Value::boolean(isIntegral(args[0])); }
Value isSafeIntegerMethod(Isolate&, Args args) {
  return Value::boolean(isIntegral(args[0]) && std::fabs(args[0].asNumber()) <= 9007199254740991.0);
}

// --- global functions ---

Value globalIsNaN(Isolate& iso, Args args) { return Value::boolean(std::isnan(TRY(toNumber(iso, args.handle(iso, 0))))); }
Value globalIsFinite(Isolate& iso, Args args) { return Value::boolean(std::isfinite(TRY(toNumber(iso, args.handle(iso, 0))))); }

// §19.2.4
Value parseFloatFunction(Isolate& iso, Args args) {
  if (args[0].isInt32()) return args[0];
  const HandleValue string = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  const FlatText flat = flatText(iso, string);
  const TextRange range = trimmed(flat);
  uint32_t end;
  const double value = parseDecimalPrefix(flat, range, &end);
  return end == range.begin ? Value::float64(NAN) : Value::number(value);
}

// §19.2.5
Value parseIntFunction(Isolate& iso, Args args) {
  if (args[0].isInt32() && args[1].isUndefined()) return args[0];
  const HandleValue string = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  int32_t radix = TRY(toInt32(iso, args.handle(iso, 1)));
  const FlatText flat = flatText(iso, string);
  TextRange range = trimmed(flat);
  double sign = 1;
  if (range.begin < range.end && (flat[range.begin] == '+' || flat[range.begin] == '-')) {
    if (flat[range.begin] == '-') sign = -1;
    ++range.begin;
  }
  if (radix != 0 && (radix < 2 || radix > 36)) return Value::float64(NAN);
  if (radix == 0 || radix == 16) {
    if (radixPrefix(flat, range) == 16) {
      range.begin += 2;
      radix = 16;
    }
    if (radix == 0) radix = 10;
  }
  uint32_t end = range.begin;
  while (end < range.end && digitValue(flat[end], radix) >= 0) ++end;
  if (end == range.begin) return Value::float64(NAN);
  return Value::number(sign * digitsToDouble(flat, {range.begin, end}, radix));
}

} // namespace

void installNumber(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = iso.handle(newObjectOfKind(iso, CellKind::PrimitiveWrapper, sizeof(PrimitiveWrapper),
                                                              iso.intrinsic(Intrinsic::ObjectPrototype)));
  static_cast<PrimitiveWrapper*>(prototype.get())->value = Value::int32(0);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "Number", 1, numberConstructor, Intrinsic::Number, prototype, Intrinsic::NumberPrototype);
  defineMethods(iso, constructor,
                {{"isFinite", isFiniteMethod, 1}, {"isInteger", isIntegerMethod, 1}, {"isNaN", isNaNMethod, 1}, {"isSafeInteger", isSafeIntegerMethod, 1}});
  const HandleValue parseFloatHandle = iso.handle(Value(newNativeFunction(iso, "parseFloat", 1, parseFloatFunction)));
  const HandleValue parseIntHandle = iso.handle(Value(newNativeFunction(iso, "parseInt", 2, parseIntFunction)));
  defineValue(iso, constructor, iso.key("parseFloat"), parseFloatHandle, kHidden);
  defineValue(iso, constructor, iso.key("parseInt"), parseIntHandle, kHidden);
  defineGlobal(iso, realm, "parseFloat", parseFloatHandle);
  defineGlobal(iso, realm, "parseInt", parseIntHandle);
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, double>>{
           {"MAX_VALUE", 1.7976931348623157e308}, {"MIN_VALUE", 5e-324}, {"NaN", NAN}, {"NEGATIVE_INFINITY", -INFINITY},
           {"POSITIVE_INFINITY", INFINITY}, {"MAX_SAFE_INTEGER", 9007199254740991.0}, {"MIN_SAFE_INTEGER", -9007199254740991.0},
           {"EPSILON", 0x1p-52}})
    defineConstant(iso, constructor, name, Value::number(value));
  defineMethods(iso, prototype,
                {{"toExponential", toExponential, 1}, {"toFixed", toFixed, 1}, {"toPrecision", toPrecision, 1},
                 {"toString", numberToStringMethod, 1}, {"valueOf", numberValueOf, 0}, {"toLocaleString", toLocaleString, 0}});
  defineGlobal(iso, realm, "isNaN", iso.handle(Value(newNativeFunction(iso, "isNaN", 1, globalIsNaN))));
  defineGlobal(iso, realm, "isFinite", iso.handle(Value(newNativeFunction(iso, "isFinite", 1, globalIsFinite))));
  if (iso.options.nodeMajor >= 12) defineGlobal(iso, realm, "globalThis", realm.global());
  defineGlobal(iso, realm, "Infinity", iso.handle(Value::float64(INFINITY)), kNone);
  defineGlobal(iso, realm, "NaN", iso.handle(Value::float64(NAN)), kNone);
  defineGlobal(iso, realm, "undefined", iso.undefined(), kNone);
}

} // namespace tickscope
