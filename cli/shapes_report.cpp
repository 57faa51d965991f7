#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/heap_report.h"
#include "core/snapshot/shapes.h"

namespace tickscope::cli {

using namespace snapshot;
using Json = nlohmann::ordered_json;

namespace {
constexpr size_t kListedProperties = 12;

std::string listOf(const std::vector<std::string>& names) {
  std::string out;
  for (size_t i = 0; i < std::min(names.size(), kListedProperties); ++i) out += (i ? ", " : "") + names[i];
  if (names.size() > kListedProperties) out += fmt::format(", and {} more", names.size() - kListedProperties);
  return "{" + out + "}";
}

// The tree of classes: those that were met, what led to them, and what came of them. Steps that no object stands on and
// nothing met are drawn together with the next.
class ClassTree {
public:
  ClassTree(const ShapeLook& look, const std::set<uint32_t>& met) : met_(met) {
    for (const HiddenClass& one : look.classes) byId_[one.id] = &one;
    std::set<uint32_t> shown;
    for (const uint32_t id : met)
      for (auto at = byId_.find(id); at != byId_.end() && shown.insert(at->first).second; at = byId_.find(at->second->parent)) {}
    for (const HiddenClass& one : look.classes)
      if (met.count(one.parent)) shown.insert(one.id);
    for (const uint32_t id : shown) {
      const HiddenClass* one = byId_.at(id);
      (shown.count(one->parent) ? children_[one->parent] : roots_).push_back(one);
    }
  }
  std::string text() const {
    struct Open {
      const HiddenClass* one;
      size_t depth;
      std::string added; // by the steps that are not drawn
    };
    std::string out;
    std::vector<Open> stack;
    const auto open = [&](const std::vector<const HiddenClass*>& list, size_t depth, const std::string& added) {
      for (auto at = list.rbegin(); at != list.rend(); ++at) stack.push_back({*at, depth, added});
    };
    open(roots_, 1, "");
    while (!stack.empty()) {
      const Open top = std::move(stack.back());
      stack.pop_back();
      const HiddenClass& one = *top.one;
      const auto below = children_.find(one.id);
      std::string added = top.added;
      if (!one.lastProperty.empty()) added += (added.empty() ? "+ " : " + ") + one.lastProperty;
      if (!one.objects && !met_.count(one.id) && one.parent && below != children_.end() && below->second.size() == 1) {
        open(below->second, top.depth, added);
        continue;
      }
      const std::string name = added.size() > kLongestSteps ? "+ … + " + one.lastProperty : added.empty() ? one.constructor : added;
      out += fmt::format("{}#{} {} {}  {} object{}{}\n", std::string(2 * top.depth, ' '), one.id, name, listOf(one.properties), one.objects,
                         one.objects == 1 ? "" : "s", one.dictionary ? ", of one object only" : "");
      if (below != children_.end()) open(below->second, top.depth + 1, "");
    }
    return out;
  }

private:
  static constexpr size_t kLongestSteps = 60; // characters of the steps that are drawn together
  const std::set<uint32_t>& met_;
  std::map<uint32_t, const HiddenClass*> byId_;
  std::map<uint32_t, std::vector<const HiddenClass*>> children_;
  std::vector<const HiddenClass*> roots_;
};
} // namespace

Result<std::string> shapesReport(const HeapLook& look, const std::string& function, const HeapView& view) {
  const ShapeLook& shapes = *look.shapes;
  std::vector<const AccessPlace*> places;
  for (const AccessPlace& place : shapes.places)
    if (function.empty() || place.function == function) places.push_back(&place);
  if (places.empty())
    return Error{function.empty() ? "no code of the program that has run accesses a property"
                                  : "no function '" + function + "' that accesses a property has run up to step " + std::to_string(look.step)};
  std::set<uint32_t> met;
  for (const AccessPlace* place : places) met.insert(place->classes.begin(), place->classes.end());
  if (view.json) {
    Json json{{"step", look.step}, {"ns", look.virtualNs}, {"places", Json::array()}, {"classes", Json::array()}};
    for (const AccessPlace* place : places)
      json["places"].push_back({{"function", place->function}, {"path", place->path}, {"line", place->line}, {"column", place->column},
                                {"text", place->text}, {"writes", place->writes}, {"state", cacheStateName(place->state)}, {"classes", place->classes}});
    for (const HiddenClass& one : shapes.classes)
      json["classes"].push_back({{"id", one.id}, {"parent", one.parent}, {"constructor", one.constructor}, {"lastProperty", one.lastProperty},
                                 {"properties", one.properties}, {"objects", one.objects}, {"dictionary", one.dictionary}});
    return json.dump(1) + "\n";
  }
  std::string out = fmt::format("inline caches at step {}, {:.3f} ms\n", look.step, double(look.virtualNs) / 1e6);
  std::string current;
  for (const AccessPlace* place : places) {
    const std::string heading = (place->function.empty() ? "(anonymous)" : place->function) + " in " + place->path;
    if (heading != current) out += (current = heading) + "\n";
    std::string classes;
    for (const uint32_t id : place->classes) classes += id ? " #" + std::to_string(id) : " primitive";
    out += fmt::format("  {:>4}:{:<4} {:<14} {} {}{}\n", place->line, place->column, cacheStateName(place->state), place->writes ? "writes" : "reads ", place->text,
                       classes.empty() ? "" : "  " + classes.substr(1));
  }
  out += "hidden classes that were met, below what they came of\n" + ClassTree(shapes, met).text();
  return out;
}

} // namespace tickscope::cli
