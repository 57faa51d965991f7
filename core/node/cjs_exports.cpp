#include "core/node/cjs_exports.h"

#include <algorithm>
#include <map>

#include "core/syntax/token_stream.h"

namespace tickscope {

using syntax::Token;
using syntax::TokenKind;

namespace {
class Analysis {
public:
  explicit Analysis(std::string_view text) : stream_(text) {
    for (Token token; stream_.next(token);) tokens_.push_back(token);
    tokens_.push_back(Token{}); // the end
  }

  CjsExports run() {
    for (at_ = 0; kind(0) != TokenKind::EndOfFile; ++at_) {
      if (kind(0) != TokenKind::Identifier) continue;
      if (isWord(0, u"require")) noteRequiredVariable();
      const bool afterDot = at_ > 0 && tokens_[at_ - 1].kind == TokenKind::Dot;
      if (isWord(0, u"__export") || isWord(0, u"__exportStar")) reexportCall(); // also tslib.__exportStar
      else if (afterDot) continue;
      else if (isWord(0, u"Object")) objectCall();
      else if (const size_t behind = exportsObject(0)) assignment(behind);
    }
    return std::move(found_);
  }

private:
  const Token& token(size_t offset) const { return tokens_[std::min(at_ + offset, tokens_.size() - 1)]; }
  TokenKind kind(size_t offset) const { return token(offset).kind; }
  bool isWord(size_t offset, std::u16string_view word) const {
    const Token& t = token(offset);
    return t.kind == TokenKind::Identifier && !t.escaped && t.name->text == word;
  }
  bool isName(size_t offset) const { return (kind(offset) == TokenKind::Identifier || syntax::isKeyword(kind(offset))) && !token(offset).escaped; }
  const std::u16string& text(size_t offset) const { return token(offset).name->text; }

  void add(const std::u16string& name) {
    if (std::find(found_.names.begin(), found_.names.end(), name) == found_.names.end()) found_.names.push_back(name);
  }
  void addReexport(const std::u16string& specifier) { found_.reexports.push_back(syntax::toUtf8(specifier)); }

  // `exports` or `module.exports` at an offset: the offset behind it, or 0.
  size_t exportsObject(size_t offset) const {
    if (isWord(offset, u"exports")) return offset + 1;
    if (isWord(offset, u"module") && kind(offset + 1) == TokenKind::Dot && isWord(offset + 2, u"exports")) return offset + 3;
    return 0;
  }
  // require('x') at an offset: the offset behind it, or 0.
  size_t requireCall(size_t offset) const {
    const bool is = isWord(offset, u"require") && kind(offset + 1) == TokenKind::LeftParen && kind(offset + 2) == TokenKind::String &&
                    kind(offset + 3) == TokenKind::RightParen;
    return is ? offset + 4 : 0;
  }

  // exports.x =, exports['x'] =, module.exports = …
  void assignment(size_t behind) {
    if (kind(behind) == TokenKind::Dot && isName(behind + 1) && kind(behind + 2) == TokenKind::Equal) return add(text(behind + 1));
    if (kind(behind) == TokenKind::LeftBracket && kind(behind + 1) == TokenKind::String && kind(behind + 2) == TokenKind::RightBracket &&
        kind(behind + 3) == TokenKind::Equal)
      return add(text(behind + 1));
    if (behind != 3 || kind(behind) != TokenKind::Equal) return; // only module.exports can be replaced
    found_.reexports.clear();
    if (requireCall(behind + 1)) return addReexport(text(behind + 3));
    if (kind(behind + 1) == TokenKind::LeftBrace) literal(behind + 2);
  }

  // module.exports = { a, b: c, 'd': e, ...require('f') }, up to the first thing that is none of these.
  void literal(size_t offset) {
    for (;;) {
      if (kind(offset) == TokenKind::Ellipsis) {
        if (const size_t behind = requireCall(offset + 1)) {
          addReexport(text(offset + 3));
          offset = behind;
        } else if (isName(offset + 1)) {
          offset += 2;
        } else {
          return;
        }
      } else if (isName(offset) || kind(offset) == TokenKind::String) {
        const bool isGetter = isWord(offset, u"get") && isName(offset + 1);
        const size_t colon = offset + 1;
        if (isGetter || (kind(colon) == TokenKind::Colon && !isName(colon + 1)) || (kind(offset) == TokenKind::String && kind(colon) != TokenKind::Colon)) return;
        add(text(offset));
        offset = kind(colon) == TokenKind::Colon ? colon + 2 : colon;
      } else {
        return;
      }
      if (kind(offset) != TokenKind::Comma) return;
      ++offset;
    }
  }

  // __export(require('x')), __exportStar(require('x'), exports)
  void reexportCall() {
    if (kind(1) == TokenKind::LeftParen && requireCall(2)) addReexport(text(4));
  }

  // var _x = require('x'), also through a helper: var _x = _interopRequireWildcard(require('x'))
  void noteRequiredVariable() {
    if (!requireCall(0)) return;
    size_t before = at_;
    const auto back = [&](TokenKind wanted) { return before > 0 && tokens_[before - 1].kind == wanted && before-- > 0; };
    if (back(TokenKind::LeftParen) && !back(TokenKind::Identifier)) return;
    if (back(TokenKind::Equal) && before > 0 && tokens_[before - 1].kind == TokenKind::Identifier)
      required_[tokens_[before - 1].name->text] = text(2);
  }

  // Object.defineProperty(exports, 'x', { enumerable: true, get … | value: … and Object.keys(_x).forEach(…)
  void objectCall() {
    if (kind(1) != TokenKind::Dot || kind(3) != TokenKind::LeftParen) return;
    if (isWord(2, u"defineProperty")) {
      const size_t behind = exportsObject(4);
      if (!behind || kind(behind) != TokenKind::Comma || kind(behind + 1) != TokenKind::String || kind(behind + 2) != TokenKind::Comma ||
          kind(behind + 3) != TokenKind::LeftBrace)
        return;
      size_t offset = behind + 4;
      if (isWord(offset, u"enumerable") && kind(offset + 1) == TokenKind::Colon && kind(offset + 3) == TokenKind::Comma) offset += 4;
      if ((isWord(offset, u"value") && kind(offset + 1) == TokenKind::Colon) || isForwardingGetter(offset)) add(text(behind + 1));
    } else if (isWord(2, u"keys") && kind(4) == TokenKind::Identifier && kind(5) == TokenKind::RightParen && kind(6) == TokenKind::Dot &&
               isWord(7, u"forEach") && kind(8) == TokenKind::LeftParen && kind(9) == TokenKind::Function) {
      // What Babel writes for `export *`: function (k) { if (k === 'default' …
      const size_t parameter = kind(10) == TokenKind::LeftParen ? 11 : 12;
      if (kind(parameter) != TokenKind::Identifier || kind(parameter + 2) != TokenKind::LeftBrace || kind(parameter + 3) != TokenKind::If ||
          kind(parameter + 5) != TokenKind::Identifier || text(parameter + 5) != text(parameter) || kind(parameter + 7) != TokenKind::String ||
          text(parameter + 7) != u"default")
        return;
      if (const auto known = required_.find(text(4)); known != required_.end()) addReexport(known->second);
    }
  }

  // get() { return x.y; }, get: function () { return x['y']; }
  bool isForwardingGetter(size_t offset) const {
    if (!isWord(offset, u"get")) return false;
    ++offset;
    if (kind(offset) == TokenKind::Colon) {
      if (kind(++offset) != TokenKind::Function) return false;
      if (kind(++offset) == TokenKind::Identifier) ++offset;
    }
    if (kind(offset) != TokenKind::LeftParen || kind(offset + 1) != TokenKind::RightParen || kind(offset + 2) != TokenKind::LeftBrace ||
        kind(offset + 3) != TokenKind::Return || kind(offset + 4) != TokenKind::Identifier)
      return false;
    return (kind(offset + 5) == TokenKind::Dot && isName(offset + 6)) ||
           (kind(offset + 5) == TokenKind::LeftBracket && kind(offset + 6) == TokenKind::String);
  }

  syntax::TokenStream stream_; // holds the names that tokens point to
  std::vector<Token> tokens_;
  size_t at_ = 0;
  std::map<std::u16string, std::u16string> required_; // variable -> specifier
  CjsExports found_;
};
} // namespace

CjsExports cjsExports(std::string_view text) { return Analysis(text).run(); }

} // namespace tickscope
