// What the fold of the events says of every queue is what the engine's own queues hold, asked at every call and every turn of a
// loop of the program, while it runs.
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "core/machine/disk.h"
#include "core/machine/machine.h"
#include "core/node/runtime.h"
#include "core/session/engine_thread.h"
#include "core/trace/decode.h"
#include "core/trace/fold/fold.h"
#include "core/trace/recorder.h"
#include "core/trace/state.h"

using namespace tickscope;

namespace {

// Folds what is recorded as soon as it is flushed.
class LiveFold final : public trace::BlockSink {
public:
  trace::State state;

  void write(trace::Block&& block) override {
    REQUIRE(definitions_.add(block.definitions).ok());
    trace::Decoder decoder(block.events, definitions_, block.firstEvent, {0, trace::kNoEvent, block.startNs, block.startThread});
    trace::Event event;
    while (decoder.next(event)) trace::apply(state, event);
    REQUIRE(decoder.damage() == nullptr);
  }

private:
  trace::Definitions definitions_;
};

struct Silence final : OutputSink {
  void write(trace::Stream, std::string_view) override {}
};

// How often they were compared; the first difference is a failure.
size_t compareWhileRunning(const std::string& program, int major) {
  size_t compared = 0;
  runOnEngineThread(
      [&] {
        MachineSettings settings;
        Machine machine(settings);
        NodeOptions options;
        options.major = options.isolate.nodeMajor = major;
        options.mainPath = "/app/program.js";
        options.mainText = program;
        options.hasMainText = true;
        machine.disk().makeDirectory("/app", 0777);
        machine.disk().writeFile(options.mainPath, options.mainText);
        Silence silence;
        LiveFold fold;
        auto node = std::make_unique<NodeRuntime>(machine, options, silence, nullptr);
        auto recorder = std::make_unique<trace::Recorder>(trace::Detail::Loop, &node->iso.clock, fold);
        node->iso.recorder = machine.recorder = recorder.get();
        node->iso.interruptRequested = true; // and never taken back: goOn is asked wherever it can be
        node->goOn = [&] {
          recorder->flush();
          const trace::IsolateState& seen = fold.state.isolate();
          // What is about to run is out of its queue just before its callback begins.
          const size_t about = seen.running.empty() ? 1 : 0;
          CHECK((seen.ticks.size() >= node->loop.ticks.size() && seen.ticks.size() <= node->loop.ticks.size() + about));
          CHECK(seen.microtasks.size() == node->iso.microtasks->size());
          CHECK((seen.immediates.empty() && seen.immediateBatch.empty()) == node->loop.immediates.empty());
          size_t timers = 0;
          node->loop.timers.earliest([&](const TimerObject*) {
            ++timers;
            return false;
          });
          CHECK((seen.timers.size() >= timers && seen.timers.size() <= timers + about));
          CHECK(seen.closing.empty() == node->loop.closing.empty());
          CHECK(seen.poolJobs == machine.pool().outstanding());
          ++compared;
          return true;
        };
        node->run();
        node->iso.recorder = machine.recorder = nullptr;
        node.reset();
      },
      60, [] {});
  return compared;
}

constexpr const char* kProgram = R"js(
const fs = require('fs');
const { Transform, pipeline, Readable, Writable } = require('stream');
function work(n) { let sum = 0; for (let i = 0; i < n; i++) sum += i; return sum; }
for (let i = 0; i < 5; i++) {
  process.nextTick(() => { work(3); Promise.resolve().then(() => work(2)); });
  setImmediate(() => { work(3); if (i % 2) setImmediate(work, 1); process.nextTick(work, 2); });
  setTimeout(() => { work(4); queueMicrotask(() => work(1)); }, i % 3);
}
const late = setTimeout(work, 50, 1), never = setImmediate(work);
clearTimeout(late);
clearImmediate(never);
const interval = setInterval(() => { work(2); if (++turns === 3) clearInterval(interval); }, 2);
let turns = 0;
(async () => { for (let i = 0; i < 4; i++) { await i; work(2); } throw new Error('lost'); })().catch(() => work(1));
for (let i = 0; i < 6; i++) fs.readFile(__filename, () => work(3));
fs.promises.readFile(__filename).then(() => work(2));
pipeline(Readable.from([1, 2, 3]), new Transform({ objectMode: true, transform(c, e, done) { setImmediate(done, null, c); } }),
  new Writable({ objectMode: true, write(c, e, done) { setTimeout(done, 1); } }), () => work(2));
process.on('uncaughtException', () => work(5));
setTimeout(() => { process.nextTick(work, 1); setTimeout(work, 1, 1); throw new Error('out'); }, 8);
const aborter = new AbortController();
require('timers/promises').setTimeout(30, 1, { signal: aborter.signal }).catch(() => work(2));
setTimeout(() => aborter.abort(), 12);
)js";

} // namespace

TEST_CASE("the queues of the fold are the engine's own at every step") {
  for (const int major : {16, 18, 20, 24, 26}) {
    CAPTURE(major);
    CHECK(compareWhileRunning(kProgram, major) > 300);
  }
}
