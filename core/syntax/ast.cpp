#include "core/syntax/ast.h"

#include <algorithm>

#include "core/base/utf.h"
#include "core/syntax/lexer.h"
#include "core/syntax/scope.h"

namespace tickscope::syntax {

const char* nodeKindName(NodeKind kind) {
  static constexpr const char* kNames[] = {
#define NODE(name) #name,
#include "core/syntax/nodes.def"
#undef NODE
  };
  return kNames[size_t(kind)];
}

const char* operatorText(Operator op) {
  static constexpr const char* kTexts[] = {"+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^",
                                           "==", "!=", "===", "!==", "<", "<=", ">", ">=", "in", "instanceof",
                                           "&&", "||", "??", "+", "-", "!", "~", "typeof", "void", "delete", "="};
  return kTexts[size_t(op)];
}

Tree::Tree() : slots_(256) {}
Tree::~Tree() = default;

void Tree::grow() {
  std::vector<const Name*> old(slots_.size() * 2);
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const Name* name : old) {
    if (!name) continue;
    size_t i = name->hash & mask;
    while (slots_[i]) i = (i + 1) & mask;
    slots_[i] = name;
  }
}

// FNV-1a over code units, so that both spellings of a text meet.
template <class Char> const Name* Tree::intern(const Char* text, size_t length) {
  const auto unit = [&](size_t i) { return char16_t(std::make_unsigned_t<Char>(text[i])); };
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < length; ++i) hash = (hash ^ unit(i)) * 16777619u;
  hash ^= hash >> 15;
  const size_t mask = slots_.size() - 1;
  size_t slot = hash & mask;
  for (; slots_[slot]; slot = (slot + 1) & mask) {
    const Name* name = slots_[slot];
    if (name->hash != hash || name->text.size() != length) continue;
    size_t i = 0;
    while (i < length && name->text[i] == unit(i)) ++i;
    if (i == length) return name;
  }
  Name& name = names_.emplace_back();
  name.text.resize(length);
  name.oneByte = true;
  for (size_t i = 0; i < length; ++i) {
    name.text[i] = unit(i);
    if (name.text[i] > 0xff) name.oneByte = false;
  }
  name.index = uint32_t(names_.size() - 1);
  name.hash = hash;
  slots_[slot] = &name;
  if (names_.size() * 2 > slots_.size()) grow();
  return &name;
}

const Name* Tree::name(std::u16string_view text) {
  return intern(reinterpret_cast<const uint16_t*>(text.data()), text.size());
}
const Name* Tree::name(std::string_view text) { return intern(text.data(), text.size()); }

std::string toUtf8(std::u16string_view text) { return utf16ToWellFormedUtf8(text); }

Variable* Scope::find(const Name* name) const {
  if (index.empty()) {
    for (Variable* variable : variables)
      if (variable->name == name) return variable;
    return nullptr;
  }
  const size_t mask = index.size() - 1;
  for (size_t i = name->index * 2654435761u & mask; index[i]; i = (i + 1) & mask)
    if (index[i]->name == name) return index[i];
  return nullptr;
}

// The first variable of a name is the one that find() gives.
void Scope::addToIndex(Variable* variable) {
  const auto put = [this](Variable* v) {
    const size_t mask = index.size() - 1;
    size_t i = v->name->index * 2654435761u & mask;
    for (; index[i]; i = (i + 1) & mask)
      if (index[i]->name == v->name) return;
    index[i] = v;
  };
  if (index.size() < variables.size() * 2) {
    index.assign(index.empty() ? 4 * kLinear : index.size() * 2, nullptr);
    for (Variable* v : variables) put(v);
  } else {
    put(variable);
  }
}

} // namespace tickscope::syntax
