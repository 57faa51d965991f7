// In the order of the grammar: pattern, groups, quantifiers, escapes. Classes are in class_parser.cpp, the making of
// nodes in tree_builder.cpp.
#include "core/regexp/parser.h"

#include <algorithm>

namespace tickscope::regexp {
namespace {
bool isLead(uint32_t c) { return (c & 0xFFFFFC00) == 0xD800; }
bool isTrail(uint32_t c) { return (c & 0xFFFFFC00) == 0xDC00; }
bool isDigit(uint32_t c) { return c - '0' < 10; }
bool isOctal(uint32_t c) { return c - '0' < 8; }
int hexValue(uint32_t c) {
  if (isDigit(c))
    return static_cast<int>(c - '0');
  uint32_t lower = c | 32;
  return lower - 'a' < 6 ? static_cast<int>(lower - 'a' + 10) : -1;
}
bool isSyntaxCharacterOrSlash(uint32_t c) {
  return c < 128 &&
         std::u16string_view(u"^$\\.*+?()[]{}|/").find(static_cast<char16_t>(c)) != std::u16string_view::npos;
}
void appendUtf16(std::u16string& out, uint32_t c) {
  if (c < 0x10000) {
    out += static_cast<char16_t>(c);
  } else {
    out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
    out += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
  }
}
} // namespace

Parser::Parser(std::u16string_view pattern, Flags flags, const Dialect& dialect)
    : pattern_(pattern), flags_(flags), dialect_(dialect), readCodePoints_(flags.byCodePoint()) {}

uint32_t Parser::peekAt(size_t index, size_t* next) const {
  if (index >= pattern_.size())
    return kEnd;
  uint32_t c = pattern_[index++];
  if (readCodePoints_ && isLead(c) && index < pattern_.size() && isTrail(pattern_[index]))
    c = 0x10000 + ((c - 0xD800) << 10) + (pattern_[index++] - 0xDC00);
  if (next)
    *next = index;
  return c;
}

uint32_t Parser::following() const {
  size_t next = at_;
  if (peekAt(at_, &next) == kEnd)
    return kEnd;
  return peekAt(next, nullptr);
}

bool Parser::eat(uint32_t c) {
  if (current() != c)
    return false;
  advance();
  return true;
}

CaseRule Parser::caseRule() const { return byCodePoint() ? CaseRule::SimpleFolding : CaseRule::LegacyUpperCase; }

std::variant<Tree, SyntaxError> Parser::parse() {
  tree_.flags = flags_;
  if (!parsePattern() || !resolveNames())
    return error_;
  if (tooLarge_)
    return SyntaxError::TooLarge;
  tree_.captureCount = capturesStarted_;
  return std::move(tree_);
}

bool Parser::parsePattern() {
  open_.emplace_back();
  for (;;) {
    if (tooLarge_)
      return fail(SyntaxError::TooLarge);
    uint32_t c = current();
    if (c == kEnd) {
      if (open_.size() > 1)
        return fail(SyntaxError::UnterminatedGroup);
      tree_.root = endGroupContent(open_.back());
      return true;
    }
    if (!parseTerm())
      return false;
  }
}

// One alternative's separator, assertion, or atom with its quantifier; or the end of a group.
bool Parser::parseTerm() {
  OpenGroup& group = open_.back();
  bool quantifiable = true;
  uint32_t c = current();
  switch (c) {
  case '|':
    advance();
    endAlternative(group);
    if (group.apartTo == 0)
      group.apartFrom = group.startedBefore;
    group.apartTo = capturesStarted_;
    return true;
  case ')':
    if (open_.size() == 1)
      return fail(SyntaxError::UnmatchedParenthesis);
    advance();
    return closeGroup(quantifiable) && parseQuantifier(quantifiable);
  case '(':
    return openGroup();
  case '*':
  case '+':
  case '?':
    return fail(SyntaxError::NothingToRepeat);
  case '^':
  case '$': {
    advance();
    Node* node = make(c == '^' ? NodeKind::LineStart : NodeKind::LineEnd);
    node->multiline = flags_.multiline;
    addTerm(node);
    return true; // what may follow is no quantifier: "Nothing to repeat"
  }
  case '[':
    if (!parseClass())
      return false;
    break;
  case '.': {
    advance();
    CharSet set = CharSet::all();
    if (!flags_.dotAll)
      set.subtract({{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}});
    addSet(std::move(set));
    break;
  }
  case '\\':
    if (!parseAtomEscape(quantifiable))
      return false;
    if (!quantifiable)
      return true;
    break;
  case '{': {
    size_t start = at_;
    uint32_t min, max;
    if (parseBraces(min, max))
      return fail(SyntaxError::NothingToRepeat);
    at_ = start;
    [[fallthrough]];
  }
  case '}':
  case ']':
    if (byCodePoint())
      return fail(SyntaxError::LoneQuantifierBrackets);
    [[fallthrough]];
  default:
    advance();
    addCharacter(c);
  }
  return parseQuantifier();
}

// --- groups
// -----------------------------------------------------------------------------------------------------------

bool Parser::openGroup() {
  if (open_.size() > kMaxNesting)
    return fail(SyntaxError::TooLarge);
  advance();
  OpenGroup group;
  group.groupsFrom = capturesStarted_ + 1;
  group.outerFlags = flags_;
  group.kind = GroupKind::Plain;
  if (!eat('?'))
    return openCapture(false);
  switch (current()) {
  case ':':
    advance();
    break;
  case '=':
  case '!':
    group.kind = GroupKind::Look;
    group.negative = current() == '!';
    advance();
    break;
  case '<':
    advance();
    if (current() != '=' && current() != '!')
      return openCapture(true);
    group.kind = GroupKind::Look;
    group.behind = true;
    group.negative = current() == '!';
    advance();
    break;
  case '-':
  case 'i':
  case 'm':
  case 's':
    if (!dialect_.modifiers)
      return fail(SyntaxError::InvalidGroup);
    if (!openModifiers())
      return false;
    break;
  default:
    return fail(SyntaxError::InvalidGroup);
  }
  flushText();
  group.startedBefore = capturesStarted_;
  group.apartFrom = open_.back().apartFrom;
  group.apartTo = open_.back().apartTo;
  open_.push_back(std::move(group));
  return true;
}

// (?i-ms:…, after the question mark.
bool Parser::openModifiers() {
  bool on = true;
  bool seen[3] = {};
  bool any = false;
  for (;; advance()) {
    uint32_t c = current();
    if (c == ':') {
      if (!any)
        return fail(SyntaxError::InvalidFlagGroup);
      advance();
      return true;
    }
    if (c == '-') {
      if (!on)
        return fail(SyntaxError::MultipleFlagDashes);
      on = false;
    } else if (c == 'i' || c == 'm' || c == 's') {
      bool& known = seen[c == 'i' ? 0 : c == 'm' ? 1 : 2];
      if (known)
        return fail(SyntaxError::RepeatedFlag);
      known = any = true;
      (c == 'i' ? flags_.ignoreCase : c == 'm' ? flags_.multiline : flags_.dotAll) = on;
    } else {
      return fail(SyntaxError::InvalidGroup);
    }
  }
}

bool Parser::openCapture(bool named) {
  if (capturesStarted_ >= kMaxCaptures)
    return fail(SyntaxError::TooManyCaptures);
  flushText();
  OpenGroup group;
  group.kind = GroupKind::Capture;
  group.outerFlags = flags_;
  group.capture = group.groupsFrom = ++capturesStarted_;
  if (named) {
    std::u16string name;
    if (!parseGroupName(name))
      return false;
    group.name = name;
    tree_.groupNames.push_back({name, group.capture});
    groupsByName_[name].push_back(group.capture);
  }
  group.startedBefore = capturesStarted_;
  group.apartFrom = open_.back().apartFrom;
  group.apartTo = open_.back().apartTo;
  open_.push_back(std::move(group));
  return true;
}

// The name and its '>', after '<'.
bool Parser::parseGroupName(std::u16string& name) {
  bool outer = readCodePoints_;
  readCodePoints_ = true; // names are of code points whatever the flags
  bool valid = true;
  for (;;) {
    uint32_t c = current();
    if (c == kEnd) {
      valid = fail(SyntaxError::InvalidCaptureGroupName);
      break;
    }
    advance();
    if (c == '\\') {
      bool isEscape = eat('u');
      if (!isEscape || !parseUnicodeEscape(true, c)) {
        valid = fail(isEscape ? SyntaxError::InvalidUnicodeEscape : SyntaxError::InvalidCaptureGroupName);
        break;
      }
    } else if (c == '>') {
      if (name.empty())
        valid = fail(SyntaxError::InvalidCaptureGroupName);
      break;
    }
    if (!(name.empty() ? isIdentifierStart(c) : isIdentifierPart(c))) {
      valid = fail(SyntaxError::InvalidCaptureGroupName);
      break;
    }
    appendUtf16(name, c);
  }
  readCodePoints_ = outer;
  return valid;
}

void Parser::endAlternative(OpenGroup& group) {
  flushText();
  group.alternatives.push_back(sequence(std::move(group.terms)));
  group.terms.clear();
}

Node* Parser::endGroupContent(OpenGroup& group) {
  endAlternative(group);
  return alternation(std::move(group.alternatives));
}

// quantifiable: lookbehinds cannot be quantified, lookaheads only without flags u and v (Annex B).
bool Parser::closeGroup(bool& quantifiable) {
  if (!open_.back().name.empty() && !closeName(open_.back()))
    return false;
  Node* content = endGroupContent(open_.back());
  OpenGroup group = std::move(open_.back());
  open_.pop_back();
  flags_ = group.outerFlags;
  Node* node = content;
  if (group.kind == GroupKind::Capture) {
    node = make(NodeKind::Capture);
    node->group = group.capture;
    node->children = {content};
  } else if (group.kind == GroupKind::Look) {
    node = make(NodeKind::Look);
    node->negative = group.negative;
    node->behind = group.behind;
    node->children = {content};
    quantifiable = !byCodePoint() && !group.behind;
  }
  node->groupsFrom = group.groupsFrom;
  node->groupsTo = capturesStarted_ + 1;
  addTerm(node);
  return true;
}

// Groups of one name must not both take part in a match. V8 notices when a group is closed, and lets pass what is in an
// earlier alternative by its count of groups: all from the last begun before the alternatives at hand (`apartFrom`) to
// the last within those before (`apartTo`). That is more than ECMA-262 allows, as in (?<n>a)(?:b|(?<n>c)), and what
// Node does.
bool Parser::closeName(const OpenGroup& group) {
  auto [at, isFirst] = closedNames_.try_emplace(group.name, std::pair(group.capture, group.capture));
  auto& [first, last] = at->second;
  if (!isFirst && (!dialect_.duplicateNamedGroups || first < group.apartFrom || last > group.apartTo))
    return fail(SyntaxError::DuplicateCaptureGroupName);
  first = std::min(first, group.capture);
  last = std::max(last, group.capture);
  return true;
}

bool Parser::resolveNames() {
  for (auto& [node, name] : namedReferences_) {
    auto found = groupsByName_.find(name);
    if (found == groupsByName_.end())
      return fail(SyntaxError::InvalidNamedCapture);
    node->groups = found->second;
  }
  return true;
}

// Counts groups before they are parsed: what \1 and \k mean depends on the whole pattern.
void Parser::scanGroups() {
  if (scanned_)
    return;
  scanned_ = true;
  for (size_t i = 0; i < pattern_.size(); i++) {
    if (pattern_[i] == '\\') {
      i++;
    } else if (pattern_[i] == '[') {
      for (i++; i < pattern_.size() && pattern_[i] != ']'; i++)
        if (pattern_[i] == '\\')
          i++;
    } else if (pattern_[i] == '(') {
      if (i + 1 < pattern_.size() && pattern_[i + 1] == '?') {
        if (i + 2 >= pattern_.size() || pattern_[i + 2] != '<')
          continue;
        if (i + 3 < pattern_.size() && (pattern_[i + 3] == '=' || pattern_[i + 3] == '!'))
          continue;
        namedGroups_ = true;
      }
      captureTotal_++;
    }
  }
}

bool Parser::hasNamedGroups() {
  scanGroups();
  return namedGroups_;
}

uint32_t Parser::totalCaptures() {
  scanGroups();
  return captureTotal_;
}

// --- quantifiers
// ------------------------------------------------------------------------------------------------------

bool Parser::parseQuantifier(bool quantifiable) {
  uint32_t min, max;
  switch (current()) {
  case '*':
    advance();
    min = 0, max = kInfinity;
    break;
  case '+':
    advance();
    min = 1, max = kInfinity;
    break;
  case '?':
    advance();
    min = 0, max = 1;
    break;
  case '{': {
    size_t start = at_;
    if (!parseBraces(min, max)) {
      at_ = start;
      return byCodePoint() ? fail(SyntaxError::IncompleteQuantifier) : true;
    }
    if (max < min)
      return fail(SyntaxError::QuantifierOutOfOrder);
    break;
  }
  default:
    return true;
  }
  bool greedy = !eat('?');
  if (!quantifiable)
    return fail(SyntaxError::InvalidQuantifier);
  quantify(min, max, greedy);
  return true;
}

// {n} {n,} {n,m}; false, wherever the reading then stands, if it is none of these.
bool Parser::parseBraces(uint32_t& min, uint32_t& max) {
  auto number = [&](uint32_t& value) {
    if (!isDigit(current()))
      return false;
    value = 0;
    for (; isDigit(current()); advance())
      value = std::min<uint64_t>(kInfinity, value * uint64_t{10} + (current() - '0'));
    return true;
  };
  if (!eat('{') || !number(min))
    return false;
  if (eat('}')) {
    max = min;
    return true;
  }
  if (!eat(','))
    return false;
  if (eat('}')) {
    max = kInfinity;
    return true;
  }
  return number(max) && eat('}');
}

// --- escapes
// ----------------------------------------------------------------------------------------------------------

// Outside classes, at the backslash. quantifiable = false: it was an assertion.
bool Parser::parseAtomEscape(bool& quantifiable) {
  advance();
  uint32_t c = current();
  if (c == kEnd)
    return fail(SyntaxError::EscapeAtEnd);
  if (c == 'b' || c == 'B') {
    advance();
    Node* node = make(NodeKind::WordBoundary);
    node->negative = c == 'B';
    node->ignoreCase = flags_.ignoreCase;
    node->set = wordSet();
    addTerm(node);
    quantifiable = false;
    return true;
  }
  if (c >= '1' && c <= '9') {
    uint32_t number;
    if (parseBackReferenceNumber(number)) {
      // Within the group that it refers to, it finds nothing captured yet and matches the empty text.
      bool inside =
          std::any_of(open_.begin(), open_.end(), [&](const OpenGroup& group) { return group.capture == number; });
      Node* node = make(inside ? NodeKind::Empty : NodeKind::BackReference);
      if (!inside) {
        node->ignoreCase = flags_.ignoreCase;
        node->groups = {number};
        tree_.hasBackReferences = true;
      }
      addTerm(node);
      return true;
    }
    if (byCodePoint())
      return fail(SyntaxError::InvalidEscape);
    if (c >= '8') {
      advance();
      addCharacter(c);
      return true;
    }
  }
  if (c == 'k' && (byCodePoint() || hasNamedGroups()))
    return parseNamedReference();
  if (atClassEscape()) {
    ClassSet set;
    if (!parseClassEscape(In::Pattern, set))
      return false;
    addClass(std::move(set));
    return true;
  }
  uint32_t value;
  if (!parseCharacterEscape(In::Pattern, value))
    return false;
  addCharacter(value);
  return true;
}

bool Parser::parseBackReferenceNumber(uint32_t& number) {
  size_t start = at_;
  number = 0;
  for (; isDigit(current()); advance()) {
    number = number * 10 + (current() - '0');
    if (number > kMaxCaptures)
      break;
  }
  if (number <= capturesStarted_ || number <= totalCaptures())
    return true;
  at_ = start;
  return false;
}

bool Parser::parseNamedReference() {
  advance();
  if (!eat('<'))
    return fail(SyntaxError::InvalidNamedReference);
  std::u16string name;
  if (!parseGroupName(name))
    return false;
  Node* node = make(NodeKind::BackReference);
  node->ignoreCase = flags_.ignoreCase;
  tree_.hasBackReferences = true;
  namedReferences_.emplace_back(node, std::move(name));
  addTerm(node);
  return true;
}

bool Parser::parseCharacterEscape(In in, uint32_t& c) {
  uint32_t letter = current();
  advance();
  switch (letter) {
  case 'f':
    c = '\f';
    return true;
  case 'n':
    c = '\n';
    return true;
  case 'r':
    c = '\r';
    return true;
  case 't':
    c = '\t';
    return true;
  case 'v':
    c = '\v';
    return true;
  case 'c': {
    uint32_t control = current();
    if ((control | 32) - 'a' < 26 && control < 128) {
      advance();
      c = control & 0x1F;
      return true;
    }
    if (byCodePoint())
      return fail(SyntaxError::InvalidUnicodeEscape);
    if (in == In::Class && (isDigit(control) || control == '_')) {
      advance();
      c = control & 0x1F;
      return true;
    }
    at_--; // the backslash stands for itself (Annex B); the c is read again
    c = '\\';
    return true;
  }
  case '0':
    if (!isDigit(current())) {
      c = 0;
      return true;
    }
    [[fallthrough]];
  case '1':
  case '2':
  case '3':
  case '4':
  case '5':
  case '6':
  case '7':
    if (byCodePoint())
      return fail(in != In::Pattern && dialect_.classEscapeHasOwnError ? SyntaxError::InvalidClassEscape
                                                                       : SyntaxError::InvalidDecimalEscape);
    c = parseLegacyOctal(letter - '0');
    return true;
  case 'x':
    if (parseHex(2, c))
      return true;
    if (byCodePoint())
      return fail(SyntaxError::InvalidEscape);
    c = 'x';
    return true;
  case 'u':
    if (parseUnicodeEscape(byCodePoint(), c))
      return true;
    if (byCodePoint())
      return fail(SyntaxError::InvalidUnicodeEscape);
    c = 'u';
    return true;
  default:
    if (byCodePoint() ? !isSyntaxCharacterOrSlash(letter) && !(letter == '-' && in != In::Pattern)
                      : letter == 'k' && hasNamedGroups())
      return fail(SyntaxError::InvalidEscape);
    c = letter;
    return true;
  }
}

// Exactly so many hexadecimal digits; else nothing is read.
bool Parser::parseHex(int digits, uint32_t& value) {
  size_t start = at_;
  value = 0;
  for (int i = 0; i < digits; i++, advance()) {
    int digit = current() == kEnd ? -1 : hexValue(current());
    if (digit < 0) {
      at_ = start;
      return false;
    }
    value = value * 16 + static_cast<uint32_t>(digit);
  }
  return true;
}

// After \u: four digits, a pair of such escapes, or {…}.
bool Parser::parseUnicodeEscape(bool codePoints, uint32_t& c) {
  size_t start = at_;
  if (codePoints && eat('{')) {
    c = 0;
    bool any = false;
    for (; current() != kEnd && hexValue(current()) >= 0; advance()) {
      any = true;
      c = c * 16 + static_cast<uint32_t>(hexValue(current()));
      if (c > kLastCodePoint)
        break;
    }
    if (any && c <= kLastCodePoint && eat('}'))
      return true;
    at_ = start;
    return false;
  }
  if (!parseHex(4, c))
    return false;
  if (codePoints && isLead(c) && current() == '\\' && following() == 'u') {
    size_t afterLead = at_;
    advance();
    advance();
    uint32_t trail;
    if (parseHex(4, trail) && isTrail(trail))
      c = 0x10000 + ((c - 0xD800) << 10) + (trail - 0xDC00);
    else
      at_ = afterLead;
  }
  return true;
}

// Up to three digits, below 256 (Annex B); the first is read.
uint32_t Parser::parseLegacyOctal(uint32_t first) {
  uint32_t value = first;
  if (!isOctal(current()))
    return value;
  value = value * 8 + (current() - '0');
  advance();
  if (value < 32 && isOctal(current())) {
    value = value * 8 + (current() - '0');
    advance();
  }
  return value;
}
} // namespace tickscope::regexp
