#include "core/session/scenario.h"

#include "core/session/json_place.h"
#include "core/session/session.h"
#include "core/trace/event.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>

#include <nlohmann/json.hpp>

namespace tickscope {
namespace {

using Json = nlohmann::json;

// Quantities of a claim; narration.cpp says what each is.
constexpr std::string_view kQuantities[] = {
    "iteration", "ticks",     "microtasks", "timers",      "timerLists", "referencedTimers", "immediates",
    "suspended", "unhandled", "ready",      "poolThreads", "poolBusy",   "poolQueued",       "poolFinished",
};

// Forms of core/quiz that ask about one moment.
constexpr std::string_view kStatedForms[] = {"next-line", "phase", "microtasks", "ticks", "pool-thread", "lateness", "alive", "next-callback", "write-says", "promoted"};

// Thrown inside of this file only, where a member is not what it must be.
struct Wrong {
  std::string pointer; // JSON pointer of the value
  std::string message;
};

// A value and where it stands, so that every complaint has a place.
class Node {
 public:
  Node(const Json& value, std::string pointer) : value_(value), pointer_(std::move(pointer)) {}

  [[noreturn]] void wrong(std::string message) const { throw Wrong{pointer_, std::move(message)}; }
  Node need(const char* key) const {
    if (!object().contains(key)) wrong(std::string("'") + key + "' is missing");
    return Node(value_[key], pointer_ + "/" + key);
  }
  std::optional<Node> maybe(const char* key) const {
    if (!object().contains(key)) return std::nullopt;
    return Node(value_[key], pointer_ + "/" + key);
  }
  void onlyKnows(std::initializer_list<std::string_view> keys) const {
    for (const auto& [key, inner] : object().items()) {
      if (std::find(keys.begin(), keys.end(), key) == keys.end())
        Node(inner, pointer_ + "/" + key).wrong("there is no '" + key + "' here");
    }
  }
  const Json& object() const {
    if (!value_.is_object()) wrong("must be an object");
    return value_;
  }
  std::vector<Node> items() const {
    if (!value_.is_array()) wrong("must be an array");
    std::vector<Node> nodes;
    for (size_t i = 0; i < value_.size(); ++i) nodes.emplace_back(value_[i], pointer_ + "/" + std::to_string(i));
    return nodes;
  }
  std::vector<std::pair<std::string, Node>> members() const {
    std::vector<std::pair<std::string, Node>> found;
    for (const auto& [key, inner] : object().items()) found.emplace_back(key, Node(inner, pointer_ + "/" + key));
    return found;
  }
  std::string text() const {
    if (!value_.is_string()) wrong("must be a string");
    std::string text = value_.get<std::string>();
    return text;
  }
  std::string someText() const {
    std::string found = text();
    if (found.empty()) wrong("must not be empty");
    return found;
  }
  uint64_t number(uint64_t min, uint64_t max) const {
    if (!value_.is_number_unsigned()) wrong("must be a whole number of at least " + std::to_string(min));
    const uint64_t number = value_.get<uint64_t>();
    if (number < min || number > max)
      wrong("must lie between " + std::to_string(min) + " and " + std::to_string(max));
    return number;
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> found;
    for (const Node& item : items()) found.push_back(item.text());
    return found;
  }
  bool isString() const { return value_.is_string(); }
  bool isObject() const { return value_.is_object(); }
  const Json& json() const { return value_; }

 private:
  const Json& value_;
  std::string pointer_;
};

World readWorld(const Node& node) {
  node.onlyKnows({"node", "seed", "cores", "poolThreads", "flags", "arguments", "stdin", "environment", "disk"});
  World world;
  if (auto version = node.maybe("node")) {
    const auto major = static_cast<int>(version->number(0, 1000));
    if (std::find(std::begin(kNodeMajors), std::end(kNodeMajors), major) == std::end(kNodeMajors))
      version->wrong("there are no rules for Node " + std::to_string(major));
    world.node = major;
  }
  if (auto seed = node.maybe("seed")) world.seed = seed->number(0, UINT64_MAX);
  if (auto cores = node.maybe("cores")) world.cores = static_cast<unsigned>(cores->number(1, 1024));
  if (auto threads = node.maybe("poolThreads")) world.poolThreads = static_cast<unsigned>(threads->number(1, 1024));
  if (auto flags = node.maybe("flags")) {
    for (const Node& flag : flags->items()) {
      if (flag.text().rfind("--", 0) != 0) flag.wrong("a flag begins with --");
      world.flags.push_back(flag.text());
    }
  }
  if (auto arguments = node.maybe("arguments")) world.arguments = arguments->texts();
  if (auto input = node.maybe("stdin")) world.standardInput = input->text();
  if (auto environment = node.maybe("environment"))
    for (const auto& [key, value] : environment->members()) world.environment[key] = value.text();
  if (auto disk = node.maybe("disk")) {
    disk->onlyKnows({"operationNs", "nsPer1000Bytes"});
    if (auto ns = disk->maybe("operationNs")) world.diskOperationNs = ns->number(0, UINT64_MAX);
    if (auto ns = disk->maybe("nsPer1000Bytes")) world.diskNsPer1000Bytes = ns->number(0, UINT64_MAX);
  }
  return world;
}

Outcome readOutcome(const Node& node, const Outcome& usual) {
  Outcome outcome = usual;
  if (auto lines = node.maybe("stdout")) {
    outcome.lines.clear();
    for (const Node& item : lines->items()) {
      if (item.isString()) {
        outcome.lines.push_back({item.text()});
        continue;
      }
      item.onlyKnows({"anyOrder"});
      outcome.lines.push_back(item.need("anyOrder").texts());
      if (outcome.lines.back().size() < 2) item.wrong("one line has only one order");
    }
  }
  if (auto code = node.maybe("exitCode")) outcome.exitCode = static_cast<int>(code->number(0, 255));
  return outcome;
}

bool isEventKind(std::string_view name) {
  for (size_t kind = 1; kind < trace::kEventKinds; ++kind)
    if (trace::name(static_cast<trace::EventKind>(kind)) == name) return true;
  return false;
}

Selector readSelector(const Node& node) {
  const std::string text = node.text();
  std::istringstream words(text);
  std::vector<std::string> parts;
  for (std::string word; words >> word;) parts.push_back(word);
  Selector selector;
  if (parts.size() < 2 || parts.size() > 3) node.wrong("must be `print N`, `KIND N` or `KIND FIELD=VALUE N`");
  selector.kind = parts[0];
  if (selector.kind != "print" && !isEventKind(selector.kind)) node.wrong("there is no event " + selector.kind);
  if (parts.size() == 3) {
    const size_t equals = parts[1].find('=');
    if (selector.kind == "print" || equals == std::string::npos || equals == 0)
      node.wrong("'" + parts[1] + "' is not FIELD=VALUE");
    selector.field = parts[1].substr(0, equals);
    selector.value = parts[1].substr(equals + 1);
  }
  const std::string& nth = parts.back();
  if (nth == "last") {
    selector.nth = 0;
  } else {
    if (nth.find_first_not_of("0123456789") != std::string::npos || nth[0] == '0' || nth.size() > 9)
      node.wrong("'" + nth + "' is neither a number from 1 nor `last`");
    selector.nth = static_cast<uint32_t>(std::stoul(nth));
  }
  return selector;
}

Amount readAmount(const Node& node) {
  if (!node.isObject()) {
    const uint64_t exact = node.number(0, UINT64_MAX);
    return {exact, exact};
  }
  node.onlyKnows({"min", "max"});
  Amount amount;
  if (auto min = node.maybe("min")) amount.min = min->number(0, UINT64_MAX);
  if (auto max = node.maybe("max")) amount.max = max->number(0, UINT64_MAX);
  if (amount.min > amount.max) node.wrong("min is above max");
  return amount;
}

Claim readClaim(const Node& node) {
  node.onlyKnows({"event", "cause", "state"});
  Claim claim;
  if (auto event = node.maybe("event")) {
    for (const auto& [key, value] : event->members()) {
      const Json& json = value.json();
      if (json.is_structured() || json.is_null() || json.is_number_float()) value.wrong("must be a word, a whole number, true or false");
      claim.event.emplace_back(key, json.is_string() ? json.get<std::string>() : json.dump());
    }
  }
  if (auto cause = node.maybe("cause")) {
    claim.cause = cause->text();
    if (!isEventKind(claim.cause)) cause->wrong("there is no event " + claim.cause);
  }
  if (auto state = node.maybe("state")) {
    for (const auto& [key, value] : state->members()) {
      if (key == "phase") {
        claim.phase = value.text();
        const auto& words = trace::words::kPhase;
        if (std::none_of(std::begin(words), std::end(words), [&](const trace::Word& w) { return w.name == claim.phase; }))
          value.wrong("there is no phase " + claim.phase);
        continue;
      }
      if (std::find(std::begin(kQuantities), std::end(kQuantities), key) == std::end(kQuantities))
        value.wrong("there is no '" + key + "' here");
      claim.state.emplace_back(key, readAmount(value));
    }
  }
  return claim;
}

Scenario readScenario(const Node& root) {
  root.onlyKnows({"$schema", "title", "topic", "level", "question", "traps", "world", "expectation", "narration", "questions"});
  Scenario scenario;
  scenario.title = root.need("title").someText();
  scenario.topic = root.need("topic").someText();
  scenario.level = static_cast<int>(root.need("level").number(1, 3));
  scenario.question = root.need("question").someText();
  if (auto traps = root.maybe("traps")) {
    for (const Node& trap : traps->items()) {
      trap.onlyKnows({"belief", "truth"});
      scenario.traps.push_back({trap.need("belief").someText(), trap.need("truth").someText()});
    }
  }
  if (auto questions = root.maybe("questions")) {
    for (const Node& question : questions->items()) {
      question.onlyKnows({"form", "about", "answer"});
      const Node form = question.need("form");
      if (std::find(std::begin(kStatedForms), std::end(kStatedForms), form.text()) == std::end(kStatedForms))
        form.wrong("there is no form '" + form.text() + "' of questions about a moment");
      scenario.questions.push_back({form.text(), question.need("about").someText(), question.need("answer").someText()});
    }
  }
  if (auto world = root.maybe("world")) scenario.world = readWorld(*world);
  const Node expectation = root.need("expectation");
  expectation.onlyKnows({"stdout", "exitCode", "byNode"});
  expectation.need("stdout");
  scenario.expectation = readOutcome(expectation, {});
  if (auto byNode = expectation.maybe("byNode")) {
    for (const auto& [key, outcome] : byNode->members()) {
      outcome.onlyKnows({"stdout", "exitCode"});
      if (key.empty() || key.size() > 3 || key.find_first_not_of("0123456789") != std::string::npos)
        outcome.wrong("'" + key + "' is no major version of Node");
      scenario.byNode[std::stoi(key)] = readOutcome(outcome, scenario.expectation);
    }
  }
  if (auto narration = root.maybe("narration")) {
    for (const Node& item : narration->items()) {
      item.onlyKnows({"at", "text", "claim"});
      const Node at = item.need("at");
      Narration told{.at = readSelector(at), .atText = at.text(), .text = item.need("text").someText(), .claim = {}};
      if (auto claim = item.maybe("claim")) told.claim = readClaim(*claim);
      scenario.narration.push_back(std::move(told));
    }
  }
  return scenario;
}

std::string placed(std::string_view name, std::string_view text, size_t offset, const std::string& message) {
  const auto [line, column] = lineAndColumn(text, offset);
  return std::string(name) + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + message;
}

} // namespace

const Outcome& Scenario::expected(int nodeMajor) const {
  const auto found = byNode.find(nodeMajor);
  return found == byNode.end() ? expectation : found->second;
}

Result<Scenario> parseScenario(std::string_view text, std::string_view name) {
  if (const auto problem = jsonProblem(text)) return Error{placed(name, text, problem->offset, problem->message)};
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return Error{placed(name, text, 0, "this is not JSON")};
  try {
    return readScenario(Node(json, ""));
  } catch (const Wrong& wrong) {
    return Error{placed(name, text, jsonPlace(text, wrong.pointer), wrong.message)};
  }
}

Result<Scenario> loadScenario(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.good() && !file.eof()) return Error{path + ": cannot be read: " + std::strerror(errno)};
  return parseScenario(text, path);
}

std::string scenarioPathFor(const std::string& programPath) {
  for (std::string_view ending : {".js", ".cjs", ".mjs"})
    if (programPath.size() > ending.size() && programPath.ends_with(ending))
      return programPath.substr(0, programPath.size() - ending.size()) + ".json";
  return programPath + ".json";
}

void applyWorld(const World& world, RunRequest& request) {
  if (world.node) request.nodeMajor = *world.node;
  if (world.seed) request.seed = *world.seed;
  if (world.cores) request.cores = *world.cores;
  if (world.poolThreads) request.poolThreads = world.poolThreads;
  request.nodeOptions.insert(request.nodeOptions.end(), world.flags.begin(), world.flags.end());
  if (!world.arguments.empty()) request.arguments = world.arguments;
  if (world.standardInput) request.standardInput = *world.standardInput;
  for (const auto& [key, value] : world.environment) request.environment[key] = value;
  if (world.diskOperationNs) request.latencies.diskOperation = world.diskOperationNs;
  if (world.diskNsPer1000Bytes) request.latencies.diskByteNs1000 = world.diskNsPer1000Bytes;
}

std::optional<std::string> unexpected(const Outcome& outcome, std::string_view standardOutput, int exitCode) {
  std::vector<std::string> lines;
  while (!standardOutput.empty()) {
    const size_t end = standardOutput.find('\n');
    lines.emplace_back(standardOutput.substr(0, end));
    if (end == std::string_view::npos) return "the last line has no end: " + lines.back();
    standardOutput.remove_prefix(end + 1);
  }
  size_t at = 0;
  for (const auto& group : outcome.lines) {
    std::vector<std::string> wanted = group;
    std::vector<std::string> got(lines.begin() + static_cast<ptrdiff_t>(std::min(at, lines.size())),
                                 lines.begin() + static_cast<ptrdiff_t>(std::min(at + group.size(), lines.size())));
    std::sort(wanted.begin(), wanted.end());
    std::sort(got.begin(), got.end());
    if (wanted != got) {
      const bool any = group.size() > 1;
      const std::string line = at < lines.size() ? "'" + lines[at] + "'" : "the end of the output";
      return "line " + std::to_string(at + 1) + ": expected '" + group[0] + "'" +
             (any ? " or one of " + std::to_string(group.size() - 1) + " others" : "") + ", got " + line;
    }
    at += group.size();
  }
  if (at < lines.size()) return "line " + std::to_string(at + 1) + ": expected the end of the output, got '" + lines[at] + "'";
  if (exitCode != outcome.exitCode)
    return "exit code: expected " + std::to_string(outcome.exitCode) + ", got " + std::to_string(exitCode);
  return std::nullopt;
}

} // namespace tickscope
