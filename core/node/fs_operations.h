#pragma once
// The operations that the virtual disk offers to fs, each named after its system call. They are free of JavaScript
// values: pool threads run them.
#include <string>
#include <string_view>
#include <vector>

#include "core/machine/disk.h"

namespace tickscope {

struct FsOutcome {
  Errno error = Errno::None;
  enum Kind : uint8_t { Nothing, Number, Bytes, Whole, Text, Stat, List } kind = Nothing;
  double number = 0;
  std::string bytes;
  FileStat stat{};
  std::vector<DirectoryEntry> list;
};

struct FsOperands {
  std::string path, other; // absolute
  std::string bytes;
  double numbers[3] = {0, 0, 0};
};

struct FsOperation {
  const char* name;    // as fs.js asks for it
  const char* what;    // in the trace
  const char* syscall; // in errors
  DiskOperation cost;
  FsOutcome (*run)(Disk& disk, FsOperands& o);
};

// REQUIRES that there is one of this name.
const FsOperation& fsOperation(std::string_view name);

} // namespace tickscope
