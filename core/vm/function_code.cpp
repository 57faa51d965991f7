#include "core/vm/function_code.h"

#include <algorithm>

#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/isolate.h"
#include "core/vm/script_source.h"

namespace tickscope {

FunctionCode* newFunctionCode(Isolate& iso) {
  auto* code = iso.heap.allocate<FunctionCode>(CellKind::FunctionCode, sizeof(FunctionCode), AllocateIn::Pinned);
  code->code = nullptr;
  code->constants = nullptr;
  code->caches = nullptr;
  code->tables = new FunctionTables;
  code->fast = nullptr;
  code->tables->realm = iso.realm;
  code->name = Value();
  code->scopeData = Value();
  code->id = ++iso.nextFunctionId;
  iso.heap.registerFinalizer(code);
  return code;
}

void forbidPlainCalls(Isolate& iso) {
  iso.heap.forEachCell([](Cell* cell) {
    if (cell->kind == CellKind::FunctionCode) static_cast<FunctionCode*>(cell)->flags &= ~uint32_t(FunctionCode::kPlainCall);
  });
}

void visitFunctionCode(FunctionCode* code, SlotVisitor& visitor) {
  visitor.visit(&code->name);
  visitor.visit(&code->scopeData);
  FunctionTables* tables = code->tables;
  if (!tables) return;
  if (!tables->constants.empty()) visitor.visit(tables->constants.data(), tables->constants.data() + tables->constants.size());
  const auto visitCache = [&](PropertyCache& cache) {
    visitor.visitPointer(&cache.shape);
    visitor.visitPointer(&cache.holder);
  };
  for (PropertyCache& cache : tables->caches) {
    visitCache(cache);
    if (cache.more)
      for (uint32_t i = 0; i < PropertyCache::kMore; ++i) visitCache(cache.more[i]);
  }
}

void finalizeFunctionCode(FunctionCode* code) {
  for (PropertyCache& cache : code->tables->caches) delete[] cache.more;
  delete code->tables;
  code->tables = nullptr;
}

namespace {
Intrinsic prototypeOf(const FunctionCode* code) {
  if (code->isAsync()) return code->isGenerator() ? Intrinsic::AsyncGeneratorFunctionPrototype : Intrinsic::AsyncFunctionPrototype;
  return code->isGenerator() ? Intrinsic::GeneratorFunctionPrototype : Intrinsic::FunctionPrototype;
}
} // namespace

FunctionObject* newFunction(Isolate& iso, FunctionCode* code, Value environment) {
  HandleScope scope(iso.heap);
  HandleValue env = iso.handle(environment);
  Intrinsic prototype = prototypeOf(code);
  if (!iso.realm->has(prototype)) prototype = Intrinsic::FunctionPrototype;
  Shape* shape = rootShape(iso, iso.realm->intrinsicSlot(prototype), 0);
  auto* function = iso.heap.allocate<FunctionObject>(CellKind::FunctionObject);
  function->shape = shape;
  function->storage = Value::empty();
  function->elements = iso.emptyElements;
  function->aux = uint16_t(Object::kCallable | Object::kLazyFunctionProperties | (code->flags & FunctionCode::kConstructor ? Object::kConstructor : 0) |
                           (code->flags & FunctionCode::kClassConstructor ? Object::kClassConstructor : 0));
  function->code = code;
  function->environment = env.get().isCell() ? env.get().asCell() : nullptr;
  return function;
}

void materialiseScriptFunctionProperties(Isolate& iso, Handle<Object> object) {
  HandleScope scope(iso.heap);
  Handle<FunctionObject> function = Handle<FunctionObject>::fromRooted(object);
  Handle<FunctionCode> code = iso.handle(function->code);
  const InRealm inRealm(iso, code->tables->realm);
  defineValue(iso, object, iso.key(iso.names.length), iso.handle(Value::int32(code->length)), kConfigurable);
  HandleValue name = iso.handle(code->name.isCell() ? code->name : Value(iso.names.empty));
  defineValue(iso, object, iso.key(iso.names.name), name, kConfigurable);
  // Sloppy plain functions have two relics of their own, as in V8; always null.
  if (code->functionKind == FunctionKind::Normal && !code->isStrict() && !code->isAsync() && !code->isGenerator()) {
    defineValue(iso, object, iso.key(iso.names.arguments), iso.null(), kNone);
    defineValue(iso, object, iso.key(iso.names.caller), iso.null(), kNone);
  }
  if (!(code->flags & FunctionCode::kHasPrototype)) return;
  if (code->isGenerator()) {
    const Intrinsic which = code->isAsync() ? Intrinsic::AsyncGeneratorPrototype : Intrinsic::GeneratorPrototype;
    Handle<Object> prototype = iso.handle(newObjectWithPrototype(iso, iso.intrinsic(which)));
    defineValue(iso, object, iso.key(iso.names.prototype), prototype, kWritable);
    return;
  }
  if (code->flags & FunctionCode::kClassConstructor) return; // NewClass makes it
  Handle<Object> prototype = iso.handle(newObject(iso));
  defineValue(iso, prototype, iso.key(iso.names.constructor), object, kHidden);
  defineValue(iso, object, iso.key(iso.names.prototype), prototype, kWritable);
}

std::string scriptFunctionSourceText(FunctionObject* function) {
  const FunctionTables* tables = function->code->tables;
  if (!tables->source) return "function () { [native code] }";
  return tables->source->text.substr(tables->sourceStart, tables->sourceEnd - tables->sourceStart);
}

Realm* scriptFunctionRealm(FunctionObject* function) { return function->code->tables->realm; }

std::string scriptFunctionDebugName(FunctionObject* function) {
  const Value name = function->code->name;
  return name.isCell() ? toUtf8(name.as<String>()) : std::string();
}

SourceEntry placeAt(const FunctionCode* code, uint32_t pc) {
  const auto& places = code->tables->places;
  auto after = std::upper_bound(places.begin(), places.end(), pc, [](uint32_t value, const SourceEntry& entry) { return value < entry.pc; });
  if (after == places.begin()) return {0, code->tables->sourceStart, code->tables->sourceEnd};
  return *(after - 1);
}

const CallSite* callSiteAt(const FunctionCode* code, uint32_t pc) {
  const auto& sites = code->tables->callSites;
  auto found = std::lower_bound(sites.begin(), sites.end(), pc, [](const CallSite& site, uint32_t value) { return site.pc < value; });
  return found != sites.end() && found->pc == pc ? &*found : nullptr;
}

} // namespace tickscope
