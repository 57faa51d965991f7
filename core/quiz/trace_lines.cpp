#include "core/quiz/trace_lines.h"

namespace tickscope::quiz {

std::vector<PrintedLine> printedLines(const trace::Trace& trace) {
  std::vector<PrintedLine> lines;
  bool open = false; // the last line has not ended yet
  for (const trace::EventId id : trace.consoleEvents()) {
    const trace::Event event = trace.event(id);
    if (event.as<trace::ev::ConsoleWrite>().stream != trace::Stream::Stdout) continue;
    std::string_view text = event.text;
    while (!text.empty()) {
      if (!open) lines.push_back({{}, id, event.cause});
      const size_t end = text.find('\n');
      lines.back().text += text.substr(0, end);
      open = end == std::string_view::npos;
      text.remove_prefix(open ? text.size() : end + 1);
    }
  }
  return lines;
}

std::string whoRuns(const trace::Trace& trace, trace::EventId callback) {
  if (callback == trace::kNoEvent) return "the main program";
  const auto begin = trace.event(callback).as<trace::ev::CallbackBegin>();
  if (begin.kind == trace::CallbackKind::Main) return "the main program";
  std::string text = "the " + std::string(trace::word(begin.kind).text);
  const trace::Site& site = trace.site(begin.function);
  if (trace.source(site.source).path.starts_with("node:")) return text + " of Node's library";
  if (begin.function != trace::SiteId::None && site.line)
    text += " of line " + std::to_string(trace.site(begin.function).line);
  return text;
}

} // namespace tickscope::quiz
