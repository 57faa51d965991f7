#include "core/node/fs_operations.h"

#include "core/base/assert.h"

namespace tickscope {

namespace {

FsOutcome failed(Errno error) {
  FsOutcome o;
  o.error = error;
  return o;
}
template <class T> FsOutcome number(DiskResult<T> r) {
  FsOutcome o = failed(r.error);
  o.kind = FsOutcome::Number;
  o.number = double(r.value);
  return o;
}
FsOutcome bytes(DiskResult<std::string> r, FsOutcome::Kind kind = FsOutcome::Bytes) {
  FsOutcome o = failed(r.error);
  o.kind = kind;
  o.bytes = std::move(r.value);
  return o;
}
FsOutcome stat(DiskResult<FileStat> r) {
  FsOutcome o = failed(r.error);
  o.kind = FsOutcome::Stat;
  o.stat = r.value;
  return o;
}
int fd(const FsOperands& o) { return int(o.numbers[0]); }
int64_t nanoseconds(double seconds) { return int64_t(seconds * 1e9); }

FsOutcome readdir(Disk& d, FsOperands& o) {
  DiskResult<std::vector<DirectoryEntry>> r = d.list(o.path);
  FsOutcome out = failed(r.error);
  out.kind = FsOutcome::List;
  out.list = std::move(r.value);
  return out;
}
FsOutcome copyfile(Disk& d, FsOperands& o) {
  constexpr int kExclusive = 1; // COPYFILE_EXCL
  DiskResult<std::string> source = d.readFile(o.path);
  if (!source.ok()) return failed(source.error);
  if (int(o.numbers[0]) & kExclusive && d.stat(o.other).ok()) return failed(Errno::kEEXIST);
  const Errno error = d.writeFile(o.other, source.value);
  if (error == Errno::None) d.changeMode(o.other, d.stat(o.path).value.mode);
  return failed(error);
}
// Open, fstat, read and close in one job (Node 26). A file of more than one chunk, or no file, is left open: its descriptor.
FsOutcome readFile(Disk& d, FsOperands& o) {
  constexpr uint64_t kChunk = 512 * 1024;
  const DiskResult<int> opened = d.open(o.path, int(o.numbers[0]), 0666);
  if (!opened.ok()) return failed(opened.error);
  const DiskResult<FileStat> status = d.statOf(opened.value);
  if (!status.ok() || status.value.kind != FileKind::File || status.value.size > kChunk) return number(opened);
  FsOutcome whole = bytes(d.read(opened.value, status.value.size, -1), FsOutcome::Whole);
  d.close(opened.value);
  return whole;
}
// Open, write and close in one job (Node 26).
FsOutcome writeFile(Disk& d, FsOperands& o) {
  const DiskResult<int> opened = d.open(o.path, int(o.numbers[0]), uint32_t(o.numbers[1]));
  if (!opened.ok()) return failed(opened.error);
  const Errno error = d.write(opened.value, o.bytes, -1).error;
  d.close(opened.value);
  return failed(error);
}
FsOutcome mkdtemp(Disk& d, FsOperands& o) {
  auto made = d.makeTemporaryDirectory(o.path);
  return bytes(std::move(made), FsOutcome::Text);
}

constexpr FsOperation kOperations[] = {
    {"open", "fs.open", "open", DiskOperation::Open, [](Disk& d, FsOperands& o) { return number(d.open(o.path, int(o.numbers[0]), uint32_t(o.numbers[1]))); }},
    {"close", "fs.close", "close", DiskOperation::Close, [](Disk& d, FsOperands& o) { return failed(d.close(fd(o))); }},
    {"fstat", "fs.fstat", "fstat", DiskOperation::Stat, [](Disk& d, FsOperands& o) { return stat(d.statOf(fd(o))); }},
    {"stat", "fs.stat", "stat", DiskOperation::Stat, [](Disk& d, FsOperands& o) { return stat(d.stat(o.path)); }},
    {"lstat", "fs.lstat", "lstat", DiskOperation::Stat, [](Disk& d, FsOperands& o) { return stat(d.stat(o.path, false)); }},
    {"read", "fs.read", "read", DiskOperation::Read, [](Disk& d, FsOperands& o) { return bytes(d.read(fd(o), uint64_t(o.numbers[1]), int64_t(o.numbers[2]))); }},
    {"readfile", "fs.readFile", "open", DiskOperation::Read, readFile},
    {"writefile", "fs.writeFile", "open", DiskOperation::Write, writeFile},
    {"write", "fs.write", "write", DiskOperation::Write, [](Disk& d, FsOperands& o) { return number(d.write(fd(o), o.bytes, int64_t(o.numbers[1]))); }},
    {"access", "fs.access", "access", DiskOperation::Stat, [](Disk& d, FsOperands& o) { return failed(d.access(o.path, int(o.numbers[0]))); }},
    {"readdir", "fs.readdir", "scandir", DiskOperation::List, readdir},
    {"opendir", "fs.opendir", "opendir", DiskOperation::List, readdir},
    // A Dir has its entries from opendir: reading on and closing only take their time.
    {"dirread", "fs.dir.read", "scandir", DiskOperation::List, [](Disk&, FsOperands&) { return failed(Errno::None); }},
    {"dirclose", "fs.dir.close", "closedir", DiskOperation::Close, [](Disk&, FsOperands&) { return failed(Errno::None); }},
    {"mkdir", "fs.mkdir", "mkdir", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.makeDirectory(o.path, uint32_t(o.numbers[0]))); }},
    {"mkdtemp", "fs.mkdtemp", "mkdtemp", DiskOperation::Change, mkdtemp},
    {"rmdir", "fs.rmdir", "rmdir", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.removeDirectory(o.path)); }},
    {"unlink", "fs.unlink", "unlink", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.unlink(o.path)); }},
    {"rename", "fs.rename", "rename", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.rename(o.path, o.other)); }},
    {"link", "fs.link", "link", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.link(o.path, o.other)); }},
    {"symlink", "fs.symlink", "symlink", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.symlink(o.path, o.other)); }},
    {"readlink", "fs.readlink", "readlink", DiskOperation::Stat, [](Disk& d, FsOperands& o) { return bytes(d.readLink(o.path), FsOutcome::Text); }},
    {"realpath", "fs.realpath", "realpath", DiskOperation::Stat, [](Disk& d, FsOperands& o) { return bytes(d.realPath(o.path), FsOutcome::Text); }},
    {"ftruncate", "fs.ftruncate", "ftruncate", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.truncateOf(fd(o), uint64_t(o.numbers[1]))); }},
    {"chmod", "fs.chmod", "chmod", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.changeMode(o.path, uint32_t(o.numbers[0]))); }},
    {"fchmod", "fs.fchmod", "fchmod", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.changeModeOf(fd(o), uint32_t(o.numbers[1]))); }},
    // The one user of the machine owns everything: what is changed stays as it is.
    {"chown", "fs.chown", "chown", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.access(o.path, 0)); }},
    {"lchown", "fs.lchown", "lchown", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.stat(o.path, false).error); }},
    {"fchown", "fs.fchown", "fchown", DiskOperation::Change, [](Disk& d, FsOperands& o) { return failed(d.statOf(fd(o)).error); }},
    {"utimes", "fs.utimes", "utime", DiskOperation::Change,
     [](Disk& d, FsOperands& o) { return failed(d.setTimes(o.path, nanoseconds(o.numbers[0]), nanoseconds(o.numbers[1]))); }},
    {"lutimes", "fs.lutimes", "lutime", DiskOperation::Change,
     [](Disk& d, FsOperands& o) { return failed(d.setTimes(o.path, nanoseconds(o.numbers[0]), nanoseconds(o.numbers[1]), false)); }},
    {"futimes", "fs.futimes", "futime", DiskOperation::Change,
     [](Disk& d, FsOperands& o) { return failed(d.setTimesOf(fd(o), nanoseconds(o.numbers[1]), nanoseconds(o.numbers[2]))); }},
    {"fsync", "fs.fsync", "fsync", DiskOperation::Sync, [](Disk& d, FsOperands& o) { return failed(d.statOf(fd(o)).error); }},
    {"fdatasync", "fs.fdatasync", "fdatasync", DiskOperation::Sync, [](Disk& d, FsOperands& o) { return failed(d.statOf(fd(o)).error); }},
    {"copyfile", "fs.copyFile", "copyfile", DiskOperation::Write, copyfile},
};

} // namespace

const FsOperation& fsOperation(std::string_view name) {
  for (const FsOperation& operation : kOperations)
    if (name == operation.name) return operation;
  TICK_ASSERT(false, "fs.js asked for an operation that there is not");
  return kOperations[0];
}

} // namespace tickscope
