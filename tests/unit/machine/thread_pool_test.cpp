#include "core/machine/thread_pool.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/machine/machine.h"

using namespace tickscope;

namespace {
constexpr uint64_t kMs = 1'000'000;

struct Run {
  VirtualClock clock;
  Machine machine;
  explicit Run(unsigned cores) : machine([&] { MachineSettings s; s.cores = cores; return s; }()) { machine.setClock(&clock); }
  uint64_t submit(uint64_t cpuNs, uint64_t deviceNs, unsigned threads, bool slow = false) {
    PoolJob job;
    job.what = "test";
    job.slow = slow;
    job.cpuNs = cpuNs;
    job.deviceNs = deviceNs;
    return machine.pool().submit(std::move(job), threads);
  }
  // Sleeps until `count` jobs are done; their ids in order of completion.
  std::vector<uint64_t> finish(size_t count) {
    std::vector<uint64_t> ids;
    while (ids.size() < count) {
      REQUIRE(machine.sleepUntil(ThreadPool::kNever, [&] { return machine.pool().hasCompleted(); }));
      for (PoolJob& job : machine.pool().takeCompleted()) {
        ids.push_back(job.id);
        machine.pool().delivered();
      }
    }
    return ids;
  }
};
} // namespace

TEST_CASE("thread pool: k equal CPU jobs take ceil(k / min(threads, cores)) rounds") {
  for (const auto& [jobs, threads, cores] : std::vector<std::array<unsigned, 3>>{
           {5, 4, 4}, {5, 4, 2}, {8, 4, 4}, {9, 4, 8}, {3, 1, 4}, {10, 8, 3}, {4, 4, 1}}) {
    Run run(cores);
    for (unsigned i = 0; i < jobs; ++i) run.submit(100 * kMs, 0, threads);
    run.finish(jobs);
    const unsigned parallel = std::min(threads, cores), rounds = (jobs + parallel - 1) / parallel;
    CAPTURE(jobs);
    CAPTURE(threads);
    CAPTURE(cores);
    CHECK(run.clock.now() / (100 * kMs) == rounds);
    CHECK(run.clock.now() % (100 * kMs) < kMs); // waking threads takes a little
  }
}

TEST_CASE("thread pool: one thread completes in the order of submission") {
  Run run(4);
  std::vector<uint64_t> ids;
  for (uint64_t ns : {9, 1, 5, 3}) ids.push_back(run.submit(ns * kMs, ns * kMs, 1));
  CHECK(run.finish(4) == ids);
}

TEST_CASE("thread pool: slow work takes half of the threads at most, other work passes it") {
  Run run(8);
  std::vector<uint64_t> slow;
  for (int i = 0; i < 4; ++i) slow.push_back(run.submit(0, 50 * kMs, 4, true));
  const uint64_t quick = run.submit(0, 1 * kMs, 4);
  const std::vector<uint64_t> done = run.finish(5);
  CHECK(done[0] == quick);
  CHECK(run.clock.now() / (50 * kMs) == 2); // two at a time
  CHECK(std::vector<uint64_t>(done.begin() + 1, done.end()) == slow);
}

TEST_CASE("thread pool: all of it goes on while JavaScript runs, on the other cores") {
  Run run(2);
  run.submit(10 * kMs, 0, 4);
  run.submit(10 * kMs, 0, 4);
  run.clock.set(run.clock.now() + 15 * kMs); // JavaScript has the other core
  run.machine.sync();
  CHECK(run.machine.pool().takeCompleted().size() == 1);
  run.clock.set(run.clock.now() + 10 * kMs);
  run.machine.sync();
  CHECK(run.machine.pool().takeCompleted().size() == 1);
}

TEST_CASE("thread pool: how time is cut into steps makes no difference") {
  const auto completionTimes = [](uint64_t step) {
    Run run(3);
    std::vector<std::pair<uint64_t, uint64_t>> seen;
    for (uint64_t i = 0; i < 12; ++i) run.submit((i * 7 % 5) * kMs, (i * 3 % 4) * kMs, 4);
    while (seen.size() < 12) {
      run.clock.set(run.clock.now() + step);
      run.machine.sync();
      for (PoolJob& job : run.machine.pool().takeCompleted()) seen.push_back({job.id, 0});
    }
    return seen;
  };
  CHECK(completionTimes(1000) == completionTimes(kMs * 3 + 1));
}

TEST_CASE("thread pool: a queued job can be cancelled, a running one cannot") {
  Run run(4);
  const uint64_t first = run.submit(0, kMs, 1), second = run.submit(0, kMs, 1);
  CHECK_FALSE(run.machine.pool().cancel(first));
  CHECK(run.machine.pool().cancel(second));
  CHECK(run.finish(2) == std::vector<uint64_t>{second, first});
}

TEST_CASE("thread pool: size from UV_THREADPOOL_SIZE as libuv reads it") {
  const auto size = [](const char* text) {
    const std::string value = text;
    return ThreadPool::sizeFromEnvironment(&value);
  };
  CHECK(ThreadPool::sizeFromEnvironment(nullptr) == 4);
  CHECK(size("") == 1);
  CHECK(size("0") == 1);
  CHECK(size("x") == 1);
  CHECK(size("7") == 7);
  CHECK(size("2000") == 1024);
  CHECK(size("-1") == 1024);
}
