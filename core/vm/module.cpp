// Module records: reading a text's imports and exports (ECMA-262 §16.2.1.6.1 ParseModule), resolving exported names.
#include "core/vm/module.h"

#include <algorithm>
#include <set>

#include "core/syntax/lexer.h"
#include "core/syntax/scope.h"
#include "core/vm/function_code.h"
#include "core/vm/generator.h"
#include "core/vm/module_namespace.h"
#include "core/vm/script_source.h"

namespace tickscope {

using namespace syntax;

void Module::visit(SlotVisitor& visitor) {
  for (Value* slot : {&function_, &environment_, &body_, &namespace_, &meta_, &error_, &capability_}) visitor.visit(slot);
  for (NamespaceEntry& entry : namespaceEntries_) visitor.visit(&entry.key);
}

std::vector<const Module*> Module::graph() const {
  std::vector<const Module*> found{this};
  std::set<const Module*> seen{this}; // asked for membership only
  for (size_t i = 0; i < found.size(); ++i)
    for (const ModuleRequest& request : found[i]->requests)
      if (request.module && seen.insert(request.module).second) found.push_back(request.module);
  return found;
}

bool Module::graphHasTopLevelAwait() const {
  for (const Module* module : graph())
    if (module->hasTopLevelAwait_) return true;
  return false;
}

Value Module::functionNoGc() const {
  if (function_.isCell()) return function_;
  return body_.isCell() ? body_.as<GeneratorObject>()->function : Value();
}

const Module* Module::waitingBelow() const {
  for (const Module* module : graph())
    if (module->status_ == Status::EvaluatingAsync && module->hasTopLevelAwait_ && module->pendingAsyncDependencies_ == 0) return module;
  return nullptr;
}

std::pair<FunctionCode*, uint32_t> Module::suspendedAtNoGc() const {
  if (!body_.isCell()) return {nullptr, 0};
  auto* body = body_.as<GeneratorObject>();
  return {body->function.as<FunctionObject>()->code, uint32_t(body->resumeAt.asInt32())};
}

ModuleMap::ModuleMap(Isolate& iso) : iso_(iso) {
  iso.heap.addRoots(this);
  iso.modules = this;
  installModuleNamespaces(iso);
}

ModuleMap::~ModuleMap() {
  iso_.modules = nullptr;
  iso_.heap.removeRoots(this);
}

void ModuleMap::visitRoots(SlotVisitor& visitor) {
  for (const auto& module : modules_) module->visit(visitor);
}

Module& ModuleMap::add(std::unique_ptr<Module> module) {
  module->index_ = uint32_t(modules_.size());
  modules_.push_back(std::move(module));
  return *modules_.back();
}

Completion<Module*> ModuleMap::compile(ScriptOptions options) {
  HandleScope scope(iso_.heap);
  auto created = std::make_unique<Module>(options.name);
  Handle<FunctionObject> function = iso_.handle(TRY(compileModule(iso_, std::move(options))));
  created->function_ = function;
  created->source_ = function->code->tables->source;
  created->source_->module = created.get();
  created->hasTopLevelAwait_ = created->source_->tree->hasTopLevelAwait;
  Module& module = add(std::move(created));
  readImportsAndExports(module);
  return &module;
}

Module* ModuleMap::addSynthetic(std::string url, const std::vector<std::u16string>& exportNames, Module::SyntheticSteps steps) {
  Module& module = add(std::make_unique<Module>(std::move(url)));
  module.steps_ = std::move(steps);
  for (const std::u16string& name : exportNames) {
    if (!module.exportIndex_.emplace(name, uint32_t(module.exports_.size())).second) continue;
    Module::Export entry;
    entry.slot = int32_t(module.exports_.size());
    module.exports_.emplace_back(name, std::move(entry));
  }
  return &module;
}

namespace {
std::string utf8(const Name* name) { return toUtf8(name->text); }

// The names that a declaration binds, in order.
void boundNames(Node* target, std::vector<const Name*>* out) {
  if (!target) return;
  switch (target->kind) {
  case NodeKind::Identifier: out->push_back(target->as<IdentifierNode>()->name); return;
  case NodeKind::ArrayPattern:
    for (PatternElement& e : target->as<ArrayPatternNode>()->elements) boundNames(e.target, out);
    boundNames(target->as<ArrayPatternNode>()->rest, out);
    return;
  case NodeKind::ObjectPattern:
    for (PatternProperty& p : target->as<ObjectPatternNode>()->properties) boundNames(p.element.target, out);
    boundNames(target->as<ObjectPatternNode>()->rest, out);
    return;
  case NodeKind::VariableDeclaration:
    for (Declarator& d : target->as<VariableDeclarationNode>()->declarators) boundNames(d.target, out);
    return;
  case NodeKind::FunctionDeclaration: boundNames(target->as<FunctionDeclarationNode>()->identifier, out); return;
  case NodeKind::ClassDeclaration: boundNames(target->as<ClassDeclarationNode>()->identifier, out); return;
  default: return;
  }
}
} // namespace

void ModuleMap::readImportsAndExports(Module& module) {
  const FunctionNode* program = module.source_->tree->program;
  const auto requestOf = [&](const Name* specifier, const List<ImportAttribute>& attributes, const Node* statement) {
    ModuleRequest request;
    request.specifier = utf8(specifier);
    for (const ImportAttribute& attribute : attributes) request.attributes.emplace_back(utf8(attribute.key), utf8(attribute.value));
    std::sort(request.attributes.begin(), request.attributes.end()); // their order has no meaning (§16.2.1.2.1)
    request.start = statement->start;
    request.end = statement->end;
    for (size_t i = 0; i < module.requests.size(); ++i)
      if (module.requests[i].specifier == request.specifier && module.requests[i].attributes == request.attributes) return uint32_t(i);
    module.requests.push_back(std::move(request));
    return uint32_t(module.requests.size() - 1);
  };
  const auto slotOf = [&](const Name* local) {
    const Variable* variable = program->scope->find(local);
    return variable ? variable->slot : -1;
  };
  const auto addExport = [&](const Name* exported, Module::Export entry) {
    module.exportIndex_.emplace(exported->text, uint32_t(module.exports_.size()));
    module.exports_.emplace_back(exported->text, std::move(entry));
  };
  for (Node* statement : program->body) {
    if (statement->kind != NodeKind::Import) continue;
    auto* node = statement->as<ImportNode>();
    const uint32_t request = requestOf(node->specifier, node->attributes, node);
    for (const ImportSpecifier& s : node->specifiers)
      module.imports_.push_back({request, s.imported ? s.imported->text : std::u16string(), s.imported == nullptr, slotOf(s.local->name),
                                 s.local->start, s.local->end});
  }
  const auto importAt = [&](int32_t slot) -> const Module::Import* {
    for (const Module::Import& import : module.imports_)
      if (import.slot == slot) return &import;
    return nullptr;
  };
  // Requests stand in the order of the text, whatever statement makes them: a second walk in that order puts them right.
  std::vector<ModuleRequest> ordered;
  for (Node* statement : program->body) {
    Module::Export entry;
    entry.start = statement->start;
    entry.end = statement->end;
    switch (statement->kind) {
    case NodeKind::ExportAll: {
      auto* node = statement->as<ExportAllNode>();
      entry.request = requestOf(node->specifier, node->attributes, node);
      if (!node->exported) {
        module.stars_.push_back(entry.request);
        break;
      }
      entry.kind = Module::Export::Namespace;
      addExport(node->exported, std::move(entry));
      break;
    }
    case NodeKind::ExportDefault: {
      auto* node = statement->as<ExportDefaultNode>();
      entry.slot = node->variable->slot;
      const Name* name = module.source_->tree->name(std::string_view("default"));
      addExport(name, std::move(entry));
      break;
    }
    case NodeKind::ExportNamed: {
      auto* node = statement->as<ExportNamedNode>();
      if (node->declaration) {
        std::vector<const Name*> names;
        boundNames(node->declaration, &names);
        for (const Name* name : names) {
          entry.slot = slotOf(name);
          addExport(name, entry);
        }
        break;
      }
      uint32_t request = 0;
      if (node->specifier) request = requestOf(node->specifier, node->attributes, node);
      for (const ExportSpecifier& s : node->specifiers) {
        Module::Export one;
        one.start = s.start;
        one.end = s.end;
        if (node->specifier) {
          one.kind = Module::Export::Indirect;
          one.request = request;
          one.name = s.local->text;
        } else {
          one.slot = slotOf(s.local);
          // Exporting what was imported passes the import on (§16.2.1.6.1 step 10.a.ii).
          if (const Module::Import* import = importAt(one.slot)) {
            one.kind = import->isNamespace ? Module::Export::Namespace : Module::Export::Indirect;
            one.request = import->request;
            one.name = import->name;
          }
        }
        addExport(s.exported, std::move(one));
      }
      break;
    }
    default: break;
    }
  }
  // Imports were read first, exports after: bring the requests into the order of the text, which is that of loading.
  std::vector<uint32_t> order(module.requests.size()), place(module.requests.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return module.requests[a].start < module.requests[b].start; });
  for (uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    ordered.push_back(std::move(module.requests[order[i]]));
  }
  module.requests = std::move(ordered);
  for (Module::Import& import : module.imports_) import.request = place[import.request];
  for (auto& [name, entry] : module.exports_) entry.request = entry.kind == Module::Export::Local ? 0 : place[entry.request];
  for (uint32_t& star : module.stars_) star = place[star];
}

// --- §16.2.1.6.3 ResolveExport ---

ResolvedExport ModuleMap::resolveExport(Module& start, const std::u16string& startName) {
  std::set<std::pair<const Module*, std::u16string>> seen; // asked for membership only
  // Recursion is as deep as modules pass names on.
  const auto resolve = [&](Module& module, const std::u16string& name, const auto& self) -> ResolvedExport {
    if (!seen.emplace(&module, name).second) return {}; // a circle
    if (const auto found = module.exportIndex_.find(name); found != module.exportIndex_.end()) {
      const Module::Export& entry = module.exports_[found->second].second;
      if (entry.kind == Module::Export::Local) return {ResolvedExport::Found, &module, entry.slot};
      Module& imported = *module.requests[entry.request].module;
      if (entry.kind == Module::Export::Namespace) return {ResolvedExport::Found, &imported, ResolvedExport::kNamespace};
      return self(imported, entry.name, self);
    }
    if (name == u"default") return {};
    ResolvedExport star;
    for (uint32_t request : module.stars_) {
      const ResolvedExport found = self(*module.requests[request].module, name, self);
      if (found.kind == ResolvedExport::Ambiguous) return found;
      if (found.kind == ResolvedExport::NotFound) continue;
      if (star.kind == ResolvedExport::NotFound) {
        star = found;
      } else if (star.module != found.module || star.slot != found.slot) {
        return {ResolvedExport::Ambiguous, nullptr, -1};
      }
    }
    return star;
  };
  return resolve(start, startName, resolve);
}

void ModuleMap::setExport(Module& module, std::u16string_view name, Value value) {
  const auto found = module.exportIndex_.find(std::u16string(name));
  TICK_ASSERT(found != module.exportIndex_.end(), "a synthetic module has no export of that name");
  auto* environment = module.environment_.as<Environment>();
  iso_.heap.store(environment, environment->slots() + module.exports_[found->second].second.slot, value);
}

Value ModuleMap::exportedValue(Module& module, std::u16string_view name) {
  const ResolvedExport found = resolveExport(module, std::u16string(name));
  if (found.kind != ResolvedExport::Found) return Value::empty();
  if (found.slot == ResolvedExport::kNamespace) return namespaceObject(*found.module);
  return found.module->environment_.isCell() ? found.module->environment_.as<Environment>()->slots()[found.slot] : Value::empty();
}

Value ModuleMap::importMeta(Module& module) {
  if (module.meta_.isCell()) return module.meta_;
  HandleScope scope(iso_.heap);
  Handle<Object> meta = iso_.handle(newObjectWithPrototype(iso_, iso_.null()));
  iso_.host.initializeImportMeta(iso_, module, meta);
  module.meta_ = meta;
  return meta.get();
}

} // namespace tickscope
