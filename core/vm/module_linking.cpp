// Linking (ECMA-262 §16.2.1.5.1): environments first, for the whole graph, then imports, module by module in the order of
// the specification's InitializeEnvironment. No code of the program runs: that all environments exist before the first
// import is bound cannot be seen, and makes circles nothing special.
#include <algorithm>

#include "core/syntax/lexer.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"
#include "core/vm/function_code.h"
#include "core/vm/generator.h"
#include "core/vm/module.h"
#include "core/vm/script_source.h"

namespace tickscope {

class ModuleLinker {
public:
  ModuleLinker(Isolate& iso, ModuleMap& map) : iso_(iso), map_(map) {}

  Completion<void> link(Module& start) {
    map_.lastUnresolved_ = nullptr;
    auto done = visit(start);
    for (Module* module : visited_) module->status_ = done.threw() ? Module::Status::Unlinked : Module::Status::Linked;
    return done;
  }

private:
  Completion<void> visit(Module& module) {
    if (module.status_ != Module::Status::Unlinked) return {};
    NativeDepth depth(iso_);
    if (!depth) return iso_.raise(msg::StackOverflow);
    module.status_ = Module::Status::Linking;
    visited_.push_back(&module);
    TRY(createEnvironment(module));
    for (const ModuleRequest& request : module.requests) TRY(visit(*request.module));
    return bindImports(module);
  }

  Completion<void> createEnvironment(Module& module) {
    if (module.environment_.isCell() || module.body_.isCell()) return {}; // of an earlier link that failed
    HandleScope scope(iso_.heap);
    if (module.isSynthetic()) {
      module.environment_ = Value(static_cast<Cell*>(newEnvironment(iso_, std::max<uint32_t>(1, uint32_t(module.exports_.size())))));
      auto* environment = module.environment_.as<Environment>();
      environment->parent = nullptr;
      for (uint32_t i = 0; i < environment->slotCount(); ++i) environment->slots()[i] = Value();
      return {};
    }
    HandleValue function = iso_.handle(module.function_);
    const Value body = TRY(iso_.call(function, iso_.undefined()));
    module.body_ = body;
    module.function_ = Value();
    module.environment_ = moduleEnvironmentNoGc(body.as<GeneratorObject>());
    return {};
  }

  Completion<void> bindImports(Module& module) {
    // What is only passed on must exist too.
    for (const auto& [name, entry] : module.exports_)
      if (entry.kind == Module::Export::Indirect) {
        const ResolvedExport found = map_.resolveExport(module, name);
        if (found.kind != ResolvedExport::Found) return refuse(module, module.requests[entry.request], entry.name, found, entry.start, entry.end);
      }
    for (const Module::Import& import : module.imports_) {
      HandleScope scope(iso_.heap);
      const ModuleRequest& request = module.requests[import.request];
      Value bound;
      if (import.isNamespace) {
        bound = TRY(map_.namespaceObject(*request.module));
      } else {
        const ResolvedExport found = map_.resolveExport(*request.module, import.name);
        if (found.kind != ResolvedExport::Found) return refuse(module, request, import.name, found, import.start, import.end);
        if (found.slot == ResolvedExport::kNamespace) {
          bound = TRY(map_.namespaceObject(*found.module));
        } else {
          Box* box = newBox(iso_, 2);
          box->values()[0] = found.module->environment_;
          box->values()[1] = Value::int32(found.slot);
          bound = Value(static_cast<Cell*>(box));
        }
      }
      auto* environment = module.environment_.as<Environment>();
      iso_.heap.store(environment, environment->slots() + import.slot, bound);
    }
    return {};
  }

  Throw refuse(const Module& module, const ModuleRequest& request, const std::u16string& name, const ResolvedExport& found, uint32_t start, uint32_t end) {
    map_.lastUnresolved_ = &request;
    const ScriptSource& source = *module.source_;
    const SourcePosition position = source.position(start);
    auto place = std::make_shared<SyntaxErrorPlace>();
    place->name = source.name;
    place->line = position.line;
    place->column = position.column;
    place->length = std::max<uint32_t>(1, end - start);
    place->sourceLine = std::string(source.line(position.line));
    iso_.lastSyntaxError = std::move(place);
    if (found.kind == ResolvedExport::Ambiguous)
      return iso_.raise(msg::ModuleAmbiguousExport, {request.specifier, syntax::toUtf8(name)});
    return iso_.raise(msg::ModuleMissingExport, {request.specifier, syntax::toUtf8(name)});
  }

  Isolate& iso_;
  ModuleMap& map_;
  std::vector<Module*> visited_;
};

Completion<void> ModuleMap::link(Module& module) { return ModuleLinker(iso_, *this).link(module); }

} // namespace tickscope
