#include "gui/why.h"

#include "core/trace/explain.h"
#include "gui/trace_words.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace tickscope::gui {

using namespace trace;

namespace {

const Span* spanAround(const Lane& lane, EventId event) {
  auto after = std::partition_point(lane.spans.begin(), lane.spans.end(), [&](const Span& s) { return s.begin <= event; });
  if (after == lane.spans.begin()) return nullptr;
  const Span& span = *std::prev(after);
  return event <= span.end ? &span : nullptr;
}

struct Called {
  EventId begin = 0, queued = 0;
  CallbackKind kind{};
  Rule rule{};
  SiteId function{};
};

std::optional<Called> calledAt(const Trace& trace, EventId begin) {
  if (begin == 0 || begin > trace.eventCount()) return std::nullopt;
  Event e = trace.event(begin);
  if (e.kind != EventKind::CallbackBegin) return std::nullopt;
  auto c = e.as<ev::CallbackBegin>();
  return Called{begin, e.cause, c.kind, c.rule, c.function};
}

std::string nameOf(const Trace& trace, const Called& c) {
  std::string label = functionLabel(trace, c.function, 40);
  return label.empty() ? fmt::format("the {}", text(c.kind)) : fmt::format("the {} “{}”", text(c.kind), label);
}

std::string sentence(std::string words) { // begins with a capital letter
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string queueOf(CallbackKind kind) {
  switch (kind) {
  case CallbackKind::Tick: return "the nextTick queue";
  case CallbackKind::Microtask: return "the microtask queue";
  case CallbackKind::Timer: return "the timers";
  case CallbackKind::Immediate: return "the immediates";
  case CallbackKind::Close: return "the closing handles";
  default: return "the results that poll delivers";
  }
}

// Ticks and microtasks are drained as part of the turn that queued them; everything else waits for the loop.
bool drained(CallbackKind kind) { return kind == CallbackKind::Tick || kind == CallbackKind::Microtask; }

std::optional<Event> raceBetween(const Trace& trace, const Called& a, const Called& b) {
  std::optional<Event> found;
  EventId from = std::min(a.queued, b.queued), to = std::max(a.begin, b.begin);
  constexpr EventId farthest = 200'000; // races are decided close to what they decide
  if (from == 0 || to - from > farthest) return found;
  trace.forEach(from, to, [&](const Event& e) {
    if (e.kind != EventKind::RaceDecided) return true;
    Event opened = trace.event(e.as<ev::RaceDecided>().race);
    if (opened.kind != EventKind::RaceOpened) return true;
    auto race = opened.as<ev::RaceOpened>();
    auto isOneOf = [&](EventId id) { return id == a.queued || id == b.queued || id == a.begin || id == b.begin; };
    if (isOneOf(race.first) && isOneOf(race.second)) found = e;
    return !found;
  });
  return found;
}

} // namespace

EventId callbackAround(const Trace& trace, const RunIndex& index, EventId event) {
  if (event == 0 || event > trace.eventCount()) return 0;
  EventId best = 0;
  for (const Lane& lane : index.lanes) {
    if (lane.kind != Lane::Kind::Callbacks && lane.kind != Lane::Kind::Ticks) continue;
    if (const Span* span = spanAround(lane, event)) best = std::max(best, span->begin);
  }
  return best;
}

std::vector<EventId> nearestCauses(const Trace& trace, EventId event, size_t most) {
  std::vector<EventId> out;
  for (EventId id = event; id != 0 && id <= trace.eventCount() && out.size() < most; id = trace.event(id).cause) out.push_back(id);
  return out;
}

OrderReason whyInThisOrder(const Trace& trace, const RunIndex& index, EventId a, EventId b) {
  OrderReason out;
  if (a > b) std::swap(a, b);
  EventId first = callbackAround(trace, index, a), second = callbackAround(trace, index, b);
  auto earlier = calledAt(trace, first), later = calledAt(trace, second);
  if (!earlier || !later || first == second) {
    out.earlier = a;
    out.later = b;
    out.sentence = first && first == second ? "Both belong to one callback: within it the program runs line by line, and nothing else can come between."
                                            : "They happened in this order, and no callback of the loop stands between them.";
    return out;
  }
  out.earlier = first;
  out.later = second;
  std::string one = nameOf(trace, *earlier), two = nameOf(trace, *later);
  out.reference = ruleText(later->rule).section;
  if (auto race = raceBetween(trace, *earlier, *later)) {
    auto decided = race->as<ev::RaceDecided>();
    out.race = true;
    out.reference = ruleText(decided.rule).section;
    out.sentence = fmt::format("It was a race, decided by {}: {}.", timeText(decided.marginNs), ruleText(decided.rule).sentence);
    return out;
  }
  if (later->queued > first) {
    EventId by = callbackAround(trace, index, later->queued);
    std::string who = by == first ? "it was queued by the first itself" : fmt::format("it was queued only afterwards, {}", lineLabel(trace, siteOf(trace.event(later->queued))).empty() ? "later in the run" : "at " + lineLabel(trace, siteOf(trace.event(later->queued))));
    out.sentence = sentence(fmt::format("{} could not come earlier: {}. Then it ran because {}.", two, who, ruleText(later->rule).sentence));
    return out;
  }
  // Both were waiting when the first began: the queues decide.
  if (earlier->kind == later->kind) {
    out.sentence = earlier->queued < later->queued ? fmt::format("Both waited in {}, and {} was put there first: {}.", queueOf(earlier->kind), one, ruleText(later->rule).sentence)
                                                   : fmt::format("Both waited in {}. {} came first because {}.", queueOf(earlier->kind), one, ruleText(earlier->rule).sentence);
    return out;
  }
  if (drained(earlier->kind) && !drained(later->kind))
    out.sentence = fmt::format("Both waited. {} is emptied before the loop goes on: {}. Meanwhile {} waited for its phase: {}.", sentence(queueOf(earlier->kind)), ruleText(earlier->rule).sentence, two, ruleText(later->rule).sentence);
  else
    out.sentence = fmt::format("Both waited. {} came first because {}; {} came then because {}.", one, ruleText(earlier->rule).sentence, two, ruleText(later->rule).sentence);
  return out;
}

std::string whyNotYet(const State& state, EventId queued) {
  const IsolateState& i = state.isolate();
  bool running = !i.running.empty();
  auto among = [&](const auto& queue, size_t& ahead) {
    ahead = 0;
    for (const auto& item : queue) {
      if (item.queued == queued) return true;
      ++ahead;
    }
    return false;
  };
  auto before = [](size_t ahead, const char* what) { return ahead == 0 ? std::string() : fmt::format(" {} {}{} before it.", ahead, what, ahead == 1 ? " stands" : "s stand"); };
  size_t ahead = 0;
  std::string now = running ? fmt::format("{} is running, and nothing interrupts JavaScript", text(i.running.back().kind)) : std::string();
  if (among(i.ticks, ahead)) {
    if (running && i.running.back().kind == CallbackKind::Microtask) return "Microtasks are being run; ticks come again when that queue is empty." + before(ahead, "tick");
    return (running ? "Not yet: " + now + ". Ticks come first when it ends." : "It is next: ticks come before everything else.") + before(ahead, "tick");
  }
  if (among(i.microtasks, ahead)) {
    if (!i.ticks.empty()) return fmt::format("Not yet: {} tick{} come before microtasks.", i.ticks.size(), i.ticks.size() == 1 ? "" : "s") + before(ahead, "microtask");
    return (running ? "Not yet: " + now + ". Microtasks come when it ends, before the loop goes on." : "It is next: no tick is waiting.") + before(ahead, "microtask");
  }
  std::string drain = i.ticks.empty() && i.microtasks.empty() ? std::string() : " Ticks and microtasks that wait come before it.";
  for (const Timer& timer : i.timers) {
    if (timer.queued != queued) continue;
    uint64_t dueNs = timer.dueMs() * 1'000'000;
    if (state.timeNs < dueNs) return fmt::format("Not yet: it is due in {}, and it runs no earlier than the first timers phase after that.{}", timeText(dueNs - state.timeNs), drain);
    if (i.loop.phase == Phase::Timers) return fmt::format("It is due and this is the timers phase: it runs in its turn.{}", drain);
    return fmt::format("It is due since {}, but timers run only in the timers phase{}.{}", timeText(state.timeNs - dueNs), running ? ": " + now : std::string(), drain);
  }
  if (among(i.immediateBatch, ahead)) return "It is in the batch that the check phase runs now." + before(ahead, "immediate") + drain;
  if (among(i.immediates, ahead)) {
    if (i.loop.phase == Phase::Check) return "It was queued while the check phase runs: it waits for the next turn of the loop." + before(ahead, "immediate") + drain;
    return fmt::format("Not yet: immediates run in the check phase, right after poll{}.", running ? ", and " + now : std::string()) + before(ahead, "immediate") + drain;
  }
  if (among(i.ready, ahead)) return (i.loop.phase == Phase::Poll ? "It is complete, and poll delivers results oldest first." : "It is complete, but only poll delivers results, and the loop is not there.") + before(ahead, "result") + drain;
  if (among(i.closing, ahead)) return "Handles are finished in the closing phase, the last of a turn." + drain;
  if (among(i.pending, ahead)) return "It waits for the pending phase." + drain;
  const PoolState& pool = state.process().pool;
  if (among(pool.queue, ahead)) return fmt::format("All {} threads of the pool are busy; the first that is free takes the oldest job.", pool.threads.size()) + before(ahead, "job");
  for (const PoolThread& thread : pool.threads)
    if (thread.busy && thread.job.queued == queued) return state.timeNs < thread.endsNs ? fmt::format("A thread of the pool works on it for another {}; then poll has to take the result.", timeText(thread.endsNs - state.timeNs)) : std::string("It is done; poll has to take the result.");
  return {};
}

} // namespace tickscope::gui
