#pragma once
// Iterating over what a program hands to a built-in (ECMA-262 §7.4, on core/vm/iterator_operations.h).
#include "core/vm/isolate.h"
#include "core/vm/iterator_operations.h"

namespace tickscope {

// GetIterator(value, sync) with the words V8 has for an argument of a built-in: "number 1 is not iterable (cannot read
// property Symbol(Symbol.iterator))".
Completion<IteratorRecord> getArgumentIterator(Isolate& iso, HandleValue iterable);

// Calls each(HandleValue item) -> Completion<void> for every value of an iterable; when it throws, closes the iterator.
// Each item has a HandleScope of its own.
template <class Each> Completion<void> forEachOf(Isolate& iso, HandleValue iterable, Each each) {
  HandleScope scope(iso.heap);
  HandleValue item = iso.handle(Value());
  if (isPlainlyIterableNoGc(iso, iterable)) {
    // OPTIMIZATION: no iterator object. An array iterator reads the length anew at each step, and so does this; what
    // user code does to `next` meanwhile does not matter, as it was read at the start; there is no `return` to call.
    const Handle<ArrayObject> array = Handle<ArrayObject>::fromRooted(iterable);
    for (uint32_t i = 0; i < array->lengthU32(); ++i) {
      HandleScope inner(iso.heap);
      Value value = getDenseElementNoGc(array, i);
      if (value.isEmpty()) value = TRY(get(iso, array, PropertyKey::fromIndex(i)));
      item.set(value);
      TRY(each(item));
    }
    return {};
  }
  IteratorRecord record = TRY(getArgumentIterator(iso, iterable));
  for (;;) {
    HandleScope inner(iso.heap);
    const Value value = TRY(iteratorStepValue(iso, record));
    if (value.isEmpty()) return {};
    item.set(value);
    if (threw(each(item))) return iteratorCloseThrow(iso, record);
  }
}

} // namespace tickscope
