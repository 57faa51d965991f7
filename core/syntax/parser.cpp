#include "core/syntax/parser.h"

#include "core/syntax/parser_class.h"

namespace tickscope::syntax {

ParseResult parse(std::string_view text, const ParseOptions& options) {
  ParseResult result;
  auto tree = std::make_unique<Tree>();
  Parser parser(text, *tree, options);
  try {
    parser.parseProgram();
  } catch (const ParseFailure&) {
    result.error = parser.takeError();
    return result;
  }
  if (!analyzeScopes(*tree, options, &result.error)) return result;
  result.tree = std::move(tree);
  return result;
}

Parser::Parser(std::string_view text, Tree& tree, const ParseOptions& options)
    : text_(text), tree_(tree), options_(options), lexer_(text, tree, options.goal != Goal::Module, options.dialect) {}

SyntaxError Parser::takeError() { return error_ ? *error_ : SyntaxError{"Invalid or unexpected token", 0, 0}; }

Parser::DepthGuard::DepthGuard(Parser& p) : parser(p) {
  if (++p.depth_ <= p.options_.maxDepth) return;
  p.error_ = SyntaxError{"Maximum call stack size exceeded", p.token_.start, p.token_.end, true};
  throw ParseFailure{};
}

// --- tokens ---

void Parser::advance() {
  lastEnd_ = token_.end;
  previous_ = token_;
  token_ = lexer_.next();
  if (token_.kind == TokenKind::Invalid) {
    error_ = *lexer_.error();
    throw ParseFailure{};
  }
}

Token Parser::peekNext() {
  const uint32_t position = lexer_.position();
  const Token next = lexer_.next();
  lexer_.rewind(position);
  return next;
}

bool Parser::isWord(const Token& token, std::string_view word) {
  return token.kind == TokenKind::Identifier && !token.escaped && token.name->text.size() == word.size() &&
         std::equal(word.begin(), word.end(), token.name->text.begin());
}
bool Parser::atWord(std::string_view word) const { return isWord(token_, word); }

bool Parser::eat(TokenKind kind) {
  if (token_.kind != kind) return false;
  if (token_.escaped && isKeyword(kind)) unexpected();
  advance();
  return true;
}

void Parser::expect(TokenKind kind) {
  if (token_.kind != kind) unexpected();
  if (token_.escaped && isKeyword(kind)) fail(Message::InvalidEscapedReservedWord, token_);
  advance();
}

// Automatic semicolon insertion (ECMA-262 §12.10).
void Parser::semicolon() {
  if (eat(TokenKind::Semicolon)) return;
  if (at(TokenKind::RightBrace) || at(TokenKind::EndOfFile) || token_.newlineBefore) return;
  // V8 explains the commonest case: `await x` where await is an identifier.
  if (previous_.kind == TokenKind::Await && !previous_.escaped && !state_->isAsync) fail(Message::AwaitNotInAsyncContext, previous_);
  unexpected();
}

void Parser::fail(std::string message, uint32_t start, uint32_t end) {
  error_ = SyntaxError{std::move(message), start, end};
  throw ParseFailure{};
}

void Parser::unexpected(const Token& token) {
  switch (token.kind) {
  case TokenKind::EndOfFile: fail(Message::UnexpectedEndOfInput, token);
  case TokenKind::Number:
  case TokenKind::BigInt: fail(Message::UnexpectedNumber, token);
  case TokenKind::String: fail(Message::UnexpectedString, token);
  case TokenKind::Template: fail(Message::UnexpectedTemplateString, token);
  case TokenKind::Await:
  case TokenKind::Enum: fail(Message::UnexpectedReserved, token);
  case TokenKind::PrivateName:
  case TokenKind::Yield:
  case TokenKind::Identifier:
    if (token.kind != TokenKind::PrivateName && isStrictReserved(token.name)) {
      if (token.escaped && strict()) fail(Message::InvalidEscapedReservedWord, token);
      if (strict()) fail(Message::UnexpectedStrictReserved, token);
    } else { // V8 has tokens for these words
      for (const char16_t* word : {u"async", u"get", u"set", u"of"})
        if (token.name->text == word) fail(Message::UnexpectedToken, toUtf8(token.name->text), token.start, token.end);
    }
    fail(Message::UnexpectedIdentifier, toUtf8(token.name->text), token.start, token.end);
  default: break;
  }
  if (token.escaped) fail(Message::InvalidEscapedReservedWord, token);
  fail(Message::UnexpectedToken, tokenText(token.kind), token.start, token.end);
}

// --- the program ---

void Parser::parseProgram() {
  FunctionState state;
  state_ = &state;
  FunctionRole role = FunctionRole::Script;
  if (options_.goal == Goal::Module) role = FunctionRole::Module;
  if (options_.goal == Goal::Eval) role = FunctionRole::Eval;
  if (options_.goal == Goal::FunctionBody || options_.goal == Goal::Function) role = FunctionRole::Normal;
  FunctionNode* program = newFunctionNode(0, role, FunctionFlavor::Normal);
  tree_.program = program;
  state.node = program;
  state.strict = options_.strict || options_.goal == Goal::Module;
  state.allowReturn = options_.goal == Goal::FunctionBody;
  state.allowAwaitExpression = options_.goal == Goal::Module;
  state.allowNewTarget = options_.goal == Goal::FunctionBody || options_.allowNewTarget;
  state.allowSuperProperty = options_.allowSuperProperty;
  state.allowSuperCall = options_.allowSuperCall;
  state.inFieldInitializer = options_.inFieldInitializer;
  program->isStrict = state.strict;
  advance();
  std::vector<Node*> body;
  if (options_.goal == Goal::Function) {
    Node* function = parseAssignment();
    if (function->kind != NodeKind::Function && function->kind != NodeKind::Class) unexpected();
    auto* statement = make<ExpressionStatementNode>(NodeKind::ExpressionStatement, function->start);
    statement->expression = function;
    body.push_back(finish(statement));
    if (!at(TokenKind::EndOfFile)) unexpected();
  } else {
    if (options_.goal == Goal::FunctionBody) {
      std::vector<PatternElement> parameters;
      for (const std::string& name : options_.parameterNames) {
        auto* identifier = make<IdentifierNode>(NodeKind::Identifier, 0);
        identifier->name = tree_.name(name);
        parameters.push_back({identifier, nullptr});
      }
      program->parameters = tree_.arena.list(parameters);
      program->length = uint32_t(parameters.size());
    }
    parseDirectives(&body, program);
    while (!at(TokenKind::EndOfFile)) body.push_back(parseStatementListItem());
  }
  program->body = tree_.arena.list(body);
  program->start = 0;
  program->end = uint32_t(text_.size());
  program->isStrict = state.strict;
  if (tree_.hasTopLevelAwait) program->flavor = FunctionFlavor::Async;
  state_ = nullptr;
}

} // namespace tickscope::syntax
