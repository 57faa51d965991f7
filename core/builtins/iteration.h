#pragma once
// The iterator protocol (ECMA-262 §7.4) for built-ins.
#include <type_traits>

#include "core/vm/isolate.h"

namespace tickscope {

struct IteratorRecord {
  IteratorRecord() : iterator(Handle<Object>::fromRooted(HandleValue(static_cast<Value*>(nullptr)))), next(iterator) {}
  IteratorRecord(Handle<Object> object, HandleValue method) : iterator(object), next(method) {}
  Handle<Object> iterator;
  HandleValue next; // any value: calling it may throw
};

// GetIterator(value, sync), with V8's "X is not iterable".
Completion<IteratorRecord> getIterator(Isolate& iso, HandleValue iterable);
Completion<IteratorRecord> getIteratorFromMethod(Isolate& iso, HandleValue iterable, HandleValue method);
// GetIteratorDirect: the object itself, with its `next`.
Completion<IteratorRecord> getIteratorDirect(Isolate& iso, Handle<Object> iterator);
// IteratorStepValue: the next value, or `empty` when done.
Value iteratorStep(Isolate& iso, const IteratorRecord& record);
// IteratorClose with a throw completion: the pending exception stays what it is, whatever `return` does.
Throw iteratorCloseAfterThrow(Isolate& iso, Handle<Object> iterator);
// IteratorClose with a normal completion: throws what `return` throws.
Completion<void> iteratorClose(Isolate& iso, Handle<Object> iterator);

// Whether iterating over this value is nothing but reading its elements: an array with %Array.prototype%'s own iterator,
// neither of them touched. Ask again after running user code. Never collects.
bool iteratesAsPlainArrayNoGc(Isolate& iso, Value value);

// Calls each(HandleValue item) -> Completion<void> for every value of an iterable; when it throws, closes the iterator.
// Each item has a HandleScope of its own.
template <class Each> Completion<void> forEachOf(Isolate& iso, HandleValue iterable, Each each) {
  HandleScope scope(iso.heap);
  HandleValue item = iso.handle(Value());
  if (iteratesAsPlainArrayNoGc(iso, iterable)) {
    // OPTIMIZATION: no iterator object. The array iterator reads the length anew at each step, and so does this.
    for (uint32_t i = 0; i < iterable.get().as<ArrayObject>()->lengthU32(); ++i) {
      HandleScope inner(iso.heap);
      Value value = getDenseElementNoGc(iterable.get().as<Object>(), i);
      if (value.isEmpty()) value = TRY(get(iso, Handle<Object>::fromRooted(iterable), PropertyKey::fromIndex(i)));
      item.set(value);
      // The iterator's `next` was read at the start and array iterators have no `return`: nothing to close.
      TRY(each(item));
    }
    return {};
  }
  const IteratorRecord record = TRY(getIterator(iso, iterable));
  for (;;) {
    HandleScope inner(iso.heap);
    const Value value = TRY(iteratorStep(iso, record));
    if (value.isEmpty()) return {};
    item.set(value);
    if (threw(each(item))) return iteratorCloseAfterThrow(iso, record.iterator);
  }
}

} // namespace tickscope
