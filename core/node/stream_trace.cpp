// Streams in the trace: core/node/lib/stream_trace.js tells what state a side is in; only changes are recorded.
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {

namespace ev = trace::ev;

trace::EventId idArgument(Value value) { return value.isNumber() ? trace::EventId(value.asNumber()) : trace::kNoEvent; }
uint64_t countArgument(Value value) {
  const double number = value.isNumber() ? value.asNumber() : 0;
  return number > 0 ? uint64_t(std::min(number, 1e15)) : 0;
}
bool flag(Args args, uint32_t i) { return toBoolean(args[i]); }

// created(label, readable, writable, objects): the stream's name, for the others.
Value created(Isolate& iso, Args args) {
  trace::Recorder& recorder = *iso.recorder;
  const std::string label = toUtf8(TRY(toString(iso, args.handle(iso, 0))));
  return Value::number(uint64_t(recorder.emit(ev::StreamCreated{.cause = recorder.running(), .label = recorder.intern(label), .readable = flag(args, 1),
                                                                .writable = flag(args, 2), .objects = flag(args, 3), .at = currentSite(iso)})));
}
// readable(stream, length, mark, flowing, reading, ended, endEmitted); flowing is null as long as nobody reads.
Value readable(Isolate& iso, Args args) {
  const trace::ReadMode mode = args[3].isNull() ? trace::ReadMode::Undecided : flag(args, 3) ? trace::ReadMode::Flowing : trace::ReadMode::Paused;
  iso.recorder->emit(ev::StreamReadable{.cause = iso.recorder->running(), .stream = idArgument(args[0]), .length = countArgument(args[1]),
                                        .highWaterMark = countArgument(args[2]), .mode = mode, .reading = flag(args, 4), .ended = flag(args, 5),
                                        .endEmitted = flag(args, 6)});
  return Value();
}
// writable(stream, length, mark, writing, needDrain, corked, ending, finished)
Value writable(Isolate& iso, Args args) {
  iso.recorder->emit(ev::StreamWritable{.cause = iso.recorder->running(), .stream = idArgument(args[0]), .length = countArgument(args[1]),
                                        .highWaterMark = countArgument(args[2]), .writing = flag(args, 3), .needDrain = flag(args, 4),
                                        .corked = flag(args, 5), .ending = flag(args, 6), .finished = flag(args, 7)});
  return Value();
}
Value piped(Isolate& iso, Args args) { // (source, target)
  iso.recorder->emit(ev::StreamPiped{.cause = iso.recorder->running(), .source = idArgument(args[0]), .target = idArgument(args[1]), .at = currentSite(iso)});
  return Value();
}
Value unpiped(Isolate& iso, Args args) { // (source, target)
  iso.recorder->emit(ev::StreamUnpiped{.cause = iso.recorder->running(), .source = idArgument(args[0]), .target = idArgument(args[1])});
  return Value();
}
Value destroyed(Isolate& iso, Args args) { // (stream, errored)
  iso.recorder->emit(ev::StreamDestroyed{.cause = iso.recorder->running(), .stream = idArgument(args[0]), .errored = flag(args, 1)});
  return Value();
}
Value closed(Isolate& iso, Args args) { // (stream)
  iso.recorder->emit(ev::StreamClosed{.cause = iso.recorder->running(), .stream = idArgument(args[0])});
  return Value();
}

} // namespace

void fillStreamTrace(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  defineValue(iso, internal, iso.key("tracing"), iso.handle(Value::boolean(iso.recorder != nullptr)));
  for (const MethodSpec& method : {MethodSpec{"created", created, 4}, MethodSpec{"readable", readable, 7}, MethodSpec{"writable", writable, 8},
                                   MethodSpec{"piped", piped, 2}, MethodSpec{"unpiped", unpiped, 2}, MethodSpec{"destroyed", destroyed, 2},
                                   MethodSpec{"closed", closed, 1}}) {
    HandleScope inner(iso.heap);
    defineValue(iso, internal, iso.key(method.name), iso.handle(Value(newNativeFunction(iso, method.name, method.length, method.function))));
  }
}

} // namespace tickscope
