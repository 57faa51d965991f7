#include "gui/quiz_view.h"

#include "core/quiz/forms.h"

#include <algorithm>
#include <numeric>

namespace tickscope::gui {

QuizMaker::QuizMaker(RunRequest request, uint64_t seed) {
  thread_ = std::thread([this, request = std::move(request), seed] {
    predictions_ = std::make_shared<const quiz::Predictions>(quiz::predict(request, {}, &control_));
    if (!control_.cancel.load(std::memory_order_relaxed)) questions_ = quiz::allQuestions(predictions_, seed);
    busy_.store(false, std::memory_order_release);
  });
}

QuizMaker::~QuizMaker() {
  control_.cancel.store(true, std::memory_order_relaxed);
  if (thread_.joinable()) thread_.join();
}

void QuizView::takeUp() {
  if (!maker || maker->busy()) return;
  std::shared_ptr<const quiz::Predictions> predictions = maker->predictions();
  questions = maker->takeQuestions();
  maker.reset();
  if (!predictions || !predictions->problem.empty()) {
    problem = predictions ? predictions->problem : std::string();
    return;
  }
  constexpr size_t most = 8; // as many as one likes to be asked about one program
  questions = quiz::pickVaried(std::move(questions), most);
  if (questions.empty()) problem = "Under every rule, right or wrong, this program prints the same: there is nothing to ask.";
  begin(0);
}

void QuizView::begin(size_t index) {
  current = index;
  verdict.reset();
  recorded = false;
  chosen.reset();
  dragged.reset();
  selected = 0;
  order.clear();
  meant = 0;
  if (const quiz::Question* q = question(); q && q->form == quiz::Form::Order) {
    order.resize(q->choices.size());
    std::iota(order.begin(), order.end(), 0u);
    meant = order.size();
  }
}

void QuizView::predict(quiz::Question question) {
  practise(std::move(question));
  practice = false;
  prediction = true;
}

void QuizView::practise(quiz::Question question) {
  maker.reset();
  problem.clear();
  questions.clear();
  questions.push_back(std::move(question));
  begun = practice = true;
  begin(0);
}

void QuizView::moveLine(size_t from, size_t to) {
  if (verdict || from >= order.size() || to >= order.size() || from == to) return;
  uint32_t line = order[from];
  order.erase(order.begin() + static_cast<ptrdiff_t>(from));
  order.insert(order.begin() + static_cast<ptrdiff_t>(to), line);
}

void QuizView::toggleLeftOut(size_t place) {
  if (verdict || place >= order.size()) return;
  bool out = place < meant;
  moveLine(place, out ? order.size() - 1 : meant);
  leaveOutFrom(out ? meant - 1 : meant + 1);
}

bool QuizView::mayAnswer() const {
  const quiz::Question* q = question();
  return q && !verdict && (q->form == quiz::Form::Order ? meant > 0 : chosen.has_value());
}

void QuizView::answer() {
  if (!mayAnswer()) return;
  const quiz::Question& q = *question();
  std::vector<uint32_t> given = q.form == quiz::Form::Order ? std::vector<uint32_t>(order.begin(), order.begin() + static_cast<ptrdiff_t>(meant)) : std::vector<uint32_t>{*chosen};
  verdict = quiz::judge(q, given);
  ++asked;
  rightSoFar += verdict->right;
}

trace::EventId sameMoment(const trace::Trace& other, trace::EventId step, const trace::Trace& here) {
  if (step == 0 || step > other.eventCount()) return 0;
  const trace::EventKind kind = other.event(step).kind == trace::EventKind::GcBegin ? trace::EventKind::GcBegin : trace::EventKind::CallbackBegin;
  size_t wanted = 0, seen = 0;
  other.forEach(1, step, [&](const trace::Event& e) { wanted += e.kind == kind && e.thread == 0; });
  trace::EventId found = 0;
  here.forEach(1, here.eventCount(), [&](const trace::Event& e) {
    if (e.kind != kind || e.thread != 0 || ++seen < wanted) return true;
    found = e.id;
    return false;
  });
  return wanted ? found : 0;
}

} // namespace tickscope::gui
