// Expressions (ECMA-262 §13), from the comma operator down to literals.
#include <cstring>

#include "core/syntax/parser_class.h"

namespace tickscope::syntax {

namespace {
struct BinaryOperator {
  int precedence; // 0: none
  Operator op;
};
BinaryOperator binaryOperator(TokenKind kind) {
  switch (kind) {
  case TokenKind::QuestionQuestion: return {1, Operator::Nullish};
  case TokenKind::PipePipe: return {2, Operator::Or};
  case TokenKind::AmpersandAmpersand: return {3, Operator::And};
  case TokenKind::Pipe: return {4, Operator::BitOr};
  case TokenKind::Caret: return {5, Operator::BitXor};
  case TokenKind::Ampersand: return {6, Operator::BitAnd};
  case TokenKind::EqualEqual: return {7, Operator::Equal};
  case TokenKind::NotEqual: return {7, Operator::NotEqual};
  case TokenKind::EqualEqualEqual: return {7, Operator::StrictEqual};
  case TokenKind::NotEqualEqual: return {7, Operator::StrictNotEqual};
  case TokenKind::Less: return {8, Operator::Less};
  case TokenKind::Greater: return {8, Operator::Greater};
  case TokenKind::LessEqual: return {8, Operator::LessEqual};
  case TokenKind::GreaterEqual: return {8, Operator::GreaterEqual};
  case TokenKind::InstanceOf: return {8, Operator::InstanceOf};
  case TokenKind::In: return {8, Operator::In};
  case TokenKind::ShiftLeft: return {9, Operator::Shl};
  case TokenKind::ShiftRight: return {9, Operator::Sar};
  case TokenKind::ShiftRightUnsigned: return {9, Operator::Shr};
  case TokenKind::Plus: return {10, Operator::Add};
  case TokenKind::Minus: return {10, Operator::Sub};
  case TokenKind::Star: return {11, Operator::Mul};
  case TokenKind::Slash: return {11, Operator::Div};
  case TokenKind::Percent: return {11, Operator::Mod};
  case TokenKind::StarStar: return {12, Operator::Exp};
  default: return {0, Operator::Add};
  }
}

constexpr int kBitOrPrecedence = 4;

struct AssignmentOperator {
  bool is;
  Operator op;
};
AssignmentOperator assignmentOperator(TokenKind kind) {
  switch (kind) {
  case TokenKind::Equal: return {true, Operator::Assign};
  case TokenKind::PlusEqual: return {true, Operator::Add};
  case TokenKind::MinusEqual: return {true, Operator::Sub};
  case TokenKind::StarEqual: return {true, Operator::Mul};
  case TokenKind::StarStarEqual: return {true, Operator::Exp};
  case TokenKind::SlashEqual: return {true, Operator::Div};
  case TokenKind::PercentEqual: return {true, Operator::Mod};
  case TokenKind::ShiftLeftEqual: return {true, Operator::Shl};
  case TokenKind::ShiftRightEqual: return {true, Operator::Sar};
  case TokenKind::ShiftRightUnsignedEqual: return {true, Operator::Shr};
  case TokenKind::AmpersandEqual: return {true, Operator::BitAnd};
  case TokenKind::PipeEqual: return {true, Operator::BitOr};
  case TokenKind::CaretEqual: return {true, Operator::BitXor};
  case TokenKind::AmpersandAmpersandEqual: return {true, Operator::And};
  case TokenKind::PipePipeEqual: return {true, Operator::Or};
  case TokenKind::QuestionQuestionEqual: return {true, Operator::Nullish};
  default: return {false, Operator::Assign};
  }
}
} // namespace

Node* Parser::parseExpression(bool allowIn) {
  const uint32_t start = token_.start;
  if (at(TokenKind::Ellipsis)) { // V8 reads on before it says so
    const Token ellipsis = token_;
    advance();
    parseBindingTarget();
    unexpected(ellipsis);
  }
  Node* first = parseAssignment(allowIn);
  if (!at(TokenKind::Comma)) return first;
  std::vector<Node*> items{first};
  bool assigns = first->hasAssignment;
  while (eat(TokenKind::Comma)) {
    items.push_back(parseAssignment(allowIn));
    assigns = assigns || items.back()->hasAssignment;
  }
  auto* node = make<SequenceNode>(NodeKind::Sequence, start);
  node->expressions = tree_.arena.list(items);
  node->hasAssignment = assigns;
  return finish(node);
}

Node* Parser::parseAssignment(bool allowIn) {
  const CoverError before = coverError_;
  coverError_ = {};
  Node* node = parseAssignmentCover(allowIn);
  if (coverError_) failCover();
  coverError_ = before;
  return node;
}

// An AssignmentExpression that may still turn out to be a pattern: `{ a = 1 }` in it is only noted.
Node* Parser::parseAssignmentCover(bool allowIn) {
  DepthGuard guard(*this);
  const uint32_t start = token_.start;
  if (at(TokenKind::Yield) && state_->isGenerator) return parseYield(allowIn);

  // async x => …, async (…) => …
  if (atWord("async")) {
    const Token next = peekNext();
    if (!next.newlineBefore && isIdentifierToken(next) && next.kind != TokenKind::Function) {
      // Only `async x =>` has two identifiers in a row.
      const Token asyncToken = token_;
      const uint32_t position = lexer_.position();
      advance();
      const Token parameter = token_;
      if (peekNext().kind == TokenKind::Arrow) {
        if (parameter.kind == TokenKind::Await) fail(Message::AwaitBindingIdentifier, parameter);
        checkIdentifierReference(parameter);
        advance();
        return parseArrowFrom(identifierFrom(parameter), start, true, allowIn);
      }
      lexer_.rewind(position);
      token_ = asyncToken;
    }
  }

  const CoverError outerPending = coverError_;
  coverError_ = {};
  const uint32_t seenBefore = yieldOrAwaitSeen_;
  const bool startsParen = at(TokenKind::LeftParen);
  const bool startsAsync = atWord("async");
  Node* left = parseConditional(allowIn);

  if (at(TokenKind::Arrow)) {
    const bool cover = startsParen && left == cover_.node && cover_.start == start;
    const bool name = left->kind == NodeKind::Identifier && !left->parenthesized && left->start == start;
    const bool asyncCall = startsAsync && left->kind == NodeKind::Call && left->start == start && !left->parenthesized &&
                           left->as<CallNode>()->callee->kind == NodeKind::Identifier && left->as<CallNode>()->callee->start == start &&
                           !left->as<CallNode>()->optional && !left->as<CallNode>()->afterNewline;
    if (startsAsync && left->kind == NodeKind::Call && !asyncCall) fail(Message::MalformedArrowFunctionParameters, left);
    if ((cover || name || asyncCall) && !token_.newlineBefore) {
      if (yieldOrAwaitSeen_ != seenBefore)
        fail(text_[yieldOrAwaitSeen_ - 1] == 'y' ? Message::YieldInParameter : Message::AwaitExpressionFormalParameter,
             yieldOrAwaitSeen_ - 1, yieldOrAwaitSeen_ + 4);
      coverError_ = outerPending;
      return parseArrowFrom(left, start, asyncCall, allowIn);
    }
    if (startsParen || name || asyncCall) unexpected();
    // V8 marks from the operator to the last token.
    uint32_t from = left->start;
    if (left->kind == NodeKind::Logical || left->kind == NodeKind::Binary) {
      from = (left->kind == NodeKind::Logical ? left->as<LogicalNode>()->left : left->as<BinaryNode>()->left)->end;
      while (from < previous_.start && (text_[from] == ' ' || text_[from] == ')')) ++from;
    }
    fail(Message::MalformedArrowFunctionParameters, from, previous_.start > from ? previous_.start : previous_.end);
  }
  if (startsParen && left == cover_.node && cover_.onlyArrow) unexpected();

  const AssignmentOperator assignment = assignmentOperator(token_.kind);
  if (!assignment.is) {
    if (!coverError_) coverError_ = outerPending;
    return left;
  }
  Node* target;
  if (assignment.op == Operator::Assign && (left->kind == NodeKind::ArrayLiteral || left->kind == NodeKind::ObjectLiteral)) {
    if (left->parenthesized) fail(Message::InvalidAssignmentTarget, start, lastEnd_);
    coverError_ = {};
    target = toAssignmentTarget(left);
  } else {
    if (coverError_) failCover();
    const bool logical = assignment.op == Operator::And || assignment.op == Operator::Or || assignment.op == Operator::Nullish;
    target = checkSimpleTarget(left, Message::InvalidAssignmentTarget, !logical, start);
  }
  advance();
  auto* node = make<AssignmentNode>(NodeKind::Assignment, start);
  node->op = assignment.op;
  node->target = target;
  node->value = parseAssignmentCover(allowIn);
  if (coverError_) failCover();
  node->hasAssignment = true;
  coverError_ = outerPending;
  return finish(node);
}

Node* Parser::parseYield(bool allowIn) {
  const uint32_t start = token_.start;
  if (state_->inParameters) fail(Message::YieldInParameter, token_);
  if (token_.escaped) fail(Message::InvalidEscapedReservedWord, token_);
  yieldOrAwaitSeen_ = start + 1;
  advance();
  auto* node = make<YieldNode>(NodeKind::Yield, start);
  node->argument = nullptr;
  node->delegate = false;
  node->hasAssignment = true;
  if (!token_.newlineBefore) {
    switch (token_.kind) {
    case TokenKind::EndOfFile: case TokenKind::Semicolon: case TokenKind::RightBrace: case TokenKind::RightBracket:
    case TokenKind::RightParen: case TokenKind::Colon: case TokenKind::Comma: case TokenKind::In:
      break;
    case TokenKind::Star:
      advance();
      node->delegate = true;
      node->argument = parseAssignment(allowIn);
      break;
    default:
      node->argument = parseAssignment(allowIn);
    }
  }
  return finish(node);
}

Node* Parser::parseConditional(bool allowIn) {
  const uint32_t start = token_.start;
  Node* test = parseLogical(allowIn);
  if (!at(TokenKind::Question)) return test;
  advance();
  auto* node = make<ConditionalNode>(NodeKind::Conditional, start);
  node->test = test;
  node->consequent = parseAssignment(true);
  expect(TokenKind::Colon);
  node->alternate = parseAssignment(allowIn);
  node->hasAssignment = test->hasAssignment || node->consequent->hasAssignment || node->alternate->hasAssignment;
  return finish(node);
}

// ?? does not mix with || and && without parentheses (13.13): what stands there then is an unexpected token.
Node* Parser::parseLogical(bool allowIn) {
  Node* left = parseBinary(allowIn, kBitOrPrecedence);
  if (at(TokenKind::AmpersandAmpersand) || at(TokenKind::PipePipe)) return continueBinary(left, allowIn, 2);
  while (at(TokenKind::QuestionQuestion)) {
    advance();
    auto* node = make<LogicalNode>(NodeKind::Logical, left->start);
    node->op = Operator::Nullish;
    node->left = left;
    node->right = parseBinary(allowIn, kBitOrPrecedence);
    node->hasAssignment = left->hasAssignment || node->right->hasAssignment;
    left = finish(node);
  }
  return left;
}

Node* Parser::parseBinary(bool allowIn, int minPrecedence) {
  const uint32_t start = token_.start;
  Node* left;
  if (at(TokenKind::PrivateName)) { // #x in object
    const Token name = token_;
    if (!options_.dialect.privateIn) unexpected(name);
    checkPrivateNameAllowed(name);
    advance();
    if (!at(TokenKind::In) || !allowIn || minPrecedence > 8) unexpected(name);
    advance();
    auto* node = make<PrivateInNode>(NodeKind::PrivateIn, start);
    node->name = name.name;
    node->object = parseBinary(allowIn, 9);
    node->hasAssignment = node->object->hasAssignment;
    left = finish(node);
  } else {
    left = parseUnary();
  }
  return continueBinary(left, allowIn, minPrecedence);
}

Node* Parser::continueBinary(Node* left, bool allowIn, int minPrecedence) {
  const uint32_t start = left->start;
  for (;;) {
    const BinaryOperator found = binaryOperator(token_.kind);
    if (found.precedence < minPrecedence || found.precedence == 0) return left;
    if (found.op == Operator::In && !allowIn) return left;
    if (token_.escaped) fail(Message::InvalidEscapedReservedWord, token_);
    if (found.op == Operator::Exp && (left->kind == NodeKind::Unary || left->kind == NodeKind::Await) && !left->parenthesized)
      fail(Message::UnexpectedTokenUnaryExponentiation, left->start, token_.end);
    advance();
    Node* right;
    if (found.op == Operator::Exp) { // groups to the right
      DepthGuard guard(*this);
      right = parseBinary(allowIn, found.precedence);
    } else {
      right = parseBinary(allowIn, found.precedence + 1);
    }
    Node* whole;
    if (found.precedence <= 3) {
      auto* node = make<LogicalNode>(NodeKind::Logical, start);
      node->op = found.op;
      node->left = left;
      node->right = right;
      whole = node;
    } else {
      auto* node = make<BinaryNode>(NodeKind::Binary, start);
      node->op = found.op;
      node->left = left;
      node->right = right;
      whole = node;
    }
    whole->hasAssignment = left->hasAssignment || right->hasAssignment;
    left = finish(whole);
  }
}

Node* Parser::parseUnary() {
  DepthGuard guard(*this);
  const uint32_t start = token_.start;
  Operator op;
  switch (token_.kind) {
  case TokenKind::Plus: op = Operator::Plus; break;
  case TokenKind::Minus: op = Operator::Minus; break;
  case TokenKind::Bang: op = Operator::Not; break;
  case TokenKind::Tilde: op = Operator::BitNot; break;
  case TokenKind::TypeOf: op = Operator::TypeOf; break;
  case TokenKind::Void: op = Operator::Void; break;
  case TokenKind::Delete: op = Operator::Delete; break;
  case TokenKind::PlusPlus:
  case TokenKind::MinusMinus: {
    const bool increment = at(TokenKind::PlusPlus);
    advance();
    Node* target = parseUnary();
    auto* node = make<UpdateNode>(NodeKind::Update, start);
    node->increment = increment;
    node->prefix = true;
    node->target = checkSimpleTarget(target, Message::InvalidLhsInPrefix);
    node->hasAssignment = true;
    return finish(node);
  }
  case TokenKind::Await:
    if (state_->allowAwaitExpression && !token_.escaped) return parseAwait();
    return parsePostfix();
  default: return parsePostfix();
  }
  if (token_.escaped) fail(Message::InvalidEscapedReservedWord, token_);
  advance();
  auto* node = make<UnaryNode>(NodeKind::Unary, start);
  node->op = op;
  node->operand = parseUnary();
  node->hasAssignment = node->operand->hasAssignment || op == Operator::Delete;
  if (op == Operator::Delete) {
    if (strict() && node->operand->kind == NodeKind::Identifier) failPrevious(Message::StrictDelete);
    Node* inner = node->operand->kind == NodeKind::OptionalChain ? node->operand->as<OptionalChainNode>()->expression : node->operand;
    if (inner->kind == NodeKind::PrivateMember) fail(Message::DeletePrivateField, inner->as<PrivateMemberNode>()->nameStart, inner->end);
  }
  return finish(node);
}

Node* Parser::parseAwait() {
  const uint32_t start = token_.start;
  if (state_->inParameters) fail(Message::AwaitExpressionFormalParameter, token_);
  if (state_->inStaticBlock || state_->inFieldInitializer) unexpected();
  yieldOrAwaitSeen_ = start + 1;
  advance();
  auto* node = make<AwaitNode>(NodeKind::Await, start);
  node->argument = parseUnary();
  node->hasAssignment = true;
  if (!state_->outer && options_.goal == Goal::Module) tree_.hasTopLevelAwait = true;
  return finish(node);
}

Node* Parser::parsePostfix() {
  const uint32_t start = token_.start;
  Node* target = parseLeftHandSide();
  if ((at(TokenKind::PlusPlus) || at(TokenKind::MinusMinus)) && !token_.newlineBefore) {
    auto* node = make<UpdateNode>(NodeKind::Update, start);
    node->increment = at(TokenKind::PlusPlus);
    node->prefix = false;
    node->target = checkSimpleTarget(target, Message::InvalidLhsInPostfix, true, start);
    node->hasAssignment = true;
    advance();
    return finish(node);
  }
  return target;
}

Node* Parser::parseLeftHandSide() {
  const uint32_t start = token_.start;
  const bool startsAsync = atWord("async");
  Node* object;
  if (at(TokenKind::New)) object = parseNew();
  else if (at(TokenKind::Super)) object = parseSuper();
  else if (at(TokenKind::Import)) object = parseImportExpression();
  else object = parsePrimary();
  // An arrow function is not a left-hand side; its parse ends the expression.
  if (object->kind == NodeKind::Function && object->as<FunctionNode>()->role == FunctionRole::Arrow && !object->parenthesized) return object;
  bool inChain = false;
  (void)startsAsync;
  Node* result = parseMemberTail(object, true, &inChain);
  if (!inChain) return result;
  auto* chain = make<OptionalChainNode>(NodeKind::OptionalChain, start);
  chain->expression = result;
  chain->hasAssignment = result->hasAssignment;
  return finish(chain);
}

Node* Parser::parseMemberTail(Node* object, bool allowCalls, bool* inChain) {
  for (;;) {
    const uint32_t start = object->start;
    bool optional = false;
    if (at(TokenKind::QuestionDot)) {
      if (!allowCalls) fail(Message::OptionalChainingNoNew, token_);
      if (object->kind == NodeKind::Super) unexpected();
      *inChain = true;
      optional = true;
      advance();
      if (at(TokenKind::Template)) fail(Message::OptionalChainingNoTemplate, token_);
    }
    const bool bare = optional && !at(TokenKind::LeftParen) && !at(TokenKind::LeftBracket);
    if (bare || at(TokenKind::Dot)) {
      if (!bare) advance();
      if (at(TokenKind::PrivateName)) {
        if (object->kind == NodeKind::Super) fail(Message::UnexpectedPrivateField, token_);
        checkPrivateNameAllowed(token_);
        auto* node = make<PrivateMemberNode>(NodeKind::PrivateMember, start);
        node->object = object;
        node->name = token_.name;
        node->optional = optional;
        node->nameStart = token_.start;
        node->hasAssignment = object->hasAssignment;
        advance();
        object = finish(node);
        continue;
      }
      if (token_.kind != TokenKind::Identifier && !isKeyword(token_.kind)) unexpected();
      auto* property = make<StringLiteralNode>(NodeKind::StringLiteral, token_.start);
      property->value = token_.name;
      property->end = token_.end;
      advance();
      auto* node = make<MemberNode>(NodeKind::Member, start);
      node->object = object;
      node->property = property;
      node->computed = false;
      node->optional = optional;
      node->hasAssignment = object->hasAssignment;
      object = finish(node);
    } else if (at(TokenKind::LeftBracket)) {
      advance();
      auto* node = make<MemberNode>(NodeKind::Member, start);
      node->object = object;
      node->property = parseExpression();
      node->computed = true;
      node->optional = optional;
      node->hasAssignment = object->hasAssignment || node->property->hasAssignment;
      expect(TokenKind::RightBracket);
      object = finish(node);
    } else if (allowCalls && at(TokenKind::LeftParen)) {
      const bool maybeAsyncArrow = object->kind == NodeKind::Identifier && !object->parenthesized && !optional &&
                                   object->as<IdentifierNode>()->name->text == u"async" && !token_.newlineBefore;
      auto* node = make<CallNode>(NodeKind::Call, start);
      node->callee = object;
      node->optional = optional;
      node->hasSpread = false;
      node->afterNewline = token_.newlineBefore;
      node->maybeDirectEval = object->kind == NodeKind::Identifier && !optional && object->as<IdentifierNode>()->name->text == u"eval";
      const CoverError pendingBefore = coverError_;
      coverError_ = {};
      node->arguments = parseArguments(&node->hasSpread);
      if (coverError_ && !(maybeAsyncArrow && at(TokenKind::Arrow)))
        failCover();
      coverError_ = pendingBefore;
      node->hasAssignment = object->hasAssignment;
      for (Node* argument : node->arguments) node->hasAssignment = node->hasAssignment || argument->hasAssignment;
      object = finish(node);
      if (maybeAsyncArrow && at(TokenKind::Arrow)) return object;
    } else if (at(TokenKind::Template)) {
      if (*inChain) fail(Message::OptionalChainingNoTemplate, token_);
      auto* node = make<TaggedTemplateNode>(NodeKind::TaggedTemplate, start);
      node->tag = object;
      node->quasi = parseTemplate(true)->as<TemplateLiteralNode>();
      node->hasAssignment = object->hasAssignment || node->quasi->hasAssignment;
      object = finish(node);
    } else {
      return object;
    }
  }
}

List<Node*> Parser::parseArguments(bool* hasSpread) {
  expect(TokenKind::LeftParen);
  std::vector<Node*> arguments;
  while (!at(TokenKind::RightParen)) {
    const uint32_t start = token_.start;
    if (eat(TokenKind::Ellipsis)) {
      auto* spread = make<SpreadNode>(NodeKind::Spread, start);
      spread->argument = parseAssignmentCover(true);
      spread->hasAssignment = spread->argument->hasAssignment;
      arguments.push_back(finish(spread));
      *hasSpread = true;
    } else {
      arguments.push_back(parseAssignmentCover(true));
    }
    if (at(TokenKind::RightParen)) break;
    if (!at(TokenKind::Comma)) failPrevious(Message::UnterminatedArgumentList);
    if (arguments.back()->kind == NodeKind::Spread) arguments.back()->parenthesized = true; // marks: a comma follows
    advance();
  }
  advance();
  return tree_.arena.list(arguments);
}

Node* Parser::parseNew() {
  DepthGuard guard(*this);
  const uint32_t start = token_.start;
  if (token_.escaped) fail(Message::InvalidEscapedReservedWord, token_);
  advance();
  if (at(TokenKind::Dot)) {
    advance();
    if (!(token_.kind == TokenKind::Identifier && token_.name->text == u"target")) unexpected();
    if (token_.escaped) fail(Message::InvalidEscapedMetaProperty, "new.target", start, token_.end);
    advance();
    if (!state_->allowNewTarget) failPrevious(Message::UnexpectedNewTarget);
    return finish(make<NewTargetNode>(NodeKind::NewTarget, start));
  }
  Node* callee;
  if (at(TokenKind::New)) callee = parseNew();
  else if (at(TokenKind::Super)) callee = parseSuper();
  else if (at(TokenKind::Import)) {
    callee = parseImportExpression();
    if (callee->kind == NodeKind::ImportCall) failPrevious(Message::ImportCallNotNewExpression);
  } else {
    callee = parsePrimary();
  }
  bool inChain = false;
  callee = parseMemberTail(callee, false, &inChain);
  auto* node = make<NewNode>(NodeKind::New, start);
  node->callee = callee;
  node->hasSpread = false;
  node->hasAssignment = callee->hasAssignment;
  if (at(TokenKind::LeftParen)) {
    const CoverError pendingBefore = coverError_;
    coverError_ = {};
    node->arguments = parseArguments(&node->hasSpread);
    if (coverError_) failCover();
    coverError_ = pendingBefore;
    for (Node* argument : node->arguments) node->hasAssignment = node->hasAssignment || argument->hasAssignment;
  }
  return finish(node);
}

Node* Parser::parseSuper() {
  const Token super = token_;
  advance();
  auto* node = make<Node>(NodeKind::Super, super.start);
  node->end = super.end;
  if (at(TokenKind::LeftParen)) {
    if (!state_->allowSuperCall) fail(Message::UnexpectedSuper, super);
  } else if (at(TokenKind::Dot) || at(TokenKind::LeftBracket)) {
    if (!state_->allowSuperProperty) fail(Message::UnexpectedSuper, super);
  } else {
    fail(Message::UnexpectedSuper, super);
  }
  return node;
}

Node* Parser::parseImportExpression() {
  const uint32_t start = token_.start;
  const Token importToken = token_;
  if (token_.escaped) fail(Message::InvalidEscapedReservedWord, token_);
  advance();
  if (at(TokenKind::Dot)) {
    advance();
    if (!(token_.kind == TokenKind::Identifier && token_.name->text == u"meta")) unexpected();
    if (token_.escaped) fail(Message::InvalidEscapedMetaProperty, "import.meta", start, token_.end);
    if (options_.goal != Goal::Module) fail(Message::ImportMetaOutsideModule, token_);
    advance();
    return finish(make<Node>(NodeKind::ImportMeta, start));
  }
  if (!at(TokenKind::LeftParen)) {
    if (options_.goal != Goal::Module) fail(Message::ImportOutsideModule, importToken);
    unexpected();
  }
  advance();
  auto* node = make<ImportCallNode>(NodeKind::ImportCall, start);
  node->options = nullptr;
  if (at(TokenKind::RightParen)) failPrevious(Message::ImportMissingSpecifier);
  if (at(TokenKind::Ellipsis)) unexpected();
  node->specifier = parseAssignment();
  if (eat(TokenKind::Comma) && !at(TokenKind::RightParen)) {
    node->options = parseAssignment();
    eat(TokenKind::Comma);
  }
  expect(TokenKind::RightParen);
  return finish(node);
}

bool Parser::isIdentifierToken(const Token& token) const {
  return token.kind == TokenKind::Identifier || token.kind == TokenKind::Yield || token.kind == TokenKind::Await;
}

// May this token be a name here, be it used or declared (13.1.1)?
void Parser::checkIdentifierReference(const Token& token) {
  switch (token.kind) {
  case TokenKind::Identifier:
    if (strict() && isStrictReserved(token.name)) unexpected(token);
    break;
  case TokenKind::Yield:
    if (strict() || state_->isGenerator) unexpected(token);
    break;
  case TokenKind::Await:
    if (state_->allowAwaitExpression || options_.goal == Goal::Module || state_->inStaticBlock) unexpected(token);
    awaitIdentifierSeen_ = token.start + 1;
    break;
  default: unexpected(token);
  }
  if ((state_->inFieldInitializer || state_->inStaticBlock || state_->inArgumentlessArrow) && token.name->text == u"arguments")
    fail(Message::ArgumentsDisallowedInInitializer, token);
}

// Outside of every class a private name cannot mean anything.
void Parser::checkPrivateNameAllowed(const Token& token) {
  if (classDepth_ == 0 && options_.outerPrivateNames.empty()) {
    const bool member = previous_.end == token.start && (previous_.kind == TokenKind::Dot || previous_.kind == TokenKind::QuestionDot);
    const uint32_t start = member ? previous_.start : token.start;
    fail(Message::InvalidPrivateFieldResolution, toUtf8(token.name->text), start, start + 1);
  }
}

IdentifierNode* Parser::identifierFrom(const Token& token) {
  auto* node = make<IdentifierNode>(NodeKind::Identifier, token.start);
  node->end = token.end;
  node->name = token.name;
  return node;
}

Node* Parser::parsePrimary() {
  DepthGuard guard(*this);
  const Token token = token_;
  switch (token.kind) {
  case TokenKind::Identifier:
    if (token.escaped && token.name->text == u"async" && isAsyncFunctionAhead()) fail(Message::InvalidEscapedReservedWord, token);
    if (atWord("async") && isAsyncFunctionAhead()) {
      advance();
      advance();
      const FunctionFlavor flavor = eat(TokenKind::Star) ? FunctionFlavor::AsyncGenerator : FunctionFlavor::Async;
      return parseFunction(token.start, flavor, false, true, nullptr);
    }
    [[fallthrough]];
  case TokenKind::Yield:
  case TokenKind::Await:
    checkIdentifierReference(token);
    advance();
    return identifierFrom(token);
  case TokenKind::Number: {
    if (token.strictError != Message::None && strict()) fail(token.strictError, token.errorStart, token.errorEnd);
    advance();
    auto* node = make<NumberLiteralNode>(NodeKind::NumberLiteral, token.start);
    node->value = token.number;
    return finish(node);
  }
  case TokenKind::BigInt: {
    advance();
    auto* node = make<BigIntLiteralNode>(NodeKind::BigIntLiteral, token.start);
    char* digits = static_cast<char*>(tree_.arena.allocate(token.name->text.size() + 1));
    std::copy(token.name->text.begin(), token.name->text.end(), digits);
    node->digits = std::string_view(digits, token.name->text.size());
    return finish(node);
  }
  case TokenKind::String: {
    if (token.strictError != Message::None && strict()) fail(token.strictError, token.errorStart, token.errorEnd);
    advance();
    auto* node = make<StringLiteralNode>(NodeKind::StringLiteral, token.start);
    node->value = token.name;
    return finish(node);
  }
  case TokenKind::Template: return parseTemplate(false);
  case TokenKind::Slash:
  case TokenKind::SlashEqual: {
    token_ = lexer_.rescanRegExp(token);
    if (token_.kind == TokenKind::Invalid) {
      error_ = *lexer_.error();
      throw ParseFailure{};
    }
    auto* node = make<RegExpLiteralNode>(NodeKind::RegExpLiteral, token.start);
    node->pattern = token_.name;
    node->flags = token_.raw;
    if (options_.checkRegExp) {
      const std::string problem = options_.checkRegExp(token_.name->text, token_.raw->text);
      if (!problem.empty())
        fail(Message::MalformedRegExp, "/" + toUtf8(token_.name->text) + "/" + toUtf8(token_.raw->text) + ": " + problem, token_.start,
             token_.end);
    }
    advance();
    return finish(node);
  }
  case TokenKind::True:
  case TokenKind::False: {
    advance();
    if (token.escaped) fail(Message::InvalidEscapedReservedWord, token);
    auto* node = make<BooleanLiteralNode>(NodeKind::BooleanLiteral, token.start);
    node->value = token.kind == TokenKind::True;
    return finish(node);
  }
  case TokenKind::Null:
    advance();
    if (token.escaped) fail(Message::InvalidEscapedReservedWord, token);
    return finish(make<Node>(NodeKind::NullLiteral, token.start));
  case TokenKind::This:
    advance();
    if (token.escaped) fail(Message::InvalidEscapedReservedWord, token);
    return finish(make<Node>(NodeKind::This, token.start));
  case TokenKind::LeftParen: return parseParenthesized();
  case TokenKind::LeftBracket: return parseArrayLiteral();
  case TokenKind::LeftBrace: return parseObjectLiteral();
  case TokenKind::Function: {
    if (token.escaped) fail(Message::InvalidEscapedReservedWord, token);
    advance();
    const FunctionFlavor flavor = eat(TokenKind::Star) ? FunctionFlavor::Generator : FunctionFlavor::Normal;
    return parseFunction(token.start, flavor, false, true, nullptr);
  }
  case TokenKind::Class: return parseClass(false, true, nullptr);
  default: unexpected();
  }
}

Node* Parser::parseParenthesized() {
  const uint32_t start = token_.start;
  advance();
  Cover cover;
  cover.start = start;
  const CoverError pendingBefore = coverError_;
  coverError_ = {};
  Token last = token_; // what cannot be there unless => follows
  if (at(TokenKind::RightParen)) {
    cover.onlyArrow = true;
  } else {
    for (;;) {
      if (at(TokenKind::Ellipsis)) {
        last = token_;
        advance();
        cover.rest = parseBindingTarget();
        cover.onlyArrow = true;
        if (at(TokenKind::Equal)) failPrevious(Message::RestDefaultInitializer);
        if (at(TokenKind::Comma)) failPrevious(Message::ParamAfterRest);
        if (!at(TokenKind::RightParen)) unexpected(last);
        break;
      }
      cover.items.push_back(parseAssignmentCover(true));
      if (!eat(TokenKind::Comma)) break;
      if (at(TokenKind::RightParen)) {
        last = token_;
        cover.onlyArrow = true;
        break;
      }
    }
  }
  expect(TokenKind::RightParen);
  const bool arrow = at(TokenKind::Arrow) && !token_.newlineBefore;
  if (cover.onlyArrow && !at(TokenKind::Arrow)) unexpected(last);
  if (!arrow && coverError_) failCover();
  coverError_ = pendingBefore;
  Node* node;
  if (cover.items.size() == 1 && !cover.onlyArrow && !arrow) {
    node = cover.items[0];
    node->parenthesized = true;
    return node;
  }
  auto* sequence = make<SequenceNode>(NodeKind::Sequence, start);
  sequence->expressions = tree_.arena.list(cover.items);
  for (Node* item : cover.items) sequence->hasAssignment = sequence->hasAssignment || item->hasAssignment;
  sequence->parenthesized = true;
  node = finish(sequence);
  cover.node = node;
  cover_ = std::move(cover);
  return node;
}

Node* Parser::parseArrayLiteral() {
  const uint32_t start = token_.start;
  advance();
  std::vector<Node*> elements;
  bool assigns = false;
  while (!at(TokenKind::RightBracket)) {
    if (at(TokenKind::Comma)) {
      advance();
      elements.push_back(nullptr);
      continue;
    }
    const uint32_t elementStart = token_.start;
    Node* element;
    if (eat(TokenKind::Ellipsis)) {
      auto* spread = make<SpreadNode>(NodeKind::Spread, elementStart);
      spread->argument = parseAssignmentCover(true);
      spread->hasAssignment = spread->argument->hasAssignment;
      element = finish(spread);
      if (at(TokenKind::Comma)) spread->parenthesized = true; // marks: not last, so no rest element
    } else {
      element = parseAssignmentCover(true);
    }
    assigns = assigns || element->hasAssignment;
    elements.push_back(element);
    if (!at(TokenKind::RightBracket)) expect(TokenKind::Comma);
  }
  advance();
  auto* node = make<ArrayLiteralNode>(NodeKind::ArrayLiteral, start);
  node->elements = tree_.arena.list(elements);
  node->hasAssignment = assigns;
  return finish(node);
}

Node* Parser::parsePropertyName(bool* computed, const Name** privateName, Token* nameToken) {
  *computed = false;
  *nameToken = token_;
  switch (token_.kind) {
  case TokenKind::LeftBracket: {
    advance();
    *computed = true;
    Node* key = parseAssignment();
    expect(TokenKind::RightBracket);
    return key;
  }
  case TokenKind::String: {
    auto* key = parsePrimary();
    return key;
  }
  case TokenKind::Number:
  case TokenKind::BigInt: return parsePrimary();
  case TokenKind::PrivateName:
    if (!privateName) unexpected();
    *privateName = token_.name;
    advance();
    return nullptr;
  default: {
    if (token_.kind != TokenKind::Identifier && !isKeyword(token_.kind)) unexpected();
    auto* key = make<StringLiteralNode>(NodeKind::StringLiteral, token_.start);
    key->value = token_.name;
    advance();
    return finish(key);
  }
  }
}

Node* Parser::parseObjectLiteral() {
  const uint32_t start = token_.start;
  advance();
  std::vector<Property> properties;
  bool assigns = false, hasProto = false;
  while (!at(TokenKind::RightBrace)) {
    Property p{};
    p.start = token_.start;
    const Token first = token_;
    if (eat(TokenKind::Ellipsis)) {
      p.kind = PropertyKind::Spread;
      p.value = parseAssignmentCover(true);
      if (at(TokenKind::Comma)) p.computed = true; // marks: not last, so no rest property
    } else {
      const auto nameFollows = [&](const Token& next) { // the word before was a modifier
        return next.kind != TokenKind::Comma && next.kind != TokenKind::RightBrace && next.kind != TokenKind::Colon &&
               next.kind != TokenKind::LeftParen && next.kind != TokenKind::Equal;
      };
      FunctionFlavor flavor = FunctionFlavor::Normal;
      PropertyKind kind = PropertyKind::Value;
      if (token_.escaped && token_.kind == TokenKind::Identifier &&
          (token_.name->text == u"get" || token_.name->text == u"set" || token_.name->text == u"async") && nameFollows(peekNext()))
        fail(Message::InvalidEscapedReservedWord, token_);
      if (atWord("async")) {
        const Token next = peekNext();
        if (nameFollows(next) && !next.newlineBefore) {
          advance();
          flavor = FunctionFlavor::Async;
          kind = PropertyKind::Method;
        }
      } else if (atWord("get") || atWord("set")) {
        if (nameFollows(peekNext())) {
          kind = atWord("get") ? PropertyKind::Getter : PropertyKind::Setter;
          advance();
        }
      }
      if (at(TokenKind::Star)) {
        if (kind == PropertyKind::Getter || kind == PropertyKind::Setter) unexpected();
        advance();
        flavor = flavor == FunctionFlavor::Async ? FunctionFlavor::AsyncGenerator : FunctionFlavor::Generator;
        kind = PropertyKind::Method;
      }
      Token nameToken;
      p.key = parsePropertyName(&p.computed, nullptr, &nameToken);
      if (kind == PropertyKind::Value && at(TokenKind::LeftParen)) kind = PropertyKind::Method;
      p.kind = kind;
      if (kind == PropertyKind::Method) {
        p.value = parseMethod(p.start, FunctionRole::Method, flavor);
      } else if (kind == PropertyKind::Getter || kind == PropertyKind::Setter) {
        p.value = parseMethod(p.start, kind == PropertyKind::Getter ? FunctionRole::Getter : FunctionRole::Setter, FunctionFlavor::Normal);
      } else if (eat(TokenKind::Colon)) {
        if (!p.computed && p.key->kind == NodeKind::StringLiteral && p.key->as<StringLiteralNode>()->value->text == u"__proto__") {
          p.kind = PropertyKind::Proto;
          if (hasProto && !coverError_) coverError_ = {Message::DuplicateProto, first.start, first.end};
          hasProto = true;
        }
        p.value = parseAssignmentCover(true);
      } else {
        if (!at(TokenKind::Comma) && !at(TokenKind::RightBrace) && !at(TokenKind::Equal)) unexpected();
        if (p.computed || !isIdentifierToken(nameToken)) {
          nameToken.start = previous_.start;
          nameToken.end = previous_.end;
          unexpected(nameToken);
        }
        checkIdentifierReference(nameToken);
        p.kind = PropertyKind::Shorthand;
        p.value = identifierFrom(nameToken);
        if (at(TokenKind::Equal)) { // { a = 1 }: only a pattern may have it
          const CoverError pending = coverError_;
          advance();
          p.initializer = parseAssignment();
          coverError_ = pending ? pending : CoverError{Message::InvalidCoverInitializedName, nameToken.start, lastEnd_};
          assigns = true;
        }
      }
    }
    if (p.value) assigns = assigns || p.value->hasAssignment;
    if (p.computed && p.key) assigns = assigns || p.key->hasAssignment;
    p.end = lastEnd_;
    properties.push_back(p);
    if (!at(TokenKind::RightBrace)) expect(TokenKind::Comma);
  }
  advance();
  auto* node = make<ObjectLiteralNode>(NodeKind::ObjectLiteral, start);
  node->properties = tree_.arena.list(properties);
  node->hasAssignment = assigns;
  return finish(node);
}

Node* Parser::parseTemplate(bool tagged) {
  const uint32_t start = token_.start;
  std::vector<const Name*> cooked, raw;
  std::vector<Node*> expressions;
  bool assigns = false;
  for (;;) {
    if (!token_.name && !tagged) fail(token_.templateError, token_.errorStart, token_.errorEnd);
    cooked.push_back(token_.name);
    raw.push_back(token_.raw);
    if (token_.templateTail) break;
    advance();
    const uint32_t expressionStart = token_.start;
    expressions.push_back(parseExpression());
    assigns = assigns || expressions.back()->hasAssignment;
    if (!at(TokenKind::RightBrace)) fail(Message::UnterminatedTemplateExpression, expressionStart, token_.start);
    token_ = lexer_.rescanTemplateContinuation(token_);
    if (token_.kind == TokenKind::Invalid) {
      error_ = *lexer_.error();
      throw ParseFailure{};
    }
  }
  advance();
  auto* node = make<TemplateLiteralNode>(NodeKind::TemplateLiteral, start);
  node->cooked = tree_.arena.list(cooked);
  node->raw = tree_.arena.list(raw);
  node->expressions = tree_.arena.list(expressions);
  node->hasAssignment = assigns;
  return finish(node);
}

} // namespace tickscope::syntax
