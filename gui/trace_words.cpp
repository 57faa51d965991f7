#include "gui/trace_words.h"

#include "gui/editor/document.h"

#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

Meaning meaningOf(Phase phase) {
  switch (phase) {
  case Phase::None: return Meaning::Script;
  case Phase::Timers: return Meaning::Timer;
  case Phase::Pending: return Meaning::Pending;
  case Phase::Idle:
  case Phase::Prepare: return Meaning::Idle;
  case Phase::Poll: return Meaning::Poll;
  case Phase::Check: return Meaning::Immediate;
  case Phase::Closing: return Meaning::Close;
  }
  return Meaning::Script;
}

Meaning meaningOf(CallbackKind kind) {
  switch (kind) {
  case CallbackKind::None:
  case CallbackKind::Main: return Meaning::Script;
  case CallbackKind::Timer: return Meaning::Timer;
  case CallbackKind::Immediate: return Meaning::Immediate;
  case CallbackKind::Tick: return Meaning::Tick;
  case CallbackKind::Microtask: return Meaning::Microtask;
  case CallbackKind::Poll:
  case CallbackKind::Signal:
  case CallbackKind::Finalization:
  case CallbackKind::Message: return Meaning::Poll;
  case CallbackKind::Pending: return Meaning::Pending;
  case CallbackKind::Close: return Meaning::Close;
  case CallbackKind::BeforeExit:
  case CallbackKind::Exit: return Meaning::Exit;
  case CallbackKind::UncaughtException:
  case CallbackKind::UnhandledRejection:
  case CallbackKind::RejectionHandled:
  case CallbackKind::Warning: return Meaning::Error;
  }
  return Meaning::Script;
}

Meaning meaningOf(EventKind kind) {
  switch (kind) {
  case EventKind::TickQueued: return Meaning::Tick;
  case EventKind::MicrotaskQueued:
  case EventKind::PromiseCreated:
  case EventKind::PromiseFollows:
  case EventKind::PromiseSettled:
  case EventKind::PromiseHandled:
  case EventKind::AwaitSuspended:
  case EventKind::AwaitResumed: return Meaning::Microtask;
  case EventKind::TimerCreated:
  case EventKind::TimerRearmed:
  case EventKind::TimerCleared:
  case EventKind::TimerReferenced:
  case EventKind::TimerListCreated:
  case EventKind::TimerListPostponed:
  case EventKind::TimerListRemoved:
  case EventKind::TimersArmed:
  case EventKind::TimersDisarmed: return Meaning::Timer;
  case EventKind::ImmediateQueued:
  case EventKind::ImmediateCleared:
  case EventKind::ImmediateReferenced:
  case EventKind::ImmediatesTaken:
  case EventKind::ImmediatesOutstanding: return Meaning::Immediate;
  case EventKind::PollSleep: return Meaning::Sleep;
  case EventKind::PollWake:
  case EventKind::RequestBegin:
  case EventKind::RequestReady:
  case EventKind::RequestDelivered:
  case EventKind::RequestEnd:
  case EventKind::PoolJobDelivered:
  case EventKind::HandleOpened:
  case EventKind::HandleReferenced: return Meaning::Poll;
  case EventKind::PendingQueued: return Meaning::Pending;
  case EventKind::PoolCreated:
  case EventKind::PoolJobQueued:
  case EventKind::PoolJobStarted:
  case EventKind::PoolJobFinished:
  case EventKind::PoolJobCancelled: return Meaning::Pool;
  case EventKind::HandleClosing:
  case EventKind::HandleClosed: return Meaning::Close;
  case EventKind::ExceptionThrown:
  case EventKind::ExceptionUncaught:
  case EventKind::RejectionPending:
  case EventKind::RejectionReported:
  case EventKind::LimitHit: return Meaning::Error;
  case EventKind::BeforeExit:
  case EventKind::ExitBegin:
  case EventKind::ProcessEnd:
  case EventKind::LoopEnd: return Meaning::Exit;
  case EventKind::StreamCreated:
  case EventKind::StreamReadable:
  case EventKind::StreamWritable:
  case EventKind::StreamPiped:
  case EventKind::StreamUnpiped:
  case EventKind::StreamDestroyed:
  case EventKind::StreamClosed: return Meaning::Stream;
  case EventKind::GcBegin:
  case EventKind::GcEnd:
  case EventKind::HeapSample: return Meaning::Young;
  default: return Meaning::Script;
  }
}

std::string functionLabel(const Trace& trace, SiteId id, size_t maxCharacters) {
  if (id == SiteId::None) return {};
  const Site& site = trace.site(id);
  if (site.function != StringId::Empty) return std::string(trace.string(site.function));
  std::string_view text = trace.source(site.source).text;
  if (site.start >= text.size() || site.end <= site.start) return std::string(trace.functionName(id));
  if (site.start == 0 && site.end >= text.size()) return "(top level)"; // of a file: its beginning is no name
  text = text.substr(site.start, site.end - site.start);
  std::string out; // white space as one blank each, so that a body over several lines reads as one
  size_t characters = 0;
  bool blank = false;
  for (size_t i = 0; i < text.size(); i = nextCharacter(text, i)) {
    if (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r') {
      blank = !out.empty();
      continue;
    }
    if (characters + blank + 1 >= maxCharacters) return out + "…";
    if (blank) out += ' ';
    characters += 1 + blank;
    blank = false;
    out += text.substr(i, nextCharacter(text, i) - i);
  }
  return out;
}

bool isLibraryPath(std::string_view path) { return path.starts_with("node:"); }

bool inLibrary(const Trace& trace, SiteId id) {
  if (id == SiteId::None) return false;
  const Site& site = trace.site(id);
  return site.source != SourceId::None && isLibraryPath(trace.source(site.source).path);
}

std::string lineLabel(const Trace& trace, SiteId id) {
  if (id == SiteId::None) return {};
  const Site& site = trace.site(id);
  if (site.source == SourceId::None) return {};
  std::string_view path = trace.source(site.source).path;
  if (isLibraryPath(path)) return std::string(path);
  return fmt::format("{}:{}", path.substr(path.find_last_of('/') + 1), site.line);
}

SiteId siteOf(const Event& event) {
  const EventSchema& s = schema(event.kind);
  SiteId found = SiteId::None;
  for (size_t i = 0; i < s.fields.size(); ++i)
    if (s.fields[i].type == FieldType::At && event.field[i] != 0) {
      found = static_cast<SiteId>(event.field[i]);
      if (s.fields[i].name == "at") return found; // the call says more about where than the function it names
    }
  return found;
}

SiteId currentSite(const State& state) {
  const IsolateState& isolate = state.isolate();
  if (!isolate.stack.empty()) {
    const Frame& top = isolate.stack.back();
    return top.position != SiteId::None ? top.position : top.function;
  }
  return isolate.running.empty() ? SiteId::None : isolate.running.back().function;
}

SiteId programSite(const Trace& trace, const State& state) {
  const IsolateState& isolate = state.isolate();
  for (size_t i = isolate.stack.size(); i-- > 0;) {
    const Frame& frame = isolate.stack[i];
    SiteId here = frame.position != SiteId::None ? frame.position : frame.function;
    if (here != SiteId::None && !inLibrary(trace, here)) return here;
  }
  SiteId running = isolate.running.empty() ? SiteId::None : isolate.running.back().function;
  return inLibrary(trace, running) ? SiteId::None : running;
}

std::string timeText(uint64_t ns) {
  double value = static_cast<double>(ns);
  if (ns < 1000) return fmt::format("{} ns", ns);
  if (ns < 1'000'000) return fmt::format("{:.1f} µs", value / 1e3);
  if (ns < 100'000'000) return fmt::format("{:.3f} ms", value / 1e6);
  if (ns < 1'000'000'000) return fmt::format("{:.1f} ms", value / 1e6);
  return fmt::format("{:.3f} s", value / 1e9);
}

std::string bytesText(uint64_t bytes) {
  double value = static_cast<double>(bytes);
  if (bytes < 1024) return fmt::format("{} B", bytes);
  if (bytes < 1024 * 1024) return fmt::format("{:.1f} KiB", value / 1024);
  if (bytes < uint64_t{1024} * 1024 * 1024) return fmt::format("{:.1f} MiB", value / (1024 * 1024));
  return fmt::format("{:.2f} GiB", value / (1024.0 * 1024 * 1024));
}

std::string countText(uint64_t count) {
  std::string digits = fmt::format("{}", count);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

} // namespace tickscope::gui
