#pragma once
// package.json, as far as it decides how a package is loaded: `type`, `main`, `exports`, `imports` (Node
// lib/internal/modules/package_json_reader.js and esm/resolve.js).
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/vm/messages.h"

namespace tickscope {

class Disk;

// Why something could not be resolved: one of Node's errors.
struct ResolutionError {
  ErrorType type = ErrorType::Error;
  std::string code, message;
  std::string url; // the `url` property of the error; empty: it has none
};
template <class T> using Resolution = std::variant<T, ResolutionError>;

class PackageJson {
public:
  // Damaged JSON is an error of the package's; a file that is not there is none of ours.
  static std::shared_ptr<const PackageJson> parse(std::string folder, std::string_view text);
  ~PackageJson();

  const std::string folder; // without the slash at its end
  std::string name, main, type;
  bool damaged = false;
  bool hasExports() const;
  std::string file() const { return (folder == "/" ? "" : folder) + "/package.json"; }

  // What `exports` has for a subpath ("." or "./x") and `imports` for "#x". The result is a path, or, from `imports`, a bare
  // specifier to be resolved from this package. `base` is who asks, for messages; empty: not said.
  struct Target {
    std::string path;      // absolute
    std::string specifier; // bare; then path is empty
  };
  using Conditions = std::vector<std::string_view>;
  Resolution<Target> exportsTarget(const std::string& subpath, const Conditions& conditions, const std::string& base) const;
  Resolution<Target> importsTarget(const std::string& specifier, const Conditions& conditions, const std::string& base) const;

private:
  struct Fields;
  struct Lookup;
  explicit PackageJson(std::string packageFolder);
  std::unique_ptr<Fields> fields_;
};

// The packages of a disk, each read once.
class Packages {
public:
  explicit Packages(Disk& disk) : disk_(disk) {}
  // The package.json of a folder, or null.
  const PackageJson* in(const std::string& folder);
  // The one that governs a file: of its folder or the nearest one above, as far as a node_modules. Null: none.
  const PackageJson* scopeOf(const std::string& file);

private:
  Disk& disk_;
  std::map<std::string, std::shared_ptr<const PackageJson>> read_;
};

ResolutionError packageImportNotDefined(const std::string& specifier, const PackageJson* package, const std::string& base);

} // namespace tickscope
