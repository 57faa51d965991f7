#pragma once
// A loop without Node: callbacks are C++ functions wrapped as natives, the hooks write into a log.
#include <functional>
#include <string>
#include <vector>

#include "core/loop/loop.h"
#include "core/vm/realm.h"

namespace tickscope::test {

class LoopWorld : public Host, public LoopHooks {
public:
  explicit LoopWorld(int major = 24) : machine(MachineSettings{}), iso(IsolateOptions{}, *this), realm(iso), loop(iso, machine, nodeRules(major), *this) {
    iso.realm = &realm;
    machine.setClock(&iso.clock);
    iso.clock.set(100 * kMs);
    HandleScope scope(iso.heap);
    loop.timers.setShape(rootShape(iso, iso.intrinsic(Intrinsic::ObjectPrototype), 0));
    loop.immediates.setShape(rootShape(iso, iso.intrinsic(Intrinsic::ObjectPrototype), 0));
  }
  static constexpr uint64_t kMs = 1'000'000;

  Machine machine;
  Isolate iso;
  Realm realm;
  Loop loop;
  std::string log;
  bool handlesErrors = true;

  void say(const std::string& word) { log += (log.empty() ? "" : " ") + word; }
  void busy(double ms) { iso.charge(uint64_t(ms * double(kMs))); }

  // A JavaScript function that runs `action`. An exception: the action calls fail().
  HandleValue function(std::function<void()> action) {
    actions_.push_back(std::move(action));
    Handle<NativeFunction> made = iso.handle(newNativeFunction(iso, "f", 0, [](Isolate& i, Args args) -> Value {
      auto& world = static_cast<LoopWorld&>(i.host);
      const int index = args.callee().get().as<NativeFunction>()->data[0].asInt32();
      world.failed_ = false;
      const auto action = world.actions_[size_t(index)];
      action();
      if (std::exchange(world.failed_, false)) return i.raise(ErrorType::Error, "failed");
      return Value();
    }));
    made->data[0] = Value::int32(int32_t(actions_.size() - 1));
    return made;
  }
  HandleValue saying(const std::string& word) {
    return function([this, word] { say(word); });
  }
  void fail() { failed_ = true; }

  Value timer(double ms, HandleValue callback, bool repeats = false) {
    Value row[4] = {Value(), Value(), callback, Value::number(ms)};
    return withRooted(row, 2, [&](Args args) { return loop.timers.start(args, repeats); });
  }
  Value immediate(HandleValue callback) {
    Value row[3] = {Value(), Value(), callback};
    return withRooted(row, 1, [&](Args args) { return loop.immediates.start(args); });
  }
  void tick(HandleValue callback) { loop.ticks.add(callback, iso.handle(Value::empty())); }
  void microtask(HandleValue callback) {
    iso.microtasks->enqueue(
        JobKind::QueueMicrotask,
        [](Isolate& i, HandleValue f, HandleValue, HandleValue, HandleValue) { return i.call(f, i.undefined(), nullptr, 0); },
        callback, Value());
  }

  // Runs `main` as the main program, then the loop until it is empty.
  std::string run(const std::function<void()>& main) {
    HandleScope scope(iso.heap);
    loop.enterTurn();
    main();
    loop.leaveTurn(trace::Rule::DrainEndOfTurn);
    loop.runToEnd();
    return log;
  }

  // --- hooks ---
  bool uncaughtException(HandleValue, bool) override {
    say("x");
    if (!handlesErrors) iso.terminate();
    return handlesErrors;
  }
  Completion<bool> emitUnhandledRejection(HandleValue, HandleValue) override { return true; }
  Completion<bool> emitRejectionHandled(HandleValue) override { return true; }
  Value rejectionAsError(HandleValue reason) override { return reason; }
  void warn(WarningKind, HandleValue, double) override { say("warning"); }
  void setExitCode(int) override {}
  void emitBeforeExit() override {}
  void emitExit() override {}

private:
  template <class F> Value withRooted(Value* row, uint32_t count, F call) {
    // Rows of handles stand side by side: they are what a native's arguments look like.
    Value* first = iso.heap.handleTop();
    for (uint32_t i = 0; i < count + 2; ++i) iso.handle(row[i]);
    NativeCall plain{Value(), count};
    return call(Args(first, &plain));
  }
  std::vector<std::function<void()>> actions_;
  bool failed_ = false;
};

} // namespace tickscope::test
