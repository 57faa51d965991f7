#include "core/quiz/generator.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

#include "core/quiz/question.h"
#include "core/trace/trace.h"

using namespace tickscope;
using namespace tickscope::quiz;

namespace {
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
} // namespace

TEST_CASE("for every misconception there are three programs and more whose order it changes, and who believes it is found out") {
  for (const Misconception& each : misconceptions()) {
    CAPTURE(each.id);
    std::set<std::string> programs;
    uint64_t seed = 1;
    while (programs.size() < 3) {
      const auto fresh = freshProgram(each.number, 1, kDefaultNodeMajor, seed, 200);
      REQUIRE_MESSAGE(fresh, "no program after " << programs.size());
      seed = fresh->seed + 1;
      if (!programs.insert(fresh->text).second) continue;
      CAPTURE(fresh->text);
      const auto question = orderQuestion(fresh->predictions, seed);
      REQUIRE(question);
      CHECK(judge(*question, question->right).right);
      bool found = false;
      for (const WrongRun& run : fresh->predictions->wrong) {
        if (misconceptionOf(run.rule) != each.number || fresh->predictions->allows(run.lines)) continue;
        const Verdict verdict = judge(*question, answerOf(*question, run.lines));
        CHECK_FALSE(verdict.right);
        CHECK(verdict.exact);
        CHECK_FALSE(verdict.reason.empty());
        found = found || verdict.misconception == each.number;
      }
      CHECK(found);
    }
  }
}

TEST_CASE("a seed gives the same program, another seed another") {
  const auto about = MisconceptionId::PromisesBeforeTicks;
  CHECK(generateProgram(about, 2, 5) == generateProgram(about, 2, 5));
  CHECK(generateProgram(about, 2, 5) != generateProgram(about, 2, 6));
}
