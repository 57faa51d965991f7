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
// The answer that a trace gives; nothing if it has no such moment. REQUIRES a form other than Order and Output.
std::optional<Answered> answerIn(Form form, const std::string& subject, const trace::Trace& trace);
std::string promptOf(Form form, const std::string& subject);

// The question of a form about a subject. Nothing if the allowed orders do not agree on the answer, or if nobody would
// give another one. Order and Output take no subject.
std::optional<Question> ask(Form form, const std::string& subject, std::shared_ptr<const Predictions> predictions, uint64_t seed);
// Every question that a program gives.
std::vector<Question> allQuestions(std::shared_ptr<const Predictions> predictions, uint64_t seed);

} // namespace tickscope::quiz
