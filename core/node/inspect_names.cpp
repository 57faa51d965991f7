// Names and prefixes: what class an object is of, and which of its properties are listed.
#include <algorithm>

#include "core/builtins/array_buffer.h"
#include "core/node/inspector.h"
#include "core/vm/conversions.h"
#include "core/vm/isolate.h"

namespace tickscope {

namespace {

using Text = std::u16string;

const char16_t* typedArrayName(ElementType type) {
  static constexpr const char16_t* kNames[kElementTypes] = {u"Int8Array",    u"Uint8Array",   u"Uint8ClampedArray", u"Int16Array",
                                                            u"Uint16Array",  u"Int32Array",   u"Uint32Array",       u"Float16Array",
                                                            u"Float32Array", u"Float64Array", u"BigInt64Array",     u"BigUint64Array"};
  return kNames[size_t(type)];
}

// V8's class names, for objects whose prototypes do not tell.
const char16_t* classOf(const Object* object) {
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
  case CellKind::WeakRefObject: return u"WeakRef";
  case CellKind::PromiseObject: return u"Promise";
  case CellKind::ArrayBufferObject: return static_cast<const ArrayBufferObject*>(object)->isShared() ? u"SharedArrayBuffer" : u"ArrayBuffer";
  case CellKind::DataViewObject: return u"DataView";
  case CellKind::TypedArrayObject: return typedArrayName(static_cast<const TypedArrayObject*>(object)->type);
  case CellKind::ArgumentsObject: return u"Arguments";
  case CellKind::ModuleNamespaceObject: return u"Module";
  case CellKind::PrimitiveWrapper: {
    const Value primitive = static_cast<const PrimitiveWrapper*>(object)->value;
    return isString(primitive) ? u"String" : primitive.isNumber() ? u"Number" : primitive.isBoolean() ? u"Boolean" : isSymbol(primitive) ? u"Symbol" : u"BigInt";
  }
  default: return u"Object";
  }
}

// Prototypes that are known whatever their `constructor` says now, from Node 22 on; earlier the first two only.
constexpr struct {
  Intrinsic prototype, constructor;
  const char16_t* name;
} kWellKnownPrototypes[] = {
    {Intrinsic::ObjectPrototype, Intrinsic::Object, u"Object"},
    {Intrinsic::FunctionPrototype, Intrinsic::Function, u"Function"},
    {Intrinsic::ArrayPrototype, Intrinsic::Array, u"Array"},
    {Intrinsic::ArrayBufferPrototype, Intrinsic::ArrayBuffer, u"ArrayBuffer"},
    {Intrinsic::MapPrototype, Intrinsic::Map, u"Map"},
    {Intrinsic::SetPrototype, Intrinsic::Set, u"Set"},
    {Intrinsic::TypedArrayPrototype, Intrinsic::TypedArray, u"TypedArray"},
    {Intrinsic::RegExpPrototype, Intrinsic::RegExp, u"RegExp"},
    {Intrinsic::DatePrototype, Intrinsic::Date, u"Date"},
    {Intrinsic::DataViewPrototype, Intrinsic::DataView, u"DataView"},
    {Intrinsic::ErrorPrototype, Intrinsic::Error, u"Error"},
    {Intrinsic::AggregateErrorPrototype, Intrinsic::AggregateError, u"AggregateError"},
    {Intrinsic::RangeErrorPrototype, Intrinsic::RangeError, u"RangeError"},
    {Intrinsic::TypeErrorPrototype, Intrinsic::TypeError, u"TypeError"},
    {Intrinsic::BooleanPrototype, Intrinsic::Boolean, u"Boolean"},
    {Intrinsic::NumberPrototype, Intrinsic::Number, u"Number"},
    {Intrinsic::StringPrototype, Intrinsic::String, u"String"},
    {Intrinsic::PromisePrototype, Intrinsic::Promise, u"Promise"},
    {Intrinsic::WeakMapPrototype, Intrinsic::WeakMap, u"WeakMap"},
    {Intrinsic::WeakSetPrototype, Intrinsic::WeakSet, u"WeakSet"},
};
constexpr size_t kWellKnownBefore22 = 2;

// JavaScript's `in`, `instanceof` and the like as Node's try blocks use them: what they throw means no.
bool orFalse(Isolate& iso, Completion<bool> result) {
  if (!result.threw()) return result.value();
  if (!iso.terminating) iso.takeException();
  return false;
}

// internalBinding('util').getConstructorName: of an object that is an instance of nothing along its prototypes.
Text internalConstructorName(Isolate& iso, Handle<Object> object) {
  for (Object* at = object; ; ) {
    const Value tag = getOwnDataNoGc(at, iso.key(iso.symbols.toStringTag));
    if (isString(tag)) return utf16Of(tag);
    const Value parent = at->kind == CellKind::ProxyObject ? Value::null() : at->shape->prototype;
    if (!isObject(parent)) break;
    at = parent.as<Object>();
  }
  return classOf(object);
}

} // namespace

bool isBuiltInGlobalName(Isolate& iso, const Text& name) {
  if (name.empty() || name[0] < 'A' || name[0] > 'Z' || name == u"SharedArrayBuffer") return false; // Node adds that one later
  if (!std::all_of(name.begin(), name.end(), [](char16_t c) { return c < 0x80 && isalnum(int(c)); })) return false;
  HandleScope scope(iso.heap);
  const PropertyKey key = iso.key(std::string(name.begin(), name.end()));
  const Value global = getOwnDataNoGc(iso.realm->global(), key);
  return global.isCell() && global.asCell()->kind == CellKind::NativeFunction;
}

bool Inspector::since(int nodeMajor) const { return iso_.options.nodeMajor >= nodeMajor; }

Completion<Text> Inspector::toStringTag(Handle<Object> object) {
  const PropertyKey key = iso_.key(iso_.symbols.toStringTag);
  const Value found = get(iso_, object, key);
  if (threw(found)) {
    if (!since(24) || iso_.terminating) return Throw{};
    iso_.takeException();
    return Text();
  }
  if (!isString(found) || found.as<String>()->length == 0) return Text();
  HandleValue tag = iso_.handle(found);
  PropertyDescriptor own;
  const bool isOwn = TRY(getOwnProperty(iso_, object, key, &own));
  if (isOwn && (options_.showHidden || own.enumerable.value_or(false))) return Text(); // it is listed as a property
  return utf16Of(tag);
}

Completion<Text> Inspector::nameOfFunction(Handle<Object> function) {
  const Value name = TRY(get(iso_, function, iso_.key(iso_.names.name)));
  return isString(name) ? utf16Of(name) : Text();
}

Completion<std::optional<Text>> Inspector::nameAmongWellKnown(Handle<Object> object, HandleValue prototype) {
  const size_t known = since(22) ? std::size(kWellKnownPrototypes) : since(20) ? kWellKnownBefore22 : 0;
  for (size_t i = 0; i < known; ++i) {
    const auto& candidate = kWellKnownPrototypes[i];
    if (prototype.get() != Value(iso_.realm->get(candidate.prototype))) continue;
    if (TRY(ordinaryHasInstance(iso_, iso_.intrinsic(candidate.constructor), object))) return std::optional<Text>(candidate.name);
  }
  return std::optional<Text>();
}

// The name of the first constructor along the prototype chain that the object is an instance of. Absent: a null
// prototype. `prototypeEntries`, if wanted, gets the properties of the prototypes passed by, unless they are built in.
Completion<std::optional<Text>> Inspector::constructorName(Handle<Object> object, double level, Entries* prototypeEntries) {
  HandleScope scope(iso_.heap);
  Handle<Object> at = iso_.handle(object.get());
  HandleValue firstPrototype = iso_.handle(Value());
  const auto listPrototypes = [&]() -> Completion<void> {
    if (!prototypeEntries) return {};
    return prototypeProperties(object, isObject(firstPrototype) ? Handle<Object>::fromRooted(firstPrototype) : object, level, prototypeEntries);
  };
  for (;;) {
    const bool isFirst = firstPrototype.get() == Value(at.get());
    if (std::optional<Text> known = TRY(nameAmongWellKnown(object, at))) {
      if (!isFirst) TRY(listPrototypes());
      return known;
    }
    {
      HandleScope inner(iso_.heap);
      PropertyDescriptor d;
      if (TRY(getOwnProperty(iso_, at, iso_.key(iso_.names.constructor), &d)) && d.value && isCallable(*d.value)) {
        const Text name = TRY(nameOfFunction(Handle<Object>::fromRooted(*d.value)));
        if (!name.empty() && orFalse(iso_, instanceOf(iso_, object, *d.value))) {
          if (!isFirst || !isBuiltInGlobalName(iso_, name)) TRY(listPrototypes());
          return std::optional<Text>(name);
        }
      }
    }
    const Value parent = TRY(getPrototypeOf(iso_, at));
    if (firstPrototype.get().isUndefined()) firstPrototype.set(parent);
    if (parent.isNull()) break;
    at.set(parent.as<Object>());
  }
  if (firstPrototype.get().isNull()) return std::optional<Text>();
  const Text own = internalConstructorName(iso_, object);
  if (tooDeep(level)) return std::optional<Text>(own + u" <Complex prototype>");
  const std::optional<Text> parentName = TRY(constructorName(Handle<Object>::fromRooted(firstPrototype), level + 1, prototypeEntries));
  if (parentName) return std::optional<Text>(own + u" <" + *parentName + u">");
  InspectOptions shallow = options_;
  shallow.customInspect = false;
  shallow.depth = -1;
  return std::optional<Text>(own + u" <" + TRY(inspect(iso_, firstPrototype, shallow)) + u">");
}

// Properties of the prototypes between `from` and the first built-in one, functions apart: at most three layers.
Completion<void> Inspector::prototypeProperties(Handle<Object> main, Handle<Object> from, double level, Entries* out) {
  HandleScope scope(iso_.heap);
  Handle<Object> at = iso_.handle(from.get());
  std::vector<PropertyKey> above; // of the layers already listed; reachable as long as those objects are
  for (int layer = 0; layer < 3; ++layer) {
    if (layer != 0 || main.get() == at.get()) {
      const Value parent = TRY(getPrototypeOf(iso_, at));
      if (!isObject(parent)) return {};
      at.set(parent.as<Object>());
      HandleScope inner(iso_.heap);
      PropertyDescriptor d;
      if (TRY(getOwnProperty(iso_, at, iso_.key(iso_.names.constructor), &d)) && d.value && isCallable(*d.value) &&
          isBuiltInGlobalName(iso_, TRY(nameOfFunction(Handle<Object>::fromRooted(*d.value)))))
        return {};
    }
    KeyList keys(iso_);
    TRY(ownPropertyKeys(iso_, at, &keys));
    seen_.push(Value(main.get()));
    for (PropertyKey key : keys.keys) {
      HandleScope inner(iso_.heap);
      if (key == iso_.key(iso_.names.constructor) || TRY(hasOwnProperty(iso_, main, key)) ||
          std::find(above.begin(), above.end(), key) != above.end())
        continue;
      PropertyDescriptor d;
      if (!TRY(getOwnProperty(iso_, at, key, &d)) || (d.value && isCallable(*d.value))) continue;
      const Text text = TRY(formatProperty(key, d, level, Extras::Object, main));
      out->push_back(options_.colors ? u"\x1b[2m" + text + u"\x1b[22m" : text);
    }
    seen_.resize(seen_.size() - 1);
    above.insert(above.end(), keys.keys.begin(), keys.keys.end());
  }
  return {};
}

Text Inspector::prefix(const std::optional<Text>& constructor, const Text& tag, const Text& fallback, const Text& size) const {
  if (!constructor) {
    const Text shown = u"[" + fallback + size + u": null prototype] ";
    return !tag.empty() && fallback != tag ? shown + u"[" + tag + u"] " : shown;
  }
  const Text named = *constructor + size + u" ";
  bool showTag = !tag.empty() && *constructor != tag;
  if (showTag && since(22)) {
    // A tag that is a whole word of the class name says nothing new: class MyMap with tag Map.
    const size_t at = constructor->find(tag);
    const size_t end = at + tag.size();
    if (at != Text::npos) {
      const char16_t next = end < constructor->size() ? (*constructor)[end] : u'A';
      showTag = !(next >= 'A' && next <= 'Z');
    }
  }
  return showTag ? named + u"[" + tag + u"] " : named;
}

Text Inspector::plainPrefix(const Subject& subject) const {
  Text fallback;
  if (!subject.constructor) {
    fallback = internalConstructorName(iso_, subject.object);
    if (fallback == subject.tag) fallback = u"Object";
  }
  return prefix(subject.constructor, subject.tag, fallback);
}

// Enumerable own keys, or with showHidden all; symbols last. Indices are left out for arrays.
Completion<void> Inspector::keysOf(Handle<Object> object, KeyList* keys, bool withoutIndices) {
  KeyList all(iso_);
  TRY(ownPropertyKeys(iso_, object, &all));
  for (PropertyKey key : all.keys) {
    if (withoutIndices && key.isIndex()) continue;
    // Bindings of a namespace are enumerable; asking for one that has no value yet would throw.
    if (!options_.showHidden && !(object->kind == CellKind::ModuleNamespaceObject && !key.isSymbol())) {
      HandleScope scope(iso_.heap);
      PropertyDescriptor d;
      if (!TRY(getOwnProperty(iso_, object, key, &d)) || !d.enumerable.value_or(false)) continue;
    }
    keys->keys.push_back(key);
  }
  return {};
}

} // namespace tickscope
