// tickscope quiz: questions in the terminal. Answers are numbers on standard input.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

#include "cli/command.h"
#include "cli/library.h"
#include "cli/run_options.h"
#include "core/quiz/forms.h"
#include "core/quiz/pack.h"
#include "core/quiz/practice.h"
#include "core/quiz/progress.h"
#include "core/session/scenario.h"
#include "core/trace/trace.h"

namespace tickscope::cli {

using namespace quiz;

namespace {
struct QuizOptions {
  std::string name, pack, csv, json, progressFile;
  PracticePlan plan;
  unsigned questions = 5;
  double minutes = 10;
  std::optional<uint64_t> seed;
  bool beliefs = false, showProgress = false, interview = false, forget = false;
};

double secondsSince(std::chrono::steady_clock::time_point from) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

void printProgram(const std::string& text) {
  size_t number = 1;
  for (const std::string& line : splitLines(text)) std::printf("%4zu  %s\n", number++, line.c_str());
}

void printChoice(size_t number, const std::string& text) {
  bool first = true;
  for (const std::string& line : splitLines(text)) {
    if (first) std::printf("  %2zu) %s\n", number, line.c_str());
    else std::printf("      %s\n", line.c_str());
    first = false;
  }
}

// Numbers from 1 with anything between them; nothing if something else stands there.
std::optional<std::vector<uint32_t>> parseAnswer(const std::string& line, size_t choices) {
  std::vector<uint32_t> answer;
  for (size_t i = 0; i < line.size();) {
    if (line[i] >= '0' && line[i] <= '9') {
      size_t number = 0;
      while (i < line.size() && line[i] >= '0' && line[i] <= '9' && number < 1000) number = number * 10 + size_t(line[i++] - '0');
      if (number < 1 || number > choices) return std::nullopt;
      answer.push_back(uint32_t(number - 1));
    } else if (std::string_view(" ,;\t\r").find(line[i]) != std::string_view::npos) {
      ++i;
    } else {
      return std::nullopt;
    }
  }
  if (answer.empty()) return std::nullopt;
  return answer;
}

enum class Said : uint8_t { Answered, Skipped, Quit };

// One question, from the prompt to the answer.
Said askInTerminal(const Question& question, bool hints, std::vector<uint32_t>* answer) {
  std::printf("\n%s\n", question.prompt.c_str());
  for (size_t i = 0; i < question.choices.size(); ++i) printChoice(i + 1, question.choices[i].text);
  for (;;) {
    std::printf(question.form == Form::Order ? "numbers in order%s, s = skip, q = quit> " : "a number%s, s = skip, q = quit> ", hints ? ", ? = hint" : "");
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line) || line == "q") return std::printf("\n"), Said::Quit;
    if (line == "s") return Said::Skipped;
    if (line == "?" && hints) {
      const Lines& own = question.predictions->allowed[0].lines;
      if (question.form == Form::Order && !own.empty()) std::printf("The first line is '%s'.\n", own[0].c_str());
      else for (const MisconceptionId id : question.targets()) std::printf("%s\n", std::string(misconception(id).truth).c_str());
      continue;
    }
    if (const auto parsed = parseAnswer(line, question.choices.size())) {
      *answer = *parsed;
      return Said::Answered;
    }
    std::printf("Numbers from 1 to %zu are wanted.\n", question.choices.size());
  }
}

void printFeedback(const Question& question, const Verdict& verdict) {
  std::printf("%s\n", feedback(verdict).c_str());
  if (verdict.right) return;
  const AllowedRun& run = question.predictions->allowed[verdict.allowed];
  if (question.form == Form::Order || question.form == Form::Output) {
    std::printf("Node prints:\n");
    for (const std::string& line : run.lines) std::printf("    %s\n", line.c_str());
  }
  if (verdict.step != trace::kNoEvent) std::printf("(step %u of its trace)\n", verdict.step);
}

// What all kinds of session do with a question.
class Session {
public:
  explicit Session(const QuizOptions& options) : options_(options) {
    path_ = options.progressFile.empty() ? progressPath() : options.progressFile;
    if (options.forget) path_.clear();
    LoadedProgress loaded = loadProgress(path_);
    if (!loaded.warning.empty()) complain(loaded.warning);
    progress_ = std::move(loaded.progress);
    seed_ = options.seed.value_or(uint64_t(std::time(nullptr)) ^ progress_.asked << 32);
  }
  const Progress& progress() const { return progress_; }
  uint64_t nextSeed() { return seed_++ * 0x9e3779b97f4a7c15u + 1; }
  bool timeIsUp() const { return options_.interview && secondsSince(begun_) > options_.minutes * 60; }

  // False: the person wants to stop.
  // `scenario` names it when it is one of the library, so that the answer is marked there.
  bool ask(const std::string& program, const std::string& text, const Question& question, bool showProgram = true, const std::string& scenario = {}) {
    if (showProgram) {
      std::printf("\n");
      printProgram(text);
    }
    if (options_.interview) std::printf("\n%.0f s left", std::max(0.0, options_.minutes * 60 - secondsSince(begun_)));
    const auto from = std::chrono::steady_clock::now();
    std::vector<uint32_t> answer;
    const Said said = askInTerminal(question, !options_.interview, &answer);
    if (said == Said::Quit) return false;
    if (said == Said::Skipped) return true;
    const Verdict verdict = judge(question, answer);
    progress_.record(scenario, question, verdict, std::time(nullptr));
    results_.push_back({program, std::string(formName(question.form)), question.subject, verdict.right,
                        verdict.misconception ? std::string(misconception(*verdict.misconception).id) : "", secondsSince(from)});
    if (options_.interview) std::printf("Noted.\n");
    else printFeedback(question, verdict);
    if (!path_.empty())
      if (const auto saved = saveProgress(path_, progress_); !saved) {
        complain(saved.error().message);
        path_.clear(); // once is enough
      }
    return true;
  }

  int end() {
    size_t right = 0;
    for (const PackResult& result : results_) right += result.right;
    if (options_.interview)
      for (const PackResult& result : results_)
        if (!result.right && !result.misconception.empty())
          std::printf("%s %s\n", std::string(misconception(*findMisconception(result.misconception)).belief).c_str(),
                      ("Not so: " + std::string(misconception(*findMisconception(result.misconception)).truth)).c_str());
    std::printf("%zu of %zu right\n", right, results_.size());
    for (const auto& [path, text] : {std::pair(options_.csv, resultsAsCsv(results_)), std::pair(options_.json, resultsAsJson(results_))}) {
      if (path.empty()) continue;
      std::ofstream file(path, std::ios::binary);
      file << text;
      if (!file.flush()) return complain(path + " cannot be written"), kUsage;
    }
    return right == results_.size() ? kOk : kFellShort;
  }

private:
  const QuizOptions& options_;
  std::string path_;
  Progress progress_;
  uint64_t seed_ = 0;
  std::vector<PackResult> results_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

int practise(const QuizOptions& options) {
  Session session(options);
  for (unsigned i = 0; i < options.questions && !session.timeIsUp(); ++i) {
    const auto task = nextTask(session.progress(), options.plan, std::time(nullptr), session.nextSeed());
    if (!task) {
      complain(options.plan.topic.empty() ? "there is nothing to ask at this level" : "there is nothing to ask of topic '" + options.plan.topic + "' at this level");
      return kUsage;
    }
    if (!session.ask("generated", task->text, task->question)) break;
  }
  return session.end();
}

int askItems(const QuizOptions& options, Session& session, const std::vector<PackItem>& items) {
  bool any = false;
  for (const PackItem& item : items) {
    if (!item.problem.empty()) {
      complain(item.path + ": " + item.problem);
      continue;
    }
    bool first = true;
    for (const Question& question : item.questions) {
      any = true;
      if (session.timeIsUp() || !session.ask(item.name, item.text, question, first, scenarioName(libraryFolder(), item.path))) return session.end();
      first = false;
    }
  }
  if (!any) return complain("there is no question in " + (options.pack.empty() ? options.name : options.pack)), kUsage;
  return session.end();
}

int askAbout(const QuizOptions& options) {
  const std::string program = findProgram(options.name);
  if (program.empty()) return complain("there is no program and no scenario '" + options.name + "'; tickscope list names the library"), kUsage;
  Session session(options);
  const std::string folder = std::filesystem::path(program).parent_path().string();
  // The same as a pack of one program, and whatever else it can be asked.
  PackItem item{std::filesystem::path(program).stem().string(), program, {}, {}, {}};
  std::ifstream file(program, std::ios::binary);
  item.text.assign(std::istreambuf_iterator<char>(file), {});
  RunRequest request;
  request.path = program;
  request.nodeMajor = options.plan.nodeMajor;
  std::error_code problem;
  if (const std::string beside = scenarioPathFor(program); std::filesystem::exists(beside, problem)) {
    const auto scenario = loadScenario(beside);
    if (!scenario) return complain(scenario.error().message), kUsage;
    applyWorld(scenario->world, request);
  }
  auto predictions = std::make_shared<const Predictions>(predict(request));
  item.problem = predictions->problem;
  std::vector<Question> questions = allQuestions(predictions, session.nextSeed());
  std::erase_if(questions, [](const Question& question) { return question.form == Form::Output; });
  item.questions = pickVaried(std::move(questions), options.questions);
  return askItems(options, session, {std::move(item)});
}

int listBeliefs() {
  for (const Misconception& each : misconceptions()) {
    std::printf("%-26s %-8s %d  %s\n", std::string(each.id).c_str(), std::string(each.topic).c_str(), each.level, std::string(each.belief).c_str());
    for (const WrongRule rule : each.rules)
      std::printf("    --wrong-rule %-28s if %s\n", std::string(textOf(rule).name).c_str(), std::string(textOf(rule).sentence).c_str());
  }
  return kOk;
}

int showProgress(const QuizOptions& options) {
  const std::string path = options.progressFile.empty() ? progressPath() : options.progressFile;
  const LoadedProgress loaded = loadProgress(path);
  if (!loaded.warning.empty()) complain(loaded.warning);
  std::printf("%s: %llu questions answered\n", path.c_str(), static_cast<unsigned long long>(loaded.progress.asked));
  for (const auto& [topic, counts] : loaded.progress.topics) std::printf("  %-10s %u right, %u wrong\n", topic.c_str(), counts.right, counts.wrong);
  for (const auto& [id, belief] : loaded.progress.beliefs)
    std::printf("  %-26s box %u of %u, %u right, %u wrong\n", id.c_str(), belief.box, kBoxes - 1, belief.right, belief.wrong);
  return kOk;
}

int quizCommand(const std::vector<std::string>& arguments) {
  CLI::App app("Asks questions about programs and finds out what is believed: `tickscope quiz` practises with fresh programs,\n"
               "`tickscope quiz NAME` asks about a scenario of the library or a program of yours. Answers are typed as numbers.\n"
               "Exit code 1 if an answer was wrong.",
               "tickscope quiz");
  QuizOptions options;
  app.add_option("NAME", options.name, "a scenario such as order/first-look, or a program");
  app.add_option("--pack", options.pack, "ask about every program of this folder");
  app.add_option("--questions", options.questions, "at most so many")->capture_default_str();
  app.add_option("--topic", options.plan.topic, "practise only this topic: order, timers, emitter, pool");
  app.add_option("--level", options.plan.level, "1 to 3: practise nothing harder")->check(CLI::Range(1, 3))->capture_default_str();
  app.add_option("--node", options.plan.nodeMajor, "Node version whose rules apply")->capture_default_str();
  app.add_option_function<uint64_t>("--seed", [&](const uint64_t& seed) { options.seed = seed; }, "the same questions again");
  app.add_flag("--interview", options.interview, "against the clock, without hints; what was wrong is told at the end");
  app.add_option("--minutes", options.minutes, "of the interview")->capture_default_str();
  app.add_option("--csv", options.csv, "write the results to this file");
  app.add_option("--json", options.json, "write the results to this file");
  app.add_option("--progress-file", options.progressFile, "keep progress here instead of in the XDG data folder");
  app.add_flag("--no-progress", options.forget, "keep no progress");
  app.add_flag("--beliefs", options.beliefs, "list the misconceptions that the quiz knows, with their wrong rules");
  app.add_flag("--progress", options.showProgress, "show what is known of you");
  int code = 0;
  if (!parseArguments(app, arguments, &code)) return code;
  if (std::find(std::begin(kNodeMajors), std::end(kNodeMajors), options.plan.nodeMajor) == std::end(kNodeMajors))
    return complain("there are no rules for Node " + std::to_string(options.plan.nodeMajor)), kUsage;
  if (options.beliefs) return listBeliefs();
  if (options.showProgress) return showProgress(options);
  if (!options.pack.empty()) {
    std::error_code problem;
    if (!std::filesystem::is_directory(options.pack, problem)) return complain("there is no folder " + options.pack), kUsage;
    Session session(options);
    return askItems(options, session, loadPack(options.pack, options.plan.nodeMajor, session.nextSeed()));
  }
  return options.name.empty() ? practise(options) : askAbout(options);
}
} // namespace

const Command kQuiz{"quiz", "questions about programs, in the terminal", quizCommand};

} // namespace tickscope::cli
