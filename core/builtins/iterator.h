#pragma once
// Objects of the iterators that built-ins make (ECMA-262 §22.1.5, §23.1.5, §24.1.5, §24.2.5, §27.1).
#include "core/vm/isolate.h"

namespace tickscope {

enum class IteratorType : uint8_t { Array, Map, Set, String, RegExpString, Helper, Wrap };
enum class Listing : uint8_t { Keys, Values, Entries };

struct IteratorObject : Object { // the type is in the kind bits of aux
  Value target;   // what is iterated over: an object, a table, a string; undefined once exhausted
  Value position; // of the next element, a number
  Value listing;  // int32 of Listing; others use it as they like
  Value extra[3];

  IteratorType type() const { return IteratorType((aux >> 8) & 15); }
};

IteratorObject* newIterator(Isolate& iso, IteratorType type, Intrinsic prototype, HandleValue target, Listing listing);
// The receiver of a `next`, or V8's TypeError.
Completion<IteratorObject*> requireIterator(Isolate& iso, HandleValue value, IteratorType type, std::string_view method);
// A prototype with `next` and a toStringTag, child of %IteratorPrototype%, set as the intrinsic.
Handle<Object> installIteratorPrototype(Isolate& iso, Realm& realm, Intrinsic which, NativeFn next, std::string_view tag);

void installIteratorHelpers(Isolate& iso, Realm& realm); // Iterator and its methods, Node 22 on

} // namespace tickscope
