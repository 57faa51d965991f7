#pragma once
// The virtual disk: a tree of files that the program sees as its file system.
//
// It is seeded from a host folder, mounted at MachineSettings::mount, lazily and read only: a folder is listed and a
// file is read from the host when first looked at; what the program writes stays here. All paths are absolute in the
// tree and confined to it: `..` stops at "/", links are followed inside the tree only, and a link that points into the
// host folder by its host path is understood as pointing into the mount.
//
// Operations happen at once; their latency is the caller's to spend (latencyNs), on the JavaScript thread for the Sync
// forms or on a pool thread. Call Machine::sync() before an operation on the JavaScript thread, so that what pool
// threads did earlier is there.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/machine/errno.h"
#include "core/machine/host_folder.h"
#include "core/machine/random.h"

namespace tickscope {

class Machine;

template <class T> struct DiskResult {
  Errno error = Errno::None;
  T value{};
  DiskResult(Errno e) : error(e) {}
  DiskResult(T v) : value(std::move(v)) {}
  bool ok() const { return error == Errno::None; }
};

enum class FileKind : uint8_t { File, Directory, Link };

struct FileStat {
  FileKind kind;
  uint32_t mode;  // with the type bits, as st_mode
  uint64_t inode, size, links;
  int64_t accessedNs, modifiedNs, changedNs, bornNs; // since the Unix epoch, on the virtual clock
};

struct DirectoryEntry {
  std::string name;
  FileKind kind;
};

enum class DiskOperation : uint8_t { Open, Close, Stat, Read, Write, List, Change, Sync };

// O_… flags, with Linux's numbers.
namespace open_flags {
inline constexpr int kReadOnly = 0, kWriteOnly = 1, kReadWrite = 2, kAccessMask = 3, kCreate = 0100, kExclusive = 0200,
                     kTruncate = 01000, kAppend = 02000, kDirectory = 0200000, kNoFollow = 0400000;
}

struct DiskNode;

class Disk {
public:
  explicit Disk(Machine& machine);
  ~Disk();

  // Time for one operation that moves `bytes`: the table of costs plus a little by the seed.
  uint64_t latencyNs(DiskOperation operation, uint64_t bytes = 0);

  DiskResult<FileStat> stat(std::string_view path, bool followLast = true);
  Errno access(std::string_view path, int mode); // 0 exists, 1 execute, 2 write, 4 read
  DiskResult<std::vector<DirectoryEntry>> list(std::string_view path); // by name
  Errno makeDirectory(std::string_view path, uint32_t mode);
  Errno removeDirectory(std::string_view path);
  Errno unlink(std::string_view path);
  Errno rename(std::string_view from, std::string_view to);
  Errno link(std::string_view existing, std::string_view created);
  Errno symlink(std::string_view target, std::string_view path);
  DiskResult<std::string> readLink(std::string_view path);
  DiskResult<std::string> realPath(std::string_view path);
  Errno truncate(std::string_view path, uint64_t size);
  Errno changeMode(std::string_view path, uint32_t mode);
  Errno setTimes(std::string_view path, int64_t accessedNs, int64_t modifiedNs, bool followLast = true);
  // mkdtemp: a new folder whose name is `prefix` and six characters by the seed. Its path.
  DiskResult<std::string> makeTemporaryDirectory(std::string_view prefix);
  // Whole files, as the module loader reads them.
  DiskResult<std::string> readFile(std::string_view path);
  Errno writeFile(std::string_view path, std::string_view bytes);

  // What the process reads from descriptor 0, and from /dev/stdin: a file that is open from the beginning.
  void setStandardInput(std::string bytes);

  // Descriptors: 0 is standard input, a file; 1 and 2 are not here.
  DiskResult<int> open(std::string_view path, int flags, uint32_t mode);
  Errno close(int fd);
  // position < 0: the descriptor's own, which moves.
  DiskResult<std::string> read(int fd, uint64_t count, int64_t position);
  DiskResult<uint64_t> write(int fd, std::string_view bytes, int64_t position);
  DiskResult<FileStat> statOf(int fd);
  Errno truncateOf(int fd, uint64_t size);
  Errno changeModeOf(int fd, uint32_t mode);
  Errno setTimesOf(int fd, int64_t accessedNs, int64_t modifiedNs);
  bool isOpen(int fd) const { return open_.count(fd) != 0; }

  // Tells of changes: of a file's bytes, or of the entries of a folder and the bytes of the files in it; as inotify does.
  // `renamed`: something came, went or changed its name; else its bytes or attributes changed. `name`: the entry's, or the
  // file's own. Called at the time of the change; must not enter JavaScript.
  using Notify = std::function<void(bool renamed, const std::string& name)>;
  DiskResult<int> watch(std::string_view path, Notify notify);
  void unwatch(int id) { watches_.erase(id); }

  // Where a host path inside the seeding folder is in the tree; empty if it is not inside.
  std::string virtualPath(std::string_view hostPath) const;

  static constexpr uint64_t kMaxFileBytes = uint64_t(4) << 30;
  static constexpr uint64_t kMaxDiskBytes = uint64_t(8) << 30; // written by the program
  static constexpr int kMaxOpenFiles = 1 << 20;
  static constexpr size_t kMaxName = 255, kMaxPath = 4096;
  static constexpr int kMaxLinks = 40;

private:
  using NodeRef = std::shared_ptr<DiskNode>;
  struct OpenFile {
    NodeRef node;
    int flags;
    uint64_t position;
    NodeRef parent; // where it was opened, for watches
    std::string name;
  };
  struct Watch {
    NodeRef node;
    std::string name; // the last part of the watched path
    Notify notify;
  };
  struct Found { // where a path leads: the node if it is there, else the folder it would be in and its name
    NodeRef node, parent;
    std::string name;
    Errno error = Errno::None;
  };
  Found find(std::string_view path, bool followLast);
  DiskResult<NodeRef> existing(std::string_view path, bool followLast = true);
  Errno load(DiskNode& node);      // a folder's entries, a file's bytes
  FileStat statOf(const DiskNode& node) const;
  NodeRef make(FileKind kind, uint32_t mode);
  Errno resize(DiskNode& node, uint64_t size);
  void touch(DiskNode& node);
  // To those who watch the folder `parent`, and for a change of a file itself to those who watch that.
  void tell(const NodeRef& parent, const std::string& name, bool renamed, const NodeRef& node = nullptr);
  void setMode(DiskNode& node, uint32_t mode);
  void setTimes(DiskNode& node, int64_t accessedNs, int64_t modifiedNs);

  Machine& machine_;
  HostFolder host_;
  Random jitter_, names_; // of latencies, of temporary folders
  NodeRef root_;
  std::map<int, OpenFile> open_;
  std::map<int, Watch> watches_;
  int nextWatch_ = 1;
  uint64_t nextInode_ = 2;
  uint64_t writtenBytes_ = 0;
};

// Lexical: joins, removes "." and "..". The result starts with "/" if `path` or `base` does.
std::string joinPath(std::string_view base, std::string_view path);

} // namespace tickscope
