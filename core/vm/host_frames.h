#pragma once
// What real Node has on the stack below an entry from C++ into the program: frames of its own JavaScript, which stack
// traces show ("at listOnTimeout (node:internal/timers:581:17)"). Our loop is C++, so it says them instead.
#include <cstddef>

namespace tickscope {

class Isolate;

struct HostEntry {
  const HostEntry* outer;
  size_t depth;              // JavaScript and native frames in progress when it was entered
  const char* const* frames; // innermost first, ended by nullptr; each as formatFrame words it. May be null
};

// While it lives, calls from C++ made at this depth stand on these frames. Entries at the same depth add up.
class HostEntryScope {
public:
  HostEntryScope(Isolate& iso, const char* const* frames);
  ~HostEntryScope();
  HostEntryScope(const HostEntryScope&) = delete;

private:
  Isolate& iso_;
  HostEntry entry_;
};

} // namespace tickscope
