// Slow paths of modules: imported bindings, import() and import.meta.
#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/module.h"
#include "core/vm/promise_operations.h"
#include "core/vm/script_source.h"

namespace tickscope {
Value Host::importModuleDynamically(Isolate& iso, const std::string&, HandleValue, HandleValue) { return iso.raise(msg::Unsupported, {"import()"}); }

namespace slow {

namespace {
// GetActiveScriptOrModule: what eval and new Function make belongs to the code that called them.
std::string referrerOf(Isolate& iso) {
  Interpreter& vm = *iso.interpreter;
  for (CallFrame* frame = vm.frame_; frame >= vm.frames_; --frame) {
    if (!frame->code) continue;
    const ScriptSource* source = frame->code->tables->source.get();
    while (source && source->isEval) source = source->outer.get();
    if (source) return source->name;
  }
  return {};
}

// §13.3.10.2 EvaluateImportCall, steps 10 and 11: the attributes as a plain object of strings, or undefined.
Value importAttributes(Isolate& iso, HandleValue options) {
  if (options.get().isUndefined()) return Value();
  if (!isObject(options)) return iso.raise(msg::ImportOptionsNotObject);
  const bool isOld = iso.options.nodeMajor < 22; // V8 called them assertions
  HandleValue with = iso.handle(TRY(get(iso, Handle<Object>::fromRooted(options), iso.key("with"))));
  if (with.get().isUndefined()) return Value();
  if (!isObject(with)) return iso.raise(msg::ImportAttributesNotObject, {isOld ? "assert" : "with"});
  Handle<Object> given = Handle<Object>::fromRooted(with), attributes = iso.handle(newObject(iso));
  KeyList keys(iso);
  TRY(ownPropertyKeys(iso, given, &keys));
  for (const PropertyKey key : keys.keys) {
    if (key.isSymbol()) continue;
    HandleScope scope(iso.heap);
    PropertyDescriptor d;
    if (!TRY(getOwnProperty(iso, given, key, &d)) || !d.enumerable.value_or(false)) continue;
    HandleValue value = iso.handle(TRY(get(iso, given, key)));
    if (!isString(value)) return iso.raise(msg::ImportAttributeNotString, {isOld ? "assertion" : "attribute"});
    defineValue(iso, attributes, key, value);
  }
  return attributes.get();
}

Value startImport(Isolate& iso, HandleValue specifier, HandleValue options) {
  HandleValue name = iso.handle(Value(TRY(toString(iso, specifier))));
  HandleValue attributes = iso.handle(TRY(importAttributes(iso, options)));
  return iso.host.importModuleDynamically(iso, referrerOf(iso), name, attributes);
}
} // namespace

bool opImportCall(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const Value started = startImport(iso, HandleValue(R + pc[2]), HandleValue(R + pc[3]));
  if (!started.isException()) {
    R[pc[1]] = started;
    return true;
  }
  if (iso.terminating) return false;
  HandleValue error = iso.handle(iso.takeException());
  Handle<PromiseObject> promise = iso.handle(newPromise(iso, PromiseSource::Module));
  R[pc[1]] = promise;
  rejectPromise(iso, promise, error);
  return !iso.terminating;
}

bool opImportMeta(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  Module* module = frame->code->tables->source->module;
  TICK_ASSERT(module, "import.meta outside of a module");
  R[pc[1]] = iso.modules->importMeta(*module);
  return true;
}

// Follows a Box (Environment of the exporter, slot); its name here is for the message.
bool opImportedValue(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  auto* binding = R[pc[1]].as<Box>();
  const Value value = binding->values()[0].as<Environment>()->slots()[binding->values()[1].asInt32()];
  if (value.isEmpty()) {
    iso.raise(msg::NotInitialised, {describeKey(PropertyKey::fromRaw(frame->code->constants[readWide(pc + 2)]))});
    return false;
  }
  R[pc[1]] = value;
  return true;
}

} // namespace slow
} // namespace tickscope
