#pragma once
// CommonJS: require, resolution and the module objects (Node lib/internal/modules/cjs/loader.js).
#include <map>
#include <string>
#include <string_view>

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

  // The require of a file that need not exist (module.createRequire).
  Value createRequire(const std::string& filename);
  HandleValue modulePrototype();
  Object* moduleCache() { return cache(); }

  // The text of a loaded file, for the source line of an uncaught error; null if it is none of ours.
  const std::string* sourceOf(std::string_view path) const;
  // A file could not be loaded for a reason that is no error of the program (ES modules): a sentence. Empty: none.
  std::string unsupported;

private:
  Completion<Object*> newModule(const std::string& filename, HandleValue parent);
  Value load(Handle<Object> module, const std::string& filename);
  Value runText(Handle<Object> module, const std::string& filename, std::string text, bool isMain);
  Value loadJson(Handle<Object> module, const std::string& filename);
  Object* requireFunction(Handle<Object> module);
  std::string tryFile(const std::string& path);
  std::string tryExtensions(const std::string& path);
  std::string tryDirectory(const std::string& path);
  std::string resolveNoThrow(std::string_view request, HandleValue parent);
  std::string packageType(const std::string& filename);
  std::string filenameOf(HandleValue module);
  Handle<Object> cache();
  Symbol* parentSymbol(); // under which a module keeps the one that required it first

  NodeRuntime& runtime_;
  Isolate& iso_;
  std::map<std::string, std::string, std::less<>> sources_;
};

} // namespace tickscope
