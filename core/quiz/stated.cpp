#include "core/quiz/stated.h"

#include "core/quiz/forms.h"
#include "core/trace/trace.h"

namespace tickscope::quiz {

std::vector<std::string> wrongAnswers(const Scenario& scenario, const std::string& programPath) {
  std::vector<std::string> problems;
  if (scenario.questions.empty()) return problems;
  RunRequest request;
  request.path = programPath;
  applyWorld(scenario.world, request);
  request.detail = trace::Detail::Loop;
  const RunResult result = tickscope::run(request);
  if (!result.trace || result.end != RunEnd::Exited) return {result.message};
  for (const StatedQuestion& question : scenario.questions) {
    const std::string what = "question " + question.form + " about '" + question.about + "': ";
    const auto form = findForm(question.form);
    std::optional<Answered> answered;
    if (form == Form::Promoted) {
      const auto promotions = findPromotions(request, *result.trace);
      if (const Promotion* promotion = findPromotion(promotions, question.about)) answered = Answered{promotionAnswer(*promotion), promotion->begin};
    } else if (form) {
      answered = answerIn(*form, question.about, *result.trace);
    }
    if (!answered) problems.push_back(what + "the run has no such moment");
    else if (answered->text != question.answer) problems.push_back(what + "the answer is '" + answered->text + "', not '" + question.answer + "'");
  }
  return problems;
}

} // namespace tickscope::quiz
