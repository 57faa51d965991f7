// What scope analysis says about variables: where they live and whether the dead zone must be checked.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/syntax/lexer.h"
#include "core/syntax/parser.h"

using namespace tickscope::syntax;

namespace {

struct Analysed {
  std::unique_ptr<Tree> tree;
  // The variable of a name; REQUIRES exactly one, or one of that kind.
  const Variable* find(const char* name, int kind = -1) const {
    const Variable* found = nullptr;
    for (const auto& scope : tree->scopes)
      for (const Variable* v : scope->variables)
        if (toUtf8(v->name->text) == name && (kind < 0 || int(v->kind) == kind)) found = v;
    REQUIRE(found);
    return found;
  }
};

Analysed body(const std::string& text, const std::vector<std::string>& parameters = {}) {
  ParseOptions options;
  options.goal = Goal::FunctionBody;
  options.parameterNames = parameters;
  ParseResult result = parse(text, options);
  INFO(text << ": " << result.error.message);
  REQUIRE(result);
  return {std::move(result.tree)};
}

bool captured(const std::string& text, const char* name = "x") { return body(text).find(name)->isCaptured; }
bool startsEmpty(const std::string& text, const char* name = "x") { return body(text).find(name)->needsTdz; }

} // namespace

TEST_CASE("scopes: a variable is captured if a function inside uses it") {
  CHECK_FALSE(captured("let x = 1; x + 1; { x; }"));
  CHECK(captured("let x = 1; () => x"));
  CHECK(captured("var x; function f() { return function () { x = 1 } }"));
  CHECK(captured("let x; class A { y = x }"));
  CHECK(captured("let x; class A { static { x } }"));
  CHECK_FALSE(captured("let x; class A extends x { [x]() {} }"));
  CHECK_FALSE(captured("let x; (function (x) { x })"));
  CHECK(captured("let x; eval('')"));
  CHECK(captured("let x; (() => { eval('') })"));
  CHECK_FALSE(captured("let x; other.eval('')"));
}

TEST_CASE("scopes: straight-line code after a declaration needs no dead zone") {
  CHECK_FALSE(startsEmpty("let x = 1; x"));
  CHECK_FALSE(startsEmpty("const x = 1; for (;;) { x }"));
  CHECK_FALSE(startsEmpty("for (let x = 0; x < 1; x++) { x }"));
  CHECK_FALSE(startsEmpty("let x = 1; const f = () => x"));
  CHECK_FALSE(startsEmpty("let x = 1; { g(); function g() { x } }"));
  CHECK_FALSE(startsEmpty("let { x } = {}; x"));
  CHECK(startsEmpty("x; let x"));
  CHECK(startsEmpty("let x = x"));
  CHECK(startsEmpty("let x = () => x"));
  CHECK(startsEmpty("f(); let x = 1; function f() { x }"));
  CHECK(startsEmpty("const f = () => x; f(); let x = 1"));
  CHECK(startsEmpty("for (;;) { if (a) x; let x = 1 }"));
  CHECK(startsEmpty("switch (1) { case 0: let x; break; default: x }"));
  CHECK(startsEmpty("class x { static y = x }"));
  CHECK(startsEmpty("let x = 1; eval('x')"));
}

TEST_CASE("scopes: loops make variables anew only if a closure can tell") {
  const auto perIteration = [](const char* text) {
    const Analysed a = body(text);
    return std::any_of(a.tree->scopes.begin(), a.tree->scopes.end(), [](const auto& s) { return s->perIteration; });
  };
  CHECK_FALSE(perIteration("for (let i = 0; i < 9; i++) { i }"));
  CHECK(perIteration("for (let i = 0; i < 9; i++) { () => i }"));
  CHECK(perIteration("for (const i of x) { () => i }"));
  CHECK_FALSE(perIteration("for (var i = 0; i < 9; i++) { () => i }"));
  CHECK_FALSE(perIteration("for (let i of x) { let j = i; () => j }"));
}

TEST_CASE("scopes: functions in blocks of sloppy code are vars too, unless that would clash") {
  const auto hoisted = [](const std::string& text) {
    const Analysed a = body(text, {"p"});
    const auto& scope = *a.tree->program->bodyScope;
    return std::any_of(scope.variables.begin(), scope.variables.end(),
                       [](const Variable* v) { return toUtf8(v->name->text) == "f" && v->kind == VariableKind::Var; });
  };
  CHECK(hoisted("{ function f() {} }"));
  CHECK(hoisted("if (1) function f() {}"));
  CHECK(hoisted("switch (1) { case 1: function f() {} }"));
  CHECK(hoisted("try {} catch (f) { { function f() {} } }"));
  CHECK_FALSE(hoisted("'use strict'; { function f() {} }"));
  CHECK_FALSE(hoisted("{ let f; { function f() {} } }"));
  CHECK_FALSE(hoisted("let f; { function f() {} }"));
  CHECK_FALSE(hoisted("{ async function f() {} }"));
  CHECK_FALSE(hoisted("{ function* f() {} }"));
  CHECK_FALSE(hoisted("try {} catch ([f]) { { function f() {} } }"));
}

TEST_CASE("scopes: this, arguments and new.target are found through arrows") {
  CHECK(body("() => this").tree->program->thisVariable);
  CHECK_FALSE(body("this").tree->program->thisVariable);
  CHECK(body("this").tree->program->usesThis);
  CHECK_FALSE(body("(function () { this })").tree->program->usesThis);
  CHECK(body("() => () => arguments").tree->program->usesArguments);
  CHECK_FALSE(body("(function () { arguments })").tree->program->usesArguments);
  CHECK_FALSE(body("let arguments; arguments").tree->program->usesArguments);
  CHECK(body("() => new.target").tree->program->newTargetVariable);
}

TEST_CASE("scopes: with and sloppy eval make names dynamic") {
  const auto dynamic = [](const std::string& text) {
    const Analysed a = body(text);
    const Node* last = a.tree->program->body[a.tree->program->body.size() - 1];
    while (last->kind == NodeKind::With) last = last->as<WithNode>()->body;
    const Node* expression = last->as<ExpressionStatementNode>()->expression;
    REQUIRE(expression->kind == NodeKind::Identifier);
    return expression->as<IdentifierNode>()->isDynamic;
  };
  CHECK(dynamic("with (a) x"));
  CHECK(dynamic("eval(''); x"));
  CHECK_FALSE(dynamic("'use strict'; eval(''); x"));
  CHECK_FALSE(dynamic("var x; eval(''); x"));
  CHECK(dynamic("var x; with (a) x"));
}

TEST_CASE("scopes: very many names and references stay linear") {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "var v" + std::to_string(i) + "=1;";
  for (int i = 0; i < 100000; ++i) text += "v" + std::to_string(i) + ";";
  CHECK(body(text).tree->program->bodyScope->variables.size() == 100000);
}
