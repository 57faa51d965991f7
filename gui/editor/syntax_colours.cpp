// A scanner for colours alone. The parser's lexer stops at the first error and needs the parser to tell a division from
// a regular expression; an editor must colour whatever stands there while one types, so this one guesses and goes on.
#include "gui/editor/syntax_colours.h"

#include <algorithm>
#include <array>
#include <string>

namespace tickscope::gui {

namespace {

constexpr std::array keywords{
    std::string_view("async"), std::string_view("await"),  std::string_view("break"),  std::string_view("case"),     std::string_view("catch"),
    std::string_view("class"), std::string_view("const"),  std::string_view("continue"), std::string_view("debugger"), std::string_view("default"),
    std::string_view("delete"), std::string_view("do"),    std::string_view("else"),   std::string_view("export"),   std::string_view("extends"),
    std::string_view("finally"), std::string_view("for"),  std::string_view("function"), std::string_view("get"),    std::string_view("if"),
    std::string_view("import"), std::string_view("in"),    std::string_view("instanceof"), std::string_view("let"),  std::string_view("new"),
    std::string_view("of"),    std::string_view("return"), std::string_view("set"),    std::string_view("static"),   std::string_view("super"),
    std::string_view("switch"), std::string_view("this"),  std::string_view("throw"),  std::string_view("try"),      std::string_view("typeof"),
    std::string_view("var"),   std::string_view("void"),   std::string_view("while"),  std::string_view("with"),     std::string_view("yield")};
constexpr std::array constants{std::string_view("true"), std::string_view("false"), std::string_view("null"), std::string_view("undefined"),
                               std::string_view("NaN"), std::string_view("Infinity")};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool startsName(char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '_' || c == '$' || c == '#' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool goesOnName(char c) { return startsName(c) || isDigit(c); }

class Scanner {
public:
  explicit Scanner(std::string_view text) : text_(text), lines_(1) {}

  std::vector<std::vector<ColouredRun>> scan() {
    if (text_.starts_with("#!")) put(lineEnd(), CodeColour::Comment);
    while (at_ < text_.size()) token();
    return std::move(lines_);
  }

private:
  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  size_t lineEnd() const { return std::min(text_.find('\n', at_), text_.size()); }

  // Colours everything up to `end`, which may lie lines below.
  void put(size_t end, CodeColour colour) {
    end = std::min(end, text_.size());
    while (at_ < end) {
      size_t stop = std::min(end, lineEnd());
      if (stop > at_ && colour != CodeColour::Plain)
        lines_.back().push_back({static_cast<uint32_t>(at_ - lineStart_), static_cast<uint32_t>(stop - lineStart_), colour});
      at_ = stop;
      if (at_ < end) { // the newline itself
        ++at_;
        newLine();
      }
    }
  }
  void newLine() {
    lines_.emplace_back();
    lineStart_ = at_;
  }

  void token() {
    char c = peek();
    if (c == '\n') {
      ++at_;
      return newLine();
    }
    if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
      return;
    }
    if (c == '/' && peek(1) == '/') return put(lineEnd(), CodeColour::Comment);
    if (c == '/' && peek(1) == '*') {
      size_t end = text_.find("*/", at_ + 2);
      return put(end == std::string_view::npos ? text_.size() : end + 2, CodeColour::Comment);
    }
    if (c == '"' || c == '\'') return string(c);
    if (c == '`') return templatePiece(at_ + 1);
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) return number();
    if (startsName(c)) return name();
    if (c == '/' && slashBeginsRegExp()) return regExp();
    if (c == '}' && !templates_.empty() && templates_.back() == depth_) {
      templates_.pop_back();
      return templatePiece(at_ + 1);
    }
    if (c == '{') ++depth_;
    if (c == '}') depth_ -= depth_ > 0;
    bool value = c == ')' || c == ']' || c == '}';
    put(at_ + 1, CodeColour::Punctuation);
    valueBefore_ = value;
    dotBefore_ = c == '.';
  }

  void string(char quote) {
    size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    put(std::min(end, text_.size()) + (end < text_.size() && text_[end] == quote), CodeColour::String);
    after(true);
  }

  // From a backtick, or from the brace that ends a substitution, to the next substitution or the closing backtick.
  void templatePiece(size_t from) {
    size_t end = from;
    while (end < text_.size() && text_[end] != '`' && !(text_[end] == '$' && end + 1 < text_.size() && text_[end + 1] == '{')) end += text_[end] == '\\' ? 2 : 1;
    bool substitution = end < text_.size() && text_[end] == '$';
    put(std::min(end, text_.size()) + (substitution ? 2 : end < text_.size()), CodeColour::String);
    if (substitution) templates_.push_back(depth_);
    after(!substitution);
  }

  void number() {
    size_t end = at_;
    while (end < text_.size() && (goesOnName(text_[end]) || text_[end] == '.' ||
                                  ((text_[end] == '+' || text_[end] == '-') && (text_[end - 1] == 'e' || text_[end - 1] == 'E') && text_[at_ + 1] != 'x')))
      ++end;
    put(end, CodeColour::Number);
    after(true);
  }

  void name() {
    size_t end = at_ + 1;
    while (end < text_.size() && goesOnName(text_[end])) ++end;
    std::string_view word = text_.substr(at_, end - at_);
    size_t next = end;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
    char follows = next < text_.size() ? text_[next] : '\0';
    bool keyword = !dotBefore_ && std::binary_search(keywords.begin(), keywords.end(), word);
    // "get", "of" and others are words like any other unless a name or a bracket comes after them.
    if (keyword && (word == "get" || word == "set" || word == "of" || word == "static" || word == "async" || word == "let"))
      keyword = startsName(follows) || follows == '[' || follows == '{' || (word == "async" && follows == '(') || (word == "of" && (follows == '\'' || follows == '"' || follows == '('));
    bool constant = !dotBefore_ && std::find(constants.begin(), constants.end(), word) != constants.end();
    CodeColour colour = keyword ? CodeColour::Keyword : constant ? CodeColour::Constant : follows == '(' ? CodeColour::Function : dotBefore_ ? CodeColour::Property : CodeColour::Plain;
    put(end, colour);
    after(!keyword || word == "this" || word == "super");
  }

  bool slashBeginsRegExp() const { return !valueBefore_; }

  void regExp() {
    size_t end = at_ + 1;
    bool inClass = false;
    while (end < text_.size() && text_[end] != '\n' && (inClass || text_[end] != '/')) {
      if (text_[end] == '[') inClass = true;
      if (text_[end] == ']') inClass = false;
      end += text_[end] == '\\' ? 2 : 1;
    }
    if (end >= text_.size() || text_[end] != '/') { // it was a division after all
      put(at_ + 1, CodeColour::Punctuation);
      return after(false);
    }
    ++end;
    while (end < text_.size() && goesOnName(text_[end])) ++end;
    put(end, CodeColour::RegExp);
    after(true);
  }

  void after(bool value) {
    valueBefore_ = value;
    dotBefore_ = false;
  }

  std::string_view text_;
  std::vector<std::vector<ColouredRun>> lines_;
  size_t at_ = 0, lineStart_ = 0;
  size_t depth_ = 0;              // of braces
  std::vector<size_t> templates_; // depth at each substitution that is open
  bool valueBefore_ = false, dotBefore_ = false;
};

} // namespace

std::vector<std::vector<ColouredRun>> colourLines(std::string_view text) { return Scanner(text).scan(); }

} // namespace tickscope::gui
