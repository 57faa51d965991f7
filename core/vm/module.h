#pragma once
// Modules (ECMA-262 §16.2.1): records, linking, evaluation with top-level await, namespace objects.
//
// Two kinds. A SOURCE module is text: its body is a frame that the first call runs up to Op::ModuleStart, when its
// variables and functions exist, and that evaluation goes on with. A SYNTHETIC module (§16.2.1.8: JSON, CommonJS, Node's
// own) has names and a C++ function that gives them values. Both keep their bindings in an Environment. An import is a
// slot of the importer's Environment that holds a Box (Environment, slot) of the exporter, which Op::ImportedValue follows;
// `import * as ns` holds the namespace object itself.
//
// Who loads: the embedder. It compiles, gives every ModuleRequest its `module`, then calls link() and evaluate().
// Modules live as long as their ModuleMap, as Node's loader keeps them too.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/vm/compiler.h"
#include "core/vm/isolate.h"

namespace tickscope {

class Module;
struct FunctionCode;
struct PromiseObject;

struct ModuleRequest { // §16.2.1.2 ModuleRequest record, with [[LoadedModules]]'s answer
  std::string specifier; // UTF-8
  std::vector<std::pair<std::string, std::string>> attributes;
  uint32_t start = 0, end = 0; // the specifier in the text, byte offsets
  Module* module = nullptr;
};

// What §16.2.1.6.3 ResolveExport finds.
struct ResolvedExport {
  enum Kind : uint8_t { Found, NotFound, Ambiguous } kind = NotFound;
  Module* module = nullptr;
  int32_t slot = -1; // of the module's Environment; kNamespace: the module's namespace object
  static constexpr int32_t kNamespace = -2;
};

class Module {
public:
  enum class Status : uint8_t { Unlinked, Linking, Linked, Evaluating, EvaluatingAsync, Evaluated };
  // Gives a synthetic module its values: setExport(). Exception: evaluation failed.
  using SyntheticSteps = std::function<Value(Isolate&, Module&)>;

  explicit Module(std::string moduleUrl) : url(std::move(moduleUrl)) {}
  Module(const Module&) = delete;

  const std::string url;                 // as stack traces show it
  std::vector<ModuleRequest> requests;   // [[RequestedModules]], each once, in order
  Status status() const { return status_; }
  bool hasTopLevelAwait() const { return hasTopLevelAwait_; }
  bool isSynthetic() const { return bool(steps_); }
  bool failed() const { return hasError_; }
  uint32_t index() const { return index_; } // in the ModuleMap
  Value error() const { return error_; } // what evaluation threw, if failed()
  // The function of a source module's text; undefined once it ran, unless it waits.
  Value functionNoGc() const;
  // The first module, of this one and what it needs, that waits at its own top level; null: none.
  const Module* waitingBelow() const;
  // Where the body waits: code null if it does not.
  std::pair<FunctionCode*, uint32_t> suspendedAtNoGc() const;
  // Whether it, or what it imports, waits at the top level: such a graph cannot be evaluated synchronously.
  bool graphHasTopLevelAwait() const;

private:
  friend class ModuleMap;
  friend class ModuleLinker;
  friend class ModuleEvaluator;
  friend struct ModuleNamespace;

  struct Import {
    uint32_t request;
    std::u16string name; // unless isNamespace
    bool isNamespace;
    int32_t slot;        // of our Environment
    uint32_t start, end; // of the specifier in the text
  };
  struct Export {
    enum Kind : uint8_t { Local, Indirect, Namespace } kind = Local;
    int32_t slot = -1;        // Local
    uint32_t request = 0;     // Indirect, Namespace
    std::u16string name = {}; // Indirect: what it is called there
    uint32_t start = 0, end = 0;
  };
  struct NamespaceEntry { // one name of the namespace object
    Value key; // PropertyKey::raw()
    Module* module;
    int32_t slot;
  };

  void visit(SlotVisitor& visitor);
  std::vector<const Module*> graph() const; // this one and all that it needs, in order of discovery

  Status status_ = Status::Unlinked;
  bool hasTopLevelAwait_ = false;
  SyntheticSteps steps_;
  std::shared_ptr<struct ScriptSource> source_; // null: synthetic
  std::vector<Import> imports_;
  std::vector<std::pair<std::u16string, Export>> exports_; // in order of the text
  std::unordered_map<std::u16string, uint32_t> exportIndex_;
  std::vector<uint32_t> stars_; // requests of `export *`

  Value function_;    // until it runs: the FunctionObject of the text
  Value environment_; // Environment, or undefined before it is linked
  Value body_;        // GeneratorObject: the suspended body
  Value namespace_;   // ModuleNamespaceObject
  Value meta_;        // import.meta
  Value error_;
  bool hasError_ = false;
  std::vector<NamespaceEntry> namespaceEntries_; // sorted by name
  std::unordered_map<uint64_t, uint32_t> namespaceIndex_; // by the key's bits: pinned cells and numbers

  // §16.2.1.5 Cyclic Module Records
  uint32_t dfsIndex_ = 0, dfsAncestorIndex_ = 0;
  uint32_t pendingAsyncDependencies_ = 0;
  uint64_t asyncOrder_ = 0; // [[AsyncEvaluationOrder]]: 0 unset
  static constexpr uint64_t kAsyncDone = ~uint64_t(0);
  Module* cycleRoot_ = nullptr;
  std::vector<Module*> asyncParents_;
  Value capability_; // PromiseObject of [[TopLevelCapability]]
  uint32_t index_ = 0; // in the map
};

// All modules of an isolate. Registers itself as Isolate::modules.
class ModuleMap final : public RootSource {
public:
  explicit ModuleMap(Isolate& iso);
  ~ModuleMap() override;

  // §16.2.1.6.1 ParseModule: SyntaxError as compileScript raises it. `options.name` becomes the url.
  Completion<Module*> compile(ScriptOptions options);
  Module* addSynthetic(std::string url, const std::vector<std::u16string>& exportNames, Module::SyntheticSteps steps);

  // §16.2.1.5.1 Link: creates environments and binds imports, of all modules that it needs. SyntaxError, with its place
  // in Isolate::lastSyntaxError, when an import does not resolve; then nothing is linked that was not before.
  Completion<void> link(Module& module);
  // §16.2.1.5.3 Evaluate. REQUIRES link(). A promise, settled already where nothing waits.
  PromiseObject* evaluate(Module& module);
  // The second half of import() (§13.3.10.3 ContinueDynamicImport), for a job: links, evaluates, and settles the promise
  // that import() returned.
  void import(Module& module, Handle<PromiseObject> promise);
  // §16.2.1.10 GetModuleNamespace. REQUIRES its requests to have their modules. Exception: too deep.
  Value namespaceObject(Module& module);
  // §16.2.1.8.4 SetSyntheticModuleExport. REQUIRES link().
  void setExport(Module& module, std::u16string_view name, Value value);
  // The value of an export now; empty in its dead zone or when there is none. For the embedder. May collect.
  Value exportedValue(Module& module, std::u16string_view name);
  ResolvedExport resolveExport(Module& module, const std::u16string& name);
  Value importMeta(Module& module);

  // The request that the last failure of link() was about; null if it was another kind of failure.
  const ModuleRequest* lastUnresolvedRequest() const { return lastUnresolved_; }
  Module& at(uint32_t index) { return *modules_[index]; }
  const char* rootName() const override { return "(Modules)"; }
  void visitRoots(SlotVisitor& visitor) override;

private:
  friend class ModuleLinker;
  friend class ModuleEvaluator;
  friend struct ModuleNamespace;
  Module& add(std::unique_ptr<Module> module);
  void readImportsAndExports(Module& module);

  Isolate& iso_;
  std::vector<std::unique_ptr<Module>> modules_;
  uint64_t nextAsyncOrder_ = 0;
  const ModuleRequest* lastUnresolved_ = nullptr;
};

struct ModuleNamespaceObject : Object {
  Value module; // int32: its index in the ModuleMap
};

} // namespace tickscope
