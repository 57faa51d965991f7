// Slow paths of functions, classes and private names.
#include "core/syntax/lexer.h"
#include "core/syntax/scope.h"
#include "core/vm/arguments_object.h"
#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/lookup_cache.h"

namespace tickscope::slow {

namespace {
Handle<Object> objectAt(Value* R, uint16_t index) { return Handle<Object>::fromRooted(reg(R, index)); }
Value environmentValue(Value* R, uint16_t index) {
  if (index) return R[index];
  Cell* environment = R[0].as<FunctionObject>()->environment;
  return environment ? Value(environment) : Value::undefined();
}
} // namespace

bool opClosure(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  auto* code = static_cast<FunctionCode*>(frame->code->constants[readWide(pc + 2)].asCell());
  R[pc[1]] = Value(newFunction(iso, code, environmentValue(R, pc[4])));
  return true;
}

void setFunctionName(Isolate& iso, Handle<FunctionObject> function, PropertyKey key, const char* prefixOrNull) {
  HandleScope scope(iso.heap);
  iso.handle(key.raw());
  std::string text;
  if (key.isSymbol() && !key.isPrivateName()) {
    const Value description = key.symbol()->description;
    if (description.isCell()) text = "[" + toUtf8(description.as<String>()) + "]";
  } else {
    text = describeKey(key);
  }
  HandleValue name = iso.undefined();
  if (key.isString() && !prefixOrNull) name = iso.handle(key.raw());
  else name = iso.handle(Value(newStringUtf8(iso, prefixOrNull ? std::string(prefixOrNull) + " " + text : text)));
  materialiseFunctionProperties(iso, function);
  defineValue(iso, function, iso.key(iso.names.name), name, kConfigurable);
}

// Kind: 0 none, 1 "get", 2 "set".
bool opSetFunctionName(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  if (!R[pc[1]].isCell() || R[pc[1]].asCell()->kind != CellKind::FunctionObject) return true;
  auto key = toPropertyKey(iso, reg(R, pc[2]));
  if (key.threw()) return false;
  // A class with a static member called name keeps it.
  auto* function = R[pc[1]].as<FunctionObject>();
  if (!(function->aux & Object::kLazyFunctionProperties)) {
    const PropertyEntry* own = function->shape->lookup(iso.key(iso.names.name));
    if (own && ((own->attributes & kAccessor) || !(function->getSlot(own->slot) == Value(iso.names.empty)))) return true;
  }
  setFunctionName(iso, Handle<FunctionObject>::fromRooted(reg(R, pc[1])), key.value(), pc[3] == 1 ? "get" : pc[3] == 2 ? "set" : nullptr);
  return true;
}

bool opSetHomeObject(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  auto* function = R[pc[1]].as<FunctionObject>();
  iso.heap.store(function, &function->homeObject, R[pc[2]]);
  return true;
}

// §15.7.14 ClassDefinitionEvaluation, steps 8 to 18. The heritage register holds `empty` when there is none.
bool opNewClass(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  HandleValue parent = reg(R, pc[2]);
  HandleValue protoParent = iso.intrinsic(Intrinsic::ObjectPrototype);
  HandleValue constructorParent = iso.intrinsic(Intrinsic::FunctionPrototype);
  if (!parent.get().isEmpty()) {
    if (parent.get().isNull()) {
      protoParent = iso.null();
    } else {
      if (!isConstructor(parent)) {
        iso.raise(msg::ClassExtendsNotConstructor, {describeForMessage(iso, parent)});
        return false;
      }
      protoParent = iso.handle(get(iso, Handle<Object>::fromRooted(parent), iso.key(iso.names.prototype)));
      if (protoParent.get().isException()) return false;
      if (!isObject(protoParent) && !protoParent.get().isNull()) {
        iso.raise(msg::ClassExtendsBadPrototype, {describeForMessage(iso, protoParent)});
        return false;
      }
      constructorParent = parent;
    }
  }
  Handle<FunctionCode> code = iso.handle(static_cast<FunctionCode*>(frame->code->constants[readWide(pc + 3)].asCell()));
  Handle<Object> prototype = iso.handle(newObjectWithPrototype(iso, protoParent));
  Handle<FunctionObject> function = iso.handle(newFunction(iso, code, environmentValue(R, pc[5])));
  iso.heap.store(function, &function->homeObject, prototype);
  if (constructorParent.get() != Value(iso.realm->get(Intrinsic::FunctionPrototype)))
    MUST(ordinarySetPrototypeOf(iso, function, constructorParent));
  materialiseFunctionProperties(iso, function);
  defineValue(iso, function, iso.key(iso.names.prototype), prototype, kNone);
  defineValue(iso, prototype, iso.key(iso.names.constructor), function, kHidden);
  R[pc[1]] = function;
  R[pc[1] + 1] = prototype;
  return true;
}

// A class's `extra`: a Box of its field initialiser (or undefined), then for each private method of instances the
// name, the kind and the function.
namespace {
Box* classExtra(Isolate& iso, Handle<FunctionObject> function, uint32_t moreWords) {
  const uint32_t old = function->extra.isCell() ? function->extra.as<Box>()->count() : 0;
  Box* box = newBox(iso, std::max(old, 1u) + moreWords);
  for (uint32_t i = 0; i < old; ++i) box->values()[i] = function->extra.as<Box>()->values()[i];
  iso.heap.store(function, &function->extra, Value(box));
  return box;
}

// Adds a private element to an object (§7.3.27, §7.3.28). Kind as in AddPrivateMethod; field: -1.
bool addPrivate(Isolate& iso, Handle<Object> object, HandleValue name, int32_t kind, HandleValue value) {
  HandleScope scope(iso.heap);
  const PropertyKey key = PropertyKey::fromSymbol(name.get().as<Symbol>());
  const PropertyEntry* existing = object->shape->lookup(key);
  if (existing) {
    if (kind > 0 && (existing->attributes & kAccessor)) {
      auto* pair = object->getSlot(existing->slot).as<AccessorPair>();
      Value& half = kind == 1 ? pair->getter : pair->setter;
      if (half.isUndefined()) {
        iso.heap.store(pair, &half, value);
        return true;
      }
    }
    iso.raise(msg::PrivateTwice, {describeKey(key)});
    return false;
  }
  if (kind == 1) defineAccessor(iso, object, key, value, iso.undefined(), kNone);
  else if (kind == 2) defineAccessor(iso, object, key, iso.undefined(), value, kNone);
  else defineValue(iso, object, key, value, kind == 0 ? kNone : kWritable);
  return true;
}
} // namespace

bool opSetClassInit(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Handle<FunctionObject> function = Handle<FunctionObject>::fromRooted(reg(R, pc[1]));
  Box* box = function->extra.isCell() ? function->extra.as<Box>() : classExtra(iso, function, 0);
  iso.heap.store(box, &box->values()[0], R[pc[2]]);
  return true;
}

// Kind: 0 method, 1 getter, 2 setter; 4: of the instances, remembered in the class.
bool opAddPrivateMethod(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  if (!(pc[4] & 4)) return addPrivate(iso, objectAt(R, pc[1]), reg(R, pc[2]), pc[4] & 3, reg(R, pc[3]));
  Handle<FunctionObject> function = Handle<FunctionObject>::fromRooted(reg(R, pc[1]));
  Box* box = classExtra(iso, function, 3);
  Value* entry = box->values() + box->count() - 3;
  entry[0] = R[pc[2]];
  entry[1] = Value::int32(pc[4] & 3);
  entry[2] = R[pc[3]];
  return true;
}

bool opAddPrivateField(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  return addPrivate(iso, objectAt(R, pc[1]), reg(R, pc[2]), -1, reg(R, pc[3]));
}

Get opInitFields(Interpreter& vm, CallFrame*, Value* R, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  const Value extra = R[pc[2]].as<FunctionObject>()->extra;
  if (!extra.isCell()) return Get::Done;
  const uint32_t count = extra.as<Box>()->count();
  if (count > 1) {
    HandleScope scope(iso.heap);
    Handle<Box> box = Handle<Box>::fromRooted(iso.handle(extra));
    for (uint32_t i = 1; i + 2 < count; i += 3)
      if (!addPrivate(iso, objectAt(R, pc[1]), iso.handle(box->values()[i]), box->values()[i + 1].asInt32(), iso.handle(box->values()[i + 2])))
        return Get::Threw;
  }
  const Value initialiser = R[pc[2]].as<FunctionObject>()->extra.as<Box>()->values()[0];
  if (initialiser.isUndefined()) return Get::Done;
  Interpreter::Window window(vm, 0);
  if (!window.base) return Get::Threw;
  window.base[0] = initialiser;
  window.base[1] = R[pc[1]];
  if (!vm.pushFrame(window.base, 0, Value::undefined(), CallFrame::kDiscardResult | CallFrame::kFieldInit)) return Get::Threw;
  vm.frame_->returnPc = pc + 3;
  return Get::CallPushed;
}

bool opMapArguments(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  mapArguments(iso, Handle<ArgumentsObject>::fromRooted(reg(R, pc[1])), reg(R, pc[2]), iso.handle(frame->code->constants[readWide(pc + 3)]));
  return true;
}

// --- private names ---

bool opNewPrivateName(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  HandleValue text = iso.handle(frame->code->constants[readWide(pc + 2)]);
  Symbol* symbol = iso.newSymbol(text);
  symbol->aux |= Symbol::kPrivateName;
  R[pc[1]] = Value(static_cast<Cell*>(symbol));
  return true;
}

namespace {
// A space and the class's name, or a dot.
constexpr Message kReceiverNotClass{ErrorType::TypeError, "Receiver must be class%"};
constexpr Message kReceiverNotInstance{ErrorType::TypeError, "Receiver must be an instance of class%"};

// V8 speaks of a method or accessor by its class, of a field by its name.
void raisePrivateMissing(Isolate& iso, const CallFrame* frame, const uint16_t* pc, const Message& ofFields, PropertyKey key) {
  const CallSite* site = callSiteAt(frame->code, uint32_t(pc - frame->code->code));
  const syntax::Variable* variable =
      site && site->node->kind == syntax::NodeKind::PrivateMember ? site->node->as<syntax::PrivateMemberNode>()->variable : nullptr;
  if (!variable || variable->kind == syntax::VariableKind::PrivateField) {
    iso.raise(ofFields, {describeKey(key)});
    return;
  }
  std::string name;
  for (const syntax::Variable* inner : variable->scope->variables)
    if (inner->kind == syntax::VariableKind::Const) name = syntax::toUtf8(inner->name->text);
  iso.raise(variable->isStaticPrivate ? kReceiverNotClass : kReceiverNotInstance, {name.empty() ? "." : " " + name});
}

// Where an object has a private field; null: elsewhere than in a slot that its shape tells for sure, or not at all.
// A name that the object itself lacks is not looked for in its prototypes: private names are always own.
Value* privateField(Isolate& iso, Value base, PropertyKey key, Cell** holder) {
  if (!isObjectCell(base) || (base.asCell()->aux & Object::kHasExotic)) return nullptr;
  return iso.lookups->ownWritable(iso, base.as<Object>(), key, holder);
}
} // namespace

bool opGetPrivate(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  const PropertyKey key = PropertyKey::fromSymbol(R[pc[3]].as<Symbol>());
  const Value base = R[pc[2]];
  Cell* holder;
  if (const Value* slot = privateField(iso, base, key, &holder)) {
    R[pc[1]] = *slot;
    return true;
  }
  const PropertyEntry* entry = isObjectCell(base) ? base.as<Object>()->shape->lookup(key) : nullptr;
  if (!entry) {
    HandleScope scope(iso.heap);
    if (base.isNullish()) iso.raise(msg::ReadOfNullish, {base.isNull() ? "null" : "undefined", describeKey(key)});
    else raisePrivateMissing(iso, frame, pc, msg::PrivateReadMissing, key);
    return false;
  }
  const Value value = base.as<Object>()->getSlot(entry->slot);
  if (!(entry->attributes & kAccessor)) {
    R[pc[1]] = value;
    return true;
  }
  HandleScope scope(iso.heap);
  HandleValue getter = iso.handle(value.as<AccessorPair>()->getter);
  if (getter.get().isUndefined()) {
    iso.raise(ErrorType::TypeError, "'" + describeKey(key) + "' was defined without a getter");
    return false;
  }
  const Value result = iso.call(getter, reg(R, pc[2]));
  if (result.isException()) return false;
  R[pc[1]] = result;
  return true;
}

bool opSetPrivate(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  const PropertyKey key = PropertyKey::fromSymbol(R[pc[2]].as<Symbol>());
  const Value base = R[pc[1]];
  Cell* holder;
  if (Value* slot = privateField(iso, base, key, &holder)) {
    iso.heap.store(holder, slot, R[pc[3]]);
    return true;
  }
  const PropertyEntry* entry = isObjectCell(base) ? base.as<Object>()->shape->lookup(key) : nullptr;
  HandleScope scope(iso.heap);
  if (!entry) {
    if (base.isNullish()) iso.raise(msg::WriteOfNullish, {base.isNull() ? "null" : "undefined", describeKey(key)});
    else raisePrivateMissing(iso, frame, pc, msg::PrivateWriteMissing, key);
    return false;
  }
  if (entry->attributes & kAccessor) {
    HandleValue setter = iso.handle(base.as<Object>()->getSlot(entry->slot).as<AccessorPair>()->setter);
    if (setter.get().isUndefined()) {
      iso.raise(ErrorType::TypeError, "'" + describeKey(key) + "' was defined without a setter");
      return false;
    }
    return !iso.call(setter, reg(R, pc[1]), {reg(R, pc[3])}).isException();
  }
  if (!(entry->attributes & kWritable)) {
    iso.raise(ErrorType::TypeError, "Private method '" + describeKey(key) + "' is not writable");
    return false;
  }
  base.as<Object>()->setSlot(iso.heap, entry->slot, R[pc[3]]);
  return true;
}

bool opPrivateIn(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  const PropertyKey key = PropertyKey::fromSymbol(R[pc[2]].as<Symbol>());
  if (!isObjectCell(R[pc[3]])) {
    HandleScope scope(iso.heap);
    iso.raise(msg::InNotObject, {describeKey(key), describeForMessage(iso, R[pc[3]])});
    return false;
  }
  R[pc[1]] = Value::boolean(R[pc[3]].as<Object>()->shape->lookup(key) != nullptr);
  return true;
}

} // namespace tickscope::slow
