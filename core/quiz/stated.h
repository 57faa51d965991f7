#pragma once
// The questions that a scenario states, with their answers.
#include <string>
#include <vector>

#include "core/session/scenario.h"
#include "core/session/session.h"

namespace tickscope::quiz {

// What is wrong with the answers that a scenario states about its program, a sentence each.
std::vector<std::string> wrongAnswers(const Scenario& scenario, const std::string& programPath);

} // namespace tickscope::quiz
