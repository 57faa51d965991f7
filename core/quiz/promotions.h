#pragma once
// What the scavenges of a run move to old space, by the program's own classes. The trace says when a scavenge comes and
// how much it promotes; which objects these are is found by running the program again up to it (session/heap_look.h).
#include <optional>
#include <string>
#include <vector>

#include "core/session/session.h"
#include "core/trace/event.h"

namespace tickscope::quiz {

// What a scavenge found. Every class of the program stands in one of the lists, in the order of the alphabet.
struct Promotion {
  size_t number = 0;                     // of the scavenge in this run, from 1
  trace::EventId begin = trace::kNoEvent; // its GcBegin
  std::vector<std::string> promoted;     // some objects had survived a scavenge and were held: this one moved them
  std::vector<std::string> young;        // some that are held were made since the scavenge before, and none was moved
  std::vector<std::string> old;          // all that are held were in old space already
  std::vector<std::string> dead;         // none is held: not made yet, or garbage
};

// The first few scavenges of a run that `request` gives and `trace` recorded. Nothing where the program declares no class
// or the run collects nothing.
std::vector<Promotion> findPromotions(const RunRequest& request, const trace::Trace& trace, RunControl* control = nullptr);

std::string promotionSubject(const Promotion& promotion); // "scavenge 2"
const Promotion* findPromotion(const std::vector<Promotion>& promotions, const std::string& subject);
std::string promotionAnswer(const Promotion& promotion); // "Config, Session", or "none of them"
// What people think of instead, and what is wrong about it.
struct PromotionBelief {
  std::string text, remark;
};
std::vector<PromotionBelief> promotionBeliefs(const Promotion& promotion);

} // namespace tickscope::quiz
