// The making of nodes: simplified where that changes nothing, and analysed from below upwards.
#include "core/regexp/parser.h"

#include <algorithm>

namespace tickscope::regexp {
namespace {
// What a hostile pattern could otherwise make of little text: a class of flag v names thousands of sequences in a few
// characters, a property hundreds of ranges.
constexpr size_t kMaxNodes = 1'000'000;
constexpr size_t kMaxRanges = 4'000'000;
constexpr size_t kMaxTrieDepth = 16;

uint32_t saturate(uint64_t width) { return static_cast<uint32_t>(std::min<uint64_t>(width, kInfinity)); }
bool isSingleCharacter(const Node& node) {
  return node.kind == NodeKind::Set || (node.kind == NodeKind::Text && node.text.size() == 1);
}
} // namespace

Node* Parser::make(NodeKind kind) {
  if (tree_.nodes.size() >= kMaxNodes)
    tooLarge_ = true;
  Node& node = tree_.nodes.emplace_back();
  node.kind = kind;
  node.groupsFrom = node.groupsTo = capturesStarted_ + 1;
  return &node;
}

void Parser::addTerm(Node* node) {
  flushText();
  analyse(*node);
  open_.back().terms.push_back(node);
}

void Parser::addCharacter(uint32_t c) {
  OpenGroup& group = open_.back();
  if (group.textIgnoresCase != flags_.ignoreCase) {
    flushText();
    group.textIgnoresCase = flags_.ignoreCase;
  }
  group.text += static_cast<char32_t>(c);
}

void Parser::flushText() {
  OpenGroup& group = open_.back();
  if (group.text.empty())
    return;
  Node* node = textNode(std::move(group.text), group.textIgnoresCase);
  group.text.clear();
  group.terms.push_back(node);
}

Node* Parser::textNode(std::u32string text, bool ignoreCase) {
  Node* node = make(NodeKind::Text);
  node->text = std::move(text);
  node->ignoreCase = ignoreCase;
  analyse(*node);
  return node;
}

Node* Parser::setNode(CharSet&& set) {
  if (set.ranges().size() == 1 && set.ranges()[0].first == set.ranges()[0].last)
    return textNode(std::u32string(1, set.ranges()[0].first), false);
  rangeCount_ += set.ranges().size();
  if (rangeCount_ > kMaxRanges)
    tooLarge_ = true;
  Node* node = make(NodeKind::Set);
  node->set = std::move(set);
  analyse(*node);
  return node;
}

void Parser::addSet(CharSet&& set) { addTerm(setNode(std::move(set))); }

// The set of a whole class or class escape. Its strings come before its characters, and the longer before the shorter
// (ECMA-262 CompileAtom).
void Parser::addClass(ClassSet&& set) {
  if (flags_.ignoreCase && !flags_.unicodeSets) // with flag v, operands have been closed
    set.set = closeOverCase(set.set, caseRule());
  if (set.strings.empty()) {
    addSet(std::move(set.set));
    return;
  }
  bool empty = set.strings.erase(U"") != 0;
  std::vector<const std::u32string*> strings;
  size_t longest = 0;
  for (const std::u32string& string : set.strings) {
    strings.push_back(&string);
    longest = std::max(longest, string.size());
  }
  std::vector<Node*> alternatives;
  if (longest <= kMaxTrieDepth) {
    if (!strings.empty())
      alternatives.push_back(stringsNode(strings, 0, strings.size(), 0));
  } else {
    std::stable_sort(strings.begin(), strings.end(),
                     [](const std::u32string* a, const std::u32string* b) { return a->size() > b->size(); });
    for (const std::u32string* string : strings)
      alternatives.push_back(textNode(*string, flags_.ignoreCase));
  }
  if (!set.set.empty())
    alternatives.push_back(setNode(std::move(set.set)));
  if (empty) {
    alternatives.push_back(make(NodeKind::Empty));
    analyse(*alternatives.back());
  }
  addTerm(alternation(std::move(alternatives)));
}

// Sorted strings [from, to), alike in their first `depth` characters, as a tree of prefixes. Of the strings that match
// somewhere each is a prefix of the next longer, so going down before stopping tries the longer first.
Node* Parser::stringsNode(const std::vector<const std::u32string*>& sorted, size_t from, size_t to, size_t depth) {
  std::vector<Node*> alternatives;
  bool stops = false;
  while (from < to && !tooLarge_) {
    const std::u32string& string = *sorted[from];
    if (string.size() == depth) {
      stops = true;
      from++;
      continue;
    }
    size_t end = from + 1;
    while (end < to && sorted[end]->size() > depth && (*sorted[end])[depth] == string[depth])
      end++;
    if (end == from + 1) {
      alternatives.push_back(textNode(string.substr(depth), flags_.ignoreCase));
    } else {
      Node* head = textNode(string.substr(depth, 1), flags_.ignoreCase);
      alternatives.push_back(sequence({head, stringsNode(sorted, from, end, depth + 1)}));
    }
    from = end;
  }
  if (stops) {
    alternatives.push_back(make(NodeKind::Empty));
    analyse(*alternatives.back());
  }
  return alternation(std::move(alternatives));
}

Node* Parser::sequence(std::vector<Node*>&& terms) {
  if (terms.size() == 1)
    return terms[0];
  Node* node = make(terms.empty() ? NodeKind::Empty : NodeKind::Sequence);
  node->children = std::move(terms);
  analyse(*node);
  return node;
}

Node* Parser::alternation(std::vector<Node*>&& alternatives) {
  // Neighbours that match one character each are one set: which of them it was makes no difference.
  std::vector<Node*> merged;
  for (size_t i = 0; i < alternatives.size();) {
    size_t end = i;
    while (end < alternatives.size() && isSingleCharacter(*alternatives[end]))
      end++;
    if (end - i < 2) {
      merged.push_back(alternatives[i++]);
      continue;
    }
    CharSet set;
    for (; i < end; i++) {
      const Node& one = *alternatives[i];
      if (one.kind == NodeKind::Set)
        set.add(one.set);
      else if (one.ignoreCase)
        set.add(closeOverCase(one.text[0], caseRule()));
      else
        set.add(one.text[0]);
    }
    merged.push_back(setNode(std::move(set)));
  }
  if (merged.size() == 1)
    return merged[0];
  Node* node = make(NodeKind::Alternation);
  node->children = std::move(merged);
  analyse(*node);
  return node;
}

// The last term, or the last character of the text at hand, so many times.
void Parser::quantify(uint32_t min, uint32_t max, bool greedy) {
  OpenGroup& group = open_.back();
  if (!group.text.empty()) {
    char32_t last = group.text.back();
    group.text.pop_back();
    flushText();
    group.terms.push_back(textNode(std::u32string(1, last), flags_.ignoreCase));
  }
  Node* body = group.terms.back();
  group.terms.pop_back();
  // What consumes nothing gains nothing by repetition; and an iteration that is not required and consumes nothing is
  // refused (ECMA-262 RepeatMatcher), with the groups that it set.
  if (max == 0 || (body->zeroWidth && min == 0)) {
    Node* empty = make(NodeKind::Empty);
    empty->groupsFrom = body->groupsFrom;
    empty->groupsTo = body->groupsTo;
    addTerm(empty);
    return;
  }
  if (body->zeroWidth || (min == 1 && max == 1)) {
    // Not to be taken for what can be quantified again: the quantifier has been read.
    group.terms.push_back(body);
    return;
  }
  Node* node = make(NodeKind::Quantifier);
  node->min = min;
  node->max = max;
  node->greedy = greedy;
  node->children = {body};
  node->groupsFrom = body->groupsFrom;
  node->groupsTo = body->groupsTo;
  addTerm(node);
}

void Parser::analyse(Node& node) const {
  auto adopt = [&](const Node& child) {
    node.groupsFrom = std::min(node.groupsFrom, child.groupsFrom);
    node.groupsTo = std::max(node.groupsTo, child.groupsTo);
  };
  switch (node.kind) {
  case NodeKind::Empty:
  case NodeKind::LineStart:
  case NodeKind::WordBoundary:
    node.passes = node.zeroWidth = true;
    break;
  case NodeKind::Look:
    adopt(*node.children[0]);
    node.passes = node.zeroWidth = true;
    break;
  case NodeKind::LineEnd:
    node.zeroWidth = true;
    node.first.end = true;
    if (node.multiline)
      node.first.add(CharSet{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}});
    break;
  case NodeKind::Text:
    node.minWidth = saturate(node.text.size());
    if (node.ignoreCase)
      node.first.add(closeOverCase(node.text[0], caseRule()));
    else
      node.first.add(node.text[0]);
    break;
  case NodeKind::Set:
    node.minWidth = 1;
    node.first.add(node.set);
    break;
  case NodeKind::BackReference:
    node.first = FirstSet::anything();
    break;
  case NodeKind::Capture: {
    const Node& child = *node.children[0];
    node.first = child.first;
    node.passes = child.passes;
    node.minWidth = child.minWidth;
    node.zeroWidth = child.zeroWidth;
    adopt(child);
    break;
  }
  case NodeKind::Quantifier: {
    const Node& child = *node.children[0];
    node.first = child.first;
    node.passes = child.passes || node.min == 0;
    node.minWidth = saturate(uint64_t{child.minWidth} * node.min);
    adopt(child);
    break;
  }
  case NodeKind::Sequence: {
    uint64_t width = 0;
    node.passes = node.zeroWidth = true;
    for (const Node* child : node.children) {
      if (node.passes) {
        node.first.add(child->first);
        node.passes = child->passes;
      }
      width += child->minWidth;
      node.zeroWidth &= child->zeroWidth;
      adopt(*child);
    }
    node.minWidth = saturate(width);
    break;
  }
  case NodeKind::Alternation: {
    node.minWidth = kInfinity;
    node.zeroWidth = true;
    for (const Node* child : node.children) {
      node.first.add(child->first);
      node.passes |= child->passes;
      node.minWidth = std::min(node.minWidth, child->minWidth);
      node.zeroWidth &= child->zeroWidth;
      adopt(*child);
    }
    break;
  }
  }
}
} // namespace tickscope::regexp
