#include "core/quiz/forms.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "core/trace/trace.h"

using namespace tickscope;
using namespace tickscope::quiz;

namespace {
std::shared_ptr<const Predictions> predicted(const char* program) {
  RunRequest request;
  request.path = "/quiz/program.js";
  request.text = program;
  auto predictions = std::make_shared<const Predictions>(predict(request));
  REQUIRE(predictions->problem == "");
  return predictions;
}

std::string answer(Form form, const char* subject, const Predictions& predictions) {
  const auto found = answerIn(form, subject, *predictions.allowed[0].trace);
  return found ? found->text : "(no such moment)";
}

constexpr const char* kProgram = "setTimeout(() => console.log('timer'), 20);\n"                                // line 1
                                 "Promise.resolve().then(() => console.log('promise'));\n"                      // line 2
                                 "process.nextTick(() => console.log('tick'));\n"                               // line 3
                                 "setTimeout(() => console.log('unheld'), 500).unref();\n"                      // line 4
                                 "for (const end = Date.now() + 25; Date.now() < end;);\n"                      // line 5
                                 "require('fs').stat(__filename, () => console.log('file'));\n"                 // line 6
                                 "console.log('code');\n";                                                      // line 7
} // namespace

TEST_CASE("every form has its answer from the trace") {
  const auto predictions = predicted(kProgram);
  CHECK(answer(Form::Phase, "code", *predictions) == "the main program, before the loop");
  CHECK(answer(Form::Phase, "tick", *predictions) == "the nextTick queue");
  CHECK(answer(Form::Phase, "promise", *predictions) == "the microtask queue");
  CHECK(answer(Form::Phase, "timer", *predictions) == "the timers phase");
  CHECK(answer(Form::Phase, "file", *predictions) == "the poll phase");
  CHECK(answer(Form::Microtasks, "code", *predictions) == "line 2");
  CHECK(answer(Form::Microtasks, "promise", *predictions) == "nothing");
  CHECK(answer(Form::Ticks, "code", *predictions) == "line 3");
  CHECK(answer(Form::NextLine, "code", *predictions) == "tick");
  CHECK(answer(Form::PoolThread, "line 6", *predictions) == "thread 1, at once");
  CHECK(answer(Form::Lateness, "line 1", *predictions).find("ms late") != std::string::npos);
  CHECK(answer(Form::Alive, "file", *predictions).find("line 4") == std::string::npos);
  CHECK(answer(Form::Phase, "nobody", *predictions) == "(no such moment)");
  CHECK(answer(Form::Lateness, "line 99", *predictions) == "(no such moment)");
}

TEST_CASE("the wrong choices of a form are what wrong rules give") {
  const auto predictions = predicted(kProgram);
  const auto question = ask(Form::NextLine, "code", predictions, 3);
  REQUIRE(question);
  CHECK(question->choices[question->right[0]].text == "tick");
  for (uint32_t i = 0; i < question->choices.size(); ++i) {
    const Verdict verdict = judge(*question, {i});
    CHECK(verdict.right == (i == question->right[0]));
    if (verdict.right) continue;
    CHECK_FALSE(question->choices[i].rules.empty());
    CHECK(verdict.misconception.has_value());
    CHECK_FALSE(verdict.diagnosis.empty());
    CHECK(verdict.step != trace::kNoEvent);
  }
}

TEST_CASE("all questions of a program can be asked and are answered rightly by their right answers") {
  const auto questions = allQuestions(predicted(kProgram), 9);
  CHECK(questions.size() > 4);
  CHECK(std::any_of(questions.begin(), questions.end(), [](const Question& q) { return q.form == Form::Alive; }));
  for (const Question& question : questions) {
    CAPTURE(question.prompt);
    CHECK(judge(question, question.right).right);
    CHECK_FALSE(judge(question, {}).right);
    CHECK(question.choices.size() >= 2);
  }
}

TEST_CASE("forms are found by their names") {
  for (size_t i = 0; i < kForms; ++i) CHECK(findForm(formName(Form(i))) == Form(i));
  CHECK_FALSE(findForm("dance"));
}

TEST_CASE("what write() would say, and which callback comes next") {
  const auto predictions = predicted("const { Writable } = require('stream');\n"                                                   // line 1
                                     "const sink = new Writable({ highWaterMark: 3, write(chunk, encoding, done) { setTimeout(done, 5); } });\n" // line 2
                                     "sink.write('a');\n"                                                                         // line 3
                                     "console.log('one');\n"                                                                      // line 4
                                     "sink.write('b');\n"                                                                         // line 5
                                     "console.log('two');\n"                                                                      // line 6
                                     "setImmediate(() => console.log('check'));\n"                                                // line 7
                                     "process.nextTick(() => console.log('tick'));\n"                                             // line 8
                                     "Promise.resolve().then(() => console.log('promise'));\n");                                  // line 9
  CHECK(answer(Form::WriteSays, "one", *predictions) == "true");
  CHECK(answer(Form::WriteSays, "two", *predictions) == "false");
  CHECK(answer(Form::NextCallback, "two", *predictions) == "the tick of line 8");
  CHECK(answer(Form::NextCallback, "tick", *predictions) == "the promise callback of line 9");
  CHECK(answer(Form::NextCallback, "promise", *predictions) == "the immediate of line 7");
  const auto says = ask(Form::WriteSays, "two", predictions, 1);
  REQUIRE(says);
  CHECK(says->choices.size() == 2);
  const Verdict wrong = judge(*says, {1 - says->right[0]});
  CHECK_FALSE(wrong.right);
  CHECK(wrong.misconception == MisconceptionId::WriteWaits); // the buffer would be empty
  const auto next = ask(Form::NextCallback, "two", predictions, 1);
  REQUIRE(next);
  CHECK(std::any_of(next->choices.begin(), next->choices.end(), [](const Choice& c) { return c.text == "the immediate of line 7"; }));
}
