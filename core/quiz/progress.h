#pragma once
// What a person has shown to know: one readable JSON file, kept locally. Times are seconds since the Unix epoch and come
// from the caller; nothing here reads a clock.
//
// The file survives what happens to files: a damaged one is set aside and a fresh one begun, writing replaces the file at
// once (a new file is renamed over it), and what a newer version wrote is kept although this one does not understand it.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/quiz/question.h"

namespace tickscope::quiz {

// Spaced repetition is about beliefs: a question is only a way to ask after one.
struct BeliefProgress {
  uint32_t box = 0;        // 0 = shown to be believed, or never asked; each right answer moves it up
  int64_t dueAt = 0;       // when to ask again
  uint32_t right = 0, wrong = 0; // answers to questions after it; of wrong ones, those that revealed it
};
inline constexpr uint32_t kBoxes = 6;
int64_t secondsUntilNext(uint32_t box); // how long a belief rests in a box

struct TopicProgress {
  uint32_t right = 0, wrong = 0;
};

// A program of the library: what the marks in its list say.
struct ScenarioProgress {
  bool opened = false;
  std::map<std::string, bool> answers; // by question (questionName): whether the last answer was right
  size_t right() const;
};
std::string questionName(const Question& question); // "order", or "phase: tick" with what it is about

struct Progress {
  std::map<std::string, BeliefProgress> beliefs; // by misconception's id
  std::map<std::string, TopicProgress> topics;
  std::map<std::string, ScenarioProgress> scenarios; // by topic and name: "order/first-look"
  uint64_t asked = 0;    // questions in all: the next seed
  std::string rest;      // members of the file that this version does not know, as JSON

  // Counts an answer. A right one speaks against every misconception that the question asks after; a wrong one for the
  // one that it is diagnosed with.
  void record(const Question& question, const Verdict& verdict, int64_t now);
  // The same of a program of the library, whose marks it changes.
  void record(const std::string& scenario, const Question& question, const Verdict& verdict, int64_t now);
};

std::string progressToJson(const Progress& progress);
// Fails if it is not what progressToJson writes (or a newer version's).
Result<Progress> progressFromJson(std::string_view text);

// $XDG_DATA_HOME/tickscope/progress.json, else ~/.local/share/tickscope/progress.json; empty without a home.
std::string progressPath();

struct LoadedProgress {
  Progress progress;
  std::string warning; // the file was damaged and has been set aside as …; empty if all is well
};
// A file that is not there is a fresh start.
LoadedProgress loadProgress(const std::string& path);
Result<void> saveProgress(const std::string& path, const Progress& progress);

} // namespace tickscope::quiz
