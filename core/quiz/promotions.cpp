#include "core/quiz/promotions.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/session/heap_look.h"
#include "core/session/program_classes.h"
#include "core/snapshot/graph.h"
#include "core/trace/trace.h"

namespace tickscope::quiz {

namespace {
using Names = std::vector<std::string>;

// A look copies the graph of the whole heap: of a run with many scavenges the first tell enough.
constexpr size_t kScavengesLookedAt = 4;

std::string listed(Names names) {
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none of them" : text;
}

Names joined(const Names& a, const Names& b) {
  Names both = a;
  both.insert(both.end(), b.begin(), b.end());
  return both;
}
} // namespace

std::vector<Promotion> findPromotions(const RunRequest& request, const trace::Trace& trace, RunControl* control) {
  std::vector<Promotion> promotions;
  const std::set<std::string> classes = programClasses(trace);
  if (classes.empty()) return promotions;
  // A collection is recorded when it has been made: a look right before its GcBegin shows what it left. What it promoted
  // is what old space has gained since the collection before, whichever kind that was.
  HeapQuestion question;
  size_t scavenges = 0;
  const auto isScavenge = [&](trace::EventId id) { return trace.event(id).as<trace::ev::GcBegin>().kind == trace::GcKind::Scavenge; };
  trace.forEach(1, trace.eventCount(), [&](const trace::Event& event) {
    if (event.thread != 0 || event.kind != trace::EventKind::GcBegin) return true;
    question.steps.push_back(event.id);
    scavenges += isScavenge(event.id);
    return scavenges < kScavengesLookedAt;
  });
  if (scavenges == 0) return promotions;
  RunRequest again = request;
  again.detail = trace.header().detail; // its steps must be those of the trace
  const auto looks = lookIntoHeap(std::move(again), question, control);
  if (!looks) return promotions;
  struct Count {
    size_t young = 0, old = 0;
  };
  std::map<std::string, Count> before;
  size_t number = 0;
  for (const HeapLook& look : *looks) {
    std::map<std::string, Count> now;
    const snapshot::Graph& graph = *look.graph;
    for (snapshot::NodeIndex i = 0; i < graph.nodes.size(); ++i) {
      const snapshot::Node& node = graph.nodes[i];
      if (node.type != snapshot::NodeType::Object) continue;
      if (const std::string name = graph.classOf(i); classes.count(name)) ++(node.space == snapshot::Space::New ? now[name].young : now[name].old);
    }
    if (isScavenge(look.step)) {
      Promotion promotion{.number = ++number, .begin = look.step, .promoted = {}, .young = {}, .old = {}, .dead = {}};
      bool certain = true;
      for (const std::string& name : classes) {
        const Count was = before[name], is = now[name];
        // Where something could have been promoted and as much of the old has died, the figures do not tell.
        certain = certain && !(was.young && was.old && is.old <= was.old);
        (is.old > was.old ? promotion.promoted : is.young ? promotion.young : is.old ? promotion.old : promotion.dead).push_back(name);
      }
      if (certain) promotions.push_back(std::move(promotion));
    }
    before = std::move(now);
  }
  return promotions;
}

std::string promotionSubject(const Promotion& promotion) { return "scavenge " + std::to_string(promotion.number); }

const Promotion* findPromotion(const std::vector<Promotion>& promotions, const std::string& subject) {
  const auto at = std::find_if(promotions.begin(), promotions.end(), [&](const Promotion& p) { return promotionSubject(p) == subject; });
  return at == promotions.end() ? nullptr : &*at;
}

std::string promotionAnswer(const Promotion& promotion) { return listed(promotion.promoted); }

std::vector<PromotionBelief> promotionBeliefs(const Promotion& p) {
  std::vector<PromotionBelief> beliefs;
  if (!p.young.empty())
    beliefs.push_back({listed(joined(p.promoted, p.young)), "What was made since the scavenge before (" + listed(p.young) + ") is only copied inside of new space now. It is promoted when it survives a second scavenge."});
  if (!p.dead.empty())
    beliefs.push_back({listed(joined(p.promoted, p.dead)), "Nothing holds an object of " + listed(p.dead) + " at this moment, and a scavenge moves only what is held: garbage is left behind with the half that it clears."});
  if (!p.old.empty())
    beliefs.push_back({listed(joined(p.promoted, p.old)), listed(p.old) + (p.old.size() == 1 ? " is" : " are") + " in old space already, where no scavenge looks: only mark-sweep does."});
  if (!p.promoted.empty())
    beliefs.push_back({listed({}), "Objects of " + listed(p.promoted) + " have survived a scavenge before and are still held: that is what promotes them. Old space is not filled by mark-sweep."});
  return beliefs;
}

} // namespace tickscope::quiz
