#include "core/node/package_json.h"

#include <nlohmann/json.hpp>

namespace tickscope {

namespace {
using Json = nlohmann::ordered_json; // conditions are tried in the order in which they stand

std::string target(const Json& value, const std::vector<std::string_view>& conditions, int depth = 0) {
  if (depth > 16) return {};
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) {
    for (const Json& item : value)
      if (std::string found = target(item, conditions, depth + 1); !found.empty()) return found;
  } else if (value.is_object()) {
    for (const auto& [condition, inner] : value.items())
      for (std::string_view wanted : conditions)
        if (condition == wanted)
          if (std::string found = target(inner, conditions, depth + 1); !found.empty()) return found;
  }
  return {};
}
} // namespace

std::string packageField(std::string_view json, std::string_view name) {
  const Json package = Json::parse(json, nullptr, false);
  if (!package.is_object()) return {};
  const auto field = package.find(name);
  return field != package.end() && field->is_string() ? field->get<std::string>() : std::string();
}

std::string packageExport(std::string_view json, std::string_view subpath, const std::vector<std::string_view>& conditions) {
  const Json package = Json::parse(json, nullptr, false);
  if (!package.is_object()) return {};
  const auto exports = package.find("exports");
  if (exports == package.end()) return {};
  const bool hasSubpaths = exports->is_object() && !exports->empty() && exports->begin().key().substr(0, 1) == ".";
  if (!hasSubpaths) return subpath == "." ? target(*exports, conditions) : std::string();
  if (const auto exact = exports->find(subpath); exact != exports->end()) return target(*exact, conditions);
  for (const auto& [pattern, value] : exports->items()) {
    const size_t star = pattern.find('*');
    if (star == std::string::npos) continue;
    const std::string_view before = std::string_view(pattern).substr(0, star), after = std::string_view(pattern).substr(star + 1);
    if (subpath.size() < before.size() + after.size() || subpath.substr(0, before.size()) != before ||
        subpath.substr(subpath.size() - after.size()) != after)
      continue;
    const std::string_view middle = subpath.substr(before.size(), subpath.size() - before.size() - after.size());
    std::string found = target(value, conditions);
    for (size_t at = found.find('*'); at != std::string::npos; at = found.find('*', at + middle.size())) found.replace(at, 1, middle);
    return found;
  }
  return {};
}

} // namespace tickscope
