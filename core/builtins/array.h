#pragma once
// What the files of Array share: array.cpp (constructor, methods that change or copy), array_iteration.cpp (methods with
// callbacks), array_search.cpp, array_sort.cpp, array_text.cpp.
#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/messages.h"

namespace tickscope {

// §10.4.2.2 ArrayCreate with %Array.prototype%. RangeError from 2^32 on.
Completion<ArrayObject*> arrayCreate(Isolate& iso, uint64_t length);
// §10.4.2.3.
Completion<Object*> arraySpeciesCreate(Isolate& iso, Handle<Object> original, uint64_t length);
// Whether arraySpeciesCreate would make a plain array for this one. Never collects.
bool hasDefaultSpeciesNoGc(Isolate& iso, Object* array);

// `this` as an object; V8 names the method in some of them ("Array.prototype.map called on null or undefined").
Completion<Object*> thisObject(Isolate& iso, Args args, const char* method = nullptr);
// A relative index argument clamped to [0, length]; `otherwise` when it is undefined.
Completion<uint64_t> relativeIndex(Isolate& iso, HandleValue value, uint64_t length, uint64_t otherwise);

// The fast paths' precondition: a simple array whose holes read as undefined.
inline bool isFastArrayNoGc(Isolate& iso, Object* object) { return isSimpleArrayNoGc(object) && holesAreUndefinedNoGc(iso, object); }
// Copies `count` slots within or between elements, with the write barrier. Never collects.
void copyElementsNoGc(Heap& heap, Elements* to, uint64_t toIndex, Elements* from, uint64_t fromIndex, uint64_t count);


// §23.1.3.30 and §23.1.3.34
Value arraySort(Isolate& iso, Args args);
Value arrayToSorted(Isolate& iso, Args args);
// Sorts a list as SortIndexedProperties does: stable, undefined last. `comparator`: a function or undefined.
Completion<void> sortValues(Isolate& iso, RootedValues* values, HandleValue comparator);

#define ARRAY_METHODS(X)                                                                                               \
  X(arrayFind) X(arrayFindIndex) X(arrayFindLast) X(arrayFindLastIndex) X(arrayForEach) X(arrayFilter) X(arrayFlat)     \
  X(arrayFlatMap) X(arrayMap) X(arrayEvery) X(arraySome) X(arrayReduce) X(arrayReduceRight)                            \
  X(arrayAt) X(arrayIncludes) X(arrayIndexOf) X(arrayLastIndexOf)                                                      \
  X(arrayJoin) X(arrayToString) X(arrayToLocaleString)                                                                 \
  X(arrayKeys) X(arrayValues) X(arrayEntries)
#define DECLARE(name) Value name(Isolate& iso, Args args);
ARRAY_METHODS(DECLARE)
#undef DECLARE
#undef ARRAY_METHODS

Value arrayFrom(Isolate& iso, Args args);
Value arrayOf(Isolate& iso, Args args);
Value arrayFromAsync(Isolate& iso, Args args);

} // namespace tickscope
