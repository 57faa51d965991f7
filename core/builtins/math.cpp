// Math (ECMA-262 §21.3).
#include <bit>
#include <cmath>

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/vm/conversions.h"
#include "core/vm/typed_array.h"

namespace tickscope {

namespace {

template <double (*F)(double)> Value unary(Isolate& iso, Args args) {
  return Value::number(F(TRY(toNumber(iso, args.handle(iso, 0)))));
}

double roundHalfUp(double x) { // §21.3.2.28: ties go towards +∞
  if (!std::isfinite(x) || x == 0 || std::abs(x) >= 4503599627370496.0) return x;
  const double r = std::floor(x);
  const double result = x - r >= 0.5 ? r + 1 : r;
  return result == 0 && x < 0 ? -0.0 : result;
}
double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }
double fround(double x) { return double(float(x)); }
double f16round(double x) { return float16ToDouble(doubleToFloat16(x)); }
double cosh1(double x) { return std::cosh(x); }

// The C library's result may be an ulp off (3.0000000000000004 for 27): one Newton step with the exact remainder r - t³.
double cubeRoot(double x) {
  if (x == 0 || !std::isfinite(x)) return x;
  const double t = std::cbrt(x);
  const double square = t * t, squareError = std::fma(t, t, -square);
  const double cube = square * t, cubeError = std::fma(square, t, -cube) + squareError * t;
  return t - ((cube - x) + cubeError) / (3 * square);
}

Value mathAbs(Isolate& iso, Args args) {
  const Value v = args[0];
  if (v.isInt32() && v.asInt32() != INT32_MIN) return Value::int32(std::abs(v.asInt32()));
  return Value::number(std::fabs(TRY(toNumber(iso, args.handle(iso, 0)))));
}
Value mathFloor(Isolate& iso, Args args) {
  if (args[0].isInt32()) return args[0];
  return Value::number(std::floor(TRY(toNumber(iso, args.handle(iso, 0)))));
}
Value mathAtan2(Isolate& iso, Args args) {
  const double y = TRY(toNumber(iso, args.handle(iso, 0)));
  const double x = TRY(toNumber(iso, args.handle(iso, 1)));
  return Value::number(std::atan2(y, x));
}
// §6.1.6.1.3: differs from C where the base is ±1 and the exponent infinite or NaN.
Value mathPow(Isolate& iso, Args args) {
  const double base = TRY(toNumber(iso, args.handle(iso, 0)));
  const double exponent = TRY(toNumber(iso, args.handle(iso, 1)));
  if (std::isnan(exponent) || (std::isinf(exponent) && std::fabs(base) == 1)) return Value::float64(NAN);
  return Value::number(std::pow(base, exponent));
}
Value mathImul(Isolate& iso, Args args) {
  const uint32_t a = TRY(toUint32(iso, args.handle(iso, 0)));
  const uint32_t b = TRY(toUint32(iso, args.handle(iso, 1)));
  return Value::int32(int32_t(a * b));
}
Value mathClz32(Isolate& iso, Args args) {
  return Value::int32(std::countl_zero(TRY(toUint32(iso, args.handle(iso, 0)))));
}

template <bool Max> Value extreme(Isolate& iso, Args args) {
  double best = Max ? -INFINITY : INFINITY;
  bool nan = false;
  for (uint32_t i = 0; i < args.count(); ++i) { // all are converted, also after a NaN
    const double x = args[i].isNumber() ? args[i].asNumber() : TRY(toNumber(iso, args.handle(iso, i)));
    if (std::isnan(x)) nan = true;
    else if (Max ? x > best || (x == 0 && best == 0 && !std::signbit(x)) : x < best || (x == 0 && best == 0 && std::signbit(x))) best = x;
  }
  return Value::number(nan ? NAN : best);
}

Value mathHypot(Isolate& iso, Args args) {
  double largest = 0;
  bool nan = false, infinite = false;
  std::vector<double> values;
  for (uint32_t i = 0; i < args.count(); ++i) {
    const double x = std::fabs(TRY(toNumber(iso, args.handle(iso, i))));
    nan = nan || std::isnan(x);
    infinite = infinite || std::isinf(x);
    largest = std::max(largest, x);
    values.push_back(x);
  }
  if (infinite) return Value::float64(INFINITY);
  if (nan) return Value::float64(NAN);
  if (largest == 0) return Value::int32(0);
  double sum = 0, compensation = 0; // Kahan summation of the scaled squares, as V8 does
  for (const double x : values) {
    const double n = x / largest;
    const double summand = n * n - compensation;
    const double preliminary = sum + summand;
    compensation = (preliminary - sum) - summand;
    sum = preliminary;
  }
  return Value::number(std::sqrt(sum) * largest);
}

// --- the same for arguments that are numbers already (FastNativeFn) ---

template <double (*F)(double)> bool fastUnary(Isolate&, const Value* window, uint32_t count, Value* result) {
  if (count == 0 || !window[2].isNumber()) return false;
  *result = Value::number(F(window[2].asNumber()));
  return true;
}
bool fastAbs(Isolate&, const Value* window, uint32_t count, Value* result) {
  if (count == 0 || !window[2].isNumber()) return false;
  *result = window[2].isInt32() && window[2].asInt32() != INT32_MIN ? Value::int32(std::abs(window[2].asInt32()))
                                                                    : Value::number(std::fabs(window[2].asNumber()));
  return true;
}
bool fastFloor(Isolate&, const Value* window, uint32_t count, Value* result) {
  if (count == 0 || !window[2].isNumber()) return false;
  *result = window[2].isInt32() ? window[2] : Value::number(std::floor(window[2].asDouble()));
  return true;
}
bool fastImul(Isolate&, const Value* window, uint32_t count, Value* result) {
  if (count < 2 || !window[2].isNumber() || !window[3].isNumber()) return false;
  *result = Value::int32(int32_t(uint32_t(doubleToInt32(window[2].asNumber())) * uint32_t(doubleToInt32(window[3].asNumber()))));
  return true;
}
template <bool Max> bool fastExtreme(Isolate&, const Value* window, uint32_t count, Value* result) {
  if (count != 2 || !window[2].isInt32() || !window[3].isInt32()) return false;
  const int32_t a = window[2].asInt32(), b = window[3].asInt32();
  *result = Value::int32((a > b) == Max ? a : b);
  return true;
}

Value mathRandom(Isolate& iso, Args) {
  return Value::float64(double(iso.host.nextRandom(iso) >> 11) * 0x1.0p-53);
}

} // namespace

void installMath(Isolate& iso, Realm& realm) {
  const Handle<Object> math = newPrototype(iso);
  realm.set(Intrinsic::Math, math);
  defineMethods(iso, math,
                {withFast({"abs", mathAbs, 1}, fastAbs),
                 {"acos", unary<std::acos>, 1},
                 {"acosh", unary<std::acosh>, 1},
                 {"asin", unary<std::asin>, 1},
                 {"asinh", unary<std::asinh>, 1},
                 {"atan", unary<std::atan>, 1},
                 {"atanh", unary<std::atanh>, 1},
                 {"atan2", mathAtan2, 2},
                 withFast({"ceil", unary<std::ceil>, 1}, fastUnary<std::ceil>),
                 {"cbrt", unary<cubeRoot>, 1},
                 {"expm1", unary<std::expm1>, 1},
                 {"clz32", mathClz32, 1},
                 withFast({"cos", unary<std::cos>, 1}, fastUnary<std::cos>),
                 {"cosh", unary<cosh1>, 1},
                 withFast({"exp", unary<std::exp>, 1}, fastUnary<std::exp>),
                 withFast({"floor", mathFloor, 1}, fastFloor),
                 {"fround", unary<fround>, 1},
                 {"hypot", mathHypot, 2},
                 withFast({"imul", mathImul, 2}, fastImul),
                 withFast({"log", unary<std::log>, 1}, fastUnary<std::log>),
                 {"log1p", unary<std::log1p>, 1},
                 {"log2", unary<std::log2>, 1},
                 {"log10", unary<std::log10>, 1},
                 withFast({"max", extreme<true>, 2}, fastExtreme<true>),
                 withFast({"min", extreme<false>, 2}, fastExtreme<false>),
                 {"pow", mathPow, 2},
                 {"random", mathRandom, 0},
                 withFast({"round", unary<roundHalfUp>, 1}, fastUnary<roundHalfUp>),
                 {"sign", unary<sign>, 1},
                 withFast({"sin", unary<std::sin>, 1}, fastUnary<std::sin>),
                 {"sinh", unary<std::sinh>, 1},
                 withFast({"sqrt", unary<std::sqrt>, 1}, fastUnary<std::sqrt>),
                 {"tan", unary<std::tan>, 1},
                 {"tanh", unary<std::tanh>, 1},
                 withFast({"trunc", unary<std::trunc>, 1}, fastUnary<std::trunc>)});
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, double>>{
           {"E", 2.718281828459045}, {"LN10", 2.302585092994046}, {"LN2", 0.6931471805599453}, {"LOG10E", 0.4342944819032518},
           {"LOG2E", 1.4426950408889634}, {"PI", 3.141592653589793}, {"SQRT1_2", 0.7071067811865476}, {"SQRT2", 1.4142135623730951}})
    defineConstant(iso, math, name, Value::float64(value));
  defineMethods(iso, math, {since(24, {"f16round", unary<f16round>, 1})});
  defineToStringTag(iso, math, "Math");
  defineGlobal(iso, realm, "Math", math);
}

} // namespace tickscope
