// util.inspect. Ordered: styles, names and prefixes, entries by kind of value, the value itself, options, the public face.
// The rules are those of lib/internal/util/inspect.js in Node 20; node-semantics §12 tells them in short.
#include "core/node/inspect.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "core/builtins/iterator.h"
#include "core/node/inspect_text.h"
#include "core/vm/bigint.h"
#include "core/vm/conversions.h"
#include "core/vm/function_code.h"
#include "core/vm/isolate.h"
#include "core/vm/ordered_table.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

namespace {

using Text = std::u16string;

enum class Style : uint8_t { Special, Number, BigInt, Boolean, Undefined, Null, String, Symbol, Date, RegExp, Module, Name };

// Terminal colours of each style, on and off (util.inspect.styles and util.inspect.colors).
struct StyleCodes {
  int on, off;
};
StyleCodes styleCodes(Style style) {
  switch (style) {
  case Style::Special: return {36, 39};   // cyan
  case Style::Number:
  case Style::BigInt:
  case Style::Boolean: return {33, 39};   // yellow
  case Style::Undefined: return {90, 39}; // grey
  case Style::Null: return {1, 22};       // bold
  case Style::String:
  case Style::Symbol: return {32, 39};    // green
  case Style::Date: return {35, 39};      // magenta
  case Style::RegExp: return {31, 39};    // red
  case Style::Module: return {4, 24};     // underline
  case Style::Name: break;
  }
  return {0, 0};
}

enum class Extras : uint8_t { Object, Array, ArrayEntry }; // what reduceToSingleString and formatProperty ask for

// The nth internal slot of an object (words after Object's own).
Value internalSlot(Value object, uint32_t n) { return Value::fromBits(object.asCell()->words()[3 + n]); }

Text utf16Of(Value string) { return toUtf16(string.as<String>()); }

Text moreItems(uint64_t count) {
  return widen("... " + std::to_string(count) + " more item" + (count > 1 ? "s" : ""));
}

// A name that can stand before a colon without quotes.
bool isBareName(const Text& name) {
  if (name.empty() || !(name[0] == '_' || (name[0] | 32) >= 'a') || (name[0] | 32) > 'z') {
    if (name.empty() || name[0] != '_') return false;
  }
  return std::all_of(name.begin(), name.end(), [](char16_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Text groupDigits(const std::string& digits) { // 1234567 → 1_234_567
  Text out;
  const size_t start = !digits.empty() && digits[0] == '-' ? 1 : 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > start && (digits.size() - i) % 3 == 0) out += u'_';
    out += char16_t(digits[i]);
  }
  return out;
}

Text numberText(double number, bool separator) {
  if (number == 0 && std::signbit(number)) return u"-0";
  const std::string text = numberToString(number);
  if (!separator || !std::isfinite(number) || text.find('e') != std::string::npos) return widen(text);
  const size_t point = text.find('.');
  if (point == std::string::npos) return groupDigits(text);
  Text out = groupDigits(text.substr(0, point)) + u".";
  const std::string fraction = text.substr(point + 1);
  for (size_t i = 0; i < fraction.size(); ++i) {
    if (i && i % 3 == 0) out += u'_';
    out += char16_t(fraction[i]);
  }
  return out;
}

class Inspector {
public:
  Inspector(Isolate& iso, const InspectOptions& options) : iso_(iso), options_(options) {}

  Completion<Text> formatValue(HandleValue value, int level);
  Text formatPrimitive(Value value);

private:
  Text style(Text text, Style style) const {
    if (!options_.colors || style == Style::Name) return text;
    const StyleCodes codes = styleCodes(style);
    return widen("\x1b[" + std::to_string(codes.on) + "m") + text + widen("\x1b[" + std::to_string(codes.off) + "m");
  }
  bool tooDeep(int level) const { return double(level) > options_.depth; }
  LineLayout layout() const { return {options_.breakLength, indentation_, options_.compact, options_.colors}; }

  Completion<std::optional<Text>> constructorName(Handle<Object> object, int level);
  Completion<Text> toStringTag(Handle<Object> object);
  static Text prefix(const std::optional<Text>& constructor, const Text& tag, const Text& fallback, const Text& size = {});
  Text plainPrefix(Handle<Object> object, const std::optional<Text>& constructor, const Text& tag);
  Completion<void> keysOf(Handle<Object> object, KeyList* keys, bool withoutIndices);
  Completion<Text> ownName(Handle<Object> function);

  Completion<Text> formatRaw(Handle<Object> object, int level);
  Completion<std::optional<Text>> customInspect(HandleValue original, Handle<Object> object, int level);
  Completion<Text> formatProxy(Handle<Object> proxy, int level);
  Completion<Text> formatProperty(Handle<Object> object, PropertyKey key, int level, Extras extras);
  Completion<Text> functionBase(Handle<Object> function, const std::optional<Text>& constructor, const Text& tag);
  Completion<Text> errorBase(Handle<Object> error, const std::optional<Text>& constructor, const Text& tag, KeyList* keys);
  Completion<Text> boxedBase(Handle<Object> box, const std::optional<Text>& constructor, const Text& tag, KeyList* keys);

  using Entries = std::vector<Text>;
  Completion<void> arrayEntries(Handle<Object> array, int level, Entries* out);
  Completion<void> setEntries(OrderedTable* table, int level, Entries* out);
  Completion<void> mapEntries(OrderedTable* table, int level, Entries* out);
  Completion<void> iteratorEntries(Handle<Object> iterator, bool pairs, int level, Entries* out);
  Completion<void> promiseEntries(Handle<Object> promise, int level, Entries* out);

  struct Indent {
    Inspector& inspector;
    int by;
    Indent(Inspector& i, int columns) : inspector(i), by(columns) { inspector.indentation_ += by; }
    ~Indent() { inspector.indentation_ -= by; }
  };

  Isolate& iso_;
  InspectOptions options_;
  int indentation_ = 0;
  int currentDepth_ = 0;
  std::vector<HandleValue> seen_;
  std::vector<HandleValue> circular_; // <ref *n> is entry n - 1
  std::map<int, size_t> budget_;      // characters produced by indentation: see kBudget
};

// Past this many characters on one level the rest is shown at minimum depth.
constexpr size_t kBudget = size_t(1) << 27;
// Strings up to this length are never split into lines.
constexpr size_t kMinLineLength = 16;

// --- names and prefixes ---

Completion<Text> Inspector::toStringTag(Handle<Object> object) {
  const PropertyKey key = iso_.key(iso_.symbols.toStringTag);
  const Value tag = TRY(get(iso_, object, key));
  if (!isString(tag) || tag.as<String>()->length == 0) return Text();
  HandleValue kept = iso_.handle(tag);
  PropertyDescriptor own;
  const bool isOwn = TRY(getOwnProperty(iso_, object, key, &own));
  if (isOwn && (options_.showHidden || own.enumerable.value_or(false))) return Text(); // it is listed as a property
  return utf16Of(kept);
}

Completion<Text> Inspector::ownName(Handle<Object> function) {
  const Value name = TRY(get(iso_, function, iso_.key(iso_.names.name)));
  return isString(name) ? utf16Of(name) : Text();
}

const char16_t* classOf(Object* object) {
  switch (object->kind) {
  case CellKind::ArrayObject: return u"Array";
  case CellKind::FunctionObject:
  case CellKind::NativeFunction:
  case CellKind::BoundFunction: return u"Function";
  case CellKind::ErrorObject: return u"Error";
  case CellKind::DateObject: return u"Date";
  case CellKind::RegExpObject: return u"RegExp";
  case CellKind::MapObject: return u"Map";
  case CellKind::SetObject: return u"Set";
  case CellKind::WeakMapObject: return u"WeakMap";
  case CellKind::WeakSetObject: return u"WeakSet";
  case CellKind::PromiseObject: return u"Promise";
  case CellKind::ArrayBufferObject: return u"ArrayBuffer";
  case CellKind::DataViewObject: return u"DataView";
  default: return u"Object";
  }
}

// The name of the first constructor along the prototype chain that the object is an instance of. Absent: a null prototype.
Completion<std::optional<Text>> Inspector::constructorName(Handle<Object> object, int level) {
  HandleScope scope(iso_.heap);
  Handle<Object> at = iso_.handle(object.get());
  HandleValue firstPrototype = iso_.handle(Value());
  for (;;) {
    PropertyDescriptor d;
    if (TRY(getOwnProperty(iso_, at, iso_.key(iso_.names.constructor), &d)) && d.value && isCallable(*d.value)) {
      const Text name = TRY(ownName(Handle<Object>::fromRooted(*d.value)));
      if (!name.empty()) {
        const Completion<bool> instance = ordinaryHasInstance(iso_, *d.value, object);
        if (threw(instance)) iso_.takeException();
        else if (const_cast<Completion<bool>&>(instance).value()) return std::optional<Text>(name);
      }
    }
    const Value parent = TRY(getPrototypeOf(iso_, at));
    if (firstPrototype.get().isUndefined()) firstPrototype.set(parent);
    if (parent.isNull()) break;
    at.set(parent.as<Object>());
  }
  if (firstPrototype.get().isNull()) return std::optional<Text>();
  const Text own = classOf(object);
  if (tooDeep(level)) return std::optional<Text>(own + u" <Complex prototype>");
  const std::optional<Text> parentName = TRY(constructorName(Handle<Object>::fromRooted(firstPrototype), level + 1));
  if (parentName) return std::optional<Text>(own + u" <" + *parentName + u">");
  InspectOptions shallow = options_;
  shallow.customInspect = false;
  shallow.depth = -1;
  return std::optional<Text>(own + u" <" + TRY(Inspector(iso_, shallow).formatValue(firstPrototype, 0)) + u">");
}

Text Inspector::prefix(const std::optional<Text>& constructor, const Text& tag, const Text& fallback, const Text& size) {
  if (!constructor) {
    const Text shown = u"[" + fallback + size + u": null prototype] ";
    return !tag.empty() && fallback != tag ? shown + u"[" + tag + u"] " : shown;
  }
  if (!tag.empty() && *constructor != tag) return *constructor + size + u" [" + tag + u"] ";
  return *constructor + size + u" ";
}

Text Inspector::plainPrefix(Handle<Object> object, const std::optional<Text>& constructor, const Text& tag) {
  Text fallback;
  if (!constructor) {
    fallback = classOf(object);
    if (fallback == tag) fallback = u"Object";
  }
  return prefix(constructor, tag, fallback);
}

// Enumerable own keys, or with showHidden all; symbols last. Indices are left out for arrays.
Completion<void> Inspector::keysOf(Handle<Object> object, KeyList* keys, bool withoutIndices) {
  KeyList all(iso_);
  TRY(ownPropertyKeys(iso_, object, &all));
  for (PropertyKey key : all.keys) {
    if (withoutIndices && key.isIndex()) continue;
    if (!options_.showHidden) {
      HandleScope scope(iso_.heap);
      PropertyDescriptor d;
      if (!TRY(getOwnProperty(iso_, object, key, &d)) || !d.enumerable.value_or(false)) continue;
    }
    keys->keys.push_back(key);
  }
  return {};
}

// --- primitives ---

Text Inspector::formatPrimitive(Value value) {
  if (isString(value)) {
    Text text = utf16Of(value), trailer;
    if (double(text.size()) > options_.maxStringLength) {
      const size_t kept = size_t(std::max(options_.maxStringLength, 0.0));
      const size_t rest = text.size() - kept;
      text.resize(kept);
      trailer = widen("... " + std::to_string(rest) + " more character" + (rest > 1 ? "s" : ""));
    }
    if (options_.compact != kCompactTrue && text.size() > kMinLineLength &&
        double(text.size()) > options_.breakLength - indentation_ - 4) {
      Text out;
      for (size_t at = 0; at < text.size();) {
        const size_t end = text.find(u'\n', at);
        const size_t next = end == Text::npos ? text.size() : end + 1;
        if (at) out += u" +\n" + Text(size_t(indentation_ + 2), u' ');
        out += style(quoteForInspect(text.substr(at, next - at)), Style::String);
        at = next;
      }
      return out + trailer;
    }
    return style(quoteForInspect(text), Style::String) + trailer;
  }
  if (value.isNumber()) return style(numberText(value.asNumber(), options_.numericSeparator), Style::Number);
  if (isBigInt(value)) {
    const std::string digits = bigintToString(value.as<BigInt>(), 10);
    return style((options_.numericSeparator ? groupDigits(digits) : widen(digits)) + u"n", Style::BigInt);
  }
  if (value.isBoolean()) return style(value.asBoolean() ? u"true" : u"false", Style::Boolean);
  if (value.isUndefined()) return style(u"undefined", Style::Undefined);
  if (value.isNull()) return style(u"null", Style::Null);
  const Value description = value.as<Symbol>()->description;
  return style(u"Symbol(" + (description.isCell() ? utf16Of(description) : Text()) + u")", Style::Symbol);
}

// --- functions, errors, boxes ---

bool looksLikeClass(const std::string& source) { return source.rfind("class", 0) == 0 && source.back() == '}'; }

Completion<Text> Inspector::functionBase(Handle<Object> function, const std::optional<Text>& constructor, const Text& tag) {
  if (looksLikeClass(functionSourceText(function))) {
    const bool hasName = TRY(hasOwnProperty(iso_, function, iso_.key(iso_.names.name)));
    Text name = hasName ? TRY(ownName(function)) : Text();
    Text base = u"class " + (name.empty() ? Text(u"(anonymous)") : name);
    if (constructor && *constructor != u"Function") base += u" [" + *constructor + u"]";
    if (!tag.empty() && (!constructor || *constructor != tag)) base += u" [" + tag + u"]";
    if (constructor) {
      const Value parent = TRY(getPrototypeOf(iso_, function));
      if (isObject(parent)) {
        const Text parentName = TRY(ownName(iso_.handle(parent.as<Object>())));
        if (!parentName.empty()) base += u" extends " + parentName;
      }
    } else {
      base += u" extends [null prototype]";
    }
    return u"[" + base + u"]";
  }
  Text type = u"Function";
  if (function->kind == CellKind::FunctionObject) {
    const FunctionCode* code = static_cast<FunctionObject*>(function.get())->code;
    if (code->isGenerator()) type = u"Generator" + type;
    if (code->isAsync()) type = u"Async" + type;
  }
  Text base = u"[" + type;
  if (!constructor) base += u" (null prototype)";
  const Text name = TRY(ownName(function));
  base += name.empty() ? Text(u" (anonymous)") : u": " + name;
  base += u"]";
  if (constructor && *constructor != type && *constructor != u"Function") base += u" " + *constructor;
  if (!tag.empty() && (!constructor || *constructor != tag)) base += u" [" + tag + u"]";
  return base;
}

Completion<Text> Inspector::boxedBase(Handle<Object> box, const std::optional<Text>& constructor, const Text& tag, KeyList* keys) {
  const Value value = static_cast<PrimitiveWrapper*>(box.get())->value;
  Text type = u"Symbol";
  Style color = Style::Symbol;
  if (isString(value)) {
    type = u"String";
    color = Style::String;
    keys->keys.erase(std::remove_if(keys->keys.begin(), keys->keys.end(), [](PropertyKey key) { return key.isIndex(); }),
                     keys->keys.end());
  } else if (value.isNumber()) {
    type = u"Number";
    color = Style::Number;
  } else if (value.isBoolean()) {
    type = u"Boolean";
    color = Style::Boolean;
  } else if (isBigInt(value)) {
    type = u"BigInt";
    color = Style::BigInt;
  }
  Text base = u"[" + type;
  if (!constructor) base += u" (null prototype)";
  else if (*constructor != type) base += u" (" + *constructor + u")";
  InspectOptions plain = options_;
  plain.colors = false;
  base += u": " + Inspector(iso_, plain).formatPrimitive(static_cast<PrimitiveWrapper*>(box.get())->value) + u"]";
  if (!tag.empty() && (!constructor || *constructor != tag)) base += u" [" + tag + u"]";
  return keys->keys.empty() ? style(base, color) : base;
}

// Frames that an error shares with its cause: where a run of more than three equal lines begins, and how long it is.
struct SharedRun {
  size_t offset = 0, length = 0;
};
SharedRun sharedRun(const std::vector<Text>& a, const std::vector<Text>& b) {
  for (size_t i = 0; i + 3 < a.size(); ++i) {
    const auto found = std::find(b.begin(), b.end(), a[i]);
    if (b.end() - found <= 3) continue;
    const size_t most = std::min(a.size() - i, size_t(b.end() - found));
    size_t length = 1;
    while (length < most && a[i + length] == found[ptrdiff_t(length)]) ++length;
    if (length > 3) return {i, length};
  }
  return {};
}

std::vector<Text> splitLines(const Text& text) {
  std::vector<Text> lines;
  for (size_t at = 0;;) {
    const size_t end = text.find(u'\n', at);
    lines.push_back(text.substr(at, end == Text::npos ? Text::npos : end - at));
    if (end == Text::npos) return lines;
    at = end + 1;
  }
}

Completion<Text> stackText(Isolate& iso, Handle<Object> error) {
  const Value stack = TRY(get(iso, error, iso.key(iso.names.stack)));
  if (toBoolean(stack)) return toUtf16(TRY(toString(iso, iso.handle(stack))));
  const Value name = TRY(get(iso, error, iso.key(iso.names.name)));
  const Text shownName = name.isUndefined() ? Text(u"Error") : toUtf16(TRY(toString(iso, iso.handle(name))));
  const Value message = TRY(get(iso, error, iso.key(iso.names.message)));
  const Text shownMessage = message.isUndefined() ? Text() : toUtf16(TRY(toString(iso, iso.handle(message))));
  if (shownName.empty()) return shownMessage;
  return shownMessage.empty() ? shownName : shownName + u": " + shownMessage;
}

bool endsWith(const Text& text, const Text& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// The first line of a stack names the class as it was when the error was made; show the constructor that it has now.
Text improveStack(Text stack, const std::optional<Text>& constructor, const Text& name, const Text& prefixed) {
  const bool regular = endsWith(name, u"Error") && stack.rfind(name, 0) == 0 &&
                       (stack.size() == name.size() || stack[name.size()] == ':' || stack[name.size()] == '\n');
  if (constructor && !regular) return stack;
  size_t length = name.size();
  if (!constructor) {
    // What looks like a class name at the start of the stack.
    size_t end = 0;
    while (end < stack.size() && stack[end] != ':' && stack[end] != '\n') ++end;
    length = end < stack.size() ? end : 0;
  }
  if (name == prefixed) return stack;
  if (prefixed.find(name) != Text::npos) return length == 0 ? prefixed + u": " + stack : prefixed + stack.substr(length);
  return prefixed + u" [" + name + u"]" + stack.substr(length);
}

Completion<Text> Inspector::errorBase(Handle<Object> error, const std::optional<Text>& constructor, const Text& tag, KeyList* keys) {
  const Value nameValue = TRY(get(iso_, error, iso_.key(iso_.names.name)));
  const Text name = nameValue.isNullish() ? Text(u"Error") : toUtf16(TRY(toString(iso_, iso_.handle(nameValue))));
  Text stack = TRY(stackText(iso_, error));

  if (!options_.showHidden && !keys->keys.empty()) // name, message and stack are hidden if the stack shows them
    for (String* hidden : {iso_.names.name, iso_.names.message, iso_.names.stack}) {
      const auto at = std::find(keys->keys.begin(), keys->keys.end(), PropertyKey::fromAtom(hidden));
      if (at == keys->keys.end()) continue;
      const Value shown = TRY(get(iso_, error, *at));
      if (isString(shown) && stack.find(utf16Of(shown)) != Text::npos) keys->keys.erase(at);
    }
  const auto listOnce = [&](String* atom) {
    const PropertyKey key = PropertyKey::fromAtom(atom);
    if (std::find(keys->keys.begin(), keys->keys.end(), key) == keys->keys.end()) keys->keys.push_back(key);
  };
  if (TRY(hasProperty(iso_, error, iso_.key(iso_.names.cause)))) listOnce(iso_.names.cause);
  const Value errors = TRY(get(iso_, error, iso_.key(iso_.names.errors)));
  if (TRY(isArray(iso_, iso_.handle(errors)))) listOnce(iso_.names.errors);

  Text prefixed = prefix(constructor, tag, u"Error");
  prefixed.pop_back();
  stack = improveStack(stack, constructor, name, prefixed);

  const Value message = TRY(get(iso_, error, iso_.key(iso_.names.message)));
  size_t from = 0;
  if (isString(message) && message.as<String>()->length) {
    const Text text = utf16Of(message);
    const size_t at = stack.find(text);
    if (at != Text::npos && at != 0) from = at + text.size();
  }
  const size_t frames = stack.find(u"\n    at", from);
  if (frames == Text::npos) {
    stack = u"[" + stack + u"]";
  } else {
    std::vector<Text> lines = splitLines(stack.substr(frames + 1));
    const Value cause = TRY(get(iso_, error, iso_.key(iso_.names.cause)));
    if (isObject(cause) && cause.asCell()->kind == CellKind::ErrorObject) {
      const Text causeStack = TRY(stackText(iso_, iso_.handle(cause.as<Object>())));
      const size_t causeFrames = causeStack.find(u"\n    at");
      if (causeFrames != Text::npos) {
        const SharedRun run = sharedRun(lines, splitLines(causeStack.substr(causeFrames + 1)));
        if (run.length > 0) {
          const size_t skipped = run.length - 2;
          const auto first = lines.begin() + ptrdiff_t(run.offset + 1);
          *first = style(widen("    ... " + std::to_string(skipped) + " lines matching cause stack trace ..."), Style::Undefined);
          lines.erase(first + 1, first + ptrdiff_t(skipped));
        }
      }
    }
    stack.resize(frames);
    for (const Text& line : lines) stack += u"\n" + line;
  }
  if (indentation_ == 0) return stack;
  Text indented;
  for (char16_t unit : stack) {
    indented += unit;
    if (unit == '\n') indented.append(size_t(indentation_), u' ');
  }
  return indented;
}

// --- entries of collections ---

Completion<void> Inspector::arrayEntries(Handle<Object> array, int level, Entries* out) {
  const uint64_t length = TRY(lengthOfArrayLike(iso_, array));
  const uint64_t most = uint64_t(std::min(std::max(options_.maxArrayLength, 0.0), double(length)));
  std::vector<PropertyKey> indices;
  KeyList keys(iso_);
  TRY(ownPropertyKeys(iso_, array, &keys));
  uint64_t index = 0;
  for (PropertyKey key : keys.keys) {
    if (!key.isIndex() || out->size() >= most) break;
    if (key.index() != index) { // holes count as one entry
      const uint64_t holes = key.index() - index;
      out->push_back(style(widen("<" + std::to_string(holes) + " empty item" + (holes > 1 ? "s" : "") + ">"), Style::Undefined));
      index = key.index();
      if (out->size() >= most) break;
    }
    out->push_back(TRY(formatProperty(array, key, level, Extras::ArrayEntry)));
    ++index;
  }
  const uint64_t remaining = length - index;
  if (remaining == 0) return {};
  if (out->size() < most)
    out->push_back(style(widen("<" + std::to_string(remaining) + " empty item" + (remaining > 1 ? "s" : "") + ">"), Style::Undefined));
  else
    out->push_back(moreItems(remaining));
  return {};
}

Completion<void> Inspector::setEntries(OrderedTable* raw, int level, Entries* out) {
  Handle<OrderedTable> table = iso_.handle(raw);
  Indent indent(*this, 2);
  const uint64_t size = table->liveCount();
  uint64_t shown = 0;
  for (uint32_t i = 0; i < table->usedCount(); ++i) {
    HandleScope scope(iso_.heap);
    HandleValue key = iso_.handle(table->keyAt(i));
    if (key.get().isEmpty()) continue;
    if (double(shown) >= options_.maxArrayLength) break;
    out->push_back(TRY(formatValue(key, level)));
    ++shown;
  }
  if (size > shown) out->push_back(moreItems(size - shown));
  return {};
}

Completion<void> Inspector::mapEntries(OrderedTable* raw, int level, Entries* out) {
  Handle<OrderedTable> table = iso_.handle(raw);
  Indent indent(*this, 2);
  const uint64_t size = table->liveCount();
  uint64_t shown = 0;
  for (uint32_t i = 0; i < table->usedCount(); ++i) {
    HandleScope scope(iso_.heap);
    HandleValue key = iso_.handle(table->keyAt(i));
    if (key.get().isEmpty()) continue;
    if (double(shown) >= options_.maxArrayLength) break;
    HandleValue value = iso_.handle(table->valueAt(i));
    const Text keyText = TRY(formatValue(key, level));
    out->push_back(keyText + u" => " + TRY(formatValue(value, level)));
    ++shown;
  }
  if (size > shown) out->push_back(moreItems(size - shown));
  return {};
}

struct IteratorPreview {
  OrderedTable* table; // null: exhausted
  uint32_t position;
  bool pairs, values;
};
IteratorPreview previewIterator(Object* object) {
  auto* iterator = static_cast<IteratorObject*>(object);
  const Listing listing = Listing(iterator->listing.asInt32());
  const bool live = iterator->target.isCell() && iterator->target.asCell()->kind == CellKind::OrderedTable;
  return {live ? iterator->target.as<OrderedTable>() : nullptr, live ? uint32_t(iterator->position.asInt32()) : 0,
          listing == Listing::Entries, listing == Listing::Values};
}

// What is left of a Map or Set iterator, without moving it.
Completion<void> Inspector::iteratorEntries(Handle<Object> iterator, bool pairs, int level, Entries* out) {
  const IteratorPreview preview = previewIterator(iterator);
  Indent indent(*this, 2);
  uint64_t shown = 0, left = 0;
  if (!preview.table) return {};
  HandleScope scope(iso_.heap);
  HandleValue keep = iso_.handle(Value(preview.table));
  OrderedTable* at = preview.table;
  uint32_t position = preview.position;
  for (; tableAdvanceNoGc(at, position); ++position) {
    keep.set(Value(at));
    if (double(shown) >= options_.maxArrayLength) {
      ++left;
      continue;
    }
    HandleScope inner(iso_.heap);
    HandleValue key = iso_.handle(at->keyAt(position));
    HandleValue value = iso_.handle(at->aux & OrderedTable::kHasValues ? at->valueAt(position) : at->keyAt(position));
    if (pairs) {
      Entries pair;
      pair.push_back(TRY(formatValue(key, level)));
      pair.push_back(TRY(formatValue(value, level)));
      out->push_back(joinEntries(layout(), pair, {}, u"[", u"]", currentDepth_ - level < options_.compact));
    } else {
      out->push_back(TRY(formatValue(preview.values ? value : key, level)));
    }
    ++shown;
    at = keep.get().as<OrderedTable>();
  }
  if (left) out->push_back(moreItems(left));
  return {};
}

Completion<void> Inspector::promiseEntries(Handle<Object> object, int level, Entries* out) {
  Handle<PromiseObject> promise = Handle<PromiseObject>::fromRooted(object);
  if (promise->isPending()) {
    out->push_back(style(u"<pending>", Style::Special));
    return {};
  }
  Indent indent(*this, 2);
  const Text result = TRY(formatValue(iso_.handle(promise->result), level));
  out->push_back(promise->isRejected() ? style(u"<rejected>", Style::Special) + u" " + result : result);
  return {};
}

// --- properties ---

Completion<Text> Inspector::formatProperty(Handle<Object> object, PropertyKey key, int level, Extras extras) {
  HandleScope scope(iso_.heap);
  PropertyDescriptor d;
  bool enumerable = true;
  if (TRY(getOwnProperty(iso_, object, key, &d))) {
    enumerable = d.enumerable.value_or(false);
  } else {
    d.value = iso_.handle(TRY(get(iso_, object, key)));
  }
  Text text, extra = u" ";
  const bool hasGetter = d.getter && !d.getter->get().isUndefined();
  const bool hasSetter = d.setter && !d.setter->get().isUndefined();
  if (d.value && !d.value->get().isUndefined()) {
    const int by = options_.compact != kCompactTrue || extras != Extras::Object ? 2 : 3;
    Indent indent(*this, by);
    text = TRY(formatValue(*d.value, level));
    if (by == 3 && options_.breakLength < double(displayWidth(text, options_.colors)))
      extra = u"\n" + Text(size_t(indentation_), u' ');
  } else if (hasGetter) {
    const Text label = hasSetter ? u"Getter/Setter" : u"Getter";
    using Getters = InspectOptions::Getters;
    const bool ask = options_.getters == Getters::All || (options_.getters == Getters::Get && !hasSetter) ||
                     (options_.getters == Getters::Set && hasSetter);
    if (!ask) {
      text = style(u"[" + label + u"]", Style::Special);
    } else {
      const Value result = iso_.call(*d.getter, object);
      if (result.isException()) {
        HandleValue error = iso_.handle(iso_.takeException());
        Text message;
        if (isObject(error)) {
          const Value m = TRY(get(iso_, Handle<Object>::fromRooted(error), iso_.key(iso_.names.message)));
          message = toUtf16(TRY(toString(iso_, iso_.handle(m))));
        }
        text = style(u"[" + label + u":", Style::Special) + u" <Inspection threw (" + message + u")>" + style(u"]", Style::Special);
      } else {
        Indent indent(*this, 2);
        HandleValue kept = iso_.handle(result);
        if (isObject(kept) && !isCallable(kept))
          text = style(u"[" + label + u"]", Style::Special) + u" " + TRY(formatValue(kept, level));
        else if (isCallable(kept)) text = style(u"[" + label + u":", Style::Special) + u" " + TRY(formatValue(kept, level)) + style(u"]", Style::Special);
        else text = style(u"[" + label + u":", Style::Special) + u" " + formatPrimitive(kept) + style(u"]", Style::Special);
      }
    }
  } else if (hasSetter) {
    text = style(u"[Setter]", Style::Special);
  } else {
    text = style(u"undefined", Style::Undefined);
  }
  if (extras == Extras::ArrayEntry) return text;

  Text name;
  if (key.isSymbol()) {
    const Text shown = style(escapeForInspect(widen("Symbol(") + (key.symbol()->description.isCell() ? utf16Of(key.symbol()->description) : Text()) + u")", true), Style::Symbol);
    // Node 24 shows symbol keys without brackets unless the property is hidden.
    name = iso_.options.nodeMajor >= 24 && enumerable ? shown : u"[" + shown + u"]";
  } else {
    const Text plain = widen(key.isIndex() ? std::to_string(key.index()) : std::string());
    const Text text16 = key.isIndex() ? plain : toUtf16(key.string());
    if (text16 == u"__proto__") name = u"['__proto__']";
    else if (!enumerable) name = u"[" + escapeForInspect(text16, true) + u"]";
    else if (isBareName(text16)) name = style(text16, Style::Name);
    else name = style(quoteForInspect(text16), Style::String);
  }
  return name + u":" + extra + text;
}

bool isStackOverflow(Isolate& iso, Value error) {
  if (!isObject(error) || error.asCell()->kind != CellKind::ErrorObject) return false;
  const Value message = getOwnDataNoGc(error.as<Object>(), iso.key(iso.names.message));
  return isString(message) && utf16Of(message) == widen(msg::StackOverflow.text);
}

// --- the value itself ---

Completion<std::optional<Text>> Inspector::customInspect(HandleValue original, Handle<Object> object, int level) {
  HandleScope scope(iso_.heap);
  HandleValue name = iso_.handle(Value(newString(iso_, "nodejs.util.inspect.custom")));
  const PropertyKey key = iso_.key(iso_.symbolFor(name.get().as<String>()));
  const Value maybe = TRY(get(iso_, object, key));
  if (!isCallable(maybe)) return std::optional<Text>();
  HandleValue custom = iso_.handle(maybe);
  HandleValue inspectValue = iso_.handle(Value(inspectFunction(iso_)));
  if (custom.get() == inspectValue.get()) return std::optional<Text>();
  // A prototype object is shown plainly: its methods expect an instance.
  const Value constructor = TRY(get(iso_, object, iso_.key(iso_.names.constructor)));
  if (isObject(constructor)) {
    const Value prototype = TRY(get(iso_, iso_.handle(constructor.as<Object>()), iso_.key(iso_.names.prototype)));
    if (prototype == Value(object.get())) return std::optional<Text>();
  }
  Handle<Object> options = iso_.handle(newObject(iso_));
  const auto give = [&](const char* member, Value value) {
    HandleScope inner(iso_.heap);
    HandleValue kept = iso_.handle(value);
    defineValue(iso_, options, iso_.key(member), kept);
  };
  const double depthLeft = options_.depth - level;
  const Value depth = std::isinf(options_.depth) ? Value::float64(options_.depth) : Value::number(depthLeft);
  give("showHidden", Value::boolean(options_.showHidden));
  give("depth", depth);
  give("colors", Value::boolean(options_.colors));
  give("customInspect", Value::boolean(options_.customInspect));
  give("showProxy", Value::boolean(options_.showProxy));
  give("maxArrayLength", Value::number(options_.maxArrayLength));
  give("maxStringLength", Value::number(options_.maxStringLength));
  give("breakLength", Value::number(options_.breakLength));
  give("compact", options_.compact == kCompactTrue ? Value::boolean(true) : options_.compact == 0 ? Value::boolean(false) : Value::int32(options_.compact));
  give("sorted", Value::boolean(options_.sorted));
  give("getters", Value::boolean(options_.getters == InspectOptions::Getters::All));
  give("numericSeparator", Value::boolean(options_.numericSeparator));
  NativeFunction* stylize = newNativeFunction(iso_, "stylize", 2, [](Isolate& iso, Args args) -> Value {
    return Value(TRY(toString(iso, args.handle(iso, 0))));
  });
  give("stylize", Value(stylize));
  HandleValue result = iso_.handle(TRY(iso_.call(custom, original, {iso_.handle(depth), options, inspectValue})));
  if (result.get() == original.get()) return std::optional<Text>();
  if (!isString(result)) return std::optional<Text>(TRY(formatValue(result, level)));
  Text out;
  for (char16_t unit : utf16Of(result)) {
    out += unit;
    if (unit == '\n') out.append(size_t(indentation_), u' ');
  }
  return std::optional<Text>(out);
}

Completion<Text> Inspector::formatProxy(Handle<Object> proxy, int level) {
  if (tooDeep(level)) return style(u"Proxy [Array]", Style::Special);
  Indent indent(*this, 2);
  Entries entries;
  entries.push_back(TRY(formatValue(iso_.handle(internalSlot(proxy, 0)), level + 1)));
  entries.push_back(TRY(formatValue(iso_.handle(internalSlot(proxy, 1)), level + 1)));
  indentation_ -= 2;
  const Text text = joinEntries(layout(), entries, {}, u"Proxy [", u"]", currentDepth_ - (level + 1) < options_.compact);
  indentation_ += 2;
  return text;
}

Completion<Text> Inspector::formatValue(HandleValue value, int level) {
  if (!isObject(value)) return formatPrimitive(value);
  NativeDepth depth(iso_);
  if (!depth) return iso_.raise(msg::StackOverflow);
  iso_.charge(200); // walking an object in JavaScript takes about that per node
  HandleScope scope(iso_.heap);
  Handle<Object> object = iso_.handle(value.get().as<Object>());
  bool wasProxy = false;
  while (object->kind == CellKind::ProxyObject) {
    wasProxy = true;
    if (internalSlot(object, 0).isNull()) return style(u"<Revoked Proxy>", Style::Special);
    if (options_.showProxy) return formatProxy(object, level);
    object.set(internalSlot(object, 0).as<Object>());
  }
  if (options_.customInspect)
    if (std::optional<Text> custom = TRY(customInspect(value, object, level))) return *custom;
  for (HandleValue& seen : seen_) {
    if (seen.get() != Value(object.get())) continue;
    size_t n = 0;
    while (n < circular_.size() && circular_[n].get() != Value(object.get())) ++n;
    if (n == circular_.size()) circular_.push_back(seen);
    return style(widen("[Circular *" + std::to_string(n + 1) + "]"), Style::Special);
  }
  if (wasProxy && iso_.options.nodeMajor >= 26) return u"Proxy(" + TRY(formatRaw(object, level)) + u")";
  return formatRaw(object, level);
}

Completion<Text> Inspector::formatRaw(Handle<Object> object, int level) {
  const std::optional<Text> constructor = TRY(constructorName(object, level));
  const Text tag = TRY(toStringTag(object));
  KeyList keys(iso_);
  Text base, open = u"{", close = u"}";
  Extras extras = Extras::Object;
  const auto sized = [](uint64_t size) { return widen("(" + std::to_string(size) + ")"); };
  using Formatter = Completion<void> (Inspector::*)(Handle<Object>, int, Entries*);
  Formatter formatter = nullptr;
  OrderedTable* table = nullptr; // of a Map or Set
  bool weak = false, iteratorPairs = false;
  bool numeric = false;

  const CellKind kind = object->kind;
  const bool plainKeys = kind != CellKind::ArrayObject;
  TRY(keysOf(object, &keys, !plainKeys));
  const bool noKeys = keys.keys.empty();

  if (kind == CellKind::ArrayObject) {
    const uint64_t length = static_cast<ArrayObject*>(object.get())->lengthU32();
    const bool ordinary = constructor && *constructor == u"Array" && tag.empty();
    open = (ordinary ? Text() : prefix(constructor, tag, u"Array", sized(length))) + u"[";
    close = u"]";
    if (length == 0 && noKeys) return open + u"]";
    extras = Extras::Array;
    formatter = &Inspector::arrayEntries;
  } else if (kind == CellKind::SetObject || kind == CellKind::MapObject) {
    table = internalSlot(object, 0).as<OrderedTable>();
    open = prefix(constructor, tag, kind == CellKind::SetObject ? u"Set" : u"Map", sized(table->liveCount())) + u"{";
    if (table->liveCount() == 0 && noKeys) return open + u"}";
  } else if (kind == CellKind::IteratorObject && (tag == u"Map Iterator" || tag == u"Set Iterator")) {
    iteratorPairs = previewIterator(object).pairs;
    open = u"[" + Text(tag, 0, 3) + (iteratorPairs ? u" Entries] {" : u" Iterator] {");
    weak = true; // formatted below
  } else if (isCallable(Value(object.get()))) {
    base = TRY(functionBase(object, constructor, tag));
    if (noKeys) return style(base, Style::Special);
  } else if (kind == CellKind::ArgumentsObject) {
    open = u"[Arguments] [";
    close = u"]";
    KeyList named(iso_);
    TRY(keysOf(object, &named, true));
    keys.keys = named.keys;
    if (TRY(lengthOfArrayLike(iso_, object)) == 0 && keys.keys.empty()) return open + u"]";
    extras = Extras::Array;
    formatter = &Inspector::arrayEntries;
  } else if (constructor && *constructor == u"Object" && kind == CellKind::PlainObject) {
    if (!tag.empty()) open = prefix(constructor, tag, u"Object") + u"{";
    if (noKeys) return open + u"}";
  } else if (kind == CellKind::RegExpObject) {
    base = toUtf16(TRY(toString(iso_, object)));
    const Text shown = prefix(constructor, tag, u"RegExp");
    if (shown != u"RegExp ") base = shown + base;
    if (noKeys || tooDeep(level)) return style(base, Style::RegExp);
  } else if (kind == CellKind::DateObject) {
    const double time = internalSlot(object, 0).asNumber();
    const char* method = std::isnan(time) ? "toString" : "toISOString";
    HandleValue native = iso_.handle(TRY(get(iso_, iso_.intrinsic(Intrinsic::DatePrototype), iso_.key(method))));
    base = utf16Of(TRY(iso_.call(native, object)));
    const Text shown = prefix(constructor, tag, u"Date");
    if (shown != u"Date ") base = shown + base;
    if (noKeys) return style(base, Style::Date);
  } else if (kind == CellKind::ErrorObject) {
    base = TRY(errorBase(object, constructor, tag, &keys));
    if (keys.keys.empty()) return base;
  } else if (kind == CellKind::PromiseObject) {
    open = prefix(constructor, tag, u"Promise") + u"{";
    formatter = &Inspector::promiseEntries;
  } else if (kind == CellKind::WeakSetObject || kind == CellKind::WeakMapObject) {
    open = prefix(constructor, tag, kind == CellKind::WeakSetObject ? u"WeakSet" : u"WeakMap") + u"{";
    weak = true;
  } else if (kind == CellKind::ModuleNamespaceObject) {
    open = prefix(constructor, tag, u"Module") + u"{";
  } else if (kind == CellKind::PrimitiveWrapper) {
    base = TRY(boxedBase(object, constructor, tag, &keys));
    if (keys.keys.empty()) return base;
  } else {
    open = plainPrefix(object, constructor, tag) + u"{";
    if (noKeys) return open + u"}";
  }

  if (tooDeep(level)) {
    Text name = plainPrefix(object, constructor, tag);
    name.pop_back();
    return style(constructor ? u"[" + name + u"]" : name, Style::Special);
  }
  const int inner = level + 1;
  seen_.push_back(object);
  currentDepth_ = inner;
  const int indentationBefore = indentation_;
  Entries entries;
  const auto fill = [&]() -> Completion<void> {
    if (table && kind == CellKind::SetObject) TRY(setEntries(table, inner, &entries));
    else if (table) TRY(mapEntries(table, inner, &entries));
    else if (weak && kind == CellKind::IteratorObject) TRY(iteratorEntries(object, iteratorPairs, inner, &entries));
    else if (weak) entries.push_back(style(u"<items unknown>", Style::Special));
    else if (formatter) TRY((this->*formatter)(object, inner, &entries));
    for (PropertyKey key : keys.keys) {
      HandleScope scope(iso_.heap);
      entries.push_back(TRY(formatProperty(object, key, inner, extras)));
    }
    return {};
  };
  Completion<void> filled = fill();
  if (filled.threw()) {
    // Node catches running out of stack inside, and says so in the place of the value.
    if (!iso_.terminating && isStackOverflow(iso_, iso_.pendingException)) {
      iso_.takeException();
      seen_.pop_back();
      indentation_ = indentationBefore;
      Text name = plainPrefix(object, constructor, tag);
      name.pop_back();
      return style(u"[" + name + u": Inspection interrupted prematurely. Maximum call stack size exceeded.]", Style::Special);
    }
    return Throw{};
  }
  for (size_t n = 0; n < circular_.size(); ++n) {
    if (circular_[n].get() != Value(object.get())) continue;
    const Text reference = style(widen("<ref *" + std::to_string(n + 1) + ">"), Style::Special);
    if (options_.compact != kCompactTrue) base = base.empty() ? reference : reference + u" " + base;
    else open = reference + u" " + open;
  }
  seen_.pop_back();
  if (options_.sorted) {
    if (extras == Extras::Object) std::sort(entries.begin(), entries.end());
    else if (keys.keys.size() > 1) std::sort(entries.end() - ptrdiff_t(keys.keys.size()), entries.end());
  }

  const size_t before = entries.size();
  if (options_.compact >= 1 && extras == Extras::Array && entries.size() > 6) {
    if (kind == CellKind::ArrayObject || kind == CellKind::ArgumentsObject) {
      numeric = true;
      for (uint32_t i = 0; i < entries.size() && numeric; ++i) {
        const Value element = getDenseElementNoGc(object, i);
        numeric = element.isNumber() || isBigInt(element);
      }
    }
    entries = groupEntries(layout(), std::move(entries), numeric, options_.maxArrayLength < double(before));
  }
  const bool mayCombine = options_.compact >= 1 && currentDepth_ - inner < options_.compact && before == entries.size();
  Text text = joinEntries(layout(), entries, base, open, close, mayCombine);
  size_t& spent = budget_[indentation_];
  spent += text.size();
  if (spent > kBudget) options_.depth = -1;
  return text;
}

} // namespace

// --- the public face ---

Completion<std::u16string> inspect(Isolate& iso, HandleValue value, const InspectOptions& options) {
  return Inspector(iso, options).formatValue(value, 0);
}

Completion<InspectOptions> readInspectOptions(Isolate& iso, HandleValue given, InspectOptions options) {
  if (!isObject(given)) return options;
  HandleScope scope(iso.heap);
  Handle<Object> object = Handle<Object>::fromRooted(given);
  const auto member = [&](const char* name) { return get(iso, object, iso.key(name)); };
  const auto limit = [&](const char* name, double* out) -> Completion<void> {
    const Value v = TRY(member(name));
    if (v.isNull()) *out = std::numeric_limits<double>::infinity();
    else if (v.isNumber()) *out = v.asNumber();
    return {};
  };
  const auto flag = [&](const char* name, bool* out) -> Completion<void> {
    const Value v = TRY(member(name));
    if (!v.isUndefined()) *out = toBoolean(v);
    return {};
  };
  TRY(limit("depth", &options.depth));
  TRY(limit("maxArrayLength", &options.maxArrayLength));
  TRY(limit("maxStringLength", &options.maxStringLength));
  TRY(limit("breakLength", &options.breakLength));
  TRY(flag("showHidden", &options.showHidden));
  TRY(flag("colors", &options.colors));
  TRY(flag("customInspect", &options.customInspect));
  TRY(flag("showProxy", &options.showProxy));
  TRY(flag("sorted", &options.sorted));
  TRY(flag("numericSeparator", &options.numericSeparator));
  const Value compact = TRY(member("compact"));
  if (compact.isBoolean()) options.compact = compact.asBoolean() ? kCompactTrue : 0;
  else if (compact.isNumber()) options.compact = int(compact.asNumber());
  HandleValue getters = iso.handle(TRY(member("getters")));
  if (isString(getters)) options.getters = utf16Of(getters) == u"get" ? InspectOptions::Getters::Get : InspectOptions::Getters::Set;
  else if (toBoolean(getters)) options.getters = InspectOptions::Getters::All;
  return options;
}

} // namespace tickscope
