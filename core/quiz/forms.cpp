#include "core/quiz/forms.h"

#include <algorithm>
#include <map>

#include "core/base/assert.h"
#include "core/quiz/next_callback.h"
#include "core/quiz/shuffle.h"
#include "core/quiz/trace_lines.h"
#include "core/trace/fold/fold.h"
#include "core/trace/seek.h"
#include "core/trace/state.h"

namespace tickscope::quiz {

namespace {
using trace::Event;
using trace::EventKind;
using trace::Trace;

constexpr std::string_view kNothing = "nothing";
constexpr uint64_t kMs = 1'000'000;

std::string place(const Trace& trace, trace::SiteId site) {
  const uint32_t line = trace.site(site).line;
  if (trace.source(trace.site(site).source).path.starts_with("node:")) return "the library";
  return line ? "line " + std::to_string(line) : "the library";
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text.empty() ? std::string(kNothing) : text;
}

// The one line of output that says so; nothing if there are none or several.
std::optional<size_t> findLine(const std::vector<PrintedLine>& lines, const std::string& text) {
  std::optional<size_t> found;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].text != text) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

std::string phaseOf(const Trace& trace, trace::EventId callback) {
  if (callback == trace::kNoEvent) return "the main program";
  switch (trace.event(callback).as<trace::ev::CallbackBegin>().kind) {
  case trace::CallbackKind::Main: return "the main program, before the loop";
  case trace::CallbackKind::Timer: return "the timers phase";
  case trace::CallbackKind::Immediate: return "the check phase";
  case trace::CallbackKind::Tick: return "the nextTick queue";
  case trace::CallbackKind::Microtask: return "the microtask queue";
  case trace::CallbackKind::Poll:
  case trace::CallbackKind::Message:
  case trace::CallbackKind::Signal: return "the poll phase";
  case trace::CallbackKind::Pending: return "the pending phase";
  case trace::CallbackKind::Close: return "the closing phase";
  case trace::CallbackKind::BeforeExit: return "'beforeExit', when the loop is empty";
  case trace::CallbackKind::Exit: return "'exit', when all is over";
  default: return "another callback of Node's";
  }
}

std::string aliveText(const trace::State& state, const Trace& trace) {
  std::vector<std::string> items;
  for (const trace::Alive& alive : trace::aliveList(state)) {
    if (!alive.referenced) continue;
    const Event event = trace.event(alive.id);
    switch (alive.kind) {
    case trace::Alive::Kind::Timer:
      items.push_back("a timer (" + place(trace, event.kind == EventKind::TimerCreated ? event.as<trace::ev::TimerCreated>().at
                                                                                       : event.as<trace::ev::TimerRearmed>().function) + ")");
      break;
    case trace::Alive::Kind::Immediate: items.push_back("an immediate (" + place(trace, event.as<trace::ev::ImmediateQueued>().at) + ")"); break;
    case trace::Alive::Kind::PoolJob: items.push_back("a job of the thread pool"); break;
    case trace::Alive::Kind::Request: items.push_back("a request"); break;
    case trace::Alive::Kind::Handle: items.push_back("a handle"); break;
    case trace::Alive::Kind::Closing: items.push_back("a handle that closes"); break;
    case trace::Alive::Kind::Pending: items.push_back("a pending result"); break;
    }
  }
  return listed(items);
}

// --- about a printed line ---

bool isAboutLine(Form form) { return form != Form::PoolThread && form != Form::Lateness && form != Form::Promoted; }

// What write() says when it adds something that is not empty: whether the buffer is still below its mark then. The least that
// can be added is asked about, one byte or one object, so that the answer hangs on what waits and on nothing else.
// A sink that is idle may be done with a chunk before write() returns: then only room below the mark is certain.
std::optional<std::string> writeSays(const trace::WritableSide& side) {
  if (side.length + 1 < side.highWaterMark) return "true";
  if (!side.writing) return std::nullopt;
  return "false";
}

// The one stream of the program's own that can be written to at this moment.
const trace::StreamState* theWritable(const trace::State& state, const Trace& trace) {
  const trace::StreamState* found = nullptr;
  for (const trace::StreamState& stream : state.isolate().streams) {
    if (!stream.hasWritable || stream.destroyed || stream.writable.ending || place(trace, stream.at) == "the library") continue;
    if (found) return nullptr;
    found = &stream;
  }
  return found;
}

std::optional<Answered> answerAboutLine(Form form, const std::string& subject, const Trace& trace) {
  const auto lines = printedLines(trace);
  const auto at = findLine(lines, subject);
  if (!at) return std::nullopt;
  const PrintedLine& line = lines[*at];
  switch (form) {
  case Form::NextLine:
    if (*at + 1 == lines.size()) return Answered{std::string(kNothing) + ": it is the last line", line.write};
    return Answered{lines[*at + 1].text, lines[*at + 1].callback};
  case Form::Phase: return Answered{phaseOf(trace, line.callback), line.callback};
  case Form::NextCallback: {
    const trace::EventId next = nextCallback(trace, line.write);
    return Answered{whoRunsNext(trace, next), next == trace::kNoEvent ? trace.eventCount() : next};
  }
  default: break;
  }
  const trace::State state = trace::foldFromStart(trace, line.write);
  std::vector<std::string> waiting;
  switch (form) {
  case Form::Microtasks:
    for (const auto& job : state.isolate().microtasks) waiting.push_back(place(trace, job.function));
    return Answered{listed(waiting), line.write};
  case Form::Ticks:
    for (const auto& tick : state.isolate().ticks) waiting.push_back(place(trace, tick.function));
    return Answered{listed(waiting), line.write};
  case Form::Alive: return Answered{aliveText(state, trace), line.write};
  case Form::WriteSays: {
    const trace::StreamState* stream = theWritable(state, trace);
    if (!stream) return std::nullopt;
    const auto says = writeSays(stream->writable);
    if (!says) return std::nullopt;
    return Answered{*says, line.write};
  }
  default: TICK_UNREACHABLE("a form about a line");
  }
}

// --- about a line of the source ---

template <class Created> std::map<std::string, trace::EventId> createdAt(const Trace& trace) {
  std::map<std::string, trace::EventId> found; // lines that created several are left out
  trace.forEach(1, trace.eventCount(), [&](const Event& event) {
    if (event.kind != Created::kKind) return;
    const auto [entry, isNew] = found.emplace(place(trace, event.as<Created>().at), event.id);
    if (!isNew) entry->second = trace::kNoEvent;
  });
  std::erase_if(found, [](const auto& entry) { return entry.second == trace::kNoEvent || entry.first == "the library"; });
  return found;
}

std::optional<Answered> poolThreadOf(const std::string& subject, const Trace& trace) {
  const auto jobs = createdAt<trace::ev::PoolJobQueued>(trace);
  const auto job = jobs.find(subject);
  if (job == jobs.end()) return std::nullopt;
  std::optional<Answered> answered;
  trace.forEach(job->second, trace.eventCount(), [&](const Event& event) {
    if (event.kind != EventKind::PoolJobStarted) return true;
    const auto started = event.as<trace::ev::PoolJobStarted>();
    if (started.job != job->second) return true;
    const std::string thread = "thread " + std::to_string(started.poolThread + 1);
    answered = Answered{started.rule == trace::Rule::PoolIdleThread ? thread + ", at once" : "it waits in the queue; then " + thread, event.id};
    return false;
  });
  return answered;
}

std::optional<Answered> latenessOf(const std::string& subject, const Trace& trace) {
  const auto timers = createdAt<trace::ev::TimerCreated>(trace);
  const auto timer = timers.find(subject);
  if (timer == timers.end()) return std::nullopt;
  const auto created = trace.event(timer->second).as<trace::ev::TimerCreated>();
  std::optional<Answered> answered;
  trace.forEach(timer->second, trace.eventCount(), [&](const Event& event) {
    if (event.kind != EventKind::CallbackBegin || event.cause != timer->second) return true;
    const uint64_t due = created.startMs + created.durationMs, ran = event.timeNs / kMs;
    const uint64_t late = ran > due ? ran - due : 0;
    answered = Answered{late ? std::to_string(late) + " ms late" : "on time, to the millisecond", event.id};
    return false;
  });
  return answered;
}
} // namespace

std::vector<std::string> subjectsOf(Form form, const Trace& trace) {
  std::vector<std::string> subjects;
  if (isAboutLine(form)) {
    const auto lines = printedLines(trace);
    for (const PrintedLine& line : lines)
      if (!line.text.empty() && findLine(lines, line.text)) subjects.push_back(line.text);
  } else if (form == Form::Promoted) {
    // Told by promotions.h.
  } else if (form == Form::PoolThread) {
    for (const auto& [subject, event] : createdAt<trace::ev::PoolJobQueued>(trace)) subjects.push_back(subject);
  } else {
    for (const auto& [subject, event] : createdAt<trace::ev::TimerCreated>(trace)) subjects.push_back(subject);
  }
  return subjects;
}

std::optional<Answered> answerIn(Form form, const std::string& subject, const Trace& trace) {
  TICK_ASSERT(form != Form::Order && form != Form::Output && form != Form::Promoted, "these are about the whole run, or its heap");
  if (form == Form::PoolThread) return poolThreadOf(subject, trace);
  if (form == Form::Lateness) return latenessOf(subject, trace);
  return answerAboutLine(form, subject, trace);
}

namespace {
trace::EventId lineWritten(const std::string& subject, const Trace& trace) {
  const auto lines = printedLines(trace);
  const auto at = findLine(lines, subject);
  return at ? lines[*at].write : trace::kNoEvent;
}
} // namespace

std::string promptOf(Form form, const std::string& subject) {
  const std::string line = "'" + subject + "'";
  switch (form) {
  case Form::Order: return "In which order are these lines printed?";
  case Form::Output: return "What does the program print?";
  case Form::NextLine: return line + " has just been printed. What is printed next?";
  case Form::Phase: return "From where does the callback run that prints " + line + "?";
  case Form::Microtasks: return line + " has just been printed. What waits in the microtask queue now?";
  case Form::Ticks: return line + " has just been printed. What waits in the nextTick queue now?";
  case Form::PoolThread: return "Which thread of the pool takes the job that " + subject + " asks for?";
  case Form::Lateness: return "How late does the timer of " + subject + " fire?";
  case Form::Alive: return line + " has just been printed. What keeps the process alive now?";
  case Form::NextCallback: return line + " has just been printed. Which callback begins next?";
  case Form::Promoted: return "The garbage collector begins " + subject + " of this run. Objects of which classes does it move to old space?";
  case Form::WriteSays: return line + " has just been printed. What would the next write() to the stream return?";
  }
  TICK_UNREACHABLE("a form that is not in the list");
}

namespace {
// What stands in the console when an event happens: where in the program one is.
std::string momentOf(trace::EventId event, const Trace& trace) {
  std::string last;
  for (const PrintedLine& line : printedLines(trace)) {
    if (line.write > event) break;
    last = line.text;
  }
  return last.empty() ? "Nothing is printed yet. " : "'" + last + "' was printed last. ";
}

// Its wrong choices are no outputs of wrong rules: what people believe of the collector is said of the same moment.
std::optional<Question> promotedQuestion(const std::string& subject, std::shared_ptr<const Predictions> predictions, uint64_t seed) {
  const Promotion* promotion = findPromotion(predictions->promotions, subject);
  if (!promotion) return std::nullopt;
  Question question;
  question.form = Form::Promoted;
  question.prompt = momentOf(promotion->begin, *predictions->allowed[0].trace) + promptOf(Form::Promoted, subject);
  question.subject = subject;
  question.step = promotion->begin;
  question.choices.push_back({promotionAnswer(*promotion), {}});
  for (PromotionBelief& belief : promotionBeliefs(*promotion))
    if (std::none_of(question.choices.begin(), question.choices.end(), [&](const Choice& c) { return c.text == belief.text; }))
      question.choices.push_back({belief.text, {}, std::move(belief.remark)});
  if (question.choices.size() < 2) return std::nullopt;
  question.predictions = std::move(predictions);
  keepSome(question, seed);
  return question;
}
} // namespace

std::optional<Question> ask(Form form, const std::string& subject, std::shared_ptr<const Predictions> predictions, uint64_t seed) {
  if (form == Form::Order) return orderQuestion(std::move(predictions), seed);
  if (form == Form::Output) return outputQuestion(std::move(predictions), seed);
  if (!predictions->problem.empty()) return std::nullopt;
  if (form == Form::Promoted) return promotedQuestion(subject, std::move(predictions), seed);
  const auto right = answerIn(form, subject, *predictions->allowed[0].trace);
  if (!right) return std::nullopt;
  for (const AllowedRun& run : predictions->allowed) {
    const auto other = answerIn(form, subject, *run.trace);
    if (!other || other->text != right->text) return std::nullopt;
  }
  Question question;
  question.form = form;
  question.prompt = promptOf(form, subject);
  question.subject = subject;
  question.step = right->step;
  question.choices.push_back({right->text, {}});
  for (const WrongRun& run : predictions->wrong) {
    const auto wrong = answerIn(form, subject, *run.trace);
    if (!wrong || wrong->text == right->text) continue;
    const auto same = std::find_if(question.choices.begin(), question.choices.end(), [&](const Choice& c) { return c.text == wrong->text; });
    if (same != question.choices.end()) same->rules.push_back(run.rule);
    else question.choices.push_back({wrong->text, {run.rule}});
  }
  // What no wrong rule leads to and is thought of all the same: what else waits, and the other of two answers.
  const auto offer = [&](const std::string& text, std::string remark) {
    if (std::none_of(question.choices.begin(), question.choices.end(), [&](const Choice& c) { return c.text == text; }))
      question.choices.push_back({text, {}, std::move(remark)});
  };
  if (form == Form::NextCallback) {
    const Trace& own = *predictions->allowed[0].trace;
    for (const std::string& text : candidates(trace::foldFromStart(own, lineWritten(subject, own)), own)) offer(text, {});
  }
  if (form == Form::WriteSays) {
    offer("true", "What waits in the buffer has reached the highWaterMark: write() says false, though it takes the chunk all the same.");
    offer("false", "There is still room below the highWaterMark: write() says true as long as the buffer stays under it.");
  }
  const std::string exact = "on time, to the millisecond";
  if (form == Form::Lateness && std::none_of(question.choices.begin(), question.choices.end(), [&](const Choice& c) { return c.text == exact; }))
    question.choices.push_back({exact, {}, "A timer runs no earlier than it is due, but as late as the code before it takes."});
  if (question.choices.size() < 2) return std::nullopt;
  question.predictions = std::move(predictions);
  keepSome(question, seed);
  return question;
}

std::vector<Question> allQuestions(std::shared_ptr<const Predictions> predictions, uint64_t seed) {
  std::vector<Question> questions;
  if (!predictions->problem.empty()) return questions;
  for (size_t i = 0; i < kForms; ++i) {
    const Form form = Form(i);
    const bool whole = form == Form::Order || form == Form::Output;
    auto subjects = whole ? std::vector<std::string>{""} : subjectsOf(form, *predictions->allowed[0].trace);
    if (form == Form::Promoted)
      for (const Promotion& promotion : predictions->promotions) subjects.push_back(promotionSubject(promotion));
    for (const std::string& subject : subjects)
      if (auto question = ask(form, subject, predictions, seed)) questions.push_back(std::move(*question));
  }
  return questions;
}

std::vector<Question> pickVaried(std::vector<Question> questions, size_t most) {
  std::vector<std::vector<Question>> byForm(kForms);
  for (Question& question : questions) byForm[size_t(question.form)].push_back(std::move(question));
  std::vector<Question> picked;
  std::stable_sort(byForm.begin() + 1, byForm.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  for (size_t turn = 0; picked.size() < most; ++turn) {
    const size_t before = picked.size();
    for (std::vector<Question>& form : byForm)
      if (turn < form.size() && picked.size() < most) picked.push_back(std::move(form[turn]));
    if (picked.size() == before) break;
  }
  return picked;
}

} // namespace tickscope::quiz
