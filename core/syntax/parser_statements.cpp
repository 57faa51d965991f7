// Statements and declarations (ECMA-262 §14).
#include "core/syntax/parser_class.h"

namespace tickscope::syntax {

// Does `let` here begin a declaration?
bool Parser::startsLexicalDeclaration() {
  if (!atWord("let")) return false;
  const Token next = peekNext();
  return isIdentifierToken(next) || next.kind == TokenKind::LeftBracket || next.kind == TokenKind::LeftBrace;
}

Node* Parser::parseStatement(bool allowLexical, bool allowLabelledFunction) {
  DepthGuard guard(*this);
  if (token_.escaped && isKeyword(token_.kind) && token_.kind != TokenKind::Yield && token_.kind != TokenKind::Await)
    fail(Message::InvalidEscapedReservedWord, token_);
  switch (token_.kind) {
  case TokenKind::LeftBrace: return parseBlock();
  case TokenKind::Semicolon: {
    const uint32_t start = token_.start;
    advance();
    return finish(make<Node>(NodeKind::Empty, start));
  }
  case TokenKind::Var: return parseVariableStatement();
  case TokenKind::Const:
    if (!allowLexical) unexpected();
    return parseVariableStatement();
  case TokenKind::Function:
    return parseFunctionDeclaration(allowLexical);
  case TokenKind::Class: {
    if (!allowLexical) unexpected();
    const uint32_t start = token_.start;
    auto* node = make<ClassDeclarationNode>(NodeKind::ClassDeclaration, start);
    node->identifier = nullptr;
    node->classNode = parseClass(true, false, &node->identifier);
    return finish(node);
  }
  case TokenKind::If: return parseIf();
  case TokenKind::For: return parseFor();
  case TokenKind::While: return parseWhile();
  case TokenKind::Do: return parseDoWhile();
  case TokenKind::Break:
  case TokenKind::Continue: return parseJump();
  case TokenKind::Return: return parseReturn();
  case TokenKind::Throw: return parseThrow();
  case TokenKind::Try: return parseTry();
  case TokenKind::Switch: return parseSwitch();
  case TokenKind::With: return parseWith();
  case TokenKind::Debugger: {
    const uint32_t start = token_.start;
    advance();
    semicolon();
    return finish(make<Node>(NodeKind::Debugger, start));
  }
  case TokenKind::Import: {
    const Token next = peekNext();
    if (next.kind == TokenKind::LeftParen || next.kind == TokenKind::Dot) break;
    if (options_.goal != Goal::Module || state_->outer || !allowLexical || depth_ > 1) {
      if (options_.goal == Goal::Module) break;
      fail(Message::ImportOutsideModule, token_);
    }
    return parseImport();
  }
  case TokenKind::Export:
    if (options_.goal != Goal::Module || state_->outer || !allowLexical || depth_ > 1) unexpected();
    return parseExport();
  case TokenKind::Identifier:
  case TokenKind::Yield:
  case TokenKind::Await: {
    if (token_.escaped && token_.name->text == u"async" && isAsyncFunctionAhead()) fail(Message::InvalidEscapedReservedWord, token_);
    if (atWord("async") && isAsyncFunctionAhead()) {
      if (!allowLexical) fail(Message::AsyncFunctionInSingleStatementContext, token_);
      return parseFunctionDeclaration(allowLexical);
    }
    if (startsLexicalDeclaration()) {
      const Token next = peekNext();
      if (allowLexical) return parseVariableStatement();
      if (next.kind == TokenKind::LeftBracket || !next.newlineBefore) fail(Message::UnexpectedLexicalDeclaration, token_);
    }
    if (peekNext().kind == TokenKind::Colon &&
        !(token_.kind == TokenKind::Await && state_->allowAwaitExpression) && !(token_.kind == TokenKind::Yield && state_->isGenerator))
      return parseLabeled(allowLabelledFunction);
    break;
  }
  default: break;
  }
  return parseExpressionStatement();
}

// The statement of an if, a loop, a label or with: no declarations, but Annex B.3.3 functions.
Node* Parser::parseEmbeddedStatement(bool isIf) {
  if (at(TokenKind::Function)) {
    if (strict()) fail(Message::StrictFunction, token_);
    if (!isIf) fail(Message::SloppyFunction, token_);
    const Token next = peekNext();
    if (next.kind == TokenKind::Star) fail(Message::GeneratorInSingleStatementContext, next);
    // As if it stood in a block of its own.
    const uint32_t start = token_.start;
    std::vector<Node*> body{parseFunctionDeclaration(true)};
    auto* block = make<BlockNode>(NodeKind::Block, start);
    block->body = tree_.arena.list(body);
    return finish(block);
  }
  return parseStatement(false);
}

Node* Parser::parseExpressionStatement() {
  const uint32_t start = token_.start;
  auto* node = make<ExpressionStatementNode>(NodeKind::ExpressionStatement, start);
  node->isDirective = false;
  node->expression = parseExpression();
  semicolon();
  return finish(node);
}

BlockNode* Parser::parseBlock() {
  const uint32_t start = token_.start;
  expect(TokenKind::LeftBrace);
  std::vector<Node*> body;
  while (!at(TokenKind::RightBrace)) body.push_back(parseStatementListItem());
  advance();
  auto* node = make<BlockNode>(NodeKind::Block, start);
  node->body = tree_.arena.list(body);
  return finish(node);
}

Node* Parser::parseVariableStatement() {
  const uint32_t start = token_.start;
  const DeclarationKind kind = at(TokenKind::Var) ? DeclarationKind::Var : at(TokenKind::Const) ? DeclarationKind::Const : DeclarationKind::Let;
  advance();
  VariableDeclarationNode* node = parseDeclarators(kind, start, false);
  semicolon();
  return finish(node);
}

VariableDeclarationNode* Parser::parseDeclarators(DeclarationKind kind, uint32_t start, bool inFor) {
  std::vector<Declarator> declarators;
  do {
    Declarator d{};
    d.start = token_.start;
    d.target = parseBindingTarget();
    if (kind != DeclarationKind::Var) {
      std::vector<const IdentifierNode*> names;
      boundNames(d.target, &names);
      for (const IdentifierNode* name : names)
        if (name->name->text == u"let") fail(Message::LetInLexicalBinding, name);
    }
    if (eat(TokenKind::Equal)) {
      d.initializer = parseAssignment(!inFor);
    } else if (!inFor || !(at(TokenKind::In) || atWord("of"))) {
      if (d.target->kind != NodeKind::Identifier) fail(Message::DeclarationMissingInitializer, "destructuring", d.start, lastEnd_);
      if (kind == DeclarationKind::Const) fail(Message::DeclarationMissingInitializer, "const", d.start, lastEnd_);
    }
    d.end = lastEnd_;
    declarators.push_back(d);
  } while (eat(TokenKind::Comma));
  auto* node = make<VariableDeclarationNode>(NodeKind::VariableDeclaration, start);
  node->declarationKind = kind;
  node->declarators = tree_.arena.list(declarators);
  return finish(node);
}

Node* Parser::parseFunctionDeclaration(bool inBlockOrTop) {
  const uint32_t start = token_.start;
  FunctionFlavor flavor = FunctionFlavor::Normal;
  if (atWord("async")) {
    advance();
    flavor = FunctionFlavor::Async;
  }
  const Token functionToken = token_;
  expect(TokenKind::Function);
  if (!inBlockOrTop) {
    fail(strict() ? Message::StrictFunction : Message::SloppyFunction, functionToken);
  }
  if (eat(TokenKind::Star)) flavor = flavor == FunctionFlavor::Async ? FunctionFlavor::AsyncGenerator : FunctionFlavor::Generator;
  auto* node = make<FunctionDeclarationNode>(NodeKind::FunctionDeclaration, start);
  node->identifier = nullptr;
  node->function = parseFunction(start, flavor, true, false, &node->identifier);
  return finish(node);
}

// Long else-if chains are built without recursion.
Node* Parser::parseIf() {
  IfNode* first = nullptr;
  Node** link = nullptr;
  std::vector<IfNode*> chain;
  for (;;) {
    const uint32_t start = token_.start;
    expect(TokenKind::If);
    auto* node = make<IfNode>(NodeKind::If, start);
    node->alternate = nullptr;
    expect(TokenKind::LeftParen);
    node->test = parseExpression();
    expect(TokenKind::RightParen);
    node->consequent = parseEmbeddedStatement(true);
    finish(node);
    if (!first) first = node;
    if (link) *link = node;
    chain.push_back(node);
    if (!at(TokenKind::Else)) break;
    expect(TokenKind::Else);
    if (!at(TokenKind::If)) {
      node->alternate = parseEmbeddedStatement(true);
      break;
    }
    link = &node->alternate;
  }
  for (IfNode* node : chain) node->end = lastEnd_;
  return first;
}

Node* Parser::parseLoopBody() {
  ++state_->loops;
  ++state_->breakables;
  Node* body = parseEmbeddedStatement();
  --state_->loops;
  --state_->breakables;
  return body;
}

Node* Parser::parseWhile() {
  const uint32_t start = token_.start;
  advance();
  auto* node = make<WhileNode>(NodeKind::While, start);
  expect(TokenKind::LeftParen);
  node->test = parseExpression();
  expect(TokenKind::RightParen);
  node->body = parseLoopBody();
  return finish(node);
}

Node* Parser::parseDoWhile() {
  const uint32_t start = token_.start;
  advance();
  auto* node = make<DoWhileNode>(NodeKind::DoWhile, start);
  node->body = parseLoopBody();
  expect(TokenKind::While);
  expect(TokenKind::LeftParen);
  node->test = parseExpression();
  expect(TokenKind::RightParen);
  eat(TokenKind::Semicolon); // inserted even on the same line
  return finish(node);
}

Node* Parser::parseFor() {
  const uint32_t start = token_.start;
  advance();
  bool isAwait = false;
  if (at(TokenKind::Await)) {
    if (!state_->allowAwaitExpression) unexpected();
    if (state_->inStaticBlock) unexpected();
    isAwait = true;
    if (!state_->outer && options_.goal == Goal::Module) tree_.hasTopLevelAwait = true;
    advance();
  }
  expect(TokenKind::LeftParen);
  Node* init = nullptr;
  const Token first = token_;
  if (at(TokenKind::Semicolon)) {
    if (isAwait) unexpected();
  } else if (at(TokenKind::Var) || at(TokenKind::Const) || startsLexicalDeclaration()) {
    const DeclarationKind kind = at(TokenKind::Var) ? DeclarationKind::Var : at(TokenKind::Const) ? DeclarationKind::Const : DeclarationKind::Let;
    advance();
    VariableDeclarationNode* declaration = parseDeclarators(kind, first.start, true);
    const bool isOf = atWord("of");
    if (isOf || at(TokenKind::In)) {
      const char* loop = isAwait ? "for-await-of" : isOf ? "for-of" : "for-in";
      if (isAwait && !isOf) unexpected();
      if (declaration->declarators.size() != 1)
        fail(Message::ForInOfLoopMultiBindings, loop, declaration->declarators[0].start, lastEnd_);
      const Declarator& d = declaration->declarators[0];
      if (d.initializer &&
          (isOf || strict() || kind != DeclarationKind::Var || d.target->kind != NodeKind::Identifier))
        fail(Message::ForInOfLoopInitializer, loop, d.start, lastEnd_);
      return parseForInOf(start, declaration, isOf, isAwait);
    }
    for (const Declarator& d : declaration->declarators) {
      if (d.initializer) continue;
      if (d.target->kind != NodeKind::Identifier) fail(Message::DeclarationMissingInitializer, "destructuring", d.start, d.end);
      if (kind == DeclarationKind::Const) fail(Message::DeclarationMissingInitializer, "const", d.start, d.end);
    }
    init = declaration;
  } else {
    const bool startsAsync = atWord("async");
    const bool startsLet = atWord("let");
    const CoverError pendingBefore = coverError_;
    coverError_ = {};
    Node* left = nullptr;
    const uint32_t expressionStart = token_.start;
    // A left-hand side, or an expression without `in`.
    Node* expression = parseAssignmentCover(false);
    if (at(TokenKind::Comma)) {
      if (coverError_) failCover();
      std::vector<Node*> items{expression};
      while (eat(TokenKind::Comma)) items.push_back(parseAssignment(false));
      auto* sequence = make<SequenceNode>(NodeKind::Sequence, expressionStart);
      sequence->expressions = tree_.arena.list(items);
      sequence->hasAssignment = true;
      expression = finish(sequence);
    }
    const bool isOf = atWord("of");
    if (isOf || at(TokenKind::In)) {
      if (isAwait && !isOf) unexpected();
      if (isOf && startsLet && !expression->parenthesized) fail(Message::ForOfLet, first);
      if (isOf && !isAwait && startsAsync && expression->kind == NodeKind::Identifier && !expression->parenthesized)
        fail(Message::ForOfAsync, first);
      if (expression->kind == NodeKind::ArrayLiteral || expression->kind == NodeKind::ObjectLiteral) {
        if (expression->parenthesized) fail(Message::InvalidDestructuringTarget, expressionStart, lastEnd_);
        coverError_ = {};
        left = toAssignmentTarget(expression);
      } else {
        left = checkSimpleTarget(expression, Message::InvalidLhsInFor, true, expressionStart);
      }
      coverError_ = pendingBefore;
      return parseForInOf(start, left, isOf, isAwait);
    }
    if (coverError_) failCover();
    coverError_ = pendingBefore;
    init = expression;
  }
  if (isAwait) unexpected();
  auto* node = make<ForNode>(NodeKind::For, start);
  node->init = init;
  expect(TokenKind::Semicolon);
  node->test = at(TokenKind::Semicolon) ? nullptr : parseExpression();
  expect(TokenKind::Semicolon);
  node->update = at(TokenKind::RightParen) ? nullptr : parseExpression();
  expect(TokenKind::RightParen);
  node->body = parseLoopBody();
  return finish(node);
}

Node* Parser::parseForInOf(uint32_t start, Node* left, bool isOf, bool isAwait) {
  if (token_.escaped) unexpected();
  advance();
  auto* node = make<ForInOfNode>(isOf ? NodeKind::ForOf : NodeKind::ForIn, start);
  node->left = left;
  node->isAwait = isAwait;
  node->right = isOf ? parseAssignment() : parseExpression();
  expect(TokenKind::RightParen);
  node->body = parseLoopBody();
  return finish(node);
}

Node* Parser::parseJump() {
  const Token keyword = token_;
  const bool isBreak = at(TokenKind::Break);
  advance();
  auto* node = make<BreakNode>(isBreak ? NodeKind::Break : NodeKind::Continue, keyword.start);
  node->label = nullptr;
  if (isIdentifierToken(token_) && !token_.newlineBefore) {
    const Token label = token_;
    advance();
    bool known = false, isLoop = false;
    for (const Label& l : state_->labels)
      if (l.name == label.name) {
        known = isBreak || l.bodyStart != keyword.start; // V8: `a: continue a` does not know a
        isLoop = l.isLoop;
      }
    if (!known) fail(Message::UnknownLabel, toUtf8(label.name->text), label.start, label.end);
    if (!isBreak && !isLoop) fail(Message::IllegalContinue, toUtf8(label.name->text), label.start, label.end);
    node->label = label.name;
  } else if (isBreak ? state_->breakables == 0 : state_->loops == 0) {
    fail(isBreak ? Message::IllegalBreak : Message::NoIterationStatement, keyword);
  }
  semicolon();
  return finish(node);
}

Node* Parser::parseReturn() {
  const Token keyword = token_;
  if (!state_->allowReturn) fail(Message::IllegalReturn, keyword);
  advance();
  auto* node = make<ReturnNode>(NodeKind::Return, keyword.start);
  node->argument = nullptr;
  if (!at(TokenKind::Semicolon) && !at(TokenKind::RightBrace) && !at(TokenKind::EndOfFile) && !token_.newlineBefore)
    node->argument = parseExpression();
  semicolon();
  return finish(node);
}

Node* Parser::parseThrow() {
  const uint32_t start = token_.start;
  advance();
  if (token_.newlineBefore) fail(Message::NewlineAfterThrow, start, lastEnd_);
  auto* node = make<ThrowNode>(NodeKind::Throw, start);
  node->argument = parseExpression();
  semicolon();
  return finish(node);
}

Node* Parser::parseTry() {
  const uint32_t start = token_.start;
  advance();
  auto* node = make<TryNode>(NodeKind::Try, start);
  node->parameter = nullptr;
  node->handler = nullptr;
  node->finalizer = nullptr;
  node->block = parseBlock();
  if (!at(TokenKind::Catch) && !at(TokenKind::Finally)) failPrevious(Message::NoCatchOrFinally);
  if (at(TokenKind::Catch)) {
    expect(TokenKind::Catch);
    const Token head = token_;
    const uint32_t position = lexer_.position();
    if (eat(TokenKind::LeftParen)) {
      node->parameter = parseBindingTarget();
      expect(TokenKind::RightParen);
    }
    node->handler = parseBlock();
    if (options_.laterCatches) addLaterCatch(node, head, position);
  }
  if (at(TokenKind::Finally)) {
    expect(TokenKind::Finally);
    node->finalizer = parseBlock();
  }
  return finish(node);
}

// ParseOptions::laterCatches: the clause is read a second time, as a function. One that cannot be (it leaves a loop around
// it, or awaits) stays as it is.
void Parser::addLaterCatch(TryNode* node, const Token& head, uint32_t position) {
  const Token after = token_;
  const uint32_t positionAfter = lexer_.position(), endAfter = lastEnd_;
  const uint32_t classes = classDepth_;
  FunctionState* const surroundings = state_;
  FunctionState state;
  state.outer = state_;
  state.strict = strict();
  state.allowNewTarget = state_->allowNewTarget;
  state.allowSuperProperty = state_->allowSuperProperty;
  FunctionNode* function = newFunctionNode(head.start, FunctionRole::Arrow, FunctionFlavor::Normal);
  state.node = function;
  lexer_.rewind(position);
  token_ = head;
  try {
    std::vector<PatternElement> parameters;
    if (eat(TokenKind::LeftParen)) {
      parameters.push_back({parseBindingTarget(), nullptr});
      expect(TokenKind::RightParen);
    }
    function->parameters = tree_.arena.list(parameters);
    finishParameters(function);
    state_ = &state;
    parseFunctionBody(function);
    finish(function);
  } catch (const ParseFailure&) {
    function = nullptr;
    error_.reset();
    classDepth_ = classes;
  }
  state_ = surroundings;
  lexer_.rewind(positionAfter);
  token_ = after;
  lastEnd_ = endAfter;
  if (!function) return;
  const auto call = [&](std::string_view name, uint32_t place, std::vector<Node*> arguments) -> Node* {
    auto* callee = make<IdentifierNode>(NodeKind::Identifier, place);
    callee->end = place;
    callee->name = word(name);
    auto* made = make<CallNode>(NodeKind::Call, place);
    made->end = place;
    made->callee = callee;
    made->arguments = tree_.arena.list(arguments);
    made->optional = made->hasSpread = made->maybeDirectEval = made->afterNewline = false;
    auto* statement = make<ExpressionStatementNode>(NodeKind::ExpressionStatement, place);
    statement->end = place;
    statement->isDirective = false;
    statement->expression = made;
    return statement;
  };
  std::vector<Node*> block{call("%later", node->block->start, {function})};
  for (Node* each : node->block->body) block.push_back(each);
  block.push_back(call("%over", node->block->end, {}));
  node->block->body = tree_.arena.list(block);
  std::vector<Node*> handler{call("%over", node->handler->start, {})};
  for (Node* each : node->handler->body) handler.push_back(each);
  node->handler->body = tree_.arena.list(handler);
}

Node* Parser::parseSwitch() {
  const uint32_t start = token_.start;
  advance();
  auto* node = make<SwitchNode>(NodeKind::Switch, start);
  expect(TokenKind::LeftParen);
  node->discriminant = parseExpression();
  expect(TokenKind::RightParen);
  expect(TokenKind::LeftBrace);
  ++state_->breakables;
  std::vector<SwitchCase> cases;
  bool hasDefault = false;
  while (!at(TokenKind::RightBrace)) {
    SwitchCase c{};
    c.start = token_.start;
    if (at(TokenKind::Default)) {
      if (hasDefault) fail(Message::MultipleDefaultsInSwitch, token_);
      hasDefault = true;
      expect(TokenKind::Default);
    } else {
      expect(TokenKind::Case);
      c.test = parseExpression();
    }
    expect(TokenKind::Colon);
    std::vector<Node*> body;
    while (!at(TokenKind::Case) && !at(TokenKind::Default) && !at(TokenKind::RightBrace)) body.push_back(parseStatementListItem());
    c.body = tree_.arena.list(body);
    c.end = lastEnd_;
    cases.push_back(c);
  }
  --state_->breakables;
  advance();
  node->cases = tree_.arena.list(cases);
  return finish(node);
}

Node* Parser::parseWith() {
  const uint32_t start = token_.start;
  if (strict()) fail(Message::StrictWith, token_);
  advance();
  auto* node = make<WithNode>(NodeKind::With, start);
  expect(TokenKind::LeftParen);
  node->object = parseExpression();
  expect(TokenKind::RightParen);
  node->body = parseEmbeddedStatement();
  return finish(node);
}

Node* Parser::parseLabeled(bool allowFunction) {
  const Token label = token_;
  checkIdentifierReference(label);
  advance();
  advance();
  for (const Label& l : state_->labels)
    if (l.name == label.name) fail(Message::LabelRedeclaration, toUtf8(label.name->text), label.start, label.end);
  // A label of a label of a loop is a loop's label too.
  bool isLoop = at(TokenKind::For) || at(TokenKind::While) || at(TokenKind::Do);
  if (token_.start < labelsEnd_) {
    isLoop = labelsAreOfLoop_; // found out at the first label of the row
  } else if (!isLoop && isIdentifierToken(token_)) {
    const uint32_t position = lexer_.position();
    const Token saved = token_, savedPrevious = previous_;
    const uint32_t savedEnd = lastEnd_;
    while (isIdentifierToken(token_) && peekNext().kind == TokenKind::Colon) {
      advance();
      advance();
    }
    isLoop = at(TokenKind::For) || at(TokenKind::While) || at(TokenKind::Do);
    labelsEnd_ = token_.start;
    labelsAreOfLoop_ = isLoop;
    lexer_.rewind(position);
    token_ = saved;
    previous_ = savedPrevious;
    lastEnd_ = savedEnd;
  }
  state_->labels.push_back({label.name, isLoop, token_.start});
  auto* node = make<LabeledNode>(NodeKind::Labeled, label.start);
  node->label = label.name;
  if (at(TokenKind::Function) && !strict() && allowFunction) { // Annex B.3.1
    const Token next = peekNext();
    if (next.kind == TokenKind::Star) fail(Message::GeneratorInSingleStatementContext, next);
    node->body = parseFunctionDeclaration(true);
  } else {
    node->body = parseStatement(false, allowFunction);
  }
  state_->labels.pop_back();
  return finish(node);
}

} // namespace tickscope::syntax
