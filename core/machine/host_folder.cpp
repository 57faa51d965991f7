#include "core/machine/host_folder.h"

#include <algorithm>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tickscope {

HostFolder::HostFolder(const std::string& path) {
  if (path.empty()) return;
  root_ = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (char* real = root_ >= 0 ? ::realpath(path.c_str(), nullptr) : nullptr) {
    realPath_ = real;
    std::free(real);
  }
}

HostFolder::~HostFolder() {
  if (root_ >= 0) ::close(root_);
}

int HostFolder::open(const std::vector<std::string>& steps, bool directory) const {
  if (root_ < 0) return -1;
  int at = ::openat(root_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (size_t i = 0; i < steps.size() && at >= 0; ++i) {
    const bool last = i + 1 == steps.size();
    const int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (last && !directory ? 0 : O_DIRECTORY);
    const bool plain = !steps[i].empty() && steps[i] != "." && steps[i] != ".." && steps[i].find('/') == std::string::npos;
    const int next = plain ? ::openat(at, steps[i].c_str(), flags) : -1;
    ::close(at);
    at = next;
  }
  return at;
}

std::optional<std::vector<HostFolder::Entry>> HostFolder::list(const std::vector<std::string>& steps) const {
  const int fd = open(steps, true);
  if (fd < 0) return std::nullopt;
  DIR* dir = ::fdopendir(fd);
  if (!dir) {
    ::close(fd);
    return std::nullopt;
  }
  std::vector<Entry> entries;
  while (const dirent* entry = ::readdir(dir)) {
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat info;
    if (::fstatat(fd, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0) continue;
    Entry found{name, Kind::File, (info.st_mode & S_IXUSR) != 0, uint64_t(info.st_size), {}};
    if (S_ISDIR(info.st_mode)) {
      found.kind = Kind::Directory;
    } else if (S_ISLNK(info.st_mode)) {
      found.kind = Kind::Link;
      char target[4096];
      const ssize_t length = ::readlinkat(fd, entry->d_name, target, sizeof target);
      if (length <= 0 || length == ssize_t(sizeof target)) continue;
      found.target.assign(target, size_t(length));
    } else if (!S_ISREG(info.st_mode)) {
      continue;
    }
    entries.push_back(std::move(found));
  }
  ::closedir(dir);
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

std::optional<std::string> HostFolder::read(const std::vector<std::string>& steps) const {
  const int fd = open(steps, false);
  if (fd < 0) return std::nullopt;
  struct stat info;
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(fd);
    return std::nullopt;
  }
  std::string text;
  text.reserve(size_t(info.st_size));
  char buffer[64 * 1024];
  for (;;) {
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    if (got < 0) {
      ::close(fd);
      return std::nullopt;
    }
    if (got == 0) break;
    text.append(buffer, size_t(got));
  }
  ::close(fd);
  return text;
}

} // namespace tickscope
