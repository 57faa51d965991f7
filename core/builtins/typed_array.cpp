// Typed arrays (ECMA-262 §10.4.5, §23.2): the integer-indexed exotic object, the constructors, from and of.
#include "core/builtins/typed_array.h"

#include <algorithm>
#include <cmath>

#include "core/builtins/bigint.h"
#include "core/builtins/install.h"
#include "core/builtins/iteration.h"
#include "core/vm/conversions.h"
#include "core/vm/text_numbers.h"

namespace tickscope {

namespace {
constexpr Intrinsic kConstructors[kElementTypes] = {
    Intrinsic::Int8Array,   Intrinsic::Uint8Array,   Intrinsic::Uint8ClampedArray, Intrinsic::Int16Array,   Intrinsic::Uint16Array,   Intrinsic::Int32Array,
    Intrinsic::Uint32Array, Intrinsic::Float16Array, Intrinsic::Float32Array,      Intrinsic::Float64Array, Intrinsic::BigInt64Array, Intrinsic::BigUint64Array};
constexpr Intrinsic kPrototypes[kElementTypes] = {
    Intrinsic::Int8ArrayPrototype,    Intrinsic::Uint8ArrayPrototype,   Intrinsic::Uint8ClampedArrayPrototype, Intrinsic::Int16ArrayPrototype,
    Intrinsic::Uint16ArrayPrototype,  Intrinsic::Int32ArrayPrototype,   Intrinsic::Uint32ArrayPrototype,       Intrinsic::Float16ArrayPrototype,
    Intrinsic::Float32ArrayPrototype, Intrinsic::Float64ArrayPrototype, Intrinsic::BigInt64ArrayPrototype,     Intrinsic::BigUint64ArrayPrototype};
} // namespace

Intrinsic typedArrayConstructor(ElementType type) { return kConstructors[size_t(type)]; }
Intrinsic typedArrayPrototype(ElementType type) { return kPrototypes[size_t(type)]; }

// --- elements ---

Value typedElement(Isolate& iso, Handle<TypedArrayObject> array, uint64_t index) {
  if (index >= array->length()) return Value();
  const uint8_t* at = array->data() + (index << array->sizeLog2());
  if (!isBigIntType(array->type)) return readElementNoGc(array->type, at);
  uint64_t bits;
  std::memcpy(&bits, at, sizeof bits);
  return array->type == ElementType::BigInt64 ? Value(newBigIntFromInt64(iso, int64_t(bits))) : Value(newBigIntFromUint64(iso, bits));
}

Value toElementNumeric(Isolate& iso, ElementType type, HandleValue value) {
  if (isBigIntType(type)) return Value(TRY(toBigInt(iso, value)));
  if (value.get().isNumber()) return value;
  return Value::number(TRY(toNumber(iso, value)));
}

void storeElementNoGc(TypedArrayObject* array, uint64_t index, Value numeric) {
  uint8_t* at = array->data() + (index << array->sizeLog2());
  if (!isBigIntType(array->type)) return writeElementNoGc(array->type, at, numeric);
  const uint64_t bits = bigintToUint64NoGc(numeric.as<BigInt>());
  std::memcpy(at, &bits, sizeof bits);
}

Completion<void> setTypedElement(Isolate& iso, Handle<TypedArrayObject> array, double index, HandleValue value) {
  const Value numeric = TRY(toElementNumeric(iso, array->type, value));
  if (index >= 0 && index < double(array->length()) && std::trunc(index) == index && !(index == 0 && std::signbit(index)))
    storeElementNoGc(array, uint64_t(index), numeric);
  return {};
}

// --- the exotic object (§10.4.5.1 to §10.4.5.8) ---

namespace {

// §7.1.21 CanonicalNumericIndexString: whether the key is a number's text, and the number.
bool numericKey(PropertyKey key, double* number) {
  if (key.isIndex()) {
    *number = key.index();
    return true;
  }
  if (!key.isString()) return false;
  String* text = key.string();
  if (text->length == 0) return false;
  const char16_t first = charAtNoGc(text, 0);
  if (!(first >= '0' && first <= '9') && first != '-' && first != 'I' && first != 'N') return false;
  const std::string shown = toUtf8(text);
  if (shown == "-0") {
    *number = -0.0;
    return true;
  }
  *number = stringToNumber(flatText(text));
  return numberToString(*number) == shown;
}

bool isValidIndex(TypedArrayObject* array, double index) {
  return index >= 0 && std::trunc(index) == index && !(index == 0 && std::signbit(index)) && index < double(array->length());
}

Handle<TypedArrayObject> arrayAt(Handle<Object> object) { return Handle<TypedArrayObject>::fromRooted(object); }

Completion<bool> typedGetOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, PropertyDescriptor* out) {
  double index;
  if (!numericKey(key, &index)) return ordinaryGetOwnProperty(iso, object, key, out);
  if (!isValidIndex(arrayAt(object).get(), index)) return false;
  const HandleValue value = iso.handle(typedElement(iso, arrayAt(object), uint64_t(index)));
  *out = PropertyDescriptor::data(value, kDefault);
  return true;
}

Completion<bool> typedDefineOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d) {
  double index;
  if (!numericKey(key, &index)) return ordinaryDefineOwnProperty(iso, object, key, d);
  if (!isValidIndex(arrayAt(object).get(), index)) return false;
  if (!d.configurable.value_or(true) || !d.enumerable.value_or(true) || d.isAccessor() || !d.writable.value_or(true)) return false;
  if (d.value) TRY(setTypedElement(iso, arrayAt(object), index, *d.value));
  return true;
}

Completion<bool> typedHasProperty(Isolate& iso, Handle<Object> object, PropertyKey key) {
  double index;
  if (numericKey(key, &index)) return isValidIndex(arrayAt(object).get(), index);
  return ordinaryHasProperty(iso, object, key);
}

Value typedGet(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue receiver) {
  double index;
  if (!numericKey(key, &index)) return ordinaryGet(iso, object, key, receiver);
  return isValidIndex(arrayAt(object).get(), index) ? typedElement(iso, arrayAt(object), uint64_t(index)) : Value();
}

Completion<bool> typedSet(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, HandleValue receiver) {
  double index;
  if (!numericKey(key, &index)) return ordinarySet(iso, object, key, value, receiver);
  if (receiver.get() == Value(object.get())) {
    TRY(setTypedElement(iso, arrayAt(object), index, value));
    return true;
  }
  if (!isValidIndex(arrayAt(object).get(), index)) return true;
  // OrdinarySet from a valid, writable data property on.
  if (!isObject(receiver)) return false;
  HandleScope scope(iso.heap);
  const Handle<Object> target = Handle<Object>::fromRooted(receiver);
  PropertyDescriptor existing;
  if (!TRY(getOwnProperty(iso, target, key, &existing))) return createDataProperty(iso, target, key, value);
  if (existing.isAccessor() || !existing.writable.value_or(false)) return false;
  PropertyDescriptor onlyValue;
  onlyValue.value = value;
  return defineOwnProperty(iso, target, key, onlyValue);
}

Completion<bool> typedDelete(Isolate& iso, Handle<Object> object, PropertyKey key) {
  double index;
  if (numericKey(key, &index)) return !isValidIndex(arrayAt(object).get(), index);
  return ordinaryDelete(iso, object, key);
}

Completion<void> typedOwnKeys(Isolate& iso, Handle<Object> object, std::vector<PropertyKey>* out) {
  const size_t length = arrayAt(object)->length();
  for (size_t i = 0; i < length && i < 0xffffffffu; ++i) out->push_back(PropertyKey::fromIndex(uint32_t(i)));
  return ordinaryOwnPropertyKeys(iso, object, out);
}

// §10.4.5.2: what can shrink cannot be sealed.
Completion<bool> typedPreventExtensions(Isolate& iso, Handle<Object> object) {
  const TypedArrayObject* array = arrayAt(object);
  if (array->isLengthTracking() || (array->bufferObject()->isResizable() && !array->bufferObject()->isShared())) return false;
  return ordinaryPreventExtensions(iso, object);
}

constexpr ExoticMethods kTypedArrayMethods = {
    .getOwnProperty = typedGetOwnProperty,
    .defineOwnProperty = typedDefineOwnProperty,
    .hasProperty = typedHasProperty,
    .get = typedGet,
    .set = typedSet,
    .deleteProperty = typedDelete,
    .ownPropertyKeys = typedOwnKeys,
    .preventExtensions = typedPreventExtensions,
};

} // namespace

// --- making ---

TypedArrayObject* newTypedArrayOver(Isolate& iso, ElementType type, HandleValue prototype, Handle<ArrayBufferObject> buffer, size_t byteOffset,
                                    size_t length) {
  auto* array = static_cast<TypedArrayObject*>(newObjectOfKind(iso, CellKind::TypedArrayObject, sizeof(TypedArrayObject), prototype));
  array->aux |= Object::kHasExotic;
  array->buffer = buffer;
  array->type = type;
  array->byteOffset = byteOffset;
  array->fixedLength = length;
  return array;
}

Completion<TypedArrayObject*> newTypedArray(Isolate& iso, ElementType type, HandleValue prototype, uint64_t length) {
  HandleScope scope(iso.heap);
  if (length > kMaxArrayBufferBytes) {
    if (iso.options.nodeMajor >= 22) return iso.raise(msg::ArrayBufferAllocation);
    return iso.raise(msg::TypedArrayLength, {numberToString(double(length))});
  }
  const Handle<ArrayBufferObject> buffer = iso.handle(TRY(newArrayBuffer(iso, length << kElementSizeLog2[size_t(type)])));
  return newTypedArrayOver(iso, type, prototype, buffer, 0, size_t(length));
}
Completion<TypedArrayObject*> newTypedArray(Isolate& iso, ElementType type, uint64_t length) {
  return newTypedArray(iso, type, iso.intrinsic(typedArrayPrototype(type)), length);
}

Completion<Handle<TypedArrayObject>> validateTypedArray(Isolate& iso, HandleValue value, std::string_view method) {
  if (!isTypedArray(value)) return iso.raise(msg::NotTypedArray);
  const Handle<TypedArrayObject> array = Handle<TypedArrayObject>::fromRooted(value);
  if (array->isOutOfBounds()) return iso.raise(msg::DetachedOperation, {method});
  return array;
}

Completion<Handle<TypedArrayObject>> typedArrayCreate(Isolate& iso, HandleValue constructor, uint64_t length, std::string_view method) {
  const HandleValue made = iso.handle(TRY(iso.construct(constructor, {iso.handle(Value::number(length))})));
  if (!isTypedArray(made)) return raiseIncompatibleReceiver(iso, made, method);
  const Handle<TypedArrayObject> array = TRY(validateTypedArray(iso, made, method));
  if (array->length() < length) return iso.raise(msg::TypedArrayTooSmall);
  return array;
}

Value typedArraySpecies(Isolate& iso, Handle<TypedArrayObject> exemplar) {
  const HandleValue own = iso.intrinsic(typedArrayConstructor(exemplar->type));
  const Value constructor = TRY(speciesConstructor(iso, exemplar, own));
  return constructor == own.get() ? Value::empty() : constructor;
}

Completion<Handle<TypedArrayObject>> typedArraySpeciesCreate(Isolate& iso, Handle<TypedArrayObject> exemplar, uint64_t length, std::string_view method) {
  const ElementType type = exemplar->type;
  const Value species = TRY(typedArraySpecies(iso, exemplar));
  if (species.isEmpty()) return iso.handle(TRY(newTypedArray(iso, type, length)));
  const Handle<TypedArrayObject> made = TRY(typedArrayCreate(iso, iso.handle(species), length, method));
  if (isBigIntType(made->type) != isBigIntType(type)) return iso.raise(ErrorType::TypeError, "Content type of source and derived typed arrays differ");
  return made;
}

// --- constructors ---

namespace {

// Copies a list of values into a fresh array.
Completion<void> fillFrom(Isolate& iso, Handle<TypedArrayObject> array, RootedValues& values) {
  for (size_t i = 0; i < values.size(); ++i) {
    HandleScope scope(iso.heap);
    TRY(setTypedElement(iso, array, double(i), values.handle(i)));
  }
  return {};
}

// §23.2.5.1.2 InitializeTypedArrayFromTypedArray
Value fromTypedArray(Isolate& iso, ElementType type, HandleValue prototype, Handle<TypedArrayObject> source) {
  if (source->isOutOfBounds()) return iso.raise(msg::DetachedOperation, {"Construct"});
  const uint64_t length = source->length();
  const Handle<TypedArrayObject> array = iso.handle(TRY(newTypedArray(iso, type, prototype, length)));
  if (isBigIntType(type) != isBigIntType(source->type)) return iso.raise(msg::BigIntMix);
  iso.charge(length);
  if (type == source->type) {
    if (length) std::memcpy(array->data(), source->data(), length << array->sizeLog2());
    return array;
  }
  for (uint64_t i = 0; i < length; ++i) {
    const uint8_t* from = source->data() + (i << source->sizeLog2());
    uint8_t* to = array->data() + (i << array->sizeLog2());
    if (isBigIntType(type)) std::memcpy(to, from, 8);
    else writeElementNoGc(type, to, readElementNoGc(source->type, from));
  }
  return array;
}

// §23.2.5.1.3 InitializeTypedArrayFromArrayBuffer
Value fromArrayBuffer(Isolate& iso, ElementType type, HandleValue prototype, Handle<ArrayBufferObject> buffer, HandleValue offsetValue,
                      HandleValue lengthValue) {
  const uint64_t size = elementSize(type);
  const char* name = kTypedArrayNames[size_t(type)];
  const double offsetNumber = TRY(toIntegerOrInfinity(iso, offsetValue));
  if (!(offsetNumber >= 0 && offsetNumber <= 9007199254740991.0)) return iso.raise(msg::BufferOffset, {numberToString(offsetNumber)});
  const uint64_t offset = uint64_t(offsetNumber);
  if (offset % size != 0) return iso.raise(ErrorType::RangeError, std::string("start offset of ") + name + " should be a multiple of " + std::to_string(size));
  uint64_t length = 0;
  if (!lengthValue.get().isUndefined()) {
    const double wanted = TRY(toIntegerOrInfinity(iso, lengthValue));
    if (!(wanted >= 0 && wanted <= 9007199254740991.0)) return iso.raise(msg::TypedArrayLength, {numberToString(wanted)});
    length = uint64_t(wanted);
  }
  if (buffer->isDetached()) return iso.raise(msg::DetachedOperation, {"Construct"});
  const uint64_t bytes = buffer->byteLength();
  bool tracking = false;
  if (lengthValue.get().isUndefined()) {
    if (buffer->isResizable()) {
      if (offset > bytes) return iso.raise(msg::BufferOffset, {std::to_string(offset)});
      tracking = true;
    } else {
      if (bytes % size != 0) return iso.raise(ErrorType::RangeError, std::string("byte length of ") + name + " should be a multiple of " + std::to_string(size));
      if (offset > bytes) return iso.raise(msg::BufferOffset, {std::to_string(offset)});
      length = (bytes - offset) / size;
    }
  } else if (length > bytes / size || offset + length * size > bytes) {
    return iso.raise(msg::TypedArrayLength, {std::to_string(length)});
  }
  TypedArrayObject* array = newTypedArrayOver(iso, type, prototype, buffer, size_t(offset), size_t(length));
  if (tracking) array->aux |= ArrayBufferView::kLengthTracking;
  return Value(array);
}

// §23.2.5.1
template <ElementType type> Value typedConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {kTypedArrayNames[size_t(type)]});
  const HandleValue first = args.handle(iso, 0);
  if (!isObject(first)) {
    const double length = TRY(toIntegerOrInfinity(iso, first));
    if (!(length >= 0 && length <= 9007199254740991.0)) return iso.raise(msg::TypedArrayLength, {numberToString(length)});
    const HandleValue prototype = iso.handle(TRY(getPrototypeFromConstructor(iso, args, typedArrayPrototype(type))));
    return Value(TRY(newTypedArray(iso, type, prototype, uint64_t(length))));
  }
  const HandleValue prototype = iso.handle(TRY(getPrototypeFromConstructor(iso, args, typedArrayPrototype(type))));
  if (isTypedArray(first)) return fromTypedArray(iso, type, prototype, Handle<TypedArrayObject>::fromRooted(first));
  if (isArrayBuffer(first))
    return fromArrayBuffer(iso, type, prototype, Handle<ArrayBufferObject>::fromRooted(first), args.handle(iso, 1), args.handle(iso, 2));
  RootedValues values(iso);
  const Handle<Object> object = Handle<Object>::fromRooted(first);
  const HandleValue method = iso.handle(TRY(getMethod(iso, object, iso.key(iso.symbols.iterator))));
  if (!method.get().isUndefined()) {
    if (isPlainlyIterableNoGc(iso, first)) {
      const Handle<ArrayObject> array = Handle<ArrayObject>::fromRooted(first);
      for (uint32_t i = 0; i < array->lengthU32(); ++i) values.push(TRY(getIndex(iso, array, i)));
    } else {
      IteratorRecord record = TRY(getIteratorFromMethod(iso, first, method));
      for (;;) {
        HandleScope scope(iso.heap);
        TRY(pollInterrupt(iso, 1));
        const Value value = TRY(iteratorStepValue(iso, record));
        if (value.isEmpty()) break;
        values.push(value);
      }
    }
    const Handle<TypedArrayObject> array = iso.handle(TRY(newTypedArray(iso, type, prototype, values.size())));
    TRY(fillFrom(iso, array, values));
    return array;
  }
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  const Handle<TypedArrayObject> array = iso.handle(TRY(newTypedArray(iso, type, prototype, length)));
  for (uint64_t i = 0; i < length; ++i) {
    HandleScope scope(iso.heap);
    TRY(pollInterrupt(iso, 1));
    TRY(setTypedElement(iso, array, double(i), iso.handle(TRY(getIndex(iso, object, i)))));
  }
  return array;
}

Value typedArrayAbstract(Isolate& iso, Args) { return iso.raise(msg::ConstructAbstract, {"TypedArray"}); }

// §23.2.2.1
Value typedArrayFrom(Isolate& iso, Args args) {
  if (!isConstructor(args.thisValue())) return iso.raise(msg::NotAConstructor, {describeForMessage(iso, args.thisValue())});
  const HandleValue mapper = args.handle(iso, 1);
  const bool mapping = !mapper.get().isUndefined();
  if (mapping && !isCallable(mapper)) return raiseCallbackNotCallable(iso, mapper);
  const HandleValue source = args.handle(iso, 0);
  const HandleValue method = source.get().isNullish() ? iso.undefined() : iso.handle(TRY(getMethod(iso, source, iso.key(iso.symbols.iterator))));
  if (source.get().isNullish())
    return iso.raise(msg::NotIterableNoLoad, {describeCallSite(iso, source)});
  RootedValues values(iso);
  if (!method.get().isUndefined()) {
    IteratorRecord record = TRY(getIteratorFromMethod(iso, source, method));
    for (;;) {
      HandleScope scope(iso.heap);
      TRY(pollInterrupt(iso, 1));
      const Value value = TRY(iteratorStepValue(iso, record));
      if (value.isEmpty()) break;
      values.push(value);
    }
  }
  const Handle<Object> object = iso.handle(TRY(toObject(iso, source)));
  const uint64_t length = method.get().isUndefined() ? TRY(lengthOfArrayLike(iso, object)) : values.size();
  const Handle<TypedArrayObject> target = TRY(typedArrayCreate(iso, args.thisValue(), length, "%TypedArray%.from"));
  for (uint64_t k = 0; k < length; ++k) {
    HandleScope scope(iso.heap);
    TRY(pollInterrupt(iso, 1));
    HandleValue value = iso.handle(method.get().isUndefined() ? TRY(getIndex(iso, object, k)) : values[size_t(k)]);
    if (mapping) value = iso.handle(TRY(iso.call(mapper, args.handle(iso, 2), {value, iso.handle(Value::number(k))})));
    TRY(setTypedElement(iso, target, double(k), value));
  }
  return target;
}

// §23.2.2.2
Value typedArrayOf(Isolate& iso, Args args) {
  if (!isConstructor(args.thisValue())) return iso.raise(msg::NotAConstructor, {describeForMessage(iso, args.thisValue())});
  const Handle<TypedArrayObject> target = TRY(typedArrayCreate(iso, args.thisValue(), args.count(), "%TypedArray%.of"));
  for (uint32_t k = 0; k < args.count(); ++k) {
    HandleScope scope(iso.heap);
    TRY(setTypedElement(iso, target, k, args.handle(iso, k)));
  }
  return target;
}

template <ElementType type> void installOne(Isolate& iso, Realm& realm, Handle<Object> parent, Handle<Object> parentPrototype) {
  HandleScope scope(iso.heap);
  const Handle<Object> prototype = iso.handle(newObjectWithPrototype(iso, parentPrototype));
  const Handle<NativeFunction> constructor = installConstructor(iso, realm, kTypedArrayNames[size_t(type)], 3, typedConstructor<type>,
                                                                typedArrayConstructor(type), prototype, typedArrayPrototype(type));
  MUST(setPrototypeOf(iso, constructor, parent));
  defineConstant(iso, constructor, "BYTES_PER_ELEMENT", Value::int32(int32_t(elementSize(type))));
  defineConstant(iso, prototype, "BYTES_PER_ELEMENT", Value::int32(int32_t(elementSize(type))));
}

} // namespace

void installTypedArrays(Isolate& iso, Realm& realm) {
  iso.exotic[size_t(CellKind::TypedArrayObject)] = &kTypedArrayMethods;
  const Handle<Object> prototype = newPrototype(iso);
  const Handle<NativeFunction> constructor = iso.handle(newNativeFunction(iso, "TypedArray", 0, typedArrayAbstract));
  makeConstructor(iso, constructor, prototype);
  realm.set(Intrinsic::TypedArray, constructor);
  realm.set(Intrinsic::TypedArrayPrototype, prototype);
  defineMethods(iso, constructor, {{"of", typedArrayOf, 0}, {"from", typedArrayFrom, 1}});
  defineSpecies(iso, constructor);
  installTypedArrayMethods(iso, realm, prototype);
  // In the order in which V8 lists them.
  installOne<ElementType::Uint8>(iso, realm, constructor, prototype);
  installOne<ElementType::Int8>(iso, realm, constructor, prototype);
  installOne<ElementType::Uint16>(iso, realm, constructor, prototype);
  installOne<ElementType::Int16>(iso, realm, constructor, prototype);
  installOne<ElementType::Uint32>(iso, realm, constructor, prototype);
  installOne<ElementType::Int32>(iso, realm, constructor, prototype);
  installOne<ElementType::BigUint64>(iso, realm, constructor, prototype);
  installOne<ElementType::BigInt64>(iso, realm, constructor, prototype);
  installOne<ElementType::Uint8Clamped>(iso, realm, constructor, prototype);
  installOne<ElementType::Float32>(iso, realm, constructor, prototype);
  installOne<ElementType::Float64>(iso, realm, constructor, prototype);
  if (iso.options.nodeMajor >= 24) installOne<ElementType::Float16>(iso, realm, constructor, prototype);
}

} // namespace tickscope
