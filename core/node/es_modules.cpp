// Loading: from a specifier to a module whose requests all have their modules.
#include "core/node/es_modules.h"

#include <algorithm>

#include "core/builtins/json.h"
#include "core/machine/costs.h"
#include "core/machine/disk.h"
#include "core/node/builtin_modules.h"
#include "core/node/cjs_exports.h"
#include "core/node/file_url.h"
#include "core/node/module_frames.h"
#include "core/node/module_loader.h"
#include "core/node/node_errors.h"
#include "core/node/runtime.h"
#include "core/syntax/lexer.h"
#include "core/vm/conversions.h"
#include "core/vm/host_frames.h"

namespace tickscope {

namespace {
using Kept = NodeRuntime::Kept;

// A value that a synthetic module hands out when it is evaluated.
struct KeptValue : RootSource {
  KeptValue(Heap& h, Value v) : heap(h), value(v) { heap.addRoots(this); }
  ~KeptValue() override { heap.removeRoots(this); }
  void visitRoots(SlotVisitor& visitor) override { visitor.visit(&value); }
  Heap& heap;
  Value value;
};

std::u16string utf16(Isolate& iso, PropertyKey key) {
  HandleScope scope(iso.heap);
  return toUtf16(flatten(iso, iso.handle(key.toValue(iso))));
}

std::string decodeBase64(std::string_view text) {
  std::string out;
  uint32_t bits = 0, count = 0;
  for (const char c : text) {
    int digit;
    if (c >= 'A' && c <= 'Z') digit = c - 'A';
    else if (c >= 'a' && c <= 'z') digit = c - 'a' + 26;
    else if (c >= '0' && c <= '9') digit = c - '0' + 52;
    else if (c == '+' || c == '-') digit = 62;
    else if (c == '/' || c == '_') digit = 63;
    else continue;
    bits = bits << 6 | uint32_t(digit);
    if (++count % 4 == 0) {
      out += {char(bits >> 16), char(bits >> 8), char(bits)};
      bits = 0;
    }
  }
  if (count % 4 == 2) out += char(bits >> 4);
  if (count % 4 == 3) out += {char(bits >> 10), char(bits >> 2)};
  return out;
}
} // namespace

EsModules::EsModules(NodeRuntime& runtime, Packages& packages)
    : resolver(runtime.machine, packages, runtime.rules.major), runtime_(runtime), iso_(runtime.iso), packages_(packages),
      frames_(moduleFrames(runtime.rules.major)), map_(runtime.iso) {}

Throw EsModules::raise(const ResolutionError& error) {
  HandleScope scope(iso_.heap);
  Handle<Object> object = iso_.handle(newNodeError(iso_, error.type, error.code, error.message).as<Object>());
  if (!error.url.empty()) defineValue(iso_, object, iso_.key("url"), iso_.handle(Value(newStringUtf8(iso_, error.url))));
  if (error.code == "ERR_MODULE_NOT_FOUND") runtime_.keep(Kept::InternalError, object);
  return iso_.throwValue(object);
}

Completion<std::string> EsModules::resolve(const std::string& specifier, const std::string& baseUrl, Asks asks) {
  iso_.charge(costs::kDiskStatNs);
  const auto found = resolver.resolve(specifier, baseUrl);
  if (const auto* url = std::get_if<std::string>(&found)) return *url;
  HostEntryScope job(iso_, asks == Asks::Static ? frames_.linkJob : frames_.importJob);
  HostEntryScope entry(iso_, frames_.resolve);
  const ResolutionError& error = std::get<ResolutionError>(found);
  (void)raise(error);
  const std::string suggestion = error.url.empty() ? std::string() : resolver.suggestion(specifier, baseUrl);
  if (suggestion.empty()) return Throw{};
  // The hint stands in the stack only, behind its first line.
  HandleScope scope(iso_.heap);
  HandleValue thrown = iso_.handle(iso_.takeException());
  Handle<Object> object = Handle<Object>::fromRooted(thrown);
  HandleValue stack = iso_.handle(TRY(get(iso_, object, iso_.key(iso_.names.stack))));
  if (isString(stack)) {
    std::string text = toUtf8(flatten(iso_, stack));
    const size_t end = std::min(text.find('\n'), text.size());
    text.insert(end, "\nDid you mean to import \"" + suggestion + "\"?");
    defineValue(iso_, object, iso_.key(iso_.names.stack), iso_.handle(Value(newStringUtf8(iso_, text))), kHidden);
  }
  return iso_.throwValue(thrown);
}

Completion<void> EsModules::checkAttributes(const std::string& url, bool isJson, const Attributes& attributes) {
  const bool old = runtime_.rules.major < 22; // "assertions" then, with codes of their own
  std::string type;
  for (const auto& [key, value] : attributes)
    if (key == "type") type = value;
  if (!type.empty() && type != "json")
    return old ? iso_.raiseWithCode(ErrorType::TypeError, "ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED", "Import attribute type \"" + type + "\" is unsupported")
               : iso_.raiseWithCode(ErrorType::TypeError, "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED",
                                    "Import attribute \"type\" with value \"" + type + "\" is not supported in " + url);
  if (isJson && type.empty())
    return old ? iso_.raiseWithCode(ErrorType::TypeError, "ERR_IMPORT_ASSERTION_TYPE_MISSING",
                                    "Module \"" + url + "\" needs an import attribute of type \"json\"")
               : iso_.raiseWithCode(ErrorType::TypeError, "ERR_IMPORT_ATTRIBUTE_MISSING",
                                    "Module \"" + url + "\" needs an import attribute of \"type: json\"");
  if (!isJson && type == "json")
    return iso_.raiseWithCode(ErrorType::TypeError, old ? "ERR_IMPORT_ASSERTION_TYPE_FAILED" : "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE",
                              "Module \"" + url + "\" is not of type \"json\"");
  return {};
}

Completion<std::string> EsModules::readText(const std::string& path) {
  iso_.charge(costs::kLoadFileNs);
  auto content = runtime_.machine.disk().readFile(path);
  if (!content.ok()) {
    const std::string name(errnoName(content.error));
    return iso_.throwValue(newNodeError(iso_, ErrorType::Error, name, name + ": " + std::string(errnoText(content.error)) + ", open '" + path + "'"));
  }
  return std::move(content.value);
}

Completion<Module*> EsModules::load(const std::string& url, const Attributes& attributes, Asks asks) {
  const bool wantsJson = std::any_of(attributes.begin(), attributes.end(), [](const auto& a) { return a.first == "type" && a.second == "json"; });
  const std::string key = url + (wantsJson ? " json" : "");
  if (const auto known = loaded_.find(key); known != loaded_.end()) return known->second;
  // What a failed load leaves behind would have requests without modules: all of it is loaded anew the next time.
  ++loading_;
  auto loaded = loadKnownKind(key, url, attributes, asks);
  if (--loading_ == 0) {
    if (loaded.threw())
      for (const std::string& forgotten : underWay_) loaded_.erase(forgotten);
    underWay_.clear();
  }
  return loaded;
}

Completion<Module*> EsModules::loadKnownKind(const std::string& key, const std::string& url, const Attributes& attributes, Asks asks) {
  const bool wantsJson = key.size() != url.size();
  Module* module = nullptr;
  if (url.compare(0, 5, "node:") == 0) {
    TRY(checkAttributes(url, false, attributes));
    const BuiltinModule* builtin = findBuiltinModule(std::string_view(url).substr(5));
    if (!builtin->supported) return iso_.raise(msg::Unsupported, {"the module '" + url + "'"});
    module = builtinModule(url);
    if (!module) return Throw{};
  } else if (url.compare(0, 5, "data:") == 0) {
    return loadData(url, wantsJson, asks);
  } else {
    const std::string path = pathOfFileUrl(url);
    ModuleFormat format = resolver.formatOf(path);
    if (format == ModuleFormat::Addon) return iso_.raise(msg::Unsupported, {"native add-ons"});
    if (format == ModuleFormat::Unknown) {
      const size_t dot = path.rfind('.');
      return iso_.raiseWithCode(ErrorType::TypeError, "ERR_UNKNOWN_FILE_EXTENSION", "Unknown file extension \"" + path.substr(dot) + "\" for " + path);
    }
    TRY(checkAttributes(url, format == ModuleFormat::Json, attributes));
    std::string text = TRY(readText(path));
    if (format == ModuleFormat::Json) {
      module = TRY(jsonModule(url, path, text));
    } else {
      if (format == ModuleFormat::CommonJs && runtime_.loader().looksLikeEsModule(path, text)) format = ModuleFormat::EsModule;
      if (format == ModuleFormat::EsModule) return sourceModule(url, std::move(text), asks);
      module = commonJsModule(url, path, text);
    }
  }
  loaded_.emplace(key, module);
  heights_[module] = 1;
  return module;
}

Completion<Module*> EsModules::sourceModule(const std::string& url, std::string text, Asks asks) {
  if (text.compare(0, 3, "\xef\xbb\xbf") == 0) text.erase(0, 3);
  iso_.charge(text.size() * costs::kCompilePerByteNs);
  runtime_.loader().noteSource(url, text);
  Module* module;
  {
    HostEntryScope job(iso_, asks == Asks::Require ? nullptr : asks == Asks::Static ? frames_.syntaxLinkJob : frames_.syntaxImportJob);
    HostEntryScope entry(iso_, asks == Asks::Require ? frames_.syntaxInRequire : frames_.syntax);
    auto compiled = map_.compile({url, std::move(text), false});
    if (compiled.threw()) {
      runtime_.keep(Kept::SyntaxError, iso_.pendingException);
      return Throw{};
    }
    module = compiled.value();
  }
  loaded_.emplace(url, module);
  underWay_.push_back(url);
  return loadRequests(*module);
}

Completion<Module*> EsModules::loadRequests(Module& module) {
  NativeDepth depth(iso_);
  if (!depth) return iso_.raise(msg::StackOverflow);
  uint32_t below = 0;
  for (size_t i = 0; i < module.requests.size(); ++i) {
    const ModuleRequest& request = module.requests[i];
    const std::string url = TRY(resolve(request.specifier, module.url, Asks::Static));
    Module* imported = TRY(load(url, request.attributes, Asks::Static));
    module.requests[i].module = imported;
    below = std::max(below, heights_[imported]);
  }
  heights_[&module] = below + 1;
  return &module;
}

// data:[type][;base64],text
Completion<Module*> EsModules::loadData(const std::string& url, bool wantsJson, Asks asks) {
  const size_t comma = url.find(',');
  const std::string head = url.substr(5, comma == std::string::npos ? 0 : comma - 5);
  const std::string type = head.substr(0, head.find(';'));
  const bool isJson = type == "application/json";
  if (comma == std::string::npos || (!isJson && type != "text/javascript"))
    return iso_.raiseWithCode(ErrorType::RangeError, "ERR_UNKNOWN_MODULE_FORMAT", "Unknown module format: " + (type.empty() ? "null" : type) + " for URL " + url);
  TRY(checkAttributes(url, isJson, wantsJson ? Attributes{{"type", "json"}} : Attributes{}));
  std::string text = percentDecode(std::string_view(url).substr(comma + 1));
  if (head.size() >= 7 && head.compare(head.size() - 7, 7, ";base64") == 0) text = decodeBase64(text);
  if (!isJson) return sourceModule(url, std::move(text), asks);
  Module* module = TRY(jsonModule(url, url, text));
  loaded_.emplace(url + " json", module);
  heights_[module] = 1;
  return module;
}

// Null: the library threw, which is an error of ours or an unsupported module.
Module* EsModules::builtinModule(const std::string& url) {
  HandleScope scope(iso_.heap);
  const Value exports = requireBuiltin(runtime_, *findBuiltinModule(std::string_view(url).substr(5)));
  if (exports.isException()) return nullptr;
  HandleValue kept = iso_.handle(exports);
  std::vector<std::u16string> names{u"default"};
  if (isObject(kept)) {
    KeyList keys(iso_);
    if (ownPropertyKeys(iso_, Handle<Object>::fromRooted(kept), &keys).threw()) return nullptr;
    for (const PropertyKey key : keys.keys) {
      if (key.isSymbol()) continue;
      PropertyDescriptor d;
      auto own = getOwnProperty(iso_, Handle<Object>::fromRooted(kept), key, &d);
      if (own.threw()) return nullptr;
      if (own.value() && d.enumerable.value_or(false)) names.push_back(utf16(iso_, key));
    }
  }
  auto root = std::make_shared<KeptValue>(iso_.heap, kept);
  return map_.addSynthetic(url, names, [root, names](Isolate& iso, Module& module) -> Value {
    HandleScope scope(iso.heap);
    HandleValue exported = iso.handle(root->value);
    iso.modules->setExport(module, u"default", exported);
    if (!isObject(exported)) return Value();
    for (const std::u16string& name : names) {
      if (name == u"default") continue;
      HandleScope inner(iso.heap);
      const PropertyKey key = PropertyKey::fromString(iso, newStringUtf16(iso, name));
      iso.handle(key.raw());
      iso.modules->setExport(module, name, TRY(get(iso, Handle<Object>::fromRooted(exported), key)));
    }
    return Value();
  });
}

void EsModules::namesOfCommonJs(const std::string& path, const std::string& text, std::set<std::string>* seen, std::set<std::u16string>* names) {
  if (!seen->insert(path).second) return;
  const CjsExports found = cjsExports(text);
  names->insert(found.names.begin(), found.names.end());
  for (const std::string& specifier : found.reexports) {
    const std::string target = runtime_.loader().resolveForNames(specifier, path);
    if (target.empty() || resolver.formatOf(target) != ModuleFormat::CommonJs) continue;
    const auto content = runtime_.machine.disk().readFile(target);
    if (content.ok()) namesOfCommonJs(target, content.value, seen, names);
  }
}

Module* EsModules::commonJsModule(const std::string& url, const std::string& path, const std::string& text) {
  std::set<std::string> seen;
  std::set<std::u16string> found;
  namesOfCommonJs(path, text, &seen, &found);
  found.insert(u"default");
  const bool hasWhole = runtime_.rules.major >= 22; // 23+, and 22 from 22.13 on
  if (hasWhole && runtime_.rules.major >= 24) found.insert(u"module.exports");
  const std::vector<std::u16string> names(found.begin(), found.end());
  Module* module = map_.addSynthetic(url, names, [this, path, names](Isolate& iso, Module& self) -> Value {
    HandleScope scope(iso.heap);
    HandleValue exported = iso.undefined();
    {
      HostEntryScope entry(iso, frames_.commonJs); // above those of evaluate()
      exported = iso.handle(TRY(runtime_.loader().importFile(path)));
    }
    for (const std::u16string& name : names) {
      if (name == u"default" || name == u"module.exports") {
        iso.modules->setExport(self, name, exported);
        continue;
      }
      if (!isObject(exported)) continue;
      HandleScope inner(iso.heap);
      const PropertyKey key = PropertyKey::fromString(iso, newStringUtf16(iso, name));
      iso.handle(key.raw());
      Handle<Object> object = Handle<Object>::fromRooted(exported);
      if (!TRY(hasOwnProperty(iso, object, key))) continue;
      const Value value = get(iso, object, key);
      if (!value.isException()) iso.modules->setExport(self, name, value);
      else if (iso.terminating) return Throw{};
      else iso.takeException(); // a getter that throws leaves the name undefined
    }
    return Value();
  });
  commonJs_.insert(module);
  return module;
}

Completion<Module*> EsModules::jsonModule(const std::string& url, const std::string& path, const std::string& source) {
  HandleScope scope(iso_.heap);
  std::string_view text = source;
  if (text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
  const Value parsed = jsonParseText(iso_, iso_.handle(Value(newStringUtf8(iso_, text))));
  if (parsed.isException()) {
    if (iso_.terminating) return Throw{};
    HandleValue error = iso_.handle(iso_.takeException());
    Handle<Object> object = Handle<Object>::fromRooted(error);
    HandleValue message = iso_.handle(TRY(get(iso_, object, iso_.key(iso_.names.message))));
    if (isString(message)) {
      HandleValue whole = iso_.handle(Value(newStringUtf8(iso_, path + ": " + toUtf8(flatten(iso_, message)))));
      TRY(setOrThrow(iso_, object, iso_.key(iso_.names.message), whole));
    }
    return iso_.throwValue(error);
  }
  auto root = std::make_shared<KeptValue>(iso_.heap, parsed);
  return map_.addSynthetic(url, {u"default"}, [root](Isolate& iso, Module& module) {
    iso.modules->setExport(module, u"default", root->value);
    return Value();
  });
}

} // namespace tickscope
