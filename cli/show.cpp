// tickscope show: a trace as text or JSON lines.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/command.h"
#include "cli/run_options.h"
#include "core/trace/explain.h"
#include "core/trace/print_json.h"
#include "core/trace/print_text.h"
#include "core/trace/reader.h"
#include "core/trace/seek.h"
#include "core/trace/state.h"

namespace tickscope::cli {

namespace {
int showTrace(const std::vector<std::string>& arguments) {
  CLI::App app("Prints a trace: a line an event, or what one step means.", "tickscope show");
  std::string path;
  bool json = false, explained = false;
  trace::EventId from = 1, to = trace::kMaxEvents, stateAt = 0;
  app.add_option("TRACE", path, "the trace file")->required();
  app.add_flag("--json", json, "JSON lines (assets/schema/trace.schema.json)");
  app.add_flag("--explain", explained, "what every event means, and why it happened then");
  app.add_option("--from", from, "first step");
  app.add_option("--to", to, "last step");
  app.add_option("--state", stateAt, "the whole state after this step instead");
  int code = 0;
  if (!parseArguments(app, arguments, &code)) return code;

  auto loaded = trace::readTrace(path);
  if (!loaded) {
    complain(loaded.error().message);
    return kUsage;
  }
  const trace::Trace& trace = loaded->trace;
  std::string out;
  const auto flush = [&](size_t atLeast) {
    if (out.size() < atLeast) return;
    std::fwrite(out.data(), 1, out.size(), stdout);
    out.clear();
  };
  if (stateAt) {
    trace::Seek seek(trace);
    out = stateText(seek.at(stateAt), trace);
  } else {
    if (json) appendHeaderJson(out, trace);
    else appendHeaderText(out, trace);
    trace::TextPrinter printer(trace);
    constexpr size_t kFlushBytes = 1 << 16;
    trace.forEach(json ? from : 1, to, [&](const trace::Event& event) {
      if (json) {
        appendEventJson(out, trace, event);
      } else {
        const size_t before = out.size();
        printer.append(out, event); // every event: it keeps count of the indentation
        if (event.id < from) out.resize(before);
        else if (explained) out += "    " + trace::explain(trace, event.id) + "\n";
      }
      flush(kFlushBytes);
    });
  }
  flush(1);
  if (loaded->damage) {
    std::fflush(stdout);
    complain(*loaded->damage);
    return kUsage;
  }
  return kOk;
}
} // namespace

const Command kShow{"show", "print a trace as text or JSON", showTrace};

} // namespace tickscope::cli
