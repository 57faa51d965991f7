#include "core/session/program_classes.h"

#include "core/syntax/token_stream.h"

namespace tickscope {

std::set<std::string> programClasses(const trace::Trace& trace) {
  std::set<std::string> names;
  for (uint32_t i = 1; i < trace.sourceCount(); ++i) {
    const trace::Source source = trace.source(trace::SourceId(i));
    if (source.path.starts_with("node:")) continue;
    syntax::TokenStream tokens(source.text);
    syntax::Token token;
    for (bool afterClass = false, afterFunction = false; tokens.next(token);) {
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
