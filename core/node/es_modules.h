#pragma once
// Node's loader of ES modules (lib/internal/modules/esm): from a URL to a linked and evaluated module. Resolution is in
// import_resolution.h, the records and their evaluation in core/vm/module.h; here is what lies between.
//
// CommonJS, JSON and Node's own modules are synthetic modules with the names that importers may ask for.
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/node/fatal.h"
#include "core/node/import_resolution.h"
#include "core/vm/module.h"

namespace tickscope {

class NodeRuntime;
struct ModuleFrames;
struct PromiseObject;

class EsModules {
public:
  EsModules(NodeRuntime& runtime, Packages& packages);

  // The main program: its body runs in a job of the main turn's drain, so that microtasks come before ticks there.
  void runMain(const std::string& path, std::string text);
  // require() of an ES module: evaluates it now. What require returns. `parent` is the file that asks.
  Value require(const std::string& path, std::string text, const std::string& parent);
  // import(): a promise, or an exception that becomes its rejection.
  Value importDynamically(const std::string& referrer, HandleValue specifier, HandleValue attributes);
  void initializeMeta(Module& module, Handle<Object> meta);
  void begins(Module& module);
  void ends(Module& module, bool threw);

  // The main module waits at the top level, for something that will not come if the loop has ended.
  bool mainIsWaiting() const;
  // Where the main program, or what it imports, waits.
  bool waitingPlace(FatalPlace* place) const;
  // Where Node's own code threw this error, as it shows it if nobody catches it.
  bool internalPlace(Value error, FatalPlace* place) const;
  bool isLinkError(Value error) const;

  ImportResolver resolver;

private:
  using Attributes = std::vector<std::pair<std::string, std::string>>;
  enum class Asks : uint8_t { Import, Static, Require }; // for stack traces: who wants a module loaded

  // es_modules.cpp: loading
  Completion<Module*> load(const std::string& url, const Attributes& attributes, Asks asks);
  Completion<Module*> loadKnownKind(const std::string& key, const std::string& url, const Attributes& attributes, Asks asks);
  Completion<Module*> loadData(const std::string& url, bool wantsJson, Asks asks);
  Completion<Module*> loadRequests(Module& module);
  Completion<Module*> sourceModule(const std::string& url, std::string text, Asks asks);
  Module* builtinModule(const std::string& url);
  Module* commonJsModule(const std::string& url, const std::string& path, const std::string& text);
  Completion<Module*> jsonModule(const std::string& url, const std::string& path, const std::string& text);
  void namesOfCommonJs(const std::string& path, const std::string& text, std::set<std::string>* seen, std::set<std::u16string>* names);
  Completion<void> checkAttributes(const std::string& url, bool isJson, const Attributes& attributes);
  Completion<std::string> resolve(const std::string& specifier, const std::string& baseUrl, Asks asks);
  Completion<std::string> readText(const std::string& path);
  Throw raise(const ResolutionError& error);

  // es_modules_run.cpp: linking, evaluating, import()
  Completion<void> link(Module& module, Asks asks);
  Handle<PromiseObject> evaluate(Module& module, const char* const* frames);
  void explainMissingCommonJsName();
  void explainMissingGlobal(HandleValue error);
  Value withEsModuleFlag(Module& module);
  void runMainJob();
  void reportMain(HandleValue error);
  struct ImportStep;
  struct Reading;
  void readThroughPool(Module& module, Value step);
  void submitRead(std::shared_ptr<Reading> reading);

  NodeRuntime& runtime_;
  Isolate& iso_;
  Packages& packages_;
  const ModuleFrames& frames_;
  ModuleMap map_;
  std::map<std::string, Module*> loaded_;       // by URL, with " json" behind it for JSON
  std::map<const Module*, uint32_t> heights_;   // of the graphs below modules
  std::set<const Module*> commonJs_;
  std::vector<std::string> underWay_;           // keys of what is being loaded: forgotten if that fails
  uint32_t loading_ = 0;                        // calls of load() in progress
  std::vector<uint32_t> runningScripts_;        // ScriptBegin events of the bodies that are running
  std::string mainPath_, mainText_;
  Module* main_ = nullptr;
  bool mainEnded_ = false;
  bool requiring_ = false;                      // bodies run inside require()
};

} // namespace tickscope
