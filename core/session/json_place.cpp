#include "core/session/json_place.h"

#include <algorithm>
#include <vector>

namespace tickscope {
namespace {

constexpr int kMaxDepth = 200;

// One walk serves both questions: it checks the text, and notes where the value under a pointer begins.
class Walk {
 public:
  Walk(std::string_view text, std::string_view pointer) : text_(text), wanted_(pointer) {}

  void run() {
    space();
    value("");
    space();
    if (!failed_ && at_ < text_.size()) fail("there is more after the end of the value");
  }
  std::optional<JsonProblem> problem() const { return failed_ ? std::optional(problem_) : std::nullopt; }
  size_t place() const { return place_; }

 private:
  void fail(std::string message, std::optional<size_t> at = std::nullopt) {
    if (failed_) return;
    failed_ = true;
    problem_ = {at.value_or(at_), std::move(message)};
  }
  bool more() const { return !failed_ && at_ < text_.size(); }
  char here() const { return more() ? text_[at_] : '\0'; }
  void space() {
    while (more() && (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r')) ++at_;
  }
  bool take(char c) {
    if (here() != c || !more()) return false;
    ++at_;
    return true;
  }
  void need(char c, const char* where) {
    if (!take(c)) fail(more() ? std::string("expected '") + c + "' " + where : "the text ends too early");
  }

  void value(const std::string& pointer) {
    // The wanted value, or one around it: the deepest is met last.
    if (wanted_ == pointer || (wanted_.starts_with(pointer) && wanted_[pointer.size()] == '/')) place_ = at_;
    if (++depth_ > kMaxDepth) return fail("nested too deeply");
    if (here() == '{') object(pointer);
    else if (here() == '[') array(pointer);
    else if (here() == '"') string();
    else if (here() == '-' || (here() >= '0' && here() <= '9')) number();
    else literal();
    --depth_;
  }

  void object(const std::string& pointer) {
    std::vector<std::string> keys;
    ++at_;
    space();
    if (take('}')) return;
    do {
      space();
      const size_t begin = at_;
      if (here() != '"') return fail(more() ? "expected the name of a member in quotes" : "the text ends too early");
      const std::string key = string();
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) return fail("'" + key + "' stands here twice", begin);
      keys.push_back(key);
      space();
      need(':', "after the name of a member");
      space();
      value(pointer + "/" + key);
      space();
    } while (take(','));
    need('}', "or ',' after a member");
  }

  void array(const std::string& pointer) {
    ++at_;
    space();
    if (take(']')) return;
    size_t index = 0;
    do {
      space();
      value(pointer + "/" + std::to_string(index++));
      space();
    } while (take(','));
    need(']', "or ',' after an item");
  }

  std::string string() {
    const size_t begin = ++at_;
    while (more() && here() != '"') {
      const auto c = static_cast<unsigned char>(here());
      if (c < 0x20) {
        fail("a string must not hold a control character or the end of a line");
        return {};
      }
      if (c != '\\') {
        ++at_;
        continue;
      }
      ++at_;
      if (here() == 'u') {
        for (int i = 1; i <= 4; ++i)
          if (at_ + i >= text_.size() || !isHex(text_[at_ + i])) fail("\\u needs four hexadecimal digits");
        at_ += 5;
      } else if (std::string_view("\"\\/bfnrt").find(here()) != std::string_view::npos && more()) {
        ++at_;
      } else {
        fail("no such escape in a string");
      }
    }
    if (!more()) {
      fail("a string has no end", begin - 1);
      return {};
    }
    ++at_;
    return std::string(text_.substr(begin, at_ - 1 - begin)); // escapes as they are: enough to tell keys apart
  }

  void number() {
    take('-');
    if (!take('0') && !digits()) return fail("expected a digit");
    if (take('.') && !digits()) return fail("expected a digit");
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!digits()) return fail("expected a digit");
    }
  }
  bool digits() {
    const size_t begin = at_;
    while (more() && here() >= '0' && here() <= '9') ++at_;
    return at_ > begin;
  }
  static bool isHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

  void literal() {
    for (std::string_view word : {"true", "false", "null"}) {
      if (text_.substr(at_).starts_with(word)) {
        at_ += word.size();
        return;
      }
    }
    fail(more() ? "expected a value" : "the text ends too early");
  }

  std::string_view text_, wanted_;
  size_t at_ = 0, place_ = 0;
  int depth_ = 0;
  bool failed_ = false;
  JsonProblem problem_;
};

} // namespace

std::optional<JsonProblem> jsonProblem(std::string_view text) {
  Walk walk(text, "");
  walk.run();
  return walk.problem();
}

size_t jsonPlace(std::string_view text, std::string_view pointer) {
  Walk walk(text, pointer);
  walk.run();
  return walk.place();
}

std::pair<uint32_t, uint32_t> lineAndColumn(std::string_view text, size_t offset) {
  uint32_t line = 1, column = 1;
  for (size_t i = 0; i < std::min(offset, text.size()); ++i) {
    if (text[i] == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return {line, column};
}

} // namespace tickscope
