// Binding and assignment patterns (ECMA-262 §14.3.3, §13.15.5), parsed directly or made out of literals.
#include "core/syntax/parser_class.h"

namespace tickscope::syntax {

bool Parser::isSimpleTarget(const Node* node) const {
  return node->kind == NodeKind::Identifier || node->kind == NodeKind::Member || node->kind == NodeKind::PrivateMember;
}

// What may stand left of = += ++: a reference. Sloppy code may also assign to a call, which throws when it runs.
Node* Parser::checkSimpleTarget(Node* node, const char* message) {
  if (node->kind == NodeKind::Identifier && strict()) {
    const std::u16string& name = node->as<IdentifierNode>()->name->text;
    if (name == u"eval" || name == u"arguments") fail("Unexpected eval or arguments in strict mode", node);
  }
  if (isSimpleTarget(node)) return node;
  if (node->kind == NodeKind::Call && !strict()) return node;
  fail(message, node);
}

Node* Parser::toAssignmentTarget(Node* node) {
  DepthGuard guard(*this);
  switch (node->kind) {
  case NodeKind::ArrayLiteral:
  case NodeKind::ObjectLiteral:
    if (node->parenthesized) fail("Invalid destructuring assignment target", node);
    break;
  default:
    if (isSimpleTarget(node)) return checkSimpleTarget(node, "Invalid destructuring assignment target");
    fail("Invalid destructuring assignment target", node);
  }
  return toBindingPattern(node, false);
}

PatternElement Parser::toPatternElement(Node* node, bool binding) {
  if (node->kind == NodeKind::Assignment && !node->parenthesized && node->as<AssignmentNode>()->op == Operator::Assign) {
    auto* assignment = node->as<AssignmentNode>();
    // The target has become an assignment target already; as a binding it must be a name or a pattern of names.
    if (binding) toBindingPattern(assignment->target, true);
    return {assignment->target, assignment->value};
  }
  if (binding) return {toBindingPattern(node, true), nullptr};
  return {toAssignmentTarget(node), nullptr};
}

// A literal as a pattern. `isParameter`: names only, as arrow parameters need; else any assignment target.
Node* Parser::toBindingPattern(Node* node, bool isParameter) {
  DepthGuard guard(*this);
  const char* bad = "Invalid destructuring assignment target";
  if (node->parenthesized && isParameter) fail(bad, node);
  switch (node->kind) {
  case NodeKind::Identifier:
    if (isParameter) return node;
    return checkSimpleTarget(node, bad);
  case NodeKind::ArrayPattern: // made a pattern by an assignment inside the cover: check again as a binding
    for (PatternElement& element : node->as<ArrayPatternNode>()->elements)
      if (element.target) toBindingPattern(element.target, isParameter);
    if (Node* rest = node->as<ArrayPatternNode>()->rest) toBindingPattern(rest, isParameter);
    return node;
  case NodeKind::ObjectPattern:
    for (PatternProperty& property : node->as<ObjectPatternNode>()->properties) toBindingPattern(property.element.target, isParameter);
    if (Node* rest = node->as<ObjectPatternNode>()->rest) toBindingPattern(rest, isParameter);
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
        if (i + 1 != literal->elements.size() || element->parenthesized) fail("Rest element must be last element", element);
        Node* argument = element->as<SpreadNode>()->argument;
        if (argument->kind == NodeKind::Assignment && !argument->parenthesized) fail("Invalid destructuring assignment target", argument);
        rest = isParameter ? toBindingPattern(argument, true) : toAssignmentTarget(argument);
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
        if (i + 1 != literal->properties.size() || p.computed) fail("Rest element must be last element", p.start, p.end);
        if (isParameter ? p.value->kind != NodeKind::Identifier || p.value->parenthesized : !isSimpleTarget(p.value))
          fail("`...` must be followed by an assignable reference in assignment contexts", p.value);
        rest = isParameter ? p.value : checkSimpleTarget(p.value, bad);
        break;
      case PropertyKind::Shorthand:
        if (!isParameter) checkSimpleTarget(p.value, bad);
        properties.push_back({false, p.key, {p.value, p.initializer}});
        break;
      case PropertyKind::Value:
      case PropertyKind::Proto:
        properties.push_back({p.computed, p.key, toPatternElement(p.value, isParameter)});
        break;
      default: fail(bad, p.start, p.end);
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
    if (!isParameter && isSimpleTarget(node)) return node;
    fail(bad, node);
  }
}

// --- directly ---

void Parser::checkBindingName(const Name* name, uint32_t start, uint32_t end, bool strictCode) {
  if (strictCode && (name->text == u"eval" || name->text == u"arguments")) fail("Unexpected eval or arguments in strict mode", start, end);
}

IdentifierNode* Parser::parseBindingIdentifier() {
  const Token token = token_;
  if (!isIdentifierToken(token)) unexpected();
  if (token.kind == TokenKind::Yield && (strict() || state_->isGenerator)) unexpected();
  if (token.kind == TokenKind::Await && (state_->allowAwaitExpression || options_.goal == Goal::Module || state_->inStaticBlock)) unexpected();
  if (strict())
    for (const char16_t* reserved : {u"implements", u"interface", u"let", u"package", u"private", u"protected", u"public", u"static"})
      if (token.name->text == reserved) fail("Unexpected strict mode reserved word", token);
  checkBindingName(token.name, token.start, token.end, strict());
  if ((state_->inStaticBlock) && token.name->text == u"arguments") unexpected();
  advance();
  return identifierFrom(token);
}

Node* Parser::parseBindingTarget() {
  DepthGuard guard(*this);
  if (at(TokenKind::LeftBracket)) return parseArrayBindingPattern();
  if (at(TokenKind::LeftBrace)) return parseObjectBindingPattern();
  return parseBindingIdentifier();
}

PatternElement Parser::parseBindingElement() {
  PatternElement element{parseBindingTarget(), nullptr};
  if (eat(TokenKind::Equal)) element.initializer = parseAssignment();
  return element;
}

Node* Parser::parseArrayBindingPattern() {
  const uint32_t start = token_.start;
  advance();
  std::vector<PatternElement> elements;
  auto* pattern = make<ArrayPatternNode>(NodeKind::ArrayPattern, start);
  pattern->rest = nullptr;
  while (!at(TokenKind::RightBracket)) {
    if (eat(TokenKind::Comma)) {
      elements.push_back({nullptr, nullptr});
      continue;
    }
    if (eat(TokenKind::Ellipsis)) {
      pattern->rest = parseBindingTarget();
      if (!at(TokenKind::RightBracket)) fail("Rest element must be last element", pattern->rest);
      break;
    }
    elements.push_back(parseBindingElement());
    if (!at(TokenKind::RightBracket)) expect(TokenKind::Comma);
  }
  advance();
  pattern->elements = tree_.arena.list(elements);
  return finish(pattern);
}

Node* Parser::parseObjectBindingPattern() {
  const uint32_t start = token_.start;
  advance();
  std::vector<PatternProperty> properties;
  auto* pattern = make<ObjectPatternNode>(NodeKind::ObjectPattern, start);
  pattern->rest = nullptr;
  while (!at(TokenKind::RightBrace)) {
    if (eat(TokenKind::Ellipsis)) {
      pattern->rest = parseBindingIdentifier();
      if (!at(TokenKind::RightBrace)) fail("Rest element must be last element", pattern->rest);
      break;
    }
    PatternProperty p{};
    Token nameToken;
    p.key = parsePropertyName(&p.computed, nullptr, &nameToken);
    if (eat(TokenKind::Colon)) {
      p.element = parseBindingElement();
    } else {
      if (p.computed || !isIdentifierToken(nameToken)) {
        if (isKeyword(nameToken.kind) && !p.computed) unexpected(nameToken);
        unexpected();
      }
      checkIdentifierReference(nameToken);
      checkBindingName(nameToken.name, nameToken.start, nameToken.end, strict());
      p.element.target = identifierFrom(nameToken);
      if (eat(TokenKind::Equal)) p.element.initializer = parseAssignment();
    }
    properties.push_back(p);
    if (!at(TokenKind::RightBrace)) expect(TokenKind::Comma);
  }
  advance();
  pattern->properties = tree_.arena.list(properties);
  return finish(pattern);
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
