#include "core/node/module_loader.h"

#include "core/machine/costs.h"
#include "core/machine/disk.h"
#include "core/node/builtin_modules.h"
#include "core/node/node_errors.h"
#include "core/node/es_modules.h"
#include "core/node/file_url.h"
#include "core/node/module_frames.h"
#include "core/node/modules.h"
#include "core/node/package_json.h"
#include "core/node/runtime.h"
#include "core/syntax/parser.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"
#include "core/vm/host_frames.h"
#include "core/vm/script_source.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {
using Kept = NodeRuntime::Kept;

std::string directoryOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}
bool endsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}
const std::vector<std::string> kWrapperParameters{"exports", "require", "module", "__filename", "__dirname"};

bool isRelative(std::string_view request) {
  return request == "." || request == ".." || request.substr(0, 2) == "./" || request.substr(0, 3) == "../";
}
HandleValue text(Isolate& iso, std::string_view utf8) { return iso.handle(Value(newStringUtf8(iso, utf8))); }
std::string textOf(Isolate& iso, HandleValue value) { return isString(value) ? toUtf8(flatten(iso, value)) : std::string(); }
void put(Isolate& iso, Handle<Object> object, std::string_view name, HandleValue value, uint8_t attributes = kDefault) {
  defineValue(iso, object, iso.key(name), value, attributes);
}

// The folders in which a bare name is looked for, nearest first.
std::vector<std::string> nodeModulesPaths(const std::string& from) {
  std::vector<std::string> paths;
  std::string at = from;
  for (;;) {
    if (!endsWith(at, "/node_modules")) paths.push_back((at == "/" ? "" : at) + "/node_modules");
    if (at == "/") return paths;
    at = directoryOf(at);
  }
}
} // namespace

ModuleLoader::ModuleLoader(NodeRuntime& runtime) : runtime_(runtime), iso_(runtime.iso) {
  HandleScope scope(iso_.heap);
  runtime.keep(Kept::Loader0, Value(newObjectWithPrototype(iso_, iso_.null()))); // the cache: filename -> module
  // Module.prototype
  Handle<Object> prototype = iso_.handle(newObject(iso_));
  Handle<NativeFunction> constructor = iso_.handle(newNativeFunction(iso_, "Module", 0, [](Isolate& i, Args) -> Value {
    return i.raise(msg::Unsupported, {"new Module"});
  }));
  makeConstructor(iso_, constructor, prototype);
  defineMethod(iso_, prototype, "require", 1, [](Isolate& i, Args args) -> Value {
    return NodeRuntime::of(i).loader().require(args.handle(i, 0), args.thisValue());
  });
  runtime.keep(Kept::Loader1, prototype);
}

Handle<Object> ModuleLoader::cache() { return Handle<Object>::fromRooted(runtime_.keptSlot(Kept::Loader0)); }

const std::string* ModuleLoader::sourceOf(std::string_view path) const {
  const auto found = sources_.find(path);
  return found == sources_.end() ? nullptr : &found->second;
}

std::string ModuleLoader::filenameOf(HandleValue module) {
  if (!isObject(module)) return {};
  const Value name = getOwnDataNoGc(module.get().as<Object>(), iso_.key("filename"));
  return isString(name) ? textOf(iso_, iso_.handle(name)) : std::string();
}

Completion<Object*> ModuleLoader::newModule(const std::string& filename, HandleValue parent) {
  Handle<Object> module = iso_.handle(newObjectWithPrototype(iso_, runtime_.keptSlot(Kept::Loader1)));
  const bool isMain = parent.get().isUndefined();
  put(iso_, module, "id", text(iso_, isMain ? "." : filename));
  put(iso_, module, "path", text(iso_, directoryOf(filename)));
  put(iso_, module, "exports", iso_.handle(Value(newObject(iso_))));
  put(iso_, module, "filename", text(iso_, filename));
  put(iso_, module, "loaded", iso_.handle(Value::boolean(false)));
  Handle<ArrayObject> children = iso_.handle(newArray(iso_)), paths = iso_.handle(newArray(iso_));
  put(iso_, module, "children", children);
  for (const std::string& path : nodeModulesPaths(directoryOf(filename))) {
    HandleScope scope(iso_.heap);
    TRY(arrayPush(iso_, paths, text(iso_, path)));
  }
  put(iso_, module, "paths", paths);
  if (isObject(parent)) {
    const Value siblings = getOwnDataNoGc(parent.get().as<Object>(), iso_.key("children"));
    if (siblings.isCell() && siblings.asCell()->kind == CellKind::ArrayObject)
      TRY(arrayPush(iso_, iso_.handle(siblings.as<ArrayObject>()), module));
  }
  return module.get();
}

// --- resolution ---

std::string ModuleLoader::tryFile(const std::string& path) {
  const auto stat = runtime_.machine.disk().stat(path);
  iso_.charge(costs::kDiskStatNs);
  if (!stat.ok() || stat.value.kind != FileKind::File) return {};
  const auto real = runtime_.machine.disk().realPath(path);
  return real.ok() ? real.value : path;
}

std::string ModuleLoader::tryExtensions(const std::string& path) {
  for (const char* extension : {".js", ".json", ".node"})
    if (std::string found = tryFile(path + extension); !found.empty()) return found;
  return {};
}

std::string ModuleLoader::tryDirectory(const std::string& path) {
  const auto stat = runtime_.machine.disk().stat(path);
  if (!stat.ok() || stat.value.kind != FileKind::Directory) return {};
  if (const PackageJson* package = runtime_.packages().in(path); package && !package->main.empty()) {
    const std::string target = joinPath(path, package->main);
    for (const std::string& found : {tryFile(target), tryExtensions(target), tryExtensions(target + "/index")})
      if (!found.empty()) return found;
  }
  return tryExtensions(path + "/index");
}

std::string ModuleLoader::tryPath(const std::string& path, bool folderOnly) {
  if (!folderOnly) {
    if (std::string found = tryFile(path); !found.empty()) return found;
    if (std::string found = tryExtensions(path); !found.empty()) return found;
  }
  return tryDirectory(path);
}

Resolution<std::string> ModuleLoader::fileOf(const Resolution<PackageJson::Target>& found, const PackageJson& package) {
  if (const auto* error = std::get_if<ResolutionError>(&found)) return *error;
  const auto& target = std::get<PackageJson::Target>(found);
  if (target.path.empty()) return find(target.specifier, package.folder);
  if (std::string file = tryFile(target.path); !file.empty()) return file;
  return ResolutionError{ErrorType::Error, "MODULE_NOT_FOUND", "Cannot find module '" + target.path + "'", ""};
}

// Module._resolveFilename: the file that a request means, seen from a folder; empty if there is none.
Resolution<std::string> ModuleLoader::find(std::string_view request, const std::string& base) {
  const bool folderOnly = !request.empty() && (request.back() == '/' || endsWith(request, "/.") || endsWith(request, "/..") || request == "." || request == "..");
  if (!request.empty() && (request[0] == '/' || isRelative(request))) return tryPath(joinPath(base, request), folderOnly);
  PackageJson::Conditions conditions{"node", "require", "node-addons"};
  if (runtime_.rules.requireOfModules) conditions.push_back("module-sync");
  const PackageJson* own = runtime_.packages().scopeOf((base == "/" ? "" : base) + "/.");
  if (!request.empty() && request[0] == '#' && own) return fileOf(own->importsTarget(std::string(request), conditions, ""), *own);
  std::string name, subpath;
  const bool isPackage = splitPackageName(request, &name, &subpath);
  if (isPackage && own && own->hasExports() && own->name == name) return fileOf(own->exportsTarget(subpath, conditions, ""), *own);
  for (const std::string& folder : nodeModulesPaths(base)) {
    const PackageJson* package = isPackage ? runtime_.packages().in(folder + "/" + name) : nullptr;
    if (package && package->damaged)
      return ResolutionError{ErrorType::Error, "ERR_INVALID_PACKAGE_CONFIG", "Invalid package config " + package->file() + ".", ""};
    if (package && package->hasExports()) return fileOf(package->exportsTarget(subpath, conditions, ""), *package);
    if (std::string found = tryPath(folder + "/" + std::string(request), folderOnly); !found.empty()) return found;
  }
  return std::string();
}

std::string ModuleLoader::resolveForNames(std::string_view request, const std::string& from) {
  const auto found = find(request, directoryOf(from));
  const auto* path = std::get_if<std::string>(&found);
  return path ? *path : std::string();
}

Completion<std::string> ModuleLoader::resolve(std::string_view request, HandleValue parent) {
  runtime_.machine.sync();
  const std::string from = filenameOf(parent);
  const auto resolved = find(request, from.empty() ? runtime_.cwd : directoryOf(from));
  const auto* failure = std::get_if<ResolutionError>(&resolved);
  if (failure && failure->code != "MODULE_NOT_FOUND") return iso_.throwValue(newNodeError(iso_, failure->type, failure->code, failure->message));
  if (!failure && !std::get<std::string>(resolved).empty()) return std::get<std::string>(resolved);
  // Node's message: who required whom.
  std::vector<std::string> chain;
  std::string message = failure ? failure->message : "Cannot find module '" + std::string(request) + "'";
  HandleScope scope(iso_.heap);
  HandleValue at = iso_.handle(parent.get());
  const PropertyKey parentKey = PropertyKey::fromSymbol(parentSymbol());
  while (isObject(at)) {
    const std::string name = filenameOf(at);
    if (!name.empty()) chain.push_back(name);
    const Value next = getOwnDataNoGc(at.get().as<Object>(), parentKey);
    at.set(next.isEmpty() ? Value() : next);
  }
  if (!chain.empty() && runtime_.rules.major >= 12) {
    message += "\nRequire stack:";
    for (const std::string& name : chain) message += "\n- " + name;
  }
  HostEntryScope entry(iso_, moduleFrames(runtime_.rules.major).requireMissing);
  Handle<Object> error = iso_.handle(iso_.newError(ErrorType::Error, message));
  runtime_.keep(Kept::InternalError, error);
  put(iso_, error, "code", text(iso_, "MODULE_NOT_FOUND"));
  if (runtime_.rules.major >= 12) {
    Handle<ArrayObject> stack = iso_.handle(newArray(iso_));
    for (const std::string& name : chain) TRY(arrayPush(iso_, stack, text(iso_, name)));
    put(iso_, error, "requireStack", stack);
  }
  return iso_.throwValue(error);
}

Symbol* ModuleLoader::parentSymbol() {
  HandleValue slot = runtime_.keptSlot(Kept::Loader2);
  if (!slot.get().isCell()) slot.set(Value(iso_.newSymbol(text(iso_, "parent"))));
  return slot.get().as<Symbol>();
}

// --- loading ---

Value ModuleLoader::require(HandleValue request, HandleValue parent) {
  if (!isString(request)) return raiseInvalidArgType(iso_, "id", "of type string", request);
  const std::string id = textOf(iso_, request);
  if (id.empty())
    return iso_.raiseWithCode(ErrorType::TypeError, "ERR_INVALID_ARG_VALUE",
                              "The argument 'id' must be a non-empty string. Received ''");
  const int major = iso_.options.nodeMajor;
  if (const BuiltinModule* builtin = findRequested(id, major)) return requireBuiltin(runtime_, *builtin);
  if (hasNodeScheme(major) && id.starts_with("node:"))
    return iso_.raiseWithCode(ErrorType::Error, "ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: " + id);
  return loadFile(TRY(resolve(id, parent)), parent);
}

Value ModuleLoader::importFile(const std::string& filename) {
  importing_ = true;
  const Value exports = loadFile(filename, iso_.null());
  importing_ = false;
  return exports;
}

Value ModuleLoader::loadFile(const std::string& filename, HandleValue parent) {
  HandleScope scope(iso_.heap);
  const PropertyKey key = PropertyKey::fromString(iso_, newStringUtf8(iso_, filename));
  iso_.handle(key.raw());
  // A program may change require.cache: what it put there counts.
  HandleValue cached = iso_.handle(TRY(get(iso_, cache(), key)));
  if (isObject(cached)) return get(iso_, Handle<Object>::fromRooted(cached), iso_.key(iso_.names.exports));
  NativeDepth depth(iso_); // modules that require modules
  if (!depth) return iso_.raise(msg::StackOverflow);
  Handle<Object> module = iso_.handle(TRY(newModule(filename, parent)));
  defineValue(iso_, module, PropertyKey::fromSymbol(parentSymbol()), parent, kHidden);
  TRY(setOrThrow(iso_, cache(), key, module));
  if (load(module, filename).isException()) {
    if (iso_.terminating) return Throw{};
    HandleValue error = iso_.handle(iso_.takeException());
    const bool isNew = iso_.throwIsNew;
    TRY(deleteProperty(iso_, cache(), key)); // a module that threw is loaded again at the next require
    iso_.throwValue(error);
    iso_.throwIsNew = isNew;
    return Throw{};
  }
  return get(iso_, module, iso_.key(iso_.names.exports));
}

HandleValue ModuleLoader::parentOf(Handle<Object> module) {
  const Value parent = getOwnDataNoGc(module, PropertyKey::fromSymbol(parentSymbol()));
  return iso_.handle(parent.isEmpty() ? Value() : parent);
}

// Node compiles a .js file of no declared type as CommonJS first, and as an ES module if only that can be what it is:
// when it fails at an import or export, at import.meta, or at a top-level await.
bool ModuleLoader::looksLikeEsModule(const std::string& filename, const std::string& source) {
  if (!runtime_.rules.detectsModuleSyntax || endsWith(filename, ".cjs")) return false;
  const PackageJson* package = runtime_.packages().scopeOf(filename);
  if (package && !package->type.empty()) return false;
  const auto parses = [&](syntax::Goal goal, std::string* why) {
    syntax::ParseOptions options;
    options.goal = goal;
    options.maxDepth = syntax::kDeepStackMaxDepth;
    if (goal == syntax::Goal::FunctionBody) options.parameterNames = kWrapperParameters;
    const syntax::ParseResult result = syntax::parse(source, options);
    if (!result) *why = result.error.message;
    return bool(result);
  };
  std::string why;
  if (parses(syntax::Goal::FunctionBody, &why)) return false;
  const bool onlyInModules = why == "Cannot use import statement outside a module" || why == "Unexpected token 'export'" ||
                             why == "Cannot use 'import.meta' outside a module";
  const bool perhaps = why.find("await is only valid") == 0 || why.find("has already been declared") != std::string::npos;
  return onlyInModules || (perhaps && parses(syntax::Goal::Module, &why));
}

Value ModuleLoader::load(Handle<Object> module, const std::string& filename) {
  iso_.charge(costs::kLoadFileNs);
  if (endsWith(filename, ".json")) return loadJson(module, filename);
  auto content = runtime_.machine.disk().readFile(filename);
  if (!content.ok()) {
    const std::string name(errnoName(content.error));
    return iso_.throwValue(newNodeError(iso_, ErrorType::Error, name,
                                        name + ": " + std::string(errnoText(content.error)) + ", open '" + filename + "'"));
  }
  if (endsWith(filename, ".node")) return iso_.raise(msg::Unsupported, {"native add-ons"});
  const bool isEsModule = runtime_.esModules().resolver.formatOf(filename) == ModuleFormat::EsModule;
  if (!isEsModule && !looksLikeEsModule(filename, content.value)) return runText(module, filename, std::move(content.value), false);
  const std::string parentName = filenameOf(parentOf(module));
  if (!runtime_.rules.requireOfModules)
    return iso_.raiseWithCode(ErrorType::Error, "ERR_REQUIRE_ESM",
                              "require() of ES Module " + filename + " from " + parentName + " not supported.\nInstead change the require of " + filename +
                                  " to a dynamic import() which is available in all CommonJS modules.");
  HandleValue exports = iso_.handle(TRY(runtime_.esModules().require(filename, std::move(content.value), parentName)));
  put(iso_, module, "exports", exports);
  put(iso_, module, "loaded", iso_.handle(Value::boolean(true)));
  return Value();
}

Value ModuleLoader::loadJson(Handle<Object> module, const std::string& filename) {
  auto content = runtime_.machine.disk().readFile(filename);
  if (!content.ok()) return iso_.raise(ErrorType::Error, std::string(errnoName(content.error)) + ": " + filename);
  std::string_view json = content.value;
  if (json.substr(0, 3) == "\xef\xbb\xbf") json.remove_prefix(3);
  if (!iso_.realm->has(Intrinsic::JSON)) return iso_.raise(msg::Unsupported, {"JSON modules"});
  HandleValue parsed = iso_.handle(iso_.invoke(iso_.intrinsic(Intrinsic::JSON), iso_.key("parse"), {text(iso_, json)}));
  if (parsed.get().isException()) {
    if (iso_.terminating) return Throw{};
    HandleValue error = iso_.handle(iso_.takeException());
    if (isObject(error)) { // Node puts the file's name in front
      Handle<Object> object = Handle<Object>::fromRooted(error);
      const Value message = TRY(get(iso_, object, iso_.key(iso_.names.message)));
      TRY(setOrThrow(iso_, object, iso_.key(iso_.names.message), text(iso_, filename + ": " + textOf(iso_, iso_.handle(message)))));
    }
    return iso_.throwValue(error);
  }
  put(iso_, module, "exports", parsed);
  put(iso_, module, "loaded", iso_.handle(Value::boolean(true)));
  return Value();
}

Object* ModuleLoader::requireFunction(Handle<Object> module) {
  Handle<NativeFunction> require = iso_.handle(newNativeFunction(iso_, "require", 1, [](Isolate& i, Args args) -> Value {
    HandleValue parent = i.handle(args.callee().get().as<NativeFunction>()->data[0]);
    return NodeRuntime::of(i).loader().require(args.handle(i, 0), parent);
  }));
  iso_.heap.store(require, &require->data[0], module);
  require->aux |= NativeFunction::kTailCalls; // stack traces show Node's own frames in its place
  Handle<NativeFunction> resolveFunction = iso_.handle(newNativeFunction(iso_, "resolve", 2, [](Isolate& i, Args args) -> Value {
    HandleValue parent = i.handle(args.callee().get().as<NativeFunction>()->data[0]);
    if (!isString(args[0])) return raiseInvalidArgType(i, "request", "of type string", args.handle(i, 0));
    const std::string request = toUtf8(flatten(i, args.handle(i, 0)));
    if (findRequested(request, i.options.nodeMajor)) return args[0];
    return Value(newStringUtf8(i, TRY(NodeRuntime::of(i).loader().resolve(request, parent))));
  }));
  iso_.heap.store(resolveFunction, &resolveFunction->data[0], module);
  resolveFunction->aux |= NativeFunction::kTailCalls;
  Handle<Object> object = iso_.handle<Object>(require.get());
  put(iso_, object, "resolve", resolveFunction);
  put(iso_, object, "main", runtime_.keptSlot(Kept::Loader3));
  Handle<Object> extensions = iso_.handle(newObjectWithPrototype(iso_, iso_.null()));
  for (const char* extension : {".js", ".json", ".node"})
    put(iso_, extensions, extension, iso_.handle(Value(newNativeFunction(iso_, "", 2, [](Isolate& i, Args) -> Value {
          return i.raise(msg::Unsupported, {"calling require.extensions"});
        }))));
  put(iso_, object, "extensions", extensions);
  put(iso_, object, "cache", cache());
  return object;
}

HandleValue ModuleLoader::modulePrototype() { return runtime_.keptSlot(Kept::Loader1); }

Value ModuleLoader::runText(Handle<Object> module, const std::string& filename, std::string source, bool isMain) {
  trace::Recorder* recorder = iso_.recorder;
  const bool isImported = std::exchange(importing_, false);
  if (source.compare(0, 3, "\xef\xbb\xbf") == 0) source.erase(0, 3);
  iso_.charge(source.size() * costs::kCompilePerByteNs);
  noteSource(filename, source);
  ScriptOptions options;
  options.name = filename;
  options.text = std::move(source);
  HandleValue function = iso_.undefined();
  {
    HostEntryScope entry(iso_, isMain ? runtime_.loop.frames.mainSyntax : runtime_.loop.frames.requireSyntax);
    auto compiled = compileCommonJs(iso_, std::move(options), kWrapperParameters);
    if (compiled.threw()) {
      runtime_.keep(Kept::SyntaxError, iso_.pendingException);
      return Throw{};
    }
    function = iso_.handle(Value(compiled.value()));
  }
  HandleValue require = iso_.handle(Value(requireFunction(module)));
  HandleValue exports = iso_.handle(getOwnDataNoGc(module, iso_.key(iso_.names.exports)));
  trace::EventId script = 0;
  if (recorder)
    script = recorder->emit(trace::ev::ScriptBegin{.cause = recorder->running(),
                                                   .kind = isMain ? trace::ScriptKind::Main : trace::ScriptKind::CommonJs,
                                                   .source = traceSourceOf(iso_, function)});
  HandleScope scope(iso_.heap);
  Value result;
  {
    HostEntryScope entry(iso_, isMain ? runtime_.loop.frames.main : isImported ? nullptr : runtime_.loop.frames.require);
    result = iso_.call(function, exports, {exports, require, module, text(iso_, filename), text(iso_, directoryOf(filename))});
  }
  if (recorder)
    recorder->emit(trace::ev::ScriptEnd{.cause = script, .script = script,
                                        .completion = iso_.terminating       ? trace::Completion::Exit
                                                      : result.isException() ? trace::Completion::Throw
                                                                             : trace::Completion::Return});
  if (result.isException()) return Throw{};
  put(iso_, module, "loaded", iso_.handle(Value::boolean(true)));
  return Value();
}

Value ModuleLoader::runMain(const std::string& path) {
  HandleScope scope(iso_.heap);
  const std::string filename = path;
  iso_.charge(costs::kLoadFileNs);
  std::string source;
  const ModuleFormat format = runtime_.esModules().resolver.formatOf(filename);
  if (runtime_.options.hasMainText) {
    source = runtime_.options.mainText;
  } else {
    auto content = runtime_.machine.disk().readFile(filename);
    if (!content.ok()) return iso_.raise(ErrorType::Error, "Cannot find module '" + filename + "'");
    source = std::move(content.value);
  }
  const bool detected = format == ModuleFormat::CommonJs && looksLikeEsModule(filename, source);
  if (format == ModuleFormat::EsModule || detected) {
    if (const PackageJson* package = runtime_.packages().scopeOf(filename); detected && package)
      runtime_.emitWarning("Module type of " + fileUrlOf(filename) + " is not specified and it doesn't parse as CommonJS.\n"
                           "Reparsing as ES module because module syntax was detected. This incurs a performance overhead.\n"
                           "To eliminate this warning, add \"type\": \"module\" to " + package->file() + ".",
                           "Warning", "MODULE_TYPELESS_PACKAGE_JSON");
    runtime_.esModules().runMain(filename, std::move(source));
    return Value();
  }
  Handle<Object> module = iso_.handle(TRY(newModule(filename, iso_.undefined())));
  runtime_.keep(Kept::Loader3, module); // require.main
  const PropertyKey key = PropertyKey::fromString(iso_, newStringUtf8(iso_, filename));
  iso_.handle(key.raw());
  TRY(setOrThrow(iso_, cache(), key, module));
  if (format == ModuleFormat::Json && !runtime_.options.hasMainText) return loadJson(module, filename);
  return runText(module, filename, std::move(source), true);
}

Completion<Object*> ModuleLoader::requireFor(const std::string& filename) {
  Handle<Object> module = iso_.handle(TRY(newModule(filename, iso_.null())));
  return requireFunction(module);
}

} // namespace tickscope
