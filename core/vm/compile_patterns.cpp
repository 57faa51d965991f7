// Destructuring (ECMA-262 §8.6.2, §13.15.5).
#include "core/vm/compiler_impl.h"
#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"

namespace tickscope {

using namespace syntax;

void FunctionCompiler::defaultValue(Reg value, Node* initializer, Node* target) {
  Label given;
  jump(Op::JumpIfNotUndefined, {value}, given);
  const Name* name = target && target->kind == NodeKind::Identifier && !target->parenthesized ? target->as<IdentifierNode>()->name : nullptr;
  if (name) compileNamed(initializer, value, name);
  else compileTo(initializer, value);
  bind(given);
}

void FunctionCompiler::bindElement(const PatternElement& element, Reg value, Bind how) {
  if (!element.initializer) return bindTarget(element.target, value, how);
  Temporaries temporaries(*this);
  Reg result = value;
  if (!isTemporary(value)) { // a parameter keeps what it was given: arguments may look at it
    result = allocate();
    move(result, value);
  }
  defaultValue(result, element.initializer, element.target);
  bindTarget(element.target, result, how, {CallSite::Parameter, element.target});
}

void FunctionCompiler::bindTarget(Node* target, Reg value, Bind how, const PatternSource& source) {
  Temporaries temporaries(*this);
  switch (target->kind) {
  case NodeKind::Identifier: {
    auto* identifier = target->as<IdentifierNode>();
    place(target);
    if (how == Bind::Initialize) initializeIdentifier(identifier, value);
    else assignIdentifier(identifier, value);
    return;
  }
  case NodeKind::ArrayPattern: return bindArray(target->as<ArrayPatternNode>(), value, how, source);
  case NodeKind::ObjectPattern: return bindObject(target->as<ObjectPatternNode>(), value, how, source);
  default: storeTarget(prepareTarget(target, false), value);
  }
}

void FunctionCompiler::bindArray(ArrayPatternNode* pattern, Reg value, Bind how, const PatternSource& source) {
  Temporaries temporaries(*this);
  const Reg record = allocate(2);
  if (source.kind == CallSite::Value && source.node) place(source.node);
  else place(pattern);
  if (source.kind == CallSite::ForHead) callSite(pattern, CallSite::ForHead);
  else if (source.isDeclaration && source.node && slow::rendersAsIterable(source.node)) callSite(source.node, CallSite::Value);
  emit(Op::GetIterator, {record, value});
  Control closing;
  closing.kind = Control::Iteration;
  closing.record = record;
  pushControl(closing);
  beginRange(closing);
  // Where a target is a property, its object and key are evaluated before the value is taken.
  const auto element = [&](Node* target, auto step) {
    Temporaries inner(*this);
    const bool isReference = target && target->kind != NodeKind::Identifier && target->kind != NodeKind::ArrayPattern && target->kind != NodeKind::ObjectPattern;
    Target reference;
    if (isReference) reference = prepareTarget(target, true);
    NameReference name;
    const bool dynamic = target && how != Bind::Initialize && target->kind == NodeKind::Identifier && target->as<IdentifierNode>()->isDynamic;
    if (dynamic) name = referenceTo(target->as<IdentifierNode>());
    const Reg taken = allocate();
    step(taken);
    if (!target) return;
    if (isReference) storeTarget(reference, taken);
    else if (dynamic) storeReference(target->as<IdentifierNode>(), name, taken);
    else bindTarget(target, taken, how, {CallSite::Callee, nullptr, false, true});
  };
  for (PatternElement& e : pattern->elements) {
    element(e.target, [&](Reg taken) {
      Label done, next;
      place(e.target ? e.target : pattern);
      jump(Op::IteratorNext, {taken, record}, done);
      jump(Op::Jump, {}, next);
      bind(done);
      emit(Op::LoadUndefined, {record});
      emit(Op::LoadUndefined, {taken});
      bind(next);
      if (e.initializer) defaultValue(taken, e.initializer, e.target);
    });
  }
  if (pattern->rest) element(pattern->rest, [&](Reg taken) { emit(Op::IteratorRest, {taken, record}); });
  Label failed, end;
  const Reg reason = allocate();
  endRange(closing, failed, reason, false);
  popControl(closing);
  emit(Op::IteratorClose, {record}); // nothing to do when it is used up
  jump(Op::Jump, {}, end);
  bindHandler(failed);
  emit(Op::IteratorCloseQuiet, {record});
  emit(Op::Rethrow, {reason});
  bind(end);
}

void FunctionCompiler::bindObject(ObjectPatternNode* pattern, Reg value, Bind how, const PatternSource& source) {
  Temporaries temporaries(*this);
  if (how == Bind::Assign && pattern->properties.size() > 1) { // a target may be the very variable that is taken apart
    const Reg held = allocate();
    emit(Op::Move, {held, value});
    value = held;
  }
  // V8 finds out when it reads the first property, and says "Cannot destructure" only where it recognises the pattern:
  // not inside another one, nor for a property with a default. Without a first name it tests beforehand.
  Value first = Value::undefined();
  HandleScope scope(iso_.heap);
  if (!pattern->properties.empty() && !pattern->properties[0].computed) {
    Node* key = pattern->properties[0].key;
    String* name = key->kind == NodeKind::StringLiteral ? atom(key->as<StringLiteralNode>()->value)
                   : key->kind == NodeKind::NumberLiteral ? intern(iso_, numberToString(key->as<NumberLiteralNode>()->value))
                                                          : iso_.names.empty;
    first = Value(name);
    if (source.isNested || pattern->properties[0].element.initializer) {
      Handle<Box> reading = iso_.handle(newBox(iso_, 1));
      reading->values()[0] = Value(name);
      first = reading;
    }
    place(key);
  } else {
    place(pattern);
  }
  callSite(source.node ? source.node : pattern, source.kind == CallSite::Value && !source.node ? CallSite::Callee : source.kind);
  emit(Op::CheckCoercible, {value});
  wide(first.isCell() && first.asCell()->kind == CellKind::Box ? rawConstant(first) : constant(first));
  // With a rest, the keys taken are remembered in consecutive registers.
  const uint32_t count = pattern->properties.size();
  const Reg keys = pattern->rest && count ? allocate(count) : kNoReg;
  for (uint32_t i = 0; i < count; ++i) {
    Temporaries inner(*this);
    PatternProperty& p = pattern->properties[i];
    Reg key = kNoReg;
    if (keys != kNoReg || p.computed || p.key->kind == NodeKind::BigIntLiteral) {
      key = keys != kNoReg ? keys + Reg(i) : allocate();
      keyValue(p.key, p.computed, key);
    }
    Node* target = p.element.target;
    const bool isReference = target->kind != NodeKind::Identifier && target->kind != NodeKind::ArrayPattern && target->kind != NodeKind::ObjectPattern;
    Target reference;
    if (isReference) reference = prepareTarget(target, true);
    NameReference name;
    const bool dynamic = how != Bind::Initialize && target->kind == NodeKind::Identifier && target->as<IdentifierNode>()->isDynamic;
    if (dynamic) name = referenceTo(target->as<IdentifierNode>());
    // A plain variable is read into straight away.
    Reg taken = kNoReg;
    if (!p.element.initializer && target->kind == NodeKind::Identifier && !dynamic && how == Bind::Initialize) {
      Variable* variable = target->as<IdentifierNode>()->variable;
      if (variable && !variable->needsTdz && !variable->isCaptured) taken = variable->reg;
    }
    const bool direct = taken != kNoReg && taken != value;
    if (!direct) taken = allocate();
    place(p.key);
    if (key != kNoReg && (p.computed || p.key->kind == NodeKind::BigIntLiteral)) emit(Op::GetElem, {taken, value, key});
    else getKeyed(taken, value, p.key);
    if (direct) continue;
    if (p.element.initializer) defaultValue(taken, p.element.initializer, target);
    if (isReference) storeTarget(reference, taken);
    else if (dynamic) storeReference(target->as<IdentifierNode>(), name, taken);
    else bindTarget(target, taken, how, {CallSite::Callee, nullptr, false, true});
  }
  if (!pattern->rest) return;
  Temporaries inner(*this);
  const bool isReference = pattern->rest->kind != NodeKind::Identifier;
  Target reference;
  if (isReference) reference = prepareTarget(pattern->rest, true);
  const Reg rest = allocate();
  emit(Op::NewObject, {rest});
  emit(Op::CopyDataProperties, {rest, value, keys == kNoReg ? 0 : keys, keys == kNoReg ? 0 : int32_t(count)});
  if (isReference) storeTarget(reference, rest);
  else bindTarget(pattern->rest, rest, how);
}

} // namespace tickscope
