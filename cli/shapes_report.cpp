#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/heap_report.h"
#include "core/snapshot/shapes.h"

namespace tickscope::cli {

using namespace snapshot;
using Json = nlohmann::ordered_json;

namespace {
std::string listOf(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return "{" + out + "}";
}

// The tree of classes: a class, below it those that one more property leads to.
class ClassTree {
public:
  ClassTree(const ShapeLook& look, const std::set<uint32_t>& wanted) {
    std::map<uint32_t, const HiddenClass*> byId;
    for (const HiddenClass& one : look.classes) byId[one.id] = &one;
    std::set<uint32_t> shown; // with all that led to them, and what came of them
    for (const uint32_t id : wanted)
      for (auto at = byId.find(id); at != byId.end() && shown.insert(at->first).second; at = byId.find(at->second->parent)) {}
    for (const HiddenClass& one : look.classes)
      if (shown.count(one.parent)) shown.insert(one.id);
    for (const HiddenClass& one : look.classes) {
      if (!shown.count(one.id)) continue;
      const bool below = shown.count(one.parent);
      depth_[one.id] = below ? depth_[one.parent] + 1 : 0;
      (below ? children_[one.parent] : roots_).push_back(&one);
    }
  }
  std::string text() const {
    std::string out;
    std::vector<const HiddenClass*> stack(roots_.rbegin(), roots_.rend());
    while (!stack.empty()) {
      const HiddenClass* one = stack.back();
      stack.pop_back();
      out += fmt::format("  {}#{} {} {}  {} object{}{}\n", std::string(2 * size_t(depth_.at(one->id)), ' '), one->id,
                         one->lastProperty.empty() ? one->constructor : "+ " + one->lastProperty, listOf(one->properties), one->objects,
                         one->objects == 1 ? "" : "s", one->dictionary ? ", of one object only" : "");
      if (const auto at = children_.find(one->id); at != children_.end()) stack.insert(stack.end(), at->second.rbegin(), at->second.rend());
    }
    return out;
  }

private:
  std::map<uint32_t, std::vector<const HiddenClass*>> children_;
  std::map<uint32_t, int> depth_;
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
