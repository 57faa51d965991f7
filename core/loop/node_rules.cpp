#include "core/loop/node_rules.h"

#include "core/base/assert.h"

namespace tickscope {

namespace {
constexpr NodeRules rulesOf(int major, std::string_view version, std::string_view uv, std::string_view v8) {
  NodeRules r{};
  r.major = major;
  r.version = version;
  r.uv = uv;
  r.v8 = v8;
  r.timersAfterClosing = major >= 20;
  r.pendingAfterPoll = major >= 18;
  r.timersOncePerPhase = major >= 22;
  r.pollAsksFirst = major >= 12;
  r.drainBetweenTimers = major >= 11;
  r.drainBetweenImmediates = major >= 11;
  r.checkScopeDrains = major >= 12 && major <= 24;
  r.throwingIntervalGoesOn = major >= 11;
  r.mainThrowDrains = major >= 12;
  r.handledThrowQueuesTickRun = major <= 11;
  r.timerWarnsNegative = major >= 24;
  r.timerHasPrimitive = major >= 12;
  r.timersPromises = major >= 16;
  r.importBodyRounds = major >= 24 ? 5 : major >= 22 ? 8 : major >= 20 ? 11 : major >= 18 ? 14 : 22;
  r.importLevelRounds = major >= 24 ? 2 : major >= 22 ? 8 : 0;
  r.importSettleRounds = major >= 22 || major < 20 ? 4 : 3;
  r.importKnownRounds = major >= 24 ? 7 : major >= 22 ? 8 : major >= 20 ? 7 : major >= 18 ? 8 : 14;
  r.importErrorRounds = major >= 22 ? 4 : major >= 20 ? 3 : major >= 18 ? 4 : 11;
  r.importReadsInPool = major <= 20;
  r.requireOfModules = major >= 20;
  r.detectsModuleSyntax = major >= 20;
  r.rejections = major >= 15 ? RejectionMode::Throw : RejectionMode::WarnDeprecated;
  r.exitNewline = major >= 18;
  r.traceHints = major >= 14;
  r.invalidArgTypeForCallbacks = major >= 18;
  r.unhandledReasonHasFrames = major >= 20;
  r.microtaskErrorLeavesScope = major >= 14 && major < 24;
  r.contextFrames = major >= 24;
  r.rejectionScope = major >= 24   ? NodeRules::RejectionScope::Rejection
                     : major >= 16 ? NodeRules::RejectionScope::Creation
                                   : NodeRules::RejectionScope::None;
  r.exitListenersGet13 = major >= 22;
  return r;
}

constexpr NodeRules kRules[] = {
    rulesOf(10, "10.24.1", "1.34.2", "6.8.275.32-node.59"), rulesOf(11, "11.15.0", "1.27.0", "7.0.276.38-node.19"),
    rulesOf(12, "12.22.12", "1.40.0", "7.8.279.23-node.57"), rulesOf(14, "14.21.3", "1.42.0", "8.4.371.23-node.88"),
    rulesOf(16, "16.20.2", "1.43.0", "9.4.146.26-node.26"),  rulesOf(18, "18.20.8", "1.44.2", "10.2.154.26-node.36"),
    rulesOf(20, "20.20.2", "1.46.0", "11.3.244.8-node.38"),  rulesOf(22, "22.23.3", "1.51.0", "12.4.254.21-node.35"),
    rulesOf(24, "24.21.0", "1.52.1", "13.6.233.17-node.53"), rulesOf(26, "26.10.0", "1.52.1", "14.6.202.34-node.21"),
};
} // namespace

const NodeRules& nodeRules(int major) {
  for (const NodeRules& rules : kRules)
    if (rules.major == major) return rules;
  TICK_UNREACHABLE("a Node version that is not supported");
}

} // namespace tickscope
