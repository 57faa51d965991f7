#pragma once
// The fields of package.json that decide how a package is loaded. Damaged JSON counts as an empty object.
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

// A field of the top level that is a string, else "".
std::string packageField(std::string_view json, std::string_view name);
// `exports` for a subpath ("." or "./x"): the target under the first condition that holds, "" if there is none.
std::string packageExport(std::string_view json, std::string_view subpath, const std::vector<std::string_view>& conditions);

} // namespace tickscope
