#include "cli/run_options.h"

#include <CLI/CLI.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/command.h"
#include "core/session/explore.h"
#include "core/session/node_flags.h"
#include "core/session/scenario.h"

namespace tickscope::cli {

SplitArguments splitArguments(const std::vector<std::string>& arguments) {
  SplitArguments split;
  size_t i = 0;
  for (; i < arguments.size() && arguments[i] != "--"; ++i) {
    bool takesValue = false;
    if (!isNodeFlag(arguments[i], &takesValue)) {
      // May stand without a value, which CLI11 would take the file for.
      split.own.push_back(arguments[i] == "--gc-stress" ? "--gc-stress=minor" : arguments[i]);
      continue;
    }
    split.nodeFlags.push_back(arguments[i]);
    if (takesValue && i + 1 < arguments.size()) split.nodeFlags.push_back(arguments[++i]);
  }
  for (++i; i < arguments.size(); ++i) split.program.push_back(arguments[i]);
  return split;
}

void addRunOptions(CLI::App& app, RunOptions& options) {
  RunRequest& request = options.request;
  app.add_option("FILE", request.path, "the program")->required();
  app.add_option("--node", request.nodeMajor, "Node version whose rules apply: 10 11 12 14 16 18 20 22 24 26")->capture_default_str();
  app.add_option("--seed", request.seed, "seed of all randomness")->capture_default_str();
  app.add_option("--root", request.root, "folder that the program sees as its disk (default: the program's own)");
  app.add_option("--mount", request.mount, "where the program sees that folder")->capture_default_str();
  app.add_option("--cores", request.cores, "cores of the simulated machine")->capture_default_str();
  app.add_option_function<unsigned>("--pool", [&](const unsigned& threads) { request.poolThreads = threads; },
                                    "threads of the thread pool (UV_THREADPOOL_SIZE)");
  app.add_option("--env", options.environment, "NAME=VALUE for process.env; may be repeated")->allow_extra_args(false);
  app.add_option("--stdin", options.inputPath, "file that the program reads as its standard input; - is our own, to its end (a file that is redirected into us\nis taken without saying)");
  app.add_option("--scenario", options.scenarioPath, "scenario file (default: NAME.json beside NAME.js, if it is one)");
  app.add_option_function<uint64_t>("--disk-operation-ns", [&](const uint64_t& ns) { request.latencies.diskOperation = ns; },
                                    "latency of a disk operation");
  app.add_option_function<uint64_t>("--disk-ns-per-1000-bytes", [&](const uint64_t& ns) { request.latencies.diskByteNs1000 = ns; },
                                    "latency of moving 1000 bytes");
  app.add_option("--max-instructions", request.limits.instructions, "stop after so many; 0 = never")->capture_default_str();
  app.add_option_function<double>("--max-time", [&](const double& seconds) { request.limits.virtualNs = uint64_t(seconds * 1e9); },
                                  "stop after so many seconds of virtual time");
  app.add_option("--max-host-seconds", request.limits.hostSeconds, "stop when virtual time stands still for so long; 0 = never")
      ->capture_default_str();
  app.add_option("--max-trace-bytes", request.limits.traceBytes, "stop when the trace has grown so large; 0 = never")->capture_default_str();
  app.add_option("--schedule", options.schedule, "decide races as `tickscope explore` says, such as \"3:1 7:2\"");
  app.add_option("--wrong-rule", options.wrongRules, "run under a rule that is wrong on purpose; `tickscope quiz --beliefs` lists them")
      ->allow_extra_args(false);
  app.add_option("--gc-stress", options.gcStress)->group("");
  app.add_flag("--verify-heap", request.verifyHeap)->group("");
}

bool parseArguments(CLI::App& app, std::vector<std::string> arguments, int* code) {
  std::reverse(arguments.begin(), arguments.end()); // as CLI11 wants a vector
  try {
    app.parse(arguments);
    return true;
  } catch (const CLI::CallForHelp&) {
    std::fputs(app.help().c_str(), stdout);
    *code = kOk;
  } catch (const CLI::ParseError& error) {
    complain(std::string(error.what()) + "; " + app.get_name() + " --help tells more");
    *code = kUsage;
  }
  return false;
}

namespace {
constexpr size_t kMaxInput = size_t(256) << 20;

// A file that the shell has put there: the rest of it. It stays where it is, since whoever started us may read on. What might
// never end, a terminal or a pipe, is only read when asked for.
bool readRedirected(std::string& out) {
  struct stat status;
  if (fstat(STDIN_FILENO, &status) != 0 || !S_ISREG(status.st_mode)) return true;
  off_t at = lseek(STDIN_FILENO, 0, SEEK_CUR);
  char part[65536];
  for (ssize_t got; (got = pread(STDIN_FILENO, part, sizeof part, at)) != 0; at += got) {
    if (got < 0) return false;
    out.append(part, size_t(got));
    if (out.size() > kMaxInput) return false;
  }
  return true;
}
bool readInput(std::istream& in, std::string& out) {
  char part[65536];
  while (in.read(part, sizeof part) || in.gcount() > 0) {
    out.append(part, size_t(in.gcount()));
    if (out.size() > kMaxInput) return false;
  }
  return !in.bad();
}
bool takeInput(RunOptions& options) {
  std::string input;
  bool read = false;
  if (options.inputPath.empty()) read = readRedirected(input);
  else if (options.inputPath == "-") read = readInput(std::cin, input);
  else if (std::ifstream file(options.inputPath, std::ios::binary); file) read = readInput(file, input);
  if (!options.inputPath.empty() || !input.empty()) options.request.standardInput = std::move(input); // else the scenario's
  if (!read) complain("standard input cannot be read, or is larger than 256 MB" + (options.inputPath.empty() ? "" : ": " + options.inputPath));
  return read;
}
} // namespace

bool finishRunOptions(CLI::App& app, RunOptions& options, SplitArguments& split) {
  RunRequest& request = options.request;
  if (app.count("--gc-stress")) {
    if (options.gcStress == "minor") {
      request.gcStress = RunRequest::Stress::Minor;
    } else if (options.gcStress == "full") {
      request.gcStress = RunRequest::Stress::Full;
    } else {
      complain("--gc-stress is minor or full, not " + options.gcStress);
      return false;
    }
  }
  const std::string beside = options.scenarioPath.empty() ? scenarioPathFor(request.path) : options.scenarioPath;
  if (!beside.empty() && (!options.scenarioPath.empty() || std::filesystem::exists(beside))) {
    auto scenario = loadScenario(beside);
    if (!scenario) {
      complain(scenario.error().message);
      return false;
    }
    // What the command line says counts more.
    const RunRequest asked = request;
    applyWorld(scenario->world, request);
    std::ifstream file(beside, std::ios::binary);
    request.scenario.assign(std::istreambuf_iterator<char>(file), {});
    if (app.count("--node")) request.nodeMajor = asked.nodeMajor;
    if (app.count("--seed")) request.seed = asked.seed;
    if (app.count("--cores")) request.cores = asked.cores;
    if (app.count("--pool")) request.poolThreads = asked.poolThreads;
    if (app.count("--disk-operation-ns")) request.latencies.diskOperation = asked.latencies.diskOperation;
    if (app.count("--disk-ns-per-1000-bytes")) request.latencies.diskByteNs1000 = asked.latencies.diskByteNs1000;
  }
  if (!takeInput(options)) return false;
  if (app.count("--schedule")) {
    const auto schedule = parseSchedule(options.schedule);
    if (!schedule) {
      complain("--schedule needs pairs CHOICE:OPTION such as \"3:1 7:2\", not " + options.schedule);
      return false;
    }
    request.schedule = *schedule;
    request.scheduled = true;
  }
  for (const std::string& name : options.wrongRules) {
    const auto rule = findWrongRule(name);
    if (!rule) {
      complain("there is no wrong rule '" + name + "'; tickscope quiz --beliefs lists them");
      return false;
    }
    request.wrongRules.push_back(*rule);
  }
  request.nodeOptions.insert(request.nodeOptions.end(), split.nodeFlags.begin(), split.nodeFlags.end());
  if (!split.program.empty()) request.arguments = split.program;
  for (const std::string& entry : options.environment) {
    const size_t equals = entry.find('=');
    if (equals == 0 || equals == std::string::npos) {
      complain("--env needs NAME=VALUE, not " + entry);
      return false;
    }
    request.environment[entry.substr(0, equals)] = entry.substr(equals + 1);
  }
  return true;
}

int runToStandardStreams(RunRequest& request) {
  request.collectOutput = false;
  request.keepTrace = false;
  request.output = [](trace::Stream stream, std::string_view bytes) {
    // As Node writes: standard output and standard error in the order of the program, without our own buffering.
    std::FILE* out = stream == trace::Stream::Stdout ? stdout : stderr;
    if (stream == trace::Stream::Stderr) std::fflush(stdout);
    std::fwrite(bytes.data(), 1, bytes.size(), out);
  };
  const RunResult result = tickscope::run(request);
  std::fflush(stdout);
  if (result.end != RunEnd::Exited) complain(result.message);
  return result.exitCode;
}

} // namespace tickscope::cli
