#pragma once
// Texts of the library's errors, as V8 words them, and the phrases V8 builds for values that are not what they must be.
#include "core/heap/handles.h"
#include "core/vm/messages.h"

namespace tickscope {

class Isolate;

namespace msg {
// Object, Function, property descriptors
inline constexpr Message CalledOnNullish{ErrorType::TypeError, "% called on null or undefined"};
inline constexpr Message CalledOnNonObject{ErrorType::TypeError, "% called on non-object"};
inline constexpr Message PrototypeNotObjectOrNull{ErrorType::TypeError, "Object prototype may only be an Object or null: %"};
inline constexpr Message ObjectNotExtensible{ErrorType::TypeError, "% is not extensible"};
inline constexpr Message ImmutablePrototype{ErrorType::TypeError, "Immutable prototype object '%' cannot have their prototype set"};
inline constexpr Message DescriptorNotObject{ErrorType::TypeError, "Property description must be an object: %"};
inline constexpr Message DescriptorGetter{ErrorType::TypeError, "Getter must be a function: %"};
inline constexpr Message DescriptorSetter{ErrorType::TypeError, "Setter must be a function: %"};
inline constexpr Message DescriptorBoth{ErrorType::TypeError, "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, %"};
inline constexpr Message ExpectingFunction{ErrorType::TypeError, "%: Expecting function"};
inline constexpr Message CannotPreventExtensions{ErrorType::TypeError, "Cannot prevent extensions"};
inline constexpr Message BindNotFunction{ErrorType::TypeError, "Bind must be called on a function"};
inline constexpr Message NotA{ErrorType::TypeError, "% requires that 'this' be a %"};
inline constexpr Message ListFromNonObject{ErrorType::TypeError, "CreateListFromArrayLike called on non-object"};
inline constexpr Message ApplyNonFunction{ErrorType::TypeError, "Function.prototype.apply was called on %, which is % and not a function"};
inline constexpr Message PoisonedAccess{ErrorType::TypeError, "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them"};
inline constexpr Message ConstructAbstract{ErrorType::TypeError, "Abstract class % not directly constructable"};
inline constexpr Message InvalidArgument{ErrorType::TypeError, "invalid_argument"};
// iteration
inline constexpr Message NotIterableNoLoad{ErrorType::TypeError, "% is not iterable (cannot read property Symbol(Symbol.iterator))"};
inline constexpr Message IteratorNotObject{ErrorType::TypeError, "Result of the Symbol.iterator method is not an object"};
inline constexpr Message AsyncIteratorNotObject{ErrorType::TypeError, "Result of the Symbol.asyncIterator method is not an object"};
inline constexpr Message EntryNotObject{ErrorType::TypeError, "Iterator value % is not an entry object"};
inline constexpr Message IteratorMethodNotCallable{ErrorType::TypeError, "%Array%.from requires that the property of the first argument, items[Symbol.iterator], when exists, be a function"};
inline constexpr Message ReduceDoneIterator{ErrorType::TypeError, "Reduce of a done iterator with no initial value"};
inline constexpr Message MustBePositive{ErrorType::RangeError, "% must be positive"};
// Array
inline constexpr Message ReduceEmpty{ErrorType::TypeError, "Reduce of empty array with no initial value"};
inline constexpr Message BadComparator{ErrorType::TypeError, "The comparison function must be either a function or undefined"};
inline constexpr Message BadComparatorValue{ErrorType::TypeError, "The comparison function must be either a function or undefined: %"};
inline constexpr Message InvalidIndex{ErrorType::RangeError, "Invalid index : %"};
inline constexpr Message PushPastSafeLength{ErrorType::TypeError, "Pushing % elements on an array-like of length % is disallowed, as the total surpasses 2**53-1"};
inline constexpr Message LengthTypeError{ErrorType::TypeError, "Invalid array length"};
inline constexpr Message FlatMapNotCallable{ErrorType::TypeError, "flatMap mapper function is not callable"};
// Symbol
inline constexpr Message NotASymbol{ErrorType::TypeError, "% is not a symbol"};
// Map, Set, weak collections
inline constexpr Message MapTooBig{ErrorType::RangeError, "Map maximum size exceeded"};
inline constexpr Message SetTooBig{ErrorType::RangeError, "Set maximum size exceeded"};
inline constexpr Message InvalidWeakMapKey{ErrorType::TypeError, "Invalid value used as weak map key"};
inline constexpr Message InvalidWeakSetValue{ErrorType::TypeError, "Invalid value used in weak set"};
inline constexpr Message WeakRefTarget{ErrorType::TypeError, "WeakRef: invalid target"};
inline constexpr Message RegistryCleanup{ErrorType::TypeError, "FinalizationRegistry: cleanup must be callable"};
inline constexpr Message RegistryTarget{ErrorType::TypeError, "FinalizationRegistry.prototype.register: invalid target"};
inline constexpr Message RegistrySameHoldings{ErrorType::TypeError, "FinalizationRegistry.prototype.register: target and holdings must not be same"};
inline constexpr Message RegistryToken{ErrorType::TypeError, "Invalid unregisterToken ('%')"};
inline constexpr Message ArgumentNotObject{ErrorType::TypeError, "% argument must be an object"};
inline constexpr Message SizeIsNaN{ErrorType::TypeError, "The .size property is NaN"};
inline constexpr Message InvalidSize{ErrorType::RangeError, "'%' is an invalid size"};
inline constexpr Message KeysNotObject{ErrorType::TypeError, "Result of the keys method is not an object"};
// Promise
inline constexpr Message PromiseWithoutNew{ErrorType::TypeError, "Promise constructor cannot be invoked without 'new'"};
inline constexpr Message ResolverNotFunction{ErrorType::TypeError, "Promise resolver % is not a function"};
inline constexpr Message CapabilityNotCallable{ErrorType::TypeError, "Promise resolve or reject function is not callable"};
inline constexpr Message ExecutorInvokedTwice{ErrorType::TypeError, "Promise executor has already been invoked with non-undefined arguments"};
inline constexpr Message AllPromisesRejected{ErrorType::AggregateError, "All promises were rejected"};
// Proxy
inline constexpr Message ProxyNonObject{ErrorType::TypeError, "Cannot create proxy with a non-object as target or handler"};
inline constexpr Message ProxyRevoked{ErrorType::TypeError, "Cannot perform '%' on a proxy that has been revoked"};
inline constexpr Message ProxyTrapFalsish{ErrorType::TypeError, "'%' on proxy: trap returned falsish"};
inline constexpr Message ProxyTrapNotFunction{ErrorType::TypeError, "'%' returned for property '%' of object '%' is not a function"};
inline constexpr Message ProxyConstructNonObject{ErrorType::TypeError, "'construct' on proxy: trap returned non-object ('%')"};
inline constexpr Message ProxyDefineNonConfigurable{ErrorType::TypeError, "'defineProperty' on proxy: trap returned truish for defining non-configurable property '%' which is either non-existent or configurable in the proxy target"};
inline constexpr Message ProxyDefineNonConfigurableWritable{ErrorType::TypeError, "'defineProperty' on proxy: trap returned truish for defining non-configurable property '%' which cannot be non-writable, unless there exists a corresponding non-configurable, non-writable own property of the target object."};
inline constexpr Message ProxyDefineNonExtensible{ErrorType::TypeError, "'defineProperty' on proxy: trap returned truish for adding property '%'  to the non-extensible proxy target"};
inline constexpr Message ProxyDefineIncompatible{ErrorType::TypeError, "'defineProperty' on proxy: trap returned truish for adding property '%'  that is incompatible with the existing property in the proxy target"};
inline constexpr Message ProxyDeleteNonConfigurable{ErrorType::TypeError, "'deleteProperty' on proxy: trap returned truish for property '%' which is non-configurable in the proxy target"};
inline constexpr Message ProxyDeleteNonExtensible{ErrorType::TypeError, "'deleteProperty' on proxy: trap returned truish for property '%' but the proxy target is non-extensible"};
inline constexpr Message ProxyGetNonConfigurableData{ErrorType::TypeError, "'get' on proxy: property '%' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '%' but got '%')"};
inline constexpr Message ProxyGetNonConfigurableAccessor{ErrorType::TypeError, "'get' on proxy: property '%' is a non-configurable accessor property on the proxy target and does not have a getter function, but the trap did not return 'undefined' (got '%')"};
inline constexpr Message ProxyDescriptorInvalid{ErrorType::TypeError, "'getOwnPropertyDescriptor' on proxy: trap returned neither object nor undefined for property '%'"};
inline constexpr Message ProxyDescriptorUndefined{ErrorType::TypeError, "'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '%' which is non-configurable in the proxy target"};
inline constexpr Message ProxyDescriptorNonExtensible{ErrorType::TypeError, "'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '%' which exists in the non-extensible proxy target"};
inline constexpr Message ProxyDescriptorIncompatible{ErrorType::TypeError, "'getOwnPropertyDescriptor' on proxy: trap returned descriptor for property '%' that is incompatible with the existing property in the proxy target"};
inline constexpr Message ProxyDescriptorNonConfigurable{ErrorType::TypeError, "'getOwnPropertyDescriptor' on proxy: trap reported non-configurability for property '%' which is either non-existent or configurable in the proxy target"};
inline constexpr Message ProxyDescriptorNonConfigurableWritable{ErrorType::TypeError, "'getOwnPropertyDescriptor' on proxy: trap reported non-configurable and writable for property '%' which is non-configurable, non-writable in the proxy target"};
inline constexpr Message ProxyGetPrototypeInvalid{ErrorType::TypeError, "'getPrototypeOf' on proxy: trap returned neither object nor null"};
inline constexpr Message ProxyGetPrototypeNonExtensible{ErrorType::TypeError, "'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype"};
inline constexpr Message ProxyHasNonConfigurable{ErrorType::TypeError, "'has' on proxy: trap returned falsish for property '%' which exists in the proxy target as non-configurable"};
inline constexpr Message ProxyHasNonExtensible{ErrorType::TypeError, "'has' on proxy: trap returned falsish for property '%' but the proxy target is not extensible"};
inline constexpr Message ProxyIsExtensibleInconsistent{ErrorType::TypeError, "'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is '%')"};
inline constexpr Message ProxyOwnKeysMissing{ErrorType::TypeError, "'ownKeys' on proxy: trap result did not include '%'"};
inline constexpr Message ProxyOwnKeysNonExtensible{ErrorType::TypeError, "'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible"};
inline constexpr Message ProxyOwnKeysDuplicate{ErrorType::TypeError, "'ownKeys' on proxy: trap returned duplicate entries"};
inline constexpr Message ProxyOwnKeysNonString{ErrorType::TypeError, "% is not a valid property name"};
inline constexpr Message ProxyPreventExtensible{ErrorType::TypeError, "'preventExtensions' on proxy: the proxy target is extensible"};
inline constexpr Message ProxySetFrozenData{ErrorType::TypeError, "'set' on proxy: trap returned truish for property '%' which exists in the proxy target as a non-configurable and non-writable data property with a different value"};
inline constexpr Message ProxySetFrozenAccessor{ErrorType::TypeError, "'set' on proxy: trap returned truish for property '%' which exists in the proxy target as a non-configurable and non-writable accessor property without a setter"};
inline constexpr Message ProxySetPrototypeNonExtensible{ErrorType::TypeError, "'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target"};
// BigInt
inline constexpr Message ToBigIntType{ErrorType::TypeError, "Cannot convert % to a BigInt"};
inline constexpr Message ToBigIntSyntax{ErrorType::SyntaxError, "Cannot convert % to a BigInt"};
inline constexpr Message ToBigIntNotInteger{ErrorType::RangeError, "The number % cannot be converted to a BigInt because it is not an integer"};
inline constexpr Message NotSafeInteger{ErrorType::RangeError, "Invalid value: not (convertible to) a safe integer"};
inline constexpr Message RadixRange{ErrorType::RangeError, "toString() radix argument must be between 2 and 36"};
// Number
inline constexpr Message DigitsRange{ErrorType::RangeError, "%() digits argument must be between 0 and 100"};
inline constexpr Message PrecisionRange{ErrorType::RangeError, "toPrecision() argument must be between 1 and 100"};
// DataView
inline constexpr Message DataViewBuffer{ErrorType::TypeError, "First argument to DataView constructor must be an ArrayBuffer"};
inline constexpr Message DataViewLength{ErrorType::RangeError, "Invalid DataView length %"};
inline constexpr Message DataViewOffset{ErrorType::RangeError, "Offset is outside the bounds of the DataView"};
// Date
inline constexpr Message NotADate{ErrorType::TypeError, "this is not a Date object."};
inline constexpr Message InvalidTime{ErrorType::RangeError, "Invalid time value"};
inline constexpr Message InvalidHint{ErrorType::TypeError, "Invalid hint: %"};
// JSON
inline constexpr Message JsonEnd{ErrorType::SyntaxError, "Unexpected end of JSON input"};
inline constexpr Message BigIntToJson{ErrorType::TypeError, "Do not know how to serialize a BigInt"};
// String
inline constexpr Message InvalidCount{ErrorType::RangeError, "Invalid count value: %"};
inline constexpr Message InvalidCodePoint{ErrorType::RangeError, "Invalid code point %"};
inline constexpr Message FirstArgumentRegExp{ErrorType::TypeError, "First argument to % must not be a regular expression"};
inline constexpr Message NeedsGlobal{ErrorType::TypeError, "% called with a non-global RegExp argument"};
inline constexpr Message NormalizationForm{ErrorType::RangeError, "The normalization form should be one of NFC, NFD, NFKC, NFKD."};
// encodeURI and decodeURI
inline constexpr Message UriMalformed{ErrorType::URIError, "URI malformed"};
} // namespace msg

// "a number", "an object", "undefined": what Reflect.apply was given instead of a function.
std::string describeKindForApply(Isolate& iso, Value value);
// "X is not a function" for a callback. Node 21 and later name it as describeCallSite does, earlier ones by its text.
Throw raiseCallbackNotCallable(Isolate& iso, HandleValue callback);

} // namespace tickscope
