#include "core/snapshot/shapes.h"

#include <map>
#include <utility>

namespace tickscope::snapshot {

const char* cacheStateName(CacheState state) {
  static constexpr const char* kNames[] = {"uninitialized", "monomorphic", "polymorphic", "megamorphic"};
  return kNames[size_t(state)];
}

std::vector<ClassRow> classRows(const ShapeLook& look, const std::set<uint32_t>& met) {
  std::map<uint32_t, const HiddenClass*> byId;
  std::map<uint32_t, std::vector<const HiddenClass*>> children;
  std::vector<const HiddenClass*> roots;
  for (const HiddenClass& one : look.classes) byId[one.id] = &one;
  std::set<uint32_t> shown;
  for (const uint32_t id : met)
    for (auto at = byId.find(id); at != byId.end() && shown.insert(at->first).second; at = byId.find(at->second->parent)) {}
  for (const HiddenClass& one : look.classes)
    if (one.parent && met.count(one.parent)) shown.insert(one.id);
  for (const uint32_t id : shown) {
    const HiddenClass* one = byId.at(id);
    (shown.count(one->parent) ? children[one->parent] : roots).push_back(one);
  }
  std::vector<ClassRow> rows, open; // open: still to be drawn, the next one last
  const auto push = [&](const std::vector<const HiddenClass*>& list, size_t depth, const std::vector<std::string>& added) {
    for (auto at = list.rbegin(); at != list.rend(); ++at) open.push_back({*at, depth, added});
  };
  push(roots, 0, {});
  while (!open.empty()) {
    ClassRow row = std::move(open.back());
    open.pop_back();
    const HiddenClass& one = *row.one;
    const auto below = children.find(one.id);
    if (!one.lastProperty.empty()) row.added.push_back(one.lastProperty);
    if (!one.objects && !met.count(one.id) && one.parent && below != children.end() && below->second.size() == 1) {
      push(below->second, row.depth, row.added);
      continue;
    }
    if (below != children.end()) push(below->second, row.depth + 1, {});
    rows.push_back(std::move(row));
  }
  return rows;
}

} // namespace tickscope::snapshot
