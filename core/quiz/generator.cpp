#include "core/quiz/generator.h"

#include <algorithm>
#include <set>

#include "core/base/assert.h"
#include "core/quiz/shuffle.h"

namespace tickscope::quiz {

namespace {
// What lines say: short, and without an order of their own.
constexpr const char* kWords[] = {"apple", "birch", "cedar", "daisy", "elder", "fern",  "grape", "hazel", "iris",  "jade",
                                  "kiwi",  "lemon", "maple", "olive", "peach", "quince", "rose",  "sage",  "thyme", "willow"};

// Statements of a program, with their indentation.
class Text {
public:
  explicit Text(uint64_t seed) : dice_(seed) {
    words_.assign(std::begin(kWords), std::end(kWords));
    shuffle(words_, dice_.next());
  }
  Dice& dice() { return dice_; }
  bool coin() { return dice_.below(2) == 0; }

  std::string log() { // a statement that prints a word not printed before
    TICK_ASSERT(used_ < words_.size(), "a generated program prints no more lines than there are words");
    return "console.log('" + std::string(words_[used_++]) + "');";
  }
  std::string arrow() { // a callback that only prints
    std::string statement = log();
    statement.pop_back();
    return "() => " + statement;
  }
  // A callback with several statements.
  static std::string block(const std::vector<std::string>& statements, const std::string& head = "() => ") {
    std::string text = head + "{\n";
    for (const std::string& statement : statements) text += indented(statement) + "\n";
    return text + "}";
  }
  static std::string indented(const std::string& text) {
    std::string result = "  ";
    for (const char c : text) {
      result += c;
      if (c == '\n') result += "  ";
    }
    return result;
  }
  size_t left() const { return words_.size() - used_; }

private:
  Dice dice_;
  std::vector<const char*> words_;
  size_t used_ = 0;
};

// Of several pieces that each throw dice: + would leave it to the compiler which throws first, a list does not.
std::string joined(std::initializer_list<std::string> pieces) {
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

std::string tick(const std::string& callback) { return "process.nextTick(" + callback + ");"; }
std::string micro(Text& text, const std::string& callback) {
  return std::string(text.coin() ? "queueMicrotask(" : "Promise.resolve().then(") + callback + ");";
}
std::string timeout(const std::string& callback, unsigned ms) { return "setTimeout(" + callback + ", " + std::to_string(ms) + ");"; }
std::string immediate(const std::string& callback) { return "setImmediate(" + callback + ");"; }
std::string busy(unsigned ms) { return "for (const end = Date.now() + " + std::to_string(ms) + "; Date.now() < end;);"; }

// Something harmless that stands in the way: it is queued somewhere and prints a word.
std::string filler(Text& text) {
  switch (text.dice().below(5)) {
  case 0: return tick(text.arrow());
  case 1: return micro(text, text.arrow());
  case 2: {
    const unsigned ms = 30 + text.dice().below(3) * 20;
    return timeout(text.arrow(), ms);
  }
  case 3: return micro(text, Text::block({text.log(), tick(text.arrow())}));
  default: return tick(Text::block({text.log(), micro(text, text.arrow())}));
  }
}

using Program = std::vector<std::string>;

// Puts fillers between the statements; `anywhere` false: only before and after.
void fill(Text& text, Program& program, int level, bool anywhere = true) {
  const unsigned count = unsigned(level - 1) + text.dice().below(2);
  for (unsigned i = 0; i < count && text.left() > 3; ++i) {
    const size_t places = program.size() + 1;
    const size_t at = anywhere ? text.dice().below(uint32_t(places)) : text.coin() ? 0 : program.size();
    program.insert(program.begin() + ptrdiff_t(at), filler(text));
  }
}

// In a callback of the file system the immediate comes before the timer, whatever the clock says.
std::string afterFile(const std::vector<std::string>& statements) {
  return "const fs = require('fs');\nfs.stat(__filename, " + Text::block(statements) + ");";
}

std::string waited(Text& text) { // what an async function waits for
  return text.coin() ? "await null;" : "await Promise.resolve();";
}
constexpr const char* kSleep = "await new Promise((resolve) => setTimeout(resolve, 10));";

Program statementsAbout(MisconceptionId about, Text& text) {
  Program p;
  switch (about) {
  case MisconceptionId::PromisesBeforeTicks:
    // In the first of two timers that are due together, so that it matters what comes before the second one, too.
    p = {micro(text, text.arrow()), tick(text.arrow())};
    if (text.coin()) std::swap(p[0], p[1]);
    if (text.coin()) p.push_back(micro(text, text.arrow()));
    p = {timeout(Text::block(p), 0), timeout(text.arrow(), 0)};
    break;
  case MisconceptionId::DrainBetweenPhases:
    if (text.coin()) p = {timeout(Text::block({text.log(), micro(text, text.arrow())}), 0), timeout(text.arrow(), 0)};
    else p = {afterFile({immediate(Text::block({text.log(), micro(text, text.arrow())})), immediate(text.arrow())})};
    p.push_back(micro(text, text.arrow()));
    p.push_back(timeout(text.arrow(), 30));
    break;
  case MisconceptionId::OneQueue:
    p = {timeout(text.arrow(), 0), micro(text, Text::block({text.log(), micro(text, text.arrow())})), tick(text.arrow())};
    shuffle(p, text.dice().next());
    break;
  case MisconceptionId::ZeroTimeout:
    p = {timeout(text.arrow(), 0), text.log()};
    if (text.coin()) p.push_back(micro(text, text.arrow()));
    if (text.coin()) p.insert(p.begin(), text.log());
    break;
  case MisconceptionId::AwaitBlocks:
    p = {Text::block({text.log(), waited(text), text.log(), kSleep, text.log()}, "async function work() "), text.coin() ? "work();" : "work().then(" + text.arrow() + ");", text.log()};
    if (text.coin()) p.insert(p.begin() + 1, micro(text, text.arrow()));
    break;
  case MisconceptionId::AwaitGoesOn:
    p = {Text::block({text.log(), text.coin() ? "await null;" : "await 42;", text.log(), kSleep, text.log()}, "async function work() "), "work();", text.log()};
    if (text.coin()) p.push_back(micro(text, text.arrow()));
    break;
  case MisconceptionId::ThenAtOnce:
    p = {"const ready = Promise.resolve();", "ready.then(" + text.arrow() + ");", text.log()};
    if (text.coin()) p.insert(p.begin() + 1, text.log());
    break;
  case MisconceptionId::ExecutorLater:
    p = {text.log(), joined({"new Promise(", Text::block({text.log(), "resolve();"}, "(resolve) => "), ").then(", text.arrow(), ");"}), text.log()};
    break;
  case MisconceptionId::AsyncBodyLater:
    p = {Text::block({text.log(), "await null;", text.log()}, "async function work() "), "work();", text.log()};
    if (text.coin()) p.insert(p.begin() + 1, text.log());
    break;
  case MisconceptionId::ThenableFree: {
    const std::string inner = text.coin() ? Text::block({"return Promise.resolve();"}, "async function inner() ")
                                          : Text::block({"return new Promise((resolve) => resolve());"}, "async function inner() ");
    p = {inner, "inner().then(" + text.arrow() + ");", joined({"Promise.resolve().then(", text.arrow(), ").then(", text.arrow(), ").then(", text.arrow(), ");"})};
    break;
  }
  case MisconceptionId::EmitLater:
    p = {"const EventEmitter = require('events');", "const bus = new EventEmitter();", "bus.on('news', " + text.arrow() + ");",
         text.coin() ? text.log() : micro(text, text.arrow()), "bus.emit('news');", text.log()};
    if (text.coin()) p.insert(p.begin() + 3, "bus.once('news', " + text.arrow() + ");");
    break;
  case MisconceptionId::ImmediateFirst:
    p = {afterFile({immediate(text.arrow()), micro(text, text.arrow()), text.coin() ? tick(text.arrow()) : text.log()})};
    break;
  case MisconceptionId::NestedImmediateNow:
    // The first two lines tell it from the belief that immediates come before timers.
    p = {timeout(text.arrow(), 0), busy(2), immediate(text.arrow()),
         timeout(Text::block({immediate(Text::block({text.log(), immediate(text.arrow())})), timeout(text.arrow(), 0),
                                        immediate(Text::block({text.log(), busy(3)}))}), 20)};
    break;
  case MisconceptionId::TicksNextTurn:
    p = {timeout(Text::block({text.log(), tick(text.arrow())}), 0), timeout(text.arrow(), 0)};
    if (text.coin()) p.push_back(micro(text, text.arrow()));
    if (text.coin()) p = {timeout(text.arrow(), 0), tick(Text::block({text.log(), tick(text.arrow())}))};
    break;
  case MisconceptionId::TicksAlternate:
    p = {tick(text.arrow()), micro(text, text.arrow()), tick(text.arrow()), micro(text, text.arrow())};
    shuffle(p, text.dice().next());
    break;
  case MisconceptionId::MicrotasksOneRound:
    p = {timeout(text.arrow(), 0), micro(text, Text::block({text.log(), micro(text, text.arrow())}))};
    if (text.coin()) std::swap(p[0], p[1]);
    if (text.coin()) p.push_back(joined({"Promise.resolve().then(", text.arrow(), ").then(", text.arrow(), ");"}));
    break;
  case MisconceptionId::ShorterDelayFirst: {
    const unsigned longer = 12 + 4 * text.dice().below(3);
    p = {timeout(text.arrow(), longer), busy(longer - 3), timeout(text.arrow(), longer / 2)};
    break;
  }
  case MisconceptionId::UnrefHolds:
    p = {timeout(text.arrow(), 10), joined({"setTimeout(", text.arrow(), ", ", std::to_string(50 + 50 * text.dice().below(4)), ").unref();"})};
    if (text.coin()) std::swap(p[0], p[1]);
    if (text.coin()) p.push_back(text.log());
    break;
  case MisconceptionId::IntervalCatchesUp: {
    const unsigned every = 10 + 2 * text.dice().below(3);
    const std::string slow = "if (runs === 1) " + Text::block({busy(every * 2 + every / 2), timeout(text.arrow(), every / 2)}, "");
    p = {"let runs = 0;", "const timer = setInterval(" + Text::block({"runs++;", "console.log(`run ${runs}`);", slow, "if (runs === 3) clearInterval(timer);"}) +
                              ", " + std::to_string(every) + ");"};
    if (text.coin()) p.push_back(text.log());
    break;
  }
  case MisconceptionId::PoolOneByOne: {
    const char* quick[] = {"fs.stat(__filename, ", "fs.access(__filename, ", "fs.readdir(__dirname, "};
    p = {"const fs = require('fs');", "fs.readFile(__filename, " + text.arrow() + ");", joined({quick[text.dice().below(3)], text.arrow(), ");"})};
    if (text.coin()) p.push_back(text.log());
    break;
  }
  case MisconceptionId::WriteWaits: {
    const std::string done = text.coin() ? "setImmediate(done);" : "setTimeout(done, 5);";
    std::vector<std::string> sink{text.coin() ? "console.log(`sink gets ${chunk}`);" : text.log(), done};
    if (text.coin()) sink = {"setTimeout(() => {\n  console.log(`written: ${chunk}`);\n  done();\n}, 5);"};
    p = {"const { Writable } = require('stream');", "const sink = new Writable({ highWaterMark: 16, write" + Text::block(sink, "(chunk, encoding, done) ") + " });",
         "sink.write('one');", text.log(), "sink.write('two');", text.log()};
    if (text.coin()) p.push_back(tick(text.arrow()));
    break;
  }
  case MisconceptionId::RaceCancels: {
    const unsigned fast = 10 + 2 * text.dice().below(3), slow = 30 + 10 * text.dice().below(3);
    const bool byTimer = text.coin();
    p = {byTimer ? "const work = (ms, name) => new Promise((resolve) => setTimeout(() => {\n  console.log(`${name} is done`);\n  resolve(name);\n}, ms));"
                 : "const work = async (ms, name) => {\n  await new Promise((resolve) => setTimeout(resolve, ms));\n  console.log(`${name} is done`);\n  return name;\n};"};
    std::string first = "work(" + std::to_string(fast) + ", 'hare')", second = "work(" + std::to_string(slow) + ", 'tortoise')";
    if (text.coin()) std::swap(first, second);
    p.push_back("Promise.race([" + first + ", " + second + "]).then((name) => console.log(`the winner is ${name}`));");
    if (text.coin()) p.push_back(text.log());
    break;
  }
  case MisconceptionId::CatchLater: {
    const std::string thrower = Text::block({text.log(), "throw new Error('late');"});
    const std::string later = text.coin() ? timeout(thrower, 0) : text.coin() ? immediate(thrower) : tick(thrower);
    p = {"try " + Text::block({later, text.log()}, "") + " catch (error) " + Text::block({"console.log(`caught: ${error.message}`);"}, "")};
    if (text.coin()) p.push_back(text.log());
    if (text.coin()) p.insert(p.begin(), "process.on('uncaughtException', " + text.arrow() + ");");
    break;
  }
  case MisconceptionId::ExitWaits:
    p = {"process.on('exit', " + Text::block({text.log(), text.coin() ? timeout(text.arrow(), 0) : tick(text.arrow())}) + ");", timeout(text.arrow(), 5)};
    if (text.coin()) p.push_back(text.log());
    break;
  }
  return p;
}

// Fillers would change what these programs are about, or race with it.
bool standsAlone(MisconceptionId about) {
  return about == MisconceptionId::PoolOneByOne || about == MisconceptionId::IntervalCatchesUp || about == MisconceptionId::ShorterDelayFirst ||
         about == MisconceptionId::WriteWaits || about == MisconceptionId::RaceCancels || about == MisconceptionId::CatchLater;
}
} // namespace

std::string generateProgram(MisconceptionId about, int level, uint64_t seed) {
  Text text(seed ^ (uint64_t(about) + 1) << 32);
  Program program = statementsAbout(about, text);
  if (!standsAlone(about)) fill(text, program, level);
  std::string result;
  for (const std::string& statement : program) result += statement + "\n";
  return result;
}

namespace {
// Whether a rule of the misconception changes what the program prints: far cheaper than all that predict() does.
bool changes(MisconceptionId about, RunRequest request, RunControl* control) {
  request.keepTrace = false;
  request.limits.instructions = PredictionLimits().instructions;
  const RunResult right = tickscope::run(request, control);
  for (const WrongRule rule : misconception(about).rules) {
    request.wrongRules = {rule};
    const RunResult wrong = tickscope::run(request, control);
    if (right.end == RunEnd::Exited && wrong.end == RunEnd::Exited && wrong.standardOutput != right.standardOutput) return true;
  }
  return false;
}
} // namespace

std::optional<FreshProgram> freshProgram(MisconceptionId about, int level, int nodeMajor, uint64_t seed, unsigned tries, RunControl* control) {
  for (unsigned i = 0; i < tries; ++i) {
    FreshProgram fresh;
    fresh.seed = seed + i;
    fresh.text = generateProgram(about, level, fresh.seed);
    RunRequest request;
    request.path = "/quiz/program.js"; // a folder that no machine has: the program sees nothing but itself
    request.text = fresh.text;
    request.nodeMajor = nodeMajor;
    if (!changes(about, request, control)) continue;
    Predictions predictions = predict(request, {}, control);
    if (!predictions.problem.empty() || predictions.isRace() || !predictions.allOrders) continue;
    const bool telling = std::any_of(predictions.wrong.begin(), predictions.wrong.end(), [&](const WrongRun& run) {
      if (misconceptionOf(run.rule) != about) return false;
      const auto rules = predictions.explains(run.lines);
      return !rules.empty() && std::all_of(rules.begin(), rules.end(), [&](WrongRule rule) { return misconceptionOf(rule) == about; });
    });
    if (!telling) continue;
    fresh.predictions = std::make_shared<const Predictions>(std::move(predictions));
    return fresh;
  }
  return std::nullopt;
}

} // namespace tickscope::quiz
