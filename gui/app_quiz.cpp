// The quiz about the program that is open: its predictions are made in the background, and the step of a verdict is
// opened in this window.
#include "gui/app.h"

#include "core/quiz/next_callback.h"
#include "gui/open_program.h"
#include "gui/quiz_view.h"

#include <ctime>

namespace tickscope::gui {

bool App::quizPreparing() const { return view_.quiz && view_.quiz->preparing(); }

bool App::quizHasKeys() const { return view_.quiz && view_.quiz->hasKeys; }

void App::startQuiz() {
  layout_.bringToFront(PanelId::Quiz);
  if (view_.edited || !trace_) return; // the panel says what to do first
  if (!view_.quiz || view_.quiz->prediction) view_.quiz = std::make_shared<QuizView>();
  view_.quiz->wantsFocus = true;
}

void App::predictNext() {
  if (!playback_ || !trace_ || view_.edited) return;
  std::optional<quiz::Question> question = quiz::nextCallbackQuestion(trace_, state(), ++quizSeed_);
  if (!question) return say(playback_->atEnd() ? "The run is over: nothing comes next." : "Only one thing can come next from here. Step on, and ask again where more is waiting.");
  layout_.bringToFront(PanelId::Quiz);
  if (!view_.quiz || !view_.quiz->prediction) view_.quiz = std::make_shared<QuizView>();
  view_.quiz->predict(std::move(*question));
  view_.quiz->wantsFocus = true;
}

// A fresh program about the belief that is most due. Its file exists nowhere: who wants to keep it saves it elsewhere.
void App::practise() {
  if (practice_.busy()) return;
  constexpr const char* self = "practice"; // what is being opened, for the question about unsaved changes
  if (unsaved() && askedToOpen_ != self) {
    askedToOpen_ = self;
    return say("The program was changed and is not saved. Ctrl+S saves it; asking for another once more discards the changes.");
  }
  askedToOpen_.clear();
  layout_.bringToFront(PanelId::Quiz);
  say("Making a fresh program, and trying out what people may believe of it…");
  quiz::PracticePlan plan;
  plan.nodeMajor = options_.nodeMajor.value_or(kDefaultNodeMajor);
  auto now = static_cast<int64_t>(std::time(nullptr));
  uint64_t seed = static_cast<uint64_t>(now) * 1000 + ++quizSeed_;
  practiceControl_ = std::make_shared<RunControl>();
  practice_.start([progress = learner_.progress(), plan, now, seed, control = practiceControl_](const std::atomic<bool>&) { return quiz::nextTask(progress, plan, now, seed, control.get()); });
}

void App::tendPractice() {
  std::optional<std::optional<quiz::Task>> made = practice_.take();
  if (!made) return;
  message_.clear();
  if (!*made) return say("No program could be made about what is most due. Ask once more.");
  openText("/practice/program.js", &(*made)->text); // as it is called in what is said of it
  practiceQuestion_ = std::move((*made)->question);
}

void App::tendQuiz() {
  if (!view_.quiz) return;
  QuizView& quiz = *view_.quiz;
  if (!quiz.begun) {
    quiz.begun = true;
    if (path_.ends_with(".tick")) {
      quiz.problem = "A recorded run cannot be asked about: open the program itself.";
      return;
    }
    std::shared_ptr<const Scenario> scenario;
    std::string ignored; // what is wrong with a scenario was said when it was opened
    quiz.maker = std::make_unique<QuizMaker>(runRequestFor(openRequest(), scenario, ignored), ++quizSeed_);
    if (playback_) playback_->seek(0); // the answer stands in the console
  }
  if (quiz.maker && !quiz.maker->busy()) quiz.takeUp();
  if (quiz.verdict && !quiz.recorded && quiz.question()) {
    quiz.recorded = true;
    if (!quiz.prediction) learner_.answered(scenarioName(scenarioFolder_, path_), *quiz.question(), *quiz.verdict);
    if (std::string warning = learner_.takeWarning(); !warning.empty()) say(warning);
    if (quiz.prediction && playback_ && quiz.verdict->step) { // the answer is walked to, right or wrong
      playback_->seek(quiz.verdict->step);
      view_.pick(quiz.verdict->step, false);
    }
  }
  if (quiz.wantsNext) {
    quiz.wantsNext = false;
    if (quiz.practice)
      practise();
    else
      predictNext();
  }
  if (!quiz.shows || !quiz.verdict || !quiz.question()) return;
  quiz.shows = false;
  const quiz::Predictions& predictions = *quiz.question()->predictions;
  size_t which = quiz.verdict->allowed;
  if (which >= predictions.allowed.size() || !predictions.allowed[which].trace || !trace_) return;
  const trace::Trace& judged = *predictions.allowed[which].trace;
  if (which == 0) { // this window shows the same run, in more detail
    if (trace::EventId step = sameMoment(judged, quiz.verdict->step, *trace_)) {
      playback_->seek(step);
      if (quiz.question()->form == quiz::Form::Promoted) { // what it moves is to be seen in the heap
        layout_.bringToFront(PanelId::Memory);
        view_.heap.wanted = true;
        return;
      }
      view_.pick(step, false);
      layout_.bringToFront(PanelId::Why);
    }
    return;
  }
  // Another of the allowed orders: that very run is opened.
  std::shared_ptr<QuizView> kept = view_.quiz;
  trace::EventId step = quiz.verdict->step;
  OpenResult result;
  result.trace = predictions.allowed[which].trace;
  result.index = std::make_shared<RunIndex>(buildIndex(*result.trace));
  result.message = "This is another order that the rules allow: the one that your answer is closest to. F5 goes back to the machine's own.";
  show(std::move(result));
  view_.quiz = std::move(kept);
  playback_->seek(step);
}

} // namespace tickscope::gui
