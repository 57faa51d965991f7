#include "core/syntax/ast.h"

#include <algorithm>

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

Tree::Tree() = default;
Tree::~Tree() = default;

const Name* Tree::name(std::u16string_view text) {
  const auto found = names_.find(text);
  if (found != names_.end()) return found->second.get();
  auto name = std::make_unique<Name>();
  name->text = std::u16string(text);
  name->oneByte = std::all_of(text.begin(), text.end(), [](char16_t unit) { return unit <= 0xff; });
  name->index = uint32_t(names_.size());
  const Name* result = name.get();
  names_.emplace(std::u16string_view(name->text), std::move(name));
  return result;
}

const Name* Tree::name(std::string_view ascii) {
  char16_t units[64];
  if (ascii.size() <= 64) {
    std::copy(ascii.begin(), ascii.end(), units);
    return name(std::u16string_view(units, ascii.size()));
  }
  return name(std::u16string_view(std::u16string(ascii.begin(), ascii.end())));
}

Variable* Scope::find(const Name* name) const {
  if (variables.size() > 8 && index.size() == variables.size()) {
    const auto at = std::lower_bound(index.begin(), index.end(), name, [](const auto& a, const Name* b) { return a.first->index < b->index; });
    return at != index.end() && at->first == name ? at->second : nullptr;
  }
  for (Variable* variable : variables)
    if (variable->name == name) return variable;
  return nullptr;
}

} // namespace tickscope::syntax
