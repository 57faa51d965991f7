// The native half of structuredClone: what kind of object something is. The rest is core/node/lib/structured_clone.js.
#include "core/builtins/array_buffer.h"
#include "core/node/builtin_modules.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

// The names that structured_clone.js has cloners for; all others cannot be cloned.
const char* kindName(Value value) {
  if (!isObject(value)) return isSymbol(value) ? "symbol" : "primitive";
  Object* object = value.as<Object>();
  if (object->isCallable()) return "function";
  switch (object->kind) {
  case CellKind::PlainObject:
  case CellKind::HostObject: return "object";
  case CellKind::ArrayObject: return "array";
  case CellKind::DateObject: return "date";
  case CellKind::RegExpObject: return "regexp";
  case CellKind::PrimitiveWrapper: return isSymbol(static_cast<PrimitiveWrapper*>(object)->value) ? "symbol" : "boxed";
  case CellKind::MapObject: return "map";
  case CellKind::SetObject: return "set";
  case CellKind::ErrorObject: return "error";
  case CellKind::ArrayBufferObject: return static_cast<ArrayBufferObject*>(object)->isShared() ? "shared" : "buffer";
  case CellKind::TypedArrayObject: return "typed";
  case CellKind::DataViewObject: return "view";
  default: return "other";
  }
}
Value kindOf(Isolate& iso, Args args) { return Value(newString(iso, kindName(args[0]))); }
Value describe(Isolate& iso, Args args) { return Value(newStringUtf8(iso, describeForMessage(iso, args[0]))); }
Value detach(Isolate& iso, Args args) {
  detachArrayBuffer(iso, Handle<ArrayBufferObject>::fromRooted(args.handle(iso, 0)));
  return Value();
}

// The global: loads the library at its first call.
Value structuredCloneNative(Isolate& iso, Args args) {
  const Handle<Object> library = iso.handle(TRY(requireBuiltin(NodeRuntime::of(iso), "internal/structured_clone")).as<Object>());
  const HandleValue function = iso.handle(TRY(get(iso, library, iso.key("structuredClone"))));
  const HandleValue given = iso.handle(Value::number(args.count()));
  return iso.call(function, iso.undefined(), {given, args.handle(iso, 0), args.handle(iso, 1)});
}

constexpr int kSince = 17;

} // namespace

void fillStructuredClone(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"kindOf", kindOf, 1}, {"describe", describe, 1}, {"detach", detach, 1}});
}

void installStructuredClone(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  if (iso.options.nodeMajor < kSince) return;
  // Its length is that of Node's own function.
  defineMethod(iso, runtime.realm->global(), iso.key("structuredClone"), iso.options.nodeMajor < 22 ? 0 : 2, structuredCloneNative, kDefault);
}

} // namespace tickscope
