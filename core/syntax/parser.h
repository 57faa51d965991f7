#pragma once
// From source text to a syntax tree with its scopes resolved (ECMA-262 §13 to §16 and their early errors).
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/syntax/ast.h"
#include "core/syntax/dialect.h"
#include "core/syntax/scope.h"
#include "core/syntax/syntax_error.h"

namespace tickscope::syntax {

enum class Goal : uint8_t {
  Script,
  Module,
  FunctionBody, // statements as the body of a function with the parameters `parameterNames` (CommonJS): return is allowed
  Function,     // exactly one function expression (the Function constructor's assembled text)
  Eval,
};

// A private name that code around a direct eval has declared.
struct OuterScope; // see ParseOptions::outerScope

// For a thread with a stack of 1 GiB, as the engine's: several thousand nested parentheses, each of which counts three times.
// AddressSanitizer takes a throw that unwinds more than 64 MiB for an error, and its frames are large.
#ifdef __SANITIZE_ADDRESS__
inline constexpr uint32_t kDeepStackMaxDepth = 8000;
#else
inline constexpr uint32_t kDeepStackMaxDepth = 20000;
#endif

struct ParseOptions {
  Goal goal = Goal::Script;
  Dialect dialect;
  // Under WrongRule::CatchLater (core/vm/wrong_rules.def): every catch clause that can be a function is given to %later as
  // one when its block begins, and %over is called when that is over.
  bool laterCatches = false;
  bool strict = false;                     // Eval: the caller is strict
  std::vector<std::string> parameterNames; // FunctionBody
  // Direct eval: what its surroundings allow.
  bool allowNewTarget = false, allowSuperProperty = false, allowSuperCall = false, inFieldInitializer = false;
  bool isDirectEval = false;
  std::vector<std::u16string> outerPrivateNames; // with their #
  // Nesting of expressions and statements; deeper is reported as a stack overflow. The default is safe on a stack of 8 MiB
  // in any build; the engine's own thread allows more.
  uint32_t maxDepth = 700;
  // Early errors of regular expressions: the message after "Invalid regular expression: /pattern/flags: ", or empty. May be unset.
  std::function<std::string(std::u16string_view pattern, std::u16string_view flags)> checkRegExp;
};

struct ParseResult {
  std::unique_ptr<Tree> tree; // null after an error
  SyntaxError error;
  explicit operator bool() const { return tree != nullptr; }
};

// `text` is UTF-8 and must outlive the tree only if BigInt literals' digits are read.
ParseResult parse(std::string_view text, const ParseOptions& options);

// Scope analysis, run by parse(): resolves names, finds captured variables and late early errors. core/syntax/scope_analysis.cpp
bool analyzeScopes(Tree& tree, const ParseOptions& options, SyntaxError* error);

} // namespace tickscope::syntax
