#include "core/builtins/iteration.h"

#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

Completion<IteratorRecord> getIteratorDirect(Isolate& iso, Handle<Object> iterator) {
  return IteratorRecord{iterator, iso.handle(TRY(get(iso, iterator, iso.key(iso.names.next))))};
}

Completion<IteratorRecord> getIteratorFromMethod(Isolate& iso, HandleValue iterable, HandleValue method) {
  const HandleValue iterator = iso.handle(TRY(iso.call(method, iterable)));
  if (!isObject(iterator)) return iso.raise(msg::IteratorNotObject);
  return getIteratorDirect(iso, Handle<Object>::fromRooted(iterator));
}

Completion<IteratorRecord> getIterator(Isolate& iso, HandleValue iterable) {
  if (iterable.get().isNullish()) return iso.raise(msg::NotIterableNoLoad, {describeCallSite(iso, iterable)});
  const HandleValue method = iso.handle(TRY(getV(iso, iterable, iso.key(iso.symbols.iterator))));
  if (!isCallable(method)) {
    const Message& message = isObject(iterable) ? msg::NotIterable : msg::NotIterableNoLoad;
    return iso.raise(message, {describeCallSite(iso, iterable)});
  }
  return getIteratorFromMethod(iso, iterable, method);
}

Value iteratorStep(Isolate& iso, const IteratorRecord& record) {
  const HandleValue result = iso.handle(TRY(iso.call(record.next, record.iterator)));
  if (!isObject(result)) return iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, result)});
  const Handle<Object> object = Handle<Object>::fromRooted(result);
  // OPTIMIZATION: a result made by a built-in iterator.
  if (object->shape == iso.realm->iteratorResultShape) {
    if (toBoolean(object->inlineSlots()[1])) return Value::empty();
    return object->inlineSlots()[0];
  }
  if (toBoolean(TRY(get(iso, object, iso.key(iso.names.done))))) return Value::empty();
  return get(iso, object, iso.key(iso.names.value));
}

Completion<void> iteratorClose(Isolate& iso, Handle<Object> iterator) {
  HandleScope scope(iso.heap);
  const HandleValue method = iso.handle(TRY(getMethod(iso, iterator, iso.key(iso.names.return_))));
  if (method.get().isUndefined()) return {};
  const Value result = TRY(iso.call(method, iterator));
  if (!isObject(result)) return iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, result)});
  return {};
}

Throw iteratorCloseAfterThrow(Isolate& iso, Handle<Object> iterator) {
  if (iso.terminating) return {};
  HandleScope scope(iso.heap);
  const HandleValue original = iso.handle(iso.takeException());
  const Value method = getMethod(iso, iterator, iso.key(iso.names.return_));
  if (!threw(method) && !method.isUndefined()) (void)iso.call(iso.handle(method), iterator);
  if (iso.terminating) return {};
  return iso.throwValue(original);
}

bool iteratesAsPlainArrayNoGc(Isolate& iso, Value value) {
  if (!value.isCell() || value.asCell()->kind != CellKind::ArrayObject) return false;
  Object* array = value.as<Object>();
  Realm& realm = *iso.realm;
  if (array->shape->prototype != Value(realm.get(Intrinsic::ArrayPrototype))) return false;
  // Own properties might include Symbol.iterator; arrays with any are rare enough to go the long way.
  if (array->shape->count != 0 || !hasDenseElements(array)) return false;
  return getOwnDataNoGc(realm.get(Intrinsic::ArrayPrototype), iso.key(iso.symbols.iterator)) ==
             Value(realm.get(Intrinsic::ArrayProtoValues)) &&
         getOwnDataNoGc(realm.get(Intrinsic::ArrayIteratorPrototype), iso.key(iso.names.next)) ==
             Value(realm.get(Intrinsic::ArrayIteratorNext));
}

} // namespace tickscope
