// Slow paths of control: handlers, throwing, limits, and what an observed run records.
#include "core/trace/recorder.h"
#include "core/vm/conversions.h"
#include "core/vm/intern_table.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/script_source.h"
#include "core/vm/stack_trace.h"
#include "core/vm/trace_sites.h"

#include <algorithm>

namespace tickscope {

void Interpreter::setObserved(bool on) { observed_ = on; }

// --- trace_sites.h ---

trace::SiteId siteOfPc(Isolate& iso, FunctionCode* code, uint32_t pc) {
  if (!iso.recorder) return trace::SiteId::None;
  // Asked at nearly every event: the id stays beside the place.
  FunctionTables::KnownSite& known = code->tables->knownSites[pc / 4 % code->tables->knownSites.size()];
  if (known.pc == pc) return trace::SiteId(known.site);
  auto& places = code->tables->places;
  auto after = std::upper_bound(places.begin(), places.end(), pc, [](uint32_t value, const SourceEntry& entry) { return value < entry.pc; });
  if (after == places.begin()) return siteOfRange(iso, code, code->tables->sourceStart, code->tables->sourceEnd);
  SourceEntry& place = *(after - 1);
  if (!place.site) place.site = uint32_t(siteOfRange(iso, code, place.start, place.end));
  known = {pc, place.site};
  return trace::SiteId(place.site);
}

trace::SiteId siteOfRange(Isolate& iso, FunctionCode* code, uint32_t start, uint32_t end) {
  FunctionTables* tables = code->tables;
  if (!iso.recorder || !tables->source) return trace::SiteId::None;
  ScriptSource& source = *tables->source;
  if (!source.traceSource) source.traceSource = uint32_t(iso.recorder->addSource(source.name, source.text));
  const SourcePosition position = source.position(start);
  trace::Site site;
  site.source = trace::SourceId(source.traceSource);
  site.start = start;
  site.end = end;
  site.line = position.line;
  site.column = position.column;
  site.function = iso.recorder->intern(code->name.isCell() ? toUtf8(code->name.as<String>()) : std::string());
  return iso.recorder->site(site);
}

trace::SiteId currentSite(Isolate& iso) {
  if (!iso.recorder) return trace::SiteId::None;
  Interpreter& vm = *iso.interpreter;
  for (CallFrame* frame = vm.frame_; frame >= vm.frames_; --frame)
    if (frame->code && frame->code->tables->source && !frame->code->tables->source->isBuiltinLibrary)
      return siteOfPc(iso, frame->code, uint32_t(frame->pc - frame->code->code));
  return trace::SiteId::None;
}

trace::SiteId siteOfFunction(Isolate& iso, Value function) {
  if (!iso.recorder || !function.isCell()) return trace::SiteId::None;
  while (function.isCell() && function.asCell()->kind == CellKind::BoundFunction) function = function.as<BoundFunction>()->target;
  if (function.asCell()->kind != CellKind::FunctionObject) return trace::SiteId::None;
  FunctionCode* code = function.as<FunctionObject>()->code;
  if (!code->tables->traceSite)
    code->tables->traceSite = uint32_t(siteOfRange(iso, code, code->tables->sourceStart, code->tables->sourceEnd));
  return trace::SiteId(code->tables->traceSite);
}

trace::SourceId traceSourceOf(Isolate& iso, Value function) {
  ScriptSource& source = *function.as<FunctionObject>()->code->tables->source;
  if (!source.traceSource) source.traceSource = uint32_t(iso.recorder->addSource(source.name, source.text));
  return trace::SourceId(source.traceSource);
}

trace::SiteId siteOfAwait(Isolate& iso, Value value) {
  auto* generator = value.as<GeneratorObject>();
  if (!iso.recorder || !generator->resumeAt.isInt32()) return trace::SiteId::None;
  return siteOfPc(iso, generator->function.as<FunctionObject>()->code, uint32_t(generator->resumeAt.asInt32()));
}

namespace slow {

const HandlerEntry* findHandler(const CallFrame* frame) {
  const uint32_t pc = uint32_t(frame->pc - frame->code->code);
  for (const HandlerEntry& handler : frame->code->tables->handlers)
    if (pc >= handler.start && pc < handler.end) return &handler;
  return nullptr;
}

int32_t jumpTarget(Value table, Value index) {
  return table.as<Box>()->values()[index.asInt32()].asInt32();
}

bool interrupt(Interpreter& vm) {
  Isolate& iso = vm.isolate();
  iso.clock.fold();
  if (iso.nativeDepth <= 1) iso.interned().forgetHandedOut(); // no native waits for what runs here
  if (!iso.interruptRequested && !iso.overInstructionLimit()) return true;
  if (iso.host.onInterrupt(iso)) return true;
  iso.terminate();
  return false;
}

// --- throwing ---

bool opThrow(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  (void)frame;
  iso.throwValue(R[pc[1]]);
  if (iso.recorder) observeThrow(iso, R[pc[1]]);
  return false;
}

bool opThrowError(Isolate& iso, CallFrame* frame, Value*, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  iso.raise(ErrorType(pc[1]), toUtf8(frame->code->constants[readWide(pc + 2)].as<String>()));
  return false;
}

// Which: 0 an iteration's result, 1 the result of an iterator's return method.
bool opCheckObject(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, R[pc[1]])});
  return false;
}

// §8.6.2 step RequireObjectCoercible of an object pattern. The constant is the first property's name, in a Box where the
// error is that of reading it, or undefined.
bool opCheckCoercible(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const Value property = frame->code->constants[readWide(pc + 2)];
  const char* what = R[pc[1]].isNull() ? "null" : "undefined";
  if (property.isCell() && property.asCell()->kind == CellKind::Box) {
    iso.raise(msg::ReadOfNullish, {what, toUtf8(property.as<Box>()->values()[0].as<String>())});
    return false;
  }
  const std::string source = describeDestructured(iso, frame, R[pc[1]]);
  if (property.isCell()) iso.raise(msg::DestructurePropertyNullish, {toUtf8(property.as<String>()), source, what});
  else iso.raise(msg::DestructureNullish, {source, what});
  return false;
}

// --- observation ---
//
// The observing table comes here before every instruction. Calls and returns are seen by comparing the frame with the
// one seen last, so that calling needs no test of its own.

namespace {
trace::CallKind callKind(const CallFrame* frame) {
  if (frame->flags & CallFrame::kGeneratorFrame) return trace::CallKind::Resume;
  if (frame->flags & CallFrame::kConstruct) return trace::CallKind::Construct;
  switch (frame->code->functionKind) {
  case FunctionKind::Script:
  case FunctionKind::Module:
  case FunctionKind::Eval: return trace::CallKind::Script;
  case FunctionKind::Getter:
  case FunctionKind::Setter: return trace::CallKind::Accessor;
  default: return trace::CallKind::Call;
  }
}
bool isOurs(const CallFrame* frame) { return frame->code && !(frame->code->flags & FunctionCode::kBuiltinLibrary); }

void enter(Isolate& iso, CallFrame* frame) {
  if (!isOurs(frame)) return;
  trace::SiteId at = trace::SiteId::None;
  if (!(frame->flags & CallFrame::kEntry)) {
    CallFrame* caller = frame - 1;
    if (isOurs(caller)) at = siteOfPc(iso, caller->code, uint32_t(caller->pc - caller->code->code));
  }
  iso.recorder->emit(trace::ev::CallEnter{.cause = iso.recorder->running(),
                                          .kind = callKind(frame),
                                          .function = siteOfFunction(iso, frame->registers[0]),
                                          .at = at});
}
void leave(Isolate& iso, CallFrame* frame, trace::Completion completion) {
  if (!isOurs(frame)) return;
  iso.recorder->emit(trace::ev::CallLeave{.cause = iso.recorder->running(), .completion = completion});
}
} // namespace

CallFrame* observeRunBegin(Interpreter& vm) {
  CallFrame* outer = vm.observedFrame_;
  vm.observedFrame_ = vm.frame_ - 1; // the entry frame itself is entered at its first instruction
  return outer;
}

void observeRunEnd(Interpreter& vm, CallFrame* base, trace::Completion completion) {
  Isolate& iso = vm.isolate();
  if (iso.recorder && iso.recorder->wants(trace::Detail::Call))
    for (CallFrame* frame = vm.observedFrame_; frame > vm.frame_; --frame) leave(iso, frame, completion);
  vm.observedFrame_ = base;
}

void observe(Interpreter& vm, CallFrame* frame, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  trace::Recorder* recorder = iso.recorder;
  if (!recorder || !recorder->wants(trace::Detail::Call)) return;
  const bool isStart = pc == frame->code->code;
  if (frame != vm.observedFrame_ || isStart) {
    // Frames above are gone; what stands in this one now may be another call than the one seen last.
    if (vm.observedFrame_ > frame)
      for (CallFrame* gone = vm.observedFrame_; gone > frame; --gone) leave(iso, gone, trace::Completion::Return);
    if (vm.observedFrame_ < frame) enter(iso, frame);
    vm.observedFrame_ = frame;
  }
  if (!recorder->wants(trace::Detail::Statement) || (frame->code->flags & FunctionCode::kBuiltinLibrary)) return;
  FunctionTables* tables = frame->code->tables;
  if (!tables->statementAt) {
    tables->statementAt = std::make_unique<uint32_t[]>(tables->code.size());
    for (size_t i = 0; i < tables->statements.size(); ++i)
      if (tables->statements[i].pc < tables->code.size()) tables->statementAt[tables->statements[i].pc] = uint32_t(i) + 1;
  }
  const uint32_t index = tables->statementAt[size_t(pc - frame->code->code)];
  if (index == 0) return;
  StatementEntry& statement = tables->statements[index - 1];
  if (!statement.site) statement.site = uint32_t(siteOfRange(iso, frame->code, statement.start, statement.end));
  recorder->emit(trace::ev::Statement{.cause = recorder->running(), .at = trace::SiteId(statement.site)});
}

void observeThrow(Isolate& iso, Value value) {
  if (!iso.recorder) return;
  iso.lastThrown = iso.recorder->emit(trace::ev::ExceptionThrown{.cause = iso.recorder->running(),
                                                                 .message = iso.recorder->intern(describeThrown(iso, value)),
                                                                 .at = currentSite(iso)});
}

void observeCatch(Isolate& iso, CallFrame* frame) {
  iso.recorder->emit(trace::ev::ExceptionCaught{.cause = iso.recorder->running(),
                                                .exception = iso.lastThrown,
                                                .at = siteOfPc(iso, frame->code, uint32_t(frame->pc - frame->code->code))});
}

} // namespace slow
} // namespace tickscope
