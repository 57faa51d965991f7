// Imports and exports (ECMA-262 §16.2).
#include "core/syntax/parser_class.h"

namespace tickscope::syntax {

void Parser::expectWord(std::string_view word) {
  if (token_.escaped && token_.kind == TokenKind::Identifier && toUtf8(token_.name->text) == word)
    fail(Message::InvalidEscapedMetaProperty, word, token_.start, token_.end);
  if (!atWord(word)) unexpected();
  advance();
}

const Name* Parser::parseModuleExportName(Token* token) {
  *token = token_;
  if (token_.kind == TokenKind::String) {
    for (size_t i = 0; i < token_.name->text.size(); ++i) {
      const char16_t unit = token_.name->text[i];
      const bool high = unit >= 0xd800 && unit < 0xdc00, low = unit >= 0xdc00 && unit < 0xe000;
      const bool pair = high && i + 1 < token_.name->text.size() && (token_.name->text[i + 1] & 0xfc00) == 0xdc00;
      if (pair) ++i;
      else if (high || low) fail(Message::InvalidModuleExportName, token_);
    }
  } else if (token_.kind != TokenKind::Identifier && !isKeyword(token_.kind)) {
    unexpected();
  }
  const Name* name = token_.name;
  advance();
  return name;
}

List<ImportAttribute> Parser::parseImportAttributes() {
  std::vector<ImportAttribute> attributes;
  if (!(at(TokenKind::With) || (atWord("assert") && !token_.newlineBefore))) return {};
  advance();
  expect(TokenKind::LeftBrace);
  while (!at(TokenKind::RightBrace)) {
    if (token_.kind != TokenKind::Identifier && token_.kind != TokenKind::String && !isKeyword(token_.kind)) unexpected();
    const Token key = token_;
    advance();
    expect(TokenKind::Colon);
    if (!at(TokenKind::String)) unexpected();
    for (const ImportAttribute& a : attributes)
      if (a.key == key.name) fail(Message::ImportAttributesDuplicateKey, toUtf8(key.name->text), key.start, key.end);
    attributes.push_back({key.name, token_.name});
    advance();
    if (!at(TokenKind::RightBrace)) expect(TokenKind::Comma);
  }
  advance();
  return tree_.arena.list(attributes);
}

Node* Parser::parseImport() {
  const uint32_t start = token_.start;
  expect(TokenKind::Import);
  auto* node = make<ImportNode>(NodeKind::Import, start);
  std::vector<ImportSpecifier> specifiers;
  if (!at(TokenKind::String)) {
    bool more = true;
    if (isIdentifierToken(token_)) {
      specifiers.push_back({word("default"), parseBindingIdentifier()});
      more = eat(TokenKind::Comma);
      if (more && !at(TokenKind::Star) && !at(TokenKind::LeftBrace)) unexpected(previous_);
    }
    if (more && eat(TokenKind::Star)) {
      expectWord("as");
      specifiers.push_back({nullptr, parseBindingIdentifier()});
    } else if (more) {
      expect(TokenKind::LeftBrace);
      while (!at(TokenKind::RightBrace)) {
        Token token;
        const Name* imported = parseModuleExportName(&token);
        IdentifierNode* local;
        if (atWord("as")) {
          advance();
          local = parseBindingIdentifier();
        } else {
          if (token.kind != TokenKind::Identifier || isStrictReserved(token.name)) fail(Message::UnexpectedReserved, token);
          checkBindingName(token.name, token.start, token.end, true);
          local = identifierFrom(token);
        }
        specifiers.push_back({imported, local});
        if (!at(TokenKind::RightBrace)) expect(TokenKind::Comma);
      }
      advance();
    }
    expectWord("from");
  }
  if (!at(TokenKind::String)) unexpected();
  node->specifier = token_.name;
  advance();
  node->attributes = parseImportAttributes();
  semicolon();
  node->specifiers = tree_.arena.list(specifiers);
  return finish(node);
}

Node* Parser::parseExport() {
  const uint32_t start = token_.start;
  expect(TokenKind::Export);
  if (eat(TokenKind::Star)) {
    auto* node = make<ExportAllNode>(NodeKind::ExportAll, start);
    node->exported = nullptr;
    if (atWord("as")) {
      advance();
      Token token;
      node->exported = parseModuleExportName(&token);
    }
    expectWord("from");
    if (!at(TokenKind::String)) unexpected();
    node->specifier = token_.name;
    advance();
    node->attributes = parseImportAttributes();
    semicolon();
    return finish(node);
  }
  if (at(TokenKind::Default) && !token_.escaped) {
    advance();
    auto* node = make<ExportDefaultNode>(NodeKind::ExportDefault, start);
    const uint32_t declarationStart = token_.start;
    const bool isAsync = atWord("async") && isAsyncFunctionAhead();
    if (at(TokenKind::Function) || isAsync) {
      FunctionFlavor flavor = FunctionFlavor::Normal;
      if (isAsync) {
        advance();
        flavor = FunctionFlavor::Async;
      }
      advance();
      if (eat(TokenKind::Star)) flavor = isAsync ? FunctionFlavor::AsyncGenerator : FunctionFlavor::Generator;
      auto* declaration = make<FunctionDeclarationNode>(NodeKind::FunctionDeclaration, declarationStart);
      declaration->identifier = nullptr;
      declaration->function = parseFunction(declarationStart, flavor, true, true, &declaration->identifier);
      node->declaration = finish(declaration);
    } else if (at(TokenKind::Class)) {
      auto* declaration = make<ClassDeclarationNode>(NodeKind::ClassDeclaration, declarationStart);
      declaration->identifier = nullptr;
      declaration->classNode = parseClass(true, true, &declaration->identifier);
      node->declaration = finish(declaration);
    } else {
      node->declaration = parseAssignment();
      semicolon();
    }
    return finish(node);
  }
  auto* node = make<ExportNamedNode>(NodeKind::ExportNamed, start);
  node->declaration = nullptr;
  node->specifier = nullptr;
  if (at(TokenKind::LeftBrace)) {
    advance();
    std::vector<ExportSpecifier> specifiers;
    std::vector<Token> locals;
    while (!at(TokenKind::RightBrace)) {
      ExportSpecifier s{};
      s.start = token_.start;
      Token token, exported;
      s.local = parseModuleExportName(&token);
      s.exported = s.local;
      if (atWord("as")) {
        advance();
        s.exported = parseModuleExportName(&exported);
      }
      s.end = lastEnd_;
      s.reference = identifierFrom(token);
      specifiers.push_back(s);
      locals.push_back(token);
      if (!at(TokenKind::RightBrace)) expect(TokenKind::Comma);
    }
    advance();
    if (atWord("from")) {
      advance();
      if (!at(TokenKind::String)) unexpected();
      node->specifier = token_.name;
      advance();
      node->attributes = parseImportAttributes();
    } else {
      for (const Token& token : locals) {
        if (token.kind == TokenKind::String) fail(Message::ModuleExportNameWithoutFrom, token);
        if (token.kind != TokenKind::Identifier || isStrictReserved(token.name)) fail(Message::UnexpectedReserved, token);
      }
    }
    semicolon();
    node->specifiers = tree_.arena.list(specifiers);
    return finish(node);
  }
  if (at(TokenKind::Var) || at(TokenKind::Const) || startsLexicalDeclaration() || at(TokenKind::Class) || at(TokenKind::Function) ||
      (atWord("async") && isAsyncFunctionAhead())) {
    node->declaration = parseStatement(true);
    return finish(node);
  }
  if (atWord("async")) unexpected();
  unexpected(previous_);
}

} // namespace tickscope::syntax
