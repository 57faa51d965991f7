// Functions, arrows, methods and classes (ECMA-262 §15).
#include <set>

#include "core/syntax/parser_class.h"

namespace tickscope::syntax {

namespace {
bool isAsyncFlavor(FunctionFlavor flavor) { return flavor == FunctionFlavor::Async || flavor == FunctionFlavor::AsyncGenerator; }
bool isGeneratorFlavor(FunctionFlavor flavor) { return flavor == FunctionFlavor::Generator || flavor == FunctionFlavor::AsyncGenerator; }
} // namespace

FunctionNode* Parser::newFunctionNode(uint32_t start, FunctionRole role, FunctionFlavor flavor) {
  auto* node = make<FunctionNode>(NodeKind::Function, start);
  node->role = role;
  node->flavor = flavor;
  node->index = tree_.functionCount++;
  node->outer = state_ ? state_->node : nullptr;
  return node;
}

bool Parser::isAsyncFunctionAhead() {
  const Token next = peekNext();
  return next.kind == TokenKind::Function && !next.newlineBefore && !next.escaped;
}

FunctionNode* Parser::parseFunction(uint32_t start, FunctionFlavor flavor, bool isDeclaration, bool nameOptional, IdentifierNode** identifier) {
  FunctionNode* function = newFunctionNode(start, FunctionRole::Normal, flavor);
  function->isDeclaration = isDeclaration;
  FunctionState state;
  state.outer = state_;
  state.node = function;
  state.strict = strict();
  state.isAsync = isAsyncFlavor(flavor);
  state.isGenerator = isGeneratorFlavor(flavor);
  state.allowAwaitExpression = state.isAsync;
  state.allowNewTarget = true;
  Token nameToken;
  if (!at(TokenKind::LeftParen)) {
    nameToken = token_;
    // A declaration's name belongs outside, an expression's inside: yield and await are judged there.
    if (isDeclaration) {
      function->nameIdentifier = parseBindingIdentifier();
    } else {
      FunctionState* saved = state_;
      state.outer = saved;
      state_ = &state;
      function->nameIdentifier = parseBindingIdentifier();
      state_ = saved;
    }
    function->name = function->nameIdentifier->name;
    if (identifier) *identifier = function->nameIdentifier;
  } else if (!nameOptional) {
    failPrevious(Message::MissingFunctionName);
  }
  state_ = &state;
  parseParameters(function);
  parseFunctionBody(function);
  state_ = state.outer;
  if (function->isStrict && function->nameIdentifier) {
    checkBindingName(function->name, nameToken.start, nameToken.end, true);
    if (isStrictReserved(function->name)) fail(Message::UnexpectedStrictReserved, nameToken);
  }
  return finish(function);
}

FunctionNode* Parser::parseMethod(uint32_t start, FunctionRole role, FunctionFlavor flavor) {
  FunctionNode* function = newFunctionNode(start, role, flavor);
  FunctionState state;
  state.outer = state_;
  state.node = function;
  state.strict = strict();
  state.isAsync = isAsyncFlavor(flavor);
  state.isGenerator = isGeneratorFlavor(flavor);
  state.allowAwaitExpression = state.isAsync;
  state.allowNewTarget = true;
  state.allowSuperProperty = true;
  state.allowSuperCall = role == FunctionRole::DerivedConstructor;
  state_ = &state;
  const Token open = token_;
  parseParameters(function);
  if (role == FunctionRole::Getter && (function->parameters.size() || function->rest))
    fail(Message::BadGetterArity, open.start, lastEnd_);
  if (role == FunctionRole::Setter) {
    if (function->rest) fail(Message::BadSetterRestParameter, open.start, lastEnd_);
    if (function->parameters.size() != 1) fail(Message::BadSetterArity, open.start, lastEnd_);
  }
  parseFunctionBody(function);
  state_ = state.outer;
  return finish(function);
}

void Parser::parseParameters(FunctionNode* function) {
  expect(TokenKind::LeftParen);
  state_->inParameters = true;
  std::vector<PatternElement> parameters;
  while (!at(TokenKind::RightParen)) {
    if (eat(TokenKind::Ellipsis)) {
      function->rest = parseBindingTarget();
      if (at(TokenKind::Equal)) fail(Message::RestDefaultInitializer, token_);
      if (at(TokenKind::Comma)) fail(Message::ParamAfterRest, lastEnd_, token_.end);
      break;
    }
    parameters.push_back(parseBindingElement());
    if (at(TokenKind::RightParen)) break;
    expect(TokenKind::Comma);
  }
  expect(TokenKind::RightParen);
  state_->inParameters = false;
  function->parameters = tree_.arena.list(parameters);
  finishParameters(function);
}

void Parser::finishParameters(FunctionNode* function) {
  function->hasSimpleParameters = !function->rest;
  bool counting = true;
  function->length = 0;
  for (const PatternElement& parameter : function->parameters) {
    if (parameter.initializer || parameter.target->kind != NodeKind::Identifier) function->hasSimpleParameters = false;
    if (parameter.initializer) counting = false;
    if (counting) ++function->length;
  }
}

// Once the body's strictness is known.
void Parser::checkParameters(FunctionNode* function) {
  std::vector<const IdentifierNode*> names;
  for (const PatternElement& parameter : function->parameters) boundNames(parameter.target, &names);
  boundNames(function->rest, &names);
  const bool noDuplicates = function->isStrict || !function->hasSimpleParameters || function->role != FunctionRole::Normal;
  std::set<const Name*> seen;
  for (const IdentifierNode* name : names) {
    if (function->isStrict) {
      checkBindingName(name->name, name->start, name->end, true);
      if (isStrictReserved(name->name)) fail(Message::UnexpectedStrictReserved, name);
    }
    if (!seen.insert(name->name).second && noDuplicates) fail(Message::ParamDupe, name);
  }
}

void Parser::parseFunctionBody(FunctionNode* function) {
  if (!at(TokenKind::LeftBrace)) unexpected();
  function->bodyStart = token_.start;
  advance();
  std::vector<Node*> body;
  parseDirectives(&body, function);
  while (!at(TokenKind::RightBrace)) body.push_back(parseStatementListItem());
  function->isStrict = state_->strict;
  function->body = tree_.arena.list(body);
  checkParameters(function);
  // The token after the brace belongs to the code outside.
  FunctionState* inner = state_;
  state_ = inner->outer;
  advance();
  state_ = inner;
}

bool Parser::parseDirectives(std::vector<Node*>* body, FunctionNode* function) {
  bool found = false;
  std::optional<Token> octal;
  while (at(TokenKind::String)) {
    const Token token = token_;
    const Token next = peekNext();
    const bool ends = next.kind == TokenKind::Semicolon || next.kind == TokenKind::RightBrace || next.kind == TokenKind::EndOfFile;
    // `'use strict' + x` is no directive; a line end ends it only if the next token cannot go on.
    bool continues = false;
    if (!ends) {
      switch (next.kind) {
      case TokenKind::Identifier: case TokenKind::String: case TokenKind::Number: case TokenKind::LeftBrace: case TokenKind::Bang:
      case TokenKind::Tilde: case TokenKind::PlusPlus: case TokenKind::MinusMinus: case TokenKind::PrivateName: case TokenKind::BigInt:
        break;
      default: continues = !isKeyword(next.kind) || next.kind == TokenKind::In || next.kind == TokenKind::InstanceOf;
      }
      if (!next.newlineBefore) continues = true;
    }
    if (continues) break;
    const std::string_view raw = text_.substr(token.start + 1, token.end - token.start - 2);
    if (token.strictError != Message::None && !octal) octal = token;
    if (raw == "use strict") {
      if (function && !function->hasSimpleParameters)
        fail(Message::IllegalLanguageModeDirective, token);
      state_->strict = true;
      found = true;
      if (function) function->hasUseStrict = true;
    }
    Node* statement = parseExpressionStatement();
    statement->as<ExpressionStatementNode>()->isDirective = true;
    body->push_back(statement);
  }
  if (strict() && octal) fail(octal->strictError, octal->errorStart, octal->errorEnd);
  return found;
}

// --- arrows ---

Node* Parser::parseArrowFrom(Node* head, uint32_t start, bool isAsync, bool allowIn) {
  if (token_.newlineBefore) unexpected();
  FunctionNode* function = newFunctionNode(start, FunctionRole::Arrow, isAsync ? FunctionFlavor::Async : FunctionFlavor::Normal);
  std::vector<PatternElement> parameters;
  const auto checkAwait = [&](Node* target) {
    std::vector<const IdentifierNode*> names;
    boundNames(target, &names);
    for (const IdentifierNode* name : names) {
      if (isAsync && name->name->text == u"await") fail(Message::AwaitBindingIdentifier, name);
      checkBindingName(name->name, name->start, name->end, strict());
    }
  };
  if (head->kind == NodeKind::Identifier && !head->parenthesized) {
    parameters.push_back({head, nullptr});
  } else if (head->kind == NodeKind::Call) { // async (…) =>
    auto* call = head->as<CallNode>();
    for (uint32_t i = 0; i < call->arguments.size(); ++i) {
      Node* argument = call->arguments[i];
      if (argument->kind == NodeKind::Spread) {
        Node* rest = argument->as<SpreadNode>()->argument;
        if (rest->kind == NodeKind::Assignment && !rest->parenthesized) fail(Message::RestDefaultInitializer, rest);
        if (i + 1 != call->arguments.size() || argument->parenthesized) fail(Message::ParamAfterRest, argument->end, argument->end + 1);
        function->rest = toBindingPattern(rest, true);
      } else {
        parameters.push_back(toPatternElement(argument, true, false));
      }
    }
    if (awaitIdentifierSeen_ > start) fail(Message::AwaitBindingIdentifier, awaitIdentifierSeen_ - 1, awaitIdentifierSeen_ + 4);
  } else {
    const Cover cover = cover_;
    for (Node* item : cover.items) parameters.push_back(toPatternElement(item, true, false));
    function->rest = cover.rest;
  }
  function->parameters = tree_.arena.list(parameters);
  for (const PatternElement& parameter : parameters) checkAwait(parameter.target);
  checkAwait(function->rest);
  finishParameters(function);

  FunctionState state;
  state.outer = state_;
  state.node = function;
  state.strict = strict();
  state.isAsync = isAsync;
  state.allowAwaitExpression = isAsync;
  state.allowNewTarget = state_->allowNewTarget;
  state.allowSuperProperty = state_->allowSuperProperty;
  state.allowSuperCall = state_->allowSuperCall;
  state.inFieldInitializer = state_->inFieldInitializer;
  state.inArgumentlessArrow = state_->inStaticBlock || state_->inArgumentlessArrow;
  state_ = &state;
  advance(); // =>
  if (at(TokenKind::LeftBrace)) {
    parseFunctionBody(function);
  } else {
    function->expressionBody = true;
    function->bodyStart = token_.start;
    std::vector<Node*> body{parseAssignment(allowIn)};
    function->body = tree_.arena.list(body);
    function->isStrict = state_->strict;
    checkParameters(function);
  }
  state_ = state.outer;
  return finish(function);
}

// --- classes ---

ClassNode* Parser::parseClass(bool isDeclaration, bool nameOptional, IdentifierNode** identifier) {
  DepthGuard guard(*this);
  const uint32_t start = token_.start;
  if (token_.escaped) fail(Message::InvalidEscapedReservedWord, token_);
  advance();
  auto* node = make<ClassNode>(NodeKind::Class, start);
  const bool outerStrict = state_->strict;
  state_->strict = true; // all parts of a class are strict, its name and heritage too
  ++classDepth_;
  if (isIdentifierToken(token_)) {
    node->nameIdentifier = parseBindingIdentifier();
    node->name = node->nameIdentifier->name;
    if (identifier) *identifier = node->nameIdentifier;
  } else if (isDeclaration && !nameOptional) {
    unexpected();
  }
  if (at(TokenKind::Extends)) {
    expect(TokenKind::Extends);
    node->heritage = parseLeftHandSide();
    if (node->heritage->kind == NodeKind::Function && node->heritage->as<FunctionNode>()->role == FunctionRole::Arrow &&
        !node->heritage->parenthesized)
      unexpected();
  }
  node->bodyStart = token_.start;
  expect(TokenKind::LeftBrace);
  std::vector<ClassElement> elements;
  while (!at(TokenKind::RightBrace)) {
    if (eat(TokenKind::Semicolon)) continue;
    bool isConstructor = false;
    ClassElement element = parseClassElement(node, &isConstructor);
    if (isConstructor) {
      if (node->constructor) fail(Message::DuplicateConstructor, element.key);
      node->constructor = element.function;
    } else {
      elements.push_back(element);
    }
  }
  state_->strict = outerStrict;
  --classDepth_;
  advance();
  node->elements = tree_.arena.list(elements);
  node->hasAssignment = true; // its computed keys and static parts may do anything
  return finish(node);
}

ClassElement Parser::parseClassElement(ClassNode* node, bool* isConstructor) {
  ClassElement e{};
  e.start = token_.start;
  e.kind = ClassElementKind::Method;
  FunctionFlavor flavor = FunctionFlavor::Normal;
  const auto modifier = [&](std::string_view text) { // is it a modifier here, not the element's name?
    if (!atWord(text)) return false;
    const Token next = peekNext();
    switch (next.kind) {
    case TokenKind::LeftParen: case TokenKind::Equal: case TokenKind::Semicolon: case TokenKind::RightBrace: return false;
    default: return true;
    }
  };
  if (modifier("static")) {
    advance();
    e.isStatic = true;
    if (at(TokenKind::LeftBrace) && options_.dialect.staticBlocks) { // static { … }
      e.kind = ClassElementKind::StaticBlock;
      FunctionNode* function = newFunctionNode(token_.start, FunctionRole::StaticBlock, FunctionFlavor::Normal);
      FunctionState state;
      state.outer = state_;
      state.node = function;
      state.strict = true;
      state.allowNewTarget = true;
      state.allowSuperProperty = true;
      state.allowReturn = false;
      state.inStaticBlock = true;
      state_ = &state;
      function->bodyStart = token_.start;
      advance();
      std::vector<Node*> body;
      while (!at(TokenKind::RightBrace)) body.push_back(parseStatementListItem());
      function->body = tree_.arena.list(body);
      function->isStrict = true;
      state_ = state.outer;
      advance();
      e.function = finish(function);
      e.end = lastEnd_;
      return e;
    }
  }
  const uint32_t methodStart = token_.start; // its text, as toString has it, is without `static`
  if (modifier("async")) {
    const Token next = peekNext();
    if (!next.newlineBefore) {
      advance();
      flavor = FunctionFlavor::Async;
    }
  }
  if (at(TokenKind::Star)) {
    advance();
    flavor = flavor == FunctionFlavor::Async ? FunctionFlavor::AsyncGenerator : FunctionFlavor::Generator;
  }
  if (flavor == FunctionFlavor::Normal && (modifier("get") || modifier("set"))) {
    const Token next = peekNext();
    // `get` alone on its line is a field; `get *x` is not a getter.
    if (next.kind != TokenKind::Star) {
      e.kind = atWord("get") ? ClassElementKind::Getter : ClassElementKind::Setter;
      advance();
    }
  }
  Token nameToken;
  e.key = parsePropertyName(&e.computed, &e.privateName, &nameToken);
  const bool isNamed = !e.computed && !e.privateName && e.key->kind == NodeKind::StringLiteral;
  const std::u16string name = isNamed ? e.key->as<StringLiteralNode>()->value->text : std::u16string();
  if (e.privateName && e.privateName->text == u"#constructor") fail(Message::ConstructorClassField, nameToken);

  if (at(TokenKind::LeftParen)) {
    if (e.privateName && !options_.dialect.privateMethods) unexpected();
    if (isNamed && !e.isStatic && name == u"constructor") {
      if (e.kind != ClassElementKind::Method) fail(Message::ConstructorIsAccessor, nameToken);
      if (flavor == FunctionFlavor::Async || flavor == FunctionFlavor::AsyncGenerator) fail(Message::ConstructorIsAsync, nameToken);
      if (flavor == FunctionFlavor::Generator) fail(Message::ConstructorIsGenerator, nameToken);
      *isConstructor = true;
      e.function = parseMethod(methodStart, node->heritage ? FunctionRole::DerivedConstructor : FunctionRole::ClassConstructor, flavor);
      e.end = lastEnd_;
      return e;
    }
    if (isNamed && e.isStatic && name == u"prototype") fail(Message::StaticPrototype, nameToken);
    const FunctionRole role = e.kind == ClassElementKind::Getter ? FunctionRole::Getter
                              : e.kind == ClassElementKind::Setter ? FunctionRole::Setter : FunctionRole::Method;
    e.function = parseMethod(methodStart, role, flavor);
    e.end = lastEnd_;
    return e;
  }
  if (e.kind != ClassElementKind::Method || flavor != FunctionFlavor::Normal) unexpected();
  if (!options_.dialect.classFields) unexpected();
  e.kind = ClassElementKind::Field;
  if (isNamed && (name == u"constructor" || (e.isStatic && name == u"prototype")))
    fail(name == u"constructor" ? Message::ConstructorClassField : Message::StaticPrototype, nameToken);
  if (at(TokenKind::Equal)) {
    advance();
    e.function = parseFieldInitializer(token_.start);
  }
  semicolon();
  e.end = lastEnd_;
  return e;
}

FunctionNode* Parser::parseFieldInitializer(uint32_t start) {
  FunctionNode* function = newFunctionNode(start, FunctionRole::FieldInitializer, FunctionFlavor::Normal);
  FunctionState state;
  state.outer = state_;
  state.node = function;
  state.strict = true;
  state.allowNewTarget = true;
  state.allowSuperProperty = true;
  state.inFieldInitializer = true;
  state_ = &state;
  std::vector<Node*> body{parseAssignment()};
  function->expressionBody = true;
  function->bodyStart = start;
  function->body = tree_.arena.list(body);
  function->isStrict = true;
  state_ = state.outer;
  return finish(function);
}

} // namespace tickscope::syntax
