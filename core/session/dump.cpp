#include "core/session/dump.h"
#include "core/base/source_text.h"

#include "core/machine/machine.h"
#include "core/node/runtime.h"
#include "core/session/engine_thread.h"
#include "core/syntax/dump_ast.h"
#include "core/syntax/dump_tokens.h"
#include "core/syntax/parser.h"
#include "core/vm/compiler.h"
#include "core/vm/dump_bytecode.h"
#include "core/vm/script_source.h"

namespace tickscope {

namespace {
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

} // namespace

Result<std::string> dumpTokens(const std::string& name, const std::string& text) {
  const syntax::ParseResult parsed = syntax::parse(text, commonJs());
  if (!parsed) return syntaxError(name, text, parsed.error);
  return syntax::dumpTokens(SourceText(name, text));
}

Result<std::string> dumpTree(const std::string& name, const std::string& text) {
  const syntax::ParseResult parsed = syntax::parse(text, commonJs());
  if (!parsed) return syntaxError(name, text, parsed.error);
  return syntax::dumpAst(*parsed.tree, SourceText(name, text));
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
