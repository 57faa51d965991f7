#include "core/vm/iterator_operations.h"

#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/isolate.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

namespace {
Handle<Object> objectOf(HandleValue value) { return Handle<Object>::fromRooted(value); }

// The value of an own data property of a prototype, or empty: what a built-in protocol reads when nothing was changed.
Value ownData(Isolate& iso, Intrinsic which, PropertyKey key) { return getOwnDataNoGc(iso.realm->get(which), key); }
} // namespace

Completion<IteratorRecord> getIteratorDirect(Isolate& iso, Handle<Object> iterator) {
  HandleValue next = iso.handle(TRY(get(iso, iterator, iso.key(iso.names.next))));
  return IteratorRecord{iterator, next};
}

Completion<IteratorRecord> getIteratorFromMethod(Isolate& iso, HandleValue value, HandleValue method) {
  HandleValue iterator = iso.handle(TRY(iso.call(method, value)));
  if (!isObject(iterator))
    return iso.raise(ErrorType::TypeError, "Result of the Symbol.iterator method is not an object");
  return getIteratorDirect(iso, objectOf(iterator));
}

Completion<IteratorRecord> getAsyncIteratorFromMethods(Isolate& iso, HandleValue value, HandleValue method, HandleValue syncMethod) {
  if (method.get().isUndefined()) {
    IteratorRecord sync = TRY(getIteratorFromMethod(iso, value, syncMethod));
    return createAsyncFromSyncIterator(iso, sync);
  }
  HandleValue iterator = iso.handle(TRY(iso.call(method, value)));
  if (!isObject(iterator)) return iso.raise(ErrorType::TypeError, "Result of the Symbol.asyncIterator method is not an object");
  return getIteratorDirect(iso, objectOf(iterator));
}

Completion<IteratorRecord> getIterator(Isolate& iso, HandleValue value, IteratorKind kind) {
  if (kind == IteratorKind::Async) {
    HandleValue method = iso.handle(TRY(getMethod(iso, value, iso.key(iso.symbols.asyncIterator))));
    HandleValue syncMethod = iso.undefined();
    if (method.get().isUndefined()) {
      syncMethod = iso.handle(TRY(getMethod(iso, value, iso.key(iso.symbols.iterator))));
      if (syncMethod.get().isUndefined()) return iso.raise(msg::NotAsyncIterable, {describeForMessage(iso, value)});
    }
    return getAsyncIteratorFromMethods(iso, value, method, syncMethod);
  }
  // Asked by natives (new Set(5)): V8 speaks of the value by its type.
  HandleValue method = iso.handle(value.get().isNullish() ? Value::undefined() : TRY(getV(iso, value, iso.key(iso.symbols.iterator))));
  if (!isCallable(method)) return slow::raiseNotIterable(iso, nullptr, value);
  return getIteratorFromMethod(iso, value, method);
}

Value iteratorNext(Isolate& iso, IteratorRecord& record) {
  if (!isCallable(record.next)) {
    record.done = true;
    return iso.raise(msg::NotAFunction, {slow::describeByType(iso, record.next)});
  }
  const Value result = iso.call(record.next, record.iterator);
  if (result.isException()) {
    record.done = true;
    return Throw{};
  }
  if (!isObject(result)) {
    record.done = true;
    return iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, result)});
  }
  return result;
}

Value iteratorStepValue(Isolate& iso, IteratorRecord& record) {
  HandleScope scope(iso.heap);
  Handle<Object> result = objectOf(iso.handle(TRY(iteratorNext(iso, record))));
  const Value done = get(iso, result, iso.key(iso.names.done));
  if (done.isException() || toBoolean(done)) {
    record.done = true;
    return done.isException() ? done : Value::empty();
  }
  const Value value = get(iso, result, iso.key(iso.names.value));
  if (value.isException()) record.done = true;
  return value;
}

Completion<void> iteratorClose(Isolate& iso, const IteratorRecord& record) {
  HandleScope scope(iso.heap);
  HandleValue method = iso.handle(TRY(getMethod(iso, record.iterator, iso.key(iso.names.return_))));
  if (method.get().isUndefined()) return {};
  const Value result = TRY(iso.call(method, record.iterator));
  if (!isObject(result)) return iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, result)});
  return {};
}

Throw iteratorCloseThrow(Isolate& iso, const IteratorRecord& record) {
  if (iso.terminating) return {};
  HandleScope scope(iso.heap);
  HandleValue pending = iso.handle(iso.takeException());
  HandleValue method = iso.handle(getMethod(iso, record.iterator, iso.key(iso.names.return_)));
  if (!method.get().isException() && !method.get().isUndefined()) method.set(iso.call(method, record.iterator));
  if (iso.terminating) return {};
  iso.pendingException = pending;
  return {};
}

Object* createIterResult(Isolate& iso, HandleValue value, bool done) {
  Object* result = newObject(iso, iso.realm->iteratorResultShape);
  result->inlineSlots()[0] = value;
  result->inlineSlots()[1] = Value::boolean(done);
  return result;
}

bool isPlainlyIterableNoGc(Isolate& iso, Value value) {
  if (!value.isCell() || value.asCell()->kind != CellKind::ArrayObject) return false;
  ArrayObject* array = value.as<ArrayObject>();
  if (array->shape->prototype != Value(iso.realm->get(Intrinsic::ArrayPrototype)) || !hasDenseElements(array)) return false;
  const PropertyKey symbol = PropertyKey::fromSymbol(iso.symbols.iterator);
  if (array->shape != iso.realm->arrayShape && array->shape->lookup(symbol)) return false;
  return ownData(iso, Intrinsic::ArrayPrototype, symbol) == Value(iso.realm->get(Intrinsic::ArrayProtoValues)) &&
         ownData(iso, Intrinsic::ArrayIteratorPrototype, PropertyKey::fromAtom(iso.names.next)) ==
             Value(iso.realm->get(Intrinsic::ArrayIteratorNext));
}

Value iterableToArray(Isolate& iso, HandleValue iterable) {
  HandleScope scope(iso.heap);
  if (isPlainlyIterableNoGc(iso, iterable)) {
    ArrayObject* source = iterable.get().as<ArrayObject>();
    const uint32_t length = source->lengthU32();
    if (length <= source->elements->capacity) {
      Handle<ArrayObject> copy = iso.handle(newArray(iso, length, length));
      source = iterable.get().as<ArrayObject>();
      bool plain = true;
      for (uint32_t i = 0; i < length && plain; ++i) plain = !source->elements->slots()[i].isEmpty();
      if (plain) {
        for (uint32_t i = 0; i < length; ++i)
          iso.heap.store(copy->elements, &copy->elements->slots()[i], source->elements->slots()[i]);
        return copy.get();
      }
    }
  }
  IteratorRecord record = TRY(getIterator(iso, iterable));
  Handle<ArrayObject> array = iso.handle(newArray(iso));
  HandleValue value = iso.handle(Value::undefined());
  for (;;) {
    HandleScope step(iso.heap);
    value.set(TRY(iteratorStepValue(iso, record)));
    if (value.get().isEmpty()) return array.get();
    TRY(arrayPush(iso, array, value));
  }
}

// --- %AsyncFromSyncIteratorPrototype% (§27.1.4.2) ---
//
// The object is a HostObject-like IteratorObject whose two internal words are the sync iterator and its next method.

namespace {
struct AsyncFromSyncIterator : Object {
  Value iterator, next;
};


Value unwrapFulfilled(Isolate& iso, Args args) {
  HandleValue done = iso.handle(args.callee().get().as<NativeFunction>()->data[0]);
  return Value(createIterResult(iso, args.handle(iso, 0), done.get().isTrue()));
}
Value closeAndRethrow(Isolate& iso, Args args) {
  IteratorRecord record{iso.handle(args.callee().get().as<NativeFunction>()->data[0]), iso.undefined()};
  iso.throwValue(args[0]);
  return iteratorCloseThrow(iso, record);
}

Value rejectWithPending(Isolate& iso, Handle<PromiseObject> promise) {
  if (iso.terminating) return Throw{};
  HandleValue reason = iso.handle(iso.takeException());
  rejectPromise(iso, promise, reason);
  return promise.get();
}

// §27.1.4.4 AsyncFromSyncIteratorContinuation.
Value continueWith(Isolate& iso, Handle<Object> result, Handle<PromiseObject> promise, HandleValue syncIterator, bool closeOnRejection) {
  const Value doneValue = get(iso, result, iso.key(iso.names.done));
  if (doneValue.isException()) return rejectWithPending(iso, promise);
  const bool done = toBoolean(doneValue);
  HandleValue value = iso.handle(get(iso, result, iso.key(iso.names.value)));
  if (value.get().isException()) return rejectWithPending(iso, promise);
  HandleValue wrapper = iso.handle(promiseResolve(iso, iso.intrinsic(Intrinsic::Promise), value));
  if (wrapper.get().isException()) {
    if (!done && closeOnRejection) iteratorCloseThrow(iso, {syncIterator, iso.undefined()});
    return rejectWithPending(iso, promise);
  }
  Handle<NativeFunction> onFulfilled = iso.handle(newNativeFunction(iso, "", 1, unwrapFulfilled));
  onFulfilled->data[0] = Value::boolean(done);
  HandleValue onRejected = iso.undefined();
  if (!done && closeOnRejection) {
    Handle<NativeFunction> close = iso.handle(newNativeFunction(iso, "", 1, closeAndRethrow));
    iso.heap.store(close, &close->data[0], syncIterator);
    onRejected = close;
  }
  performPromiseThen(iso, Handle<PromiseObject>::fromRooted(wrapper), onFulfilled, onRejected,
                     {promise, iso.undefined(), iso.undefined()});
  return promise.get();
}

Value asyncFromSyncNext(Isolate& iso, Args args) {
  auto* self = static_cast<AsyncFromSyncIterator*>(args.thisValue().get().as<Object>());
  HandleValue iterator = iso.handle(self->iterator), next = iso.handle(self->next);
  Handle<PromiseObject> promise = iso.handle(newPromise(iso, PromiseSource::AsyncGenerator));
  HandleValue result = iso.handle(args.count() ? iso.call(next, iterator, {args.handle(iso, 0)}) : iso.call(next, iterator));
  if (!result.get().isException() && !isObject(result))
    result.set(iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, result)}));
  if (result.get().isException()) return rejectWithPending(iso, promise);
  return continueWith(iso, objectOf(result), promise, iterator, true);
}

Value asyncFromSyncAbrupt(Isolate& iso, Args args, bool isThrow) {
  auto* self = static_cast<AsyncFromSyncIterator*>(args.thisValue().get().as<Object>());
  HandleValue iterator = iso.handle(self->iterator);
  Handle<PromiseObject> promise = iso.handle(newPromise(iso, PromiseSource::AsyncGenerator));
  HandleValue method = iso.handle(getMethod(iso, iterator, iso.key(isThrow ? iso.names.throw_ : iso.names.return_)));
  if (method.get().isException()) return rejectWithPending(iso, promise);
  if (method.get().isUndefined()) {
    if (!isThrow) {
      HandleValue result = iso.handle(Value(createIterResult(iso, args.handle(iso, 0), true)));
      resolvePromise(iso, promise, result);
      return promise.get();
    }
    // The protocol was violated: the iterator is closed and a TypeError takes the place of what was thrown.
    if (iteratorClose(iso, {iterator, iso.undefined()}).threw()) return rejectWithPending(iso, promise);
    iso.raise(ErrorType::TypeError, "The iterator does not provide a 'throw' method.");
    return rejectWithPending(iso, promise);
  }
  HandleValue result = iso.handle(args.count() ? iso.call(method, iterator, {args.handle(iso, 0)}) : iso.call(method, iterator));
  if (!result.get().isException() && !isObject(result))
    result.set(iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, result)}));
  if (result.get().isException()) return rejectWithPending(iso, promise);
  return continueWith(iso, objectOf(result), promise, iterator, isThrow);
}
Value asyncFromSyncReturn(Isolate& iso, Args args) { return asyncFromSyncAbrupt(iso, args, false); }
Value asyncFromSyncThrow(Isolate& iso, Args args) { return asyncFromSyncAbrupt(iso, args, true); }

// Made when the first one is needed: the program cannot reach this prototype.
Handle<Object> asyncFromSyncPrototype(Isolate& iso) {
  if (!iso.realm->has(Intrinsic::AsyncFromSyncIteratorPrototype)) {
    HandleScope scope(iso.heap);
    Handle<Object> prototype = iso.handle(newObjectWithPrototype(iso, iso.intrinsic(Intrinsic::AsyncIteratorPrototype)));
    defineMethods(iso, prototype, {{"next", asyncFromSyncNext, 1}, {"return", asyncFromSyncReturn, 1}, {"throw", asyncFromSyncThrow, 1}});
    iso.realm->set(Intrinsic::AsyncFromSyncIteratorPrototype, prototype);
  }
  return iso.intrinsic(Intrinsic::AsyncFromSyncIteratorPrototype);
}
} // namespace

Completion<IteratorRecord> createAsyncFromSyncIterator(Isolate& iso, const IteratorRecord& sync) {
  auto* object = static_cast<AsyncFromSyncIterator*>(
      newObjectOfKind(iso, CellKind::IteratorObject, sizeof(AsyncFromSyncIterator), asyncFromSyncPrototype(iso)));
  object->iterator = sync.iterator;
  object->next = sync.next;
  Handle<Object> handle = iso.handle(static_cast<Object*>(object));
  return getIteratorDirect(iso, handle);
}

} // namespace tickscope
