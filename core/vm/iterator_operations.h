#pragma once
// Operations on iterators (ECMA-262 §7.4). All may run user code.
#include "core/heap/handles.h"
#include "core/vm/completion.h"
#include "core/vm/object.h"

namespace tickscope {

struct IteratorRecord {
  HandleValue iterator; // an object
  HandleValue next;     // its `next` method, read once
  bool done = false;    // set by iteratorStepValue at the end and when next threw
};
enum class IteratorKind : uint8_t { Sync, Async };

// GetIterator; V8's "x is not iterable" when there is no method. `what` describes the value there, default from the value.
Completion<IteratorRecord> getIterator(Isolate& iso, HandleValue value, IteratorKind kind = IteratorKind::Sync);
// The rest of getIterator(…, Async): `method` is its Symbol.asyncIterator, or undefined; then `syncMethod` is its Symbol.iterator.
Completion<IteratorRecord> getAsyncIteratorFromMethods(Isolate& iso, HandleValue value, HandleValue method, HandleValue syncMethod);
Completion<IteratorRecord> getIteratorFromMethod(Isolate& iso, HandleValue value, HandleValue method);
Completion<IteratorRecord> getIteratorDirect(Isolate& iso, Handle<Object> iterator);

// IteratorNext: the result object.
Value iteratorNext(Isolate& iso, IteratorRecord& record);
// IteratorStepValue: the next value, or `empty` at the end.
Value iteratorStepValue(Isolate& iso, IteratorRecord& record);
// IteratorClose with a normal completion: calls `return`, whose exception is thrown.
Completion<void> iteratorClose(Isolate& iso, const IteratorRecord& record);
// IteratorClose with a throw completion: keeps the isolate's pending exception whatever `return` does.
Throw iteratorCloseThrow(Isolate& iso, const IteratorRecord& record);

Object* createIterResult(Isolate& iso, HandleValue value, bool done); // { value, done }
// §27.1.4.1: an async iterator over a sync one.
Completion<IteratorRecord> createAsyncFromSyncIterator(Isolate& iso, const IteratorRecord& sync);

// True when iterating `array` with for-of would do nothing but read its elements in order: no own or changed
// Symbol.iterator and %ArrayIteratorPrototype%.next is the original. Never collects.
bool isPlainlyIterableNoGc(Isolate& iso, Value array);

// IterateThroughAll: appends every value of `iterable` to a new array (IteratorToList).
Value iterableToArray(Isolate& iso, HandleValue iterable);

} // namespace tickscope

