#pragma once
// One run of a program, from a request to what came of it: what the command line and the window start.
//
// run() may be called on any thread; the engine itself runs on a thread of its own with a large stack and has ended
// when run() returns. Two runs with equal requests give equal results and equal trace bytes, on any machine.
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/machine/schedule.h"
#include "core/session/diagnostic.h"
#include "core/trace/words.h"
#include "core/vm/wrong_rules.h"

namespace tickscope {

namespace trace { class Trace; struct Header; }
namespace snapshot { struct Graph; struct ShapeLook; }

inline constexpr int kDefaultNodeMajor = 24;
inline constexpr int kNodeMajors[] = {10, 11, 12, 14, 16, 18, 20, 22, 24, 26};

struct RunLimits { // 0 = no limit
  uint64_t instructions = 1'000'000'000;
  uint64_t virtualNs = 0;
  double hostSeconds = 10;      // of host time while virtual time stands still, or inside one built-in
  uint64_t traceBytes = uint64_t(1) << 30;
  uint64_t oldSpaceMb = 0;      // 0: Node's default; --max-old-space-size
  uint64_t semiSpaceMb = 0;     // 0: Node's default; --max-semi-space-size
};

// Device latencies of the simulated computer in ns; see core/machine/costs.h for the reasons.
struct RunLatencies {
  std::optional<uint64_t> diskOperation, diskByteNs1000; // a disk operation's latency; ns per 1000 bytes
};

struct RunRequest {
  std::string path;                        // the program on the host; need not exist if `text` is given
  std::optional<std::string> text;         // the program's text instead of the file's (an editor's buffer)
  std::vector<std::string> arguments;      // after the program, as process.argv shows them
  std::string root;                        // host folder that becomes the virtual disk; empty: the program's folder
  std::string mount = "/app";              // where the program sees that folder
  std::map<std::string, std::string> files; // more files of the virtual disk: path -> bytes (replay, scenarios)
  std::string standardInput;               // bytes; kept in the trace
  std::map<std::string, std::string> environment; // added to the fixed virtual environment
  int nodeMajor = kDefaultNodeMajor;
  uint64_t seed = 1;
  unsigned cores = 4;
  std::optional<unsigned> poolThreads;     // UV_THREADPOOL_SIZE
  RunLatencies latencies;
  RunLimits limits;
  std::vector<std::string> nodeOptions;    // Node's own flags, such as --unhandled-rejections=warn
  std::vector<WrongRule> wrongRules;       // what the loop gets wrong on purpose; none: it is Node
  std::vector<uint8_t> schedule;           // options of the choices in order (core/machine/schedule.h)
  bool scheduled = false;                  // a schedule decides what hangs on time, even if it is empty
  std::string scenario;                    // the scenario's JSON as it stands in its file; kept in the trace

  std::optional<trace::Detail> detail;     // nothing: untraced
  std::string tracePath;                   // write the trace to this file while it comes; empty: no file
  bool keepTrace = true;                   // build RunResult::trace

  // Output as it happens, on the engine's thread. Null: collected in the result only.
  std::function<void(trace::Stream, std::string_view)> output;
  bool collectOutput = true;

  // Heaps to take, by core/session/heap_look.h. The run stops after the last of them.
  std::vector<uint32_t> heapSteps; // ascending
  bool heapAtEnd = false;
  bool trackAllocations = false;
  bool wantsShapes = false;        // hidden classes and inline caches instead of the objects

  // For the engine's tests.
  enum class Stress : uint8_t { None, Minor, Full };
  Stress gcStress = Stress::None;
  bool verifyHeap = false;
};

// Shared between the caller's threads and the run.
struct RunControl {
  std::atomic<bool> cancel{false};
  std::atomic<uint64_t> virtualNs{0}, instructions{0}, events{0}; // progress, now and then
};

// The heap at a step of a run.
struct HeapLook {
  uint32_t step = 0; // at the end: the last one
  uint64_t virtualNs = 0;
  std::shared_ptr<const snapshot::Graph> graph;      // null if shapes were asked for
  std::shared_ptr<const snapshot::ShapeLook> shapes; // null unless they were
};

enum class RunEnd : uint8_t {
  Exited,      // as Node ends: exitCode is what the shell would see
  BadInput,    // the request could not be run: message says why
  Limit,       // a limit was hit: message says which
  Cancelled,
};

struct RunResult {
  RunEnd end = RunEnd::Exited;
  int exitCode = 0;               // 2 for BadInput and Limit, 134 for a heap that outgrew its limit
  std::string message;            // for BadInput, Limit: whole sentence(s)
  std::string standardOutput, standardError;
  std::vector<Diagnostic> diagnostics; // syntax errors, and the place of an uncaught exception
  std::shared_ptr<trace::Trace> trace; // whole and readable however the run ended; null when untraced
  uint64_t virtualNs = 0, instructions = 0;
  uint32_t events = 0;            // recorded; 0 when untraced
  std::vector<HeapLook> heaps;    // that were asked for and reached
  std::vector<ScheduleChoice> choices;         // of a scheduled run: what could have been decided otherwise
};

RunResult run(const RunRequest& request, RunControl* control = nullptr);

// The header that a trace of this request gets: everything that decides the run, but no path of the host.
trace::Header headerFor(const RunRequest& request);
// The request that gives the same run again, out of a trace: settings from its header, program and modules from its
// sources. What else the program read must be in `root` (may be empty). Fails if the trace says what we do not know.
Result<RunRequest> requestFor(const trace::Trace& trace, const std::string& root);

} // namespace tickscope
