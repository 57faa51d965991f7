// Evaluation (ECMA-262 §16.2.1.5.3): each module once, what it imports first; modules that wait at the top level, and all
// that depend on them, finish in jobs.
#include <algorithm>

#include "core/vm/generator.h"
#include "core/vm/interpreter.h"
#include "core/vm/module.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

class ModuleEvaluator {
public:
  ModuleEvaluator(Isolate& iso, ModuleMap& map) : iso_(iso), map_(map) {}

  PromiseObject* evaluate(Module& asked) {
    HandleScope scope(iso_.heap);
    Module& module = asked.status_ >= Module::Status::EvaluatingAsync && asked.cycleRoot_ ? *asked.cycleRoot_ : asked;
    if (module.capability_.isCell()) return module.capability_.as<PromiseObject>();
    Handle<PromiseObject> promise = iso_.handle(newPromise(iso_, PromiseSource::Module));
    module.capability_ = promise;
    uint32_t index = 0;
    if (inner(module, &index).threw()) {
      if (iso_.terminating) return promise;
      HandleValue error = iso_.handle(iso_.takeException());
      for (Module* m : stack_) {
        m->status_ = Module::Status::Evaluated;
        m->hasError_ = true;
        m->error_ = error;
      }
      rejectPromise(iso_, promise, error);
    } else if (module.asyncOrder_ == 0) {
      resolvePromise(iso_, promise, iso_.undefined());
    }
    return promise;
  }

  // §16.2.1.5.3.4
  void fulfilled(Module& module) {
    if (module.status_ == Module::Status::Evaluated) return; // failed meanwhile
    finish(module);
    std::vector<Module*> ready;
    gatherAvailableAncestors(module, &ready);
    std::sort(ready.begin(), ready.end(), [](const Module* a, const Module* b) { return a->asyncOrder_ < b->asyncOrder_; });
    for (Module* m : ready) {
      if (m->status_ == Module::Status::Evaluated) continue; // failed meanwhile
      if (m->hasTopLevelAwait_) {
        executeAsync(*m);
      } else if (execute(*m).threw()) {
        if (iso_.terminating) return;
        HandleScope scope(iso_.heap);
        rejected(*m, iso_.handle(iso_.takeException()));
      } else {
        finish(*m);
      }
    }
  }

  // §16.2.1.5.3.5
  void rejected(Module& module, HandleValue error) {
    if (module.status_ == Module::Status::Evaluated) return; // failed already
    module.body_ = Value();
    module.hasError_ = true;
    module.error_ = error;
    module.status_ = Module::Status::Evaluated;
    module.asyncOrder_ = Module::kAsyncDone;
    if (module.capability_.isCell()) {
      HandleScope scope(iso_.heap);
      rejectPromise(iso_, capability(module), error);
    }
    for (Module* parent : module.asyncParents_) rejected(*parent, error);
  }

private:
  Handle<PromiseObject> capability(Module& module) { return iso_.handle(module.capability_.as<PromiseObject>()); }

  void finish(Module& module) {
    module.body_ = Value();
    module.asyncOrder_ = Module::kAsyncDone;
    module.status_ = Module::Status::Evaluated;
    HandleScope scope(iso_.heap);
    if (module.capability_.isCell()) resolvePromise(iso_, capability(module), iso_.undefined());
  }

  Throw throwError(const Module& module) { return iso_.throwValue(module.error_); }

  // §16.2.1.5.3.1 InnerModuleEvaluation
  Completion<void> inner(Module& module, uint32_t* index) {
    if (module.status_ >= Module::Status::EvaluatingAsync) {
      if (module.hasError_) return throwError(module);
      return {};
    }
    if (module.status_ == Module::Status::Evaluating) return {};
    TICK_ASSERT(module.status_ == Module::Status::Linked, "a module is evaluated that was not linked");
    NativeDepth depth(iso_);
    if (!depth) return iso_.raise(msg::StackOverflow);
    module.status_ = Module::Status::Evaluating;
    module.dfsIndex_ = module.dfsAncestorIndex_ = (*index)++;
    module.pendingAsyncDependencies_ = 0;
    stack_.push_back(&module);
    for (const ModuleRequest& request : module.requests) {
      Module* required = request.module;
      TRY(inner(*required, index));
      if (required->status_ == Module::Status::Evaluating) {
        module.dfsAncestorIndex_ = std::min(module.dfsAncestorIndex_, required->dfsAncestorIndex_);
      } else {
        if (required->cycleRoot_) required = required->cycleRoot_;
        if (required->hasError_) return throwError(*required);
      }
      if (required->asyncOrder_ != 0 && required->asyncOrder_ != Module::kAsyncDone) {
        ++module.pendingAsyncDependencies_;
        required->asyncParents_.push_back(&module);
      }
    }
    if (module.pendingAsyncDependencies_ > 0 || module.hasTopLevelAwait_) {
      module.asyncOrder_ = ++map_.nextAsyncOrder_;
      if (module.pendingAsyncDependencies_ == 0) executeAsync(module);
    } else {
      TRY(execute(module));
    }
    if (module.dfsAncestorIndex_ != module.dfsIndex_) return {};
    for (Module* member = nullptr; member != &module;) {
      member = stack_.back();
      stack_.pop_back();
      member->status_ = member->asyncOrder_ == 0 ? Module::Status::Evaluated : Module::Status::EvaluatingAsync;
      member->cycleRoot_ = &module;
    }
    return {};
  }

  // §16.2.1.6.5 ExecuteModule. For a module with top-level await: until it waits; it then settles its body's promise.
  Completion<void> execute(Module& module) {
    HandleScope scope(iso_.heap);
    iso_.host.moduleBegins(iso_, module);
    Value result;
    if (module.isSynthetic()) {
      result = module.steps_(iso_, module);
    } else {
      Handle<GeneratorObject> body = iso_.handle(module.body_.as<GeneratorObject>());
      if (!module.hasTopLevelAwait_) module.body_ = Value(); // its own frame keeps it from here on
      bool done = false;
      result = iso_.interpreter->resume(body, iso_.undefined(), ResumeMode::Next, &done);
    }
    iso_.host.moduleEnds(iso_, module, result.isException());
    if (result.isException()) return Throw{};
    return {};
  }

  // §16.2.1.5.3.2
  void executeAsync(Module& module) {
    HandleScope scope(iso_.heap);
    Handle<PromiseObject> done = iso_.handle(module.body_.as<GeneratorObject>()->promise.as<PromiseObject>());
    whenSettled(iso_, done, [](Isolate& iso, HandleValue value, bool isFulfilled, HandleValue data) -> Value {
      ModuleEvaluator evaluator(iso, *iso.modules);
      Module& settled = iso.modules->at(uint32_t(data.get().asInt32()));
      if (isFulfilled) evaluator.fulfilled(settled);
      else evaluator.rejected(settled, value);
      return iso.terminating ? Value::exception() : Value();
    }, iso_.handle(Value::int32(int32_t(module.index_))));
    // What the body throws settles its promise; only the end of the program comes out here.
    if (execute(module).threw() && !iso_.terminating) rejectPromise(iso_, done, iso_.handle(iso_.takeException()));
  }

  // §16.2.1.5.3.3
  void gatherAvailableAncestors(Module& module, std::vector<Module*>* ready) {
    for (Module* parent : module.asyncParents_) {
      if (std::find(ready->begin(), ready->end(), parent) != ready->end()) continue;
      if (parent->cycleRoot_ && parent->cycleRoot_->hasError_) continue;
      if (--parent->pendingAsyncDependencies_ > 0) continue;
      ready->push_back(parent);
      if (!parent->hasTopLevelAwait_) gatherAvailableAncestors(*parent, ready);
    }
  }

  Isolate& iso_;
  ModuleMap& map_;
  std::vector<Module*> stack_;
};

void ModuleMap::import(Module& module, Handle<PromiseObject> imported) {
  HandleScope scope(iso_.heap);
  if (link(module).threw()) {
    if (!iso_.terminating) rejectPromise(iso_, imported, iso_.handle(iso_.takeException()));
    return;
  }
  Handle<PromiseObject> evaluated = iso_.handle(evaluate(module));
  Handle<Box> pair = iso_.handle(newBox(iso_, 2));
  pair->values()[0] = Value::int32(int32_t(module.index_));
  iso_.heap.store(pair, &pair->values()[1], imported);
  whenSettled(iso_, evaluated, [](Isolate& iso, HandleValue value, bool isFulfilled, HandleValue data) -> Value {
    Handle<Box> given = Handle<Box>::fromRooted(data);
    Module& done = iso.modules->at(uint32_t(given->values()[0].asInt32()));
    Handle<PromiseObject> promise = iso.handle(given->values()[1].as<PromiseObject>());
    if (!isFulfilled) {
      rejectPromise(iso, promise, value);
      return Value();
    }
    HandleValue space = iso.handle(iso.modules->namespaceObject(done));
    resolvePromise(iso, promise, space); // a `then` that the module exports is called
    return Value();
  }, pair);
}

PromiseObject* ModuleMap::evaluate(Module& module) { return ModuleEvaluator(iso_, *this).evaluate(module); }

} // namespace tickscope
