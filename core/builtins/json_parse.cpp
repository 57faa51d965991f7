// JSON.parse (ECMA-262 §25.5.1), with V8's messages.
#include <charconv>
#include <cstdlib>

#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/builtins/json.h"
#include "core/builtins/rooted_values.h"
#include "core/vm/conversions.h"
#include "core/vm/function.h"
#include "core/vm/text_numbers.h"

namespace tickscope {

namespace {

constexpr int kReviverContextSince = 22; // major version of Node
constexpr uint32_t kContext = 10; // characters shown on each side of a bad token

class JsonParser {
public:
  // `keepsSources`: source() tells afterwards how the primitive values are written in the text.
  JsonParser(Isolate& iso, HandleValue text, bool keepsSources = false)
      : iso_(iso), text_(text), source_(iso.handle(Value())), container_(iso.handle(Value())), sources_(iso.handle(Value())),
        name_(iso.handle(Value())), outer_(iso), length_(flatten(iso, text)->length), keepsSources_(keepsSources) {}

  // Of the value parsed last: a Box of a primitive and its text, or an array or object of what its parts have.
  Value source() const { return source_; }

  Value parse() {
    space();
    const Value value = TRY(parseValue());
    HandleValue kept = iso_.handle(value);
    space();
    if (at_ < length_) return failAt("Unexpected non-whitespace character after JSON at position ");
    return kept;
  }

  Completion<void> checkRaw() {
    static constexpr char kInvalid[] = "Invalid value for JSON.rawJSON";
    if (length_ == 0) return iso_.raise(ErrorType::SyntaxError, kInvalid);
    TRY(parsePrimitive());
    if (at_ < length_) return iso_.raise(ErrorType::SyntaxError, kInvalid);
    return {};
  }

private:
  // The text may move at every allocation: ask for it anew.
  FlatText flat() const { return flatText(text_.get().as<String>()); }
  char16_t peek() const { return at_ < length_ ? flat()[at_] : char16_t(0); }
  void space() {
    const FlatText text = flat();
    while (at_ < length_ && (text[at_] == ' ' || text[at_] == '\n' || text[at_] == '\r' || text[at_] == '\t')) ++at_;
  }

  // Until Node 18 all that V8 says is what stands there.
  Throw failAt(const char* what) { return iso_.options.nodeMajor < 20 ? unexpected() : failHere(what); }
  Throw failHere(const char* what) {
    std::string message = what + std::to_string(at_);
    if (iso_.options.nodeMajor >= 22) {
      uint32_t line = 1, column = 1;
      const FlatText text = flat();
      for (uint32_t i = 0; i < at_ && i < length_; ++i) {
        if (text[i] == '\r' && i + 1 < at_ && text[i + 1] == '\n') ++i;
        if (text[i] == '\n' || text[i] == '\r') ++line, column = 1;
        else ++column;
      }
      message += " (line " + std::to_string(line) + " column " + std::to_string(column) + ")";
    }
    return iso_.raise(ErrorType::SyntaxError, message);
  }
  Throw unexpected() {
    const std::u16string whole = toUtf16(text_.get().as<String>());
    const bool atEnd = at_ >= length_;
    const char16_t unit = atEnd ? u'\0' : whole[at_];
    if (!atEnd && unit == '"') return failHere("Unexpected string in JSON at position ");
    if (!atEnd && ((unit >= '0' && unit <= '9') || unit == '-')) return failHere("Unexpected number in JSON at position ");
    if (iso_.options.nodeMajor < 20 && !atEnd) {
      HandleScope scope(iso_.heap);
      const std::u16string token(1, unit);
      return iso_.raise(ErrorType::SyntaxError, "Unexpected token " + toUtf8(newStringUtf16(iso_, token)) + " in JSON at position " + std::to_string(at_));
    }
    // What comes of values that JSON cannot hold.
    for (const char16_t* special : {u"NaN", u"Infinity", u"undefined", u"[object Object]"})
      if (whole == special) return iso_.raise(ErrorType::SyntaxError, "\"" + toUtf8(text_.get().as<String>()) + "\" is not valid JSON");
    if (atEnd) return iso_.raise(msg::JsonEnd);
    std::u16string shown;
    if (length_ <= 2 * kContext) {
      shown = u"\"" + whole + u"\"";
    } else {
      const uint32_t from = at_ < kContext ? 0 : at_ - kContext;
      const uint32_t to = at_ + kContext >= length_ ? length_ : at_ + kContext;
      shown = (from ? u"...\"" : u"\"") + whole.substr(from, to - from) + (to < length_ ? u"\"..." : u"\"");
    }
    HandleScope scope(iso_.heap);
    std::u16string message = u"Unexpected token '";
    message += unit;
    message += u"', " + shown + u" is not valid JSON";
    return iso_.raise(ErrorType::SyntaxError, toUtf8(newStringUtf16(iso_, message)));
  }

  // Arrays and objects that are open lie in a list: however deep the text goes, the stack does not (as in V8).
  Value parseValue() {
    HandleScope scope(iso_.heap);
    HandleValue value = iso_.handle(Value());
    for (;;) {
      if (peek() == '[' || peek() == '{') {
        open(peek() == '[');
        ++at_;
        space();
        if (peek() != closer()) {
          if (!inArray()) TRY(parseName(true));
          continue;
        }
        ++at_;
        value.set(close());
      } else {
        value.set(TRY(parseLeaf()));
      }
      if (TRY(putInto(value))) return value;
    }
  }

  bool inArray() const { return container_.get().asCell()->kind == CellKind::ArrayObject; }
  char16_t closer() const { return inArray() ? u']' : u'}'; }
  void open(bool array) {
    for (const Value outer : {container_.get(), sources_.get(), name_.get()}) outer_.push(outer);
    container_.set(array ? Value(newArray(iso_)) : Value(newObject(iso_)));
    if (keepsSources_) sources_.set(array ? Value(newArray(iso_)) : Value(newObjectWithPrototype(iso_, iso_.null())));
  }
  Value close() {
    const Value whole = container_;
    source_.set(sources_);
    const size_t row = outer_.size() - 3;
    container_.set(outer_[row]);
    sources_.set(outer_[row + 1]);
    name_.set(outer_[row + 2]);
    outer_.resize(row);
    return whole;
  }
  // A value is whole: it goes into what is open, and that, if it is whole by this, into what is around it. True: nothing
  // is open any more, and `value` is all. False: the next value begins here.
  Completion<bool> putInto(HandleValue value) {
    while (outer_.size() > 0) {
      const bool array = inArray();
      TRY(add(container_, value));
      if (keepsSources_) TRY(add(sources_, source_));
      space();
      if (peek() == ',') {
        ++at_;
        space();
        if (!array) TRY(parseName(false));
        return false;
      }
      if (peek() != closer())
        return failAt(array ? "Expected ',' or ']' after array element in JSON at position " : "Expected ',' or '}' after property value in JSON at position ");
      ++at_;
      value.set(close());
    }
    return true;
  }
  Completion<void> add(HandleValue container, HandleValue value) {
    if (inArray()) return arrayPush(iso_, Handle<ArrayObject>::fromRooted(container), value);
    defineValue(iso_, Handle<Object>::fromRooted(container), PropertyKey::fromString(iso_, name_.get().as<String>()), value);
    return {};
  }
  // A property's name, up to where its value begins.
  Completion<void> parseName(bool first) {
    if (peek() != '"')
      return failAt(first ? "Expected property name or '}' in JSON at position " : "Expected double-quoted property name in JSON at position ");
    name_.set(TRY(parseString(true)));
    space();
    if (peek() != ':') { // V8 up to Node 20 says it of the first property only
      if (!first && iso_.options.nodeMajor < 22) return unexpected();
      return failAt("Expected ':' after property name in JSON at position ");
    }
    ++at_;
    space();
    return {};
  }

  Value parseLeaf() {
    if (!keepsSources_) return parsePrimitive();
    const uint32_t start = at_;
    HandleScope scope(iso_.heap);
    const HandleValue value = iso_.handle(TRY(parsePrimitive()));
    const HandleValue written = iso_.handle(Value(substring(iso_, text_, start, at_)));
    Box* pair = newBox(iso_, 2);
    pair->values()[0] = value;
    pair->values()[1] = written;
    source_.set(Value(pair));
    return value;
  }

  Value parsePrimitive() {
    switch (peek()) {
    case '"': return parseString(false);
    case 't': return word("true", Value::boolean(true));
    case 'f': return word("false", Value::boolean(false));
    case 'n': return word("null", Value::null());
    default:
      if (peek() == '-' || (peek() >= '0' && peek() <= '9')) return parseNumber();
      return unexpected();
    }
  }

  Value word(const char* text, Value value) {
    for (const char* c = text; *c; ++c, ++at_)
      if (peek() != char16_t(*c)) return unexpected();
    return value;
  }

  Value parseNumber() {
    const FlatText text = flat();
    const uint32_t start = at_;
    const auto digit = [&](uint32_t i) { return i < length_ && text[i] >= '0' && text[i] <= '9'; };
    uint32_t i = at_;
    if (text[i] == '-') ++i;
    if (!digit(i)) {
      at_ = i;
      return failAt("No number after minus sign in JSON at position ");
    }
    if (text[i] == '0' && digit(i + 1)) {
      at_ = i + 1;
      return failHere("Unexpected number in JSON at position ");
    }
    int64_t small = 0;
    const uint32_t firstDigit = i;
    while (digit(i)) small = i - firstDigit < 15 ? small * 10 + (text[i] - '0') : small, ++i;
    bool integer = true;
    if (i < length_ && text[i] == '.') {
      integer = false;
      if (!digit(++i)) {
        at_ = i;
        return failAt("Unterminated fractional number in JSON at position ");
      }
      while (digit(i)) ++i;
    }
    if (i < length_ && (text[i] | 32) == 'e') {
      integer = false;
      ++i;
      if (i < length_ && (text[i] == '+' || text[i] == '-')) ++i;
      if (!digit(i)) {
        at_ = i;
        return failAt("Exponent part is missing a number in JSON at position ");
      }
      while (digit(i)) ++i;
    }
    at_ = i;
    const bool negative = text[start] == '-';
    if (integer && i - firstDigit <= 15) {
      if (small == 0 && negative) return Value::float64(-0.0);
      return Value::number(double(negative ? -small : small));
    }
    uint32_t end;
    return Value::number(parseDecimalPrefix(text, {start, i}, &end));
  }

  // A string; as a property name it is interned.
  Value parseString(bool asName) {
    const FlatText text = flat();
    uint32_t i = ++at_;
    while (i < length_ && text[i] != '"' && text[i] != '\\' && text[i] >= 0x20) ++i;
    if (i < length_ && text[i] == '"') {
      const uint32_t start = at_;
      at_ = i + 1;
      if (asName) {
        if (text.oneByte) return Value(intern(iso_, std::string_view(reinterpret_cast<const char*>(text.oneByte) + start, i - start)));
        return Value(internUtf16(iso_, {text.twoByte + start, i - start}));
      }
      HandleScope scope(iso_.heap);
      return Value(substring(iso_, text_, start, i));
    }
    StringBuilder out;
    for (i = at_; i < length_; ++i) {
      const char16_t c = text[i];
      if (c == '"') {
        at_ = i + 1;
        String* string = TRY(out.finish(iso_));
        return Value(asName ? intern(iso_, string) : string);
      }
      if (c < 0x20) {
        at_ = i;
        return failAt("Bad control character in string literal in JSON at position ");
      }
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (++i >= length_) return iso_.raise(msg::JsonEnd);
      switch (text[i]) {
      case '"': case '\\': case '/': out.append(text[i]); break;
      case 'b': out.append(u'\b'); break;
      case 'f': out.append(u'\f'); break;
      case 'n': out.append(u'\n'); break;
      case 'r': out.append(u'\r'); break;
      case 't': out.append(u'\t'); break;
      case 'u': {
        int value = 0;
        for (int k = 0; k < 4; ++k) {
          const int d = ++i < length_ ? digitValue(text[i], 16) : -1;
          if (d < 0) {
            at_ = i;
            return failAt("Bad Unicode escape in JSON at position ");
          }
          value = value * 16 + d;
        }
        out.append(char16_t(value));
        break;
      }
      default: at_ = i; return failAt("Bad escaped character in JSON at position ");
      }
    }
    at_ = length_;
    return failAt("Unterminated string in JSON at position ");
  }

  Isolate& iso_;
  HandleValue text_, source_;
  HandleValue container_, sources_, name_; // the innermost array or object that is open, what source() will say of it, its property's name
  RootedValues outer_;                     // the same of those around it, three values each
  uint32_t length_;
  uint32_t at_ = 0;
  bool keepsSources_;
};

// What a part has, of what JsonParser::source() said of the whole.
Value sourceOfPart(HandleValue source, PropertyKey key) {
  return isObject(source) ? getOwnDataNoGc(source.get().as<Object>(), key) : Value();
}

// §25.5.1.1 InternalizeJSONProperty. `source` is what the text had in this place, or undefined.
Value internalize(Isolate& iso, Handle<Object> holder, PropertyKey name, HandleValue reviver, HandleValue source) {
  NativeDepth depth(iso);
  if (!depth) return iso.raise(msg::StackOverflow);
  HandleScope scope(iso.heap);
  HandleValue value = iso.handle(TRY(get(iso, holder, name)));
  if (isObject(value)) {
    const Handle<Object> object = Handle<Object>::fromRooted(value);
    const auto each = [&](PropertyKey key) -> Completion<void> {
      HandleScope inner(iso.heap);
      const HandleValue part = iso.handle(sourceOfPart(source, key));
      const Value result = TRY(internalize(iso, object, key, reviver, part));
      if (result.isUndefined()) TRY(deleteProperty(iso, object, key));
      else TRY(createDataProperty(iso, object, key, iso.handle(result)));
      return {};
    };
    if (TRY(isArray(iso, value))) {
      const uint64_t length = TRY(lengthOfArrayLike(iso, object));
      for (uint64_t i = 0; i < length; ++i) {
        HandleScope inner(iso.heap);
        TRY(each(TRY(toPropertyKey(iso, iso.handle(Value::number(i))))));
      }
    } else {
      KeyList keys(iso);
      TRY(enumerableOwnNames(iso, object, &keys));
      for (PropertyKey key : keys.keys) TRY(each(key));
    }
  }
  HandleValue keyValue = iso.handle(name.toValue(iso));
  if (iso.options.nodeMajor < kReviverContextSince) return iso.call(reviver, holder, {keyValue, value});
  const Handle<Object> context = iso.handle(newObject(iso));
  if (source.get().isCell() && source.get().asCell()->kind == CellKind::Box && sameValueNoGc(source.get().as<Box>()->values()[0], value))
    defineValue(iso, context, iso.key("source"), iso.handle(source.get().as<Box>()->values()[1]));
  return iso.call(reviver, holder, {keyValue, value, context});
}

} // namespace

Completion<void> enumerableOwnNames(Isolate& iso, Handle<Object> object, KeyList* out) {
  KeyList all(iso);
  TRY(ownPropertyKeys(iso, object, &all));
  for (PropertyKey key : all.keys) {
    if (key.isSymbol()) continue;
    HandleScope scope(iso.heap);
    PropertyDescriptor d;
    if (TRY(getOwnProperty(iso, object, key, &d)) && d.enumerable.value_or(false)) out->keys.push_back(key);
  }
  return {};
}

Completion<void> checkRawJson(Isolate& iso, HandleValue text) {
  HandleScope scope(iso.heap);
  return JsonParser(iso, text).checkRaw();
}

namespace {
uint64_t parsingNs(HandleValue text) { return uint64_t(text.get().as<String>()->length) * 2; } // V8 parses some 500 MB/s of JSON
} // namespace

Value jsonParseText(Isolate& iso, HandleValue text) {
  HandleScope scope(iso.heap);
  iso.charge(parsingNs(text));
  return JsonParser(iso, text).parse();
}

Value jsonParse(Isolate& iso, Args args) {
  const HandleValue text = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  if (!isCallable(args[1])) return jsonParseText(iso, text);
  iso.charge(parsingNs(text));
  JsonParser parser(iso, text, iso.options.nodeMajor >= kReviverContextSince);
  const HandleValue value = iso.handle(TRY(parser.parse())), source = iso.handle(parser.source());
  const Handle<Object> root = iso.handle(newObject(iso));
  defineValue(iso, root, iso.key(iso.names.empty), value);
  return internalize(iso, root, iso.key(iso.names.empty), args.handle(iso, 1), source);
}

} // namespace tickscope
