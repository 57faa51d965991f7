#pragma once
// CommonJS: require, resolution and the module objects (Node lib/internal/modules/cjs/loader.js).
#include <map>
#include <string>
#include <string_view>

#include "core/node/package_json.h"
#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

class ModuleLoader {
public:
  explicit ModuleLoader(NodeRuntime& runtime);

  // Runs the main program. Exception when it threw (or could not be loaded).
  Value runMain(const std::string& path);
  // require(request) from `parent` (a module object, or undefined).
  Value require(HandleValue request, HandleValue parent);
  // The file that `request` means, seen from the module; raises MODULE_NOT_FOUND.
  Completion<std::string> resolve(std::string_view request, HandleValue parent);

  HandleValue modulePrototype(); // of module objects
  Object* moduleCache() { return cache(); }

  // The text of a loaded file, for the source line of an uncaught error; null if it is none of ours.
  const std::string* sourceOf(std::string_view path) const;
  void noteSource(const std::string& name, const std::string& text) { sources_[name] = text; }

  // For the loader of ES modules: module.exports of a CommonJS file, loaded if need be; the file that a request means, or
  // empty; whether a .js file of no declared type is an ES module.
  Value importFile(const std::string& filename);
  std::string resolveForNames(std::string_view request, const std::string& from);
  bool looksLikeEsModule(const std::string& filename, const std::string& source);
  // module.createRequire: a `require` that resolves as seen from a file, which need not exist.
  Completion<Object*> requireFor(const std::string& filename);

private:
  Completion<Object*> newModule(const std::string& filename, HandleValue parent);
  Value load(Handle<Object> module, const std::string& filename);
  Value runText(Handle<Object> module, const std::string& filename, std::string text, bool isMain);
  Value loadJson(Handle<Object> module, const std::string& filename);
  Object* requireFunction(Handle<Object> module);
  Value loadFile(const std::string& filename, HandleValue parent);
  HandleValue parentOf(Handle<Object> module);
  std::string tryPath(const std::string& path, bool folderOnly);
  Resolution<std::string> find(std::string_view request, const std::string& folder);
  Resolution<std::string> fileOf(const Resolution<PackageJson::Target>& target, const PackageJson& package);
  std::string tryFile(const std::string& path);
  std::string tryExtensions(const std::string& path);
  std::string tryDirectory(const std::string& path);
  std::string filenameOf(HandleValue module);
  Handle<Object> cache();
  Symbol* parentSymbol(); // under which a module keeps the one that required it first

  bool importing_ = false; // the next text to run is that of a file that an ES module imports: it stands on other frames
  NodeRuntime& runtime_;
  Isolate& iso_;
  std::map<std::string, std::string, std::less<>> sources_;
};

} // namespace tickscope
