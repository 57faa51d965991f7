#include <algorithm>
#include <fmt/format.h>
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

constexpr size_t kLongestSteps = 60; // characters of the steps that are drawn together

std::string classTree(const ShapeLook& look, const std::set<uint32_t>& met) {
  std::string out;
  for (const ClassRow& row : classRows(look, met)) {
    const HiddenClass& one = *row.one;
    std::string added;
    for (const std::string& property : row.added) added += (added.empty() ? "+ " : " + ") + property;
    const std::string name = added.size() > kLongestSteps ? "+ … + " + one.lastProperty : added.empty() ? one.constructor : added;
    out += fmt::format("{}#{} {} {}  {} object{}{}\n", std::string(2 * (row.depth + 1), ' '), one.id, name, listOf(one.properties), one.objects,
                       one.objects == 1 ? "" : "s", one.dictionary ? ", of one object only" : "");
  }
  return out;
}
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
  out += "hidden classes that were met, below what they came of\n" + classTree(shapes, met);
  return out;
}

} // namespace tickscope::cli
