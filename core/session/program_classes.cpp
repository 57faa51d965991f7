#include "core/session/program_classes.h"

#include "core/syntax/lexer.h"

namespace tickscope {

std::set<std::string> programClasses(const trace::Trace& trace) {
  std::set<std::string> names;
  for (uint32_t i = 1; i < trace.sourceCount(); ++i) {
    const trace::Source source = trace.source(trace::SourceId(i));
    if (source.path.starts_with("node:")) continue;
    // Tokens are enough. What only a parser knows, where a slash begins a regular expression, may end the search early:
    // that costs a name and nothing else.
    syntax::Tree tree;
    syntax::Lexer lexer(source.text, tree, true);
    bool afterClass = false, afterFunction = false;
    for (syntax::Token token = lexer.next(); token.kind != syntax::TokenKind::EndOfFile && token.kind != syntax::TokenKind::Invalid; token = lexer.next()) {
      const std::string_view text = source.text.substr(token.start, token.end - token.start);
      const bool capital = !text.empty() && text[0] >= 'A' && text[0] <= 'Z';
      if (token.kind == syntax::TokenKind::Identifier && (afterClass || (afterFunction && capital))) names.emplace(text);
      afterClass = token.kind == syntax::TokenKind::Class;
      afterFunction = token.kind == syntax::TokenKind::Function;
    }
  }
  return names;
}

} // namespace tickscope
