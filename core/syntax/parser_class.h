#pragma once
// The parser's state. Its methods are spread over parser.cpp (entry, tokens), parser_expressions.cpp,
// parser_patterns.cpp, parser_functions.cpp (functions and classes), parser_statements.cpp and parser_modules.cpp.
#include <optional>

#include "core/syntax/lexer.h"
#include "core/syntax/parser.h"

namespace tickscope::syntax {

// Thrown inside the parser only; parse() turns it into a result.
struct ParseFailure {};

class Parser {
public:
  Parser(std::string_view text, Tree& tree, const ParseOptions& options);
  void parseProgram();
  SyntaxError takeError();

private:
  // --- what surrounds the code being parsed ---
  struct Label {
    const Name* name;
    bool isLoop;
    uint32_t bodyStart;
  };
  struct FunctionState {
    FunctionNode* node = nullptr;
    FunctionState* outer = nullptr;
    bool strict = false;
    bool isAsync = false, isGenerator = false;
    bool allowNewTarget = false, allowSuperProperty = false, allowSuperCall = false;
    bool allowReturn = true;
    bool allowAwaitExpression = false; // async function, or module top level
    bool inParameters = false;
    bool inStaticBlock = false;
    bool inFieldInitializer = false;
    bool inArgumentlessArrow = false; // an arrow in a static block: `arguments` is still an error
    uint32_t loops = 0, breakables = 0;
    std::vector<Label> labels;
  };
  // A parenthesised list that may turn out to be an arrow's parameters.
  struct Cover {
    Node* node = nullptr;
    std::vector<Node*> items;
    Node* rest = nullptr;
    bool onlyArrow = false; // (), a trailing comma or a rest: nothing else may follow but =>
    uint32_t start = 0;
  };
  // What is wrong in a literal unless it becomes a pattern: `{ a = 1 }`, a repeated __proto__.
  struct CoverError {
    Message message = Message::None;
    uint32_t start = 0, end = 0;
    explicit operator bool() const { return message != Message::None; }
  };
  struct DepthGuard {
    Parser& parser;
    explicit DepthGuard(Parser& p);
    ~DepthGuard() { --parser.depth_; }
  };
  friend struct DepthGuard;

  // --- tokens (parser.cpp) ---
  void advance();
  Token peekNext();
  bool at(TokenKind kind) const { return token_.kind == kind; }
  bool atWord(std::string_view word) const; // a contextual word without escapes
  static bool isWord(const Token& token, std::string_view word);
  bool eat(TokenKind kind);
  void expect(TokenKind kind);
  void semicolon();
  [[noreturn]] void unexpected() { unexpected(token_); }
  [[noreturn]] void unexpected(const Token& token);
  [[noreturn]] void fail(std::string message, uint32_t start, uint32_t end);
  [[noreturn]] void fail(Message message, uint32_t start, uint32_t end) { fail(messageText(message), start, end); }
  [[noreturn]] void fail(Message message, const Node* node) { fail(messageText(message), node->start, node->end); }
  [[noreturn]] void fail(Message message, const Token& token) { fail(messageText(message), token.start, token.end); }
  [[noreturn]] void fail(std::string message, const Node* node) { fail(std::move(message), node->start, node->end); }
  [[noreturn]] void fail(std::string message, const Token& token) { fail(std::move(message), token.start, token.end); }
  template <class T> T* make(NodeKind kind, uint32_t start) {
    T* node = tree_.arena.make<T>();
    node->kind = kind;
    node->start = start;
    return node;
  }
  template <class T> T* finish(T* node) {
    node->end = lastEnd_;
    return node;
  }
  [[noreturn]] void fail(Message message, std::string_view argument, uint32_t start, uint32_t end) {
    fail(messageText(message, argument), start, end);
  }
  // V8 often marks the token it has just taken.
  [[noreturn]] void failPrevious(Message message) { fail(message, previous_); }
  // Of a node with the parentheses right around it.
  void parenthesizedRange(const Node* node, uint32_t* start, uint32_t* end) const;
  [[noreturn]] void failCover() { fail(coverError_.message, coverError_.start, coverError_.end); }
  bool strict() const { return state_->strict; }
  const Name* word(std::string_view text) { return tree_.name(text); }

  // --- expressions ---
  Node* parseExpression(bool allowIn = true);
  Node* parseAssignment(bool allowIn = true);
  Node* parseAssignmentCover(bool allowIn);
  Node* parseConditional(bool allowIn);
  Node* parseLogical(bool allowIn);
  Node* parseBinary(bool allowIn, int minPrecedence);
  Node* continueBinary(Node* left, bool allowIn, int minPrecedence);
  void checkPrivateNameAllowed(const Token& token);
  Node* parseUnary();
  Node* parsePostfix();
  Node* parseLeftHandSide();
  Node* parseNew();
  Node* parsePrimary();
  Node* parseParenthesized();
  Node* parseArrayLiteral();
  Node* parseObjectLiteral();
  Node* parseTemplate(bool tagged);
  Node* parseImportExpression();
  Node* parseSuper();
  Node* parseYield(bool allowIn);
  Node* parseAwait();
  List<Node*> parseArguments(bool* hasSpread);
  Node* parseMemberTail(Node* object, bool allowCalls, bool* inChain);
  // A property name: sets computed; `key` is null for a private name, then `privateName` is set.
  Node* parsePropertyName(bool* computed, const Name** privateName, Token* nameToken);
  IdentifierNode* identifierFrom(const Token& token);
  void checkIdentifierReference(const Token& token);
  bool isIdentifierToken(const Token& token) const; // an Identifier, or a keyword that is one here (yield, await)

  // --- patterns ---
  Node* toAssignmentTarget(Node* node);
  // From a cover grammar. `nested`: inside a pattern already.
  Node* toBindingPattern(Node* node, bool isParameter, bool nested = false);
  PatternElement toPatternElement(Node* node, bool binding, bool nested = true);
  Node* parseBindingTarget(); // identifier or pattern
  PatternElement parseBindingElement();
  IdentifierNode* parseBindingIdentifier();
  static bool isStrictReserved(const Name* name);
  void checkBindingName(const Name* name, uint32_t start, uint32_t end, bool strictCode);
  bool isSimpleTarget(const Node* node) const;
  Node* checkSimpleTarget(Node* node, Message message, bool allowCall = true);
  // The same for what lies between `start` and the last token, with its parentheses.
  Node* checkSimpleTarget(Node* node, Message message, bool allowCall, uint32_t start);
  void boundNames(const Node* pattern, std::vector<const IdentifierNode*>* out) const;

  // --- functions and classes ---
  FunctionNode* parseFunction(uint32_t start, FunctionFlavor flavor, bool isDeclaration, bool nameOptional, IdentifierNode** identifier);
  FunctionNode* parseMethod(uint32_t start, FunctionRole role, FunctionFlavor flavor);
  Node* parseArrowFrom(Node* parameters, uint32_t start, bool isAsync, bool allowIn);
  void parseParameters(FunctionNode* function);
  void parseFunctionBody(FunctionNode* function);
  void checkParameters(FunctionNode* function);
  void finishParameters(FunctionNode* function);
  ClassNode* parseClass(bool isDeclaration, bool nameOptional, IdentifierNode** identifier);
  ClassElement parseClassElement(ClassNode* node, bool* isConstructor);
  FunctionNode* parseFieldInitializer(uint32_t start);
  FunctionNode* newFunctionNode(uint32_t start, FunctionRole role, FunctionFlavor flavor);
  bool parseDirectives(std::vector<Node*>* body, FunctionNode* function); // true if "use strict" was among them

  // --- statements ---
  Node* parseStatement(bool allowLexical, bool allowLabelledFunction = false);
  Node* parseStatementListItem() { return parseStatement(true, true); }
  Node* parseEmbeddedStatement(bool isIf = false);
  BlockNode* parseBlock();
  Node* parseVariableStatement();
  VariableDeclarationNode* parseDeclarators(DeclarationKind kind, uint32_t start, bool inFor);
  Node* parseFunctionDeclaration(bool inBlockOrTop);
  Node* parseIf();
  Node* parseFor();
  Node* parseForInOf(uint32_t start, Node* left, bool isOf, bool isAwait);
  Node* parseWhile();
  Node* parseDoWhile();
  Node* parseJump();
  Node* parseReturn();
  Node* parseThrow();
  Node* parseTry();
  void addLaterCatch(TryNode* node, const Token& catchToken, uint32_t position);
  Node* parseSwitch();
  Node* parseWith();
  Node* parseLabeled(bool allowFunction);
  Node* parseExpressionStatement();
  Node* parseLoopBody();
  bool startsLexicalDeclaration();
  bool isAsyncFunctionAhead();

  // --- modules ---
  void expectWord(std::string_view word);
  Node* parseImport();
  Node* parseExport();
  const Name* parseModuleExportName(Token* token);
  List<ImportAttribute> parseImportAttributes();

  std::string_view text_;
  Tree& tree_;
  const ParseOptions& options_;
  Lexer lexer_;
  Token token_;
  uint32_t lastEnd_ = 0;
  Token previous_;
  FunctionState* state_ = nullptr;
  uint32_t depth_ = 0;
  Cover cover_; // the last one that was closed
  CoverError coverError_;
  uint32_t yieldOrAwaitSeen_ = 0;   // start + 1 of the last yield or await expression: for parameters
  uint32_t awaitIdentifierSeen_ = 0; // start + 1 of the last `await` that was taken as a name
  uint32_t classDepth_ = 0;          // classes around: private names may be declared
  uint32_t labelsEnd_ = 0;      // where the row of labels ends that was looked at last
  bool labelsAreOfLoop_ = false;
  std::optional<SyntaxError> error_;
};

} // namespace tickscope::syntax
