#pragma once
// Scenario files: NAME.json beside NAME.js (assets/schema/scenario.schema.json). Here only the world is read; the schema
// itself is checked by `check`.
#include <string>

#include "core/base/result.h"
#include "core/session/session.h"

namespace tickscope {

struct Scenario {
  std::string path; // of the file; empty: none
  std::string text; // its JSON
};

// `path` if given, else NAME.json beside `program` if it is a scenario (an object with a title and an expectation).
Result<Scenario> findScenario(const std::string& path, const std::string& program);
// Sets what its `world` says. Fails with path:line:column where the JSON is damaged or a value cannot be used.
Result<void> applyScenario(const Scenario& scenario, RunRequest& request);

} // namespace tickscope
