#include "core/node/node_errors.h"

#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/function.h"

namespace tickscope {

namespace {
constexpr size_t kInspectedMost = 28, kInspectedKept = 25; // Node cuts what it shows of a value

// The name of value.constructor without running user code: "" when there is none to be had so.
std::string constructorName(Isolate& iso, Object* object) {
  const PropertyKey key = iso.key(iso.names.constructor);
  for (Value at = Value(object); at.isCell(); at = at.as<Object>()->shape->prototype) {
    const Value found = getOwnDataNoGc(at.as<Object>(), key);
    if (!found.isEmpty()) return isCallable(found) ? functionDebugName(found.as<Object>()) : "";
  }
  return "";
}
} // namespace

std::string describeReceived(Isolate& iso, HandleValue value) {
  const Value v = value;
  if (v.isUndefined()) return "undefined";
  if (v.isNull()) return "null";
  NodeRuntime& runtime = NodeRuntime::of(iso);
  if (isCallable(v)) {
    const std::string name = functionDebugName(v.as<Object>());
    return name.empty() ? "function " : "function " + name;
  }
  if (isObject(v)) {
    const std::string name = constructorName(iso, v.as<Object>());
    return name.empty() ? runtime.inspect(value) : "an instance of " + name;
  }
  std::string shown = runtime.inspect(value);
  if (shown.size() > kInspectedMost) shown = shown.substr(0, kInspectedKept) + "...";
  return "type " + toUtf8(typeOf(iso, value)) + " (" + shown + ")";
}

Throw raiseInvalidArgType(Isolate& iso, std::string_view name, std::string_view expected, HandleValue value) {
  const bool isProperty = name.find('.') != std::string_view::npos;
  return iso.raiseWithCode(ErrorType::TypeError, "ERR_INVALID_ARG_TYPE",
                           (name.ends_with(" argument") ? "The " + std::string(name) // "first argument": no name to quote
                                                        : "The \"" + std::string(name) + "\" " + (isProperty ? "property" : "argument")) +
                               " must be " +
                               std::string(expected) + ". Received " + describeReceived(iso, value));
}

Completion<void> checkCallback(Isolate& iso, HandleValue value, std::string_view name) {
  if (__builtin_expect(isCallable(value), 1)) return {};
  NodeRuntime& runtime = NodeRuntime::of(iso);
  if (runtime.rules.invalidArgTypeForCallbacks) return raiseInvalidArgType(iso, name, "of type function", value);
  return iso.raiseWithCode(ErrorType::TypeError, "ERR_INVALID_CALLBACK",
                           runtime.rules.major >= 12 ? "Callback must be a function. Received " + runtime.inspect(value)
                                                     : "Callback must be a function");
}

Completion<void> checkString(Isolate& iso, HandleValue value, std::string_view name) {
  if (isString(value)) return {};
  return raiseInvalidArgType(iso, name, "of type string", value);
}

Completion<void> checkNumber(Isolate& iso, HandleValue value, std::string_view name) {
  if (value.get().isNumber()) return {};
  return raiseInvalidArgType(iso, name, "of type number", value);
}

Value newSystemError(Isolate& iso, Errno error, std::string_view syscall, std::string_view path, std::string_view other) {
  std::string text = std::string(errnoName(error)) + ": " + std::string(errnoText(error)) + ", " + std::string(syscall);
  if (!path.empty()) text += " '" + std::string(path) + "'";
  if (!other.empty()) text += " -> '" + std::string(other) + "'";
  HandleScope scope(iso.heap);
  const Handle<Object> object = iso.handle(iso.newError(ErrorType::Error, text));
  const auto property = [&](const char* name, Value value) {
    HandleScope inner(iso.heap);
    const HandleValue kept = iso.handle(value);
    defineValue(iso, object, iso.key(name), kept);
  };
  property("errno", Value::int32(-int(error)));
  property("code", Value(newString(iso, errnoName(error))));
  property("syscall", Value(newStringUtf8(iso, syscall)));
  if (!path.empty()) property("path", Value(newStringUtf8(iso, path)));
  if (!other.empty()) property("dest", Value(newStringUtf8(iso, other)));
  return Value(object.get());
}

Value newNodeError(Isolate& iso, ErrorType type, std::string_view code, std::string_view text) {
  iso.raiseWithCode(type, code, text);
  iso.throwIsHosts = false; // it is not thrown yet
  return iso.takeException();
}

} // namespace tickscope
