// Character classes: escapes that stand for many characters, classes of ranges, and the class sets of flag v.
#include "core/regexp/parser.h"

#include <algorithm>

namespace tickscope::regexp {
namespace {
// ClassSetSyntaxCharacter of ECMA-262.
bool isClassSyntax(uint32_t c) {
  return c < 128 && std::u16string_view(u"()[]{}/-\\|").find(static_cast<char16_t>(c)) != std::u16string_view::npos;
}
// The characters of ClassSetReservedDoublePunctuator.
bool isReservedDouble(uint32_t c) {
  return c < 128 &&
         std::u16string_view(u"&!#$%*+,.:;<=>?@^`~").find(static_cast<char16_t>(c)) != std::u16string_view::npos;
}
// ClassSetReservedPunctuator, which may be escaped.
bool isReserved(uint32_t c) {
  return c < 128 && std::u16string_view(u"&-!#%,:;<=>@`~").find(static_cast<char16_t>(c)) != std::u16string_view::npos;
}
bool isPropertyNameCharacter(uint32_t c) { return c < 128 && ((c | 32) - 'a' < 26 || c - '0' < 10 || c == '_'); }

CharSet digits() { return {{'0', '9'}}; }
CharSet whiteSpace() { // WhiteSpace and LineTerminator
  return {{9, 13},          {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
          {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
}
} // namespace

// ECMA-262 WordCharacters.
CharSet Parser::wordSet() const {
  CharSet set{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
  if (byCodePoint() && flags_.ignoreCase) {
    set.add(0x17F);  // long s
    set.add(0x212A); // Kelvin sign
  }
  return set;
}

bool Parser::atClassEscape() const {
  switch (current()) {
  case 'd':
  case 'D':
  case 's':
  case 'S':
  case 'w':
  case 'W':
    return true;
  case 'p':
  case 'P':
    return byCodePoint();
  default:
    return false;
  }
}

bool Parser::parseClassEscape(In in, ClassSet& out) {
  uint32_t letter = current();
  advance();
  switch (letter | 32) {
  case 'd':
    out.set = digits();
    break;
  case 's':
    out.set = whiteSpace();
    break;
  case 'w':
    out.set = wordSet();
    break;
  default:
    if (parseProperty(letter == 'P', out))
      return true;
    return fail(in == In::Pattern ? SyntaxError::InvalidPropertyName : SyntaxError::InvalidPropertyNameInClass);
  }
  if (letter < 'a')
    out.set.invert();
  return true;
}

// {Name} or {Name=Value}. The caller says what is wrong otherwise.
bool Parser::parseProperty(bool negated, ClassSet& out) {
  if (!eat('{'))
    return false;
  auto word = [&] {
    std::string text;
    for (; isPropertyNameCharacter(current()); advance())
      text += static_cast<char>(current());
    return text;
  };
  std::string name = word();
  std::optional<std::string> value;
  if (eat('='))
    value = word();
  if (!eat('}'))
    return false;
  if (flags_.unicodeSets && !value && isSequenceProperty(name)) {
    if (negated)
      return false;
    std::optional<SequenceProperty> property = sequenceProperty(name);
    out.set = std::move(property->singles);
    closeClass(out);
    for (std::u32string& sequence : property->sequences) {
      if (flags_.ignoreCase)
        for (char32_t& c : sequence)
          c = canonicalize(c, CaseRule::SimpleFolding);
      out.strings.insert(std::move(sequence));
    }
    out.mayContainStrings = true;
    return true;
  }
  std::optional<CharSet> set = propertySet(name, value);
  if (!set)
    return false;
  out.set = std::move(*set);
  closeClass(out);
  if (negated)
    out.set.invert();
  return true;
}

// With flags v and i, operands are compared by what they fold to (ECMA-262 MaybeSimpleCaseFolding): here every operand
// is closed over case instead, which the operations then keep closed.
void Parser::closeClass(ClassSet& set) const {
  if (flags_.unicodeSets && flags_.ignoreCase)
    set.set = closeOverCase(set.set, CaseRule::SimpleFolding);
}

CharSet Parser::characterSet(uint32_t c) const {
  if (flags_.unicodeSets && flags_.ignoreCase)
    return closeOverCase(c, CaseRule::SimpleFolding);
  return {{c, c}};
}

bool Parser::parseClass() {
  advance();
  bool negated = eat('^');
  if (!flags_.unicodeSets)
    return parseClassRanges(negated);
  ClassSet set;
  if (!parseClassContents(set, negated, 0))
    return false;
  addClass(std::move(set));
  return true;
}

// --- without flag v
// ---------------------------------------------------------------------------------------------------

bool Parser::parseClassRanges(bool negated) {
  std::vector<CharRange> ranges;
  while (current() != kEnd && current() != ']') {
    uint32_t first, last;
    bool firstIsSet, lastIsSet;
    if (!parseClassAtom(first, firstIsSet, ranges))
      return false;
    if (current() != '-') {
      if (!firstIsSet)
        ranges.push_back({first, first});
      continue;
    }
    advance();
    if (current() == kEnd)
      break;
    if (current() == ']') {
      if (!firstIsSet)
        ranges.push_back({first, first});
      ranges.push_back({'-', '-'});
      break;
    }
    if (!parseClassAtom(last, lastIsSet, ranges))
      return false;
    if (firstIsSet || lastIsSet) {
      if (byCodePoint())
        return fail(SyntaxError::InvalidClass);
      if (!firstIsSet)
        ranges.push_back({first, first});
      ranges.push_back({'-', '-'});
      if (!lastIsSet)
        ranges.push_back({last, last});
      continue;
    }
    if (first > last)
      return fail(SyntaxError::ClassOutOfOrder);
    ranges.push_back({first, last});
  }
  if (!eat(']'))
    return fail(SyntaxError::UnterminatedClass);
  CharSet set = CharSet::ofUnsorted(std::move(ranges));
  if (flags_.ignoreCase)
    set = closeOverCase(set, caseRule());
  if (negated)
    set.invert();
  addSet(std::move(set));
  return true;
}

// isSet: an escape for many characters, which are in ranges already.
bool Parser::parseClassAtom(uint32_t& c, bool& isSet, std::vector<CharRange>& ranges) {
  isSet = false;
  c = current();
  advance();
  if (c != '\\')
    return true;
  if (current() == kEnd)
    return fail(SyntaxError::EscapeAtEnd);
  if (current() == 'b') {
    advance();
    c = '\b';
    return true;
  }
  if (!atClassEscape())
    return parseCharacterEscape(In::Class, c);
  isSet = true;
  ClassSet set;
  if (!parseClassEscape(In::Class, set))
    return false;
  ranges.insert(ranges.end(), set.set.ranges().begin(), set.set.ranges().end());
  if (ranges.size() > 1 << 20)
    ranges = CharSet::ofUnsorted(std::move(ranges)).ranges();
  return true;
}

// --- with flag v
// ------------------------------------------------------------------------------------------------------

// All up to and with the closing bracket; the first operand tells which kind of contents it is.
bool Parser::parseClassContents(ClassSet& out, bool negated, uint32_t depth) {
  if (current() == ']')
    return endClass(out, negated);
  Operand kind;
  uint32_t c = 0;
  if (current() == kEnd)
    return fail(SyntaxError::UnterminatedClass);
  if (!parseClassOperand(kind, c, out, depth))
    return false;
  if (current() == '-' && following() == '-')
    return parseClassOperation('-', out, negated, depth);
  if (current() == '&' && following() == '&')
    return parseClassOperation('&', out, negated, depth);

  // ClassUnion. out holds all operands but a last single character, which may yet begin a range.
  CharSet character;
  std::vector<CharRange> characters;
  while (current() != kEnd && current() != ']') {
    if (current() == '-') {
      if (following() == '-')
        return fail(SyntaxError::InvalidClassSetOperation);
      if (following() == kEnd)
        return fail(SyntaxError::UnterminatedClass);
      if (kind != Operand::Character)
        return fail(SyntaxError::InvalidClass);
      advance();
      uint32_t last = 0;
      ClassSet ignored;
      if (!parseClassOperand(kind, last, ignored, depth))
        return false;
      if (kind != Operand::Character)
        return fail(SyntaxError::InvalidClass);
      if (c > last)
        return fail(SyntaxError::ClassOutOfOrder);
      characters.push_back({c, last});
      kind = Operand::Range;
      continue;
    }
    if (kind == Operand::Character)
      characters.push_back({c, c});
    ClassSet operand;
    if (!parseClassOperand(kind, c, operand, depth))
      return false;
    if (kind == Operand::Nested) {
      out.set.add(operand.set);
      out.strings.merge(operand.strings);
      out.mayContainStrings |= operand.mayContainStrings;
    }
  }
  if (kind == Operand::Character)
    characters.push_back({c, c});
  ClassSet singles{CharSet::ofUnsorted(std::move(characters)), {}, false};
  closeClass(singles);
  out.set.add(singles.set);
  return endClass(out, negated);
}

// At the closing bracket.
bool Parser::endClass(ClassSet& out, bool negated) {
  if (!eat(']'))
    return fail(SyntaxError::UnterminatedClass);
  if (!negated)
    return true;
  if (out.mayContainStrings)
    return fail(SyntaxError::NegatedClassWithStrings);
  out.set.invert();
  return true;
}

// a&&b&&c or a--b--c: `out` holds the first operand, unless that was a character.
bool Parser::parseClassOperation(uint32_t op, ClassSet& out, bool negated, uint32_t depth) {
  if (op == '-' && negated && out.mayContainStrings)
    return fail(SyntaxError::NegatedClassWithStrings);
  while (current() != kEnd && current() != ']') {
    if (current() != op || following() != op)
      return fail(SyntaxError::InvalidClassSetOperation);
    advance();
    advance();
    if (op == '&' && current() == '&')
      return fail(SyntaxError::InvalidCharacterInClass);
    Operand kind;
    uint32_t c = 0;
    ClassSet operand;
    if (!parseClassOperand(kind, c, operand, depth))
      return false;
    if (kind == Operand::Character)
      operand.set = characterSet(c);
    std::set<std::u32string> kept;
    for (const std::u32string& string : out.strings)
      if ((operand.strings.count(string) != 0) == (op == '&'))
        kept.insert(string);
    out.strings = std::move(kept);
    if (op == '&') {
      out.set.intersect(operand.set);
      out.mayContainStrings &= operand.mayContainStrings;
    } else {
      out.set.subtract(operand.set);
    }
  }
  return endClass(out, negated);
}

// A nested class, an escape, or a single character. The first operand of a class passes through here too: a character
// is then put into `out` as well, which does no harm to a range (it is its first character) nor to a union.
bool Parser::parseClassOperand(Operand& kind, uint32_t& c, ClassSet& out, uint32_t depth) {
  kind = Operand::Nested;
  if (current() == '[') {
    if (depth >= kMaxNesting)
      return fail(SyntaxError::TooLarge);
    advance();
    bool negated = eat('^');
    return parseClassContents(out, negated, depth + 1);
  }
  if (current() == '\\') {
    size_t start = at_;
    advance();
    if (atClassEscape())
      return parseClassEscape(In::ClassSet, out);
    if (current() == 'q' && following() == '{') {
      advance();
      advance();
      return parseClassStrings(out);
    }
    at_ = start;
  }
  kind = Operand::Character;
  if (!parseClassCharacter(c))
    return false;
  out.set.add(characterSet(c));
  return true;
}

bool Parser::parseClassCharacter(uint32_t& c) {
  c = current();
  if (c == '\\') {
    advance();
    if (current() == kEnd)
      return fail(SyntaxError::EscapeAtEnd);
    if (current() == 'b') {
      advance();
      c = '\b';
      return true;
    }
    if (isReserved(current())) {
      c = current();
      advance();
      return true;
    }
    return parseCharacterEscape(In::ClassSet, c);
  }
  if (isClassSyntax(c))
    return fail(SyntaxError::InvalidCharacterInClass);
  if (isReservedDouble(c) && following() == c)
    return fail(SyntaxError::InvalidClassSetOperation);
  if (c == kEnd)
    return fail(SyntaxError::UnterminatedClass);
  advance();
  return true;
}

// \q{ab|c|}, after the brace.
bool Parser::parseClassStrings(ClassSet& out) {
  std::u32string string;
  std::vector<CharRange> singles;
  auto end = [&] {
    if (flags_.ignoreCase)
      for (char32_t& c : string)
        c = canonicalize(c, CaseRule::SimpleFolding);
    if (string.size() == 1) {
      singles.push_back({string[0], string[0]});
    } else {
      out.strings.insert(string);
      out.mayContainStrings = true;
    }
    string.clear();
  };
  for (;;) {
    if (current() == '}')
      break;
    if (current() == '|') {
      advance();
      end();
      continue;
    }
    uint32_t c;
    if (!parseClassCharacter(c))
      return false;
    string += static_cast<char32_t>(c);
  }
  advance();
  end();
  // With flag i, ECMA-262 has a single character match in either case; in V8 only what it folds to does.
  out.set.add(CharSet::ofUnsorted(std::move(singles)));
  return true;
}
} // namespace tickscope::regexp
