#include "core/vm/error_object.h"

#include <cmath>

#include "core/vm/conversions.h"
#include "core/vm/function.h"
#include "core/vm/isolate.h"
#include "core/vm/stack_trace.h"

namespace tickscope {

namespace {

constexpr int kFirstWithAccessor = 21; // Node version whose V8 made `stack` an accessor

Intrinsic prototypeOf(ErrorType type) {
  switch (type) {
  case ErrorType::Error: return Intrinsic::ErrorPrototype;
  case ErrorType::TypeError: return Intrinsic::TypeErrorPrototype;
  case ErrorType::RangeError: return Intrinsic::RangeErrorPrototype;
  case ErrorType::ReferenceError: return Intrinsic::ReferenceErrorPrototype;
  case ErrorType::SyntaxError: return Intrinsic::SyntaxErrorPrototype;
  case ErrorType::EvalError: return Intrinsic::EvalErrorPrototype;
  case ErrorType::URIError: return Intrinsic::URIErrorPrototype;
  case ErrorType::AggregateError: return Intrinsic::AggregateErrorPrototype;
  }
  TICK_UNREACHABLE("an error type without a prototype");
}

// The frames, or undefined when Error.stackTraceLimit is no number.
Value captureFrames(Isolate& iso, HandleValue upTo) {
  if (!iso.realm->has(Intrinsic::Error)) return Value();
  const Value limit = getOwnDataNoGc(iso.realm->get(Intrinsic::Error), iso.key(iso.names.stackTraceLimit));
  if (!limit.isNumber()) return Value();
  const double number = limit.asNumber();
  const uint32_t count = std::isnan(number) || number < 0 ? 0 : number > 100000 ? 100000 : uint32_t(number);
  return Value(captureStackFrames(iso, count, upTo));
}

// The header line: Error.prototype.toString, with the code of Node's own errors.
Completion<String*> header(Isolate& iso, Handle<Object> error) {
  if (error->kind != CellKind::ErrorObject || !(error->aux & ErrorObject::kNodeError)) return errorToString(iso, error);
  const HandleValue name = iso.handle(TRY(get(iso, error, iso.key(iso.names.name))));
  const HandleValue code = iso.handle(TRY(get(iso, error, iso.key(iso.names.code))));
  const HandleValue message = iso.handle(TRY(get(iso, error, iso.key(iso.names.message))));
  StringBuilder text;
  text.append(TRY(toString(iso, name)));
  text.append(" [");
  text.append(TRY(toString(iso, code)));
  text.append("]: ");
  text.append(TRY(toString(iso, message)));
  return text.finish(iso);
}

// What `stack` becomes when it is first looked at.
Value format(Isolate& iso, Handle<Object> error, Handle<Box> frames) {
  HandleScope scope(iso.heap);
  const Handle<Object> constructor = iso.intrinsic(Intrinsic::Error);
  const HandleValue prepare = iso.handle(TRY(get(iso, constructor, iso.key("prepareStackTrace"))));
  if (isCallable(prepare)) return iso.call(prepare, constructor, {error, iso.handle(callSiteArray(iso, frames))});
  const Handle<String> first = iso.handle(TRY(header(iso, error)));
  StringBuilder text;
  text.append(first.get());
  text.appendUtf8(describeStackFrames(iso, frames));
  return Value(TRY(text.finish(iso)));
}

// --- Node 20: a data property of error objects, filled in on the way ---

Completion<void> fillIn(Isolate& iso, Handle<Object> object) {
  const Handle<ErrorObject> error = Handle<ErrorObject>::fromRooted(object);
  error->aux &= uint16_t(~Object::kHasExotic); // from here on it is ordinary, also while prepareStackTrace looks at it
  if (!error->frames.isCell()) return {};
  HandleScope scope(iso.heap);
  const Handle<Box> frames = iso.handle(error->frames.as<Box>());
  error->frames = Value();
  const HandleValue text = iso.handle(TRY(format(iso, error, frames)));
  const PropertyKey key = iso.key(iso.names.stack);
  if (error->shape->lookup(key)) defineValue(iso, error, key, text, kHidden);
  return {};
}

Completion<bool> errorGetOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, PropertyDescriptor* out) {
  if (key == iso.key(iso.names.stack)) TRY(fillIn(iso, object));
  return ordinaryGetOwnProperty(iso, object, key, out);
}
Completion<bool> errorDefineOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d) {
  if (key == iso.key(iso.names.stack)) TRY(fillIn(iso, object));
  return ordinaryDefineOwnProperty(iso, object, key, d);
}
Completion<bool> errorSet(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, HandleValue receiver) {
  if (key == iso.key(iso.names.stack) && receiver.get() == Value(object.get())) {
    static_cast<ErrorObject*>(object.get())->frames = Value(); // overwritten before anybody saw it
    object->aux &= uint16_t(~Object::kHasExotic);
  }
  return ordinarySet(iso, object, key, value, receiver);
}

constexpr ExoticMethods kErrorMethods = {
    .getOwnProperty = errorGetOwnProperty,
    .defineOwnProperty = errorDefineOwnProperty,
    .set = errorSet,
};

// --- Node 21 on: an accessor ---

// The object along the prototypes that has captured frames or their text, and where.
struct Holder {
  Object* object = nullptr;
  Value *frames = nullptr, *stack = nullptr;
};
Holder findHolderNoGc(Isolate& iso, Value value) {
  while (isObject(value) && value.asCell()->kind != CellKind::ProxyObject) {
    Object* object = value.as<Object>();
    if (object->kind == CellKind::ErrorObject) {
      auto* error = static_cast<ErrorObject*>(object);
      return {object, &error->frames, &error->stack};
    }
    // Other objects keep a Box of the two under a private name.
    const Value kept = getOwnDataNoGc(object, PropertyKey::fromSymbol(iso.errorStackName));
    if (kept.isCell()) return {object, kept.as<Box>()->values(), kept.as<Box>()->values() + 1};
    value = object->shape->prototype;
  }
  return {};
}
Cell* cellOf(const Holder& holder) {
  if (holder.object->kind == CellKind::ErrorObject) return holder.object;
  return reinterpret_cast<Cell*>(holder.frames) - 1; // the Box whose first value that is
}

Value stackGetter(Isolate& iso, Args args) {
  Holder holder = findHolderNoGc(iso, args.thisValue());
  if (!holder.object) return Value();
  if (!holder.frames->isCell()) return *holder.stack;
  const Handle<Object> error = iso.handle(holder.object);
  const Handle<Box> frames = iso.handle(holder.frames->as<Box>());
  *holder.frames = Value();
  const HandleValue text = iso.handle(TRY(format(iso, error, frames)));
  holder = findHolderNoGc(iso, error); // it may have moved
  if (holder.object) iso.heap.store(cellOf(holder), holder.stack, text);
  return text;
}

Value stackSetter(Isolate& iso, Args args) {
  const Holder holder = findHolderNoGc(iso, args.thisValue());
  if (!holder.object) return Value();
  *holder.frames = Value();
  iso.heap.store(cellOf(holder), holder.stack, args[0]);
  return Value();
}

// The accessor pair that all errors of the realm share.
HandleValue stackAccessor(Isolate& iso) {
  Realm& realm = *iso.realm;
  const HandleValue slot(&realm.errorStackAccessor);
  if (!slot.get().isCell()) {
    HandleScope scope(iso.heap);
    const HandleValue getter = iso.handle(Value(newNativeFunction(iso, "", 0, stackGetter)));
    const HandleValue setter = iso.handle(Value(newNativeFunction(iso, "", 1, stackSetter)));
    auto* pair = iso.heap.allocate<AccessorPair>(CellKind::AccessorPair);
    pair->getter = getter;
    pair->setter = setter;
    realm.errorStackAccessor = Value(pair);
  }
  return slot;
}

} // namespace

ErrorObject* newErrorObject(Isolate& iso, HandleValue prototype, HandleValue upTo) {
  HandleScope scope(iso.heap);
  const Handle<ErrorObject> error =
      iso.handle(static_cast<ErrorObject*>(newObjectOfKind(iso, CellKind::ErrorObject, sizeof(ErrorObject), prototype)));
  const PropertyKey key = iso.key(iso.names.stack);
  const Value frames = captureFrames(iso, upTo);
  iso.heap.store(error, &error->frames, frames);
  if (iso.options.nodeMajor >= kFirstWithAccessor) {
    defineValue(iso, error, key, stackAccessor(iso), kConfigurable | kAccessor);
  } else {
    defineValue(iso, error, key, iso.undefined(), kHidden);
    error->aux |= Object::kHasExotic;
  }
  return error;
}

Completion<void> captureStackTrace(Isolate& iso, Handle<Object> object, HandleValue upTo) {
  HandleScope scope(iso.heap);
  const PropertyKey key = iso.key(iso.names.stack);
  const HandleValue frames = iso.handle(captureFrames(iso, upTo));
  const bool isError = object->kind == CellKind::ErrorObject;
  if (!isError && !TRY(isExtensible(iso, object)) && !TRY(hasOwnProperty(iso, object, key)))
    return iso.raise(msg::CannotDefineNotExtensible, {"stack"});
  PropertyDescriptor d;
  d.enumerable = false;
  d.configurable = true;
  if (iso.options.nodeMajor < kFirstWithAccessor) {
    d.writable = true;
    d.value = iso.undefined();
    if (isError) {
      TRY(definePropertyOrThrow(iso, object, key, d));
      iso.heap.store(object, &static_cast<ErrorObject*>(object.get())->frames, frames);
      object->aux |= Object::kHasExotic;
      return {};
    }
    // Not an error: nothing can be filled in later, so it is text at once.
    if (frames.get().isCell()) d.value = iso.handle(TRY(format(iso, object, iso.handle(frames.get().as<Box>()))));
    return definePropertyOrThrow(iso, object, key, d);
  }
  AccessorPair* pair = stackAccessor(iso).get().as<AccessorPair>();
  d.getter = iso.handle(pair->getter);
  d.setter = iso.handle(pair->setter);
  TRY(definePropertyOrThrow(iso, object, key, d));
  if (object->kind == CellKind::ProxyObject) return {}; // its target has the property, and nothing to show
  if (isError) {
    ErrorObject* error = static_cast<ErrorObject*>(object.get());
    iso.heap.store(error, &error->frames, frames);
    error->stack = Value();
    return {};
  }
  const Handle<Box> kept = iso.handle(newBox(iso, 2));
  iso.heap.store(kept, kept->values(), frames);
  defineValue(iso, object, PropertyKey::fromSymbol(iso.errorStackName), kept, kHidden);
  return {};
}

Completion<void> installMessageAndCause(Isolate& iso, Handle<Object> error, HandleValue message, HandleValue options) {
  HandleScope scope(iso.heap);
  if (!message.get().isUndefined())
    defineValue(iso, error, iso.key(iso.names.message), iso.handle(Value(TRY(toString(iso, message)))), kHidden);
  if (isObject(options) && TRY(hasProperty(iso, Handle<Object>::fromRooted(options), iso.key(iso.names.cause)))) {
    const HandleValue cause = iso.handle(TRY(get(iso, Handle<Object>::fromRooted(options), iso.key(iso.names.cause))));
    defineValue(iso, error, iso.key(iso.names.cause), cause, kHidden);
  }
  return {};
}

Completion<String*> errorToString(Isolate& iso, Handle<Object> error) {
  HandleScope scope(iso.heap);
  const auto part = [&](String* key, std::string_view absent) -> Completion<String*> {
    const HandleValue value = iso.handle(TRY(get(iso, error, iso.key(key))));
    if (value.get().isUndefined()) return intern(iso, absent);
    return toString(iso, value);
  };
  const Handle<String> name = iso.handle(TRY(part(iso.names.name, "Error")));
  const Handle<String> message = iso.handle(TRY(part(iso.names.message, "")));
  if (name->length == 0) return message.get();
  if (message->length == 0) return name.get();
  StringBuilder text;
  text.append(name.get());
  text.append(": ");
  text.append(message.get());
  return text.finish(iso);
}

void installErrorKind(Isolate& iso) {
  if (iso.options.nodeMajor < kFirstWithAccessor) iso.exotic[size_t(CellKind::ErrorObject)] = &kErrorMethods;
}

Object* Isolate::newError(ErrorType type, std::string_view text) {
  HandleScope scope(heap);
  // A realm without a library (a test of this room) has errors all the same.
  const Intrinsic prototype = realm->has(prototypeOf(type)) ? prototypeOf(type) : Intrinsic::ObjectPrototype;
  const Handle<ErrorObject> error = handle(newErrorObject(*this, intrinsic(prototype), undefined()));
  defineValue(*this, error, key(names.message), handle(Value(newStringUtf8(*this, text))), kHidden);
  return error;
}

Throw Isolate::raiseWithCode(ErrorType type, std::string_view nodeCode, std::string_view text) {
  HandleScope scope(heap);
  const Handle<Object> error = handle(newError(type, text));
  error->aux |= ErrorObject::kNodeError;
  defineValue(*this, error, key(names.code), handle(Value(intern(*this, nodeCode))), kDefault);
  throwValue(error);
  throwIsHosts = true;
  return Throw{};
}

} // namespace tickscope
