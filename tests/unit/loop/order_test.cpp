// The order of things: node-semantics 1 to 5, each case with its section.
#include <doctest/doctest.h>

#include "tests/unit/loop/test_loop.h"

using tickscope::test::LoopWorld;
using namespace tickscope;

TEST_CASE("drain: ticks first, then microtasks, ticks again (4.1)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.microtask(w.function([&] {
      w.say("m1");
      w.tick(w.saying("t3"));
      w.microtask(w.saying("m2"));
    }));
    w.tick(w.function([&] {
      w.say("t1");
      w.tick(w.saying("t2"));
    }));
  }) == "t1 t2 m1 m2 t3");
}

TEST_CASE("drain: a turn that queues only microtasks runs them before the ticks they queue (4.1)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.microtask(w.function([&] {
      w.say("m1");
      w.tick(w.saying("tick"));
    }));
    w.microtask(w.saying("m2"));
  }) == "m1 m2 tick");
}

TEST_CASE("timers: a list runs whole before the next, however their due times lie (3.2)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.timer(2, w.saying("2a"));
    w.timer(3, w.saying("3a"));
    w.busy(2.5);
    w.timer(2, w.saying("2b"));
    w.busy(5);
  }) == "2a 2b 3a");
}

TEST_CASE("timers: drain between any two callbacks since Node 11, between lists before (3.2)") {
  const auto program = [](LoopWorld& w) {
    return [&w] {
      w.timer(1, w.function([&w] {
        w.say("A1");
        w.tick(w.saying("tick"));
        w.microtask(w.saying("micro"));
      }));
      w.timer(1, w.saying("A2"));
      w.timer(2, w.saying("B1"));
      w.busy(5);
    };
  };
  LoopWorld w24(24), w10(10);
  CHECK(w24.run(program(w24)) == "A1 tick micro A2 B1");
  CHECK(w10.run(program(w10)) == "A1 A2 tick micro B1");
}

TEST_CASE("timers: one made by a timer callback never runs in the same pass (3.2)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.timer(1, w.function([&] {
      w.say("a");
      w.immediate(w.saying("imm"));
      w.timer(0, w.saying("nested"));
      w.busy(5);
    }));
    w.timer(1, w.saying("b"));
    w.busy(3);
  }) == "a b imm nested");
}

TEST_CASE("timers: zero, negative and garbage count as 1, fractions share the list of their whole part (3.1)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.timer(1.9, w.saying("1.9"));
    w.timer(0, w.saying("0"));
    w.timer(1, w.saying("1"));
    w.timer(-5, w.saying("-5"));
  }) == "warning 1.9 0 1 -5"); // the hook is called at once; the warning itself comes on a tick
}

TEST_CASE("timers: a handled throw goes on with the next, without a drain first (1.4)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.timer(1, w.function([&] {
      w.say("a");
      w.tick(w.saying("tickA"));
      w.fail();
    }));
    w.timer(1, w.saying("b"));
    w.timer(2, w.saying("c"));
    w.busy(5);
  }) == "a x b tickA c");
}

TEST_CASE("immediates: those queued by immediates wait for the next turn; drain between (5)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.immediate(w.function([&] {
      w.say("I1");
      w.immediate(w.saying("I3"));
      w.tick(w.saying("tick"));
    }));
    w.immediate(w.saying("I2"));
  }) == "I1 tick I2 I3");
}

TEST_CASE("immediates: a handled throw runs the rest at once, without a drain first (5)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.immediate(w.function([&] {
      w.say("a");
      w.tick(w.saying("tickA"));
      w.fail();
    }));
    w.immediate(w.saying("b"));
  }) == "a x b tickA");
}

TEST_CASE("ticks: a throw leaves the rest for the end of the next turn (1.4)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.tick(w.function([&] {
      w.say("a");
      w.fail();
    }));
    w.tick(w.saying("b"));
    w.timer(1, w.saying("timer"));
    w.busy(3);
    w.immediate(w.saying("imm"));
  }) == "a x timer b imm");
}

TEST_CASE("race: the timer wins if a millisecond boundary passed before the loop (2.7)") {
  const auto run = [](double startMs, double workMs) {
    LoopWorld w;
    w.iso.clock.set(uint64_t(startMs * 1e6));
    return w.run([&] {
      w.timer(0, w.saying("timer"));
      w.immediate(w.saying("immediate"));
      w.busy(workMs);
    });
  };
  CHECK(run(100.1, 0.1) == "immediate timer");
  CHECK(run(100.8, 0.4) == "timer immediate");
  CHECK(run(100.1, 3) == "timer immediate");
}

TEST_CASE("alive: an unreferenced timer that became due gets a last chance from libuv 1.45 on (1.2)") {
  const auto program = [](LoopWorld& w) {
    return [&w] {
      HandleValue timer = w.iso.handle(w.timer(1, w.saying("unref")));
      w.loop.timers.setReferenced(Handle<TimerObject>::fromRooted(timer), false);
      w.immediate(w.function([&w] {
        w.say("I");
        w.busy(5);
      }));
    };
  };
  LoopWorld w20(20), w18(18);
  CHECK(w20.run(program(w20)) == "I unref");
  CHECK(w18.run(program(w18)) == "I");
}

TEST_CASE("alive: only unreferenced work does not run") {
  LoopWorld w;
  CHECK(w.run([&] {
    HandleValue timer = w.iso.handle(w.timer(1, w.saying("never")));
    w.loop.timers.setReferenced(Handle<TimerObject>::fromRooted(timer), false);
    w.busy(5);
  }) == "");
}

TEST_CASE("intervals: from start to start, and 1 ms after an overrun (3.4)") {
  const auto starts = [](double workMs) {
    LoopWorld w;
    std::vector<uint64_t> at;
    w.run([&] {
      HandleValue slot = w.iso.handle(Value());
      // `slot` dies with the main turn: the callback finds the timer as its own, by the loop's list being served.
      slot.set(w.timer(20, w.function([&w, &at, workMs] {
        at.push_back(w.iso.nowNs() / LoopWorld::kMs);
        w.busy(workMs);
        if (at.size() == 4) w.iso.terminate();
      }), true));
    });
    return at;
  };
  const std::vector<uint64_t> quick = starts(5), slow = starts(30);
  REQUIRE(quick.size() == 4);
  REQUIRE(slow.size() == 4);
  for (size_t i = 1; i < 4; ++i) {
    CHECK(quick[i] - quick[i - 1] == 20);
    CHECK((slow[i] - slow[i - 1] == 30 || slow[i] - slow[i - 1] == 31));
  }
}

TEST_CASE("poll: pool results are delivered in the order of completion, each a turn of its own (2.4)") {
  LoopWorld w;
  const auto job = [&](const std::string& name, uint64_t ms) {
    PoolJob job;
    job.what = "test";
    job.deviceNs = ms * LoopWorld::kMs;
    job.done = [&w, name](bool) {
      w.say(name);
      w.tick(w.saying("t" + name));
      w.microtask(w.saying("m" + name));
    };
    w.loop.poll.submit(std::move(job));
  };
  CHECK(w.run([&] {
    job("3", 3);
    job("1", 1);
    job("2", 2);
    w.busy(10);
  }) == "1 t1 m1 2 t2 m2 3 t3 m3");
}

TEST_CASE("poll: an immediate queued in poll comes before a timer, whatever the work (2.7)") {
  LoopWorld w;
  CHECK(w.run([&] {
    PoolJob job;
    job.what = "test";
    job.deviceNs = LoopWorld::kMs;
    job.done = [&](bool) {
      w.timer(0, w.saying("timer"));
      w.immediate(w.saying("immediate"));
      w.busy(10);
    };
    w.loop.poll.submit(std::move(job));
  }) == "immediate timer");
}

TEST_CASE("closing: the last closed is finished first, after check and before timers (2.6)") {
  LoopWorld w;
  CHECK(w.run([&] {
    w.immediate(w.saying("check"));
    for (int i = 0; i < 3; ++i)
      w.loop.closing.request(0, "handle", [&w, i] {
        w.say("close" + std::to_string(i));
        w.tick(w.saying("tick"));
      });
  }) == "check close2 tick close1 tick close0 tick");
}

TEST_CASE("heap: a hundred thousand timers, ticks and immediates survive collections in between") {
  LoopWorld w;
  size_t ran = 0;
  w.run([&] {
    for (int i = 0; i < 100000; ++i) {
      HandleScope scope(w.iso.heap);
      HandleValue counting = w.iso.handle(Value());
      (void)counting;
      w.timer(i % 50, w.function([&ran] { ++ran; }));
      if (i % 3 == 0) w.tick(w.function([&ran] { ++ran; }));
      if (i % 7 == 0) w.immediate(w.function([&ran] { ++ran; }));
    }
    w.iso.heap.collect(GcKind::MarkSweep, GcReason::Requested);
    CHECK(w.iso.heap.verify() == "");
  });
  CHECK(ran == 100000 + 33334 + 14286);
}
