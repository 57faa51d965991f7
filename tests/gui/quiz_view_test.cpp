#include "gui/quiz_view.h"

#include <algorithm>
#include <chrono>
#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {

constexpr const char* program = "setTimeout(() => console.log('timer'));\n"
                                "Promise.resolve().then(() => console.log('promise'));\n"
                                "process.nextTick(() => console.log('tick'));\n"
                                "console.log('now');\n";

QuizView quizAbout(const char* text) {
  RunRequest request;
  request.path = "quiz.js";
  request.text = text;
  QuizView quiz;
  quiz.begun = true;
  quiz.maker = std::make_unique<QuizMaker>(request, 1);
  while (quiz.maker->busy()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  quiz.takeUp();
  return quiz;
}

// Puts the lines of an order question into this order; what is not named is left out.
void arrange(QuizView& quiz, const std::vector<std::string>& lines) {
  const quiz::Question& q = *quiz.question();
  quiz.leaveOutFrom(quiz.order.size());
  for (size_t to = 0; to < lines.size(); ++to) {
    size_t from = to;
    while (from < quiz.order.size() && q.choices[quiz.order[from]].text != lines[to]) ++from;
    REQUIRE(from < quiz.order.size());
    quiz.moveLine(from, to);
  }
  quiz.leaveOutFrom(lines.size());
}

} // namespace

TEST_CASE("quiz: the right order is right, whatever is left out below it") {
  QuizView quiz = quizAbout(program);
  REQUIRE(quiz.question());
  REQUIRE(quiz.question()->form == quiz::Form::Order);
  CHECK(quiz.mayAnswer());
  arrange(quiz, {"now", "tick", "promise", "timer"});
  quiz.answer();
  REQUIRE(quiz.verdict);
  CHECK(quiz.verdict->right);
  CHECK(quiz.rightSoFar == 1);
  CHECK_FALSE(quiz.mayAnswer());
  quiz.moveLine(0, 1); // an answer stands
  CHECK(quiz.question()->choices[quiz.order[0]].text == "now");
}

TEST_CASE("quiz: a wrong order is told its belief, and the step where it fails is found in a run with more detail") {
  QuizView quiz = quizAbout(program);
  REQUIRE(quiz.question());
  arrange(quiz, {"now", "promise", "tick", "timer"});
  quiz.answer();
  REQUIRE(quiz.verdict);
  CHECK_FALSE(quiz.verdict->right);
  CHECK(quiz.verdict->wrongAt == 1);
  CHECK_FALSE(quiz.verdict->diagnosis.empty());
  REQUIRE(quiz.verdict->allowed == 0);
  RunRequest request;
  request.path = "quiz.js";
  request.text = program;
  request.detail = trace::Detail::Statement;
  RunResult detailed = run(request);
  const trace::Trace& judged = *quiz.question()->predictions->allowed[0].trace;
  trace::EventId step = sameMoment(judged, quiz.verdict->step, *detailed.trace);
  REQUIRE(step);
  trace::Event begin = detailed.trace->event(step);
  REQUIRE(begin.kind == trace::EventKind::CallbackBegin);
  CHECK(begin.as<trace::ev::CallbackBegin>().kind == trace::CallbackKind::Tick);
  CHECK(sameMoment(judged, 0, *detailed.trace) == 0);
}

TEST_CASE("quiz: every question can be begun and answered, and a program that cannot be asked about says why") {
  QuizView quiz = quizAbout(program);
  for (size_t i = 0; i < quiz.questions.size(); ++i) {
    quiz.begin(i);
    CHECK_FALSE(quiz.verdict);
    if (quiz.question()->form != quiz::Form::Order) {
      CHECK_FALSE(quiz.mayAnswer());
      quiz.chosen = quiz.question()->right.at(0);
    }
    CHECK(quiz.mayAnswer());
    quiz.answer();
    REQUIRE(quiz.verdict);
    if (quiz.question()->form != quiz::Form::Order) CHECK(quiz.verdict->right);
  }
  CHECK(quiz.asked == quiz.questions.size());
  for (const char* text : {"", "let x = ;", "console.log('only one line')"}) {
    CAPTURE(text);
    QuizView none = quizAbout(text);
    CHECK((none.question() || !none.problem.empty()));
  }
}
