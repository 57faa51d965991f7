// JSON.stringify (ECMA-262 §25.5.2).
#include <cmath>
#include <vector>

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/builtins/json.h"
#include "core/vm/conversions.h"
#include "core/vm/function.h"

namespace tickscope {

namespace {

class JsonWriter {
public:
  JsonWriter(Isolate& iso, HandleValue replacer) : iso_(iso), replacer_(replacer), names_(iso) {}

  Completion<void> prepare(HandleValue replacer, HandleValue space);
  // §25.5.2.2 SerializeJSONProperty; false: undefined.
  Completion<bool> property(HandleValue holder, PropertyKey key, HandleValue value);
  Completion<String*> finish() { return out_.finish(iso_); }

private:
  void quote(String* string);
  Completion<void> object(Handle<Object> object);
  Completion<void> array(Handle<Object> array);
  void newline() {
    if (gap_.empty()) return;
    out_.append(char16_t('\n'));
    out_.append(std::u16string_view(indent_));
  }
  Throw circular(Handle<Object> object);

  Isolate& iso_;
  HandleValue replacer_;
  bool hasReplacer_ = false, hasNames_ = false;
  KeyList names_;
  std::u16string gap_, indent_;
  StringBuilder out_;
  struct Level {
    Handle<Object> object;
    PropertyKey key; // the property that is being written
  };
  std::vector<Level> stack_;
};

void JsonWriter::quote(String* string) {
  out_.append(char16_t('"'));
  HandleScope scope(iso_.heap);
  const FlatText text = flatText(iso_, iso_.handle(Value(string)));
  static constexpr char kHex[] = "0123456789abcdef";
  const auto unicode = [&](char16_t c) {
    out_.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) out_.append(char16_t(kHex[c >> shift & 15]));
  };
  uint32_t plain = 0;
  const auto flush = [&](uint32_t to) {
    if (to == plain) return;
    if (text.oneByte) out_.append(std::string_view(reinterpret_cast<const char*>(text.oneByte) + plain, to - plain));
    else out_.append(std::u16string_view(text.twoByte + plain, to - plain));
  };
  for (uint32_t i = 0; i < text.length; ++i) {
    const char16_t c = text[i];
    const bool surrogate = c >= 0xd800 && c < 0xe000;
    if (c >= 0x20 && c != '"' && c != '\\' && !surrogate) continue;
    if (surrogate) {
      const bool high = c < 0xdc00;
      if (high && i + 1 < text.length && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000) {
        ++i;
        continue;
      }
    }
    flush(i);
    plain = i + 1;
    switch (c) {
    case '"': out_.append("\\\""); break;
    case '\\': out_.append("\\\\"); break;
    case '\b': out_.append("\\b"); break;
    case '\f': out_.append("\\f"); break;
    case '\n': out_.append("\\n"); break;
    case '\r': out_.append("\\r"); break;
    case '\t': out_.append("\\t"); break;
    default: unicode(c);
    }
  }
  flush(text.length);
  out_.append(char16_t('"'));
}

Completion<void> JsonWriter::prepare(HandleValue replacer, HandleValue spaceValue) {
  if (isCallable(replacer)) {
    hasReplacer_ = true;
  } else if (TRY(isArray(iso_, replacer))) {
    hasNames_ = true;
    const Handle<Object> list = Handle<Object>::fromRooted(replacer);
    const uint64_t length = TRY(lengthOfArrayLike(iso_, list));
    for (uint64_t i = 0; i < length; ++i) {
      HandleScope scope(iso_.heap);
      HandleValue item = iso_.handle(TRY(get(iso_, list, PropertyKey::fromIndex(uint32_t(i)))));
      bool name = isString(item) || item.get().isNumber();
      if (isObject(item) && item.get().asCell()->kind == CellKind::PrimitiveWrapper) {
        const Value inner = item.get().as<PrimitiveWrapper>()->value;
        name = isString(inner) || inner.isNumber();
      }
      if (!name) continue;
      HandleValue text = iso_.handle(Value(TRY(toString(iso_, item))));
      const PropertyKey key = PropertyKey::fromString(iso_, text.get().as<String>());
      bool known = false;
      for (PropertyKey other : names_.keys) known = known || other == key;
      if (!known) names_.keys.push_back(key);
    }
  }
  HandleValue space = iso_.handle(spaceValue.get());
  if (isObject(space) && space.get().asCell()->kind == CellKind::PrimitiveWrapper) {
    const Value inner = space.get().as<PrimitiveWrapper>()->value;
    if (inner.isNumber()) space.set(Value::number(TRY(toNumber(iso_, space))));
    else if (isString(inner)) space.set(Value(TRY(toString(iso_, space))));
  }
  if (space.get().isNumber()) {
    const double n = std::min(10.0, TRY(toIntegerOrInfinity(iso_, space)));
    if (n >= 1) gap_.assign(size_t(n), u' ');
  } else if (isString(space)) {
    gap_ = toUtf16(space.get().as<String>()).substr(0, 10);
  }
  return {};
}

// The path that led back: V8 shows its first steps and its last one.
Throw JsonWriter::circular(Handle<Object> object) {
  const auto constructorOf = [&](Handle<Object> o) -> std::string {
    HandleScope scope(iso_.heap);
    const Value c = get(iso_, o, iso_.key(iso_.names.constructor));
    if (c.isException()) {
      iso_.takeException();
      return "Object";
    }
    return isCallable(c) ? functionDebugName(c.as<Object>()) : "Object";
  };
  const auto propertyText = [](PropertyKey key) {
    return key.isIndex() ? "index " + std::to_string(key.index()) : "property '" + describeKey(key) + "'";
  };
  size_t start = 0;
  while (stack_[start].object.get() != object.get()) ++start;
  std::string text = "Converting circular structure to JSON\n    --> starting at object with constructor '" + constructorOf(object) + "'";
  const size_t last = stack_.size() - 1;
  const auto line = [&](size_t i) {
    text += "\n    |     " + propertyText(stack_[i - 1].key) + " -> object with constructor '" + constructorOf(stack_[i].object) + "'";
  };
  constexpr size_t kShownFirst = 2;
  for (size_t i = start + 1; i <= last && i <= start + kShownFirst; ++i) line(i);
  if (last > start + kShownFirst + 1) text += "\n    |     ...";
  if (last > start + kShownFirst) line(last);
  text += "\n    --- " + propertyText(stack_[last].key) + " closes the circle";
  return iso_.raise(ErrorType::TypeError, text);
}

Completion<bool> JsonWriter::property(HandleValue holder, PropertyKey key, HandleValue given) {
  NativeDepth depth(iso_);
  if (!depth) return iso_.raise(msg::StackOverflow);
  HandleScope scope(iso_.heap);
  HandleValue value = iso_.handle(given.get());
  if (isObject(value) || isBigInt(value)) {
    const Value toJson = TRY(getV(iso_, value, iso_.key(iso_.names.toJSON)));
    if (isCallable(toJson)) {
      HandleValue method = iso_.handle(toJson);
      HandleValue keyValue = iso_.handle(key.toValue(iso_));
      value.set(TRY(iso_.call(method, value, {keyValue})));
    }
  }
  if (hasReplacer_) {
    HandleValue keyValue = iso_.handle(key.toValue(iso_));
    HandleValue self = holder;
    if (holder.get().isUndefined()) { // the wrapper { "": value }
      const Handle<Object> wrapper = iso_.handle(newObject(iso_));
      defineValue(iso_, wrapper, iso_.key(iso_.names.empty), value);
      self = wrapper;
    }
    value.set(TRY(iso_.call(replacer_, self, {keyValue, value})));
  }
  if (isObject(value) && value.get().asCell()->kind == CellKind::PrimitiveWrapper) {
    const Value inner = value.get().as<PrimitiveWrapper>()->value;
    if (inner.isNumber()) value.set(Value::number(TRY(toNumber(iso_, value))));
    else if (isString(inner)) value.set(Value(TRY(toString(iso_, value))));
    else if (inner.isBoolean() || isBigInt(inner)) value.set(inner);
  }
  const Value v = value;
  iso_.charge(20);
  if (v.isNull()) out_.append("null");
  else if (v.isTrue()) out_.append("true");
  else if (v.isFalse()) out_.append("false");
  else if (isString(v)) quote(v.as<String>());
  else if (v.isNumber()) out_.append(std::isfinite(v.asNumber()) ? numberToString(v.asNumber()) : std::string("null"));
  else if (isBigInt(v)) return iso_.raise(msg::BigIntToJson);
  else if (isRawJson(v)) {
    const PropertyKey key = iso_.key("rawJSON");
    const HandleValue text = iso_.handle(getOwnDataNoGc(value.get().as<Object>(), key));
    out_.append(std::u16string_view(toUtf16(flatten(iso_, text))));
  } else if (isObject(v) && !isCallable(v)) {
    const Handle<Object> o = Handle<Object>::fromRooted(value);
    if (!stack_.empty()) stack_.back().key = key;
    for (const Level& level : stack_)
      if (level.object.get() == o.get()) return circular(o);
    stack_.push_back({o, key});
    const std::u16string before = indent_;
    indent_ += gap_;
    const bool isList = TRY(isArray(iso_, value));
    if (isList) TRY(array(o));
    else TRY(object(o));
    indent_ = before;
    stack_.pop_back();
  } else {
    return false;
  }
  return true;
}

Completion<void> JsonWriter::object(Handle<Object> o) {
  out_.append(char16_t('{'));
  const auto write = [&](const std::vector<PropertyKey>& keys) -> Completion<bool> {
    bool any = false;
    for (PropertyKey key : keys) {
      HandleScope scope(iso_.heap);
      HandleValue value = iso_.handle(TRY(get(iso_, o, key)));
      // The name is written first and taken back when the value turns out to be nothing.
      const size_t before = out_.length();
      if (any) out_.append(char16_t(','));
      newline();
      HandleValue name = iso_.handle(key.toValue(iso_));
      quote(name.get().as<String>());
      out_.append(gap_.empty() ? ":" : ": ");
      if (TRY(property(o, key, value))) any = true;
      else out_.truncate(before);
    }
    return any;
  };
  bool any;
  if (hasNames_) {
    any = TRY(write(names_.keys));
  } else {
    KeyList keys(iso_);
    TRY(enumerableOwnNames(iso_, o, &keys));
    any = TRY(write(keys.keys));
  }
  if (any && !gap_.empty()) {
    out_.append(char16_t('\n'));
    out_.append(std::u16string_view(indent_).substr(0, indent_.size() - gap_.size()));
  }
  out_.append(char16_t('}'));
  return {};
}

Completion<void> JsonWriter::array(Handle<Object> a) {
  out_.append(char16_t('['));
  const uint64_t length = TRY(lengthOfArrayLike(iso_, a));
  for (uint64_t i = 0; i < length; ++i) {
    HandleScope scope(iso_.heap);
    if (i) out_.append(char16_t(','));
    newline();
    const PropertyKey key = TRY(toPropertyKey(iso_, iso_.handle(Value::number(i))));
    HandleValue value = iso_.handle(TRY(get(iso_, a, key)));
    if (!TRY(property(a, key, value))) out_.append("null");
  }
  if (length && !gap_.empty()) {
    out_.append(char16_t('\n'));
    out_.append(std::u16string_view(indent_).substr(0, indent_.size() - gap_.size()));
  }
  out_.append(char16_t(']'));
  return {};
}

Value stringify(Isolate& iso, HandleValue value, HandleValue replacer, HandleValue space) {
  JsonWriter writer(iso, replacer);
  TRY(writer.prepare(replacer, space));
  if (!TRY(writer.property(iso.undefined(), iso.key(iso.names.empty), value))) return Value();
  return Value(TRY(writer.finish()));
}

} // namespace

Value jsonStringify(Isolate& iso, Args args) { return stringify(iso, args.handle(iso, 0), args.handle(iso, 1), args.handle(iso, 2)); }
Value jsonStringifyValue(Isolate& iso, HandleValue value) { return stringify(iso, value, iso.undefined(), iso.undefined()); }

namespace {
Value rawJson(Isolate& iso, Args args) {
  const HandleValue text = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  TRY(checkRawJson(iso, text));
  const Handle<Object> raw = iso.handle(newObjectWithPrototype(iso, iso.null()));
  defineValue(iso, raw, iso.key("rawJSON"), text);
  TRY(setIntegrityLevel(iso, raw, IntegrityLevel::Frozen));
  raw->aux |= kIsRawJson;
  return Value(raw.get());
}
Value isRawJsonNative(Isolate&, Args args) { return Value::boolean(isRawJson(args[0])); }
} // namespace

void installJson(Isolate& iso, Realm& realm) {
  const Handle<Object> json = newPrototype(iso);
  realm.set(Intrinsic::JSON, json);
  defineMethods(iso, json, {{"parse", jsonParse, 2}, {"stringify", jsonStringify, 3}, since(22, {"rawJSON", rawJson, 1}),
                            since(22, {"isRawJSON", isRawJsonNative, 1})});
  defineToStringTag(iso, json, "JSON");
  defineGlobal(iso, realm, "JSON", json);
}

} // namespace tickscope
