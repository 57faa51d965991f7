#pragma once
// The one door to the host's file system: reads what lies below one folder, and nothing else.
//
// Every step of a path is opened relative to the step before it without following symbolic links, so that no name, no
// link and no race with another process leads outside.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

class HostFolder {
public:
  enum class Kind : uint8_t { File, Directory, Link };
  struct Entry {
    std::string name;
    Kind kind;
    bool executable = false;
    uint64_t size = 0;
    std::string target; // of a link
  };

  explicit HostFolder(const std::string& path);
  ~HostFolder();
  HostFolder(const HostFolder&) = delete;

  bool ok() const { return root_ >= 0; }
  // The folder's absolute path on the host: only to translate links that point into it.
  const std::string& realPath() const { return realPath_; }
  // Steps from the folder; nothing there, or unreadable: nullopt. Entries sorted by name; sockets, devices and pipes
  // are left out.
  std::optional<std::vector<Entry>> list(const std::vector<std::string>& steps) const;
  std::optional<std::string> read(const std::vector<std::string>& steps) const;

private:
  int open(const std::vector<std::string>& steps, bool directory) const;
  int root_ = -1;
  std::string realPath_;
};

} // namespace tickscope
