#include "core/node/builtin_modules.h"

#include <algorithm>

#include "core/node/lib_sources.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/node/stream_calls.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
constexpr BuiltinModule kModules[] = {
#define NATIVE(name, function) {name, function, nullptr, {}, true},
#define SCRIPT(name, identifier, fill) {name, nullptr, fill, #identifier, true},
#define ABSENT(name) {name, nullptr, nullptr, {}, false},
#include "core/node/builtin_modules.def"
};

Value runLibrary(NodeRuntime& runtime, const BuiltinModule& module) {
  Isolate& iso = runtime.iso;
  ScriptOptions options;
  options.name = "node:" + std::string(module.name);
  options.text = std::string(librarySource(module.library));
  options.isBuiltinLibrary = true;
  HandleValue function = iso.handle(Value(TRY(compileCommonJs(iso, std::move(options), {"exports", "require", "module", "internal"}))));
  Handle<Object> moduleObject = iso.handle(newObject(iso)), exports = iso.handle(newObject(iso)), internal = iso.handle(newObject(iso));
  defineValue(iso, moduleObject, iso.key(iso.names.exports), exports);
  if (module.internals) module.internals(runtime, internal);
  HandleValue require = iso.handle(Value(newNativeFunction(iso, "require", 1, [](Isolate& i, Args args) -> Value {
    return requireBuiltin(NodeRuntime::of(i), toUtf8(TRY(toString(i, args.handle(i, 0)))));
  })));
  TRY(iso.call(function, iso.undefined(), {exports, require, moduleObject, internal}));
  return get(iso, moduleObject, iso.key(iso.names.exports));
}

// Under wrong rules about what a module exports, it does as their believers think: EventEmitter.prototype.emit,
// Writable.prototype.write.
Completion<void> changeByWrongRules(NodeRuntime& runtime, std::string_view module, HandleValue exports) {
  Isolate& iso = runtime.iso;
  const WrongRules& wrong = iso.options.wrong;
  std::string_view changer;
  if (module == "events" && (wrong.has(WrongRule::EmitByTick) || wrong.has(WrongRule::EmitByLoop))) changer = "internal/wrong_emit";
  if (module == "internal/streams/writable" && wrong.has(WrongRule::WriteWaits)) changer = "internal/wrong_write";
  if (changer.empty()) return {};
  const HandleValue change = iso.handle(TRY(requireBuiltin(runtime, changer)));
  TRY(iso.call(change, iso.undefined(), {exports, iso.handle(Value::boolean(wrong.has(WrongRule::EmitByTick)))}));
  return {};
}
} // namespace

const BuiltinModule* findBuiltinModule(std::string_view name) {
  for (const BuiltinModule& module : kModules)
    if (module.name == name) return &module;
  return nullptr;
}

bool hasNodeScheme(int major) { return major >= 14; }

const BuiltinModule* findRequested(std::string_view request, int major) {
  constexpr std::string_view kScheme = "node:";
  const bool prefixed = hasNodeScheme(major) && request.starts_with(kScheme);
  const std::string_view name = prefixed ? request.substr(kScheme.size()) : request;
  if (name.starts_with("internal/")) return nullptr;
#define SINCE(module, first) \
  if (name == module && major < first) return nullptr;
#define SCHEME_ONLY(module) \
  if (name == module && !prefixed) return nullptr;
#include "core/node/builtin_modules.def"
  return findBuiltinModule(name);
}

std::vector<std::string> builtinModuleNames(int major) {
  std::vector<std::string> names;
  for (const BuiltinModule& module : kModules)
    if (findRequested(module.name, major)) names.emplace_back(module.name);
  std::sort(names.begin(), names.end());
  return names;
}

Value requireBuiltin(NodeRuntime& runtime, const BuiltinModule& module) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  HandleValue slot = runtime.keptSlot(NodeRuntime::Kept::BuiltinCache);
  if (!slot.get().isCell()) slot.set(Value(newObjectWithPrototype(iso, iso.null())));
  Handle<Object> cache = Handle<Object>::fromRooted(slot);
  const PropertyKey key = iso.key(module.name);
  iso.handle(key.raw());
  const Value cached = getOwnDataNoGc(cache, key);
  if (!cached.isEmpty()) return cached;
  if (!module.supported) return iso.raise(msg::Unsupported, {"require('" + std::string(module.name) + "')"});
  HandleValue exports = iso.handle(module.create ? TRY(module.create(runtime)) : TRY(runLibrary(runtime, module)));
  defineValue(iso, cache, key, exports);
  runtime.moduleWeights.loaded(module.name, runtime.rules.major);
  if (iso.options.wrong.any()) TRY(changeByWrongRules(runtime, module.name, exports));
  return exports;
}

Value requireBuiltin(NodeRuntime& runtime, std::string_view name) {
  if (name.substr(0, 5) == "node:") name.remove_prefix(5);
  const BuiltinModule* module = findBuiltinModule(name);
  TICK_ASSERT(module, "our own library requires a module that is not there");
  return requireBuiltin(runtime, *module);
}

} // namespace tickscope
