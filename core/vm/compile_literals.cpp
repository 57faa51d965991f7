// Array and object literals, templates (ECMA-262 §13.2).
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

// Anonymous functions and classes take the name of what they are assigned to (§8.4 NamedEvaluation).
bool FunctionCompiler::isAnonymousDefinition(const Node* node) {
  if (node->kind == NodeKind::Function) return !node->as<FunctionNode>()->name;
  return node->kind == NodeKind::Class && !node->as<ClassNode>()->name;
}

void FunctionCompiler::compileArrayInto(const List<Node*>& elements, Reg dst, bool isArguments) {
  Temporaries temporaries(*this);
  bool plain = elements.count <= 32;
  for (Node* element : elements) plain = plain && element && element->kind != NodeKind::Spread;
  if (plain && elements.count > 0) {
    const Reg first = allocate(elements.count);
    for (uint32_t i = 0; i < elements.count; ++i) compileTo(elements[i], first + Reg(i));
    emit(Op::NewArrayFrom, {dst, first, int32_t(elements.count)});
    return;
  }
  Reg array = isTemporary(dst) ? dst : allocate();
  // The destination may be an operand of what the elements compute (a = [a, …] was moved to a temporary by compileTo).
  emit(Op::NewArray, {array, int32_t(std::min<uint32_t>(elements.count, 0xffff))});
  for (Node* element : elements) {
    Temporaries step(*this);
    if (!element) {
      emit(Op::ArrayPushHole, {array});
    } else if (element->kind == NodeKind::Spread) {
      const Reg value = compileAny(element->as<SpreadNode>()->argument);
      Node* argument = element->as<SpreadNode>()->argument;
      place(argument);
      const bool isLast = element == elements[elements.count - 1];
      uint32_t spreads = 0;
      for (Node* other : elements) spreads += other && other->kind == NodeKind::Spread;
      if (!isArguments) callSite(argument, CallSite::Value);
      else if (isLast && spreads == 1) callSite(argument, CallSite::SpreadArgument); // V8 has other code for other spreads
      emit(Op::ArraySpread, {array, value});
    } else {
      emit(Op::ArrayPush, {array, compileAny(element)});
    }
  }
  move(dst, array);
}

// The key as a value in dst; a computed key is converted (§13.2.5.5).
void FunctionCompiler::keyValue(Node* key, bool computed, Reg dst) {
  if (key->kind == NodeKind::BigIntLiteral && !computed) { // { 1n: x }: the digits in decimal
    compileTo(key, dst);
    emit(Op::ToPropertyKey, {dst, dst});
    return;
  }
  compileTo(key, dst);
  if (computed) {
    place(key);
    emit(Op::ToPropertyKey, {dst, dst});
  }
}

void FunctionCompiler::compileObjectLiteral(ObjectLiteralNode* node, Reg dst) {
  Temporaries temporaries(*this);
  // All keys plain names, all different: one instruction makes the object.
  bool plain = node->properties.count > 0 && node->properties.count <= 24;
  for (uint32_t i = 0; i < node->properties.count && plain; ++i) {
    const Property& p = node->properties[i];
    uint32_t index;
    plain = (p.kind == PropertyKind::Value || p.kind == PropertyKind::Shorthand) && !p.computed && p.key->kind == NodeKind::StringLiteral &&
            !isIndexName(p.key->as<StringLiteralNode>()->value, &index);
    for (uint32_t j = 0; j < i && plain; ++j) plain = node->properties[j].key->as<StringLiteralNode>()->value != p.key->as<StringLiteralNode>()->value;
  }
  if (plain) {
    const uint32_t count = node->properties.count;
    const Reg first = allocate(count);
    for (uint32_t i = 0; i < count; ++i) {
      const Property& p = node->properties[i];
      compileNamed(p.value, first + Reg(i), p.key->as<StringLiteralNode>()->value);
    }
    HandleScope scope(iso_.heap);
    Handle<Box> keys = iso_.handle(newBox(iso_, count));
    for (uint32_t i = 0; i < count; ++i) {
      String* name = atom(node->properties[i].key->as<StringLiteralNode>()->value);
      iso_.heap.store(keys, &keys->values()[i], Value(name));
    }
    emit(Op::NewObjectShaped, {dst});
    wide(rawConstant(keys));
    word(first);
    return;
  }
  const Reg object = isTemporary(dst) ? dst : allocate();
  emit(Op::NewObject, {object});
  for (Property& p : node->properties) {
    Temporaries step(*this);
    switch (p.kind) {
    case PropertyKind::Spread: {
      const Reg source = compileAny(p.value);
      emit(Op::CopyDataProperties, {object, source, 0, 0});
      break;
    }
    case PropertyKind::Proto: {
      const Reg prototype = compileAny(p.value);
      emit(Op::SetPrototype, {object, prototype});
      break;
    }
    case PropertyKind::Value:
    case PropertyKind::Shorthand: {
      if (!p.computed && p.key->kind == NodeKind::StringLiteral) {
        const Name* name = p.key->as<StringLiteralNode>()->value;
        const Reg value = allocate();
        compileNamed(p.value, value, name);
        defineNamed(object, name, value);
        break;
      }
      const Reg key = allocate();
      keyValue(p.key, p.computed, key);
      const Reg value = allocate();
      compileTo(p.value, value);
      if (isAnonymousDefinition(p.value)) emit(Op::SetFunctionName, {value, key, 0});
      emit(Op::DefineElem, {object, key, value});
      break;
    }
    case PropertyKind::Method:
    case PropertyKind::Getter:
    case PropertyKind::Setter: compileMethod(object, p.key, p.computed, p.value->as<FunctionNode>(),
                                             p.kind == PropertyKind::Getter ? 1 : p.kind == PropertyKind::Setter ? 2 : 0, 4);
      break;
    }
  }
  move(dst, object);
}

// Defines a method or accessor on `object`. `kind` and `flags` as in DefineMethod.
void FunctionCompiler::compileMethod(Reg object, Node* keyNode, bool computed, FunctionNode* function, int kind, int flags) {
  const Reg key = allocate();
  const char* prefix = kind == 1 ? "get" : kind == 2 ? "set" : nullptr;
  keyValue(keyNode, computed, key);
  const Reg closure = allocate();
  const bool namedHere = !computed && keyNode->kind == NodeKind::StringLiteral;
  compileClosure(function, closure, namedHere ? keyNode->as<StringLiteralNode>()->value : nullptr, namedHere ? prefix : nullptr);
  if (function->usesSuper || function->innerDirectEval) emit(Op::SetHomeObject, {closure, object});
  emit(Op::DefineMethod, {object, key, closure, kind | flags | (namedHere ? 0 : 8)});
}

void FunctionCompiler::compileTemplate(TemplateLiteralNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const auto text = [&](const Name* name, Reg to) {
    const uint32_t index = stringConstant(name);
    emit(Op::LoadConstWide, {to});
    wide(index);
  };
  if (node->expressions.empty()) return text(node->cooked[0], dst);
  // Each value is converted before the next is evaluated.
  const uint32_t most = 2 * node->expressions.count + 1;
  if (most > 200) { // joined piece by piece
    const Reg sum = allocate();
    text(node->cooked[0], sum);
    for (uint32_t i = 0; i < node->expressions.count; ++i) {
      Temporaries step(*this);
      const Reg value = allocate();
      compileTo(node->expressions[i], value);
      emit(Op::ToString, {value, value});
      emit(Op::Add, {sum, sum, value});
      text(node->cooked[i + 1], value);
      emit(Op::Add, {sum, sum, value});
    }
    move(dst, sum);
    return;
  }
  const Reg first = allocate(most);
  Reg at = first;
  for (uint32_t i = 0; i < node->cooked.count; ++i) {
    if (!node->cooked[i]->text.empty()) text(node->cooked[i], at++);
    if (i == node->expressions.count) break;
    const Reg value = at++;
    compileTo(node->expressions[i], value);
    place(node->expressions[i]);
    emit(Op::ToString, {value, value});
  }
  if (at - first == 1) move(dst, first);
  else emit(Op::ConcatN, {dst, first, at - first});
}

void FunctionCompiler::templateObject(TemplateLiteralNode* quasi, Reg dst) {
  HandleScope scope(iso_.heap);
  const uint32_t count = quasi->cooked.count;
  Handle<Box> parts = iso_.handle(newBox(iso_, 2 * count));
  for (uint32_t i = 0; i < count; ++i) {
    parts->values()[i] = Value::undefined();
    if (quasi->cooked[i]) {
      String* cooked = atom(quasi->cooked[i]);
      iso_.heap.store(parts, &parts->values()[i], Value(cooked));
    }
    String* raw = atom(quasi->raw[i]);
    iso_.heap.store(parts, &parts->values()[count + i], Value(raw));
  }
  emit(Op::GetTemplateObject, {dst});
  wide(rawConstant(parts));
}

void FunctionCompiler::compileTaggedTemplate(TaggedTemplateNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const Reg window = allocate(2);
  compileCallee(node->tag, window);
  if (hasUndefinedThis(node->tag)) emit(Op::LoadUndefined, {window + 1});
  templateObject(node->quasi, allocate());
  for (Node* expression : node->quasi->expressions) compileTo(expression, allocate());
  placeCall(node->tag, node);
  callSite(node);
  emit(Op::Call, {dst, window, int32_t(1 + node->quasi->expressions.count)});
}

} // namespace tickscope
