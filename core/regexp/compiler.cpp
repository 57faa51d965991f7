#include "core/regexp/compiler.h"

#include <algorithm>

namespace tickscope::regexp {
namespace {
constexpr size_t kMaxCodeWords = 1 << 24;
constexpr size_t kMaxTables = 1 << 15; // so that an offset into them, in bytes, fits 24 bits

bool isSurrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

class Generator {
public:
  explicit Generator(const Tree& tree) : tree_(tree), tables_{program_.tables, {}, 8} {
    byCodePoint_ = tree.flags.byCodePoint();
    rule_ = byCodePoint_ ? CaseRule::SimpleFolding : CaseRule::LegacyUpperCase;
  }

  std::optional<Program> run() {
    program_.flags = tree_.flags;
    program_.captureCount = tree_.captureCount;
    program_.registerCount = 2 * (tree_.captureCount + 1);
    program_.groupNames = tree_.groupNames;
    program_.classes.push_back({Above::None, {}});
    program_.classes.push_back({Above::All, {}});
    leadingRun_ = leadingRunOf(tree_);
    FirstSet follow = FirstSet::anything();
    follow.accept = true;
    node(*tree_.root, follow, false);
    emit(Op::Accept);
    Prefilter& filter = program_.prefilter;
    filter = prefilterOf(tree_, tables_);
    if (leadingRun_) {
      filter.leadingRun = true;
      SetWords words = setWords(*singleSet(*leadingRun_->children[0], rule_));
      filter.runLow = words.low;
      filter.runClass = words.index;
      if (runFollow_) {
        filter.runGuarded = true;
        guardWords(*runFollow_, filter.runGuard);
      }
    }
    if (const Node* boundary = wordStartOf(tree_)) {
      filter.wordStart = true;
      SetWords words = setWords(boundary->set);
      filter.wordLow = words.low;
      filter.wordClass = words.index;
    }
    if (tooLarge() || program_.tables.size() > kMaxTables) return std::nullopt;
    return std::move(program_);
  }

private:
  bool tooLarge() const { return program_.code.size() > kMaxCodeWords; }

  void word(uint32_t value) { program_.code.push_back(value); }
  void emit(Op op) { word(static_cast<uint32_t>(op)); }
  template <class... Words> void emit(Op op, Words... words) {
    emit(op);
    (word(static_cast<uint32_t>(words)), ...);
  }
  uint32_t here() const { return static_cast<uint32_t>(program_.code.size()); }
  void patch(uint32_t at) { program_.code[at] = here(); }
  uint32_t newRegister() { return program_.registerCount++; }

  // --- operands

  struct SetWords {
    uint32_t low, index;
  };
  SetWords setWords(const CharSet& set) {
    FirstSet low;
    low.add(set);
    std::vector<CharRange> above;
    for (const CharRange& range : set.ranges())
      if (range.last >= 256) above.push_back({std::max<uint32_t>(range.first, 256), range.last});
    uint32_t index = 0;
    if (above.size() == 1 && above[0] == CharRange{256, kLastCodePoint}) {
      index = 1;
    } else if (!above.empty()) {
      auto [at, isNew] = classes_.try_emplace(CharSetKey{above}, 0);
      if (isNew) {
        at->second = static_cast<uint32_t>(program_.classes.size());
        program_.classes.push_back({Above::Ranges, std::move(above)});
      }
      index = at->second;
    }
    return {tables_.wordFor(low.low), index};
  }
  void guardWords(const FirstSet& first, uint32_t (&words)[2]) {
    words[0] = tables_.wordFor(first.low);
    words[1] = (first.above ? 1 : 0) | (first.end ? 2 : 0);
  }
  void guard(const FirstSet& first) {
    uint32_t words[2];
    guardWords(first, words);
    word(words[0]);
    word(words[1]);
  }

  struct CharSetKey {
    std::vector<CharRange> ranges;
    bool operator<(const CharSetKey& other) const {
      return std::lexicographical_compare(ranges.begin(), ranges.end(), other.ranges.begin(), other.ranges.end(),
                                          [](const CharRange& a, const CharRange& b) {
                                            return a.first != b.first ? a.first < b.first : a.last < b.last;
                                          });
    }
  };

  // --- nodes

  void node(const Node& node, const FirstSet& follow, bool back) {
    if (tooLarge()) return;
    switch (node.kind) {
      case NodeKind::Empty: return;
      case NodeKind::Text: return text(node, back);
      case NodeKind::Set: return set(node.set, back);
      case NodeKind::Sequence: return sequence(node, follow, back);
      case NodeKind::Alternation: return alternation(node, follow, back);
      case NodeKind::Capture: {
        uint32_t at = 2 * node.group;
        emit(Op::Save, back ? at + 1 : at);
        this->node(*node.children[0], follow, back);
        emit(Op::Save, back ? at : at + 1);
        return;
      }
      case NodeKind::Quantifier: return quantifier(node, follow, back);
      case NodeKind::LineStart: return emit(node.multiline ? Op::LineStart : Op::TextStart);
      case NodeKind::LineEnd: return emit(node.multiline ? Op::LineEnd : Op::TextEnd);
      case NodeKind::WordBoundary: {
        SetWords words = setWords(node.set);
        return emit(Op::WordBoundary, words.low, words.index, node.negative ? 1 : 0);
      }
      case NodeKind::Look: return look(node);
      case NodeKind::BackReference:
        emit(Op::BackReference, node.groups.size(), (node.ignoreCase ? 1 : 0) | (back ? 2 : 0));
        for (uint32_t group : node.groups) word(group);
        return;
    }
  }

  void sequence(const Node& node, const FirstSet& follow, bool back) {
    size_t count = node.children.size();
    if (back) {
      for (size_t i = count; i-- > 0;) this->node(*node.children[i], FirstSet::anything(), true);
      return;
    }
    std::vector<FirstSet> follows(count);
    FirstSet next = follow;
    for (size_t i = count; i-- > 0;) {
      follows[i] = next;
      const Node& child = *node.children[i];
      // What decides nothing lets through what follows; only nothing at all keeps "then all is well".
      FirstSet own = child.first;
      if (child.passes) {
        bool accept = next.accept;
        own.add(next);
        own.accept = accept && child.kind == NodeKind::Empty;
      }
      next = own;
    }
    for (size_t i = 0; i < count; i++) this->node(*node.children[i], follows[i], false);
  }

  void text(const Node& node, bool back) {
    std::vector<char16_t> units; // literal ones, not yet emitted
    auto flush = [&] {
      if (units.size() == 1) {
        emit(Op::Char, units[0]);
      } else if (!units.empty()) {
        emit(Op::String, units.size());
        for (size_t i = 0; i < units.size(); i += 2)
          word(units[i] | (i + 1 < units.size() ? static_cast<uint32_t>(units[i + 1]) << 16 : 0));
      }
      units.clear();
    };
    size_t count = node.text.size();
    for (size_t i = 0; i < count && !tooLarge(); i++) {
      uint32_t c = node.text[back ? count - 1 - i : i];
      CharSet variants = node.ignoreCase ? closeOverCase(c, rule_) : CharSet{{c, c}};
      uint64_t ways = variants.count();
      if (ways == 1) {
        bool whole = !byCodePoint_ || !isSurrogate(c); // else: never half a pair
        if (back) {
          emit(c < 0x10000 && whole ? Op::CharBack : Op::CodePointBack, c);
        } else if (!whole) {
          flush();
          emit(Op::CodePoint, c);
        } else if (c < 0x10000) {
          units.push_back(static_cast<char16_t>(c));
        } else {
          units.push_back(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)));
          units.push_back(static_cast<char16_t>(0xDC00 + (c & 0x3FF)));
        }
        continue;
      }
      flush();
      uint32_t last = variants.ranges().back().last;
      if (ways == 2 && last < 0x10000)
        emit(back ? Op::CharEitherBack : Op::CharEither, variants.ranges()[0].first, last);
      else
        set(variants, back);
    }
    flush();
  }

  void set(const CharSet& set, bool back) {
    if (set.isAll()) return emit(back ? Op::AnyBack : Op::Any);
    SetWords words = setWords(set);
    emit(back ? Op::SetBack : Op::Set, words.low, words.index);
  }

  // The alternatives in order, each with the rest to come back to, unless the next character tells.
  void alternation(const Node& node, const FirstSet& follow, bool back) {
    size_t count = node.children.size();
    std::vector<FirstSet> firsts(count), rests(count);
    FirstSet rest;
    for (size_t i = count; i-- > 0;) {
      rests[i] = rest;
      const Node& child = *node.children[i];
      firsts[i] = child.first;
      if (child.passes) firsts[i].add(follow);
      rest.add(firsts[i]);
    }
    std::vector<uint32_t> ends;
    for (size_t i = 0; i < count && !tooLarge(); i++) {
      uint32_t other = 0;
      bool isLast = i + 1 == count;
      if (!isLast) other = split(firsts[i], rests[i], back);
      this->node(*node.children[i], follow, back);
      if (isLast) break;
      emit(Op::Jump);
      ends.push_back(here());
      word(0);
      patch(other);
    }
    for (uint32_t end : ends) patch(end);
  }

  // Go on, or come back to a place that the caller patches in.
  uint32_t split(const FirstSet& first, const FirstSet& otherFirst, bool back) {
    bool guarded = !back && !(first.isAnything() && otherFirst.isAnything());
    emit(guarded ? Op::SplitGuarded : Op::Split);
    uint32_t other = here();
    word(0);
    if (guarded) {
      guard(first);
      guard(otherFirst);
    }
    return other;
  }
  // Go elsewhere, or come back to the next word.
  uint32_t splitLater(const FirstSet& first, const FirstSet& otherFirst, bool back) {
    uint32_t at = here();
    uint32_t other = split(first, otherFirst, back);
    bool guarded = program_.code[at] == static_cast<uint32_t>(Op::SplitGuarded);
    program_.code[at] = static_cast<uint32_t>(guarded ? Op::SplitLaterGuarded : Op::SplitLater);
    return other;
  }

  void look(const Node& node) {
    uint32_t registers = newRegister();
    newRegister();
    FirstSet follow = FirstSet::anything();
    follow.accept = true;
    emit(node.negative ? Op::LookNot : Op::Look, registers);
    uint32_t otherwise = here();
    if (node.negative) word(0);
    this->node(*node.children[0], follow, node.behind);
    if (node.negative) {
      emit(Op::LookNotEnd, registers);
      patch(otherwise);
    } else {
      emit(Op::LookEnd, registers, node.groupsTo > node.groupsFrom ? 1 : 0);
    }
  }

  // --- quantifiers

  void quantifier(const Node& node, const FirstSet& follow, bool back) {
    const Node& body = *node.children[0];
    if (!back) {
      if (std::optional<CharSet> single = singleSet(body, rule_)) return run(node, *single, follow);
    }
    bool mayBeEmpty = body.minWidth == 0;
    FirstSet bodyFirst = body.first;
    FirstSet exitFirst = follow;
    if (body.passes) bodyFirst.add(follow);
    bodyFirst.accept = exitFirst.accept = false;
    FirstSet bodyFollow = bodyFirst;
    bodyFollow.add(exitFirst);
    bodyFollow.accept = false;
    bool hasGroups = node.groupsTo > node.groupsFrom;
    auto reset = [&] {
      if (hasGroups) emit(Op::ResetGroups, 2 * node.groupsFrom, 2 * node.groupsTo);
    };

    if (node.min == 0 && node.max == 1) {
      uint32_t exit = node.greedy ? split(bodyFirst, exitFirst, back) : splitLater(bodyFirst, exitFirst, back);
      uint32_t position = mayBeEmpty ? newRegister() : 0;
      if (mayBeEmpty) emit(Op::Save, position);
      FirstSet after = follow;
      if (mayBeEmpty) after.accept = false;
      this->node(body, after, back);
      if (mayBeEmpty) emit(Op::CheckProgress, position);
      patch(exit);
      return;
    }
    if (node.max == kInfinity && node.min == 0) {
      uint32_t start = here();
      uint32_t exit = node.greedy ? split(bodyFirst, exitFirst, back) : splitLater(bodyFirst, exitFirst, back);
      uint32_t position = mayBeEmpty ? newRegister() : 0;
      if (mayBeEmpty) emit(Op::Save, position);
      reset();
      this->node(body, bodyFollow, back);
      if (mayBeEmpty) emit(Op::CheckProgress, position);
      emit(Op::Jump, start);
      patch(exit);
      return;
    }
    if (node.max == kInfinity && node.min == 1 && !mayBeEmpty) {
      uint32_t start = here();
      reset();
      this->node(body, bodyFollow, back);
      uint32_t other = node.greedy ? splitLater(exitFirst, bodyFirst, back) : split(exitFirst, bodyFirst, back);
      program_.code[other] = start;
      return;
    }
    uint32_t counter = newRegister();
    emit(Op::SetCounter, counter, 0);
    uint32_t start = here();
    emit(node.greedy ? Op::LoopGreedy : Op::LoopLazy, counter, node.min, node.max);
    uint32_t exit = here();
    word(0);
    uint32_t position = mayBeEmpty ? newRegister() : 0;
    if (mayBeEmpty) emit(Op::Save, position);
    reset();
    this->node(body, bodyFollow, back);
    if (mayBeEmpty) emit(Op::CheckProgressAfter, position, counter, node.min);
    emit(Op::Count, counter);
    emit(Op::Jump, start);
    patch(exit);
  }

  // A loop over single characters needs one entry of the stack at most, and none where giving back cannot help: where
  // what follows either succeeds anyway or cannot begin with a character of the set.
  void run(const Node& node, const CharSet& set, const FirstSet& follow) {
    SetWords words = setWords(set);
    uint32_t min = node.min, max = node.max;
    if (follow.accept && !node.greedy) max = min;
    if (min == max) {
      if (max != 0) emit(Op::RunExactly, words.low, words.index, max);
      return;
    }
    FirstSet own, next = follow;
    own.add(set);
    next.end = false;
    if (follow.accept || !own.overlaps(next)) {
      emit(Op::RunPossessive, words.low, words.index, min, max);
      if (&node == leadingRun_ && !follow.accept) runFollow_ = follow;
      return;
    }
    emit(node.greedy ? Op::RunGreedy : Op::RunLazy, words.low, words.index, min, max);
    guard(follow);
  }

  const Tree& tree_;
  Program program_;
  TableBuilder tables_;
  std::map<CharSetKey, uint32_t> classes_;
  const Node* leadingRun_ = nullptr;
  std::optional<FirstSet> runFollow_; // what must come after the leading run, where that cannot give back any of it
  bool byCodePoint_ = false;
  CaseRule rule_{};
};
} // namespace

std::optional<CharSet> singleSet(const Node& node, CaseRule rule) {
  if (node.kind == NodeKind::Set) return node.set;
  if (node.kind != NodeKind::Text || node.text.size() != 1) return std::nullopt;
  return node.ignoreCase ? closeOverCase(node.text[0], rule) : CharSet{{node.text[0], node.text[0]}};
}

std::optional<Program> generate(const Tree& tree) { return Generator(tree).run(); }
} // namespace tickscope::regexp
