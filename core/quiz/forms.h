#pragma once
// Questions about one moment of a run: each is a function of a trace, so that its wrong choices are what the same
// function gives for the traces of wrong rules.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/quiz/question.h"

namespace tickscope::quiz {

// What a form can be asked about in a run: printed lines that are printed once, or "line 5" of the source.
std::vector<std::string> subjectsOf(Form form, const trace::Trace& trace);

struct Answered {
  std::string text;
  trace::EventId step = trace::kNoEvent; // the moment
};
// The answer that a trace gives; nothing if it has no such moment. REQUIRES a form that a trace alone can answer: none of
// Order, Output and Promoted (promotions.h).
std::optional<Answered> answerIn(Form form, const std::string& subject, const trace::Trace& trace);
std::string promptOf(Form form, const std::string& subject);

// The question of a form about a subject. Nothing if the allowed orders do not agree on the answer, or if nobody would
// give another one. Order and Output take no subject; that of Promoted is "scavenge 2".
std::optional<Question> ask(Form form, const std::string& subject, std::shared_ptr<const Predictions> predictions, uint64_t seed);
// Every question that a program gives.
std::vector<Question> allQuestions(std::shared_ptr<const Predictions> predictions, uint64_t seed);
// At most `most` of them. The order question comes first, then the forms in turn, and those first that can be asked about
// little of this program: they are what sets it apart.
std::vector<Question> pickVaried(std::vector<Question> questions, size_t most);

} // namespace tickscope::quiz
