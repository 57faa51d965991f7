#include "core/quiz/predictions.h"

#include <algorithm>

#include "core/trace/trace.h"

namespace tickscope::quiz {

Lines splitLines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

bool Predictions::allows(const Lines& lines) const {
  return std::any_of(allowed.begin(), allowed.end(), [&](const AllowedRun& run) { return run.lines == lines; });
}

std::vector<WrongRule> Predictions::explains(const Lines& lines) const {
  std::vector<WrongRule> rules;
  if (allows(lines)) return rules;
  for (const WrongRun& run : wrong)
    if (run.lines == lines) rules.push_back(run.rule);
  return rules;
}

Predictions predict(RunRequest request, const PredictionLimits& limits, RunControl* control) {
  request.detail = trace::Detail::Loop;
  request.tracePath.clear();
  request.keepTrace = true;
  request.output = nullptr;
  request.collectOutput = true;
  request.limits.instructions = limits.instructions;
  Predictions predictions;

  ExploreLimits exploring;
  exploring.runs = limits.runs;
  Exploration explored = explore(request, exploring, control);
  predictions.problem = std::move(explored.problem);
  if (!predictions.problem.empty()) return predictions;
  predictions.allOrders = explored.complete;
  for (AllowedOrder& order : explored.orders)
    predictions.allowed.push_back({splitLines(order.standardOutput), order.exitCode, scheduleText(order.schedule), std::move(order.trace)});
  if (predictions.allowed[0].lines.size() > limits.lines) {
    predictions.problem = "the program prints " + std::to_string(predictions.allowed[0].lines.size()) + " lines, which is too many to ask about";
    return predictions;
  }

  for (size_t i = 0; i < kWrongRuleCount; ++i) {
    RunRequest wrong = request;
    wrong.wrongRules = {WrongRule(i)};
    RunResult result = tickscope::run(wrong, control);
    if (result.end == RunEnd::Cancelled) {
      predictions.problem = result.message;
      return predictions;
    }
    // Under a wrong rule a program may never end; then nobody can expect that of it.
    if (result.end != RunEnd::Exited) continue;
    predictions.wrong.push_back({WrongRule(i), splitLines(result.standardOutput), std::move(result.trace)});
  }
  if (!predictions.isRace()) predictions.promotions = findPromotions(request, *predictions.allowed[0].trace, control);
  return predictions;
}

} // namespace tickscope::quiz
