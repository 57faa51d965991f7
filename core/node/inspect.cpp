// util.inspect of a value: proxies, custom inspectors, circles, and what kind of object it is.
// The parts are told in inspector.h. The rules are those of lib/internal/util/inspect.js; node-semantics §12 tells them
// in short.
#include "core/node/inspect.h"

#include <algorithm>
#include <cmath>

#include "core/builtins/array_buffer.h"
#include "core/builtins/typed_array.h"
#include "core/node/inspector.h"
#include "core/vm/bigint.h"
#include "core/vm/conversions.h"
#include "core/vm/isolate.h"
#include "core/vm/ordered_table.h"

namespace tickscope {

using Text = std::u16string;

namespace {

// Past this many characters on one level the rest is shown at minimum depth.
constexpr size_t kBudget = size_t(1) << 27;
// Strings up to this length are never split into lines.
constexpr size_t kMinLineLength = 16;

bool isStackOverflow(Isolate& iso, Value error) {
  if (!isObject(error) || error.asCell()->kind != CellKind::ErrorObject) return false;
  const Value message = getOwnDataNoGc(error.as<Object>(), iso.key(iso.names.message));
  return isString(message) && utf16Of(message) == widen(msg::StackOverflow.text);
}

Text sized(uint64_t size) { return widen("(" + std::to_string(size) + ")"); }

// The braces of a Map's or Set's iterator: [Map Iterator] {, [MyTag] [Set Entries] {
Text iteratorBrace(Text tag, const char* type, bool entries) {
  const Text plain = widen(std::string(type) + " Iterator");
  if (tag != plain) tag = tag.empty() ? plain : tag + u"] [" + plain;
  if (entries) tag = tag.substr(0, tag.size() - 8) + u"Entries";
  return u"[" + tag + u"] {";
}

} // namespace

Text utf16Of(Value string) { return toUtf16(string.as<String>()); }

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
  if (value.isNumber()) return style(inspectedNumber(value.asNumber(), options_.numericSeparator, iso_.options.nodeMajor), Style::Number);
  if (isBigInt(value)) {
    const std::string digits = bigintToString(value.as<BigInt>(), 10);
    return style((options_.numericSeparator ? groupDigits(digits) : widen(digits)) + u"n", Style::BigInt);
  }
  if (value.isBoolean()) return style(value.asBoolean() ? u"true" : u"false", Style::Boolean);
  if (value.isUndefined()) return style(u"undefined", Style::Undefined);
  if (value.isNull()) return style(u"null", Style::Null);
  const Value description = value.as<Symbol>()->description;
  return style(u"Symbol(" + (isString(description) ? utf16Of(description) : Text()) + u")", Style::Symbol);
}

// --- custom inspectors ---

namespace {
// options.stylize(text, style). data[0]: whether there are colours.
Value stylize(Isolate& iso, Args args) {
  const bool colors = args.callee().get().as<NativeFunction>()->data[0].isTrue();
  const Text text = toUtf16(TRY(toString(iso, args.handle(iso, 0))));
  const std::optional<Style> style = isString(args[1]) ? styleNamed(utf16Of(args[1])) : std::nullopt;
  return Value(newStringUtf16(iso, colors && style ? coloured(text, *style) : text));
}
} // namespace

Completion<std::optional<Text>> Inspector::customInspect(HandleValue original, Handle<Object> object, double level, bool wasProxy) {
  HandleScope scope(iso_.heap);
  HandleValue name = iso_.handle(Value(newString(iso_, "nodejs.util.inspect.custom")));
  const PropertyKey key = iso_.key(iso_.symbolFor(name.get().as<String>()));
  const Value maybe = TRY(get(iso_, object, key));
  if (!isCallable(maybe)) return std::optional<Text>();
  HandleValue custom = iso_.handle(maybe);
  HandleValue inspectValue = iso_.handle(Value(inspectFunction(iso_)));
  if (custom.get() == inspectValue.get()) return std::optional<Text>();
  // A prototype object is shown plainly: its methods expect an instance.
  HandleValue constructor = iso_.handle(Value());
  if (since(22)) {
    PropertyDescriptor d;
    if (TRY(getOwnProperty(iso_, object, iso_.key(iso_.names.constructor), &d)) && d.value) constructor.set(*d.value);
  } else {
    constructor.set(TRY(get(iso_, object, iso_.key(iso_.names.constructor))));
  }
  if (!constructor.get().isNullish() && TRY(getV(iso_, constructor, iso_.key(iso_.names.prototype))) == Value(object.get()))
    return std::optional<Text>();

  const Handle<Object> options = iso_.handle(newObject(iso_));
  const Handle<NativeFunction> stylizeNative = iso_.handle(newNativeFunction(iso_, "stylize", 2, stylize));
  stylizeNative->data[0] = Value::boolean(options_.colors);
  defineValue(iso_, options, iso_.key("stylize"), stylizeNative);
  defineInspectOptions(iso_, options, options_);
  // Nothing of this realm's is handed to an object that may be of another one.
  const bool foreign = wasProxy || !TRY(ordinaryHasInstance(iso_, iso_.intrinsic(Intrinsic::Object), original));
  if (foreign) TRY(setPrototypeOf(iso_, options, iso_.null()));
  else if (options_.userOptions) TRY(copyDataProperties(iso_, options, *options_.userOptions, {}));

  HandleValue depth = iso_.handle(options_.depthIsNull ? Value::null() : Value::number(options_.depth - level));
  HandleValue result = iso_.handle(TRY(iso_.call(custom, original, {depth, options, inspectValue})));
  if (result.get() == original.get()) return std::optional<Text>();
  if (!isString(result)) return std::optional<Text>(TRY(formatValue(result, level)));
  return std::optional<Text>(indentLines(utf16Of(result), indentation_));
}

// --- values ---

Completion<Text> Inspector::formatProxy(Handle<Object> proxy, double level) {
  if (tooDeep(level)) return style(u"Proxy [Array]", Style::Special);
  Entries entries;
  {
    Indent indent(*this, 2);
    entries.push_back(TRY(formatValue(iso_.handle(internalSlot(proxy, 0)), level + 1)));
    entries.push_back(TRY(formatValue(iso_.handle(internalSlot(proxy, 1)), level + 1)));
  }
  return reduceToLines(nullptr, std::move(entries), {}, u"Proxy [", u"]", level + 1);
}

namespace {
// As much of Node's stack as its JavaScript takes for a level: about 800 of them are the most.
class Deeper {
public:
  explicit Deeper(Isolate& iso) : iso_(iso) { iso.nativeDepth += kActivations; }
  ~Deeper() { iso_.nativeDepth -= kActivations; }
  Deeper(const Deeper&) = delete;

private:
  static constexpr uint32_t kActivations = 9;
  Isolate& iso_;
};
} // namespace

Completion<Text> Inspector::formatValue(HandleValue value, double level, bool asPartOfView) {
  if (!isObject(value)) return formatPrimitive(value);
  const Deeper deeper(iso_);
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
    if (std::optional<Text> custom = TRY(customInspect(value, object, level, wasProxy))) return *custom;
  const auto indexIn = [&](RootedValues& list) {
    size_t i = 0;
    while (i < list.size() && list[i] != Value(object.get())) ++i;
    return i;
  };
  if (indexIn(seen_) < seen_.size()) {
    if (!since(14)) return style(u"[Circular]", Style::Special);
    const size_t n = indexIn(circular_);
    if (n == circular_.size()) circular_.push(Value(object.get()));
    return style(widen("[Circular *" + std::to_string(n + 1) + "]"), Style::Special);
  }
  if (wasProxy && since(26)) return u"Proxy(" + TRY(formatRaw(object, level, asPartOfView)) + u")";
  return formatRaw(object, level, asPartOfView);
}

// --- objects by kind ---

Completion<std::optional<Text>> Inspector::recogniseCollection(Subject& subject, Filler* filler, bool* recognised) {
  const std::optional<Text> goOn;
  const Handle<Object> object = subject.object;
  *recognised = true;
  switch (object->kind) {
  case CellKind::ArrayObject: {
    const uint64_t length = static_cast<ArrayObject*>(object.get())->lengthU32();
    const bool ordinary = subject.constructor && *subject.constructor == u"Array" && subject.tag.empty();
    TRY(keysOf(object, &subject.keys, true));
    subject.open = (ordinary ? Text() : prefix(subject.constructor, subject.tag, u"Array", since(12) ? sized(length) : Text())) + u"[";
    subject.close = u"]";
    if (length == 0 && subject.nothingToList()) return std::optional<Text>(subject.open + u"]");
    subject.extras = Extras::Array;
    *filler = &Inspector::arrayEntries;
    return goOn;
  }
  case CellKind::SetObject:
  case CellKind::MapObject: {
    const bool set = object->kind == CellKind::SetObject;
    const uint64_t size = collectionTable(object)->liveCount();
    TRY(keysOf(object, &subject.keys, false));
    subject.open = prefix(subject.constructor, subject.tag, set ? u"Set" : u"Map", since(14) ? sized(size) : Text()) + u"{";
    if (size == 0 && subject.nothingToList()) return std::optional<Text>(subject.open + u"}");
    *filler = &Inspector::collectionEntries;
    return goOn;
  }
  case CellKind::TypedArrayObject: {
    const auto* array = static_cast<TypedArrayObject*>(object.get());
    const size_t length = array->length();
    const Text fallback = subject.constructor ? Text() : widen(kTypedArrayNames[size_t(array->type)]);
    TRY(keysOf(object, &subject.keys, true));
    subject.open = prefix(subject.constructor, subject.tag, fallback, since(12) ? sized(length) : Text()) + u"[";
    subject.close = u"]";
    if (length == 0 && subject.keys.keys.empty() && !options_.showHidden) return std::optional<Text>(subject.open + u"]");
    subject.extras = Extras::Array;
    *filler = &Inspector::typedArrayEntries;
    if (options_.showHidden) subject.viewProperties = {"BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"};
    return goOn;
  }
  case CellKind::IteratorObject:
    for (const bool map : {true, false}) {
      if (!isIteratorOf(object, map)) continue;
      TRY(keysOf(object, &subject.keys, false));
      subject.open = iteratorBrace(subject.tag, map ? "Map" : "Set", iteratesOverEntries(object));
      *filler = &Inspector::iteratorEntries;
      return goOn;
    }
    break;
  default: break;
  }
  *recognised = false;
  return goOn;
}

Completion<std::optional<Text>> Inspector::recognise(Subject& subject, Filler* filler) {
  bool recognised = false;
  std::optional<Text> done = TRY(recogniseCollection(subject, filler, &recognised));
  if (recognised) return done;

  const Handle<Object> object = subject.object;
  const auto named = [&](const char16_t* fallback) { return prefix(subject.constructor, subject.tag, fallback); };
  TRY(keysOf(object, &subject.keys, false));
  const bool bare = subject.nothingToList();
  if (isCallable(object)) {
    subject.base = TRY(functionBase(subject));
    if (bare) return std::optional<Text>(style(subject.base, Style::Special));
    return done;
  }
  if (subject.constructor && *subject.constructor == u"Object" && !(TRY(isErrorLike(iso_, object)))) {
    // An instance of Object itself, whatever it is inside.
    if (object->kind == CellKind::ArgumentsObject) subject.open = u"[Arguments] {";
    else if (!subject.tag.empty()) subject.open = named(u"Object") + u"{";
    if (bare) return std::optional<Text>(subject.open + u"}");
    return done;
  }
  switch (object->kind) {
  case CellKind::RegExpObject: {
    HandleValue native = iso_.handle(TRY(get(iso_, iso_.intrinsic(Intrinsic::RegExpPrototype), iso_.key(iso_.names.toString))));
    HandleValue shownAs = iso_.handle(Value(object.get()));
    if (!subject.constructor) shownAs.set(TRY(iso_.construct(iso_.intrinsic(Intrinsic::RegExp), {object})));
    subject.base = utf16Of(TRY(iso_.call(native, shownAs)));
    const Text shown = named(u"RegExp");
    if (shown != u"RegExp ") subject.base = shown + subject.base;
    if (bare || tooDeep(subject.level)) return std::optional<Text>(style(subject.base, Style::RegExp));
    return done;
  }
  case CellKind::DateObject: {
    const char* method = std::isnan(internalSlot(object, 0).asNumber()) ? "toString" : "toISOString";
    HandleValue native = iso_.handle(TRY(get(iso_, iso_.intrinsic(Intrinsic::DatePrototype), iso_.key(method))));
    subject.base = utf16Of(TRY(iso_.call(native, object)));
    const Text shown = named(u"Date");
    if (shown != u"Date ") subject.base = shown + subject.base;
    if (bare) return std::optional<Text>(style(subject.base, Style::Date));
    return done;
  }
  case CellKind::ArrayBufferObject: {
    const bool shared = static_cast<ArrayBufferObject*>(object.get())->isShared();
    subject.open = named(shared ? u"SharedArrayBuffer" : u"ArrayBuffer") + u"{";
    subject.viewProperties = {"byteLength"};
    if (!subject.asPartOfView) *filler = &Inspector::arrayBufferEntries;
    else if (bare) {
      const double length = double(static_cast<ArrayBufferObject*>(object.get())->byteLength());
      return std::optional<Text>(subject.open + (since(22) ? u" [byteLength]: " : u" byteLength: ") + formatPrimitive(Value::number(length)) + u" }");
    }
    return done;
  }
  case CellKind::DataViewObject:
    subject.open = named(u"DataView") + u"{";
    subject.viewProperties = {"byteLength", "byteOffset", "buffer"};
    return done;
  case CellKind::PromiseObject:
    subject.open = named(u"Promise") + u"{";
    *filler = &Inspector::promiseEntries;
    return done;
  case CellKind::WeakSetObject:
  case CellKind::WeakMapObject:
    subject.open = named(object->kind == CellKind::WeakSetObject ? u"WeakSet" : u"WeakMap") + u"{";
    *filler = &Inspector::weakEntries;
    return done;
  case CellKind::ModuleNamespaceObject:
    subject.open = named(u"Module") + u"{";
    *filler = &Inspector::namespaceEntries;
    return done;
  case CellKind::PrimitiveWrapper:
    subject.base = boxedBase(subject);
    if (subject.nothingToList()) return std::optional<Text>(subject.base);
    return done;
  default: break;
  }
  if (TRY(isErrorLike(iso_, object))) {
    subject.base = TRY(errorBase(subject));
    if (subject.nothingToList()) return std::optional<Text>(subject.base);
    return done;
  }
  subject.open = plainPrefix(subject) + u"{";
  if (bare) return std::optional<Text>(subject.open + u"}");
  return done;
}

Completion<void> Inspector::listEntries(Subject& subject, Filler filler, Entries* out) {
  const double inner = subject.level + 1;
  const bool isTyped = subject.object->kind == CellKind::TypedArrayObject;
  if (filler) TRY((this->*filler)(subject, inner, out));
  if (since(22) || !isTyped) TRY(viewPropertyEntries(subject, inner, out));
  for (PropertyKey key : subject.keys.keys) {
    HandleScope scope(iso_.heap);
    out->push_back(TRY(formatProperty(subject.object, key, inner, subject.extras)));
  }
  out->insert(out->end(), subject.prototypeEntries.begin(), subject.prototypeEntries.end());
  return {};
}

// option `sorted`: all entries of an object, the properties of an array.
Completion<void> Inspector::sortEntries(const Subject& subject, Entries* entries) {
  const size_t count = subject.extras == Extras::Object ? entries->size() : subject.keys.keys.size();
  if (count < 2) return {};
  const auto first = entries->end() - ptrdiff_t(count);
  if (!options_.sortedBy) {
    std::sort(first, entries->end());
    return {};
  }
  HandleScope scope(iso_.heap);
  Handle<ArrayObject> list = iso_.handle(newArray(iso_, 0));
  for (size_t i = 0; i < count; ++i) {
    HandleScope inner(iso_.heap);
    HandleValue text = iso_.handle(Value(newStringUtf16(iso_, first[ptrdiff_t(i)])));
    TRY(createDataPropertyOrThrow(iso_, list, PropertyKey::fromIndex(uint32_t(i)), text));
  }
  HandleValue sort = iso_.handle(TRY(get(iso_, iso_.intrinsic(Intrinsic::ArrayPrototype), iso_.key("sort"))));
  TRY(iso_.call(sort, list, {*options_.sortedBy}));
  for (size_t i = 0; i < count; ++i)
    first[ptrdiff_t(i)] = toUtf16(TRY(toString(iso_, iso_.handle(TRY(get(iso_, list, PropertyKey::fromIndex(uint32_t(i))))))));
  return {};
}

// Numbers and bigints are aligned right: decided by as many elements as there are entries, though some entries may be
// properties.
bool Inspector::alignsRight(const Subject& subject, size_t entryCount) const {
  Object* object = subject.object;
  if (object->kind == CellKind::TypedArrayObject) return entryCount <= static_cast<TypedArrayObject*>(object)->length();
  for (size_t i = 0; i < entryCount; ++i) {
    const Value element = getDenseElementNoGc(object, uint32_t(i));
    if (!element.isNumber() && !isBigInt(element)) return false;
  }
  return true;
}

// `subject`: null for the pairs of an entries iterator and the like, which are never put into columns.
Text Inspector::reduceToLines(const Subject* subject, Entries entries, const Text& base, const Text& open, const Text& close, double level) {
  const size_t before = entries.size();
  if (options_.compact >= 1 && subject && subject->extras == Extras::Array && before > 6) {
    entries = groupEntries(layout(), std::move(entries), alignsRight(*subject, before), options_.maxArrayLength < double(before));
  }
  const bool mayCombine = options_.compact >= 1 && currentDepth_ - level < options_.compact && before == entries.size();
  return joinEntries(layout(), entries, base, open, close, mayCombine);
}

Completion<Text> Inspector::formatRaw(Handle<Object> object, double level, bool asPartOfView) {
  Subject subject(iso_);
  subject.object = object;
  subject.level = level;
  subject.asPartOfView = asPartOfView;
  subject.constructor = TRY(constructorName(object, level, options_.showHidden && !tooDeep(level) ? &subject.prototypeEntries : nullptr));
  subject.tag = TRY(toStringTag(object));
  Filler filler = nullptr;
  if (std::optional<Text> done = TRY(recognise(subject, &filler))) return *done;

  const auto plainName = [&] {
    Text name = plainPrefix(subject);
    name.pop_back();
    return name;
  };
  if (tooDeep(level)) return style(subject.constructor ? u"[" + plainName() + u"]" : plainName(), Style::Special);
  const double inner = level + 1;
  seen_.push(Value(object.get()));
  currentDepth_ = inner;
  const int indentationBefore = indentation_;
  const size_t seenBefore = seen_.size() - 1;
  Entries entries;
  if (listEntries(subject, filler, &entries).threw()) {
    // Node catches running out of stack inside, and says so in the place of the value.
    if (iso_.terminating || !isStackOverflow(iso_, iso_.pendingException)) return Throw{};
    iso_.takeException();
    seen_.resize(seenBefore);
    indentation_ = indentationBefore;
    return style(u"[" + plainName() + u": Inspection interrupted prematurely. Maximum call stack size exceeded.]", Style::Special);
  }
  for (size_t n = 0; n < circular_.size(); ++n) {
    if (circular_[n] != Value(object.get())) continue;
    const Text reference = style(widen("<ref *" + std::to_string(n + 1) + ">"), Style::Special);
    if (options_.compact == kCompactTrue) subject.open = reference + u" " + subject.open;
    else subject.base = subject.base.empty() ? reference : reference + u" " + subject.base;
  }
  seen_.resize(seenBefore);
  if (options_.sorted) TRY(sortEntries(subject, &entries));

  Text text = reduceToLines(&subject, std::move(entries), subject.base, subject.open, subject.close, inner);
  size_t& spent = budget_[indentation_];
  spent += text.size();
  if (spent > kBudget) options_.depth = -1;
  return text;
}

// --- the public face ---

Completion<std::u16string> inspect(Isolate& iso, HandleValue value, const InspectOptions& options) {
  return Inspector(iso, options).formatValue(value, 0);
}

Completion<std::u16string> inspect(Isolate& iso, HandleValue value) {
  HandleScope scope(iso.heap);
  return inspect(iso, value, defaultInspectOptions(iso));
}

} // namespace tickscope
