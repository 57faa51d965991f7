// String (ECMA-262 §22.1): the constructor and the prototype's methods that need no regular expression; those that may
// be handed one ask its symbol methods first.
#include <optional>
#include <algorithm>
#include <cmath>

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/iterator.h"
#include "core/builtins/messages.h"
#include "core/builtins/string.h"
#include "core/builtins/string_case.h"
#include "core/vm/conversions.h"
#include "core/vm/text_numbers.h"

namespace tickscope {

// §7.2.8 IsRegExp
Completion<bool> isRegExp(Isolate& iso, HandleValue value) {
  if (!isObject(value)) return false;
  const Value matcher = TRY(get(iso, Handle<Object>::fromRooted(value), iso.key(iso.symbols.match)));
  if (!matcher.isUndefined()) return toBoolean(matcher);
  return value.get().asCell()->kind == CellKind::RegExpObject;
}

namespace {

// RequireObjectCoercible(this), ToString(this)
Completion<String*> thisText(Isolate& iso, Args args, std::string_view method) {
  const Value self = args.thisValue();
  if (isString(self)) return self.as<String>();
  if (self.isNullish()) return iso.raise(msg::CalledOnNullish, {method});
  return toString(iso, args.thisValue());
}

#define THIS_TEXT(name) const HandleValue self = iso.handle(Value(TRY(thisText(iso, args, "String.prototype." name))))

uint32_t lengthOf(HandleValue string) { return string.get().as<String>()->length; }

// A position argument clamped to [0, length].
Completion<uint32_t> clampIndex(Isolate& iso, HandleValue argument, uint32_t length, double whenUndefined) {
  double index = whenUndefined;
  if (argument.get().isInt32()) index = argument.get().asInt32();
  else if (!argument.get().isUndefined()) index = TRY(toIntegerOrInfinity(iso, argument));
  return uint32_t(std::clamp(index, 0.0, double(length)));
}
// The same where negative counts from the end (slice).
Completion<uint32_t> relativeIndex(Isolate& iso, HandleValue argument, uint32_t length, double whenUndefined) {
  double index = argument.get().isUndefined() ? whenUndefined : TRY(toIntegerOrInfinity(iso, argument));
  if (index < 0) index = std::max(index + length, 0.0);
  return uint32_t(std::min(index, double(length)));
}

// --- searching ---

constexpr int64_t kNotFound = -1;

template <class A, class B> int64_t searchForward(const A* text, uint32_t length, const B* pattern, uint32_t count, uint32_t from) {
  if (count == 0) return from;
  if (count > length) return kNotFound;
  for (uint32_t i = from; i + count <= length; ++i) {
    if constexpr (sizeof(A) == 1) {
      if (pattern[0] > 0xff) return kNotFound;
      const void* hit = __builtin_memchr(text + i, int(pattern[0]), length - count + 1 - i);
      if (!hit) return kNotFound;
      i = uint32_t(static_cast<const A*>(hit) - text);
    } else if (text[i] != pattern[0]) {
      continue;
    }
    uint32_t k = 1;
    while (k < count && text[i + k] == pattern[k]) ++k;
    if (k == count) return i;
  }
  return kNotFound;
}

int64_t indexOfText(FlatText text, FlatText pattern, uint32_t from) {
  if (text.oneByte && pattern.oneByte) return searchForward(text.oneByte, text.length, pattern.oneByte, pattern.length, from);
  if (text.oneByte) return searchForward(text.oneByte, text.length, pattern.twoByte, pattern.length, from);
  if (pattern.oneByte) return searchForward(text.twoByte, text.length, pattern.oneByte, pattern.length, from);
  return searchForward(text.twoByte, text.length, pattern.twoByte, pattern.length, from);
}

bool matchesAt(FlatText text, FlatText pattern, uint32_t at) {
  if (uint64_t(at) + pattern.length > text.length) return false;
  for (uint32_t i = 0; i < pattern.length; ++i)
    if (text[at + i] != pattern[i]) return false;
  return true;
}

// Both flat at once: the first must not be moved by flattening the second.
struct FlatPair {
  FlatText text, pattern;
};
FlatPair flatPair(Isolate& iso, HandleValue text, HandleValue pattern) {
  flatten(iso, text);
  flatten(iso, pattern);
  return {flatText(text.get().as<String>()), flatText(pattern.get().as<String>())};
}

Value stringIndexOf(Isolate& iso, Args args) {
  THIS_TEXT("indexOf");
  const HandleValue pattern = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  const uint32_t from = TRY(clampIndex(iso, args.handle(iso, 1), lengthOf(self), 0));
  const FlatPair flat = flatPair(iso, self, pattern);
  iso.charge(flat.text.length / 16);
  return Value::number(indexOfText(flat.text, flat.pattern, from));
}

Value stringLastIndexOf(Isolate& iso, Args args) {
  THIS_TEXT("lastIndexOf");
  const HandleValue pattern = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  const double position = TRY(toNumber(iso, args.handle(iso, 1)));
  const double from = std::isnan(position) ? INFINITY : std::trunc(position);
  const FlatPair flat = flatPair(iso, self, pattern);
  if (flat.pattern.length > flat.text.length) return Value::int32(-1);
  for (int64_t i = int64_t(std::clamp(from, 0.0, double(flat.text.length - flat.pattern.length))); i >= 0; --i)
    if (matchesAt(flat.text, flat.pattern, uint32_t(i))) return Value::number(i);
  return Value::int32(-1);
}

Value stringIncludes(Isolate& iso, Args args) {
  THIS_TEXT("includes");
  if (TRY(isRegExp(iso, args.handle(iso, 0)))) return iso.raise(msg::FirstArgumentRegExp, {"String.prototype.includes"});
  const HandleValue pattern = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  const uint32_t from = TRY(clampIndex(iso, args.handle(iso, 1), lengthOf(self), 0));
  const FlatPair flat = flatPair(iso, self, pattern);
  return Value::boolean(indexOfText(flat.text, flat.pattern, from) >= 0);
}

Value stringStartsWith(Isolate& iso, Args args) {
  THIS_TEXT("startsWith");
  if (TRY(isRegExp(iso, args.handle(iso, 0)))) return iso.raise(msg::FirstArgumentRegExp, {"String.prototype.startsWith"});
  const HandleValue pattern = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  const uint32_t from = TRY(clampIndex(iso, args.handle(iso, 1), lengthOf(self), 0));
  const FlatPair flat = flatPair(iso, self, pattern);
  return Value::boolean(matchesAt(flat.text, flat.pattern, from));
}

Value stringEndsWith(Isolate& iso, Args args) {
  THIS_TEXT("endsWith");
  if (TRY(isRegExp(iso, args.handle(iso, 0)))) return iso.raise(msg::FirstArgumentRegExp, {"String.prototype.endsWith"});
  const HandleValue pattern = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  const uint32_t end = TRY(clampIndex(iso, args.handle(iso, 1), lengthOf(self), lengthOf(self)));
  const FlatPair flat = flatPair(iso, self, pattern);
  if (flat.pattern.length > end) return Value::boolean(false);
  return Value::boolean(matchesAt(flat.text, flat.pattern, end - flat.pattern.length));
}

// --- characters ---

Value stringAt(Isolate& iso, Args args) {
  THIS_TEXT("at");
  const double index = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  const double k = index >= 0 ? index : index + lengthOf(self);
  if (!(k >= 0 && k < lengthOf(self))) return Value();
  return Value(singleCharacter(iso, charAtNoGc(self.get().as<String>(), uint32_t(k))));
}
Value stringCharAt(Isolate& iso, Args args) {
  THIS_TEXT("charAt");
  const double k = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (!(k >= 0 && k < lengthOf(self))) return Value(iso.names.empty);
  return Value(singleCharacter(iso, flatText(iso, self)[uint32_t(k)]));
}
Value stringCharCodeAt(Isolate& iso, Args args) {
  THIS_TEXT("charCodeAt");
  const double k = args[0].isInt32() ? args[0].asInt32() : TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (!(k >= 0 && k < lengthOf(self))) return Value::float64(NAN);
  return Value::int32(flatText(iso, self)[uint32_t(k)]);
}
// The same on flat text (FastNativeFn).
bool fastCharCodeAt(Isolate&, const Value* window, uint32_t count, Value* result) {
  if (count == 0 || !window[2].isInt32() || !window[1].isCell()) return false;
  Cell* cell = window[1].asCell();
  if (cell->kind == CellKind::ConsString && !static_cast<ConsString*>(cell)->right) cell = static_cast<ConsString*>(cell)->left; // flattened
  const uint32_t k = uint32_t(window[2].asInt32());
  if (cell->kind == CellKind::OneByteString) {
    auto* text = static_cast<OneByteString*>(cell);
    *result = k < text->length ? Value::int32(text->chars()[k]) : Value::float64(NAN);
    return true;
  }
  if (cell->kind != CellKind::TwoByteString) return false;
  auto* text = static_cast<TwoByteString*>(cell);
  *result = k < text->length ? Value::int32(text->chars()[k]) : Value::float64(NAN);
  return true;
}

Value stringCodePointAt(Isolate& iso, Args args) {
  THIS_TEXT("codePointAt");
  const double k = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (!(k >= 0 && k < lengthOf(self))) return Value();
  const FlatText text = flatText(iso, self);
  const uint32_t i = uint32_t(k);
  const char16_t unit = text[i];
  if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000)
    return Value::int32(0x10000 + ((unit - 0xd800) << 10) + (text[i + 1] - 0xdc00));
  return Value::int32(unit);
}
Value stringIsWellFormed(Isolate& iso, Args args) {
  THIS_TEXT("isWellFormed");
  const FlatText text = flatText(iso, self);
  if (text.oneByte) return Value::boolean(true);
  for (uint32_t i = 0; i < text.length; ++i) {
    if (text[i] < 0xd800 || text[i] > 0xdfff) continue;
    if (text[i] >= 0xdc00 || i + 1 == text.length || text[i + 1] < 0xdc00 || text[i + 1] > 0xdfff) return Value::boolean(false);
    ++i;
  }
  return Value::boolean(true);
}
Value stringToWellFormed(Isolate& iso, Args args) {
  THIS_TEXT("toWellFormed");
  std::u16string text = toUtf16(self.get().as<String>());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] < 0xd800 || text[i] > 0xdfff) continue;
    if (text[i] < 0xdc00 && i + 1 < text.size() && text[i + 1] >= 0xdc00 && text[i + 1] <= 0xdfff) ++i;
    else text[i] = 0xfffd;
  }
  return Value(newStringUtf16(iso, text));
}

// --- parts ---

Value stringSlice(Isolate& iso, Args args) {
  THIS_TEXT("slice");
  const uint32_t from = TRY(relativeIndex(iso, args.handle(iso, 0), lengthOf(self), 0));
  const uint32_t to = TRY(relativeIndex(iso, args.handle(iso, 1), lengthOf(self), lengthOf(self)));
  return from >= to ? Value(iso.names.empty) : Value(substring(iso, self, from, to));
}
Value stringSubstring(Isolate& iso, Args args) {
  THIS_TEXT("substring");
  const uint32_t a = TRY(clampIndex(iso, args.handle(iso, 0), lengthOf(self), 0));
  const uint32_t b = TRY(clampIndex(iso, args.handle(iso, 1), lengthOf(self), lengthOf(self)));
  return Value(substring(iso, self, std::min(a, b), std::max(a, b)));
}
Value stringSubstr(Isolate& iso, Args args) {
  THIS_TEXT("substr");
  const uint32_t from = TRY(relativeIndex(iso, args.handle(iso, 0), lengthOf(self), 0));
  const double count = args[1].isUndefined() ? INFINITY : TRY(toIntegerOrInfinity(iso, args.handle(iso, 1)));
  const double end = std::min(double(from) + std::max(count, 0.0), double(lengthOf(self)));
  return end <= from ? Value(iso.names.empty) : Value(substring(iso, self, from, uint32_t(end)));
}

enum Trim { kStart = 1, kEnd = 2 };
Value trimText(Isolate& iso, HandleValue self, int sides) {
  const FlatText text = flatText(iso, self);
  const TextRange range = trimmed(text);
  uint32_t from = sides & kStart ? range.begin : 0, to = sides & kEnd ? range.end : text.length;
  if (range.begin >= range.end) from = to = 0;
  return Value(substring(iso, self, from, to));
}
Value stringTrim(Isolate& iso, Args args) { THIS_TEXT("trim"); return trimText(iso, self, kStart | kEnd); }
Value stringTrimStart(Isolate& iso, Args args) { THIS_TEXT("trimStart"); return trimText(iso, self, kStart); }
Value stringTrimEnd(Isolate& iso, Args args) { THIS_TEXT("trimEnd"); return trimText(iso, self, kEnd); }

// --- making longer ---

Value stringConcat(Isolate& iso, Args args) {
  THIS_TEXT("concat");
  HandleValue result = iso.handle(self.get());
  for (uint32_t i = 0; i < args.count(); ++i) {
    HandleScope scope(iso.heap);
    const HandleValue next = iso.handle(Value(TRY(toString(iso, args.handle(iso, i)))));
    result.set(Value(TRY(concat(iso, result, next))));
  }
  return result;
}

Value stringRepeat(Isolate& iso, Args args) {
  THIS_TEXT("repeat");
  const double n = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (n < 0 || std::isinf(n)) {
    if (iso.options.nodeMajor < 20) return iso.raise(ErrorType::RangeError, "Invalid count value");
    return iso.raise(msg::InvalidCount, {numberToString(n)});
  }
  const uint32_t length = lengthOf(self);
  if (n == 0 || length == 0) return Value(iso.names.empty);
  if (n * length > String::kMaxLength) return iso.raise(msg::InvalidStringLength);
  const uint32_t count = uint32_t(n);
  if (count == 1) return self;
  iso.charge(uint64_t(count) * length / 8);
  const bool narrow = flatText(iso, self).oneByte;
  if (narrow) {
    OneByteString* out = newOneByteUninitialised(iso, count * length);
    const FlatText text = flatText(self.get().as<String>());
    for (uint32_t i = 0; i < count; ++i) std::copy_n(text.oneByte, length, out->chars() + size_t(i) * length);
    return Value(out);
  }
  TwoByteString* out = newTwoByteUninitialised(iso, count * length);
  const FlatText text = flatText(self.get().as<String>());
  for (uint32_t i = 0; i < count; ++i) std::copy_n(text.twoByte, length, out->chars() + size_t(i) * length);
  return Value(out);
}

Value pad(Isolate& iso, Args args, HandleValue self, bool atStart) {
  const uint64_t target = TRY(toLength(iso, args.handle(iso, 0)));
  const uint32_t length = lengthOf(self);
  if (target <= length) return self;
  std::u16string filler = u" ";
  if (!args[1].isUndefined()) filler = toUtf16(TRY(toString(iso, args.handle(iso, 1))));
  if (filler.empty()) return self;
  if (target > String::kMaxLength) return iso.raise(msg::InvalidStringLength);
  std::u16string padding;
  const size_t count = size_t(target - length);
  padding.reserve(count);
  while (padding.size() < count) padding.append(filler, 0, std::min(filler.size(), count - padding.size()));
  const HandleValue extra = iso.handle(Value(newStringUtf16(iso, padding)));
  return Value(TRY(atStart ? concat(iso, extra, self) : concat(iso, self, extra)));
}
Value stringPadStart(Isolate& iso, Args args) { THIS_TEXT("padStart"); return pad(iso, args, self, true); }
Value stringPadEnd(Isolate& iso, Args args) { THIS_TEXT("padEnd"); return pad(iso, args, self, false); }

// --- case and order ---

Value mapCase(Isolate& iso, HandleValue self, bool upper) {
  const FlatText text = flatText(iso, self);
  iso.charge(text.length / 4);
  bool ascii = text.oneByte, changes = false;
  for (uint32_t i = 0; ascii && i < text.length; ++i) {
    const char16_t c = text[i];
    ascii = c < 0x80;
    changes = changes || (upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z');
  }
  if (ascii) {
    if (!changes) return self;
    OneByteString* out = newOneByteUninitialised(iso, text.length);
    const FlatText again = flatText(self.get().as<String>());
    for (uint32_t i = 0; i < again.length; ++i) {
      const uint8_t c = again.oneByte[i];
      out->chars()[i] = upper ? (c >= 'a' && c <= 'z' ? c - 32 : c) : (c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return Value(out);
  }
  const std::u16string whole = toUtf16(self.get().as<String>());
  return Value(newStringUtf16(iso, upper ? toUpperCase(whole) : toLowerCase(whole)));
}
Value stringToLowerCase(Isolate& iso, Args args) { THIS_TEXT("toLowerCase"); return mapCase(iso, self, false); }
Value stringToUpperCase(Isolate& iso, Args args) { THIS_TEXT("toUpperCase"); return mapCase(iso, self, true); }
Value stringToLocaleLowerCase(Isolate& iso, Args args) { THIS_TEXT("toLocaleLowerCase"); return mapCase(iso, self, false); }
Value stringToLocaleUpperCase(Isolate& iso, Args args) { THIS_TEXT("toLocaleUpperCase"); return mapCase(iso, self, true); }

Value stringNormalize(Isolate& iso, Args args) {
  THIS_TEXT("normalize");
  NormalForm form = NormalForm::NFC;
  if (!args[0].isUndefined()) {
    const std::string name = toUtf8(TRY(toString(iso, args.handle(iso, 0))));
    if (name == "NFD") form = NormalForm::NFD;
    else if (name == "NFKC") form = NormalForm::NFKC;
    else if (name == "NFKD") form = NormalForm::NFKD;
    else if (name != "NFC") return iso.raise(msg::NormalizationForm);
  }
  return Value(newStringUtf16(iso, normalize(toUtf16(self.get().as<String>()), form)));
}

// The root collation's order as far as letters go: base letter, then accent, then lower before upper case; digits before
// letters, punctuation before digits.
struct CollationKey {
  int group;
  char32_t base;
};
CollationKey primaryKey(char16_t c) {
  const std::u16string lower = toLowerCase(normalize(std::u16string(1, c), NormalForm::NFD));
  const char32_t base = lower.empty() ? c : lower[0];
  if (base < 0x80 && !((base >= 'a' && base <= 'z') || (base >= '0' && base <= '9'))) {
    static constexpr std::u16string_view kPunctuation = u"_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
    const size_t at = kPunctuation.find(char16_t(base));
    return {base <= ' ' ? 0 : 1, at == std::u16string_view::npos ? base : char32_t(at)};
  }
  return {base >= '0' && base <= '9' ? 2 : 3, base};
}
Value stringLocaleCompare(Isolate& iso, Args args) {
  THIS_TEXT("localeCompare");
  const HandleValue other = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  const std::u16string a = normalize(toUtf16(self.get().as<String>()), NormalForm::NFC);
  const std::u16string b = normalize(toUtf16(other.get().as<String>()), NormalForm::NFC);
  const size_t shared = std::min(a.size(), b.size());
  for (size_t i = 0; i < shared; ++i) {
    const CollationKey x = primaryKey(a[i]), y = primaryKey(b[i]);
    if (x.group != y.group) return Value::int32(x.group < y.group ? -1 : 1);
    if (x.base != y.base) return Value::int32(x.base < y.base ? -1 : 1);
  }
  if (a.size() != b.size()) return Value::int32(a.size() < b.size() ? -1 : 1);
  const std::u16string la = toLowerCase(a), lb = toLowerCase(b);
  for (size_t i = 0; i < shared; ++i) // accents
    if (la[i] != lb[i]) return Value::int32(la[i] < lb[i] ? -1 : 1);
  for (size_t i = 0; i < shared; ++i) // lower case first
    if (a[i] != b[i]) return Value::int32(a[i] == la[i] ? -1 : 1);
  return Value::int32(0);
}

// --- methods that hand over to a regular expression ---

// The method `symbol` of argument 0 called with (self[, second]), or empty when there is none. Primitives are not asked
// for one since V8 9: only objects.
Value delegate(Isolate& iso, Args args, Symbol* symbol, std::optional<HandleValue> second = std::nullopt) {
  if (!isObject(args[0])) return Value::empty();
  const Value method = TRY(getMethod(iso, args.handle(iso, 0), iso.key(symbol)));
  if (method.isUndefined()) return Value::empty();
  const HandleValue kept = iso.handle(method);
  if (second) return iso.call(kept, args.handle(iso, 0), {args.thisValue(), *second});
  return iso.call(kept, args.handle(iso, 0), {args.thisValue()});
}
Completion<void> requireThis(Isolate& iso, Args args, std::string_view method) {
  if (args.thisValue().get().isNullish()) return iso.raise(msg::CalledOnNullish, {method});
  return {};
}
// The flags of a regular expression must contain g (matchAll, replaceAll).
Completion<void> requireGlobal(Isolate& iso, Args args, std::string_view method) {
  if (!isObject(args[0]) || !TRY(isRegExp(iso, args.handle(iso, 0)))) return {};
  const HandleValue flags = iso.handle(TRY(get(iso, Handle<Object>::fromRooted(args.handle(iso, 0)), iso.key(iso.names.flags))));
  if (flags.get().isNullish()) return iso.raise(msg::CalledOnNullish, {method});
  const std::string text = toUtf8(TRY(toString(iso, flags)));
  if (text.find('g') == std::string::npos) return iso.raise(msg::NeedsGlobal, {method});
  return {};
}
// Makes a RegExp of argument 0 and calls its method `symbol` with the text.
Value throughRegExp(Isolate& iso, Args args, HandleValue self, Symbol* symbol, const char* flags) {
  if (!iso.realm->has(Intrinsic::RegExp)) return iso.raise(msg::Unsupported, {"regular expressions"});
  const HandleValue flagText = flags ? iso.handle(Value(newString(iso, flags))) : iso.undefined();
  const HandleValue regexp = iso.handle(TRY(iso.construct(iso.intrinsic(Intrinsic::RegExp), {args.handle(iso, 0), flagText})));
  return iso.invoke(regexp, iso.key(symbol), {self});
}

Value stringMatch(Isolate& iso, Args args) {
  TRY(requireThis(iso, args, "String.prototype.match"));
  const Value delegated = TRY(delegate(iso, args, iso.symbols.match));
  if (!delegated.isEmpty()) return delegated;
  THIS_TEXT("match");
  return throughRegExp(iso, args, self, iso.symbols.match, nullptr);
}
Value stringMatchAll(Isolate& iso, Args args) {
  TRY(requireThis(iso, args, "String.prototype.matchAll"));
  TRY(requireGlobal(iso, args, "String.prototype.matchAll"));
  const Value delegated = TRY(delegate(iso, args, iso.symbols.matchAll));
  if (!delegated.isEmpty()) return delegated;
  THIS_TEXT("matchAll");
  return throughRegExp(iso, args, self, iso.symbols.matchAll, "g");
}
Value stringSearch(Isolate& iso, Args args) {
  TRY(requireThis(iso, args, "String.prototype.search"));
  const Value delegated = TRY(delegate(iso, args, iso.symbols.search));
  if (!delegated.isEmpty()) return delegated;
  THIS_TEXT("search");
  return throughRegExp(iso, args, self, iso.symbols.search, nullptr);
}

} // namespace

// §22.1.3.19.1 GetSubstitution
Completion<void> appendSubstitution(Isolate& iso, const SubstitutionContext& context, HandleValue replacement, StringBuilder* out) {
  const std::u16string pattern = toUtf16(replacement.get().as<String>());
  const auto part = [&](HandleValue string, uint32_t from, uint32_t to) {
    HandleScope scope(iso.heap);
    out->append(substring(iso, string, from, to));
  };
  const uint32_t matchEnd = std::min(context.position + context.matched.get().as<String>()->length, lengthOf(context.text));
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '$' || i + 1 == pattern.size()) {
      out->append(pattern[i]);
      continue;
    }
    const char16_t next = pattern[i + 1];
    if (next == '$') {
      out->append(char16_t('$'));
      ++i;
    } else if (next == '&') {
      out->append(context.matched.get().as<String>());
      ++i;
    } else if (next == '`') {
      part(context.text, 0, context.position);
      ++i;
    } else if (next == '\'') {
      part(context.text, matchEnd, lengthOf(context.text));
      ++i;
    } else if (next >= '0' && next <= '9') {
      const size_t count = context.captures.size();
      size_t digits = 1;
      size_t index = size_t(next - '0');
      if (i + 2 < pattern.size() && pattern[i + 2] >= '0' && pattern[i + 2] <= '9') {
        const size_t two = index * 10 + size_t(pattern[i + 2] - '0');
        if (two >= 1 && two <= count) {
          index = two;
          digits = 2;
        }
      }
      if (index < 1 || index > count) {
        out->append(char16_t('$'));
        continue;
      }
      const Value capture = context.captures[index - 1];
      if (!capture.isUndefined()) out->append(capture.as<String>());
      i += digits;
    } else if (next == '<' && !context.groups.get().isUndefined()) {
      const size_t close = pattern.find(u'>', i + 2);
      if (close == std::u16string::npos) {
        out->append(char16_t('$'));
        continue;
      }
      HandleScope scope(iso.heap);
      const HandleValue name = iso.handle(Value(internUtf16(iso, std::u16string_view(pattern).substr(i + 2, close - i - 2))));
      const HandleValue value = iso.handle(TRY(getV(iso, context.groups, PropertyKey::fromString(iso, name.get().as<String>()))));
      if (!value.get().isUndefined()) out->append(TRY(toString(iso, value)));
      i = close;
    } else {
      out->append(char16_t('$'));
    }
  }
  return {};
}

namespace {

// §22.1.3.19 and .20
Value replaceText(Isolate& iso, Args args, bool all) {
  const char* method = all ? "String.prototype.replaceAll" : "String.prototype.replace";
  TRY(requireThis(iso, args, method));
  if (all) {
    const Completion<void> global = requireGlobal(iso, args, "String.prototype.replaceAll");
    if (global.threw()) return Throw{};
  }
  const Value delegated = TRY(delegate(iso, args, iso.symbols.replace, args.handle(iso, 1)));
  if (!delegated.isEmpty()) return delegated;
  const HandleValue self = iso.handle(Value(TRY(thisText(iso, args, method))));
  const HandleValue pattern = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  const bool callable = isCallable(args[1]);
  const HandleValue replacement = callable ? args.handle(iso, 1) : iso.handle(Value(TRY(toString(iso, args.handle(iso, 1)))));
  std::vector<uint32_t> positions;
  const FlatPair flat = flatPair(iso, self, pattern);
  const uint32_t step = std::max<uint32_t>(1, flat.pattern.length);
  for (int64_t at = indexOfText(flat.text, flat.pattern, 0); at >= 0;) {
    positions.push_back(uint32_t(at));
    if (!all || uint64_t(at) + step > flat.text.length) break;
    at = indexOfText(flat.text, flat.pattern, uint32_t(at) + step);
  }
  if (positions.empty()) return self;
  StringBuilder out;
  uint32_t end = 0;
  const auto part = [&](uint32_t from, uint32_t to) {
    HandleScope scope(iso.heap);
    if (to > from) out.append(substring(iso, self, from, to));
  };
  for (const uint32_t position : positions) {
    HandleScope scope(iso.heap);
    part(end, position);
    if (callable) {
      const HandleValue at = iso.handle(Value::number(position));
      const HandleValue result = iso.handle(TRY(iso.call(replacement, iso.undefined(), {pattern, at, self})));
      out.append(TRY(toString(iso, result)));
    } else {
      TRY(appendSubstitution(iso, {pattern, self, position, {}, iso.undefined()}, replacement, &out));
    }
    end = position + lengthOf(pattern);
  }
  part(end, lengthOf(self));
  return Value(TRY(out.finish(iso)));
}
Value stringReplace(Isolate& iso, Args args) { return replaceText(iso, args, false); }
Value stringReplaceAll(Isolate& iso, Args args) { return replaceText(iso, args, true); }

// §22.1.3.23
Value stringSplit(Isolate& iso, Args args) {
  TRY(requireThis(iso, args, "String.prototype.split"));
  const Value delegated = TRY(delegate(iso, args, iso.symbols.split, args.handle(iso, 1)));
  if (!delegated.isEmpty()) return delegated;
  THIS_TEXT("split");
  const uint32_t limit = args[1].isUndefined() ? 0xffffffffu : TRY(toUint32(iso, args.handle(iso, 1)));
  const HandleValue separator = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  const Handle<ArrayObject> result = iso.handle(newArray(iso));
  if (limit == 0) return Value(result.get());
  if (args[0].isUndefined()) {
    TRY(arrayPush(iso, result, self));
    return Value(result.get());
  }
  const uint32_t length = lengthOf(self), step = lengthOf(separator);
  iso.charge(length);
  const auto push = [&](uint32_t from, uint32_t to) -> Completion<void> {
    HandleScope scope(iso.heap);
    return arrayPush(iso, result, iso.handle(Value(substring(iso, self, from, to))));
  };
  if (length == 0) {
    if (step > 0) TRY(arrayPush(iso, result, self));
    return Value(result.get());
  }
  if (step == 0) {
    ensureDenseCapacity(iso, result, std::min(limit, length));
    for (uint32_t i = 0; i < length && i < limit; ++i) TRY(push(i, i + 1));
    return Value(result.get());
  }
  uint32_t from = 0;
  for (;;) {
    const FlatPair flat = flatPair(iso, self, separator);
    const int64_t at = indexOfText(flat.text, flat.pattern, from);
    if (at < 0) break;
    TRY(push(from, uint32_t(at)));
    if (result->lengthU32() >= limit) return Value(result.get());
    from = uint32_t(at) + step;
  }
  TRY(push(from, length));
  return Value(result.get());
}

// --- Annex B.2.2: HTML ---

Value html(Isolate& iso, Args args, std::string_view method, const char* tag, const char* attribute) {
  const HandleValue self = iso.handle(Value(TRY(thisText(iso, args, method))));
  StringBuilder out;
  out.append("<");
  out.append(tag);
  if (*attribute) {
    String* value = TRY(toString(iso, args.handle(iso, 0)));
    out.append(" ");
    out.append(attribute);
    out.append("=\"");
    for (const char16_t c : toUtf16(value)) {
      if (c == '"') out.append("&quot;");
      else out.append(c);
    }
    out.append("\"");
  }
  out.append(">");
  out.append(self.get().as<String>());
  out.append("</");
  out.append(tag);
  out.append(">");
  return Value(TRY(out.finish(iso)));
}
#define HTML(function, method, tag, attribute)                                                                         \
  Value function(Isolate& iso, Args args) { return html(iso, args, "String.prototype." method, tag, attribute); }
HTML(stringAnchor, "anchor", "a", "name")
HTML(stringBig, "big", "big", "")
HTML(stringBlink, "blink", "blink", "")
HTML(stringBold, "bold", "b", "")
HTML(stringFixed, "fixed", "tt", "")
HTML(stringFontcolor, "fontcolor", "font", "color")
HTML(stringFontsize, "fontsize", "font", "size")
HTML(stringItalics, "italics", "i", "")
HTML(stringLink, "link", "a", "href")
HTML(stringSmall, "small", "small", "")
HTML(stringStrike, "strike", "strike", "")
HTML(stringSub, "sub", "sub", "")
HTML(stringSup, "sup", "sup", "")
#undef HTML

// --- the constructor ---

Value stringConstructor(Isolate& iso, Args args) {
  HandleValue text = iso.handle(Value(iso.names.empty));
  if (args.count() > 0) {
    if (!args.isConstruct() && isSymbol(args[0])) { // String(symbol) shows it
      StringBuilder out;
      out.append("Symbol(");
      const Value description = args[0].as<Symbol>()->description;
      if (description.isCell()) out.append(description.as<String>());
      out.append(")");
      return Value(TRY(out.finish(iso)));
    }
    text.set(Value(TRY(toString(iso, args.handle(iso, 0)))));
  }
  if (!args.isConstruct()) return text;
  auto* wrapper = TRY(createFromConstructor<PrimitiveWrapper>(iso, args, CellKind::PrimitiveWrapper, Intrinsic::StringPrototype));
  wrapper->value = text;
  return Value(wrapper);
}

Value fromCharCode(Isolate& iso, Args args) {
  if (args.count() == 1 && args[0].isInt32()) return Value(singleCharacter(iso, char16_t(args[0].asInt32())));
  std::u16string text;
  for (uint32_t i = 0; i < args.count(); ++i) text += char16_t(TRY(toUint32(iso, args.handle(iso, i))));
  return Value(newStringUtf16(iso, text));
}
Value fromCodePoint(Isolate& iso, Args args) {
  StringBuilder out;
  for (uint32_t i = 0; i < args.count(); ++i) {
    const double c = TRY(toNumber(iso, args.handle(iso, i)));
    if (!(c >= 0 && c <= 0x10ffff) || std::trunc(c) != c) {
      const HandleValue shown = iso.handle(Value(TRY(toString(iso, args.handle(iso, i)))));
      return iso.raise(msg::InvalidCodePoint, {toUtf8(shown.get().as<String>())});
    }
    out.appendCodePoint(char32_t(c));
  }
  return Value(TRY(out.finish(iso)));
}
Value raw(Isolate& iso, Args args) {
  const Handle<Object> cooked = iso.handle(TRY(toObject(iso, args.handle(iso, 0))));
  const HandleValue rawValue = iso.handle(TRY(get(iso, cooked, iso.key(iso.names.raw))));
  const Handle<Object> literals = iso.handle(TRY(toObject(iso, rawValue)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, literals));
  StringBuilder out;
  for (uint64_t i = 0; i < length; ++i) {
    HandleScope scope(iso.heap);
    const HandleValue piece = iso.handle(TRY(get(iso, literals, PropertyKey::fromIndex(uint32_t(i)))));
    out.append(TRY(toString(iso, piece)));
    if (i + 1 < length && i + 1 < args.count()) out.append(TRY(toString(iso, args.handle(iso, uint32_t(i + 1)))));
  }
  return Value(TRY(out.finish(iso)));
}

// §22.1.3.36
Value stringIterator(Isolate& iso, Args args) {
  const HandleValue self = iso.handle(Value(TRY(thisText(iso, args, "String.prototype[Symbol.iterator]"))));
  IteratorObject* iterator = newIterator(iso, IteratorType::String, Intrinsic::StringIteratorPrototype, self, Listing::Values);
  iterator->position = Value::int32(0);
  return Value(iterator);
}

Value stringToString(Isolate& iso, Args args) {
  Value self = args.thisValue();
  if (self.isCell() && self.asCell()->kind == CellKind::PrimitiveWrapper) self = self.as<PrimitiveWrapper>()->value;
  if (isString(self)) return self;
  return iso.raise(msg::NotA, {"String.prototype.toString", "String"});
}
Value stringValueOf(Isolate& iso, Args args) {
  Value self = args.thisValue();
  if (self.isCell() && self.asCell()->kind == CellKind::PrimitiveWrapper) self = self.as<PrimitiveWrapper>()->value;
  if (isString(self)) return self;
  return iso.raise(msg::NotA, {"String.prototype.valueOf", "String"});
}

} // namespace

void installString(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = iso.handle(newObjectOfKind(iso, CellKind::PrimitiveWrapper, sizeof(PrimitiveWrapper),
                                                              iso.intrinsic(Intrinsic::ObjectPrototype)));
  static_cast<PrimitiveWrapper*>(prototype.get())->value = Value(iso.names.empty);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "String", 1, stringConstructor, Intrinsic::String, prototype, Intrinsic::StringPrototype);
  defineMethods(iso, constructor, {{"fromCharCode", fromCharCode, 1}, {"fromCodePoint", fromCodePoint, 1}, {"raw", raw, 1}});
  defineMethods(iso, prototype,
                {{"anchor", stringAnchor, 1}, since(16, {"at", stringAt, 1}), {"big", stringBig, 0}, {"blink", stringBlink, 0}, {"bold", stringBold, 0},
                 {"charAt", stringCharAt, 1}, withFast({"charCodeAt", stringCharCodeAt, 1}, fastCharCodeAt), {"codePointAt", stringCodePointAt, 1},
                 {"concat", stringConcat, 1}, {"endsWith", stringEndsWith, 1}, {"fontcolor", stringFontcolor, 1},
                 {"fontsize", stringFontsize, 1}, {"fixed", stringFixed, 0}, {"includes", stringIncludes, 1}, {"indexOf", stringIndexOf, 1},
                 {"italics", stringItalics, 0}, {"lastIndexOf", stringLastIndexOf, 1}, {"link", stringLink, 1},
                 {"localeCompare", stringLocaleCompare, 1}, {"match", stringMatch, 1}, since(12, {"matchAll", stringMatchAll, 1}),
                 {"normalize", stringNormalize, 0}, {"padEnd", stringPadEnd, 1}, {"padStart", stringPadStart, 1}, {"repeat", stringRepeat, 1},
                 {"replace", stringReplace, 2}, since(16, {"replaceAll", stringReplaceAll, 2}), {"search", stringSearch, 1}, {"slice", stringSlice, 2},
                 {"small", stringSmall, 0}, {"split", stringSplit, 2}, {"strike", stringStrike, 0}, {"sub", stringSub, 0},
                 {"substr", stringSubstr, 2}, {"substring", stringSubstring, 2}, {"sup", stringSup, 0}, {"startsWith", stringStartsWith, 1},
                 {"toString", stringToString, 0}, {"trim", stringTrim, 0}, {"toLocaleLowerCase", stringToLocaleLowerCase, 0},
                 {"toLocaleUpperCase", stringToLocaleUpperCase, 0}, {"toLowerCase", stringToLowerCase, 0},
                 {"toUpperCase", stringToUpperCase, 0}, {"valueOf", stringValueOf, 0}});
  defineMethod(iso, prototype, iso.key(iso.symbols.iterator), 0, stringIterator);
  const auto trimAlias = [&](const char* name, const char* alias, NativeFn function) { // trimLeft is trimStart, the same function
    const HandleValue method = iso.handle(Value(newNativeFunction(iso, name, 0, function)));
    defineValue(iso, prototype, iso.key(name), method, kHidden);
    defineValue(iso, prototype, iso.key(alias), method, kHidden);
  };
  trimAlias("trimStart", "trimLeft", stringTrimStart);
  trimAlias("trimEnd", "trimRight", stringTrimEnd);
  if (iso.options.nodeMajor >= 20)
    defineMethods(iso, prototype, {{"isWellFormed", stringIsWellFormed, 0}, {"toWellFormed", stringToWellFormed, 0}});
}

} // namespace tickscope
