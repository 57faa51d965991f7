#include "core/quiz/question.h"

#include <algorithm>
#include <map>

#include "core/quiz/shuffle.h"
#include "core/quiz/trace_lines.h"
#include "core/trace/explain.h"

namespace tickscope::quiz {

namespace {
constexpr std::string_view kFormNames[kForms] = {"order",     "output", "next-line",   "phase",    "microtasks",
                                                 "ticks",     "pool-thread", "lateness", "alive",    "next-callback", "write-says", "promoted"};

size_t commonPrefix(const Lines& a, const Lines& b) {
  return size_t(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

std::map<std::string, size_t> counted(const Lines& lines) {
  std::map<std::string, size_t> counts;
  for (const std::string& line : lines) ++counts[line];
  return counts;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

// Of the rules that lead to an answer: those of the first misconceptions of the list first.
void sortByMisconception(std::vector<WrongRule>& rules) {
  std::stable_sort(rules.begin(), rules.end(), [](WrongRule a, WrongRule b) { return misconceptionOf(a) < misconceptionOf(b); });
}

void blame(Verdict& verdict, WrongRule rule) {
  verdict.misconception = misconceptionOf(rule);
  verdict.diagnosis = (verdict.exact ? "That is what would happen if " : "It begins as it would if ") + std::string(textOf(rule).sentence) + ".";
  verdict.truth = misconception(*verdict.misconception).truth;
}

void judgeLines(const Question& question, const Lines& given, Verdict& verdict) {
  const Predictions& predictions = *question.predictions;
  size_t best = 0;
  for (size_t i = 0; i < predictions.allowed.size(); ++i) {
    const size_t same = commonPrefix(given, predictions.allowed[i].lines);
    if (i == 0 || same > best) {
      best = same;
      verdict.allowed = i;
    }
    if (given == predictions.allowed[i].lines) {
      verdict.right = true;
      verdict.allowed = i;
      verdict.wrongAt = given.size();
      return;
    }
  }
  verdict.wrongAt = best;
  const AllowedRun& like = predictions.allowed[verdict.allowed];
  if (best < given.size()) verdict.given = given[best];
  if (best < like.lines.size()) {
    verdict.expected = like.lines[best];
    const auto printed = printedLines(*like.trace);
    if (best < printed.size()) {
      verdict.step = printed[best].callback;
      if (verdict.step != trace::kNoEvent) verdict.reason = trace::explain(*like.trace, verdict.step);
    }
  }
  if (verdict.step == trace::kNoEvent) { // nothing comes there: the run has ended
    verdict.step = like.trace->eventCount();
    verdict.reason = trace::explain(*like.trace, verdict.step);
  }
  verdict.rules = predictions.explains(given);
  verdict.exact = !verdict.rules.empty();
  if (!verdict.exact) {
    // The belief that is right about more of the answer than Node is.
    size_t most = best;
    for (const WrongRun& run : predictions.wrong) {
      const size_t same = commonPrefix(given, run.lines);
      if (same > most) {
        most = same;
        verdict.rules.clear();
      }
      if (same == most && most > best) verdict.rules.push_back(run.rule);
    }
  }
  sortByMisconception(verdict.rules);
  if (!verdict.rules.empty()) blame(verdict, verdict.rules[0]);
}
} // namespace

std::string_view formName(Form form) { return kFormNames[size_t(form)]; }
std::optional<Form> findForm(std::string_view name) {
  for (size_t i = 0; i < kForms; ++i)
    if (kFormNames[i] == name) return Form(i);
  return std::nullopt;
}

std::vector<MisconceptionId> Question::targets() const {
  std::vector<MisconceptionId> found;
  const auto add = [&](WrongRule rule) {
    const MisconceptionId id = misconceptionOf(rule);
    if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
  };
  if (form == Form::Order) {
    for (const WrongRun& run : predictions->wrong)
      if (!predictions->allows(run.lines)) add(run.rule);
  } else {
    for (const Choice& choice : choices)
      for (const WrongRule rule : choice.rules) add(rule);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::optional<Question> orderQuestion(std::shared_ptr<const Predictions> predictions, uint64_t seed) {
  if (!predictions->problem.empty()) return std::nullopt;
  const Lines& own = predictions->allowed[0].lines;
  // Every line as often as any order prints it: what only wrong rules print is there to be left out.
  std::map<std::string, size_t> most = counted(own);
  const auto widen = [&](const Lines& lines) {
    for (const auto& [line, count] : counted(lines)) most[line] = std::max(most[line], count);
  };
  for (const AllowedRun& run : predictions->allowed) widen(run.lines);
  for (const WrongRun& run : predictions->wrong)
    if (run.lines.size() <= own.size() * 2) widen(run.lines);
  Question question;
  question.form = Form::Order;
  for (const auto& [line, count] : most)
    for (size_t i = 0; i < count; ++i) question.choices.push_back({line, {}});
  if (question.choices.size() < 2) return std::nullopt;
  question.predictions = predictions;
  question.race = predictions->isRace();
  if (!question.race && question.targets().empty()) return std::nullopt;
  shuffle(question.choices, seed);
  std::vector<bool> used(question.choices.size());
  for (const std::string& line : own)
    for (uint32_t i = 0; i < question.choices.size(); ++i)
      if (!used[i] && question.choices[i].text == line) {
        used[i] = true;
        question.right.push_back(i);
        break;
      }
  question.prompt = question.race ? "The order of these lines hangs on time: give one that is possible." : "In which order are these lines printed?";
  if (question.choices.size() > own.size()) question.prompt += " Leave out what is never printed.";
  return question;
}

std::optional<Question> outputQuestion(std::shared_ptr<const Predictions> predictions, uint64_t seed) {
  if (!predictions->problem.empty() || predictions->isRace()) return std::nullopt;
  Question question;
  question.form = Form::Output;
  question.prompt = "What does the program print?";
  question.predictions = predictions;
  question.choices.push_back({joined(predictions->allowed[0].lines), {}});
  for (const WrongRun& run : predictions->wrong) {
    if (predictions->allows(run.lines)) continue;
    const std::string text = joined(run.lines);
    const auto same = std::find_if(question.choices.begin(), question.choices.end(), [&](const Choice& c) { return c.text == text; });
    if (same != question.choices.end()) same->rules.push_back(run.rule);
    else question.choices.push_back({text, {run.rule}});
  }
  if (question.choices.size() < 2) return std::nullopt;
  keepSome(question, seed);
  return question;
}

Verdict judge(const Question& question, const std::vector<uint32_t>& answer) {
  Verdict verdict;
  if (question.form == Form::Order) {
    Lines given;
    for (const uint32_t index : answer)
      if (index < question.choices.size()) given.push_back(question.choices[index].text);
    judgeLines(question, given, verdict);
    return verdict;
  }
  const Choice* chosen = !answer.empty() && answer[0] < question.choices.size() ? &question.choices[answer[0]] : nullptr;
  const Choice& right = question.choices[question.right.at(0)];
  if (question.form == Form::Output) {
    judgeLines(question, chosen ? splitLines(chosen->text) : Lines(), verdict);
    return verdict;
  }
  verdict.right = chosen && chosen->text == right.text;
  verdict.step = question.step;
  verdict.expected = right.text;
  if (verdict.step != trace::kNoEvent) verdict.reason = trace::explain(*question.predictions->allowed[0].trace, verdict.step);
  if (verdict.right || !chosen) return verdict;
  verdict.given = chosen->text;
  verdict.rules = chosen->rules;
  verdict.exact = true;
  sortByMisconception(verdict.rules);
  if (!verdict.rules.empty()) blame(verdict, verdict.rules[0]);
  else verdict.truth = chosen->remark;
  return verdict;
}

std::string feedback(const Verdict& verdict) {
  if (verdict.right) return "Right.";
  std::string text = "Not so.";
  if (!verdict.diagnosis.empty()) text += " " + verdict.diagnosis;
  if (!verdict.given.empty() && !verdict.expected.empty()) text += " Not '" + verdict.given + "' but '" + verdict.expected + "' is right there.";
  else if (!verdict.expected.empty()) text += " '" + verdict.expected + "' is right there.";
  else if (!verdict.given.empty()) text += " '" + verdict.given + "' is never printed there.";
  if (!verdict.reason.empty()) text += " " + verdict.reason;
  if (!verdict.truth.empty()) text += " " + verdict.truth;
  return text;
}

} // namespace tickscope::quiz
