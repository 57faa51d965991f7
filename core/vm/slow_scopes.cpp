// Slow paths of variables: environments, globals, names found at run time.
#include "core/vm/conversions.h"
#include "core/vm/global_scope.h"
#include "core/vm/interpreter_slow_paths.h"

namespace tickscope {

GlobalLexical* findGlobalLexicalNoGc(Isolate& iso, PropertyKey key) {
  const Value table = iso.realm->globalLexicals;
  if (!table.isCell()) return nullptr;
  const Value box = getOwnDataNoGc(table.as<Object>(), key);
  return box.isEmpty() ? nullptr : static_cast<GlobalLexical*>(box.asCell());
}

namespace {
Throw alreadyDeclared(Isolate& iso, PropertyKey key) {
  return iso.raise(ErrorType::SyntaxError, "Identifier '" + describeKey(key) + "' has already been declared");
}

void addLexical(Isolate& iso, PropertyKey key, bool isConstant) {
  HandleScope scope(iso.heap);
  if (!iso.realm->globalLexicals.isCell()) iso.realm->globalLexicals = Value(newObjectWithPrototype(iso, iso.null()));
  HandleValue table = iso.handle(iso.realm->globalLexicals);
  Handle<Box> box = iso.handle(newBox(iso, 2));
  box->values()[0] = Value::empty();
  box->values()[1] = Value::boolean(isConstant);
  defineValue(iso, Handle<Object>::fromRooted(table), key, box);
  ++iso.prototypeEpoch; // caches that found the name on the global object are out of date
}
} // namespace

Completion<void> declareGlobals(Isolate& iso, Handle<Cell> entries, bool deletable) {
  Handle<Box> box = Handle<Box>::fromRooted(entries);
  Handle<Object> global = iso.realm->global();
  const uint32_t count = box->count() / 2;
  const auto kindAt = [&](uint32_t i) { return GlobalDeclaration(box->values()[2 * i].asInt32()); };
  const auto keyAt = [&](uint32_t i) { return PropertyKey::fromRaw(box->values()[2 * i + 1]); };
  // First everything that may fail, so that a script that is refused declares nothing.
  for (uint32_t i = 0; i < count; ++i) {
    HandleScope scope(iso.heap);
    const PropertyKey key = keyAt(i);
    if (findGlobalLexicalNoGc(iso, key)) return alreadyDeclared(iso, key);
    PropertyDescriptor own;
    const bool exists = TRY(getOwnProperty(iso, global, key, &own));
    switch (kindAt(i)) {
    case GlobalDeclaration::Let:
    case GlobalDeclaration::Const:
      if (exists && !own.configurable.value_or(false)) return alreadyDeclared(iso, key);
      break;
    case GlobalDeclaration::Var:
      if (!exists && !TRY(isExtensible(iso, global)))
        return iso.raise(ErrorType::TypeError, "Cannot declare global variable '" + describeKey(key) + "'");
      break;
    case GlobalDeclaration::Function: {
      const bool can = exists ? own.configurable.value_or(false) || (own.isData() && own.writable.value_or(false) && own.enumerable.value_or(false))
                              : TRY(isExtensible(iso, global));
      if (!can) return iso.raise(ErrorType::TypeError, "Identifier '" + describeKey(key) + "' has already been declared");
      break;
    }
    }
  }
  for (uint32_t i = 0; i < count; ++i) {
    HandleScope scope(iso.heap);
    const PropertyKey key = keyAt(i);
    const GlobalDeclaration kind = kindAt(i);
    if (kind == GlobalDeclaration::Let || kind == GlobalDeclaration::Const) {
      addLexical(iso, key, kind == GlobalDeclaration::Const);
      continue;
    }
    PropertyDescriptor own;
    const bool exists = TRY(getOwnProperty(iso, global, key, &own));
    if (kind == GlobalDeclaration::Var && exists) continue;
    if (exists && !own.configurable.value_or(false)) continue; // a function: its value is stored by the code that follows
    const uint8_t attributes = uint8_t(kWritable | kEnumerable | (deletable ? kConfigurable : 0));
    TRY(definePropertyOrThrow(iso, global, key, PropertyDescriptor::data(iso.undefined(), attributes)));
  }
  return {};
}

Environment* newEnvironment(Isolate& iso, uint32_t slots) {
  auto* environment = iso.heap.allocate<Environment>(CellKind::Environment, sizeof(Environment) + std::max(slots, 1u) * sizeof(Value));
  environment->parent = nullptr;
  return environment;
}

namespace slow {

namespace {
// Register 0 stands for the running function's own environment.
Cell* environmentIn(Value* R, uint16_t index) {
  return index == 0 ? R[0].as<FunctionObject>()->environment : R[index].asCell();
}
Environment* environmentAt(Value* R, uint16_t index, uint32_t depth) {
  Cell* at = environmentIn(R, index);
  for (; depth; --depth) at = static_cast<Environment*>(at)->parent;
  return static_cast<Environment*>(at);
}
enum : uint16_t { kWithEnvironment = 1, kEvalEnvironment = 2 };
} // namespace

bool opNewEnv(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  Environment* environment = newEnvironment(iso, pc[3]);
  environment->parent = environmentIn(R, pc[2]);
  R[pc[1]] = Value(static_cast<Cell*>(environment));
  return true;
}

bool opCopyEnv(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  const uint32_t slots = R[pc[1]].as<Environment>()->slotCount();
  Environment* copy = newEnvironment(iso, slots);
  auto* original = R[pc[1]].as<Environment>();
  copy->parent = original->parent;
  for (uint32_t i = 0; i < slots; ++i) copy->slots()[i] = original->slots()[i];
  R[pc[1]] = Value(static_cast<Cell*>(copy));
  return true;
}

bool opCheckTdz(Isolate& iso, CallFrame* frame, Value*, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  iso.raise(msg::NotInitialised, {describeKey(keyConstant(frame, readWide(pc + 2)))});
  return false;
}
bool opCheckThis(Isolate& iso, CallFrame*, Value*, const uint16_t*) {
  HandleScope scope(iso.heap);
  iso.raise(msg::SuperNotCalled);
  return false;
}
bool opCheckThisUnset(Isolate& iso, CallFrame*, Value*, const uint16_t*) {
  HandleScope scope(iso.heap);
  iso.raise(msg::SuperCalledTwice);
  return false;
}
bool opThrowConst(Isolate& iso, CallFrame*, Value*, const uint16_t*) {
  HandleScope scope(iso.heap);
  iso.raise(msg::ConstAssignment);
  return false;
}

bool opCoerceThis(Isolate& iso, CallFrame*, Value* R, const uint16_t*) {
  HandleScope scope(iso.heap);
  if (R[1].isNullish()) {
    R[1] = Value(iso.realm->global().get());
    return true;
  }
  auto object = toObject(iso, HandleValue(R + 1));
  if (object.threw()) return false;
  R[1] = Value(object.value());
  return true;
}

// --- globals ---

namespace {
// GetBindingValue of an object environment record (§9.1.1.2.6).
bool bindingOfObject(Isolate& iso, Handle<Object> object, PropertyKey key, bool throwIfAbsent, Value* result) {
  auto has = hasProperty(iso, object, key);
  if (has.threw()) return false;
  if (!has.value()) {
    if (throwIfAbsent) {
      iso.raise(msg::NotDefined, {describeKey(key)});
      return false;
    }
    *result = Value::undefined();
    return true;
  }
  const Value value = get(iso, object, key);
  if (value.isException()) return false;
  *result = value;
  return true;
}

bool getGlobal(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc, bool throwIfAbsent) {
  HandleScope scope(iso.heap);
  const PropertyKey key = keyConstant(frame, readWide(pc + 2));
  PropertyCache* cache = frame->code->caches + pc[4];
  if (GlobalLexical* lexical = findGlobalLexicalNoGc(iso, key)) {
    if (lexical->value.isEmpty()) {
      iso.raise(msg::NotInitialised, {describeKey(key)});
      return false;
    }
    *cache = {};
    cache->kind = PropertyCache::kGlobalLexical;
    cache->holder = lexical;
    cache->epoch = iso.prototypeEpoch;
    iso.heap.recordWrite(frame->code, &cache->holder, Value(static_cast<Cell*>(lexical)));
    R[pc[1]] = lexical->value;
    return true;
  }
  Handle<Object> global = iso.realm->global();
  if (!(global->aux & Object::kHasExotic) && global->shape->isCacheable()) {
    if (const PropertyEntry* entry = global->shape->lookup(key); entry && !(entry->attributes & kAccessor)) {
      if (entry->slot >= global->shape->inlineCapacity) {
        *cache = {};
        cache->kind = PropertyCache::kHolderStorage;
        cache->shape = global->shape;
        cache->holder = global.get();
        cache->epoch = iso.prototypeEpoch;
        cache->offset = uint32_t(sizeof(PropertyStorage) + (entry->slot - global->shape->inlineCapacity) * sizeof(Value));
        iso.heap.recordWrite(frame->code, &cache->holder, Value(cache->holder));
      }
      R[pc[1]] = global->getSlot(entry->slot);
      return true;
    }
  }
  return bindingOfObject(iso, global, key, throwIfAbsent, &R[pc[1]]);
}
} // namespace

bool opGetGlobal(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) { return getGlobal(iso, frame, R, pc, true); }
bool opGetGlobalOrUndefined(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) { return getGlobal(iso, frame, R, pc, false); }

bool opSetGlobal(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const PropertyKey key = keyConstant(frame, readWide(pc + 1));
  PropertyCache* cache = frame->code->caches + pc[4];
  HandleValue value = reg(R, pc[3]);
  if (GlobalLexical* lexical = findGlobalLexicalNoGc(iso, key)) {
    if (lexical->value.isEmpty()) {
      iso.raise(msg::NotInitialised, {describeKey(key)});
      return false;
    }
    if (lexical->isConstant.isTrue()) {
      iso.raise(msg::ConstAssignment);
      return false;
    }
    *cache = {};
    cache->kind = PropertyCache::kGlobalLexical;
    cache->holder = lexical;
    cache->epoch = iso.prototypeEpoch;
    iso.heap.recordWrite(frame->code, &cache->holder, Value(static_cast<Cell*>(lexical)));
    iso.heap.store(lexical, &lexical->value, value);
    return true;
  }
  Handle<Object> global = iso.realm->global();
  const bool strict = frame->code->isStrict();
  if (strict) {
    auto has = hasProperty(iso, global, key);
    if (has.threw()) return false;
    if (!has.value()) {
      iso.raise(msg::NotDefined, {describeKey(key)});
      return false;
    }
  }
  if (!(global->aux & Object::kHasExotic) && global->shape->isCacheable())
    if (const PropertyEntry* entry = global->shape->lookup(key);
        entry && (entry->attributes & kWritable) && entry->slot >= global->shape->inlineCapacity) {
      *cache = {};
      cache->kind = PropertyCache::kHolderStorage;
      cache->shape = global->shape;
      cache->holder = global.get();
      cache->epoch = iso.prototypeEpoch;
      cache->offset = uint32_t(sizeof(PropertyStorage) + (entry->slot - global->shape->inlineCapacity) * sizeof(Value));
      iso.heap.recordWrite(frame->code, &cache->holder, Value(cache->holder));
    }
  auto ok = set(iso, global, key, value, global);
  if (ok.threw()) return false;
  if (!ok.value() && strict) {
    raiseSetFailure(iso, global, key);
    return false;
  }
  return true;
}

bool opInitGlobalLexical(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  GlobalLexical* lexical = findGlobalLexicalNoGc(iso, keyConstant(frame, readWide(pc + 1)));
  iso.heap.store(lexical, &lexical->value, R[pc[3]]);
  return true;
}

bool opDeclareGlobals(Isolate& iso, CallFrame* frame, Value*, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Handle<Cell> entries = iso.handle(frame->code->constants[readWide(pc + 1)].asCell());
  return !declareGlobals(iso, entries, frame->code->functionKind == FunctionKind::Eval).threw();
}

bool opDeleteGlobal(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const PropertyKey key = keyConstant(frame, readWide(pc + 2));
  if (findGlobalLexicalNoGc(iso, key)) {
    R[pc[1]] = Value::boolean(false);
    return true;
  }
  auto result = deleteProperty(iso, iso.realm->global(), key);
  if (result.threw()) return false;
  R[pc[1]] = Value::boolean(result.value());
  return true;
}

// --- with and eval ---

bool opNewWithEnv(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  auto object = toObject(iso, reg(R, pc[3]));
  if (object.threw()) return false;
  Handle<Object> kept = iso.handle(object.value());
  Environment* environment = newEnvironment(iso, 1);
  environment->aux = kWithEnvironment;
  environment->parent = environmentIn(R, pc[2]);
  environment->slots()[0] = kept;
  R[pc[1]] = Value(static_cast<Cell*>(environment));
  return true;
}

bool opNewEvalScope(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Handle<Object> variables = iso.handle(newObjectWithPrototype(iso, iso.null()));
  Environment* environment = newEnvironment(iso, 1);
  environment->aux = kEvalEnvironment;
  environment->parent = environmentIn(R, pc[2]);
  environment->slots()[0] = variables;
  R[pc[1]] = Value(static_cast<Cell*>(environment));
  return true;
}

// §9.1.1.2.1 HasBinding of an object environment record.
bool opDynamicFind(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const PropertyKey key = keyConstant(frame, readWide(pc + 3));
  Environment* environment = environmentAt(R, pc[2], pc[5]);
  const bool isWith = environment->aux == kWithEnvironment;
  Handle<Object> object = Handle<Object>::fromRooted(iso.handle(environment->slots()[0]));
  auto has = hasProperty(iso, object, key);
  if (has.threw()) return false;
  R[pc[1]] = Value::undefined();
  if (!has.value()) return true;
  if (isWith) {
    HandleValue unscopables = iso.handle(get(iso, object, iso.key(iso.symbols.unscopables)));
    if (unscopables.get().isException()) return false;
    if (isObject(unscopables)) {
      const Value blocked = get(iso, Handle<Object>::fromRooted(unscopables), key);
      if (blocked.isException()) return false;
      if (toBoolean(blocked)) return true;
    }
  }
  R[pc[1]] = object;
  return true;
}

bool opDynamicValue(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const PropertyKey key = keyConstant(frame, readWide(pc + 3));
  return bindingOfObject(iso, Handle<Object>::fromRooted(reg(R, pc[2])), key, frame->code->isStrict(), &R[pc[1]]);
}

bool opDynamicSet(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const PropertyKey key = keyConstant(frame, readWide(pc + 2));
  Handle<Object> object = Handle<Object>::fromRooted(reg(R, pc[1]));
  auto has = hasProperty(iso, object, key);
  if (has.threw()) return false;
  const bool strict = frame->code->isStrict();
  if (!has.value() && strict) {
    iso.raise(msg::NotDefined, {describeKey(key)});
    return false;
  }
  auto ok = set(iso, object, key, reg(R, pc[4]), object);
  if (ok.threw()) return false;
  if (!ok.value() && strict) {
    raiseSetFailure(iso, object, key);
    return false;
  }
  return true;
}

bool opDynamicDelete(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  auto result = deleteProperty(iso, Handle<Object>::fromRooted(reg(R, pc[4])), keyConstant(frame, readWide(pc + 2)));
  if (result.threw()) return false;
  R[pc[1]] = Value::boolean(result.value());
  return true;
}

bool opDeclareEvalVar(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const PropertyKey key = keyConstant(frame, readWide(pc + 2));
  Handle<Object> variables = Handle<Object>::fromRooted(iso.handle(environmentAt(R, pc[1], pc[4])->slots()[0]));
  if (!variables->shape->lookup(key)) defineValue(iso, variables, key, iso.undefined());
  return true;
}

} // namespace slow
} // namespace tickscope
