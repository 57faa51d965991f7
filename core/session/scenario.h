#pragma once
// A scenario: what stands beside a program NAME.js as NAME.json. The world it runs in, what it teaches, and what must come
// of it. The form is published as assets/schema/scenario.schema.json; the tests hold this reader and that schema together.
#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tickscope {

struct RunRequest;

// The simulated computer; what is not said keeps the default.
struct World {
  std::optional<int> node; // major version
  std::optional<uint64_t> seed;
  std::optional<unsigned> cores, poolThreads;
  std::vector<std::string> flags, arguments; // Node's own flags; arguments of the program
  std::optional<std::string> standardInput;
  std::map<std::string, std::string> environment;
  std::optional<uint64_t> diskOperationNs, diskNsPer1000Bytes;
};

// What a run must come to.
struct Outcome {
  // Standard output, a group after another: a group of one line is that line, a larger one its lines in any order.
  std::vector<std::vector<std::string>> lines;
  int exitCode = 0;
};

// A wrong belief that a wrong guess reveals.
struct Trap {
  std::string belief, truth;
};

// Names a step of a trace (see the schema): the event that wrote line `nth` of standard output, or the nth event of a
// kind, perhaps with a value of one of its fields.
struct Selector {
  std::string kind; // "print", or the name of an event
  std::string field, value; // "" = any
  uint32_t nth = 1; // from 1; 0 = the last one
};

struct Amount {
  uint64_t min = 0, max = UINT64_MAX;
};

// What must hold right after a step.
struct Claim {
  std::vector<std::pair<std::string, std::string>> event; // fields and their values, as the JSON form writes them
  std::string cause;                                      // kind of the causing event; "" = any
  std::string phase;                                      // "" = any
  std::vector<std::pair<std::string, Amount>> state;      // quantities by their names in the schema
};

struct Narration {
  Selector at;
  std::string atText; // the selector as written
  std::string text;
  Claim claim;
};

// A question about one moment, with its answer (core/quiz/forms.h says what the forms are).
struct StatedQuestion {
  std::string form, about, answer;
};

struct Scenario {
  std::string title, topic, question;
  int level = 1;
  std::vector<Trap> traps;
  World world;
  Outcome expectation;
  std::map<int, Outcome> byNode; // where a Node version answers otherwise
  std::vector<Narration> narration;
  std::vector<StatedQuestion> questions;

  const Outcome& expected(int nodeMajor) const;
};

// `name` is what messages call the text: "NAME:line:column: what is wrong".
Result<Scenario> parseScenario(std::string_view json, std::string_view name);
// Reads the file. Fails if it cannot be read, too.
Result<Scenario> loadScenario(const std::string& path);

// The JSON beside a program: the path with .json instead of .js (.cjs, .mjs).
std::string scenarioPathFor(const std::string& programPath);

// Puts what the world says into a request, over what stands there.
void applyWorld(const World& world, RunRequest& request);

// Nothing if the run came to what was expected, else the first thing that differs.
std::optional<std::string> unexpected(const Outcome& outcome, std::string_view standardOutput, int exitCode);

} // namespace tickscope
