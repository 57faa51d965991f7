// Binding and assignment patterns (ECMA-262 §14.3.3, §13.15.5), parsed directly or made out of literals.
#include "core/syntax/parser_class.h"

namespace tickscope::syntax {

bool Parser::isSimpleTarget(const Node* node) const {
  return node->kind == NodeKind::Identifier || node->kind == NodeKind::Member || node->kind == NodeKind::PrivateMember;
}

// What may stand left of = += ++: a reference. Sloppy code may also assign to a call, which throws when it runs.
Node* Parser::checkSimpleTarget(Node* node, Message message, bool allowCall) {
  if (node->kind == NodeKind::Identifier && strict()) {
    const std::u16string& name = node->as<IdentifierNode>()->name->text;
    if (name == u"eval" || name == u"arguments")
      fail(message == Message::InvalidDestructuringTarget ? message : Message::StrictEvalArguments, node);
  }
  if (isSimpleTarget(node)) return node;
  // As V8: `f() = 1` is a ReferenceError when it runs, in strict code as well.
  if (node->kind == NodeKind::Call && allowCall && node->as<CallNode>()->callee->kind != NodeKind::Super) return node;
  fail(message, node);
}

Node* Parser::checkSimpleTarget(Node* node, Message message, bool allowCall, uint32_t start) {
  if (!isSimpleTarget(node) && node->kind != NodeKind::Call) fail(message, start, lastEnd_);
  return checkSimpleTarget(node, message, allowCall);
}

void Parser::parenthesizedRange(const Node* node, uint32_t* start, uint32_t* end) const {
  *start = node->start;
  *end = node->end;
  if (!node->parenthesized) return;
  uint32_t open = node->start, close = node->end;
  while (open > 0 && text_[open - 1] == ' ') --open;
  while (close < text_.size() && text_[close] == ' ') ++close;
  if (open == 0 || close >= text_.size() || text_[open - 1] != '(' || text_[close] != ')') return;
  *start = open - 1;
  *end = close + 1;
}

Node* Parser::toAssignmentTarget(Node* node) {
  DepthGuard guard(*this);
  const bool literal = node->kind == NodeKind::ArrayLiteral || node->kind == NodeKind::ObjectLiteral;
  if (!literal) return checkSimpleTarget(node, Message::InvalidDestructuringTarget, false);
  if (node->parenthesized) fail(Message::InvalidDestructuringTarget, node);
  return toBindingPattern(node, false, true);
}

PatternElement Parser::toPatternElement(Node* node, bool binding, bool nested) {
  if (node->kind == NodeKind::Assignment && !node->parenthesized && node->as<AssignmentNode>()->op == Operator::Assign) {
    auto* assignment = node->as<AssignmentNode>();
    // The target has become an assignment target already; as a binding it must be a name or a pattern of names.
    if (binding) toBindingPattern(assignment->target, true, nested);
    return {assignment->target, assignment->value};
  }
  if (binding) return {toBindingPattern(node, true, nested), nullptr};
  return {toAssignmentTarget(node), nullptr};
}

// A literal as a pattern. `isParameter`: names only, as arrow parameters need; else any assignment target.
Node* Parser::toBindingPattern(Node* node, bool isParameter, bool nested) {
  DepthGuard guard(*this);
  const Message bad = Message::InvalidDestructuringTarget;
  if (node->parenthesized && isParameter) {
    uint32_t start, end;
    parenthesizedRange(node, &start, &end);
    fail(bad, start, end);
  }
  switch (node->kind) {
  case NodeKind::Identifier:
    if (isParameter) return node;
    return checkSimpleTarget(node, bad, false);
  case NodeKind::ArrayPattern: // made a pattern by an assignment inside the cover: check again as a binding
    for (PatternElement& element : node->as<ArrayPatternNode>()->elements)
      if (element.target) toBindingPattern(element.target, isParameter, true);
    if (Node* rest = node->as<ArrayPatternNode>()->rest) toBindingPattern(rest, isParameter, true);
    return node;
  case NodeKind::ObjectPattern:
    for (PatternProperty& property : node->as<ObjectPatternNode>()->properties) toBindingPattern(property.element.target, isParameter, true);
    if (Node* rest = node->as<ObjectPatternNode>()->rest) toBindingPattern(rest, isParameter, true);
    return node;
  case NodeKind::ArrayLiteral: {
    auto* literal = node->as<ArrayLiteralNode>();
    std::vector<PatternElement> elements;
    Node* rest = nullptr;
    for (uint32_t i = 0; i < literal->elements.size(); ++i) {
      Node* element = literal->elements[i];
      if (!element) {
        elements.push_back({nullptr, nullptr});
      } else if (element->kind == NodeKind::Spread) {
        Node* argument = element->as<SpreadNode>()->argument;
        if (argument->kind == NodeKind::Assignment && !argument->parenthesized) fail(bad, element);
        if (i + 1 != literal->elements.size() || element->parenthesized) fail(Message::ElementAfterRest, element);
        rest = isParameter ? toBindingPattern(argument, true, true) : toAssignmentTarget(argument);
      } else {
        elements.push_back(toPatternElement(element, isParameter));
      }
    }
    auto* pattern = make<ArrayPatternNode>(NodeKind::ArrayPattern, node->start);
    pattern->end = node->end;
    pattern->elements = tree_.arena.list(elements);
    pattern->rest = rest;
    pattern->hasAssignment = node->hasAssignment;
    return pattern;
  }
  case NodeKind::ObjectLiteral: {
    auto* literal = node->as<ObjectLiteralNode>();
    std::vector<PatternProperty> properties;
    Node* rest = nullptr;
    for (uint32_t i = 0; i < literal->properties.size(); ++i) {
      Property& p = literal->properties[i];
      switch (p.kind) {
      case PropertyKind::Spread:
        if (isParameter && (p.value->kind != NodeKind::Identifier || p.value->parenthesized)) fail(Message::InvalidRestBindingPattern, p.value);
        if (!isParameter && !isSimpleTarget(p.value)) fail(Message::InvalidRestAssignmentPattern, p.value);
        if (i + 1 != literal->properties.size() || p.computed) fail(Message::ElementAfterRest, p.value);
        rest = isParameter ? p.value : checkSimpleTarget(p.value, Message::InvalidAssignmentTarget, false);
        break;
      case PropertyKind::Shorthand:
        if (!isParameter) checkSimpleTarget(p.value, Message::InvalidAssignmentTarget, false);
        properties.push_back({false, p.key, {p.value, p.initializer}});
        break;
      case PropertyKind::Value:
      case PropertyKind::Proto:
        properties.push_back({p.computed, p.key, toPatternElement(p.value, isParameter)});
        break;
      default: fail(bad, p.start, p.key->end);
      }
    }
    auto* pattern = make<ObjectPatternNode>(NodeKind::ObjectPattern, node->start);
    pattern->end = node->end;
    pattern->properties = tree_.arena.list(properties);
    pattern->rest = rest;
    pattern->hasAssignment = node->hasAssignment;
    return pattern;
  }
  default:
    if (isParameter && nested && (node->kind == NodeKind::Member || node->kind == NodeKind::PrivateMember))
      fail(Message::InvalidPropertyBindingPattern, node);
    fail(bad, node);
  }
}

// --- directly ---

bool Parser::isStrictReserved(const Name* name) {
  const std::u16string& text = name->text;
  switch (text.empty() ? u' ' : text[0]) {
  case u'i': return text == u"implements" || text == u"interface";
  case u'l': return text == u"let";
  case u'p': return text == u"package" || text == u"private" || text == u"protected" || text == u"public";
  case u's': return text == u"static";
  case u'y': return text == u"yield";
  default: return false;
  }
}

void Parser::checkBindingName(const Name* name, uint32_t start, uint32_t end, bool strictCode) {
  if (strictCode && (name->text == u"eval" || name->text == u"arguments")) fail(Message::StrictEvalArguments, start, end);
}

IdentifierNode* Parser::parseBindingIdentifier() {
  const Token token = token_;
  checkIdentifierReference(token);
  checkBindingName(token.name, token.start, token.end, strict());
  advance();
  return identifierFrom(token);
}

// Like V8 we read a literal and make a pattern of it, so that mistakes are named as V8 names them.
Node* Parser::parseBindingTarget() {
  DepthGuard guard(*this);
  if (!at(TokenKind::LeftBracket) && !at(TokenKind::LeftBrace)) return parseBindingIdentifier();
  const CoverError before = coverError_;
  Node* pattern = toBindingPattern(at(TokenKind::LeftBracket) ? parseArrayLiteral() : parseObjectLiteral(), true);
  coverError_ = before;
  if (strict()) {
    std::vector<const IdentifierNode*> names;
    boundNames(pattern, &names);
    for (const IdentifierNode* name : names) checkBindingName(name->name, name->start, name->end, true);
  }
  return pattern;
}

PatternElement Parser::parseBindingElement() {
  PatternElement element{parseBindingTarget(), nullptr};
  if (eat(TokenKind::Equal)) element.initializer = parseAssignment();
  return element;
}

void Parser::boundNames(const Node* pattern, std::vector<const IdentifierNode*>* out) const {
  if (!pattern) return;
  switch (pattern->kind) {
  case NodeKind::Identifier: out->push_back(pattern->as<IdentifierNode>()); break;
  case NodeKind::ArrayPattern:
    for (const PatternElement& element : pattern->as<ArrayPatternNode>()->elements) boundNames(element.target, out);
    boundNames(pattern->as<ArrayPatternNode>()->rest, out);
    break;
  case NodeKind::ObjectPattern:
    for (const PatternProperty& property : pattern->as<ObjectPatternNode>()->properties) boundNames(property.element.target, out);
    boundNames(pattern->as<ObjectPatternNode>()->rest, out);
    break;
  default: break;
  }
}

} // namespace tickscope::syntax
