#include "core/session/dump.h"

#include "core/machine/machine.h"
#include "core/node/runtime.h"
#include "core/session/engine_thread.h"
#include "core/syntax/lexer.h"
#include "core/syntax/parser.h"
#include "core/vm/compiler.h"
#include "core/vm/dump_bytecode.h"
#include "core/vm/script_source.h"

namespace tickscope {

namespace {
using syntax::TokenKind;
constexpr double kNoTick = 3600;

Error syntaxError(const std::string& name, const std::string& text, const syntax::SyntaxError& error) {
  const SourcePosition at = ScriptSource(name, text).position(error.start);
  return Error{name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": SyntaxError: " + error.message};
}

syntax::ParseOptions commonJs() {
  syntax::ParseOptions options;
  options.goal = syntax::Goal::FunctionBody;
  options.parameterNames = {"exports", "require", "module", "__filename", "__dirname"};
  return options;
}

// Whether a slash after this token divides: it ended an operand.
bool endsOperand(const syntax::Token& token) {
  switch (token.kind) {
  case TokenKind::Identifier:
  case TokenKind::PrivateName:
  case TokenKind::Number:
  case TokenKind::BigInt:
  case TokenKind::String:
  case TokenKind::Template:
  case TokenKind::RegExp:
  case TokenKind::RightParen:
  case TokenKind::RightBracket:
  case TokenKind::RightBrace:
  case TokenKind::This:
  case TokenKind::Super:
  case TokenKind::Null:
  case TokenKind::True:
  case TokenKind::False: return true;
  default: return false;
  }
}
} // namespace

Result<std::string> dumpTokens(const std::string& name, const std::string& text) {
  const syntax::ParseResult parsed = syntax::parse(text, commonJs());
  if (!parsed) return syntaxError(name, text, parsed.error);
  const ScriptSource source(name, text);
  syntax::Lexer lexer(text, *parsed.tree, true);
  std::string out;
  std::vector<bool> braces; // of those open: whether it belongs to a template
  syntax::Token before;
  for (;;) {
    syntax::Token token = lexer.next();
    // The parser decides these two; here the token before does, which is right for all but rare programs.
    if ((token.kind == TokenKind::Slash || token.kind == TokenKind::SlashEqual) && !endsOperand(before)) token = lexer.rescanRegExp(token);
    if (token.kind == TokenKind::LeftBrace) braces.push_back(false);
    if (token.kind == TokenKind::RightBrace && !braces.empty()) {
      const bool isTemplate = braces.back();
      braces.pop_back();
      if (isTemplate) token = lexer.rescanTemplateContinuation(token);
    }
    if (token.kind == TokenKind::Template && !token.templateTail) braces.push_back(true);
    if (token.kind == TokenKind::EndOfFile || lexer.error()) return out;
    const SourcePosition at = source.position(token.start);
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + syntax::tokenName(token.kind) + " " +
           text.substr(token.start, token.end - token.start) + "\n";
    before = token;
  }
}

Result<std::string> dumpCode(const std::string& name, const std::string& text) {
  Result<std::string> result = std::string();
  runOnEngineThread(
      [&] {
        struct Nowhere : OutputSink {
          void write(trace::Stream, std::string_view) override {}
        } nowhere;
        Machine machine{MachineSettings{}};
        NodeRuntime runtime(machine, NodeOptions{}, nowhere, nullptr);
        Isolate& iso = runtime.iso;
        HandleScope scope(iso.heap);
        Realm realm(iso);
        iso.realm = &realm;
        ScriptOptions options;
        options.name = name;
        options.text = text;
        auto function = compileCommonJs(iso, std::move(options), commonJs().parameterNames);
        if (function.threw()) {
          iso.takeException();
          result = syntaxError(name, text, syntax::parse(text, commonJs()).error);
        } else {
          Handle<FunctionObject> kept = iso.handle(function.value());
          result = dumpBytecode(iso, kept->code);
        }
        iso.realm = nullptr;
      },
      kNoTick, [] {});
  return result;
}

} // namespace tickscope
