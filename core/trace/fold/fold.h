#pragma once
// The fold: what each event changes in the State. One reducer a concern; each is a set of `on` functions, one for every
// kind of event that it cares about, and fold.cpp calls whichever exist. So a new kind is added to the reducer that
// shows it and nowhere else here.
//
// A reducer meets any events in any order without harm (a trace from a file may be hostile): what does not fit is
// ignored, counts do not wrap, and what it allocates is bounded by the number of events.
#include "core/trace/state.h"

namespace tickscope::trace {

// Folds one event into the state. REQUIRES event.id == state.step + 1 for the result to mean anything.
void apply(State& state, const Event& event);

namespace fold {
struct Context {
  State& state;
  IsolateState& isolate; // of the event's thread
  ProcessState& process; // of that isolate
  const Event& event;
};

// Start and end of processes and scripts, limits.
struct Process {
  static void on(Context&, const ev::ProcessStart&);
  static void on(Context&, const ev::ScriptBegin&);
  static void on(Context&, const ev::ScriptEnd&);
  static void on(Context&, const ev::ExitBegin&);
  static void on(Context&, const ev::ProcessEnd&);
  static void on(Context&, const ev::LimitHit&);
};
// Phases, loop time, sleeping in poll.
struct Loop {
  static void on(Context&, const ev::LoopStart&);
  static void on(Context&, const ev::LoopEnd&);
  static void on(Context&, const ev::IterationBegin&);
  static void on(Context&, const ev::PhaseEnter&);
  static void on(Context&, const ev::PhaseLeave&);
  static void on(Context&, const ev::LoopTime&);
  static void on(Context&, const ev::PollSleep&);
  static void on(Context&, const ev::PollWake&);
};
// Running callbacks, call stack, emits, drains.
struct Stack {
  static void on(Context&, const ev::CallbackBegin&);
  static void on(Context&, const ev::CallbackEnd&);
  static void on(Context&, const ev::DrainBegin&);
  static void on(Context&, const ev::DrainEnd&);
  static void on(Context&, const ev::EmitBegin&);
  static void on(Context&, const ev::EmitEnd&);
  static void on(Context&, const ev::CallEnter&);
  static void on(Context&, const ev::CallLeave&);
  static void on(Context&, const ev::Statement&);
};
// Ticks, microtasks, immediates.
struct Queues {
  static void on(Context&, const ev::TickQueued&);
  static void on(Context&, const ev::MicrotaskQueued&);
  static void on(Context&, const ev::ImmediateQueued&);
  static void on(Context&, const ev::ImmediateCleared&);
  static void on(Context&, const ev::ImmediateReferenced&);
  static void on(Context&, const ev::ImmediatesTaken&);
  static void on(Context&, const ev::ImmediatesOutstanding&);
  static void on(Context&, const ev::CallbackBegin&);
};
struct Timers {
  static void on(Context&, const ev::TimerCreated&);
  static void on(Context&, const ev::TimerRearmed&);
  static void on(Context&, const ev::TimerCleared&);
  static void on(Context&, const ev::TimerReferenced&);
  static void on(Context&, const ev::TimerListCreated&);
  static void on(Context&, const ev::TimerListPostponed&);
  static void on(Context&, const ev::TimerListRemoved&);
  static void on(Context&, const ev::TimersArmed&);
  static void on(Context&, const ev::TimersDisarmed&);
  static void on(Context&, const ev::CallbackBegin&);
};
struct Promises {
  static void on(Context&, const ev::PromiseCreated&);
  static void on(Context&, const ev::PromiseSettled&);
  static void on(Context&, const ev::AwaitSuspended&);
  static void on(Context&, const ev::AwaitResumed&);
  static void on(Context&, const ev::RejectionPending&);
  static void on(Context&, const ev::RejectionForgotten&);
  static void on(Context&, const ev::RejectionReported&);
  static void on(Context&, const ev::RejectionHandledLate&);
};
struct Pool {
  static void on(Context&, const ev::PoolCreated&);
  static void on(Context&, const ev::PoolJobQueued&);
  static void on(Context&, const ev::PoolJobStarted&);
  static void on(Context&, const ev::PoolJobFinished&);
  static void on(Context&, const ev::PoolJobDelivered&);
  static void on(Context&, const ev::PoolJobCancelled&);
};
// Requests, handles, the pending queue, blocking operations.
struct Io {
  static void on(Context&, const ev::SyncOperation&);
  static void on(Context&, const ev::RequestBegin&);
  static void on(Context&, const ev::RequestReady&);
  static void on(Context&, const ev::RequestDelivered&);
  static void on(Context&, const ev::RequestEnd&);
  static void on(Context&, const ev::PendingQueued&);
  static void on(Context&, const ev::HandleOpened&);
  static void on(Context&, const ev::HandleReferenced&);
  static void on(Context&, const ev::HandleClosing&);
  static void on(Context&, const ev::HandleClosed&);
  static void on(Context&, const ev::CallbackBegin&);
};
// Streams of Node's library: buffers, pipes.
struct Streams {
  static void on(Context&, const ev::StreamCreated&);
  static void on(Context&, const ev::StreamReadable&);
  static void on(Context&, const ev::StreamWritable&);
  static void on(Context&, const ev::StreamPiped&);
  static void on(Context&, const ev::StreamUnpiped&);
  static void on(Context&, const ev::StreamDestroyed&);
  static void on(Context&, const ev::StreamClosed&);
};
struct Console {
  static void on(Context&, const ev::ConsoleWrite&);
};
struct Exceptions {
  static void on(Context&, const ev::ExceptionThrown&);
  static void on(Context&, const ev::ExceptionCaught&);
  static void on(Context&, const ev::ExceptionUncaught&);
};
struct Heap {
  static void on(Context&, const ev::GcBegin&);
  static void on(Context&, const ev::GcEnd&);
  static void on(Context&, const ev::HeapSample&);
};
struct Races {
  static void on(Context&, const ev::RaceOpened&);
  static void on(Context&, const ev::RaceDecided&);
};
} // namespace fold
} // namespace tickscope::trace
