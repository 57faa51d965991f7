// tickscope heap: looks into the heap of a run at a step.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>

#include "cli/command.h"
#include "cli/heap_report.h"
#include "cli/run_options.h"
#include "core/session/heap_look.h"
#include "core/snapshot/heapsnapshot_file.h"
#include "core/trace/chunk.h"
#include "core/trace/reader.h"

namespace tickscope::cli {

namespace {

struct HeapOptions {
  std::string at, compare, by = "constructor", retainers, out, function;
  bool shapes = false;
  HeapView view;
  trace::Detail detail = trace::Detail::Statement;
};

bool isTrace(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string start(trace::kMagic.size(), '\0');
  return file.read(start.data(), std::streamsize(start.size())) && start == trace::kMagic;
}

// The request behind the program or the trace. Empty: complained.
std::optional<RunRequest> requestOf(CLI::App& app, RunOptions& options, SplitArguments& split, const HeapOptions& heap) {
  const std::string path = options.request.path;
  if (!isTrace(path)) {
    if (!finishRunOptions(app, options, split)) return std::nullopt;
    options.request.detail = heap.detail;
    return options.request;
  }
  for (const char* option : {"--node", "--seed", "--mount", "--cores", "--pool", "--env", "--scenario", "--schedule", "--wrong-rule",
                             "--disk-operation-ns", "--disk-ns-per-1000-bytes", "--detail"})
    if (app.count(option)) {
      complain(std::string(option) + " is for programs: a trace says itself how it was run");
      return std::nullopt;
    }
  if (!split.nodeFlags.empty() || !split.program.empty()) {
    complain((split.nodeFlags.empty() ? "arguments are" : split.nodeFlags.front() + " is") + std::string(" for programs: a trace says itself how it was run"));
    return std::nullopt;
  }
  auto loaded = trace::readTrace(path);
  if (!loaded || loaded->damage) {
    complain(loaded ? *loaded->damage : loaded.error().message);
    return std::nullopt;
  }
  auto request = requestFor(loaded->trace, options.request.root);
  if (!request) {
    complain(path + ": " + request.error().message);
    return std::nullopt;
  }
  return *request;
}

// "12", "end", "12,40,end". False: complained.
bool parseSteps(const std::string& text, const char* option, HeapQuestion* question) {
  for (size_t at = 0; at <= text.size();) {
    const size_t comma = std::min(text.find(',', at), text.size());
    const std::string word = text.substr(at, comma - at);
    at = comma + 1;
    if (word == "end") {
      question->atEnd = true;
      continue;
    }
    char* end = nullptr;
    const unsigned long long step = std::strtoull(word.c_str(), &end, 10);
    if (word.empty() || word[0] < '0' || word[0] > '9' || *end || step == 0 || step > trace::kMaxEvents) {
      complain(std::string(option) + " needs steps of the trace, counted from 1, or 'end', not '" + word + "'");
      return false;
    }
    question->steps.push_back(uint32_t(step));
  }
  return true;
}

bool writeSnapshotFile(const HeapLook& look, const std::string& path, int nodeMajor) {
  std::ofstream file(path, std::ios::binary);
  snapshot::writeHeapSnapshot(*look.graph, nodeMajor, [&](std::string_view piece) { file.write(piece.data(), std::streamsize(piece.size())); });
  file.close();
  if (file) return true;
  complain(path + " cannot be written");
  return false;
}

int look(RunRequest request, const HeapOptions& options) {
  HeapQuestion question;
  if (!options.compare.empty()) {
    if (!parseSteps(options.compare, "--compare", &question)) return kUsage;
  } else if (!parseSteps(options.at.empty() ? "end" : options.at, "--at", &question)) {
    return kUsage;
  }
  const size_t heaps = question.steps.size() + question.atEnd;
  if (options.compare.empty() ? heaps != 1 : heaps != 2 && heaps != 3) {
    complain(options.compare.empty() ? "--at needs one step" : "--compare needs two or three different steps");
    return kUsage;
  }
  question.shapes = options.shapes;
  question.trackAllocations = options.view.by == snapshot::GroupBy::Site || !options.compare.empty() || !options.retainers.empty();
  const int nodeMajor = request.nodeMajor;
  const auto looks = lookIntoHeap(std::move(request), question);
  if (!looks) {
    complain(looks.error().message);
    return kUsage;
  }
  if (looks->size() != heaps) {
    complain("--compare needs different steps");
    return kUsage;
  }
  if (options.shapes) {
    const auto text = shapesReport(looks->front(), options.function, options.view);
    if (!text) complain(text.error().message);
    else std::fwrite(text->data(), 1, text->size(), stdout);
    return text ? kOk : kFellShort;
  }
  if (!options.out.empty() && !writeSnapshotFile(looks->back(), options.out, nodeMajor)) return kUsage;
  Result<std::string> text = std::string();
  if (heaps == 3) text = heapSurvivors((*looks)[0], (*looks)[1], (*looks)[2], options.view);
  else if (heaps == 2) text = heapDifference((*looks)[0], (*looks)[1], options.view);
  else if (!options.retainers.empty()) text = heapRetainers(looks->front(), options.retainers, options.view);
  else text = heapTable(looks->front(), options.view);
  if (!text) {
    complain(text.error().message);
    return kFellShort;
  }
  std::fwrite(text->data(), 1, text->size(), stdout);
  return kOk;
}

int heap(const std::vector<std::string>& arguments) {
  CLI::App app("Looks into the heap of a program at a step: what objects there are, what they retain, and why they are alive.\n"
               "FILE is a program or a trace; a trace's program is run again, which gives the same run.\n\n"
               "  tickscope heap server.js                              when it has ended: by constructor\n"
               "  tickscope heap server.tick --at 1200 --by site        at a step: by where it was allocated\n"
               "  tickscope heap server.js --retainers Session          the path from a root to the largest Session\n"
               "  tickscope heap server.js --compare 500,1500           what came and what went between two steps\n"
               "  tickscope heap server.js --compare 500,1500,end       made between the first two, still alive at the end\n"
               "  tickscope heap server.js --out x.heapsnapshot         also for Chrome DevTools\n"
               "  tickscope heap server.js --shapes --function area     hidden classes, mono-, poly- and megamorphic accesses",
               "tickscope heap");
  app.footer("Steps are those of the trace (tickscope trace, show), or 'end'. Sizes are in bytes.\n"
             "Exit code 1 if there is no such object. What follows a lone -- are the program's arguments.");
  RunOptions options;
  addRunOptions(app, options);
  HeapOptions heap;
  app.add_option("--at", heap.at, "the step to look at, or 'end' (default)");
  app.add_option("--by", heap.by, "constructor or site")
      ->transform(CLI::CheckedTransformer(std::map<std::string, std::string>{{"constructor", "constructor"}, {"site", "site"}}))
      ->capture_default_str();
  app.add_option("--retainers", heap.retainers, "NAME or @ID: why that object is alive");
  app.add_option("--compare", heap.compare, "two steps, or three");
  app.add_flag("--shapes", heap.shapes, "hidden classes and the states of inline caches instead");
  app.add_option("--function", heap.function, "with --shapes: of this function only");
  app.add_option("--out", heap.out, "write the (last) heap as a .heapsnapshot file");
  app.add_option("--top", heap.view.rows, "rows of a table; 0 = all")->capture_default_str();
  app.add_flag("--json", heap.view.json, "JSON instead of text");
  app.add_option("--detail", heap.detail, "detail by which the steps of a program are counted: loop, call or statement")
      ->transform(CLI::CheckedTransformer(std::map<std::string, trace::Detail>{
          {"loop", trace::Detail::Loop}, {"call", trace::Detail::Call}, {"statement", trace::Detail::Statement}}))
      ->default_str("statement");
  SplitArguments split = splitArguments(arguments);
  int code = 0;
  if (!parseArguments(app, split.own, &code)) return code;
  if (!heap.at.empty() && !heap.compare.empty()) {
    complain("--at and --compare exclude each other");
    return kUsage;
  }
  if (heap.shapes && (!heap.compare.empty() || !heap.retainers.empty() || !heap.out.empty())) {
    complain("--shapes looks at classes: it goes with --at, --function and --json only");
    return kUsage;
  }
  if (!heap.function.empty() && !heap.shapes) {
    complain("--function goes with --shapes");
    return kUsage;
  }
  heap.view.by = heap.by == "site" ? snapshot::GroupBy::Site : snapshot::GroupBy::Constructor;
  auto request = requestOf(app, options, split, heap);
  return request ? look(std::move(*request), heap) : kUsage;
}

} // namespace

const Command kHeap{"heap", "look into the heap at a step: sizes, retainers, leaks", heap};

} // namespace tickscope::cli
