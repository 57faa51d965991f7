#pragma once
// Objects and ECMA-262's essential internal methods (§10.1) with the abstract operations on them (§7.3).
//
// Everything here works on any object: ordinary ones, arrays, string wrappers directly; other exotic kinds (proxies,
// mapped arguments, typed arrays, module namespaces) through the ExoticMethods that their room registers for the kind.
// Operations that take handles may collect and may run user code, unless said otherwise.
#include <optional>
#include <vector>

#include "core/heap/handles.h"
#include "core/vm/completion.h"
#include "core/vm/property_key.h"
#include "core/vm/shape.h"

namespace tickscope {

class Isolate;

struct PropertyStorage : Cell {
  Value hash;     // identity hash as an int, or empty
  Value* slots() { return &hash + 1; }
  uint32_t capacity() const { return uint32_t(wordCount() - 1); }
  Value values[0];
};

struct Elements : Cell { // also the head of SparseElements, whose capacity is 0
  uint64_t capacity;
  Value* slots() { return reinterpret_cast<Value*>(this + 1); }
};
struct SparseElements : Elements {
  Cell* table; // OrderedTable: index -> Box(value or accessor pair, attributes)
};

struct AccessorPair : Cell {
  Value getter, setter; // functions or undefined
};

struct Object : Cell {
  // aux bits of every object kind
  enum Aux : uint16_t {
    kCallable = 1,
    kConstructor = 2,
    kHasExotic = 4,         // some internal method is not the ordinary one (asked before every fast path)
    kIsHTMLDDA = 8,
    kClassConstructor = 16, // calling it without new throws
    kFrozenElements = 32,   // element stores take the slow path (the array's length is not writable, or not extensible)
    kLazyFunctionProperties = 64, // length, name, prototype are not materialised yet (FunctionObject, NativeFunction)
    kKindBit0 = 256,        // free for the kind; ArrayObject: length is not writable
    kKindBit1 = 512,
    kKindBit2 = 1024,
    kKindBit3 = 2048,
  };

  Shape* shape;
  Value storage;   // PropertyStorage, or an identity hash (int), or empty
  Elements* elements;

  bool isCallable() const { return aux & kCallable; }
  bool isConstructor() const { return aux & kConstructor; }
  Value* inlineSlots() { return reinterpret_cast<Value*>(this + 1); } // PlainObject only
  Value* slotAddress(uint32_t slot) {
    const uint32_t inlineCapacity = shape->inlineCapacity;
    return slot < inlineCapacity ? inlineSlots() + slot : storage.as<PropertyStorage>()->slots() + (slot - inlineCapacity);
  }
  Value getSlot(uint32_t slot) { return *slotAddress(slot); }
  void setSlot(Heap& heap, uint32_t slot, Value value) {
    const uint32_t inlineCapacity = shape->inlineCapacity;
    if (slot < inlineCapacity) heap.store(this, inlineSlots() + slot, value);
    else heap.store(storage.asCell(), storage.as<PropertyStorage>()->slots() + (slot - inlineCapacity), value);
  }
};
static_assert(sizeof(Object) == 32);

struct ArrayObject : Object {
  Value length; // a number < 2^32. Elements at and beyond it are holes.
  uint32_t lengthU32() const { return length.isInt32() ? uint32_t(length.asInt32()) : uint32_t(length.asDouble()); }
};

struct PrimitiveWrapper : Object { // Number, String, Boolean, Symbol and BigInt objects
  Value value;
};

struct PropertyDescriptor { // ECMA-262 §6.2.6. Holds handles: lives inside a HandleScope.
  std::optional<HandleValue> value, getter, setter;
  std::optional<bool> writable, enumerable, configurable;
  bool isAccessor() const { return getter || setter; }
  bool isData() const { return value || writable; }
  static PropertyDescriptor data(HandleValue value, uint8_t attributes);
};

// Registered by the room that implements the kind; a null member means the ordinary method.
struct ExoticMethods {
  Completion<bool> (*getOwnProperty)(Isolate&, Handle<Object>, PropertyKey, PropertyDescriptor* out) = nullptr; // false: absent
  Completion<bool> (*defineOwnProperty)(Isolate&, Handle<Object>, PropertyKey, const PropertyDescriptor&) = nullptr;
  Completion<bool> (*hasProperty)(Isolate&, Handle<Object>, PropertyKey) = nullptr;
  Value (*get)(Isolate&, Handle<Object>, PropertyKey, HandleValue receiver) = nullptr;
  Completion<bool> (*set)(Isolate&, Handle<Object>, PropertyKey, HandleValue value, HandleValue receiver) = nullptr;
  Completion<bool> (*deleteProperty)(Isolate&, Handle<Object>, PropertyKey) = nullptr;
  Completion<void> (*ownPropertyKeys)(Isolate&, Handle<Object>, std::vector<PropertyKey>* out) = nullptr; // see KeyList
  Value (*getPrototypeOf)(Isolate&, Handle<Object>) = nullptr;
  Completion<bool> (*setPrototypeOf)(Isolate&, Handle<Object>, HandleValue prototype) = nullptr;
  Completion<bool> (*isExtensible)(Isolate&, Handle<Object>) = nullptr;
  Completion<bool> (*preventExtensions)(Isolate&, Handle<Object>) = nullptr;
  // Of callable exotic kinds (proxies).
  Value (*call)(Isolate&, HandleValue callee, HandleValue thisValue, const Value* rootedArguments, uint32_t count) = nullptr;
  Value (*construct)(Isolate&, HandleValue callee, const Value* rootedArguments, uint32_t count, HandleValue newTarget) = nullptr;
};

// --- making ---
Object* newObject(Isolate& iso);                                    // prototype %Object.prototype%
Object* newObject(Isolate& iso, Shape* shape);                      // a PlainObject; its slots undefined
Object* newObjectWithPrototype(Isolate& iso, HandleValue prototype); // an object or null
// An object of another kind, no named properties. `bytes` is the size of its struct; words after Object are undefined.
Object* newObjectOfKind(Isolate& iso, CellKind kind, size_t bytes, HandleValue prototype);
ArrayObject* newArray(Isolate& iso, uint32_t length = 0, uint32_t capacity = 0); // holes up to length
ArrayObject* newArrayFrom(Isolate& iso, const Value* rooted, uint32_t count);    // copies from rooted slots
Completion<void> arrayPush(Isolate& iso, Handle<ArrayObject> array, HandleValue value);

// --- internal methods ---
Completion<bool> getOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, PropertyDescriptor* out);
Completion<bool> defineOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d);
Completion<bool> hasProperty(Isolate& iso, Handle<Object> object, PropertyKey key);
Completion<bool> hasOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key);
Value get(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue receiver);
Value get(Isolate& iso, Handle<Object> object, PropertyKey key);
Completion<bool> set(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, HandleValue receiver);
Completion<bool> deleteProperty(Isolate& iso, Handle<Object> object, PropertyKey key);
Value getPrototypeOf(Isolate& iso, Handle<Object> object); // an object, null, or exception
Completion<bool> setPrototypeOf(Isolate& iso, Handle<Object> object, HandleValue prototype);
Completion<bool> isExtensible(Isolate& iso, Handle<Object> object);
Completion<bool> preventExtensions(Isolate& iso, Handle<Object> object);

// Own keys in the order of §10.1.11.1: indices ascending, strings, symbols by creation. Private names are left out.
// Keys are kept reachable by the list while it lives.
class KeyList : public RootSource {
public:
  explicit KeyList(Isolate& iso);
  ~KeyList() override;
  KeyList(const KeyList&) = delete;
  std::vector<PropertyKey> keys;
  void visitRoots(SlotVisitor& visitor) override;

private:
  Isolate& iso_;
};
Completion<void> ownPropertyKeys(Isolate& iso, Handle<Object> object, KeyList* out);
// The ordinary methods, for exotic kinds that fall back on them.
Completion<bool> ordinaryGetOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, PropertyDescriptor* out);
Completion<bool> ordinaryDefineOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d);
Completion<bool> ordinaryHasProperty(Isolate& iso, Handle<Object> object, PropertyKey key);
Value ordinaryGet(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue receiver);
Completion<bool> ordinarySet(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, HandleValue receiver);
Completion<bool> ordinaryDelete(Isolate& iso, Handle<Object> object, PropertyKey key);
Completion<void> ordinaryOwnPropertyKeys(Isolate& iso, Handle<Object> object, std::vector<PropertyKey>* out);
Completion<bool> ordinarySetPrototypeOf(Isolate& iso, Handle<Object> object, HandleValue prototype);
Completion<bool> ordinaryPreventExtensions(Isolate& iso, Handle<Object> object);
// §10.1.6.3 IsCompatiblePropertyDescriptor: whether `d` may be applied over `current` (null: absent).
bool isCompatiblePropertyDescriptor(bool extensible, const PropertyDescriptor& d, const PropertyDescriptor* current);

// --- operations (§7.3) ---
Value getV(Isolate& iso, HandleValue value, PropertyKey key); // property of any value; V8's TypeError on nullish
Value getMethod(Isolate& iso, HandleValue value, PropertyKey key); // a callable or undefined
Completion<void> setOrThrow(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value); // Set(O, P, V, true)
// The TypeError that strict code gets when set() said false, in V8's words.
Throw raiseSetFailure(Isolate& iso, HandleValue base, PropertyKey key);
Completion<bool> createDataProperty(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value);
Completion<void> createDataPropertyOrThrow(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value);
Completion<void> definePropertyOrThrow(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d);
Completion<void> deletePropertyOrThrow(Isolate& iso, Handle<Object> object, PropertyKey key);
Completion<bool> ordinaryHasInstance(Isolate& iso, HandleValue constructor, HandleValue object);
Completion<bool> instanceOf(Isolate& iso, HandleValue value, HandleValue target);
Completion<uint64_t> lengthOfArrayLike(Isolate& iso, Handle<Object> object);
enum class IntegrityLevel : uint8_t { Sealed, Frozen };
Completion<bool> setIntegrityLevel(Isolate& iso, Handle<Object> object, IntegrityLevel level);
Completion<bool> testIntegrityLevel(Isolate& iso, Handle<Object> object, IntegrityLevel level);
Completion<bool> isArray(Isolate& iso, HandleValue value); // sees through proxies
Value speciesConstructor(Isolate& iso, Handle<Object> object, HandleValue defaultConstructor);
Completion<bool> copyDataProperties(Isolate& iso, Handle<Object> target, HandleValue source,
                                    const std::vector<PropertyKey>& excluded);

std::string describeKey(PropertyKey key); // as in messages: name, index or Symbol(description)

// --- for set-up code and our own objects: straight to the shape, no checks, no user code ---
// Adds or overwrites an own data property of an ordinary object.
void defineValue(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, uint8_t attributes = kDefault);
void defineAccessor(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue getter, HandleValue setter,
                    uint8_t attributes = kConfigurable);
// The own data property's value without running user code, or empty. Never collects.
Value getOwnDataNoGc(Object* object, PropertyKey key);
uint32_t identityHash(Isolate& iso, Handle<Object> object); // may collect; stable for the object's life
uint32_t identityHashOrZeroNoGc(Object* object);            // 0 when it has none yet

// Elements for fast paths (arrays and plain objects with dense elements). Never collect, never run user code.
inline bool hasDenseElements(const Object* object) { return object->elements->kind == CellKind::Elements; }
Value getDenseElementNoGc(Object* object, uint32_t index);  // empty: a hole or out of range
// Makes room for `count` dense elements; false (nothing done) when it should go sparse instead. May collect.
bool ensureDenseCapacity(Isolate& iso, Handle<Object> object, uint32_t count);
void setArrayLengthDenseNoGc(Isolate& iso, ArrayObject* array, uint32_t length); // shrinking clears what lies beyond

} // namespace tickscope
