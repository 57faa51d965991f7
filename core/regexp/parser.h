#pragma once
// Parses a pattern (ECMA-262 "Patterns", and without flags u and v its Annex B) into a Tree.
//
// Groups are kept on a stack of the parser's own; only classes of flag v nest by recursion, at most kMaxNesting deep.
// The first error counts, and its words are V8's.
#include "core/regexp/regexp.h"
#include "core/regexp/tree.h"
#include "core/regexp/unicode.h"

#include <map>
#include <set>

namespace tickscope::regexp {
class Parser {
public:
  Parser(std::u16string_view pattern, Flags flags, const Dialect& dialect);
  std::variant<Tree, SyntaxError> parse();

private:
  // --- reading: a code point with flags u and v and within names, else a code unit
  static constexpr uint32_t kEnd = UINT32_MAX;
  uint32_t peekAt(size_t index, size_t* next) const;
  uint32_t current() const { return peekAt(at_, nullptr); }
  uint32_t following() const; // the one after current
  void advance() { peekAt(at_, &at_); }
  bool eat(uint32_t c);
  bool fail(SyntaxError error) {
    error_ = error;
    return false;
  }

  // --- groups
  enum class GroupKind : uint8_t { Pattern, Plain, Capture, Look };
  struct OpenGroup {
    GroupKind kind = GroupKind::Pattern;
    uint32_t capture = 0;
    std::u16string name; // of a capture
    uint32_t groupsFrom = 0;
    bool negative = false, behind = false;
    Flags outerFlags;
    std::vector<Node*> alternatives;
    std::vector<Node*> terms;
    std::u32string text; // characters not yet a term
    bool textIgnoresCase = false;
    uint32_t startedBefore = 0;          // groups begun when this one was, itself included
    uint32_t apartFrom = 0, apartTo = 0; // groups that cannot take part where the alternative at hand does
  };
  bool parsePattern();
  bool parseTerm();
  bool openGroup();
  bool openModifiers();
  bool openCapture(bool named);
  bool closeGroup(bool& quantifiable);
  bool closeName(const OpenGroup& group);
  void endAlternative(OpenGroup& group);
  Node* endGroupContent(OpenGroup& group);
  bool parseQuantifier(bool quantifiable = true);
  bool parseBraces(uint32_t& min, uint32_t& max);
  void quantify(uint32_t min, uint32_t max, bool greedy);
  bool parseGroupName(std::u16string& name);

  // --- escapes
  bool parseAtomEscape(bool& quantifiable);
  bool parseNamedReference();
  bool parseBackReferenceNumber(uint32_t& number);
  // A character's escape, after the backslash. inClass: of a class without flag v.
  enum class In : uint8_t { Pattern, Class, ClassSet };
  bool parseCharacterEscape(In in, uint32_t& c);
  bool parseUnicodeEscape(bool codePoints, uint32_t& c);
  bool parseHex(int digits, uint32_t& value);
  uint32_t parseLegacyOctal(uint32_t first);
  // \d \D \s \S \w \W, \p \P: current() is the letter.
  bool atClassEscape() const;
  struct ClassSet;
  bool parseClassEscape(In in, ClassSet& out);
  bool parseProperty(bool negated, ClassSet& out);

  // --- classes
  struct ClassSet {
    CharSet set;                      // closed over case where the class folds (flags v and i)
    std::set<std::u32string> strings; // not of length 1; folded likewise
    bool mayContainStrings = false;
  };
  bool parseClass();
  bool parseClassRanges(bool negated);
  bool parseClassAtom(uint32_t& c, bool& isSet, std::vector<CharRange>& ranges);
  bool parseClassContents(ClassSet& out, bool negated, uint32_t depth); // flag v, after the opening bracket
  enum class Operand : uint8_t { Character, Range, Nested };
  bool parseClassOperand(Operand& kind, uint32_t& c, ClassSet& out, uint32_t depth);
  bool parseClassOperation(uint32_t op, ClassSet& out, bool negated, uint32_t depth);
  bool endClass(ClassSet& out, bool negated);
  bool parseClassCharacter(uint32_t& c);
  bool parseClassStrings(ClassSet& out);
  void closeClass(ClassSet& set) const;
  CharSet characterSet(uint32_t c) const;
  CharSet wordSet() const;
  void addClass(ClassSet&& set);

  // --- tree
  Node* make(NodeKind kind);
  void addTerm(Node* node);
  void addCharacter(uint32_t c);
  void addSet(CharSet&& set);
  void flushText();
  Node* textNode(std::u32string text, bool ignoreCase);
  Node* setNode(CharSet&& set);
  Node* sequence(std::vector<Node*>&& terms);
  Node* alternation(std::vector<Node*>&& alternatives);
  Node* stringsNode(const std::vector<const std::u32string*>& sorted, size_t from, size_t to, size_t depth);
  void analyse(Node& node) const;

  void scanGroups();
  bool hasNamedGroups();
  uint32_t totalCaptures();
  bool byCodePoint() const { return flags_.byCodePoint(); }
  CaseRule caseRule() const;
  bool resolveNames();

  std::u16string_view pattern_;
  Flags flags_; // with the modifiers in force
  Dialect dialect_;
  size_t at_ = 0;
  bool readCodePoints_;
  SyntaxError error_{};
  Tree tree_;
  std::vector<OpenGroup> open_;
  uint32_t capturesStarted_ = 0;
  bool scanned_ = false, namedGroups_ = false;
  uint32_t captureTotal_ = 0;
  size_t rangeCount_ = 0;
  std::map<std::u16string, std::vector<uint32_t>> groupsByName_;
  std::map<std::u16string, std::pair<uint32_t, uint32_t>> closedNames_; // the first and the last group of each
  std::vector<std::pair<Node*, std::u16string>> namedReferences_;
  bool tooLarge_ = false;
};
} // namespace tickscope::regexp
