// Object and Object.prototype (ECMA-262 §20.1), in the order in which V8 lists the properties.
#include "core/builtins/constructors.h"
#include "core/builtins/descriptor.h"
#include "core/builtins/grouping.h"
#include "core/builtins/install.h"
#include "core/builtins/iteration.h"
#include "core/builtins/iterator.h"
#include "core/builtins/messages.h"
#include "core/builtins/rooted_values.h"
#include "core/vm/conversions.h"
#include "core/vm/elements.h"
#include "core/vm/function.h"

namespace tickscope {

namespace {

// §20.1.1.1
Value objectConstructor(Isolate& iso, Args args) {
  if (args.isConstruct() && args.newTarget().get() != args.callee().get())
    return Value(newObjectWithPrototype(iso, iso.handle(TRY(getPrototypeFromConstructor(iso, args, Intrinsic::ObjectPrototype)))));
  if (args[0].isNullish()) return Value(newObject(iso));
  return Value(TRY(toObject(iso, args.handle(iso, 0))));
}

// The value of an own enumerable data property of an object that is not exotic, or empty when it takes the long way.
Value ownEnumerableDataNoGc(Object* object, PropertyKey key) {
  if (object->aux & Object::kHasExotic) return Value::empty();
  if (key.isIndex()) {
    const ElementLookup element = findElementNoGc(object, key.index());
    return element.found && (element.attributes & kEnumerable) && !(element.attributes & kAccessor) ? element.value : Value::empty();
  }
  const PropertyEntry* entry = object->shape->lookup(key);
  return entry && (entry->attributes & (kEnumerable | kAccessor)) == kEnumerable ? object->getSlot(entry->slot) : Value::empty();
}

// Own enumerable property by key: true and its value in `out`, or false. One [[GetOwnProperty]] and one [[Get]].
Completion<bool> getOwnEnumerable(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue out) {
  const Value fast = ownEnumerableDataNoGc(object, key);
  if (!fast.isEmpty()) {
    out.set(fast);
    return true;
  }
  PropertyDescriptor d;
  if (!TRY(getOwnProperty(iso, object, key, &d)) || !d.enumerable.value_or(false)) return false;
  out.set(TRY(get(iso, object, key)));
  return true;
}

// §20.1.2.1
Value objectAssign(Isolate& iso, Args args) {
  const Handle<Object> target = iso.handle(TRY(toObject(iso, args.handle(iso, 0))));
  for (uint32_t i = 1; i < args.count(); ++i) {
    if (args[i].isNullish()) continue;
    HandleScope scope(iso.heap);
    const Handle<Object> source = iso.handle(TRY(toObject(iso, args.handle(iso, i))));
    KeyList list(iso);
    TRY(ownPropertyKeys(iso, source, &list));
    HandleValue value = iso.handle(Value());
    iso.charge(10 * list.keys.size());
    for (PropertyKey key : list.keys) {
      HandleScope inner(iso.heap);
      if (TRY(getOwnEnumerable(iso, source, key, value))) TRY(setOrThrow(iso, target, key, value));
    }
  }
  return target;
}

// §20.1.2.8
Value objectGetOwnPropertyDescriptor(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.handle(iso, 0))));
  const PropertyKey key = TRY(toPropertyKey(iso, args.handle(iso, 1)));
  iso.handle(key.raw());
  PropertyDescriptor d;
  if (!TRY(getOwnProperty(iso, object, key, &d))) return Value();
  return fromPropertyDescriptor(iso, d);
}

// §20.1.2.9
Value objectGetOwnPropertyDescriptors(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.handle(iso, 0))));
  KeyList list(iso);
  TRY(ownPropertyKeys(iso, object, &list));
  const Handle<Object> result = iso.handle(newObject(iso));
  for (PropertyKey key : list.keys) {
    HandleScope scope(iso.heap);
    PropertyDescriptor d;
    if (!TRY(getOwnProperty(iso, object, key, &d))) continue;
    TRY(createDataPropertyOrThrow(iso, result, key, iso.handle(fromPropertyDescriptor(iso, d))));
  }
  return result;
}

Value ownKeysAsArray(Isolate& iso, Args args, bool symbols) {
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.handle(iso, 0))));
  KeyList list(iso);
  TRY(ownPropertyKeys(iso, object, &list));
  const Handle<ArrayObject> result = iso.handle(newArray(iso));
  for (PropertyKey key : list.keys) {
    if (key.isSymbol() != symbols) continue;
    HandleScope scope(iso.heap);
    TRY(arrayPush(iso, result, iso.handle(key.toValue(iso))));
  }
  return result;
}
Value objectGetOwnPropertyNames(Isolate& iso, Args args) { return ownKeysAsArray(iso, args, false); }
Value objectGetOwnPropertySymbols(Isolate& iso, Args args) { return ownKeysAsArray(iso, args, true); }

// §20.1.2.13
Value objectHasOwn(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.handle(iso, 0))));
  const PropertyKey key = TRY(toPropertyKey(iso, args.handle(iso, 1)));
  iso.handle(key.raw());
  return Value::boolean(TRY(hasOwnProperty(iso, object, key)));
}

Value objectIs(Isolate&, Args args) { return Value::boolean(sameValueNoGc(args[0], args[1])); }

Value objectPreventExtensions(Isolate& iso, Args args) {
  if (!isObject(args[0])) return args[0];
  const Handle<Object> object = Handle<Object>::fromRooted(args.handle(iso, 0));
  if (!TRY(preventExtensions(iso, object))) return raisePreventExtensionsFailure(iso, object);
  return object;
}

Value applyIntegrityLevel(Isolate& iso, Args args, IntegrityLevel level) {
  if (!isObject(args[0])) return args[0];
  const Handle<Object> object = Handle<Object>::fromRooted(args.handle(iso, 0));
  if (!TRY(setIntegrityLevel(iso, object, level))) return raisePreventExtensionsFailure(iso, object);
  return object;
}
Value objectSeal(Isolate& iso, Args args) { return applyIntegrityLevel(iso, args, IntegrityLevel::Sealed); }
Value objectFreeze(Isolate& iso, Args args) { return applyIntegrityLevel(iso, args, IntegrityLevel::Frozen); }

// §20.1.2.3.1
Value defineAllProperties(Isolate& iso, Handle<Object> object, HandleValue properties) {
  const Handle<Object> source = iso.handle(TRY(toObject(iso, properties)));
  KeyList list(iso);
  TRY(ownPropertyKeys(iso, source, &list));
  std::vector<std::pair<PropertyKey, PropertyDescriptor>> descriptors;
  for (PropertyKey key : list.keys) {
    PropertyDescriptor d;
    if (!TRY(getOwnProperty(iso, source, key, &d)) || !d.enumerable.value_or(false)) continue;
    const HandleValue value = iso.handle(TRY(get(iso, source, key)));
    descriptors.emplace_back(key, TRY(toPropertyDescriptor(iso, value)));
  }
  for (const auto& [key, descriptor] : descriptors) {
    HandleScope scope(iso.heap);
    TRY(definePropertyOrThrow(iso, object, key, descriptor));
  }
  return object;
}

// §20.1.2.2
Value objectCreate(Isolate& iso, Args args) {
  if (!isObject(args[0]) && !args[0].isNull())
    return iso.raise(msg::PrototypeNotObjectOrNull, {describeForMessage(iso, args[0])});
  const Handle<Object> object = iso.handle(newObjectWithPrototype(iso, args.handle(iso, 0)));
  if (args[1].isUndefined()) return object;
  return defineAllProperties(iso, object, args.handle(iso, 1));
}

Value objectDefineProperties(Isolate& iso, Args args) {
  if (!isObject(args[0])) return iso.raise(msg::CalledOnNonObject, {"Object.defineProperties"});
  return defineAllProperties(iso, Handle<Object>::fromRooted(args.handle(iso, 0)), args.handle(iso, 1));
}

// §20.1.2.4
Value objectDefineProperty(Isolate& iso, Args args) {
  if (!isObject(args[0])) return iso.raise(msg::CalledOnNonObject, {"Object.defineProperty"});
  const PropertyKey key = TRY(toPropertyKey(iso, args.handle(iso, 1)));
  iso.handle(key.raw());
  const PropertyDescriptor d = TRY(toPropertyDescriptor(iso, args.handle(iso, 2)));
  TRY(definePropertyOrThrow(iso, Handle<Object>::fromRooted(args.handle(iso, 0)), key, d));
  return args[0];
}

Value objectGetPrototypeOf(Isolate& iso, Args args) {
  return getPrototypeOf(iso, iso.handle(TRY(toObject(iso, args.handle(iso, 0)))));
}

// §20.1.2.22
Value objectSetPrototypeOf(Isolate& iso, Args args) {
  if (args[0].isNullish()) return iso.raise(msg::CalledOnNullish, {"Object.setPrototypeOf"});
  if (!isObject(args[1]) && !args[1].isNull())
    return iso.raise(msg::PrototypeNotObjectOrNull, {describeForMessage(iso, args[1])});
  if (!isObject(args[0])) return args[0];
  const Handle<Object> object = Handle<Object>::fromRooted(args.handle(iso, 0));
  if (!TRY(setPrototypeOf(iso, object, args.handle(iso, 1)))) return raiseSetPrototypeFailure(iso, object);
  return object;
}

Value objectIsExtensible(Isolate& iso, Args args) {
  if (!isObject(args[0])) return Value::boolean(false);
  return Value::boolean(TRY(isExtensible(iso, Handle<Object>::fromRooted(args.handle(iso, 0)))));
}
Value hasIntegrityLevel(Isolate& iso, Args args, IntegrityLevel level) {
  if (!isObject(args[0])) return Value::boolean(true);
  return Value::boolean(TRY(testIntegrityLevel(iso, Handle<Object>::fromRooted(args.handle(iso, 0)), level)));
}
Value objectIsFrozen(Isolate& iso, Args args) { return hasIntegrityLevel(iso, args, IntegrityLevel::Frozen); }
Value objectIsSealed(Isolate& iso, Args args) { return hasIntegrityLevel(iso, args, IntegrityLevel::Sealed); }



// §7.3.23 EnumerableOwnProperties
Value enumerableOwnProperties(Isolate& iso, Args args, Listing listing) {
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.handle(iso, 0))));
  KeyList list(iso);
  TRY(ownPropertyKeys(iso, object, &list));
  iso.charge(5 * list.keys.size());
  const Handle<ArrayObject> result = iso.handle(newArray(iso, 0, uint32_t(list.keys.size())));
  HandleValue item = iso.handle(Value());
  for (PropertyKey key : list.keys) {
    if (key.isSymbol()) continue;
    HandleScope scope(iso.heap);
    if (listing == Listing::Keys) {
      if (ownEnumerableDataNoGc(object, key).isEmpty()) {
        PropertyDescriptor d;
        if (!TRY(getOwnProperty(iso, object, key, &d)) || !d.enumerable.value_or(false)) continue;
      }
      item.set(key.toValue(iso));
    } else {
      if (!TRY(getOwnEnumerable(iso, object, key, item))) continue;
      if (listing == Listing::Entries) {
        RootedValues pair(iso);
        pair.push(key.toValue(iso));
        pair.push(item);
        item.set(Value(newArrayFrom(iso, pair.data(), 2)));
      }
    }
    TRY(arrayPush(iso, result, item));
  }
  return result;
}
Value objectKeys(Isolate& iso, Args args) { return enumerableOwnProperties(iso, args, Listing::Keys); }
Value objectValues(Isolate& iso, Args args) { return enumerableOwnProperties(iso, args, Listing::Values); }
Value objectEntries(Isolate& iso, Args args) { return enumerableOwnProperties(iso, args, Listing::Entries); }

// §20.1.2.7
Value objectFromEntries(Isolate& iso, Args args) {
  if (args[0].isNullish()) return iso.raise(msg::NotIterable, {describeForMessage(iso, args[0])});
  const Handle<Object> result = iso.handle(newObject(iso));
  TRY(forEachOf(iso, args.handle(iso, 0), [&](HandleValue item) -> Completion<void> {
    if (!isObject(item)) return iso.raise(msg::EntryNotObject, {describeForMessage(iso, item)});
    const Handle<Object> entry = Handle<Object>::fromRooted(item);
    const HandleValue name = iso.handle(TRY(get(iso, entry, PropertyKey::fromIndex(0))));
    const HandleValue value = iso.handle(TRY(get(iso, entry, PropertyKey::fromIndex(1))));
    const PropertyKey key = TRY(toPropertyKey(iso, name));
    iso.handle(key.raw());
    return createDataPropertyOrThrow(iso, result, key, value);
  }));
  return result;
}

// §20.1.2.11
Value objectGroupBy(Isolate& iso, Args args) {
  RootedValues keys(iso), groups(iso);
  TRY(groupBy(iso, args, "Object.groupBy", GroupKeys::Property, &keys, &groups));
  const Handle<Object> result = iso.handle(newObjectWithPrototype(iso, iso.null()));
  for (size_t i = 0; i < keys.size(); ++i) {
    HandleScope scope(iso.heap);
    TRY(createDataPropertyOrThrow(iso, result, PropertyKey::fromRaw(keys[i]), groups.handle(i)));
  }
  return result;
}

// --- Object.prototype ---

Completion<void> requireThis(Isolate& iso, Args args, std::string_view method) {
  if (args.thisValue().get().isNullish()) return iso.raise(msg::CalledOnNullish, {method});
  return {};
}

// §20.1.3.2
Value prototypeHasOwnProperty(Isolate& iso, Args args) {
  const PropertyKey key = TRY(toPropertyKey(iso, args.handle(iso, 0)));
  iso.handle(key.raw());
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.thisValue())));
  return Value::boolean(TRY(hasOwnProperty(iso, object, key)));
}

Value prototypeIsPrototypeOf(Isolate& iso, Args args) {
  if (!isObject(args[0])) return Value::boolean(false);
  const Handle<Object> self = iso.handle(TRY(toObject(iso, args.thisValue())));
  Handle<Object> at = iso.handle(args[0].as<Object>());
  for (;;) {
    const Value parent = TRY(getPrototypeOf(iso, at));
    if (parent.isNull()) return Value::boolean(false);
    if (parent == Value(self.get())) return Value::boolean(true);
    at.set(parent.as<Object>());
    TRY(pollInterrupt(iso, 1)); // a proxy may make the chain endless
  }
}

Value prototypePropertyIsEnumerable(Isolate& iso, Args args) {
  const PropertyKey key = TRY(toPropertyKey(iso, args.handle(iso, 0)));
  iso.handle(key.raw());
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.thisValue())));
  PropertyDescriptor d;
  return Value::boolean(TRY(getOwnProperty(iso, object, key, &d)) && d.enumerable.value_or(false));
}

// §20.1.3.6
Value prototypeToString(Isolate& iso, Args args) {
  const Value self = args.thisValue();
  if (self.isUndefined()) return Value(newString(iso, "[object Undefined]"));
  if (self.isNull()) return Value(newString(iso, "[object Null]"));
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.thisValue())));
  const char* builtin = "Object";
  if (TRY(isArray(iso, object))) {
    builtin = "Array";
  } else {
    switch (object->kind) {
    case CellKind::ErrorObject: builtin = "Error"; break;
    case CellKind::DateObject: builtin = "Date"; break;
    case CellKind::RegExpObject: builtin = "RegExp"; break;
    case CellKind::ArgumentsObject: builtin = "Arguments"; break;
    case CellKind::PrimitiveWrapper: {
      const Value primitive = static_cast<PrimitiveWrapper*>(object.get())->value;
      if (primitive.isNumber()) builtin = "Number";
      else if (primitive.isBoolean()) builtin = "Boolean";
      else if (isString(primitive)) builtin = "String";
      break;
    }
    default:
      if (object->isCallable()) builtin = "Function";
    }
  }
  const HandleValue tag = iso.handle(TRY(get(iso, object, iso.key(iso.symbols.toStringTag))));
  StringBuilder text;
  text.append("[object ");
  if (isString(tag)) text.append(tag.get().as<String>());
  else text.append(builtin);
  text.append("]");
  return Value(TRY(text.finish(iso)));
}

Value prototypeValueOf(Isolate& iso, Args args) { return Value(TRY(toObject(iso, args.thisValue()))); }

Value prototypeToLocaleString(Isolate& iso, Args args) {
  TRY(requireThis(iso, args, "Object.prototype.toLocaleString"));
  const HandleValue method = iso.handle(TRY(getV(iso, args.thisValue(), iso.key(iso.names.toString))));
  if (!isCallable(method)) return iso.raise(msg::NotAFunction, {describeForMessage(iso, method)});
  return iso.call(method, args.thisValue());
}

// §20.1.3.8
Value prototypeGetProto(Isolate& iso, Args args) {
  return getPrototypeOf(iso, iso.handle(TRY(toObject(iso, args.thisValue()))));
}
Value prototypeSetProto(Isolate& iso, Args args) {
  TRY(requireThis(iso, args, "set Object.prototype.__proto__"));
  if (!isObject(args[0]) && !args[0].isNull()) return Value();
  if (!isObject(args.thisValue())) return Value();
  const Handle<Object> object = Handle<Object>::fromRooted(args.thisValue());
  if (!TRY(setPrototypeOf(iso, object, args.handle(iso, 0)))) return raiseSetPrototypeFailure(iso, object);
  return Value();
}

// §B.2.2 (Additional properties of Object.prototype)
Value defineHalfAccessor(Isolate& iso, Args args, bool getter) {
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.thisValue())));
  if (!isCallable(args[1]))
    return iso.raise(msg::ExpectingFunction, {getter ? "Object.prototype.__defineGetter__" : "Object.prototype.__defineSetter__"});
  PropertyDescriptor d;
  (getter ? d.getter : d.setter) = args.handle(iso, 1);
  d.enumerable = true;
  d.configurable = true;
  const PropertyKey key = TRY(toPropertyKey(iso, args.handle(iso, 0)));
  iso.handle(key.raw());
  TRY(definePropertyOrThrow(iso, object, key, d));
  return Value();
}
Value prototypeDefineGetter(Isolate& iso, Args args) { return defineHalfAccessor(iso, args, true); }
Value prototypeDefineSetter(Isolate& iso, Args args) { return defineHalfAccessor(iso, args, false); }

Value lookupHalfAccessor(Isolate& iso, Args args, bool getter) {
  Handle<Object> at = iso.handle(TRY(toObject(iso, args.thisValue())));
  const PropertyKey key = TRY(toPropertyKey(iso, args.handle(iso, 0)));
  iso.handle(key.raw());
  for (;;) {
    HandleScope scope(iso.heap);
    PropertyDescriptor d;
    if (TRY(getOwnProperty(iso, at, key, &d))) {
      if (!d.isAccessor()) return Value();
      const std::optional<HandleValue>& half = getter ? d.getter : d.setter;
      return half ? half->get() : Value();
    }
    const Value parent = TRY(getPrototypeOf(iso, at));
    if (parent.isNull()) return Value();
    at.set(parent.as<Object>());
    TRY(pollInterrupt(iso, 1));
  }
}
Value prototypeLookupGetter(Isolate& iso, Args args) { return lookupHalfAccessor(iso, args, true); }
Value prototypeLookupSetter(Isolate& iso, Args args) { return lookupHalfAccessor(iso, args, false); }

} // namespace

Throw raisePreventExtensionsFailure(Isolate& iso, Handle<Object> object) {
  if (object->kind == CellKind::ProxyObject) return iso.raise(msg::ProxyTrapFalsish, {"preventExtensions"});
  return iso.raise(msg::CannotPreventExtensions);
}

Throw raiseSetPrototypeFailure(Isolate& iso, Handle<Object> object) {
  if (object->kind == CellKind::ProxyObject) return iso.raise(msg::ProxyTrapFalsishFor, {"setPrototypeOf", "undefined"});
  if (object.get() == iso.realm->get(Intrinsic::ObjectPrototype))
    return iso.raise(msg::ImmutablePrototype,
                     {iso.options.nodeMajor >= 22 ? std::string("Object.prototype") : describeForMessage(iso, object)});
  const Completion<bool> extensible = isExtensible(iso, object);
  if (threw(extensible)) return {};
  if (!Completion<bool>(extensible).value()) return iso.raise(msg::ObjectNotExtensible, {describeForMessage(iso, object)});
  return iso.raise(msg::ProtoCycle);
}

void installObject(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = realm.handle(Intrinsic::ObjectPrototype);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "Object", 1, objectConstructor, Intrinsic::Object, prototype, Intrinsic::ObjectPrototype);
  defineMethods(iso, constructor,
                {{"assign", objectAssign, 2},
                 {"getOwnPropertyDescriptor", objectGetOwnPropertyDescriptor, 2},
                 {"getOwnPropertyDescriptors", objectGetOwnPropertyDescriptors, 1},
                 {"getOwnPropertyNames", objectGetOwnPropertyNames, 1},
                 {"getOwnPropertySymbols", objectGetOwnPropertySymbols, 1},
                 since(16, {"hasOwn", objectHasOwn, 2}),
                 {"is", objectIs, 2},
                 {"preventExtensions", objectPreventExtensions, 1},
                 {"seal", objectSeal, 1},
                 {"create", objectCreate, 2},
                 {"defineProperties", objectDefineProperties, 2},
                 {"defineProperty", objectDefineProperty, 3},
                 {"freeze", objectFreeze, 1},
                 {"getPrototypeOf", objectGetPrototypeOf, 1},
                 {"setPrototypeOf", objectSetPrototypeOf, 2},
                 {"isExtensible", objectIsExtensible, 1},
                 {"isFrozen", objectIsFrozen, 1},
                 {"isSealed", objectIsSealed, 1},
                 {"keys", objectKeys, 1},
                 {"entries", objectEntries, 1},
                 since(12, {"fromEntries", objectFromEntries, 1}),
                 {"values", objectValues, 1}});
  if (iso.options.nodeMajor >= 21) defineMethod(iso, constructor, "groupBy", 2, objectGroupBy);

  defineMethods(iso, prototype,
                {{"__defineGetter__", prototypeDefineGetter, 2},
                 {"__defineSetter__", prototypeDefineSetter, 2},
                 {"hasOwnProperty", prototypeHasOwnProperty, 1},
                 {"__lookupGetter__", prototypeLookupGetter, 1},
                 {"__lookupSetter__", prototypeLookupSetter, 1},
                 {"isPrototypeOf", prototypeIsPrototypeOf, 1},
                 {"propertyIsEnumerable", prototypePropertyIsEnumerable, 1}});
  realm.set(Intrinsic::ObjProtoToString, defineMethod(iso, prototype, "toString", 0, prototypeToString));
  defineMethod(iso, prototype, "valueOf", 0, prototypeValueOf);
  defineGetter(iso, prototype, "__proto__", prototypeGetProto, prototypeSetProto);
  defineMethod(iso, prototype, "toLocaleString", 0, prototypeToLocaleString);
}

} // namespace tickscope
