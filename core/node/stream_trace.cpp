// Streams in the trace: core/node/lib/stream_*.js tells ($note) that something may have changed; only changes that make a
// difference to who watches are recorded.
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/node/stream_states.h"
#include "core/vm/conversions.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {

namespace ev = trace::ev;
namespace r = readable_bits;
namespace w = writable_bits;
using States = StreamStates;

constexpr int32_t kSeenOfReadable = r::hasFlowing | r::flowing | r::reading | r::ended | r::endEmitted;
constexpr int32_t kSeenOfWritable = w::writing | w::needDrain | w::corked | w::ending | w::finished;

uint64_t count(double number) { return number > 0 ? uint64_t(std::min(number, 1e15)) : 0; }

// What a side looks like now. False: as it was told last, or it is no side of a known stream.
bool look(States& states, Value state, int32_t seen, States::Side* last) {
  if (!isObject(state)) return false;
  const auto number = [&](States::Field field) {
    const Value* slot = states.field(state.as<Object>(), field);
    return slot && slot->isNumber() ? slot->asNumber() : 0;
  };
  States::Side now;
  now.length = number(States::Length);
  now.mark = number(States::HighWaterMark);
  now.bits = int32_t(number(States::Bits)) & seen;
  if (now.length == last->length && now.mark == last->mark && now.bits == last->bits) return false;
  *last = now;
  return true;
}

// noteReadable(stream, state)
Value noteReadable(Isolate& iso, Args args) {
  States& states = *NodeRuntime::of(iso).streamStates;
  States::Told* told = states.told(args[0]);
  if (!told || !look(states, args[1], kSeenOfReadable, &told->readable)) return Value();
  const States::Side& now = told->readable;
  const trace::ReadMode mode = !(now.bits & r::hasFlowing)    ? trace::ReadMode::Undecided
                               : (now.bits & r::flowing) ? trace::ReadMode::Flowing
                                                         : trace::ReadMode::Paused;
  iso.recorder->emit(ev::StreamReadable{.cause = iso.recorder->running(), .stream = told->id, .length = count(now.length),
                                        .highWaterMark = count(now.mark), .mode = mode, .reading = (now.bits & r::reading) != 0,
                                        .ended = (now.bits & r::ended) != 0, .endEmitted = (now.bits & r::endEmitted) != 0});
  return Value();
}
// noteWritable(stream, state)
Value noteWritable(Isolate& iso, Args args) {
  States& states = *NodeRuntime::of(iso).streamStates;
  States::Told* told = states.told(args[0]);
  if (!told || !look(states, args[1], kSeenOfWritable, &told->writable)) return Value();
  const States::Side& now = told->writable;
  iso.recorder->emit(ev::StreamWritable{.cause = iso.recorder->running(), .stream = told->id, .length = count(now.length),
                                        .highWaterMark = count(now.mark), .writing = (now.bits & w::writing) != 0,
                                        .needDrain = (now.bits & w::needDrain) != 0, .corked = (now.bits & w::corked) != 0,
                                        .ending = (now.bits & w::ending) != 0, .finished = (now.bits & w::finished) != 0});
  return Value();
}

// noteCreated(stream): from now on the trace knows it.
Value noteCreated(Isolate& iso, Args args) {
  trace::Recorder& recorder = *iso.recorder;
  const HandleValue stream = args.handle(iso, 0);
  const auto own = [&](const char* name) { return iso.handle(getOwnDataNoGc(stream.get().as<Object>(), iso.key(name))); };
  const HandleValue readable = own("_readableState"), writable = own("_writableState");
  const auto isSide = [](HandleValue side) { return isObject(side); };
  States& states = *NodeRuntime::of(iso).streamStates;
  bool objects = false;
  for (const HandleValue side : {readable, writable}) {
    const Value* bits = isSide(side) ? states.integer(side.get().as<Object>(), States::Bits) : nullptr;
    objects |= bits && (bits->asInt32() & r::objectMode);
  }
  // What a class says of its name; a getter of the program's own is not asked.
  std::string label = "Stream";
  Value constructor;
  if (iso.lookups->read(iso, stream.get().as<Object>(), iso.key(iso.names.constructor), &constructor) == Hit::Value && isCallable(constructor)) {
    const std::string name = functionDebugName(constructor.as<Object>());
    if (!name.empty()) label = name;
  }
  const trace::EventId id = recorder.emit(ev::StreamCreated{.cause = recorder.running(), .label = recorder.intern(label), .readable = isSide(readable),
                                                            .writable = isSide(writable), .objects = objects, .at = currentSite(iso)});
  states.add(iso, stream, uint32_t(id));
  return Value();
}

uint32_t idOf(Isolate& iso, Value stream) {
  const States::Told* told = NodeRuntime::of(iso).streamStates->told(stream);
  return told ? told->id : trace::kNoEvent;
}
// notePiped(source, target)
Value notePiped(Isolate& iso, Args args) {
  const uint32_t source = idOf(iso, args[0]), target = idOf(iso, args[1]);
  if (source) iso.recorder->emit(ev::StreamPiped{.cause = iso.recorder->running(), .source = source, .target = target, .at = currentSite(iso)});
  return Value();
}
// noteUnpiped(source, target): or an array of targets
Value noteUnpiped(Isolate& iso, Args args) {
  const uint32_t source = idOf(iso, args[0]);
  if (!source) return Value();
  const auto one = [&](Value target) {
    iso.recorder->emit(ev::StreamUnpiped{.cause = iso.recorder->running(), .source = source, .target = idOf(iso, target)});
  };
  if (!args[1].isCell() || args[1].asCell()->kind != CellKind::ArrayObject) {
    one(args[1]);
    return Value();
  }
  auto* all = args[1].as<ArrayObject>();
  for (uint32_t i = 0; i < all->lengthU32(); ++i) one(getDenseElementNoGc(all, i));
  return Value();
}
// noteDestroyed(stream, error)
Value noteDestroyed(Isolate& iso, Args args) {
  if (const uint32_t id = idOf(iso, args[0]))
    iso.recorder->emit(ev::StreamDestroyed{.cause = iso.recorder->running(), .stream = id, .errored = toBoolean(args[1])});
  return Value();
}
// noteClosed(stream)
Value noteClosed(Isolate& iso, Args args) {
  if (const uint32_t id = idOf(iso, args[0])) iso.recorder->emit(ev::StreamClosed{.cause = iso.recorder->running(), .stream = id});
  return Value();
}

} // namespace

void fillStreamTrace(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  if (!runtime.iso.recorder) return;
  defineMethods(runtime.iso, internal, {{"noteCreated", noteCreated, 1}, {"noteReadable", noteReadable, 2}, {"noteWritable", noteWritable, 2},
                                        {"notePiped", notePiped, 2}, {"noteUnpiped", noteUnpiped, 2}, {"noteDestroyed", noteDestroyed, 2},
                                        {"noteClosed", noteClosed, 1}});
}

} // namespace tickscope
