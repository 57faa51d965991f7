#pragma once
// What differs between Node versions in the rooms loop and node: one named setting a rule, with its evidence in
// docs node-semantics (the section in brackets). "run" there means measured on the real binary.
#include <cstdint>
#include <string_view>

namespace tickscope {

enum class RejectionMode : uint8_t { Throw, Strict, Warn, WarnWithErrorCode, None, WarnDeprecated };

struct NodeRules {
  int major;
  std::string_view version;            // the exact release that was compared
  std::string_view uv, v8;             // its libuv and V8

  // --- loop (2.1, 1.2) ---
  bool timersAfterClosing;             // libuv >= 1.45: timers run before the alive test; once more before the first turn
  bool pendingAfterPoll;               // libuv >= 1.44.2: the pending queue is served again right after poll
  bool timersOncePerPhase;             // libuv >= 1.48: due timers go to a ready list, each runs once a phase (2.7)
  bool pollAsksFirst;                  // 12+ (idle-time metrics): a poll without sleeping comes first and reads the clock (2.3)
  // --- drains (3.2, 5) ---
  bool drainBetweenTimers;             // 11+; 10 drains between lists only
  bool drainBetweenImmediates;         // 11+
  bool checkScopeDrains;               // 12 to 24: the check phase opens with a scope whose end drains
  bool throwingIntervalGoesOn;         // 11+
  bool mainThrowDrains;                // 12+: after a handled throw in the main script its ticks run before the loop
  bool handledThrowQueuesTickRun;      // 10, 11: what is scheduled after a handled throw is the tick run itself
  // --- timers (3.1, 3.4) ---
  bool timerWarnsNegative;             // 24+: TimeoutNegativeWarning, TimeoutNaNWarning
  bool timerHasPrimitive;              // 12+: +timeout
  bool timersPromises;                 // 16+ (15)
  // --- ES modules (4.4) --- jobs of the loader's own between import() and what it leads to
  uint32_t importBodyRounds;           // until the body runs, of a module that needs no other
  uint32_t importLevelRounds;          // more for each level of modules below it
  uint32_t importSettleRounds;         // from the job that sees it evaluated to the result
  uint32_t importKnownRounds;          // to the result, of a module that was evaluated before
  uint32_t importErrorRounds;          // to the rejection, if it cannot be found or compiled
  bool importReadsInPool;              // until 20: files are read with fs/promises; after: at once
  bool requireOfModules;               // 20.19+, 22.12+: require() of ES modules
  bool detectsModuleSyntax;            // the same: a .js file of no declared type that only an ES module can be, is one
  // --- ends and errors (1.3 to 1.6) ---
  RejectionMode rejections;            // 15+ throw
  bool exitNewline;                    // 17+: the footer "Node.js vX"
  bool traceHints;                     // 14+: (Use `node --trace-…
  bool invalidArgTypeForCallbacks;     // 18+: ERR_INVALID_ARG_TYPE; before: ERR_INVALID_CALLBACK
  bool unhandledReasonHasFrames;       // 20+: the wrapped reason is printed with its stack
  bool microtaskErrorLeavesScope;      // 14 to 22: queueMicrotask's resource is left before the error is reported
  enum class RejectionScope : uint8_t { None, Creation, Rejection };
  bool contextFrames;                  // 24+ (AsyncContextFrame): what throws leaves its stores to what follows in its turn
  RejectionScope rejectionScope;       // whose stores listeners of unhandledRejection see: 16+ the promise's, 24+ those of the rejection
  bool exitListenersGet13;             // 22+
};

// REQUIRES one of 10, 11, 12, 14, 16, 18, 20, 22, 24, 26.
const NodeRules& nodeRules(int major);

} // namespace tickscope
