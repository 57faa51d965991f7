#pragma once
// The text of core/node/lib/NAME.js, embedded at build time; empty if there is none.
#include <string_view>

namespace tickscope {
std::string_view librarySource(std::string_view name);
}
