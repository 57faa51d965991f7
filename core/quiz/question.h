#pragma once
// A question about a program, and what an answer to it says of the person who gave it.
//
//   auto predictions = std::make_shared<const Predictions>(predict(request));
//   std::optional<Question> question = orderQuestion(predictions, seed);      // forms.h has the other forms
//   Verdict verdict = judge(*question, {2, 0, 1});                            // indices into question->choices
//
// Everything is a pure function of its arguments: the same program and seed give the same question on every machine.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/quiz/predictions.h"
#include "core/trace/event.h"

namespace tickscope::quiz {

enum class Form : uint8_t {
  Order,      // put the printed lines in order
  Output,     // which of these outputs is it?
  NextLine,   // what is printed next?
  Phase,      // which phase or queue does this run from?
  Microtasks, // what waits in the microtask queue now?
  Ticks,      // what waits in the nextTick queue now?
  PoolThread, // which thread takes this job?
  Lateness,   // how late is this timer?
  Alive,      // what keeps the process alive now?
  NextCallback, // which callback begins next?
  WriteSays,  // what would write() to this stream return now?
  Promoted,   // which objects does this scavenge move to old space?
};
inline constexpr size_t kForms = 12;
std::string_view formName(Form form); // "order", "output", …
std::optional<Form> findForm(std::string_view name);

struct Choice {
  std::string text;
  std::vector<WrongRule> rules; // that lead to it; empty for what is right, and for lines of an order question
  std::string remark = {};      // what is wrong about it where no rule says so
};

struct Question {
  Form form{};
  std::string prompt;  // one or two sentences
  std::string subject; // what it is about: a printed line, or "line 5"; empty for Order and Output
  // Order: the lines to put in order, shuffled; lines that are printed only under wrong rules stand among them, and are
  // to be left out. Else: what to choose from; the first index of an answer counts.
  std::vector<Choice> choices;
  std::vector<uint32_t> right; // an answer that is right; of an order question one of several if it is a race
  bool race = false;           // several orders are allowed, any of them is right
  trace::EventId step = trace::kNoEvent; // the moment it asks about, in the first allowed trace; none: the whole run
  std::shared_ptr<const Predictions> predictions;
  // Misconceptions that a wrong answer may reveal, each once.
  std::vector<MisconceptionId> targets() const;
};

// The lines of the program in order. Nothing if there are fewer than two, or no order but one is possible under any rule.
std::optional<Question> orderQuestion(std::shared_ptr<const Predictions> predictions, uint64_t seed);
// The same as a choice between whole outputs.
std::optional<Question> outputQuestion(std::shared_ptr<const Predictions> predictions, uint64_t seed);

struct Verdict {
  bool right = false;
  // What the answer is the output of; the first is the likeliest. Empty: of no rule that we know.
  std::vector<WrongRule> rules;
  std::optional<MisconceptionId> misconception; // of the first rule, or of the rule whose output begins most like the answer
  bool exact = false;                           // the answer is just what that belief leads to
  // Where the belief fails: the first line that is wrong, and the step of the trace at which the right one is printed.
  size_t wrongAt = 0;                           // index into the answer; its size if something is missing at the end
  std::string given, expected;                  // that line as answered and as Node prints it; empty: none
  size_t allowed = 0;                           // which of predictions->allowed is compared with: the most alike
  trace::EventId step = trace::kNoEvent;        // in that run's trace: the callback that prints the expected line, or the end
  std::string reason;                           // why it runs there: the rule in one sentence
  std::string diagnosis;                        // "That is what would happen if …"; empty if no rule leads there
  std::string truth;                            // what is so instead; empty with the diagnosis
};

// `answer`: indices into question.choices (those out of range are taken for no answer).
Verdict judge(const Question& question, const std::vector<uint32_t>& answer);

// For whoever draws: the verdict in a few whole sentences.
std::string feedback(const Verdict& verdict);

} // namespace tickscope::quiz
