#include "core/session/session.h"

#include "core/session/explore.h"

#include <algorithm>
#include <chrono>
#include <climits>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <memory>
#include <mutex>
#include <sys/stat.h>

#include "core/base/utf.h"
#include "core/machine/disk.h"
#include "core/node/heap_graph.h"
#include "core/node/heap_shapes.h"
#include "core/node/runtime.h"
#include "core/session/engine_thread.h"
#include "core/session/node_flags.h"
#include "core/trace/trace.h"
#include "core/trace/writer.h"

namespace tickscope {

namespace {
constexpr const char* kEngineVersion = "0.1.0";
constexpr double kTickSeconds = 0.1;              // how often the caller's thread looks after the run
constexpr trace::EventId kMostEvents = 4'000'000'000; // ids are 32 bits

// Collects and hands on what the program prints.
class Output : public OutputSink {
public:
  Output(const RunRequest& request, RunResult& result) : request_(request), result_(result) {}
  void write(trace::Stream stream, std::string_view bytes) override {
    if (request_.collectOutput) (stream == trace::Stream::Stdout ? result_.standardOutput : result_.standardError) += bytes;
    if (request_.output) request_.output(stream, bytes);
  }

private:
  const RunRequest& request_;
  RunResult& result_;
};

// Blocks to the trace in memory, to the caller's sink, or to both.
class Tee : public trace::BlockSink {
public:
  Tee(trace::BlockSink* first, trace::BlockSink* second) : first_(first), second_(second) {}
  void write(trace::Block&& block) override {
    if (first_ && second_) first_->write(trace::Block(block));
    else if (first_) return first_->write(std::move(block));
    if (second_) second_->write(std::move(block));
  }

private:
  trace::BlockSink* first_;
  trace::BlockSink* second_;
};

std::string absolutePath(const std::string& path) {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (!resolved) return {};
  std::string result = resolved;
  std::free(resolved);
  return result;
}

std::string currentFolder() {
  return absolutePath(".");
}

std::string folderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

// Where the program is: the host's folder that becomes the disk, and the program's path on it.
struct Place {
  std::string root, program;
};

// What Node does with a main program that is not there, in its words (node-semantics does not list it; run 20, 24).
RunResult cannotFind(const RunRequest& request, const std::string& path) {
  RunResult result;
  result.exitCode = 1;
  const NodeRules& rules = nodeRules(request.nodeMajor);
  const NodeFrames& frames = nodeFrames(request.nodeMajor);
  std::string text = std::string("node:internal/modules/cjs/loader:") + (rules.major >= 22 ? "1568" : "1210") +
                     "\n  throw err;\n  ^\n\nError: Cannot find module '" + path + "'\n";
  if (rules.major >= 22)
    text += "    at Module._resolveFilename (node:internal/modules/cjs/loader:1564:15)\n"
            "    at wrapResolveFilename (node:internal/modules/cjs/loader:1118:27)\n"
            "    at defaultResolveImplForCJSLoading (node:internal/modules/cjs/loader:1142:10)\n"
            "    at resolveForCJSWithHooks (node:internal/modules/cjs/loader:1169:12)\n"
            "    at Module._load (node:internal/modules/cjs/loader:1341:5)\n";
  else
    text += "    at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)\n"
            "    at Module._load (node:internal/modules/cjs/loader:1038:27)\n";
  size_t count = 0;
  while (frames.main[count]) ++count;
  for (size_t i = count - (rules.major >= 22 ? 3 : 2); i < count; ++i) text += std::string("    at ") + frames.main[i] + (i + 1 == count ? "" : "\n");
  text += " {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n";
  if (rules.exitNewline) text += "\nNode.js v" + std::string(rules.version) + "\n";
  Output(request, result).write(trace::Stream::Stderr, text);
  result.diagnostics.push_back({path, 0, 0, 0, 0, "Cannot find module '" + path + "'"});
  return result;
}

// Finds the program as Node finds its main: the file, the file with an extension, a folder's index.
std::string findMain(const std::string& path) {
  struct stat info;
  const auto isFile = [&](const std::string& name) { return ::stat(name.c_str(), &info) == 0 && S_ISREG(info.st_mode); };
  if (isFile(path)) return path;
  for (const char* end : {".js", ".json", "/index.js"})
    if (isFile(path + end)) return path + end;
  return {};
}

} // namespace

namespace {
// The header's texts are UTF-8; input that is not is written down in hexadecimal.
std::string hexOf(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char byte : bytes) {
    out += kDigits[uint8_t(byte) >> 4];
    out += kDigits[uint8_t(byte) & 15];
  }
  return out;
}
std::string bytesOfHex(std::string_view text) {
  const auto digit = [](char c) { return c >= 'a' ? c - 'a' + 10 : c - '0'; };
  std::string out;
  for (size_t i = 0; i + 1 < text.size(); i += 2) out += char((digit(text[i]) & 15) << 4 | (digit(text[i + 1]) & 15));
  return out;
}
} // namespace

trace::Header headerFor(const RunRequest& request) {
  trace::Header header;
  header.engineVersion = kEngineVersion;
  header.program = request.path;
  header.arguments = request.arguments;
  header.nodeVersion = std::string(nodeRules(request.nodeMajor).version);
  header.seed = request.seed;
  header.detail = request.detail.value_or(trace::Detail::Loop);
  header.scenario = request.scenario;
  auto& settings = header.settings;
  settings.emplace_back("node", std::to_string(request.nodeMajor));
  settings.emplace_back("mount", request.mount);
  settings.emplace_back("cores", std::to_string(request.cores));
  if (request.poolThreads) settings.emplace_back("poolThreads", std::to_string(*request.poolThreads));
  if (request.latencies.diskOperation) settings.emplace_back("diskOperationNs", std::to_string(*request.latencies.diskOperation));
  if (request.latencies.diskByteNs1000) settings.emplace_back("diskByteNs1000", std::to_string(*request.latencies.diskByteNs1000));
  settings.emplace_back("limitInstructions", std::to_string(request.limits.instructions));
  settings.emplace_back("limitVirtualNs", std::to_string(request.limits.virtualNs));
  settings.emplace_back("limitTraceBytes", std::to_string(request.limits.traceBytes));
  settings.emplace_back("oldSpaceMb", std::to_string(request.limits.oldSpaceMb));
  settings.emplace_back("semiSpaceMb", std::to_string(request.limits.semiSpaceMb));
  for (const std::string& flag : request.nodeOptions) settings.emplace_back("nodeOption", flag);
  if (request.scheduled) settings.emplace_back("schedule", scheduleText(request.schedule));
  for (const WrongRule rule : request.wrongRules) settings.emplace_back("wrongRule", textOf(rule).name);
  for (const auto& [name, value] : request.environment) settings.emplace_back("env", name + "=" + value);
  if (!request.standardInput.empty()) {
    const bool text = isValidUtf8(request.standardInput);
    settings.emplace_back(text ? "stdin" : "stdinHex", text ? request.standardInput : hexOf(request.standardInput));
  }
  return header;
}

Result<RunRequest> requestFor(const trace::Trace& trace, const std::string& root) {
  const trace::Header& header = trace.header();
  RunRequest request;
  if (header.engineVersion != kEngineVersion)
    return Error{"the trace was recorded by engine " + header.engineVersion + ", this is " + kEngineVersion};
  request.path = header.program;
  request.arguments = header.arguments;
  request.seed = header.seed;
  request.detail = header.detail;
  request.scenario = header.scenario;
  request.root = root;
  for (const auto& [name, value] : header.settings) {
    const uint64_t number = std::strtoull(value.c_str(), nullptr, 10);
    if (name == "node") request.nodeMajor = int(number);
    else if (name == "mount") request.mount = value;
    else if (name == "cores") request.cores = unsigned(number);
    else if (name == "poolThreads") request.poolThreads = unsigned(number);
    else if (name == "diskOperationNs") request.latencies.diskOperation = number;
    else if (name == "diskByteNs1000") request.latencies.diskByteNs1000 = number;
    else if (name == "limitInstructions") request.limits.instructions = number;
    else if (name == "limitVirtualNs") request.limits.virtualNs = number;
    else if (name == "limitTraceBytes") request.limits.traceBytes = number;
    else if (name == "oldSpaceMb") request.limits.oldSpaceMb = number;
    else if (name == "semiSpaceMb") request.limits.semiSpaceMb = number;
    else if (name == "nodeOption") request.nodeOptions.push_back(value);
    else if (name == "wrongRule" && findWrongRule(value)) request.wrongRules.push_back(*findWrongRule(value));
    else if (name == "stdin") request.standardInput = value;
    else if (name == "stdinHex") request.standardInput = bytesOfHex(value);
    else if (name == "schedule" && parseSchedule(value)) {
      request.schedule = *parseSchedule(value);
      request.scheduled = true;
    } else if (name == "env") request.environment[value.substr(0, value.find('='))] = value.substr(std::min(value.find('='), value.size() - 1) + 1);
    else return Error{"the trace has a setting that this version does not know: " + name};
  }
  if (std::find(std::begin(kNodeMajors), std::end(kNodeMajors), request.nodeMajor) == std::end(kNodeMajors))
    return Error{"the trace was recorded with an unknown Node version"};
  for (uint32_t i = 1; i < trace.sourceCount(); ++i) {
    const trace::Source source = trace.source(trace::SourceId(i));
    request.files.emplace(std::string(source.path), std::string(source.text));
  }
  return request;
}

namespace {

struct Engine {
  Engine(const RunRequest& r, RunControl* c, RunResult& out) : request(r), control(c), result(out) {}
  const RunRequest& request;
  RunControl* control;
  RunResult& result;
  Place place;
  NodeOptions options;
  std::mutex lock;                // guards `runtime` against the thread that waits
  NodeRuntime* runtime = nullptr; // while it runs

  // Of the run's limits, on the engine's thread.
  std::chrono::steady_clock::time_point progressAt = std::chrono::steady_clock::now();
  uint64_t progressNs = 0;
  bool cancelled = false;
  bool seenEnough = false;        // no more heaps to take: nobody waits for the rest of the run
  std::optional<trace::LimitKind> limit;
  uint64_t limitValue = 0;

  bool hit(trace::LimitKind kind, uint64_t value) {
    limit = kind;
    limitValue = value;
    return false;
  }

  // Takes the heaps that were asked for as the run comes by, and stops it after the last.
  void takeHeap(uint32_t step) {
    HeapLook look{step, runtime->iso.nowNs(), nullptr, nullptr};
    if (request.wantsShapes) look.shapes = std::make_shared<snapshot::ShapeLook>(takeShapes(runtime->iso));
    else look.graph = std::make_shared<snapshot::Graph>(takeHeapGraph(runtime->iso));
    result.heaps.push_back(std::move(look));
  }
  void watchForHeap(trace::Recorder& recorder) {
    const size_t next = result.heaps.size();
    if (next == request.heapSteps.size()) {
      if (!request.heapSteps.empty() && !request.heapAtEnd) {
        seenEnough = true;
        runtime->iso.interruptRequested = true;
      }
      return;
    }
    recorder.watch(request.heapSteps[next], [this, &recorder, step = request.heapSteps[next]] {
      takeHeap(step);
      watchForHeap(recorder);
    });
  }

  // Host::onInterrupt: false stops the program.
  bool goOn() {
    Isolate& iso = runtime->iso;
    if (seenEnough) return false;
    iso.interruptRequested = false;
    if (control) {
      control->virtualNs.store(iso.nowNs(), std::memory_order_relaxed);
      control->instructions.store(iso.clock.instructions(), std::memory_order_relaxed);
      if (iso.recorder) control->events.store(iso.recorder->last(), std::memory_order_relaxed);
      if (control->cancel.load(std::memory_order_relaxed)) {
        cancelled = true;
        return false;
      }
    }
    const RunLimits& limits = request.limits;
    if (limits.instructions && iso.clock.instructions() >= limits.instructions) return hit(trace::LimitKind::Instructions, limits.instructions);
    if (limits.virtualNs && iso.nowNs() >= limits.virtualNs) return hit(trace::LimitKind::VirtualTime, limits.virtualNs);
    if (iso.recorder && ((limits.traceBytes && iso.recorder->bytes() >= limits.traceBytes) || iso.recorder->last() >= kMostEvents))
      return hit(trace::LimitKind::TraceBytes, limits.traceBytes);
    const auto now = std::chrono::steady_clock::now();
    if (iso.nowNs() != progressNs) {
      progressNs = iso.nowNs();
      progressAt = now;
    } else if (limits.hostSeconds > 0 && std::chrono::duration<double>(now - progressAt).count() >= limits.hostSeconds) {
      return hit(trace::LimitKind::HostTime, uint64_t(limits.hostSeconds));
    }
    return true;
  }

  void describeLimit() {
    const auto number = std::to_string(limitValue);
    switch (*limit) {
    case trace::LimitKind::Instructions:
      result.message = "stopped at the limit of " + number + " instructions; --max-instructions N allows more, 0 any number";
      break;
    case trace::LimitKind::VirtualTime: result.message = "stopped at the limit of " + number + " ns of virtual time that --max-time set"; break;
    case trace::LimitKind::TraceBytes:
      result.message = "stopped at the limit of " + number + " bytes of trace; --max-trace-bytes N allows more, 0 any size";
      break;
    case trace::LimitKind::HostTime:
      result.message = "stopped at the limit of " + number + " s without any progress of virtual time; --max-host-seconds S allows more";
      break;
    case trace::LimitKind::Heap:
    case trace::LimitKind::Timers: result.message = "stopped: a limit was reached"; break;
    }
  }

  void run() {
    Output output(request, result);
    MachineSettings machineSettings;
    machineSettings.seed = request.seed;
    machineSettings.cores = request.cores;
    machineSettings.root = place.root;
    machineSettings.mount = request.mount;
    machineSettings.diskOperationNs = request.latencies.diskOperation.value_or(0);
    machineSettings.diskPerByteNs1000 = request.latencies.diskByteNs1000.value_or(0);
    Schedule schedule(request.schedule);
    if (request.scheduled) machineSettings.schedule = &schedule;
    Machine machine(machineSettings);
    for (const auto& [path, bytes] : request.files) {
      // Folders on the way first.
      for (size_t at = path.find('/', 1); at != std::string::npos; at = path.find('/', at + 1))
        machine.disk().makeDirectory(path.substr(0, at), 0777);
      machine.disk().writeFile(path, bytes);
    }

    machine.disk().setStandardInput(request.standardInput);
    // A text that was given is what the disk shows, too.
    if (options.hasMainText) {
      machine.disk().makeDirectory(folderOf(options.mainPath), 0777);
      machine.disk().writeFile(options.mainPath, options.mainText);
    }

    std::unique_ptr<trace::Writer> writer;
    if (request.detail) {
      trace::Header header = headerFor(request);
      header.program = options.mainPath;
      if (!request.tracePath.empty()) {
        auto created = trace::Writer::create(request.tracePath, header);
        if (!created) {
          result.end = RunEnd::BadInput;
          result.exitCode = 2;
          result.message = created.error().message;
          return;
        }
        writer = std::move(created.value());
      }
      if (request.keepTrace) result.trace = std::make_shared<trace::Trace>(std::move(header));
    }
    Tee sink(result.trace.get(), writer.get());
    auto node = std::make_unique<NodeRuntime>(machine, options, output, nullptr);
    std::unique_ptr<trace::Recorder> recorder;
    if (request.detail || !request.wrongRules.empty()) { // wrong rules tell orders by events
      recorder = std::make_unique<trace::Recorder>(request.detail.value_or(trace::Detail::Loop), &node->iso.clock, sink);
      node->iso.recorder = machine.recorder = recorder.get();
    }
    {
      std::lock_guard guard(lock);
      runtime = node.get();
    }
    if (request.verifyHeap) node->iso.heap.setVerify(true);
    if (request.gcStress != RunRequest::Stress::None)
      node->iso.heap.setStress(request.gcStress == RunRequest::Stress::Minor ? GcKind::Scavenge : GcKind::MarkSweep);
    node->goOn = [this] { return goOn(); };
    if (recorder && !request.heapSteps.empty()) watchForHeap(*recorder);
    try {
      result.exitCode = node->run();
    } catch (const HeapLimitReached& full) {
      output.write(trace::Stream::Stderr, node->gcReport.fatalText(full.message));
      result.exitCode = 134;
      result.message = full.message;
      if (recorder) {
        recorder->emit(trace::ev::LimitHit{.cause = recorder->last(), .limit = trace::LimitKind::Heap, .value = options.isolate.heap.oldMax});
        recorder->emit(trace::ev::ProcessEnd{.cause = recorder->last(), .code = 134, .reason = trace::ExitReason::OutOfMemory});
      }
    }
    if (recorder) {
      recorder->watch(trace::kNoEvent, {});
      result.events = recorder->last();
    }
    if (request.heapAtEnd && !cancelled) takeHeap(result.events);
    if (cancelled) {
      result.end = RunEnd::Cancelled;
      result.message = "cancelled";
      result.exitCode = 2;
    } else if (limit) {
      result.end = RunEnd::Limit;
      result.exitCode = 2;
      describeLimit();
      if (recorder) recorder->emit(trace::ev::LimitHit{.cause = recorder->last(), .limit = *limit, .value = limitValue});
    } else if (seenEnough) {
      result.end = RunEnd::Cancelled;
      result.message = "stopped: all heaps that were asked for have been taken";
    } else if (!node->loop.endedWell()) {
      result.end = RunEnd::Limit;
      result.exitCode = 2;
      result.message = "stopped: the program waits for something that cannot come any more (on real Node it would wait for ever)";
    }
    if (!node->fatalMessage.empty()) {
      const FatalPlace& at = node->fatalPlace;
      result.diagnostics.push_back({at.path, at.line, at.column, at.line, at.column + at.length, node->fatalMessage});
    }
    result.virtualNs = node->iso.nowNs();
    result.instructions = node->iso.clock.instructions();
    result.choices = schedule.taken();
    if (recorder) recorder->flush();
    if (writer) {
      if (auto finished = writer->finish(); !finished && result.end == RunEnd::Exited) {
        result.end = RunEnd::BadInput;
        result.exitCode = 2;
        result.message = finished.error().message;
      }
    }
    if (control) control->virtualNs.store(result.virtualNs, std::memory_order_relaxed);
    {
      std::lock_guard guard(lock);
      runtime = nullptr;
    }
    // Jobs that nobody will take any more hold on to values of the isolate: a new pool takes the place of theirs.
    std::destroy_at(&machine.pool());
    std::construct_at(&machine.pool(), machine);
    // The isolate goes before the recorder that it points to.
    node->iso.recorder = machine.recorder = nullptr;
    node.reset();
  }
};

RunResult badInput(std::string message) {
  RunResult result;
  result.end = RunEnd::BadInput;
  result.exitCode = 2;
  result.message = std::move(message);
  return result;
}
} // namespace

RunResult run(const RunRequest& request, RunControl* control) {
  if (std::find(std::begin(kNodeMajors), std::end(kNodeMajors), request.nodeMajor) == std::end(kNodeMajors))
    return badInput("there is no Node version " + std::to_string(request.nodeMajor) + "; known are 10, 11, 12, 14, 16, 18, 20, 22, 24, 26");
  if (request.cores < 1 || request.cores > 1024) return badInput("a machine has 1 to 1024 cores");
  if (request.mount.size() < 2 || request.mount[0] != '/' || joinPath("/", request.mount) != request.mount)
    return badInput("the mount point must be an absolute path without '.' and '..', such as /app");

  RunResult result;
  Engine engine(request, control, result);
  NodeOptions& options = engine.options;
  options.major = request.nodeMajor;
  options.arguments = request.arguments;
  options.environment = request.environment;
  if (request.poolThreads) options.environment["UV_THREADPOOL_SIZE"] = std::to_string(*request.poolThreads);
  options.isolate.nodeMajor = request.nodeMajor;
  options.isolate.heap = defaultHeapLimits(request.nodeMajor);
  options.isolate.trackAllocations = request.trackAllocations;
  options.isolate.instructionLimit = request.limits.instructions;
  for (const WrongRule rule : request.wrongRules) options.isolate.wrong.add(rule);
  if (auto applied = applyNodeFlags(request.nodeOptions, options); !applied) return badInput(applied.error().message);
  if (request.limits.oldSpaceMb) options.isolate.heap.oldMax = size_t(request.limits.oldSpaceMb) << 20;
  if (request.limits.semiSpaceMb) setMaxSemiSpace(options.isolate.heap, request.limits.semiSpaceMb);
  options.isolate.heap.semiSpaceInitial = std::min(options.isolate.heap.semiSpaceInitial, options.isolate.heap.semiSpaceMax);

  if (request.files.count(request.path)) { // a program that is on the virtual disk already: replay
    options.mainPath = request.path;
    engine.place.root = request.root;
  } else {
    const std::string given = request.path.empty() ? std::string("program.js") : request.path;
    const std::string host = given[0] == '/' ? joinPath("/", given) : joinPath(currentFolder(), given);
    std::string found = findMain(host);
    if (request.text) {
      if (found.empty()) found = host;
      options.mainText = *request.text;
      options.hasMainText = true;
    } else if (found.empty()) {
      return cannotFind(request, host);
    }
    const std::string folder = absolutePath(folderOf(found));
    const std::string file = found.substr(found.rfind('/') + 1);
    std::string root = request.root.empty() ? folder : absolutePath(request.root);
    if (root.empty() && !request.root.empty()) return badInput("there is no folder " + request.root);
    if (root.empty()) {
      options.mainPath = joinPath(request.mount, file);
    } else {
      const std::string real = absolutePath(found).empty() ? folder + "/" + file : absolutePath(found);
      const std::string inside = real.compare(0, root.size(), root) == 0 && (real[root.size()] == '/' || root == "/") ? real
                                 : folder.compare(0, root.size(), root) == 0                                         ? folder + "/" + file
                                                                                                                      : "";
      if (inside.empty()) return badInput(given + " is not inside the root folder " + root);
      options.mainPath = joinPath(request.mount, std::string(root == "/" ? "./" : ".") + inside.substr(root == "/" ? 1 : root.size()));
    }
    engine.place.root = root;
    if (!request.text) {
      std::ifstream readable(found, std::ios::binary);
      if (!readable) return badInput(given + " cannot be read");
    }
  }
  options.cwd = request.mount;

  runOnEngineThread([&] { engine.run(); }, kTickSeconds, [&] {
    // The flag is only ever looked at between two steps of the program.
    std::lock_guard guard(engine.lock);
    if (NodeRuntime* runtime = engine.runtime) __atomic_store_n(&runtime->iso.interruptRequested, true, __ATOMIC_RELAXED);
  });
  return result;
}

} // namespace tickscope
