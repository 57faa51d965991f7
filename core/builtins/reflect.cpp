// Reflect (ECMA-262 §28.1), in the order in which V8 lists the methods.
#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/descriptor.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"

namespace tickscope {

namespace {

Completion<Handle<Object>> target(Isolate& iso, Args args, std::string_view method) {
  if (!isObject(args[0])) return iso.raise(msg::CalledOnNonObject, {method});
  return Handle<Object>::fromRooted(args.handle(iso, 0));
}

Completion<PropertyKey> keyArgument(Isolate& iso, Args args) {
  const PropertyKey key = TRY(toPropertyKey(iso, args.handle(iso, 1)));
  iso.handle(key.raw()); // keeps it reachable for the rest of the call
  return key;
}

Value reflectDefineProperty(Isolate& iso, Args args) {
  const Handle<Object> object = TRY(target(iso, args, "Reflect.defineProperty"));
  const PropertyKey key = TRY(keyArgument(iso, args));
  const PropertyDescriptor d = TRY(toPropertyDescriptor(iso, args.handle(iso, 2)));
  return Value::boolean(TRY(defineOwnProperty(iso, object, key, d)));
}

Value reflectDeleteProperty(Isolate& iso, Args args) {
  const Handle<Object> object = TRY(target(iso, args, "Reflect.deleteProperty"));
  const PropertyKey key = TRY(keyArgument(iso, args));
  return Value::boolean(TRY(deleteProperty(iso, object, key)));
}

Value reflectApply(Isolate& iso, Args args) {
  if (!isCallable(args[0]))
    return iso.raise(msg::ApplyNonFunction, {describeForMessage(iso, args[0]), describeKindForApply(iso, args[0])});
  RootedValues list(iso);
  TRY(createListFromArrayLike(iso, args.handle(iso, 2), &list));
  return iso.call(args.handle(iso, 0), args.handle(iso, 1), list.data(), uint32_t(list.size()));
}

Value reflectConstruct(Isolate& iso, Args args) {
  if (!isConstructor(args[0])) return iso.raise(msg::NotAConstructor, {describeForMessage(iso, args[0])});
  const HandleValue newTarget = args.handle(iso, args.count() > 2 ? 2 : 0);
  if (!isConstructor(newTarget)) return iso.raise(msg::NotAConstructor, {describeForMessage(iso, newTarget)});
  RootedValues list(iso);
  TRY(createListFromArrayLike(iso, args.handle(iso, 1), &list));
  return iso.construct(args.handle(iso, 0), list.data(), uint32_t(list.size()), newTarget);
}

Value reflectGet(Isolate& iso, Args args) {
  const Handle<Object> object = TRY(target(iso, args, "Reflect.get"));
  const PropertyKey key = TRY(keyArgument(iso, args));
  return get(iso, object, key, args.count() > 2 ? args.handle(iso, 2) : HandleValue(object));
}

Value reflectGetOwnPropertyDescriptor(Isolate& iso, Args args) {
  const Handle<Object> object = TRY(target(iso, args, "Reflect.getOwnPropertyDescriptor"));
  const PropertyKey key = TRY(keyArgument(iso, args));
  PropertyDescriptor d;
  if (!TRY(getOwnProperty(iso, object, key, &d))) return Value();
  return fromPropertyDescriptor(iso, d);
}

Value reflectGetPrototypeOf(Isolate& iso, Args args) { return getPrototypeOf(iso, TRY(target(iso, args, "Reflect.getPrototypeOf"))); }

Value reflectHas(Isolate& iso, Args args) {
  const Handle<Object> object = TRY(target(iso, args, "Reflect.has"));
  const PropertyKey key = TRY(keyArgument(iso, args));
  return Value::boolean(TRY(hasProperty(iso, object, key)));
}

Value reflectIsExtensible(Isolate& iso, Args args) {
  return Value::boolean(TRY(isExtensible(iso, TRY(target(iso, args, "Reflect.isExtensible")))));
}

Value reflectOwnKeys(Isolate& iso, Args args) {
  const Handle<Object> object = TRY(target(iso, args, "Reflect.ownKeys"));
  KeyList list(iso);
  TRY(ownPropertyKeys(iso, object, &list));
  const Handle<ArrayObject> result = iso.handle(newArray(iso, 0, uint32_t(list.keys.size())));
  for (PropertyKey key : list.keys) {
    HandleScope scope(iso.heap);
    TRY(arrayPush(iso, result, iso.handle(key.toValue(iso))));
  }
  return result;
}

Value reflectPreventExtensions(Isolate& iso, Args args) {
  return Value::boolean(TRY(preventExtensions(iso, TRY(target(iso, args, "Reflect.preventExtensions")))));
}

Value reflectSet(Isolate& iso, Args args) {
  const Handle<Object> object = TRY(target(iso, args, "Reflect.set"));
  const PropertyKey key = TRY(keyArgument(iso, args));
  return Value::boolean(TRY(set(iso, object, key, args.handle(iso, 2), args.count() > 3 ? args.handle(iso, 3) : HandleValue(object))));
}

Value reflectSetPrototypeOf(Isolate& iso, Args args) {
  const Handle<Object> object = TRY(target(iso, args, "Reflect.setPrototypeOf"));
  if (!isObject(args[1]) && !args[1].isNull())
    return iso.raise(msg::PrototypeNotObjectOrNull, {describeForMessage(iso, args[1])});
  return Value::boolean(TRY(setPrototypeOf(iso, object, args.handle(iso, 1))));
}

} // namespace

void installReflect(Isolate& iso, Realm& realm) {
  const Handle<Object> reflect = newPrototype(iso);
  realm.set(Intrinsic::Reflect, reflect);
  defineMethods(iso, reflect,
                {{"defineProperty", reflectDefineProperty, 3},
                 {"deleteProperty", reflectDeleteProperty, 2},
                 tailCalls({"apply", reflectApply, 3}),
                 tailCalls({"construct", reflectConstruct, 2}),
                 {"get", reflectGet, 2},
                 {"getOwnPropertyDescriptor", reflectGetOwnPropertyDescriptor, 2},
                 {"getPrototypeOf", reflectGetPrototypeOf, 1},
                 {"has", reflectHas, 2},
                 {"isExtensible", reflectIsExtensible, 1},
                 {"ownKeys", reflectOwnKeys, 1},
                 {"preventExtensions", reflectPreventExtensions, 1},
                 {"set", reflectSet, 3},
                 {"setPrototypeOf", reflectSetPrototypeOf, 2}});
  defineToStringTag(iso, reflect, "Reflect");
  defineGlobal(iso, realm, "Reflect", reflect);
}

} // namespace tickscope
