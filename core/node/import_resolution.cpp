#include "core/node/import_resolution.h"

#include "core/machine/costs.h"
#include "core/machine/disk.h"
#include "core/machine/machine.h"
#include "core/node/builtin_modules.h"
#include "core/node/file_url.h"

namespace tickscope {

namespace {
bool startsWith(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }
bool endsWith(std::string_view text, std::string_view end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }

// A base as messages name it: its path, if it is a file.
std::string nameOf(const std::string& baseUrl) { return isFileUrl(baseUrl) ? pathOfFileUrl(baseUrl) : baseUrl; }
std::string importedFrom(const std::string& baseUrl) { return " imported from " + nameOf(baseUrl); }

// The scheme with its colon, or empty: what a URL parser would take for one.
std::string schemeOf(const std::string& specifier) {
  for (size_t i = 0; i < specifier.size(); ++i) {
    const char c = specifier[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == ':') return i > 0 ? specifier.substr(0, i + 1) : std::string();
    if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) return {};
  }
  return {};
}

ResolutionError invalidSpecifier(const std::string& specifier, const std::string& reason, const std::string& baseUrl) {
  return {ErrorType::TypeError, "ERR_INVALID_MODULE_SPECIFIER", "Invalid module \"" + specifier + "\" " + reason + importedFrom(baseUrl), ""};
}
} // namespace

bool splitPackageName(std::string_view specifier, std::string* name, std::string* subpath) {
  size_t slash = specifier.find('/');
  bool valid = !specifier.empty() && specifier[0] != '.';
  if (!specifier.empty() && specifier[0] == '@') {
    if (slash == std::string_view::npos) valid = false;
    else slash = specifier.find('/', slash + 1);
  }
  *name = std::string(specifier.substr(0, slash));
  *subpath = slash == std::string_view::npos ? "." : "." + std::string(specifier.substr(slash));
  return valid && name->find_first_of("\\%") == std::string::npos;
}

PackageJson::Conditions ImportResolver::conditions() const {
  PackageJson::Conditions names{"node", "import", "node-addons"};
  if (major_ >= 20) names.push_back("module-sync"); // where require() of ES modules works
  return names;
}

bool ImportResolver::isFile(const std::string& path) {
  const auto stat = machine_.disk().stat(path);
  return stat.ok() && stat.value.kind == FileKind::File;
}
bool ImportResolver::isFolder(const std::string& path) {
  const auto stat = machine_.disk().stat(path);
  return stat.ok() && stat.value.kind == FileKind::Directory;
}

Resolution<std::string> ImportResolver::resolve(const std::string& specifier, const std::string& baseUrl) {
  if (startsWith(specifier, "data:")) return specifier;
  const bool relative = startsWith(specifier, "/") || startsWith(specifier, "./") || startsWith(specifier, "../") || specifier == "." || specifier == "..";
  const std::string scheme = relative ? std::string() : schemeOf(specifier);
  if (scheme == "node:") {
    if (findRequested(specifier, major_)) return specifier;
    return ResolutionError{ErrorType::Error, "ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: " + specifier, ""};
  }
  if (!scheme.empty() && scheme != "file:") {
    const bool isWeb = scheme == "http:" || scheme == "https:";
    return ResolutionError{ErrorType::Error, "ERR_UNSUPPORTED_ESM_URL_SCHEME",
                           std::string("Only URLs with a scheme in: ") + (isWeb && major_ >= 22 ? "file and data" : "file, data, and node") +
                               " are supported by the default ESM loader. Received protocol '" + scheme + "'",
                           ""};
  }
  if (relative || scheme == "file:") {
    if (!isFileUrl(baseUrl) && !isFileUrl(specifier))
      return ResolutionError{ErrorType::TypeError, "ERR_UNSUPPORTED_RESOLVE_REQUEST",
                             "Failed to resolve module specifier \"" + specifier + "\" from \"" + baseUrl +
                                 "\": Invalid relative URL or base scheme is not hierarchical.",
                             ""};
    return finish(resolveFileUrl(specifier, baseUrl), baseUrl);
  }
  return specifier[0] == '#' ? resolveImports(specifier, baseUrl) : resolvePackage(specifier, baseUrl);
}

Resolution<std::string> ImportResolver::targetUrl(const Resolution<PackageJson::Target>& found, const PackageJson& package) {
  if (const auto* error = std::get_if<ResolutionError>(&found)) return *error;
  const auto& target = std::get<PackageJson::Target>(found);
  if (target.path.empty()) return resolvePackage(target.specifier, fileUrlOf(package.file()));
  return fileUrlOf(target.path);
}

Resolution<std::string> ImportResolver::resolveImports(const std::string& specifier, const std::string& baseUrl) {
  if (specifier == "#" || startsWith(specifier, "#/") || endsWith(specifier, "/"))
    return invalidSpecifier(specifier, "is not a valid internal imports specifier name", baseUrl);
  const PackageJson* package = isFileUrl(baseUrl) ? packages_.scopeOf(pathOfFileUrl(baseUrl)) : nullptr;
  if (!package) return packageImportNotDefined(specifier, nullptr, nameOf(baseUrl));
  auto url = targetUrl(package->importsTarget(specifier, conditions(), nameOf(baseUrl)), *package);
  if (std::holds_alternative<ResolutionError>(url) || !isFileUrl(std::get<std::string>(url))) return url;
  return finish(std::get<std::string>(url), baseUrl);
}

Resolution<std::string> ImportResolver::resolvePackage(const std::string& specifier, const std::string& baseUrl) {
  const std::string bare = startsWith(specifier, "node:") ? specifier.substr(5) : specifier;
  if (findRequested(bare, major_)) return "node:" + bare;
  std::string name, subpath;
  if (!splitPackageName(specifier, &name, &subpath)) return invalidSpecifier(specifier, "is not a valid package name", baseUrl);
  const std::string base = isFileUrl(baseUrl) ? pathOfFileUrl(baseUrl) : "/";
  const PackageJson* own = packages_.scopeOf(base);
  if (own && own->hasExports() && own->name == name) {
    auto url = targetUrl(own->exportsTarget(subpath, conditions(), nameOf(baseUrl)), *own);
    return std::holds_alternative<ResolutionError>(url) ? url : finish(std::get<std::string>(url), baseUrl);
  }
  for (std::string at = base;;) {
    const size_t slash = at.rfind('/');
    at = slash == 0 || slash == std::string::npos ? "/" : at.substr(0, slash);
    const std::string folder = (at == "/" ? "" : at) + "/node_modules/" + name;
    if (!endsWith(at, "/node_modules") && isFolder(folder)) {
      const PackageJson* package = packages_.in(folder);
      if (package && package->damaged)
        return ResolutionError{ErrorType::Error, "ERR_INVALID_PACKAGE_CONFIG", "Invalid package config " + package->file() + ".", ""};
      if (package && package->hasExports()) {
        auto url = targetUrl(package->exportsTarget(subpath, conditions(), nameOf(baseUrl)), *package);
        return std::holds_alternative<ResolutionError>(url) ? url : finish(std::get<std::string>(url), baseUrl);
      }
      if (subpath == ".") return mainOf(folder, package, baseUrl);
      return finish(fileUrlOf(joinPath(folder, subpath)), baseUrl);
    }
    if (at == "/") break;
  }
  return ResolutionError{ErrorType::Error, "ERR_MODULE_NOT_FOUND", "Cannot find package '" + name + "'" + importedFrom(baseUrl), ""};
}

Resolution<std::string> ImportResolver::mainOf(const std::string& folder, const PackageJson* package, const std::string& baseUrl) {
  const std::string main = package ? package->main : std::string();
  if (!main.empty())
    for (const char* ending : {"", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"})
      if (const std::string path = joinPath(folder, main + ending); isFile(path)) return finish(fileUrlOf(path), baseUrl);
  for (const char* index : {"/index.js", "/index.json", "/index.node"})
    if (isFile(folder + index)) return finish(fileUrlOf(folder + index), baseUrl);
  const std::string wanted = joinPath(folder, main.empty() ? "index.js" : main);
  return ResolutionError{ErrorType::Error, "ERR_MODULE_NOT_FOUND", "Cannot find package '" + wanted + "'" + importedFrom(baseUrl), ""};
}

// The end of resolution: what the URL names must be a file; links are followed.
Resolution<std::string> ImportResolver::finish(const std::string& url, const std::string& baseUrl) {
  const std::string path = pathOfFileUrl(url);
  for (const char* encoded : {"%2f", "%2F", "%5c", "%5C"})
    if (url.find(encoded) != std::string::npos)
      return invalidSpecifier(url.substr(7), "must not include encoded \"/\" or \"\\\" characters", baseUrl);
  const auto stat = machine_.disk().stat(path.size() > 1 && path.back() == '/' ? path.substr(0, path.size() - 1) : path);
  if (stat.ok() && stat.value.kind == FileKind::Directory)
    return ResolutionError{ErrorType::Error, "ERR_UNSUPPORTED_DIR_IMPORT",
                           "Directory import '" + path + "' is not supported resolving ES modules" + importedFrom(baseUrl),
                           url};
  if (!stat.ok() || (path.size() > 1 && path.back() == '/'))
    return ResolutionError{ErrorType::Error, "ERR_MODULE_NOT_FOUND", "Cannot find module '" + path + "'" + importedFrom(baseUrl), url};
  const auto real = machine_.disk().realPath(path);
  const size_t tail = url.find_first_of("?#");
  return real.ok() && real.value != path ? fileUrlOf(real.value) + (tail == std::string::npos ? "" : url.substr(tail)) : url;
}

ModuleFormat ImportResolver::formatOf(const std::string& path) {
  const size_t slash = path.rfind('/'), dot = path.rfind('.');
  const std::string extension = dot == std::string::npos || dot <= slash + 1 ? "" : path.substr(dot);
  if (extension == ".mjs") return ModuleFormat::EsModule;
  if (extension == ".cjs") return ModuleFormat::CommonJs;
  if (extension == ".json") return ModuleFormat::Json;
  if (extension == ".node") return ModuleFormat::Addon;
  if (extension != ".js" && !extension.empty()) return ModuleFormat::Unknown;
  const PackageJson* package = packages_.scopeOf(path);
  return package && package->type == "module" ? ModuleFormat::EsModule : ModuleFormat::CommonJs;
}

std::string ImportResolver::suggestion(const std::string& specifier, const std::string& baseUrl) {
  const bool relative = startsWith(specifier, "./") || startsWith(specifier, "../") || startsWith(specifier, "/");
  if (!relative || !isFileUrl(baseUrl)) return {};
  const std::string path = pathOfFileUrl(resolveFileUrl(specifier, baseUrl));
  for (const char* ending : {".js", ".json", ".node", "/index.js", "/index.json", "/index.node"})
    if (isFile(path + ending)) return specifier + ending;
  return {};
}

} // namespace tickscope
