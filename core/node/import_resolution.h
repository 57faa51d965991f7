#pragma once
// From an import's specifier to a URL (Node lib/internal/modules/esm/resolve.js, defaultResolve), and what a file is.
#include <string>
#include <string_view>

#include "core/node/package_json.h"

namespace tickscope {

class Machine;

enum class ModuleFormat : uint8_t { Builtin, EsModule, CommonJs, Json, Addon, Unknown };

class ImportResolver {
public:
  // `major`: the Node version whose conditions and texts hold.
  ImportResolver(Machine& machine, Packages& packages, int major) : machine_(machine), packages_(packages), major_(major) {}

  // `baseUrl` is the module that asks. The URL is a file:, node: or data: URL of something that exists.
  Resolution<std::string> resolve(const std::string& specifier, const std::string& baseUrl);
  // By extension and the `type` of its package. A .js file of no declared type is CommonJs.
  ModuleFormat formatOf(const std::string& path);
  // "Did you mean to import …?": the specifier under which require would have found it, or empty.
  std::string suggestion(const std::string& specifier, const std::string& baseUrl);

private:
  Resolution<std::string> resolvePackage(const std::string& specifier, const std::string& baseUrl);
  Resolution<std::string> resolveImports(const std::string& specifier, const std::string& baseUrl);
  Resolution<std::string> targetUrl(const Resolution<PackageJson::Target>& target, const PackageJson& package);
  Resolution<std::string> mainOf(const std::string& folder, const PackageJson* package, const std::string& baseUrl);
  Resolution<std::string> finish(const std::string& url, const std::string& baseUrl);
  bool isFile(const std::string& path);
  bool isFolder(const std::string& path);
  PackageJson::Conditions conditions() const;

  Machine& machine_;
  Packages& packages_;
  const int major_;
};

// Splits "@scope/name/sub/path" into the package's name and "./sub/path" ("." without one). False: no package name.
bool splitPackageName(std::string_view specifier, std::string* name, std::string* subpath);

} // namespace tickscope
