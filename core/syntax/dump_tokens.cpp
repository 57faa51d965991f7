#include "core/syntax/dump_tokens.h"

#include "core/syntax/dump_text.h"
#include "core/syntax/token_stream.h"

namespace tickscope::syntax {

std::string dumpTokens(const SourceText& source, bool isModule) {
  std::string out;
  TokenStream stream(source.text(), isModule);
  for (Token token; stream.next(token);) {
    std::string place = dumpPlace(source, token.start);
    place.resize(place.size() < 8 ? 8 : place.size() + 1, ' ');
    std::string name = tokenName(token.kind);
    name.resize(name.size() < 20 ? 20 : name.size() + 1, ' ');
    out += place + name + dumpQuoted(std::string_view(source.text()).substr(token.start, token.end - token.start));
    if (token.newlineBefore) out += "  after a line end";
    out += '\n';
  }
  return out;
}

} // namespace tickscope::syntax
