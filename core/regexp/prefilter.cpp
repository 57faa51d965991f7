// How matches begin: what lets the matcher find the next place worth a try.
#include "core/regexp/compiler.h"

#include <algorithm>

namespace tickscope::regexp {
namespace {
constexpr size_t kMaxLength = 8;      // positions looked at: the bits of a byte
constexpr uint32_t kMaxDepth = 64;    // of nodes looked into
constexpr int kTooCommon = 9;

struct Position {
  FirstSet set;
  int32_t only = -1; // the one code unit, where there is just one
};

class Prefix {
public:
  explicit Prefix(const Tree& tree) : byCodePoint_(tree.flags.byCodePoint()) {
    rule_ = byCodePoint_ ? CaseRule::SimpleFolding : CaseRule::LegacyUpperCase;
  }

  // Appends the sets of the first characters of the node. False: what follows them is not known.
  bool append(const Node& node, std::vector<Position>& out, uint32_t depth) const {
    if (out.size() >= kMaxLength || depth > kMaxDepth) return false;
    switch (node.kind) {
      case NodeKind::Empty:
      case NodeKind::LineStart:
      case NodeKind::WordBoundary:
      case NodeKind::Look: return true;
      case NodeKind::LineEnd:
      case NodeKind::BackReference: return false;
      case NodeKind::Text:
        for (char32_t c : node.text)
          if (!one(node.ignoreCase ? closeOverCase(c, rule_) : CharSet{{c, c}}, out)) return false;
        return true;
      case NodeKind::Set: return one(node.set, out);
      case NodeKind::Capture: return append(*node.children[0], out, depth + 1);
      case NodeKind::Sequence:
        for (const Node* child : node.children)
          if (!append(*child, out, depth + 1)) return false;
        return true;
      case NodeKind::Quantifier: {
        const Node& body = *node.children[0];
        std::optional<CharSet> single = singleSet(body, rule_);
        if (!single) {
          if (node.min > 0) append(body, out, depth + 1);
          return false;
        }
        for (uint32_t i = 0; i < node.min; i++)
          if (!one(*single, out)) return false;
        return node.min == node.max;
      }
      case NodeKind::Alternation: {
        std::vector<Position> merged;
        bool open = true;
        for (size_t i = 0; i < node.children.size(); i++) {
          std::vector<Position> mine;
          size_t room = kMaxLength - out.size();
          open &= append(*node.children[i], mine, depth + 1);
          if (mine.size() > room) mine.resize(room), open = false;
          if (i == 0) {
            merged = std::move(mine);
            continue;
          }
          if (mine.size() != merged.size()) open = false;
          merged.resize(std::min(merged.size(), mine.size()));
          for (size_t k = 0; k < merged.size(); k++) {
            merged[k].set.add(mine[k].set);
            if (merged[k].only != mine[k].only) merged[k].only = -1;
          }
          if (merged.empty()) return false;
        }
        out.insert(out.end(), merged.begin(), merged.end());
        return open;
      }
    }
    return false;
  }

private:
  bool one(const CharSet& set, std::vector<Position>& out) const {
    if (out.size() >= kMaxLength) return false;
    Position& at = out.emplace_back();
    at.set.add(set);
    uint32_t last = set.empty() ? 0 : set.ranges().back().last;
    if (byCodePoint_ && last >= 0xD800) return false; // perhaps two code units
    if (set.count() == 1 && last < 0x10000) at.only = static_cast<int32_t>(last);
    return true;
  }

  bool byCodePoint_;
  CaseRule rule_;
};

// How often a character turns up in text and programs, roughly: the rarer, the better to look for.
int commonness(int32_t c) {
  if (c == ' ' || c == 'e' || c == 't') return 10;
  if (c >= 'a' && c <= 'z') return std::string_view("aoinsrl").find(static_cast<char>(c)) != std::string_view::npos ? 9 : 7;
  if (c >= '0' && c <= '9') return 6;
  if (c == '\n' || c == ',' || c == '.' || c == '(' || c == ')' || c == '"' || c == '=' || c == ';') return 5;
  if (c >= 'A' && c <= 'Z') return 4;
  return 2;
}

bool isAnchored(const Node& node, uint32_t depth) {
  if (depth > kMaxDepth) return false;
  switch (node.kind) {
    case NodeKind::LineStart: return !node.multiline;
    case NodeKind::Capture: return isAnchored(*node.children[0], depth + 1);
    case NodeKind::Sequence: return isAnchored(*node.children[0], depth + 1);
    case NodeKind::Alternation:
      return std::all_of(node.children.begin(), node.children.end(),
                         [&](const Node* child) { return isAnchored(*child, depth + 1); });
    default: return false;
  }
}
} // namespace

Prefilter prefilterOf(const Tree& tree, TableBuilder& tables) {
  Prefilter out;
  out.minLength = tree.root->minWidth;
  if (isAnchored(*tree.root, 0)) {
    out.kind = Prefilter::Kind::TextStart;
    return out;
  }
  std::vector<Position> positions;
  Prefix(tree).append(*tree.root, positions, 0);
  if (positions.empty()) {
    if (tree.root->passes || tree.root->first.end || tree.root->minWidth == 0) return out;
    positions.push_back({tree.root->first, -1});
  }
  out.kind = Prefilter::Kind::Sets;
  out.length = static_cast<uint32_t>(std::min<size_t>(positions.size(), out.minLength));
  if (out.length == 0) {
    out.kind = Prefilter::Kind::None;
    return out;
  }
  positions.resize(out.length);
  int best = positions.size() == 1 ? kTooCommon + 2 : kTooCommon;
  for (size_t i = 0; i < positions.size(); i++) {
    int32_t c = positions[i].only;
    if (c < 0 || commonness(c) >= best) continue;
    best = commonness(c);
    out.kind = Prefilter::Kind::Character;
    out.character = static_cast<char16_t>(c);
    out.offset = static_cast<uint32_t>(i);
  }
  tables.nextBit = 8; // a table of its own
  out.tables = static_cast<uint32_t>(tables.tables.size()) << 8;
  ByteTable& table = tables.tables.emplace_back();
  table.fill(0);
  for (size_t i = 0; i < positions.size(); i++) {
    if (positions[i].set.above) out.above |= 1u << i;
    for (uint32_t c = 0; c < 256; c++)
      if (positions[i].set.contains(c)) table[c] |= 1u << i;
  }
  return out;
}

// The greedy or lazy unbounded run over single characters that the whole pattern begins with.
const Node* leadingRunOf(const Tree& tree) {
  if (tree.hasBackReferences) return nullptr;
  const Node* node = tree.root;
  while (node->kind == NodeKind::Capture || node->kind == NodeKind::Sequence) node = node->children[0];
  if (node->kind != NodeKind::Quantifier || node->max != kInfinity) return nullptr;
  CaseRule rule = tree.flags.byCodePoint() ? CaseRule::SimpleFolding : CaseRule::LegacyUpperCase;
  return singleSet(*node->children[0], rule) ? node : nullptr;
}

const Node* wordStartOf(const Tree& tree) {
  const Node& root = *tree.root;
  if (root.kind != NodeKind::Sequence || root.passes || root.first.end) return nullptr;
  const Node& boundary = *root.children[0];
  if (boundary.kind != NodeKind::WordBoundary || boundary.negative) return nullptr;
  FirstSet word;
  word.add(boundary.set);
  for (int i = 0; i < 4; i++)
    if (root.first.low[i] & ~word.low[i]) return nullptr;
  return root.first.above ? nullptr : &boundary;
}
} // namespace tickscope::regexp
