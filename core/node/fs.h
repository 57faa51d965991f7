#pragma once
// fs, for the files of the node room that share its work.
#include <string>

#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

// A path as the disk wants it: one that does not start with / lies under the process's current folder.
std::string absoluteDiskPath(const NodeRuntime& runtime, std::string path);

// Values that operations under way and watchers need, by a key from NodeRuntime::nextRequestId (or its negative).
void keepFsValue(NodeRuntime& runtime, double key, HandleValue value);
Value keptFsValue(NodeRuntime& runtime, double key); // REQUIRES it to be there
Value takeFsValue(NodeRuntime& runtime, double key); // and it is kept no more

} // namespace tickscope
