#include "core/machine/disk.h"

#include <algorithm>

#include "core/machine/costs.h"
#include "core/machine/machine.h"

namespace tickscope {

struct DiskNode {
  FileKind kind;
  uint32_t mode;
  uint64_t inode;
  uint64_t links = 1;
  uint64_t hostSize = 0; // of a file not read yet
  bool loaded = true;
  std::vector<std::string> hostSteps; // from the host folder; only while not loaded
  std::string bytes;                  // of a file; the target of a link
  std::map<std::string, std::shared_ptr<DiskNode>> entries;
  int64_t accessedNs, modifiedNs, changedNs, bornNs;
};

namespace {
std::vector<std::string> stepsOf(std::string_view path) {
  std::vector<std::string> steps;
  size_t at = 0;
  while (at < path.size()) {
    const size_t slash = std::min(path.find('/', at), path.size());
    if (slash > at) steps.emplace_back(path.substr(at, slash - at));
    at = slash + 1;
  }
  return steps;
}
} // namespace

std::string joinPath(std::string_view base, std::string_view path) {
  std::string whole(path);
  if (path.empty() || path[0] != '/') whole = std::string(base) + "/" + whole;
  const bool absolute = !whole.empty() && whole[0] == '/';
  std::vector<std::string> kept;
  for (std::string& step : stepsOf(whole)) {
    if (step == ".") continue;
    if (step == "..") {
      if (!kept.empty() && kept.back() != "..") kept.pop_back();
      else if (!absolute) kept.push_back("..");
      continue;
    }
    kept.push_back(std::move(step));
  }
  std::string result = absolute ? "/" : "";
  for (size_t i = 0; i < kept.size(); ++i) result += (i ? "/" : "") + kept[i];
  return result.empty() ? "." : result;
}

Disk::Disk(Machine& machine) : machine_(machine), host_(machine.settings.root), jitter_(machine.random.fork(0xd15c)), names_(machine.random.fork(0x7e3b)) {
  root_ = make(FileKind::Directory, 0755);
  root_->inode = 1;
  root_->entries["tmp"] = make(FileKind::Directory, 01777);
  // The mount point; its own folders above it are virtual.
  NodeRef at = root_;
  for (const std::string& step : stepsOf(machine.settings.mount)) {
    NodeRef& entry = at->entries[step];
    if (!entry) {
      entry = make(FileKind::Directory, 0755);
    }
    at = entry;
  }
  if (host_.ok() && at != root_) at->loaded = false;
}

Disk::~Disk() = default;

std::string Disk::virtualPath(std::string_view hostPath) const {
  const std::string& root = host_.realPath();
  if (root.empty() || hostPath.substr(0, root.size()) != root) return {};
  std::string_view rest = hostPath.substr(root.size());
  if (!rest.empty() && rest[0] != '/' && root != "/") return {};
  return joinPath(machine_.settings.mount, std::string(".") + (rest.empty() || rest[0] == '/' ? "" : "/") + std::string(rest));
}

Disk::NodeRef Disk::make(FileKind kind, uint32_t mode) {
  auto node = std::make_shared<DiskNode>();
  node->kind = kind;
  node->mode = mode;
  node->inode = nextInode_++;
  node->accessedNs = node->modifiedNs = node->changedNs = node->bornNs = machine_.wallNs();
  return node;
}

void Disk::touch(DiskNode& node) { node.modifiedNs = node.changedNs = machine_.wallNs(); }

Errno Disk::load(DiskNode& node) {
  if (node.loaded) return Errno::None;
  node.loaded = true;
  if (node.kind == FileKind::File) {
    std::optional<std::string> bytes = host_.read(node.hostSteps);
    if (!bytes) {
      node.loaded = false;
      return Errno::kEACCES;
    }
    node.bytes = std::move(*bytes);
    return Errno::None;
  }
  const auto entries = host_.list(node.hostSteps);
  if (!entries) {
    node.loaded = false;
    return Errno::kEACCES;
  }
  for (const HostFolder::Entry& entry : *entries) {
    if (node.entries.count(entry.name)) continue;
    const bool directory = entry.kind == HostFolder::Kind::Directory;
    const bool link = entry.kind == HostFolder::Kind::Link;
    // Permissions and times of the host would make runs differ from machine to machine; who may execute is kept.
    NodeRef made = make(directory ? FileKind::Directory : link ? FileKind::Link : FileKind::File,
                        link ? 0777 : directory || entry.executable ? 0755 : 0644);
    made->accessedNs = made->modifiedNs = made->changedNs = made->bornNs = machine_.settings.wallStartNs;
    if (link) {
      const std::string inside = virtualPath(entry.target);
      made->bytes = entry.target[0] == '/' && !inside.empty() ? inside : entry.target;
    } else {
      made->loaded = false;
      made->hostSize = entry.size;
      made->hostSteps = node.hostSteps;
      made->hostSteps.push_back(entry.name);
    }
    node.entries.emplace(entry.name, std::move(made));
  }
  return Errno::None;
}

Disk::Found Disk::find(std::string_view path, bool followLast) {
  if (path.empty()) return {nullptr, nullptr, {}, Errno::kENOENT};
  if (path.size() >= kMaxPath) return {nullptr, nullptr, {}, Errno::kENAMETOOLONG};
  if (path.find('\0') != std::string_view::npos) return {nullptr, nullptr, {}, Errno::kEINVAL};
  std::vector<std::string> todo = stepsOf(path);
  const bool wantsFolder = path.back() == '/';
  std::reverse(todo.begin(), todo.end()); // the next step is at the back
  std::vector<NodeRef> stack{root_};
  std::vector<std::string> names;
  int links = 0;
  while (!todo.empty()) {
    const std::string step = std::move(todo.back());
    todo.pop_back();
    const NodeRef at = stack.back();
    if (at->kind != FileKind::Directory) return {nullptr, nullptr, {}, Errno::kENOTDIR};
    if (step == ".") continue;
    if (step == "..") {
      if (stack.size() > 1) {
        stack.pop_back();
        names.pop_back();
      }
      continue;
    }
    if (step.size() > kMaxName) return {nullptr, nullptr, {}, Errno::kENAMETOOLONG};
    if (const Errno error = load(*at); error != Errno::None) return {nullptr, nullptr, {}, error};
    const auto entry = at->entries.find(step);
    if (entry == at->entries.end()) {
      if (!todo.empty()) return {nullptr, nullptr, {}, Errno::kENOENT};
      return {nullptr, at, step, Errno::kENOENT};
    }
    const NodeRef node = entry->second;
    if (node->kind == FileKind::Link && (!todo.empty() || followLast || wantsFolder)) {
      if (++links > kMaxLinks) return {nullptr, nullptr, {}, Errno::kELOOP};
      std::vector<std::string> target = stepsOf(node->bytes);
      if (!node->bytes.empty() && node->bytes[0] == '/') {
        stack.resize(1);
        names.clear();
      }
      for (size_t i = target.size(); i-- > 0;) todo.push_back(std::move(target[i]));
      continue;
    }
    stack.push_back(node);
    names.push_back(step);
  }
  Found found{stack.back(), stack.size() > 1 ? stack[stack.size() - 2] : stack[0], names.empty() ? "" : names.back()};
  if (wantsFolder && found.node->kind != FileKind::Directory) return {nullptr, nullptr, {}, Errno::kENOTDIR};
  return found;
}

DiskResult<Disk::NodeRef> Disk::existing(std::string_view path, bool followLast) {
  Found found = find(path, followLast);
  if (!found.node) return found.error;
  return found.node;
}

uint64_t Disk::latencyNs(DiskOperation operation, uint64_t bytes) {
  uint64_t base = 0;
  switch (operation) {
  case DiskOperation::Open: base = costs::kDiskOpenNs; break;
  case DiskOperation::Close: base = costs::kDiskCloseNs; break;
  case DiskOperation::Stat: base = costs::kDiskStatNs; break;
  case DiskOperation::Read: base = costs::kDiskReadNs; break;
  case DiskOperation::Write: base = costs::kDiskWriteNs; break;
  case DiskOperation::List: base = costs::kDiskListNs; break;
  case DiskOperation::Change: base = costs::kDiskChangeNs; break;
  case DiskOperation::Sync: base = costs::kDiskSyncNs; break;
  }
  const MachineSettings& settings = machine_.settings;
  if (settings.diskOperationNs) base = settings.diskOperationNs;
  const uint64_t perByte = settings.diskPerByteNs1000 ? settings.diskPerByteNs1000 : costs::kDiskPerByteNs1000;
  const uint64_t whole = base + bytes * perByte / 1000;
  return whole + whole * jitter_.below(1000) / 1000 * costs::kDiskJitterPercent / 100;
}

FileStat Disk::statOf(const DiskNode& node) const {
  const uint32_t type = node.kind == FileKind::Directory ? 0040000 : node.kind == FileKind::Link ? 0120000 : 0100000;
  uint64_t size = node.kind == FileKind::Directory ? 4096 : node.bytes.size();
  if (node.kind == FileKind::File && !node.loaded) size = node.hostSize;
  uint64_t links = node.links;
  if (node.kind == FileKind::Directory) {
    links = 2;
    for (const auto& [name, entry] : node.entries) links += entry->kind == FileKind::Directory;
  }
  return {node.kind, type | node.mode, node.inode, size, links, node.accessedNs, node.modifiedNs, node.changedNs, node.bornNs};
}

DiskResult<FileStat> Disk::stat(std::string_view path, bool followLast) {
  auto node = existing(path, followLast);
  if (!node.ok()) return node.error;
  return statOf(*node.value);
}

Errno Disk::access(std::string_view path, int mode) {
  auto node = existing(path);
  if (!node.ok()) return node.error;
  const uint32_t owner = (node.value->mode >> 6) & 7;
  return (uint32_t(mode) & owner) == uint32_t(mode) ? Errno::None : Errno::kEACCES;
}

DiskResult<std::vector<DirectoryEntry>> Disk::list(std::string_view path) {
  auto node = existing(path);
  if (!node.ok()) return node.error;
  if (node.value->kind != FileKind::Directory) return Errno::kENOTDIR;
  if (const Errno error = load(*node.value); error != Errno::None) return error;
  std::vector<DirectoryEntry> entries;
  for (const auto& [name, entry] : node.value->entries) entries.push_back({name, entry->kind});
  return entries;
}

Errno Disk::makeDirectory(std::string_view path, uint32_t mode) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  Found found = find(path, false);
  if (found.node) return Errno::kEEXIST;
  if (!found.parent) return found.error;
  found.parent->entries[found.name] = make(FileKind::Directory, mode & 0777 & ~022u);
  touch(*found.parent);
  tell(found.parent, found.name, true);
  return Errno::None;
}

Errno Disk::removeDirectory(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  Found found = find(path, false);
  if (!found.node) return found.error;
  if (found.node->kind != FileKind::Directory) return Errno::kENOTDIR;
  if (found.name.empty()) return Errno::kEINVAL;
  if (const Errno error = load(*found.node); error != Errno::None) return error;
  if (!found.node->entries.empty()) return Errno::kENOTEMPTY;
  found.parent->entries.erase(found.name);
  touch(*found.parent);
  tell(found.parent, found.name, true, found.node);
  return Errno::None;
}

Errno Disk::unlink(std::string_view path) {
  Found found = find(path, false);
  if (!found.node) return found.error;
  if (found.node->kind == FileKind::Directory) return Errno::kEISDIR;
  --found.node->links;
  found.parent->entries.erase(found.name);
  touch(*found.parent);
  tell(nullptr, found.name, false, found.node); // its count of links is an attribute
  tell(found.parent, found.name, true, found.node);
  return Errno::None;
}

Errno Disk::rename(std::string_view from, std::string_view to) {
  Found source = find(from, false), target = find(to, false);
  if (!source.node) return source.error;
  if (!target.node && !target.parent) return target.error;
  if (source.name.empty() || (target.node && target.name.empty())) return Errno::kEINVAL;
  if (source.node == target.node) return Errno::None;
  const bool folder = source.node->kind == FileKind::Directory;
  if (folder) { // not into itself
    const std::string inside = joinPath("/", from) + "/";
    if ((joinPath("/", to) + "/").compare(0, inside.size(), inside) == 0) return Errno::kEINVAL;
  }
  if (target.node) {
    const bool targetFolder = target.node->kind == FileKind::Directory;
    if (folder && !targetFolder) return Errno::kENOTDIR;
    if (!folder && targetFolder) return Errno::kEISDIR;
    if (targetFolder) {
      if (const Errno error = load(*target.node); error != Errno::None) return error;
      if (!target.node->entries.empty()) return Errno::kENOTEMPTY;
    }
  }
  source.parent->entries.erase(source.name);
  target.parent->entries[target.name] = source.node;
  touch(*source.parent);
  touch(*target.parent);
  tell(source.parent, source.name, true);
  tell(target.parent, target.name, true, source.node);
  return Errno::None;
}

Errno Disk::link(std::string_view existingPath, std::string_view created) {
  auto node = existing(existingPath, false);
  if (!node.ok()) return node.error;
  if (node.value->kind == FileKind::Directory) return Errno::kEPERM;
  Found found = find(created, false);
  if (found.node) return Errno::kEEXIST;
  if (!found.parent) return found.error;
  ++node.value->links;
  found.parent->entries[found.name] = node.value;
  touch(*found.parent);
  tell(found.parent, found.name, true);
  return Errno::None;
}

Errno Disk::symlink(std::string_view target, std::string_view path) {
  Found found = find(path, false);
  if (found.node) return Errno::kEEXIST;
  if (!found.parent) return found.error;
  if (target.empty()) return Errno::kENOENT;
  if (target.size() >= kMaxPath) return Errno::kENAMETOOLONG;
  NodeRef made = make(FileKind::Link, 0777);
  made->bytes = target;
  found.parent->entries[found.name] = std::move(made);
  touch(*found.parent);
  tell(found.parent, found.name, true);
  return Errno::None;
}

DiskResult<std::string> Disk::readLink(std::string_view path) {
  auto node = existing(path, false);
  if (!node.ok()) return node.error;
  if (node.value->kind != FileKind::Link) return Errno::kEINVAL;
  return node.value->bytes;
}

DiskResult<std::string> Disk::realPath(std::string_view path) {
  // Walks once, collecting names as find() does.
  std::vector<std::string> todo = stepsOf(path), names;
  std::reverse(todo.begin(), todo.end());
  int links = 0;
  std::string at = "/";
  while (!todo.empty()) {
    const std::string step = std::move(todo.back());
    todo.pop_back();
    const std::string next = joinPath(at, step);
    auto node = existing(next, false);
    if (!node.ok()) return node.error;
    if (node.value->kind == FileKind::Link) {
      if (++links > kMaxLinks) return Errno::kELOOP;
      std::vector<std::string> target = stepsOf(node.value->bytes);
      if (node.value->bytes[0] == '/') at = "/";
      for (size_t i = target.size(); i-- > 0;) todo.push_back(std::move(target[i]));
      continue;
    }
    if (!todo.empty() && node.value->kind != FileKind::Directory) return Errno::kENOTDIR;
    at = next;
  }
  return at;
}

Errno Disk::resize(DiskNode& node, uint64_t size) {
  if (size > kMaxFileBytes) return Errno::kEFBIG;
  if (const Errno error = load(node); error != Errno::None) return error;
  if (size > node.bytes.size()) {
    if (writtenBytes_ + (size - node.bytes.size()) > kMaxDiskBytes) return Errno::kENOSPC;
    writtenBytes_ += size - node.bytes.size();
  }
  node.bytes.resize(size_t(size));
  touch(node);
  return Errno::None;
}

Errno Disk::truncate(std::string_view path, uint64_t size) {
  auto node = existing(path);
  if (!node.ok()) return node.error;
  if (node.value->kind == FileKind::Directory) return Errno::kEISDIR;
  return resize(*node.value, size);
}

void Disk::setMode(DiskNode& node, uint32_t mode) {
  node.mode = mode & 07777;
  node.changedNs = machine_.wallNs();
}
void Disk::setTimes(DiskNode& node, int64_t accessedNs, int64_t modifiedNs) {
  node.accessedNs = accessedNs;
  node.modifiedNs = modifiedNs;
  node.changedNs = machine_.wallNs();
}

Errno Disk::changeMode(std::string_view path, uint32_t mode) {
  auto node = existing(path);
  if (node.ok()) setMode(*node.value, mode);
  return node.error;
}
Errno Disk::changeModeOf(int fd, uint32_t mode) {
  const auto at = open_.find(fd);
  if (at == open_.end()) return Errno::kEBADF;
  setMode(*at->second.node, mode);
  return Errno::None;
}
Errno Disk::setTimes(std::string_view path, int64_t accessedNs, int64_t modifiedNs, bool followLast) {
  auto node = existing(path, followLast);
  if (node.ok()) setTimes(*node.value, accessedNs, modifiedNs);
  return node.error;
}
Errno Disk::setTimesOf(int fd, int64_t accessedNs, int64_t modifiedNs) {
  const auto at = open_.find(fd);
  if (at == open_.end()) return Errno::kEBADF;
  setTimes(*at->second.node, accessedNs, modifiedNs);
  return Errno::None;
}

DiskResult<std::string> Disk::makeTemporaryDirectory(std::string_view prefix) {
  static constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::string path(prefix);
    for (int i = 0; i < 6; ++i) path += kLetters[size_t(names_.below(kLetters.size()))];
    const Errno error = makeDirectory(path, 0700);
    if (error == Errno::None) return path;
    if (error != Errno::kEEXIST) return error;
  }
  return Errno::kEEXIST;
}

DiskResult<std::string> Disk::readFile(std::string_view path) {
  auto node = existing(path);
  if (!node.ok()) return node.error;
  if (node.value->kind == FileKind::Directory) return Errno::kEISDIR;
  if (const Errno error = load(*node.value); error != Errno::None) return error;
  return node.value->bytes;
}

Errno Disk::writeFile(std::string_view path, std::string_view bytes) {
  using namespace open_flags;
  auto fd = open(path, kWriteOnly | kCreate | kTruncate, 0666);
  if (!fd.ok()) return fd.error;
  const auto written = write(fd.value, bytes, -1);
  close(fd.value);
  return written.error;
}

DiskResult<int> Disk::open(std::string_view path, int flags, uint32_t mode) {
  using namespace open_flags;
  const bool writes = (flags & kAccessMask) != kReadOnly;
  const bool exclusive = (flags & kCreate) && (flags & kExclusive);
  Found found = find(path, !exclusive && !(flags & kNoFollow));
  if (found.node) {
    if (exclusive) return Errno::kEEXIST;
    if (found.node->kind == FileKind::Link) return Errno::kELOOP;
    if (found.node->kind == FileKind::Directory && (writes || (flags & kCreate))) return Errno::kEISDIR;
    if (found.node->kind != FileKind::Directory && (flags & kDirectory)) return Errno::kENOTDIR;
    const uint32_t owner = found.node->mode >> 6;
    if ((writes && !(owner & 2)) || ((flags & kAccessMask) != kWriteOnly && !(owner & 4))) return Errno::kEACCES;
    if ((flags & kTruncate) && writes) {
      found.node->loaded = true;
      const bool hadBytes = !found.node->bytes.empty();
      found.node->bytes.clear();
      touch(*found.node);
      if (hadBytes) tell(found.parent, found.name, false, found.node);
    }
  } else {
    if (!(flags & kCreate) || !found.parent) return found.error;
    if (path.back() == '/') return Errno::kEISDIR;
    found.node = make(FileKind::File, mode & 0777 & ~022u);
    found.parent->entries[found.name] = found.node;
    touch(*found.parent);
    tell(found.parent, found.name, true);
  }
  int fd = 3; // the lowest one free, as POSIX wants it
  for (const auto& [used, file] : open_) {
    if (used < fd) continue; // standard input
    if (used != fd) break;
    ++fd;
  }
  if (fd >= kMaxOpenFiles) return Errno::kEMFILE;
  open_.emplace(fd, OpenFile{found.node, flags, 0, found.parent, found.name});
  return fd;
}

void Disk::setStandardInput(std::string bytes) {
  const bool reachable = !bytes.empty(); // a machine without input keeps the tree that it has
  const NodeRef file = make(FileKind::File, 0644);
  file->bytes = std::move(bytes);
  if (reachable) {
    makeDirectory("/dev", 0755);
    if (Found folder = find("/dev", true); folder.node) folder.node->entries["stdin"] = file;
  }
  open_.insert_or_assign(0, OpenFile{file, open_flags::kReadOnly, 0, nullptr, "stdin"});
}

Errno Disk::close(int fd) { return open_.erase(fd) ? Errno::None : Errno::kEBADF; }

DiskResult<std::string> Disk::read(int fd, uint64_t count, int64_t position) {
  const auto at = open_.find(fd);
  if (at == open_.end() || (at->second.flags & open_flags::kAccessMask) == open_flags::kWriteOnly) return Errno::kEBADF;
  DiskNode& node = *at->second.node;
  if (node.kind == FileKind::Directory) return Errno::kEISDIR;
  if (const Errno error = load(node); error != Errno::None) return error;
  const uint64_t from = std::min<uint64_t>(position < 0 ? at->second.position : uint64_t(position), node.bytes.size());
  const uint64_t size = std::min<uint64_t>(count, node.bytes.size() - from);
  if (position < 0) at->second.position = from + size;
  return node.bytes.substr(size_t(from), size_t(size));
}

DiskResult<uint64_t> Disk::write(int fd, std::string_view bytes, int64_t position) {
  const auto at = open_.find(fd);
  if (at == open_.end() || (at->second.flags & open_flags::kAccessMask) == open_flags::kReadOnly) return Errno::kEBADF;
  DiskNode& node = *at->second.node;
  if (const Errno error = load(node); error != Errno::None) return error;
  uint64_t from = position < 0 ? at->second.position : uint64_t(position);
  if (at->second.flags & open_flags::kAppend) from = node.bytes.size();
  if (from > kMaxFileBytes) return Errno::kEFBIG;
  if (from + bytes.size() > node.bytes.size())
    if (const Errno error = resize(node, from + bytes.size()); error != Errno::None) return error;
  node.bytes.replace(size_t(from), bytes.size(), bytes);
  touch(node);
  tell(at->second.parent, at->second.name, false, at->second.node);
  if (position < 0) at->second.position = from + bytes.size();
  return uint64_t(bytes.size());
}

DiskResult<int> Disk::watch(std::string_view path, Notify notify) {
  const Found found = find(path, true);
  if (!found.node) return found.error;
  if (const Errno error = load(*found.node); error != Errno::None) return error;
  watches_.emplace(nextWatch_, Watch{found.node, found.name, std::move(notify)});
  return nextWatch_++;
}
void Disk::tell(const NodeRef& parent, const std::string& name, bool renamed, const NodeRef& node) {
  for (const auto& [id, watch] : watches_) {
    if (parent && watch.node == parent) watch.notify(renamed, name);
    else if (node && watch.node == node) watch.notify(renamed, watch.name);
  }
}

DiskResult<FileStat> Disk::statOf(int fd) {
  const auto at = open_.find(fd);
  if (at == open_.end()) return Errno::kEBADF;
  return statOf(*at->second.node);
}

Errno Disk::truncateOf(int fd, uint64_t size) {
  const auto at = open_.find(fd);
  if (at == open_.end()) return Errno::kEBADF;
  if ((at->second.flags & open_flags::kAccessMask) == open_flags::kReadOnly) return Errno::kEINVAL;
  return resize(*at->second.node, size);
}

} // namespace tickscope
