#pragma once
// A quiz about the program that is open: the question, what was answered so far, and the verdict. Knows no drawing.
// Predicting what the program may do takes some runs: they are made on a thread of their own.
#include "core/quiz/question.h"
#include "core/session/session.h"
#include "gui/run_index.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace tickscope::gui {

class QuizMaker {
public:
  QuizMaker(RunRequest request, uint64_t seed);
  ~QuizMaker(); // cancels and waits
  QuizMaker(const QuizMaker&) = delete;
  QuizMaker& operator=(const QuizMaker&) = delete;
  bool busy() const { return busy_.load(std::memory_order_acquire); }
  const RunControl& control() const { return control_; }
  // Once it is no longer busy. Its `problem` says why nothing can be asked.
  std::shared_ptr<const quiz::Predictions> predictions() const { return predictions_; }
  std::vector<quiz::Question> takeQuestions() { return std::move(questions_); }

private:
  RunControl control_;
  std::atomic<bool> busy_{true};
  std::shared_ptr<const quiz::Predictions> predictions_;
  std::vector<quiz::Question> questions_;
  std::thread thread_;
};

struct QuizView {
  std::unique_ptr<QuizMaker> maker;
  std::string problem;                // why there is no question; empty while there may be one
  std::vector<quiz::Question> questions;
  size_t current = 0;
  // Of an order question: the lines in the order in which they stand, and how many of them, from the top, are meant;
  // those below are left out. Of another question: the chosen one, if any.
  std::vector<uint32_t> order;
  size_t meant = 0;
  std::optional<uint32_t> chosen;
  std::optional<quiz::Verdict> verdict;
  bool begun = false; // the predictions were asked for
  bool shows = false; // the step of the verdict is wanted
  bool recorded = false; // the verdict was written down
  // Predicting while one walks: one question after the other, each about what comes next from where the playhead is.
  bool prediction = false, wantsNext = false;
  bool practice = false; // about a program made for it: what comes next is another program
  bool wantsFocus = false, hasKeys = false; // the panel is to take the keyboard; it has it
  size_t selected = 0;                      // line or choice, by key
  size_t asked = 0, rightSoFar = 0;
  std::optional<size_t> dragged; // place in `order`
  float dragFromY = 0;

  bool preparing() const { return maker && maker->busy(); }
  const quiz::Question* question() const { return current < questions.size() ? &questions[current] : nullptr; }

  void takeUp();              // once the questions are there
  void begin(size_t index);   // a question anew
  void predict(quiz::Question question);
  void practise(quiz::Question question);
  void moveLine(size_t from, size_t to);
  void toggleLeftOut(size_t place);
  void leaveOutFrom(size_t place) { meant = std::min(place, order.size()); }
  bool mayAnswer() const;
  void answer();
};

// Where a step of another recording of the same run (with less detail) is in this one: the collection or else the callback
// with the same number, or 0.
trace::EventId sameMoment(const trace::Trace& other, trace::EventId step, const trace::Trace& here);

} // namespace tickscope::gui
