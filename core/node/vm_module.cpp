// The native halves of vm and module: compiling a text under a name, and require for a file of one's choice.
#include "core/node/builtin_modules.h"
#include "core/node/module_loader.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
// compileScript(text, name): a function that runs it as a script in this realm and gives its completion value.
Value compileScriptNative(Isolate& iso, Args args) {
  ScriptOptions options;
  options.text = toUtf8(flatten(iso, args.handle(iso, 0)));
  options.name = toUtf8(flatten(iso, args.handle(iso, 1)));
  return Value(TRY(compileScript(iso, std::move(options))));
}
// compileFunction(text, name, parameters…)
Value compileFunctionNative(Isolate& iso, Args args) {
  ScriptOptions options;
  options.text = toUtf8(flatten(iso, args.handle(iso, 0)));
  options.name = toUtf8(flatten(iso, args.handle(iso, 1)));
  std::vector<std::string> parameters;
  for (uint32_t i = 2; i < args.count(); ++i) parameters.push_back(toUtf8(flatten(iso, args.handle(iso, i))));
  return Value(TRY(compileCommonJs(iso, std::move(options), parameters)));
}

Value createRequire(Isolate& iso, Args args) {
  return Value(TRY(NodeRuntime::of(iso).loader().requireFor(toUtf8(flatten(iso, args.handle(iso, 0))))));
}
// builtinNames(): what require finds without a file and without the prefix node:.
Value builtinNames(Isolate& iso, Args) {
  const Handle<ArrayObject> names = iso.handle(newArray(iso));
  for (const std::string& name : builtinModuleNames(iso.options.nodeMajor)) {
    HandleScope scope(iso.heap);
    TRY(arrayPush(iso, names, iso.handle(Value(newString(iso, name)))));
  }
  return Value(names.get());
}
} // namespace

void fillVm(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"compileScript", compileScriptNative, 2}, {"compileFunction", compileFunctionNative, 2}, {"contextGc", contextGc, 0}});
}
void fillModule(NodeRuntime& runtime, Handle<Object> internal) {
  fillVm(runtime, internal);
  Isolate& iso = runtime.iso;
  defineMethods(iso, internal, {{"createRequire", createRequire, 1}, {"builtinNames", builtinNames, 0}});
  HandleScope scope(iso.heap);
  defineValue(iso, internal, iso.key("modulePrototype"), runtime.loader().modulePrototype());
  defineValue(iso, internal, iso.key("moduleCache"), iso.handle(Value(runtime.loader().moduleCache())));
}

} // namespace tickscope
