// Slow paths of iteration: for-of, spread, destructuring, for-in.
//
// An iteration's record is two registers: the iterator and its next method. A plain array that is iterated as it is has
// itself in the first and the next index, an int32, in the second. An iteration that ended has undefined in the first.
#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/iterator_operations.h"

namespace tickscope::slow {

namespace {
Handle<Object> objectAt(Value* R, uint16_t index) { return Handle<Object>::fromRooted(reg(R, index)); }

Throw notAsyncIterable(Isolate& iso, const CallFrame* frame, HandleValue value) {
  return iso.raise(msg::NotAsyncIterable, {describeDestructured(iso, frame, value)});
}
} // namespace

Completion<IteratorRecord> spreadIterator(Isolate& iso, CallFrame* frame, HandleValue value) {
  if (value.get().isNullish()) return raiseNotIterable(iso, frame, value);
  HandleValue method = iso.handle(TRY(getV(iso, value, iso.key(iso.symbols.iterator))));
  if (!isCallable(method)) return raiseNotIterable(iso, frame, value);
  return getIteratorFromMethod(iso, value, method);
}

namespace {
// An int32 in the second register says "plain array": a `next` that is one (it cannot be called anyway) is kept as a double.
void storeRecord(Value* record, const IteratorRecord& iterator) {
  record[0] = iterator.iterator;
  const Value next = iterator.next;
  record[1] = next.isInt32() ? Value::float64(double(next.asInt32())) : next;
}
} // namespace

bool opGetIterator(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  Value* record = R + pc[1];
  if (isPlainlyIterableNoGc(iso, R[pc[2]])) {
    record[0] = R[pc[2]];
    record[1] = Value::int32(0);
    return true;
  }
  HandleScope scope(iso.heap);
  auto iterator = spreadIterator(iso, frame, reg(R, pc[2]));
  if (iterator.threw()) return false;
  storeRecord(record, iterator.value());
  return true;
}

bool opGetAsyncIterator(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  HandleValue value = reg(R, pc[2]);
  HandleValue method = iso.handle(getMethod(iso, value, iso.key(iso.symbols.asyncIterator)));
  if (method.get().isException()) return false;
  HandleValue sync = iso.undefined();
  if (method.get().isUndefined()) {
    sync = iso.handle(getV(iso, value, iso.key(iso.symbols.iterator)));
    if (sync.get().isException()) return false;
    if (!isCallable(sync)) {
      notAsyncIterable(iso, frame, value);
      return false;
    }
  }
  auto iterator = getAsyncIteratorFromMethods(iso, value, method, sync);
  if (iterator.threw()) return false;
  storeRecord(R + pc[1], iterator.value());
  return true;
}

bool opIteratorNextHole(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const uint32_t index = uint32_t(R[pc[2] + 1].asInt32()) - 1;
  const Value value = get(iso, objectAt(R, pc[2]), PropertyKey::fromIndex(index));
  if (value.isException()) return false;
  R[pc[1]] = value;
  return true;
}

Step iteratorNext(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  Value* record = R + pc[2];
  if (record[0].isUndefined()) return Step::End; // destructuring goes on asking after the end
  // A generator with the original next: its frame is pushed, and it hands its values over without result objects.
  if (record[0].isCell() && record[0].asCell()->kind == CellKind::GeneratorObject && record[1].isCell() &&
      record[1].asCell()->kind == CellKind::NativeFunction && record[1].as<NativeFunction>()->function == generatorNextNative) {
    auto* generator = record[0].as<GeneratorObject>();
    if (!(generator->aux & (GeneratorObject::kRunning | GeneratorObject::kCompleted))) {
      HandleScope scope(iso.heap);
      vm.isolate().charge(record[1].as<NativeFunction>()->cost / 4);
      if (!vm.pushSuspended(iso.handle(generator), iso.undefined(), ResumeMode::Next, CallFrame::kForOf)) {
        record[0] = Value::undefined();
        return Step::Threw;
      }
      vm.frame_->returnPc = pc;
      vm.frame_->returnRegister = pc[1];
      return Step::Resumed;
    }
  }
  (void)frame;
  HandleScope scope(iso.heap);
  IteratorRecord iterator{HandleValue(record), HandleValue(record + 1)};
  // The record is done while next runs: if it throws, the iterator is not closed (§7.4.9).
  HandleValue kept = iso.handle(record[0]);
  iterator.iterator = kept;
  record[0] = Value::undefined();
  const Value value = iteratorStepValue(iso, iterator);
  if (value.isException()) return Step::Threw;
  if (value.isEmpty()) return Step::End;
  record[0] = kept;
  R[pc[1]] = value;
  return Step::Value;
}

bool opIteratorCall(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const Value result = iso.call(reg(R, uint16_t(pc[2] + 1)), reg(R, pc[2]));
  if (result.isException()) return false;
  R[pc[1]] = result;
  return true;
}

bool opIteratorUnwrap(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  if (!isObjectCell(R[pc[2]])) {
    iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, R[pc[2]])});
    return false;
  }
  const Value done = get(iso, objectAt(R, pc[2]), iso.key(iso.names.done));
  if (done.isException()) return false;
  iso.interpreter->flag_ = toBoolean(done);
  if (iso.interpreter->flag_) return true;
  const Value value = get(iso, objectAt(R, pc[2]), iso.key(iso.names.value));
  if (value.isException()) return false;
  iso.interpreter->flag_ = false; // what ran meanwhile may have used it
  R[pc[1]] = value;
  return true;
}

namespace {
// The record as C++ sees it. For an array iterated as it is, an iterator is made only if somebody gave its prototype a
// `return` method; false: there is nothing to close.
bool closable(Isolate& iso, Value* record, IteratorRecord* out) {
  if (record[0].isUndefined()) return false;
  if (record[1].isInt32()) {
    for (Value at = Value(iso.realm->get(Intrinsic::ArrayIteratorPrototype)); at.isCell(); at = at.as<Object>()->shape->prototype) {
      if (!at.as<Object>()->shape->lookup(PropertyKey::fromAtom(iso.names.return_))) continue;
      HandleValue array = iso.handle(record[0]);
      HandleValue iterator = iso.handle(iso.call(iso.intrinsic(Intrinsic::ArrayProtoValues), array));
      record[0] = Value::undefined();
      if (!isObject(iterator)) return false;
      *out = {iterator, iso.undefined()};
      return true;
    }
    record[0] = Value::undefined();
    return false;
  }
  *out = {iso.handle(record[0]), iso.undefined()};
  record[0] = Value::undefined();
  return true;
}
} // namespace

bool opIteratorClose(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  IteratorRecord record;
  if (!closable(iso, R + pc[1], &record)) return true;
  return !iteratorClose(iso, record).threw();
}

bool opIteratorCloseQuiet(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  IteratorRecord record;
  if (!closable(iso, R + pc[1], &record)) return true;
  HandleValue method = iso.handle(getMethod(iso, record.iterator, iso.key(iso.names.return_)));
  if (!method.get().isException() && !method.get().isUndefined()) method.set(iso.call(method, record.iterator));
  if (iso.terminating) return false;
  if (iso.hasException()) iso.takeException();
  return true;
}

bool opAsyncIteratorCloseStart(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  HandleValue iterator = reg(R, pc[2]);
  HandleValue method = iso.handle(getMethod(iso, iterator, iso.key(iso.names.return_)));
  if (method.get().isException()) return false;
  // `empty` tells the compiled code that there is no method, so that nothing is awaited.
  R[pc[1]] = Value::undefined();
  iso.interpreter->flag_ = !method.get().isUndefined();
  if (method.get().isUndefined()) {
    R[pc[1]] = Value::boolean(false);
    R[pc[1] + 1] = Value::undefined();
    return true;
  }
  const Value result = iso.call(method, iterator);
  if (result.isException()) return false;
  R[pc[1]] = Value::boolean(true);
  R[pc[1] + 1] = result;
  return true;
}

bool opAsyncIteratorCloseQuiet(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  if (opAsyncIteratorCloseStart(iso, frame, R, pc)) return true;
  if (iso.terminating) return false;
  iso.takeException();
  R[pc[1]] = Value::boolean(false);
  R[pc[1] + 1] = Value::undefined();
  return true;
}

bool opIteratorRest(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Handle<ArrayObject> array = iso.handle(newArray(iso));
  Value* record = R + pc[2];
  HandleValue value = iso.handle(Value::undefined());
  if (record[1].isInt32() && !record[0].isUndefined()) {
    for (;;) {
      HandleScope step(iso.heap);
      const uint32_t index = uint32_t(record[1].asInt32());
      if (index >= record[0].as<ArrayObject>()->lengthU32()) break;
      record[1] = Value::int32(int32_t(index + 1));
      value.set(get(iso, Handle<Object>::fromRooted(HandleValue(record)), PropertyKey::fromIndex(index)));
      if (value.get().isException() || arrayPush(iso, array, value).threw()) return false;
    }
    record[0] = Value::undefined();
    R[pc[1]] = array;
    return true;
  }
  (void)frame;
  if (!record[0].isUndefined()) {
    HandleValue kept = iso.handle(record[0]);
    record[0] = Value::undefined();
    IteratorRecord iterator{kept, HandleValue(record + 1)};
    for (;;) {
      HandleScope step(iso.heap);
      value.set(iteratorStepValue(iso, iterator));
      if (value.get().isException()) return false;
      if (value.get().isEmpty()) break;
      if (arrayPush(iso, array, value).threw()) return false;
    }
  }
  R[pc[1]] = array;
  return true;
}

// --- for-in (§14.7.5.9 EnumerateObjectProperties) ---
//
// The record: an array of the names, the object, and the next position. The names are those of the object and its
// prototypes when the loop starts, without shadowed ones; a name that is gone when its turn comes is skipped.

namespace {
// Symbols are left out; `seen` also holds the names that are not enumerable, which hide those further up.
bool collectNames(Isolate& iso, Handle<Object> start, Handle<ArrayObject> names) {
  KeyList seen(iso);
  HandleValue object = iso.handle(start.get());
  bool first = true;
  while (isObject(object)) {
    HandleScope level(iso.heap);
    Handle<Object> current = Handle<Object>::fromRooted(object);
    KeyList keys(iso);
    if (ownPropertyKeys(iso, current, &keys).threw()) return false;
    for (size_t i = 0; i < keys.keys.size(); ++i) {
      HandleScope step(iso.heap);
      const PropertyKey key = keys.keys[i];
      if (key.isSymbol()) continue;
      if (!first) {
        bool shadowed = false;
        for (const PropertyKey& other : seen.keys) shadowed |= other == key;
        if (shadowed) continue;
      }
      PropertyDescriptor d;
      auto exists = getOwnProperty(iso, current, key, &d);
      if (exists.threw()) return false;
      if (!exists.value()) continue;
      seen.keys.push_back(key);
      if (!d.enumerable.value_or(false)) continue;
      HandleValue name = iso.handle(key.toValue(iso));
      if (arrayPush(iso, names, name).threw()) return false;
    }
    const Value next = getPrototypeOf(iso, current);
    if (next.isException()) return false;
    object.set(next);
    first = false;
    // Most chains end in built-in prototypes without enumerable names: then nothing above needs to be asked.
    bool plainAbove = true;
    for (Value at = object; at.isCell() && plainAbove; at = at.as<Object>()->shape->prototype) {
      auto* above = at.as<Object>();
      plainAbove = !(above->aux & Object::kHasExotic) && hasDenseElements(above) && above->elements->capacity == 0 &&
                   above->kind != CellKind::PrimitiveWrapper;
      const PropertyEntry* entries = above->shape->entries();
      for (uint32_t i = 0; i < above->shape->count && plainAbove; ++i)
        plainAbove = entries[i].deleted || !(entries[i].attributes & kEnumerable) || !entries[i].key.isString();
    }
    if (plainAbove) return true;
  }
  return true;
}
} // namespace

bool opForInStart(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Value* record = R + pc[1];
  if (R[pc[2]].isNullish()) {
    record[0] = Value::undefined();
    return true;
  }
  auto object = toObject(iso, reg(R, pc[2]));
  if (object.threw()) return false;
  Handle<Object> target = iso.handle(object.value());
  Handle<ArrayObject> names = iso.handle(newArray(iso));
  if (!collectNames(iso, target, names)) return false;
  record[0] = names;
  record[1] = target;
  record[2] = Value::int32(0);
  return true;
}

bool opForInNext(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  Value* record = R + pc[2];
  iso.interpreter->flag_ = true;
  if (record[0].isUndefined()) return true;
  for (;;) {
    const uint32_t index = uint32_t(record[2].asInt32());
    if (index >= record[0].as<ArrayObject>()->lengthU32()) return true;
    record[2] = Value::int32(int32_t(index + 1));
    HandleScope scope(iso.heap);
    HandleValue name = iso.handle(getDenseElementNoGc(record[0].as<Object>(), index));
    const PropertyKey key = PropertyKey::fromString(iso, name.get().as<String>());
    iso.handle(key.raw());
    Handle<Object> object = Handle<Object>::fromRooted(HandleValue(record + 1));
    bool present = false;
    if (!(object->aux & Object::kHasExotic) && key.isString()) {
      const PropertyEntry* entry = object->shape->lookup(key);
      present = entry && (entry->attributes & kEnumerable);
    }
    if (!present) { // still there, and still to be seen, somewhere up the chain
      HandleValue at = iso.handle(object.get());
      while (isObject(at) && !present) {
        HandleScope step(iso.heap);
        PropertyDescriptor d;
        auto exists = getOwnProperty(iso, Handle<Object>::fromRooted(at), key, &d);
        if (exists.threw()) return false;
        if (exists.value()) {
          present = d.enumerable.value_or(false);
          break;
        }
        const Value next = getPrototypeOf(iso, Handle<Object>::fromRooted(at));
        if (next.isException()) return false;
        at.set(next);
      }
    }
    if (!present) continue;
    iso.interpreter->flag_ = false;
    R[pc[1]] = name;
    return true;
  }
}

} // namespace tickscope::slow
