// From the end of the main program to the end of the process (node-semantics 1.1; Node src/api/embed_helpers.cc).
#include "core/loop/loop.h"
#include "core/machine/costs.h"

namespace tickscope {

void Loop::runToEnd() {
  iso.charge(costs::kEnterLoopNs);
  while (!stopping()) {
    run();
    if (stopping() || stuck_) return;
    if (alive()) continue;
    hooks.emitBeforeExit();
    if (stopping()) return;
    if (!alive()) break;
  }
  if (!stopping()) hooks.emitExit();
  if (!stopping() && wrongOrder.has(WrongRule::ExitWaits)) run();
}

} // namespace tickscope
