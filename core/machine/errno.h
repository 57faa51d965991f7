#pragma once
// Errors of the virtual kernel: names and texts as libuv gives them.
#include <string_view>

namespace tickscope {

enum class Errno : int {
  None = 0,
#define ERRNO(name, number, text) k##name = number,
#include "core/machine/errno.def"
#undef ERRNO
};

constexpr std::string_view errnoName(Errno error) {
  switch (error) {
#define ERRNO(name, number, text)                                                                                      \
  case Errno::k##name: return #name;
#include "core/machine/errno.def"
#undef ERRNO
  case Errno::None: break;
  }
  return "OK";
}

constexpr std::string_view errnoText(Errno error) {
  switch (error) {
#define ERRNO(name, number, text)                                                                                      \
  case Errno::k##name: return text;
#include "core/machine/errno.def"
#undef ERRNO
  case Errno::None: break;
  }
  return "success";
}

} // namespace tickscope
