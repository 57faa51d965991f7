#pragma once
// Texts of errors, as V8 words them. `%` is replaced by the next argument. Each room lists its own in its messages.h.
#include <initializer_list>
#include <string>
#include <string_view>

namespace tickscope {

enum class ErrorType : uint8_t { Error, TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError, AggregateError };

struct Message {
  ErrorType type;
  const char* text;
};
std::string formatMessage(const Message& message, std::initializer_list<std::string_view> arguments);

namespace msg {
inline constexpr Message NotAFunction{ErrorType::TypeError, "% is not a function"};
inline constexpr Message NotAConstructor{ErrorType::TypeError, "% is not a constructor"};
inline constexpr Message NotIterable{ErrorType::TypeError, "% is not iterable"};
inline constexpr Message NotAsyncIterable{ErrorType::TypeError, "% is not async iterable"};
inline constexpr Message NotDefined{ErrorType::ReferenceError, "% is not defined"};
inline constexpr Message NotInitialised{ErrorType::ReferenceError, "Cannot access '%' before initialization"};
inline constexpr Message ConstAssignment{ErrorType::TypeError, "Assignment to constant variable."};
inline constexpr Message ReadOfNullish{ErrorType::TypeError, "Cannot read properties of % (reading '%')"};
inline constexpr Message WriteOfNullish{ErrorType::TypeError, "Cannot set properties of % (setting '%')"};
inline constexpr Message DestructureNullish{ErrorType::TypeError, "Cannot destructure '%' as it is %."};
inline constexpr Message DestructurePropertyNullish{ErrorType::TypeError, "Cannot destructure property '%' of '%' as it is %."};
inline constexpr Message NullishToObject{ErrorType::TypeError, "Cannot convert undefined or null to object"};
inline constexpr Message ToPrimitiveFailed{ErrorType::TypeError, "Cannot convert object to primitive value"};
inline constexpr Message SymbolToNumber{ErrorType::TypeError, "Cannot convert a Symbol value to a number"};
inline constexpr Message SymbolToString{ErrorType::TypeError, "Cannot convert a Symbol value to a string"};
inline constexpr Message BigIntMix{ErrorType::TypeError, "Cannot mix BigInt and other types, use explicit conversions"};
inline constexpr Message BigIntToNumber{ErrorType::TypeError, "Cannot convert a BigInt value to a number"};
inline constexpr Message ReadOnlyProperty{ErrorType::TypeError, "Cannot assign to read only property '%' of object '%'"};
inline constexpr Message NoSetter{ErrorType::TypeError, "Cannot set property % of % which has only a getter"};
inline constexpr Message NotExtensible{ErrorType::TypeError, "Cannot add property %, object is not extensible"};
inline constexpr Message CannotDelete{ErrorType::TypeError, "Cannot delete property '%' of %"};
inline constexpr Message CannotRedefine{ErrorType::TypeError, "Cannot redefine property: %"};
inline constexpr Message CannotDefineNotExtensible{ErrorType::TypeError, "Cannot define property %, object is not extensible"};
inline constexpr Message DefineOutsideTypedArray{ErrorType::TypeError, "Invalid typed array index"};
inline constexpr Message CreateOnPrimitive{ErrorType::TypeError, "Cannot create property '%' on % '%'"};
inline constexpr Message InvalidArrayLength{ErrorType::RangeError, "Invalid array length"};
inline constexpr Message InvalidStringLength{ErrorType::RangeError, "Invalid string length"};
inline constexpr Message StackOverflow{ErrorType::RangeError, "Maximum call stack size exceeded"};
inline constexpr Message InstanceofNotCallable{ErrorType::TypeError, "Right-hand side of 'instanceof' is not callable"};
inline constexpr Message InstanceofNotObject{ErrorType::TypeError, "Right-hand side of 'instanceof' is not an object"};
inline constexpr Message InstanceofBadPrototype{ErrorType::TypeError, "Function has non-object prototype '%' in instanceof check"};
inline constexpr Message InNotObject{ErrorType::TypeError, "Cannot use 'in' operator to search for '%' in %"};
inline constexpr Message ClassWithoutNew{ErrorType::TypeError, "Class constructor % cannot be invoked without 'new'"};
inline constexpr Message ClassExtendsNotConstructor{ErrorType::TypeError, "Class extends value % is not a constructor or null"};
inline constexpr Message ClassExtendsBadPrototype{ErrorType::TypeError, "Class extends value does not have valid prototype property %"};
inline constexpr Message SuperNotCalled{ErrorType::ReferenceError, "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"};
inline constexpr Message SuperCalledTwice{ErrorType::ReferenceError, "Super constructor may only be called once"};
inline constexpr Message DerivedReturn{ErrorType::TypeError, "Derived constructors may only return object or undefined"};
inline constexpr Message PrivateReadMissing{ErrorType::TypeError, "Cannot read private member % from an object whose class did not declare it"};
inline constexpr Message PrivateWriteMissing{ErrorType::TypeError, "Cannot write private member % to an object whose class did not declare it"};
inline constexpr Message PrivateTwice{ErrorType::TypeError, "Cannot initialize % twice on the same object"};
inline constexpr Message GeneratorRunning{ErrorType::TypeError, "Generator is already running"};
inline constexpr Message IteratorResultNotObject{ErrorType::TypeError, "Iterator result % is not an object"};
inline constexpr Message ProtoCycle{ErrorType::TypeError, "Cyclic __proto__ value"};
inline constexpr Message ProtoNotExtensible{ErrorType::TypeError, "#<%> is not extensible"};
inline constexpr Message IncompatibleReceiver{ErrorType::TypeError, "Method % called on incompatible receiver %"};
inline constexpr Message ConstructorNeedsNew{ErrorType::TypeError, "Constructor % requires 'new'"};
inline constexpr Message ConstructorPropertyNotObject{ErrorType::TypeError, "The .constructor property is not an object"};
inline constexpr Message SpeciesNotConstructor{ErrorType::TypeError, "object.constructor[Symbol.species] is not a constructor"};
inline constexpr Message ProxyTrapFalsishFor{ErrorType::TypeError, "'%' on proxy: trap returned falsish for property '%'"};
inline constexpr Message ModuleMissingExport{ErrorType::SyntaxError, "The requested module '%' does not provide an export named '%'"};
inline constexpr Message ModuleAmbiguousExport{ErrorType::SyntaxError, "The requested module '%' contains conflicting star exports for name '%'"};
inline constexpr Message ImportOptionsNotObject{ErrorType::TypeError, "The second argument to import() must be an object"};
inline constexpr Message ImportAttributesNotObject{ErrorType::TypeError, "The '%' option must be an object"};
inline constexpr Message ImportAttributeNotString{ErrorType::TypeError, "Import % value must be a string"};
inline constexpr Message Unsupported{ErrorType::TypeError, "Tickscope does not support % yet"};
} // namespace msg

} // namespace tickscope
