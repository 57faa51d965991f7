#include "core/snapshot/graph.h"

#include <algorithm>

namespace tickscope::snapshot {

const char* nodeTypeName(NodeType type) {
  static constexpr const char* kNames[] = {"hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native",
                                           "synthetic", "concatenated string", "sliced string", "symbol", "bigint", "object shape"};
  return kNames[size_t(type)];
}

const char* edgeTypeName(EdgeType type) {
  static constexpr const char* kNames[] = {"context", "element", "property", "internal", "hidden", "shortcut", "weak"};
  return kNames[size_t(type)];
}

StringPool::StringPool() { add(""); }

uint32_t StringPool::add(std::string_view text) {
  if (const auto found = index_.find(text); found != index_.end()) return found->second;
  texts_.emplace_back(text);
  const auto index = uint32_t(texts_.size() - 1);
  index_.emplace(texts_.back(), index);
  return index;
}

bool StringPool::find(std::string_view text, uint32_t* index) const {
  const auto found = index_.find(text);
  if (found == index_.end()) return false;
  *index = found->second;
  return true;
}

std::string Graph::classOf(NodeIndex node) const {
  const NodeType type = nodes[node].type;
  switch (type) {
  case NodeType::Object:
  case NodeType::Native:
  case NodeType::Synthetic: return nameOf(node);
  case NodeType::Closure: return "Function";
  case NodeType::RegExp: return "RegExp";
  case NodeType::Hidden: return "(system)";
  case NodeType::Code: return "(compiled code)";
  default: return std::string("(") + nodeTypeName(type) + ")";
  }
}

namespace {
bool isIdentifier(const std::string& text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c == '_' || c == '$' || c >= 0x80 || std::isalnum(c); });
}
} // namespace

std::string Graph::edgeText(const Edge& edge) const {
  if (hasIndex(edge.type)) return "[" + std::to_string(edge.nameOrIndex) + "]";
  const std::string& name = strings[edge.nameOrIndex];
  switch (edge.type) {
  case EdgeType::Property:
  case EdgeType::Shortcut: return isIdentifier(name) ? "." + name : "[\"" + name + "\"]";
  case EdgeType::Context: return "variable " + name;
  case EdgeType::Weak: return "weakly " + name;
  default: return "(" + name + ")";
  }
}

NodeIndex Graph::findById(uint64_t id) const {
  for (NodeIndex i = 0; i < nodes.size(); ++i)
    if (nodes[i].id == id) return i;
  return kNoNode;
}

uint64_t Graph::totalSize() const {
  uint64_t sum = 0;
  for (const Node& node : nodes) sum += node.selfSize;
  return sum;
}

} // namespace tickscope::snapshot
