#include "core/loop/stack_frames.h"

namespace tickscope {

namespace {
#define FRAMES(name, ...) constexpr const char* name[] = {__VA_ARGS__, nullptr}

namespace node20 {
FRAMES(main, "Module._compile (node:internal/modules/cjs/loader:1521:14)", "Module._extensions..js (node:internal/modules/cjs/loader:1623:10)",
       "Module.load (node:internal/modules/cjs/loader:1266:32)", "Module._load (node:internal/modules/cjs/loader:1091:12)",
       "Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)", "node:internal/main/run_main_module:28:49");
FRAMES(require, "Module._compile (node:internal/modules/cjs/loader:1521:14)", "Module._extensions..js (node:internal/modules/cjs/loader:1623:10)",
       "Module.load (node:internal/modules/cjs/loader:1266:32)", "Module._load (node:internal/modules/cjs/loader:1091:12)",
       "Module.require (node:internal/modules/cjs/loader:1289:19)", "require (node:internal/modules/helpers:182:18)");
FRAMES(mainSyntax, "wrapSafe (node:internal/modules/cjs/loader:1464:18)", "Module._compile (node:internal/modules/cjs/loader:1495:20)", "Module._extensions..js (node:internal/modules/cjs/loader:1623:10)",
       "Module.load (node:internal/modules/cjs/loader:1266:32)", "Module._load (node:internal/modules/cjs/loader:1091:12)",
       "Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)", "node:internal/main/run_main_module:28:49");
FRAMES(requireSyntax, "wrapSafe (node:internal/modules/cjs/loader:1464:18)", "Module._compile (node:internal/modules/cjs/loader:1495:20)", "Module._extensions..js (node:internal/modules/cjs/loader:1623:10)",
       "Module.load (node:internal/modules/cjs/loader:1266:32)", "Module._load (node:internal/modules/cjs/loader:1091:12)",
       "Module.require (node:internal/modules/cjs/loader:1289:19)", "require (node:internal/modules/helpers:182:18)");
FRAMES(timer, "listOnTimeout (node:internal/timers:581:17)", "process.processTimers (node:internal/timers:519:7)");
FRAMES(immediate, "process.processImmediate (node:internal/timers:483:21)");
FRAMES(tick, "process.processTicksAndRejections (node:internal/process/task_queues:77:11)");
FRAMES(tickWithArguments, "process.processTicksAndRejections (node:internal/process/task_queues:81:21)");
FRAMES(microtask, "process.processTicksAndRejections (node:internal/process/task_queues:95:5)");
FRAMES(tickBetweenTimers, "processTicksAndRejections (node:internal/process/task_queues:77:11)",
       "runNextTicks (node:internal/process/task_queues:64:3)", "listOnTimeout (node:internal/timers:545:9)",
       "process.processTimers (node:internal/timers:519:7)");
FRAMES(tickBetweenImmediates, "processTicksAndRejections (node:internal/process/task_queues:77:11)",
       "runNextTicks (node:internal/process/task_queues:64:3)", "process.processImmediate (node:internal/timers:454:9)");
FRAMES(microtaskBetweenTimers, "runNextTicks (node:internal/process/task_queues:60:5)", "listOnTimeout (node:internal/timers:545:9)",
       "process.processTimers (node:internal/timers:519:7)");
FRAMES(microtaskBetweenImmediates, "runNextTicks (node:internal/process/task_queues:60:5)",
       "process.processImmediate (node:internal/timers:454:9)");
FRAMES(microtaskAfterTicksBetweenTimers, "processTicksAndRejections (node:internal/process/task_queues:95:5)",
       "runNextTicks (node:internal/process/task_queues:64:3)", "listOnTimeout (node:internal/timers:545:9)",
       "process.processTimers (node:internal/timers:519:7)");
FRAMES(microtaskAfterTicksBetweenImmediates, "processTicksAndRejections (node:internal/process/task_queues:95:5)",
       "runNextTicks (node:internal/process/task_queues:64:3)", "process.processImmediate (node:internal/timers:454:9)");
FRAMES(tickBetweenTimerLists, "processTicksAndRejections (node:internal/process/task_queues:77:11)",
       "runNextTicks (node:internal/process/task_queues:64:3)", "process.processTimers (node:internal/timers:516:9)");
FRAMES(microtaskBetweenTimerLists, "runNextTicks (node:internal/process/task_queues:60:5)", "process.processTimers (node:internal/timers:516:9)");
FRAMES(microtaskAfterTicksBetweenTimerLists, "processTicksAndRejections (node:internal/process/task_queues:95:5)",
       "runNextTicks (node:internal/process/task_queues:64:3)", "process.processTimers (node:internal/timers:516:9)");
FRAMES(emit, "process.emit (node:events:524:28)");
FRAMES(uncaughtListener, "process.emit (node:events:524:28)", "process._fatalException (node:internal/process/execution:188:25)");
FRAMES(rejectionListener, "process.emit (node:events:524:28)", "emitUnhandledRejection (node:internal/process/promises:250:13)",
       "throwUnhandledRejectionsMode (node:internal/process/promises:385:19)",
       "processPromiseRejections (node:internal/process/promises:470:17)",
       "process.processTicksAndRejections (node:internal/process/task_queues:96:32)");
FRAMES(fsCallback, "FSReqCallback.oncomplete (node:fs:198:5)");
FRAMES(queuedMicrotask, "node:internal/process/task_queues:140:7", "AsyncResource.runInAsyncScope (node:async_hooks:206:9)",
       "AsyncResource.runMicrotask (node:internal/process/task_queues:137:8)");
constexpr NodeFrames all{main, require, timer, immediate, tick, tickWithArguments, microtask, tickBetweenTimers, tickBetweenImmediates,
                         microtaskBetweenTimers, microtaskBetweenImmediates, microtaskAfterTicksBetweenTimers,
                         microtaskAfterTicksBetweenImmediates, tickBetweenTimerLists, microtaskBetweenTimerLists,
                         microtaskAfterTicksBetweenTimerLists, emit, uncaughtListener, rejectionListener, mainSyntax, requireSyntax, fsCallback, queuedMicrotask};
} // namespace node20

namespace node24 {
FRAMES(main, "Module._compile (node:internal/modules/cjs/loader:1929:14)", "Object..js (node:internal/modules/cjs/loader:2060:10)",
       "Module.load (node:internal/modules/cjs/loader:1651:32)", "Module._load (node:internal/modules/cjs/loader:1443:12)",
       "wrapModuleLoad (node:internal/modules/cjs/loader:261:19)",
       "Module.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:154:5)", "node:internal/main/run_main_module:33:47");
FRAMES(require, "Module._compile (node:internal/modules/cjs/loader:1929:14)", "Object..js (node:internal/modules/cjs/loader:2060:10)",
       "Module.load (node:internal/modules/cjs/loader:1651:32)", "Module._load (node:internal/modules/cjs/loader:1443:12)",
       "wrapModuleLoad (node:internal/modules/cjs/loader:261:19)", "Module.require (node:internal/modules/cjs/loader:1674:12)",
       "require (node:internal/modules/helpers:152:16)");
FRAMES(mainSyntax, "wrapSafe (node:internal/modules/cjs/loader:1861:18)", "Module._compile (node:internal/modules/cjs/loader:1903:20)", "Object..js (node:internal/modules/cjs/loader:2060:10)",
       "Module.load (node:internal/modules/cjs/loader:1651:32)", "Module._load (node:internal/modules/cjs/loader:1443:12)",
       "wrapModuleLoad (node:internal/modules/cjs/loader:261:19)",
       "Module.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:154:5)", "node:internal/main/run_main_module:33:47");
FRAMES(requireSyntax, "wrapSafe (node:internal/modules/cjs/loader:1861:18)", "Module._compile (node:internal/modules/cjs/loader:1903:20)", "Object..js (node:internal/modules/cjs/loader:2060:10)",
       "Module.load (node:internal/modules/cjs/loader:1651:32)", "Module._load (node:internal/modules/cjs/loader:1443:12)",
       "wrapModuleLoad (node:internal/modules/cjs/loader:261:19)", "Module.require (node:internal/modules/cjs/loader:1674:12)",
       "require (node:internal/modules/helpers:152:16)");
FRAMES(timer, "listOnTimeout (node:internal/timers:685:17)", "process.processTimers (node:internal/timers:618:7)");
FRAMES(immediate, "process.processImmediate (node:internal/timers:574:21)");
FRAMES(tick, "process.processTicksAndRejections (node:internal/process/task_queues:85:11)");
FRAMES(tickWithArguments, "process.processTicksAndRejections (node:internal/process/task_queues:89:21)");
FRAMES(microtask, "process.processTicksAndRejections (node:internal/process/task_queues:104:5)");
FRAMES(tickBetweenTimers, "processTicksAndRejections (node:internal/process/task_queues:85:11)",
       "runNextTicks (node:internal/process/task_queues:69:3)", "listOnTimeout (node:internal/timers:644:9)",
       "process.processTimers (node:internal/timers:618:7)");
FRAMES(tickBetweenImmediates, "processTicksAndRejections (node:internal/process/task_queues:85:11)",
       "runNextTicks (node:internal/process/task_queues:69:3)", "process.processImmediate (node:internal/timers:541:9)");
FRAMES(microtaskBetweenTimers, "runNextTicks (node:internal/process/task_queues:65:5)", "listOnTimeout (node:internal/timers:644:9)",
       "process.processTimers (node:internal/timers:618:7)");
FRAMES(microtaskBetweenImmediates, "runNextTicks (node:internal/process/task_queues:65:5)",
       "process.processImmediate (node:internal/timers:541:9)");
FRAMES(microtaskAfterTicksBetweenTimers, "processTicksAndRejections (node:internal/process/task_queues:104:5)",
       "runNextTicks (node:internal/process/task_queues:69:3)", "listOnTimeout (node:internal/timers:644:9)",
       "process.processTimers (node:internal/timers:618:7)");
FRAMES(microtaskAfterTicksBetweenImmediates, "processTicksAndRejections (node:internal/process/task_queues:104:5)",
       "runNextTicks (node:internal/process/task_queues:69:3)", "process.processImmediate (node:internal/timers:541:9)");
FRAMES(tickBetweenTimerLists, "processTicksAndRejections (node:internal/process/task_queues:85:11)",
       "runNextTicks (node:internal/process/task_queues:69:3)", "process.processTimers (node:internal/timers:615:9)");
FRAMES(microtaskBetweenTimerLists, "runNextTicks (node:internal/process/task_queues:65:5)", "process.processTimers (node:internal/timers:615:9)");
FRAMES(microtaskAfterTicksBetweenTimerLists, "processTicksAndRejections (node:internal/process/task_queues:104:5)",
       "runNextTicks (node:internal/process/task_queues:69:3)", "process.processTimers (node:internal/timers:615:9)");
FRAMES(emit, "process.emit (node:events:514:28)");
FRAMES(uncaughtListener, "process.emit (node:events:514:28)", "process._fatalException (node:internal/process/execution:159:25)");
FRAMES(rejectionListener, "process.emit (node:events:514:28)", "emitUnhandledRejection (node:internal/process/promises:252:13)",
       "throwUnhandledRejectionsMode (node:internal/process/promises:388:19)",
       "processPromiseRejections (node:internal/process/promises:475:17)",
       "process.processTicksAndRejections (node:internal/process/task_queues:106:37)");
FRAMES(fsCallback, "FSReqCallback.oncomplete (node:fs:199:5)");
constexpr NodeFrames all{main, require, timer, immediate, tick, tickWithArguments, microtask, tickBetweenTimers, tickBetweenImmediates,
                         microtaskBetweenTimers, microtaskBetweenImmediates, microtaskAfterTicksBetweenTimers,
                         microtaskAfterTicksBetweenImmediates, tickBetweenTimerLists, microtaskBetweenTimerLists,
                         microtaskAfterTicksBetweenTimerLists, emit, uncaughtListener, rejectionListener, mainSyntax, requireSyntax, fsCallback, nullptr};
} // namespace node24
#undef FRAMES
} // namespace

// The frames' names changed with 22; positions inside Node are exact for 20 and 24.
const NodeFrames& nodeFrames(int major) { return major >= 22 ? node24::all : node20::all; }

const char* nativePlace(int major, std::string_view name) {
  struct Row {
    std::string_view name;
    const char *of20, *of24;
  };
  static constexpr Row kRows[] = {
      {"setTimeout", "node:timers:140:3", "node:timers:124:3"},
      {"setInterval", "node:timers:210:3", "node:timers:168:3"},
      {"setImmediate", "node:timers:283:3", "node:timers:216:3"},
      {"nextTick", "node:internal/process/task_queues:104:3", "node:internal/process/task_queues:114:3"},
      {"queueMicrotask", "node:internal/process/task_queues:150:3", "node:internal/process/task_queues:161:3"},
      {"emitWarning", "node:internal/process/warning:176:11", "node:internal/process/warning:167:11"},
      {"hrtime", "node:internal/process/per_thread:73:5", "node:internal/process/per_thread:82:5"},
      {"kill", "node:internal/process/per_thread:207:13", "node:internal/process/per_thread:259:13"},
  };
  for (const Row& row : kRows)
    if (row.name == name) return major >= 22 ? row.of24 : row.of20;
  return nullptr;
}

} // namespace tickscope
