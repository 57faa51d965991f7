#pragma once
// A pack: the questions of a folder of programs, for a class; and results to collect.
#include <string>
#include <vector>

#include "core/quiz/question.h"

namespace tickscope::quiz {

struct PackItem {
  std::string name; // of the program, without folder and ending
  std::string path, text;
  std::vector<Question> questions;
  std::string problem; // why there are none; empty if there are
};
// Programs (.js) of the folder in order of their names, each with its scenario's world where a .json stands beside it: an
// ordering question where the program gives one, and the questions that the scenario states.
std::vector<PackItem> loadPack(const std::string& folder, int nodeMajor, uint64_t seed);

struct PackResult {
  std::string program, form, subject;
  bool right = false;
  std::string misconception; // id; empty: none was found
  double seconds = 0;
};
std::string resultsAsCsv(const std::vector<PackResult>& results);  // RFC 4180, with a header
std::string resultsAsJson(const std::vector<PackResult>& results);

} // namespace tickscope::quiz
