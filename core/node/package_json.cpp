#include "core/node/package_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/machine/disk.h"

namespace tickscope {

namespace {
using Json = nlohmann::ordered_json; // conditions are tried in the order in which they stand

bool startsWith(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }
bool endsWith(std::string_view text, std::string_view end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }

std::string stringField(const Json& package, const char* name) {
  const auto field = package.find(name);
  return field != package.end() && field->is_string() ? field->get<std::string>() : std::string();
}

std::string importedFrom(const std::string& base) { return base.empty() ? "" : " imported from " + base; }

// A segment that would lead out of the package, or into another one.
bool hasInvalidSegment(std::string_view path) {
  for (size_t at = 0; at <= path.size();) {
    const size_t end = std::min(path.find_first_of("/\\", at), path.size());
    std::string segment(path.substr(at, end - at));
    std::transform(segment.begin(), segment.end(), segment.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (segment == "." || segment == ".." || segment == "node_modules" || segment == "%2e" || segment == "%2e%2e") return true;
    at = end + 1;
  }
  return false;
}

std::string withStar(std::string text, std::string_view replacement) {
  for (size_t at = text.find('*'); at != std::string::npos; at = text.find('*', at + replacement.size())) text.replace(at, 1, replacement);
  return text;
}

// PATTERN_KEY_COMPARE: the longest part before the star, then the longest key, comes first.
bool moreSpecific(const std::string& a, const std::string& b) {
  const size_t baseA = a.find('*'), baseB = b.find('*');
  const size_t lengthA = baseA == std::string::npos ? a.size() : baseA + 1, lengthB = baseB == std::string::npos ? b.size() : baseB + 1;
  if (lengthA != lengthB) return lengthA > lengthB;
  if (baseA == std::string::npos) return false;
  if (baseB == std::string::npos) return true;
  return a.size() > b.size();
}
} // namespace

struct PackageJson::Fields {
  Json exports, imports; // null: absent
};

PackageJson::PackageJson(std::string packageFolder) : folder(std::move(packageFolder)), fields_(std::make_unique<Fields>()) {}
PackageJson::~PackageJson() = default;

std::shared_ptr<const PackageJson> PackageJson::parse(std::string folder, std::string_view text) {
  auto package = std::shared_ptr<PackageJson>(new PackageJson(std::move(folder)));
  if (startsWith(text, "\xef\xbb\xbf")) text.remove_prefix(3);
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) {
    package->damaged = true;
    return package;
  }
  package->name = stringField(json, "name");
  package->main = stringField(json, "main");
  package->type = stringField(json, "type");
  if (package->type != "module" && package->type != "commonjs") package->type.clear();
  if (const auto exports = json.find("exports"); exports != json.end()) package->fields_->exports = *exports;
  if (const auto imports = json.find("imports"); imports != json.end() && imports->is_object()) package->fields_->imports = *imports;
  return package;
}

bool PackageJson::hasExports() const { return !fields_->exports.is_null(); }

// PACKAGE_TARGET_RESOLVE and PACKAGE_IMPORTS_EXPORTS_RESOLVE of Node's documentation of ES modules.
struct PackageJson::Lookup {
  const PackageJson& package;
  const Conditions& conditions;
  const std::string& base;
  const bool isImports;

  struct Answer {
    enum Kind : uint8_t { Undefined, Null, Found, Failed } kind = Undefined;
    Target target;
    ResolutionError error;
  };

  Answer failed(ResolutionError error) const { return {Answer::Failed, {}, std::move(error)}; }

  Answer invalidTarget(const std::string& key, const Json& value) const {
    const std::string field = isImports ? "imports" : "exports";
    const bool relativeError = value.is_string() && !isImports && !value.get<std::string>().empty() && !startsWith(value.get<std::string>(), "./");
    std::string message = key == "." ? "Invalid \"exports\" main target " + value.dump() + " defined"
                                     : "Invalid \"" + field + "\" target " + value.dump() + " defined for '" + key + "'";
    message += " in the package config " + package.file() + importedFrom(base) + (relativeError ? "; targets must start with \"./\"" : "");
    return failed({ErrorType::Error, "ERR_INVALID_PACKAGE_TARGET", message, ""});
  }

  Answer resolveString(const std::string& value, const std::string& star, const std::string& key) const {
    const bool isPattern = key.find('*') != std::string::npos;
    const std::string target = isPattern ? withStar(value, star) : value;
    if (!startsWith(value, "./")) {
      const bool bare = isImports && !startsWith(value, "../") && !startsWith(value, "/") && value.find(':') == std::string::npos;
      const bool builtin = isImports && startsWith(value, "node:");
      if (bare || builtin) return {Answer::Found, {"", target}, {}};
      return invalidTarget(key, value);
    }
    if (hasInvalidSegment(std::string_view(value).substr(2))) return invalidTarget(key, value);
    if (isPattern && hasInvalidSegment(star))
      return failed({ErrorType::TypeError, "ERR_INVALID_MODULE_SPECIFIER",
                     "Invalid module \"" + star + "\" request is not a valid match in pattern \"" + key + "\" for the \"" +
                         (isImports ? "imports" : "exports") + "\" resolution of " + package.file() + importedFrom(base),
                     ""});
    return {Answer::Found, {joinPath(package.folder, target), ""}, {}};
  }

  Answer resolve(const Json& value, const std::string& star, const std::string& key, int depth = 0) const {
    if (depth > 64) return invalidTarget(key, nullptr);
    if (value.is_string()) return resolveString(value.get<std::string>(), star, key);
    if (value.is_null()) return {Answer::Null, {}, {}};
    if (value.is_array()) {
      Answer last{value.empty() ? Answer::Null : Answer::Undefined, {}, {}};
      for (const Json& item : value) {
        last = resolve(item, star, key, depth + 1);
        if (last.kind == Answer::Found || (last.kind == Answer::Failed && last.error.code != "ERR_INVALID_PACKAGE_TARGET")) return last;
      }
      return last;
    }
    if (!value.is_object()) return invalidTarget(key, value);
    for (const auto& [condition, inner] : value.items()) {
      if (condition != "default" && std::find(conditions.begin(), conditions.end(), condition) == conditions.end()) continue;
      Answer found = resolve(inner, star, key, depth + 1);
      if (found.kind != Answer::Undefined) return found;
    }
    return {};
  }

  // The entry of a table of subpaths or imports: by name, else by the most specific pattern.
  Answer inTable(const Json& table, const std::string& name) const {
    if (const auto exact = table.find(name); exact != table.end() && name.find('*') == std::string::npos && !endsWith(name, "/"))
      return resolve(*exact, "", name);
    std::string best, bestStar;
    for (const auto& [key, value] : table.items()) {
      const size_t star = key.find('*');
      if (star == std::string::npos || key.find('*', star + 1) != std::string::npos) continue;
      const std::string before = key.substr(0, star), after = key.substr(star + 1);
      if (name.size() < key.size() || !startsWith(name, before) || !endsWith(name, after)) continue;
      if (!best.empty() && !moreSpecific(key, best)) continue;
      best = key;
      bestStar = name.substr(before.size(), name.size() - before.size() - after.size());
    }
    return best.empty() ? Answer{} : resolve(table.at(best), bestStar, best);
  }
};

Resolution<PackageJson::Target> PackageJson::exportsTarget(const std::string& subpath, const Conditions& conditions, const std::string& base) const {
  const Lookup lookup{*this, conditions, base, false};
  const Json& exports = fields_->exports;
  const bool isTable = exports.is_object() && !exports.empty() && startsWith(exports.begin().key(), ".");
  Lookup::Answer found;
  if (isTable) found = lookup.inTable(exports, subpath);
  else if (subpath == ".") found = lookup.resolve(exports, "", ".");
  if (found.kind == Lookup::Answer::Found) return found.target;
  if (found.kind == Lookup::Answer::Failed) return found.error;
  return ResolutionError{ErrorType::Error, "ERR_PACKAGE_PATH_NOT_EXPORTED",
                         (subpath == "." ? "No \"exports\" main defined in " : "Package subpath '" + subpath + "' is not defined by \"exports\" in ") +
                             file() + importedFrom(base),
                         ""};
}

Resolution<PackageJson::Target> PackageJson::importsTarget(const std::string& specifier, const Conditions& conditions, const std::string& base) const {
  const Lookup lookup{*this, conditions, base, true};
  Lookup::Answer found;
  if (fields_->imports.is_object()) found = lookup.inTable(fields_->imports, specifier);
  if (found.kind == Lookup::Answer::Found) return found.target;
  if (found.kind == Lookup::Answer::Failed) return found.error;
  return packageImportNotDefined(specifier, this, base);
}

ResolutionError packageImportNotDefined(const std::string& specifier, const PackageJson* package, const std::string& base) {
  return {ErrorType::TypeError, "ERR_PACKAGE_IMPORT_NOT_DEFINED",
          "Package import specifier \"" + specifier + "\" is not defined" + (package ? " in package " + package->file() : "") + importedFrom(base), ""};
}

const PackageJson* Packages::in(const std::string& folder) {
  const auto known = read_.find(folder);
  if (known != read_.end()) return known->second.get();
  const auto text = disk_.readFile((folder == "/" ? "" : folder) + "/package.json");
  auto& entry = read_[folder];
  if (text.ok()) entry = PackageJson::parse(folder, text.value);
  return entry.get();
}

const PackageJson* Packages::scopeOf(const std::string& file) {
  std::string at = file;
  for (;;) {
    const size_t slash = at.rfind('/');
    if (slash == std::string::npos) return nullptr;
    at = slash == 0 ? "/" : at.substr(0, slash);
    if (endsWith(at, "/node_modules")) return nullptr;
    if (const PackageJson* package = in(at)) return package;
    if (at == "/") return nullptr;
  }
}

} // namespace tickscope
