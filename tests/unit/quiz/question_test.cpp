#include "core/quiz/question.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "core/trace/trace.h"

using namespace tickscope;
using namespace tickscope::quiz;

namespace {
std::shared_ptr<const Predictions> predicted(const char* program) {
  RunRequest request;
  request.path = "/quiz/question.js";
  request.text = program;
  auto predictions = std::make_shared<const Predictions>(predict(request));
  REQUIRE(predictions->problem == "");
  return predictions;
}

// The answer of somebody who believes that a rule holds.
std::vector<uint32_t> answerOf(const Question& question, const Lines& lines) {
  std::vector<uint32_t> answer;
  for (const std::string& line : lines)
    for (uint32_t i = 0; i < question.choices.size(); ++i)
      if (question.choices[i].text == line && std::find(answer.begin(), answer.end(), i) == answer.end()) {
        answer.push_back(i);
        break;
      }
  return answer;
}

constexpr const char* kTickAndPromise = "Promise.resolve().then(() => console.log('promise'));\n"
                                        "process.nextTick(() => console.log('tick'));\n"
                                        "console.log('code');\n";
} // namespace

TEST_CASE("an ordering question is answered rightly by Node's order") {
  const auto question = orderQuestion(predicted(kTickAndPromise), 1);
  REQUIRE(question);
  CHECK(question->choices.size() == 3);
  CHECK_FALSE(question->race);
  const Verdict verdict = judge(*question, question->right);
  CHECK(verdict.right);
  CHECK(feedback(verdict) == "Right.");
}

TEST_CASE("a wrong order is diagnosed, at the first line that is wrong, with the rule") {
  const auto question = orderQuestion(predicted(kTickAndPromise), 1);
  REQUIRE(question);
  const Verdict verdict = judge(*question, answerOf(*question, {"code", "promise", "tick"}));
  CHECK_FALSE(verdict.right);
  CHECK(verdict.exact);
  CHECK(verdict.wrongAt == 1);
  CHECK(verdict.given == "promise");
  CHECK(verdict.expected == "tick");
  REQUIRE(verdict.misconception);
  CHECK(*verdict.misconception == MisconceptionId::PromisesBeforeTicks);
  const auto& trace = *question->predictions->allowed[verdict.allowed].trace;
  const auto begin = trace.event(verdict.step).as<trace::ev::CallbackBegin>();
  CHECK(begin.kind == trace::CallbackKind::Tick);
  CHECK(verdict.reason.find("the nextTick queue is emptied first") != std::string::npos);
}

TEST_CASE("an answer that no rule explains entirely is diagnosed by its beginning, or not at all") {
  const auto question = orderQuestion(predicted(kTickAndPromise), 1);
  REQUIRE(question);
  const Verdict short_ = judge(*question, answerOf(*question, {"code", "promise"}));
  CHECK_FALSE(short_.exact);
  CHECK(short_.misconception == MisconceptionId::PromisesBeforeTicks);
  const Verdict nonsense = judge(*question, answerOf(*question, {"tick", "code", "promise"}));
  CHECK_FALSE(nonsense.right);
  CHECK_FALSE(nonsense.misconception);
  const Verdict nothing = judge(*question, {});
  CHECK_FALSE(nothing.right);
  CHECK(nothing.expected == "code");
  CHECK_FALSE(judge(*question, {7, 8, 9}).right);
}

TEST_CASE("a race says so, and both orders are right") {
  const auto question = orderQuestion(
      predicted("setTimeout(() => console.log('timeout'), 0);\nsetImmediate(() => console.log('immediate'));\n"), 3);
  REQUIRE(question);
  CHECK(question->race);
  CHECK(judge(*question, answerOf(*question, {"timeout", "immediate"})).right);
  CHECK(judge(*question, answerOf(*question, {"immediate", "timeout"})).right);
  CHECK(question->prompt.find("hangs on time") != std::string::npos);
}

TEST_CASE("the wrong choices of an output question are the outputs of wrong rules") {
  const auto predictions = predicted(kTickAndPromise);
  const auto question = outputQuestion(predictions, 5);
  REQUIRE(question);
  for (uint32_t i = 0; i < question->choices.size(); ++i) {
    const Choice& choice = question->choices[i];
    if (i == question->right[0]) {
      CHECK(choice.rules.empty());
      CHECK(judge(*question, {i}).right);
      continue;
    }
    CHECK(predictions->explains(splitLines(choice.text)) == choice.rules);
    CHECK_FALSE(choice.rules.empty());
    CHECK_FALSE(judge(*question, {i}).right);
  }
}

TEST_CASE("the same seed gives the same question") {
  const auto predictions = predicted(kTickAndPromise);
  const auto one = orderQuestion(predictions, 11), two = orderQuestion(predictions, 11);
  REQUIRE(one);
  CHECK(std::equal(one->choices.begin(), one->choices.end(), two->choices.begin(), [](auto& a, auto& b) { return a.text == b.text; }));
  CHECK(one->right == two->right);
}

TEST_CASE("a program that cannot be asked about says why") {
  RunRequest request;
  request.path = "/quiz/endless.js";
  request.text = "for (;;);";
  PredictionLimits limits;
  limits.instructions = 100'000;
  const Predictions predictions = predict(request, limits);
  CHECK(predictions.problem.find("limit") != std::string::npos);
  CHECK_FALSE(orderQuestion(std::make_shared<const Predictions>(predictions), 1));
}
