#include "core/trace/fold/fold.h"

#include "core/trace/decode.h"

namespace tickscope::trace {

namespace {
// Calls Reducer::on if it has one for this kind. The conversion-proof parameter keeps a struct from matching another's.
template <class Reducer, class E> [[gnu::always_inline]] inline void reduce(fold::Context& context, const E& event) {
  if constexpr (requires { Reducer::on(context, event); }) Reducer::on(context, event);
}

template <class... Reducers> struct All {
  template <class E> static void on(fold::Context& context) {
    // Kinds that no reducer knows (marks that only the timeline shows) are not even unpacked.
    if constexpr ((requires(const E& e) { Reducers::on(context, e); } || ...)) {
      const E event = context.event.as<E>();
      (reduce<Reducers>(context, event), ...);
    }
  }
};
using Reducers = All<fold::Process, fold::Loop, fold::Stack, fold::Queues, fold::Timers, fold::Promises, fold::Pool,
                     fold::Io, fold::Streams, fold::Console, fold::Exceptions, fold::Heap, fold::Races>;
} // namespace

void apply(State& state, const Event& event) {
  TICK_ASSERT(event.thread < kMaxThreads, "a thread number in range");
  state.step = event.id;
  state.timeNs = event.timeNs;
  state.thread = event.thread;
  if (event.thread >= state.isolates.size()) state.isolates.resize(event.thread + size_t{1});
  IsolateState& isolate = state.isolates[event.thread];
  fold::Context context{state, isolate, state.processes[isolate.process], event};
  switch (event.kind) {
#define EVENT(Kind, Level, Text)                                                                                       \
  case EventKind::Kind: Reducers::on<ev::Kind>(context); break;
#define FIELD(Coding, name, Text)
#define END_EVENT(Kind)
#include "core/trace/events.def"
#undef EVENT
#undef FIELD
#undef END_EVENT
  case EventKind::None:
  case EventKind::Count_: break;
  }
}

} // namespace tickscope::trace
