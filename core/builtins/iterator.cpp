// %IteratorPrototype%, array and string iterators, and the prototypes of generators (ECMA-262 §27.1, §23.1.5, §22.1.5,
// §27.3 to §27.6).
#include "core/builtins/iterator.h"

#include "core/builtins/array.h"
#include "core/builtins/array_buffer.h"
#include "core/builtins/install.h"
#include "core/vm/generator.h"
#include "core/vm/iterator_operations.h"
#include "core/vm/promise_operations.h"
#include "core/vm/typed_array.h"

namespace tickscope {

IteratorObject* newIterator(Isolate& iso, IteratorType type, Intrinsic prototype, HandleValue target, Listing listing) {
  auto* iterator = static_cast<IteratorObject*>(
      newObjectOfKind(iso, CellKind::IteratorObject, sizeof(IteratorObject), iso.intrinsic(prototype)));
  iterator->aux |= uint16_t(uint16_t(type) << 8);
  iterator->target = target;
  iterator->position = Value::int32(0);
  iterator->listing = Value::int32(int32_t(listing));
  return iterator;
}

Completion<IteratorObject*> requireIterator(Isolate& iso, HandleValue value, IteratorType type, std::string_view method) {
  IteratorObject* iterator = TRY(requireReceiver<IteratorObject>(iso, value, CellKind::IteratorObject, method));
  if (iterator->type() == type) return iterator;
  return raiseIncompatibleReceiver(iso, value, method);
}

Handle<Object> installIteratorPrototype(Isolate& iso, Realm& realm, Intrinsic which, NativeFn next, std::string_view tag) {
  const Handle<Object> prototype = newPrototype(iso, Intrinsic::IteratorPrototype);
  realm.set(which, prototype);
  defineMethod(iso, prototype, "next", 0, next);
  defineToStringTag(iso, prototype, tag);
  return prototype;
}

namespace {

Value returnThis(Isolate&, Args args) { return args.thisValue(); }

// %IteratorPrototype%[Symbol.dispose] (ECMA-262 of 2026 §27.1.4.15): calls `return`.
Value iteratorDispose(Isolate& iso, Args args) {
  const HandleValue method = iso.handle(TRY(getMethod(iso, args.thisValue(), iso.key(iso.names.return_))));
  if (!method.get().isUndefined()) TRY(iso.call(method, args.thisValue()));
  return Value();
}

Value toUndefined(Isolate&, Args) { return Value(); }

// %AsyncIteratorPrototype%[Symbol.asyncDispose]: the same, and a promise of undefined once it is done.
Value asyncIteratorDispose(Isolate& iso, Args args) {
  const PromiseCapability capability = TRY(newPromiseCapability(iso, iso.intrinsic(Intrinsic::Promise), false));
  const auto run = [&]() -> Completion<void> {
    const HandleValue method = iso.handle(TRY(getMethod(iso, args.thisValue(), iso.key(iso.names.return_))));
    if (method.get().isUndefined()) return capabilityResolve(iso, capability, iso.undefined());
    const HandleValue result = iso.handle(TRY(iso.call(method, args.thisValue(), {iso.undefined()})));
    const HandleValue settled = iso.handle(TRY(promiseResolve(iso, iso.intrinsic(Intrinsic::Promise), result)));
    const HandleValue unwrap = iso.handle(Value(newNativeFunction(iso, "", 1, toUndefined)));
    performPromiseThen(iso, Handle<PromiseObject>::fromRooted(settled), unwrap, iso.undefined(), capability);
    return {};
  };
  if (threw(run())) {
    if (iso.terminating) return Throw{};
    TRY(capabilityReject(iso, capability, iso.handle(iso.takeException())));
  }
  return capability.promise;
}

// §23.1.5.2.1
Value arrayIteratorNext(Isolate& iso, Args args) {
  const Handle<IteratorObject> iterator =
      iso.handle(TRY(requireIterator(iso, args.thisValue(), IteratorType::Array, "Array Iterator.prototype.next")));
  if (iterator->target.isUndefined()) return Value(createIterResult(iso, iso.undefined(), true));
  const Handle<Object> array = iso.handle(iterator->target.as<Object>());
  const uint64_t index = uint64_t(iterator->position.asNumber());
  if (isTypedArray(Value(array.get())) && static_cast<TypedArrayObject*>(array.get())->isOutOfBounds())
    return iso.raise(msg::DetachedOperation, {"%ArrayIteratorPrototype%.next"});
  const uint64_t length = isTypedArray(Value(array.get())) ? static_cast<TypedArrayObject*>(array.get())->length()
                                                           : TRY(lengthOfArrayLike(iso, array));
  if (index >= length) {
    iterator->target = Value();
    return Value(createIterResult(iso, iso.undefined(), true));
  }
  iterator->position = Value::number(index + 1);
  const Listing listing = Listing(iterator->listing.asInt32());
  const HandleValue key = iso.handle(Value::number(index));
  if (listing == Listing::Keys) return Value(createIterResult(iso, key, false));
  const HandleValue value = iso.handle(TRY(getIndex(iso, array, index)));
  if (listing == Listing::Values) return Value(createIterResult(iso, value, false));
  return Value(createIterResult(iso, iso.handle(newPairArray(iso, key, value)), false));
}

Value newArrayIterator(Isolate& iso, Args args, Listing listing) {
  const Handle<Object> array = iso.handle(TRY(toObject(iso, args.thisValue())));
  return Value(newIterator(iso, IteratorType::Array, Intrinsic::ArrayIteratorPrototype, array, listing));
}

// §22.1.5.1: code point by code point.
Value stringIteratorNext(Isolate& iso, Args args) {
  const Handle<IteratorObject> iterator =
      iso.handle(TRY(requireIterator(iso, args.thisValue(), IteratorType::String, "String Iterator.prototype.next")));
  if (iterator->target.isUndefined()) return Value(createIterResult(iso, iso.undefined(), true));
  const Handle<String> string = iso.handle(iterator->target.as<String>());
  const uint32_t at = uint32_t(iterator->position.asInt32()), length = string->length;
  if (at >= length) {
    iterator->target = Value();
    return Value(createIterResult(iso, iso.undefined(), true));
  }
  flatten(iso, string);
  const char16_t first = charAtNoGc(string, at);
  const bool pair = (first & 0xfc00) == 0xd800 && at + 1 < length && (charAtNoGc(string, at + 1) & 0xfc00) == 0xdc00;
  iterator->position = Value::int32(int32_t(at + (pair ? 2 : 1)));
  const HandleValue piece = iso.handle(Value(pair ? substring(iso, string, at, at + 2) : singleCharacter(iso, first)));
  return Value(createIterResult(iso, piece, false));
}

template <ResumeMode mode> Value asyncGeneratorMethod(Isolate& iso, Args args) {
  constexpr std::string_view names[] = {"[AsyncGenerator].prototype.next", "[AsyncGenerator].prototype.throw",
                                        "[AsyncGenerator].prototype.return"};
  return asyncGeneratorEnqueue(iso, args.thisValue(), args.handle(iso, 0), mode, names[int(mode)]);
}

struct GeneratorMethods {
  NativeFn next, return_, throw_;
};

// §27.3.3, §27.5.1 and their asynchronous likes: the prototype of generator functions, and that of the generators.
void installGeneratorPrototypes(Isolate& iso, Realm& realm, Intrinsic functionConstructor, Intrinsic functionPrototype, Intrinsic generatorPrototype,
                                Intrinsic parent, std::string_view functionTag, std::string_view generatorTag, const GeneratorMethods& methods) {
  HandleScope scope(iso.heap);
  const Handle<Object> ofFunctions = realm.handle(functionPrototype);
  const Handle<Object> ofGenerators = newPrototype(iso, parent);
  realm.set(generatorPrototype, ofGenerators);
  defineValue(iso, ofFunctions, iso.key(iso.names.prototype), ofGenerators, kConfigurable);
  defineValue(iso, ofFunctions, iso.key(iso.names.constructor), realm.handle(functionConstructor), kConfigurable);
  defineToStringTag(iso, ofFunctions, functionTag);
  defineValue(iso, ofGenerators, iso.key(iso.names.constructor), ofFunctions, kConfigurable);
  defineMethods(iso, ofGenerators, {{"next", methods.next, 1}, {"return", methods.return_, 1}, {"throw", methods.throw_, 1}});
  defineToStringTag(iso, ofGenerators, generatorTag);
}

} // namespace

Value arrayKeys(Isolate& iso, Args args) { return newArrayIterator(iso, args, Listing::Keys); }
Value arrayValues(Isolate& iso, Args args) { return newArrayIterator(iso, args, Listing::Values); }
Value arrayEntries(Isolate& iso, Args args) { return newArrayIterator(iso, args, Listing::Entries); }

void installIterators(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = newPrototype(iso);
  realm.set(Intrinsic::IteratorPrototype, prototype);
  if (iso.options.nodeMajor >= 22) installIteratorHelpers(iso, realm);
  defineMethod(iso, prototype, iso.key(iso.symbols.iterator), 0, returnThis);
  if (iso.options.nodeMajor >= 24) defineMethod(iso, prototype, iso.key(iso.symbols.dispose), 0, iteratorDispose);

  const Handle<Object> asyncPrototype = newPrototype(iso);
  realm.set(Intrinsic::AsyncIteratorPrototype, asyncPrototype);
  defineMethod(iso, asyncPrototype, iso.key(iso.symbols.asyncIterator), 0, returnThis);
  if (iso.options.nodeMajor >= 24) defineMethod(iso, asyncPrototype, iso.key(iso.symbols.asyncDispose), 0, asyncIteratorDispose);

  const Handle<Object> arrayIterator =
      installIteratorPrototype(iso, realm, Intrinsic::ArrayIteratorPrototype, arrayIteratorNext, "Array Iterator");
  realm.set(Intrinsic::ArrayIteratorNext, getOwnDataNoGc(arrayIterator, iso.key(iso.names.next)).as<Object>());
  installIteratorPrototype(iso, realm, Intrinsic::StringIteratorPrototype, stringIteratorNext, "String Iterator");

  installGeneratorPrototypes(iso, realm, Intrinsic::GeneratorFunction, Intrinsic::GeneratorFunctionPrototype, Intrinsic::GeneratorPrototype,
                             Intrinsic::IteratorPrototype, "GeneratorFunction", "Generator",
                             {generatorNextNative, generatorReturnNative, generatorThrowNative});
  installGeneratorPrototypes(iso, realm, Intrinsic::AsyncGeneratorFunction, Intrinsic::AsyncGeneratorFunctionPrototype,
                             Intrinsic::AsyncGeneratorPrototype, Intrinsic::AsyncIteratorPrototype, "AsyncGeneratorFunction", "AsyncGenerator",
                             {asyncGeneratorMethod<ResumeMode::Next>, asyncGeneratorMethod<ResumeMode::Return>,
                              asyncGeneratorMethod<ResumeMode::Throw>});
}

} // namespace tickscope
