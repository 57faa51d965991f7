// Statements and declarations (ECMA-262 §14).
#include "core/syntax/parser_class.h"

namespace tickscope::syntax {

// Does `let` here begin a declaration?
bool Parser::startsLexicalDeclaration() {
  if (!atWord("let")) return false;
  const Token next = peekNext();
  return isIdentifierToken(next) || next.kind == TokenKind::LeftBracket || next.kind == TokenKind::LeftBrace;
}

Node* Parser::parseStatement(bool allowLexical) {
  DepthGuard guard(*this);
  if (token_.escaped && isKeyword(token_.kind) && token_.kind != TokenKind::Yield && token_.kind != TokenKind::Await)
    fail("Keyword must not contain escaped characters", token_);
  switch (token_.kind) {
  case TokenKind::LeftBrace: return parseBlock();
  case TokenKind::Semicolon: {
    const uint32_t start = token_.start;
    advance();
    return finish(make<Node>(NodeKind::Empty, start));
  }
  case TokenKind::Var: return parseVariableStatement();
  case TokenKind::Const:
    if (!allowLexical) fail("Lexical declaration cannot appear in a single-statement context", token_);
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
    if (options_.goal != Goal::Module || state_->outer || !allowLexical || depth_ > 1) fail("Cannot use import statement outside a module", token_);
    return parseImport();
  }
  case TokenKind::Export:
    if (options_.goal != Goal::Module || state_->outer || !allowLexical || depth_ > 1) unexpected();
    return parseExport();
  case TokenKind::Identifier:
  case TokenKind::Yield:
  case TokenKind::Await: {
    if (atWord("async") && isAsyncFunctionAhead()) {
      if (!allowLexical) fail("Async functions can only be declared at the top level or inside a block.", token_);
      return parseFunctionDeclaration(allowLexical);
    }
    if (startsLexicalDeclaration()) {
      const Token next = peekNext();
      if (allowLexical) return parseVariableStatement();
      if (next.kind == TokenKind::LeftBracket) fail("Lexical declaration cannot appear in a single-statement context", token_);
      if (!next.newlineBefore) fail("Lexical declaration cannot appear in a single-statement context", token_);
    }
    if (peekNext().kind == TokenKind::Colon &&
        !(token_.kind == TokenKind::Await && state_->allowAwaitExpression) && !(token_.kind == TokenKind::Yield && state_->isGenerator))
      return parseLabeled();
    break;
  }
  default: break;
  }
  return parseExpressionStatement();
}

// The statement of an if, a loop, a label or with: no declarations, but Annex B.3.3 functions.
Node* Parser::parseEmbeddedStatement(bool isIf) {
  if (at(TokenKind::Function)) {
    if (strict()) fail("In strict mode code, functions can only be declared at top level or inside a block.", token_);
    if (!isIf)
      fail("In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement.", token_);
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
        if (name->name->text == u"let") fail("let is disallowed as a lexically bound name", name);
    }
    if (eat(TokenKind::Equal)) {
      d.initializer = parseAssignment(!inFor);
    } else if (!inFor || !(at(TokenKind::In) || atWord("of"))) {
      if (kind == DeclarationKind::Const) fail("Missing initializer in const declaration", token_);
      if (d.target->kind != NodeKind::Identifier) fail("Missing initializer in destructuring declaration", d.target);
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
    if (strict()) fail("In strict mode code, functions can only be declared at top level or inside a block.", functionToken);
    fail("In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement.", functionToken);
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
    const Token letToken = token_;
    const Token next = peekNext();
    // `for (let in obj)` and `for (let of …)`: let is a name in the first, an error in the second.
    if (kind == DeclarationKind::Let && isWord(next, "of") && false) unexpected(letToken);
    advance();
    VariableDeclarationNode* declaration = parseDeclarators(kind, first.start, true);
    const bool isOf = atWord("of");
    if (isOf || at(TokenKind::In)) {
      const char* loop = isOf ? "for-of" : "for-in";
      if (isAwait && !isOf) unexpected();
      if (declaration->declarators.size() != 1)
        fail(std::string("Invalid left-hand side in ") + (isAwait ? "for-await" : loop) + " loop: Must have a single binding.", declaration);
      const Declarator& d = declaration->declarators[0];
      if (d.initializer &&
          (isOf || strict() || kind != DeclarationKind::Var || d.target->kind != NodeKind::Identifier))
        fail(std::string(isAwait ? "for-await" : loop) + " loop variable declaration may not have an initializer.", declaration);
      return parseForInOf(start, declaration, isOf, isAwait);
    }
    for (const Declarator& d : declaration->declarators) {
      if (d.initializer) continue;
      if (kind == DeclarationKind::Const) fail("Missing initializer in const declaration", token_);
      if (d.target->kind != NodeKind::Identifier) fail("Missing initializer in destructuring declaration", d.target);
    }
    init = declaration;
  } else {
    const bool startsAsync = atWord("async");
    const bool startsLet = atWord("let");
    const uint32_t pendingBefore = coverInitializerAt_;
    coverInitializerAt_ = 0;
    Node* left = nullptr;
    const uint32_t expressionStart = token_.start;
    // A left-hand side, or an expression without `in`.
    Node* expression = parseAssignmentCover(false);
    const bool isOf = atWord("of");
    if ((isOf || at(TokenKind::In)) && !(expression->kind == NodeKind::Assignment)) {
      if (isAwait && !isOf) unexpected();
      if (isOf && startsLet) fail("The left-hand side of a for-of loop may not be 'let'.", expression);
      if (isOf && !isAwait && startsAsync && expression->kind == NodeKind::Identifier && !expression->parenthesized &&
          expression->as<IdentifierNode>()->name->text == u"async")
        fail("The left-hand side of a for-of loop may not be 'async'.", expression);
      if ((expression->kind == NodeKind::ArrayLiteral || expression->kind == NodeKind::ObjectLiteral) && !expression->parenthesized) {
        coverInitializerAt_ = 0;
        left = toAssignmentTarget(expression);
      } else {
        left = checkSimpleTarget(expression, "Invalid left-hand side in for-loop");
      }
      coverInitializerAt_ = pendingBefore;
      return parseForInOf(start, left, isOf, isAwait);
    }
    if (coverInitializerAt_) fail("Invalid shorthand property initializer", coverInitializerAt_, coverInitializerAt_ + 1);
    coverInitializerAt_ = pendingBefore;
    if (at(TokenKind::Comma)) {
      std::vector<Node*> items{expression};
      while (eat(TokenKind::Comma)) items.push_back(parseAssignment(false));
      auto* sequence = make<SequenceNode>(NodeKind::Sequence, expressionStart);
      sequence->expressions = tree_.arena.list(items);
      sequence->hasAssignment = true;
      expression = finish(sequence);
    }
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
        known = true;
        isLoop = l.isLoop;
      }
    if (!known) fail("Undefined label '" + toUtf8(label.name->text) + "'", label);
    if (!isBreak && !isLoop)
      fail("Illegal continue statement: '" + toUtf8(label.name->text) + "' does not denote an iteration statement", label);
    node->label = label.name;
  } else if (isBreak ? state_->breakables == 0 : state_->loops == 0) {
    fail(isBreak ? "Illegal break statement" : "Illegal continue statement: no surrounding iteration statement", keyword);
  }
  semicolon();
  return finish(node);
}

Node* Parser::parseReturn() {
  const Token keyword = token_;
  if (!state_->allowReturn) fail("Illegal return statement", keyword);
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
  if (token_.newlineBefore) fail("Illegal newline after throw", token_);
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
  if (!at(TokenKind::Catch) && !at(TokenKind::Finally)) fail("Missing catch or finally after try", token_);
  if (at(TokenKind::Catch)) {
    expect(TokenKind::Catch);
    if (eat(TokenKind::LeftParen)) {
      node->parameter = parseBindingTarget();
      expect(TokenKind::RightParen);
    }
    node->handler = parseBlock();
  }
  if (at(TokenKind::Finally)) {
    expect(TokenKind::Finally);
    node->finalizer = parseBlock();
  }
  return finish(node);
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
      if (hasDefault) fail("More than one default clause in switch statement", token_);
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
  if (strict()) fail("Strict mode code may not include a with statement", token_);
  advance();
  auto* node = make<WithNode>(NodeKind::With, start);
  expect(TokenKind::LeftParen);
  node->object = parseExpression();
  expect(TokenKind::RightParen);
  node->body = parseEmbeddedStatement();
  return finish(node);
}

Node* Parser::parseLabeled() {
  const Token label = token_;
  checkIdentifierReference(label);
  advance();
  advance();
  for (const Label& l : state_->labels)
    if (l.name == label.name) fail("Label '" + toUtf8(label.name->text) + "' has already been declared", label);
  // A label of a label of a loop is a loop's label too.
  bool isLoop = at(TokenKind::For) || at(TokenKind::While) || at(TokenKind::Do);
  if (!isLoop && isIdentifierToken(token_)) {
    const uint32_t position = lexer_.position();
    const Token saved = token_, savedPrevious = previous_;
    const uint32_t savedEnd = lastEnd_;
    while (isIdentifierToken(token_) && peekNext().kind == TokenKind::Colon) {
      advance();
      advance();
    }
    isLoop = at(TokenKind::For) || at(TokenKind::While) || at(TokenKind::Do);
    lexer_.rewind(position);
    token_ = saved;
    previous_ = savedPrevious;
    lastEnd_ = savedEnd;
  }
  state_->labels.push_back({label.name, isLoop});
  auto* node = make<LabeledNode>(NodeKind::Labeled, label.start);
  node->label = label.name;
  if (at(TokenKind::Function)) {
    if (strict()) fail("In strict mode code, functions can only be declared at top level or inside a block.", token_);
    const Token next = peekNext();
    if (next.kind == TokenKind::Star) fail("Generators can only be declared at the top level or inside a block.", token_);
    node->body = parseFunctionDeclaration(true);
  } else {
    node->body = parseStatement(false);
  }
  state_->labels.pop_back();
  return finish(node);
}

} // namespace tickscope::syntax
