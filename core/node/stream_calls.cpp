#include "core/node/stream_calls.h"

#include <algorithm>

#include "core/builtins/array.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/node/stream_fast.h"
#include "core/node/stream_states.h"

namespace tickscope {

namespace {
using States = StreamStates;
namespace r = readable_bits;
namespace w = writable_bits;

constexpr int kFirstMajor = 20; // the JavaScript of older versions is another

bool isFunction(Value value) { return isObject(value) && value.as<Object>()->isCallable(); }

// The state of a writable side, if its properties are where they belong.
struct WriteState {
  Value *bits = nullptr, *length = nullptr, *mark = nullptr, *pending = nullptr, *writing = nullptr;
  WriteState(States& states, Value value) {
    if (!isObject(value)) return;
    auto* state = value.as<Object>();
    bits = states.integer(state, States::Bits);
    length = states.integer(state, States::Length);
    mark = states.integer(state, States::HighWaterMark);
    pending = states.integer(state, States::PendingCallbacks);
    writing = states.integer(state, States::WriteLength);
  }
  explicit operator bool() const { return bits && length && mark && pending && writing; }
  bool has(int32_t mask) const { return (bits->asInt32() & mask) != 0; }
};

const uint16_t* firstOf(const FunctionCode* code, Op op) {
  const uint16_t* pc = code->code;
  for (; Op(*pc) != op; pc += opInfo(Op(*pc)).words)
    TICK_ASSERT(pc < code->code + code->codeSize(), "a function of our own library lacks an instruction");
  return pc;
}
} // namespace

StreamCalls::StreamCalls(Isolate& iso) : iso_(iso), slots_(iso) {
  const auto atom = [&](std::string_view text) { return keep(iso.key(text)); };
  readableState_ = atom("_readableState"), writableState_ = atom("_writableState"), emit_ = atom("emit"), write_ = atom("_write"), onwrite_ = atom("onwrite"), nextTick_ = atom("nextTick");
}

PropertyKey StreamCalls::keep(PropertyKey key) {
  kept_.emplace_back(iso_.heap, key.raw());
  return key;
}
FunctionCode* StreamCalls::keepCode(Value function) {
  TICK_ASSERT(function.isCell() && function.asCell()->kind == CellKind::FunctionObject, "a library told of something else than a function");
  kept_.emplace_back(iso_.heap, function);
  return function.as<FunctionObject>()->code;
}

StreamCalls& StreamCalls::of(Isolate& iso) { return *NodeRuntime::of(iso).streamStates->calls; }

Value StreamCalls::installReadable(Isolate& iso, Args args) {
  if (iso.options.nodeMajor < kFirstMajor) return Value();
  auto& calls = NodeRuntime::of(iso).streamStates->calls;
  if (!calls) calls = std::make_unique<StreamCalls>(iso);
  calls->native_ = uint64_t(args.callee().get().as<NativeFunction>()->cost) << VirtualClock::kNsShift;
  calls->push_ = calls->keepCode(args[0]);
  calls->read_ = calls->keepCode(args[1]);
  setFast(calls->push_, push);
  setFast(calls->read_, read);
  return Value();
}

Value StreamCalls::installWritable(Isolate& iso, Args args) {
  if (iso.options.nodeMajor < kFirstMajor) return Value();
  auto& calls = NodeRuntime::of(iso).streamStates->calls;
  if (!calls) calls = std::make_unique<StreamCalls>(iso);
  StreamCalls& self = *calls;
  self.native_ = uint64_t(args.callee().get().as<NativeFunction>()->cost) << VirtualClock::kNsShift;
  self.writeCode_ = self.keepCode(args[0]), self.writeChunk_ = self.keepCode(args[1]), self.endOfWrite_ = self.keepCode(args[2]);
  self.startWrite_ = self.keepCode(args[3]), self.onwriteCode_ = self.keepCode(args[4]), self.clearBuffer_ = self.keepCode(args[5]);
  self.kept_.emplace_back(iso.heap, args[6]);
  self.afterWrite_ = self.kept_.back().handle();
  self.kept_.emplace_back(iso.heap, args[7]);
  self.nop_ = self.kept_.back().handle();
  self.buffered_ = self.keep(PropertyKey::fromSymbol(args[8].as<Symbol>()));
  setFast(self.writeCode_, write);
  setFast(self.startWrite_, startWrite);
  setFast(self.onwriteCode_, onwrite);
  return Value();
}

// A recorded run is told of every change: by the JavaScript.
bool StreamCalls::mayAsk(const FastCall& call) {
  Isolate& iso = call.vm.isolate();
  const FunctionCode* code = call.code();
  return !iso.recorder && code->isCompiled() && code->tables->realm == iso.realm;
}

Value StreamCalls::property(Value value, PropertyKey key) {
  if (!isObject(value)) return Value::empty();
  auto* object = value.as<Object>();
  Cell* holder;
  if (const Value* slot = slots_.find(object, key, &holder)) return *slot;
  Value found;
  return ordinaryForNames(object) && iso_.lookups->read(iso_, object, key, &found) == Hit::Value ? found : Value::empty();
}

// push of a chunk that goes into the buffer, when nobody has to hear of it.
Fast StreamCalls::push(const FastCall& call) {
  if (!mayAsk(call) || call.argumentCount == 0) return Fast::Unusual;
  Isolate& iso = call.vm.isolate();
  StreamCalls& self = of(iso);
  const Value state = self.property(call.window[1], self.readableState_);
  if (!isObject(state)) return Fast::Unusual;
  const Value* bits = NodeRuntime::of(iso).streamStates->integer(state.as<Object>(), States::Bits);
  if (!bits || (bits->asInt32() & r::needReadable) || (bits->asInt32() & (r::readingMore | r::constructed)) == r::constructed) return Fast::Unusual;
  const Value window[] = {Value(), Value(), state, call.window[2]};
  Value told;
  pushBuffered(iso, window, 2, &told);
  if (!told.isInt32()) return Fast::Unusual;
  iso.clock.executed += self.pushed_(call.code(), "-jj", Op::Return).executed + self.native_;
  return call.done(Value::boolean(told.asInt32() & 4));
}

// read() without a size. Where it calls _read, and where there is something unusual to do then, the JavaScript goes on.
Fast StreamCalls::read(const FastCall& call) {
  if (!mayAsk(call) || !call.argument(0).isUndefined()) return Fast::Unusual;
  Isolate& iso = call.vm.isolate();
  StreamCalls& self = of(iso);
  const FunctionCode* code = call.code();
  const Value state = self.property(call.window[1], self.readableState_);
  constexpr uint32_t kRoom = 16;
  if (!isObject(state) || call.vm.frame_ + 2 >= call.vm.frameLimit_ ||
      call.window + 8 + call.argumentCount + code->registerCount + kRoom >= call.vm.stackLimit_)
    return Fast::Unusual;
  const Value oneChunk = Value::boolean(iso.options.nodeMajor >= 26);
  Value window[] = {Value(), Value(), state, oneChunk, Value(), Value()};
  Value amount;
  readBegin(iso, window, 2, &amount);
  if (!amount.isInt32()) return Fast::Unusual;
  if (!self.callsRegister_) self.callsRegister_ = firstOf(code, Op::Less)[1];
  const uint16_t stateRegister = firstOf(code, Op::GetProp)[1], callsRegister = self.callsRegister_;
  const auto enter = [&](const LibraryPath& path, uint32_t natives) {
    CallFrame* frame = pushLibraryFrame(call, path.pc, kRoom);
    iso.clock.executed += path.executed + natives * self.native_;
    frame->registers[2] = amount;
    frame->registers[stateRegister] = state;
    frame->registers[callsRegister] = Value::boolean(amount.asInt32() < 0);
    return frame;
  };
  if (amount.asInt32() < 0) {
    enter(self.readCalls_(code, "---", Op::BitNot), 1);
    return Fast::CallPushed;
  }
  window[3] = amount, window[4] = Value::boolean(false), window[5] = oneChunk;
  Value chunk;
  readEnd(iso, window, 4, &chunk);
  auto* states = NodeRuntime::of(iso).streamStates.get();
  const int32_t bits = states->integer(state.as<Object>(), States::Bits)->asInt32();
  const bool ended = (bits & r::ended) != 0;
  const bool atEnd = ended && states->integer(state.as<Object>(), States::Length)->asInt32() == 0;
  if (chunk.isNull() && !atEnd) {
    iso.clock.executed += self.readNothing_[ended](code, ended ? "--jjj-jj" : "--jjjjj", Op::Return).executed + 2 * self.native_;
    return call.done(chunk);
  }
  const Value emit = self.property(call.window[1], self.emit_);
  if (chunk.isUndefined() || atEnd || (bits & (r::errorEmitted | r::closeEmitted)) || !isFunction(emit)) {
    CallFrame* frame = enter(self.readRest_(code, "--j", Op::JumpIfNotUndefined, 1), 2);
    frame->registers[frame->pc[1]] = chunk;
    return Fast::CallPushed;
  }
  CallFrame* frame = enter(self.readData_[ended](code, ended ? "--jj--j--" : "--jj-j--", Op::Call), 2);
  iso.clock.executed += VirtualClock::instruction(opInfo(Op::Call).cost);
  Value* inner = frame->registers + frame->pc[2];
  const uint16_t* move = frame->pc - opInfo(Op::Move).words; // of the chunk; before it 'data' is loaded
  frame->registers[move[2]] = chunk;
  inner[0] = emit;
  inner[1] = frame->registers[1];
  inner[2] = code->constants[(move - opInfo(Op::LoadConst).words)[2]];
  inner[3] = chunk;
  return callFromLibrary(call.vm, inner, 2);
}

Fast StreamCalls::write(const FastCall& call) {
  if (!mayAsk(call) || call.argumentCount == 0 || !call.argument(2).isUndefined()) return Fast::Unusual;
  Isolate& iso = call.vm.isolate();
  StreamCalls& self = of(iso);
  HandleScope scope(iso.heap);
  const HandleValue state = iso.handle(self.property(call.window[1], self.writableState_));
  const WriteState known(*NodeRuntime::of(iso).streamStates, state);
  if (!known || known.has(w::ending | w::destroyed)) return Fast::Unusual;
  if ((known.bits->asInt32() & (w::writing | w::errored | w::corked | w::constructed)) == w::constructed) return self.writeNow(call, state);
  return self.writeLater(call, state);
}

// To the sink at once: the JavaScript goes on when _write has returned.
Fast StreamCalls::writeNow(const FastCall& call, HandleValue state) {
  const FunctionCode* code = call.code();
  const bool objects = WriteState(*NodeRuntime::of(iso_).streamStates, state).has(w::objectMode);
  const Value sink = property(call.window[1], write_), done = property(state, onwrite_);
  if (!isFunction(sink) || !isFunction(done)) return Fast::Unusual;
  constexpr uint32_t kRoom = 16;
  if (call.vm.frame_ + 2 >= call.vm.frameLimit_ || call.window + 8 + call.argumentCount + code->registerCount + kRoom >= call.vm.stackLimit_)
    return Fast::Unusual;
  const Value encoding = call.argument(1);
  const Value window[] = {Value(), Value(), state, call.window[2], encoding};
  Value begun;
  writeBegin(iso_, window, 3, &begun);
  if (!begun.isTrue()) return Fast::Unusual;
  const LibraryPath& path = objects ? writeObject_(code, "---", Op::Call) : writeBytes_(code, "--j", Op::Call);
  CallFrame* frame = pushLibraryFrame(call, path.pc, kRoom);
  iso_.clock.executed += path.executed + native_ + VirtualClock::instruction(opInfo(Op::Call).cost);
  Value* R = frame->registers;
  if (!writeStateRegister_) writeStateRegister_ = firstOf(code, Op::GetProp)[1];
  R[writeStateRegister_] = state;
  Value* inner = R + frame->pc[2];
  inner[0] = sink;
  inner[1] = R[1];
  inner[2] = R[2];
  // 'buffer' is loaded right before the last argument.
  inner[3] = objects ? encoding : code->constants[(frame->pc - opInfo(Op::GetProp).words - opInfo(Op::LoadConst).words)[2]];
  inner[4] = done;
  return callFromLibrary(call.vm, inner, 3);
}

// Behind others, in object mode: it waits in the buffer.
Fast StreamCalls::writeLater(const FastCall& call, HandleValue stateValue) {
  StreamStates& states = *NodeRuntime::of(iso_).streamStates;
  WriteState state(states, stateValue);
  const Value encoding = call.argument(1);
  if (!state.has(w::objectMode) || !(encoding.isUndefined() || encoding.isNull()) || call.window[2].isNull()) return Fast::Unusual;
  if (!writeChunk_->isCompiled() || !endOfWrite_->isCompiled() || state.length->asInt32() > (1 << 30)) return Fast::Unusual;
  if (!entryShape_) entryShape_ = writeChunk_->constants + readWide(firstOf(writeChunk_, Op::NewObjectShaped) + 2);
  const Value shape = *entryShape_;
  if (shape.asCell()->kind != CellKind::Shape) return Fast::Unusual; // its first execution
  Cell* holder;
  const Value* row = slots_.find(stateValue.get().as<Object>(), buffered_, &holder);
  const bool more = state.has(w::buffered);
  if (!row || (more && !(isObject(*row) && isFastArrayNoGc(iso_, row->as<Object>())))) return Fast::Unusual;

  Value* const saved = call.vm.pendingTop_;
  call.vm.pendingTop_ = std::max(saved, call.window + 2 + call.argumentCount);
  const Handle<ArrayObject> waiting = more ? Handle<ArrayObject>::fromRooted(iso_.handle(*row)) : iso_.handle(newArray(iso_));
  if (!more) {
    Value* slot = slots_.find(stateValue.get().as<Object>(), buffered_, &holder);
    iso_.heap.store(holder, slot, waiting);
  }
  const Handle<Object> entry = iso_.handle(newObject(iso_, shape.as<Shape>()));
  Value* slots = entry->inlineSlots(); // chunk, encoding, callback
  slots[0] = call.window[2];
  slots[1] = encoding;
  slots[2] = nop_;
  MUST(arrayPush(iso_, waiting, entry));
  call.vm.pendingTop_ = saved;

  state = WriteState(states, stateValue); // it may have moved
  *state.pending = Value::int32(state.pending->asInt32() + 1);
  *state.length = Value::int32(state.length->asInt32() + 1);
  const bool fits = state.length->asInt32() < state.mark->asInt32();
  *state.bits = Value::int32(((state.bits->asInt32() | w::buffered) & ~w::allBuffers) | (fits ? 0 : w::needDrain));
  iso_.clock.executed += writeLater_(call.code(), "-jj", Op::Return).executed + 2 * native_ +
                         (more ? chunkMore_(writeChunk_, "-jjj--j-j", Op::Return) : chunkFirst_(writeChunk_, "-jjj----j", Op::Return)).executed +
                         (fits ? fits_(endOfWrite_, "jj-", Op::Return) : full_(endOfWrite_, "--j", Op::Return)).executed;
  return call.done(Value::boolean(fits && !state.has(w::destroyed | w::errored)));
}

// One that has waited goes to the sink.
Fast StreamCalls::startWrite(const FastCall& call) {
  if (!mayAsk(call) || call.argumentCount != 7) return Fast::Unusual;
  Isolate& iso = call.vm.isolate();
  StreamCalls& self = of(iso);
  const Value* arguments = call.window + 2; // stream, state, vectored, length, chunk, encoding, callback
  const WriteState state(*NodeRuntime::of(iso).streamStates, arguments[1]);
  if (!state || !arguments[2].isFalse() || !arguments[3].isInt32() || arguments[6] != self.nop_.get() || state.has(w::destroyed)) return Fast::Unusual;
  const Value sink = self.property(arguments[0], self.write_), done = self.property(arguments[1], self.onwrite_);
  if (!isFunction(sink) || !isFunction(done)) return Fast::Unusual;
  const LibraryPath& path = self.start_(call.code(), "jjj", Op::Call);
  CallFrame* frame = pushLibraryFrame(call, path.pc, 16);
  if (!frame) return Fast::Unusual;
  iso.clock.executed += path.executed + VirtualClock::instruction(opInfo(Op::Call).cost);
  const Value* given = frame->registers + 2;
  *state.writing = given[3];
  *state.bits = Value::int32(state.bits->asInt32() | w::writing | w::sync | w::expectWriteCb);
  Value* inner = frame->registers + frame->pc[2];
  inner[0] = sink;
  inner[1] = given[0];
  inner[2] = given[4];
  inner[3] = given[5];
  inner[4] = done;
  return callFromLibrary(call.vm, inner, 3);
}

// The callback of _write without an error, when nobody waits for this write.
Fast StreamCalls::onwrite(const FastCall& call) {
  if (!mayAsk(call) || call.argumentCount == 0 || !call.argument(1).isNullish()) return Fast::Unusual;
  Isolate& iso = call.vm.isolate();
  StreamCalls& self = of(iso);
  const FunctionCode* code = call.code();
  const bool null = call.argument(1).isNull();
  const Value stateValue = self.property(call.window[2], self.writableState_);
  const WriteState state(*NodeRuntime::of(iso).streamStates, stateValue);
  if (!state || state.has(w::writeCb | w::ending | w::afterWriteTickInfo)) return Fast::Unusual;
  const int32_t bits = state.bits->asInt32();
  if ((bits & (w::sync | w::expectWriteCb)) != (w::sync | w::expectWriteCb)) return Fast::Unusual;
  const bool inside = (bits & w::buffered) != 0; // called by the write that empties the buffer: that one goes on
  if (inside && (!(bits & w::objectMode) || !(bits & w::bufferProcessing) || !self.clearBuffer_->isCompiled())) return Fast::Unusual;
  const int32_t length = state.length->asInt32() - state.writing->asInt32();
  const bool ticks = ((bits & w::objectMode) || ((bits & w::needDrain) && length == 0)) && !(bits & w::afterWritePending);
  if (ticks && (call.vm.frame_ + 2 >= call.vm.frameLimit_ || call.window + code->registerCount + 16 >= call.vm.stackLimit_)) return Fast::Unusual;

  const uint64_t cleared = inside ? self.stays_(self.clearBuffer_, "-", Op::ReturnUndefined).executed : 0;
  int32_t after = bits & ~(w::writing | w::expectWriteCb | w::writeCb);
  if (ticks && !inside) after |= w::afterWritePending; // inside, the JavaScript sets it when the tick is queued
  *state.bits = Value::int32(after);
  *state.length = Value::int32(length);
  *state.writing = Value::int32(0);
  if (!ticks) *state.pending = Value::int32(state.pending->asInt32() - 1);
  if (ticks) {
    const LibraryPath& path = inside ? self.doneInsideTick_[null](code, null ? "--jjjjj-j-jj---" : "jjjjjj-j-jj---", Op::Call)
                                     : self.doneTick_[null](code, null ? "----" : "j--", Op::Call);
    return self.tickOfWrite(call, stateValue, path, cleared + self.native_, inside);
  }
  const LibraryPath& path = inside ? self.doneInside_[null](code, null ? "--jjjjj-j-jj--jj" : "jjjjjj-j-jj--jj", Op::ReturnUndefined)
                                   : self.done_[null](code, null ? "---jj" : "j-jj", Op::ReturnUndefined);
  iso.clock.executed += path.executed + cleared + self.native_;
  if (inside) newEnvironment(iso, 1); // as below
  return call.done(Value());
}

// process.nextTick(afterWrite, stream, state, 1, nop)
Fast StreamCalls::tickOfWrite(const FastCall& call, Value state, const LibraryPath& path, uint64_t more, bool clears) {
  CallFrame* frame = pushLibraryFrame(call, path.pc, 16);
  iso_.clock.executed += path.executed + more + VirtualClock::instruction(opInfo(Op::Call).cost);
  Value* R = frame->registers;
  if (!onwriteStateRegister_) onwriteStateRegister_ = frame->code->code[1];
  R[onwriteStateRegister_] = state;
  if (clears) newEnvironment(iso_, 1); // clearBuffer's: the heap is as the JavaScript leaves it
  const Value process = NodeRuntime::of(iso_).kept(NodeRuntime::Kept::Process);
  Value* inner = R + frame->pc[2];
  inner[0] = property(process, nextTick_);
  inner[1] = process;
  inner[2] = afterWrite_;
  inner[3] = R[2];
  inner[4] = R[onwriteStateRegister_];
  inner[5] = Value::int32(1);
  inner[6] = nop_;
  if (inner[0].isEmpty()) inner[0] = Value();
  return callFromLibrary(call.vm, inner, 5);
}

void fillStreamCalls(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"readableFunctions", StreamCalls::installReadable, 2}, {"writableFunctions", StreamCalls::installWritable, 9}});
}

} // namespace tickscope
