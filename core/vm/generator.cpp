#include "core/vm/generator.h"

#include <algorithm>

#include "core/trace/recorder.h"
#include "core/vm/conversions.h"
#include "core/vm/interpreter.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/iterator_operations.h"

namespace tickscope {

namespace {
// Copies the top frame's registers away; the instruction at frame->pc is the one that suspends.
void save(Isolate& iso, Handle<GeneratorObject> generator, CallFrame* frame) {
  const uint32_t count = frame->code->registerCount;
  if (!generator->saved.isCell()) {
    Box* box = newBox(iso, count);
    iso.heap.store(generator, &generator->saved, Value(box));
  }
  Box* box = generator->saved.as<Box>();
  if (box->gcBits & Cell::kBarrier) {
    for (uint32_t i = 0; i < count; ++i) iso.heap.store(box, box->values() + i, frame->registers[i]);
  } else {
    std::copy_n(frame->registers, count, box->values());
  }
  generator->resumeAt = Value::int32(int32_t(frame->pc - frame->code->code));
  generator->aux &= uint16_t(~GeneratorObject::kRunning);
}

GeneratorObject* newGenerator(Isolate& iso, CallFrame* frame, CellKind kind, HandleValue prototype) {
  auto* generator = static_cast<GeneratorObject*>(newObjectOfKind(iso, kind, sizeof(GeneratorObject), prototype));
  generator->function = frame->registers[0];
  generator->newTarget = frame->call.newTarget;
  generator->argumentCount = Value::int32(int32_t(frame->call.argumentCount));
  return generator;
}

GeneratorObject* asGenerator(Value value) {
  return value.isCell() && value.asCell()->kind == CellKind::GeneratorObject && value.as<GeneratorObject>()->promise.isUndefined()
             ? value.as<GeneratorObject>()
             : nullptr;
}
} // namespace

bool Interpreter::pushSuspended(Handle<GeneratorObject> generator, HandleValue sent, ResumeMode mode, uint8_t flags) {
  auto* function = generator->function.as<FunctionObject>();
  FunctionCode* code = function->code;
  Value* window = freeTop();
  if (frame_ + 1 >= frameLimit_ || window + code->registerCount >= stackLimit_) return slow::stackOverflow(iso_);
  Box* box = generator->saved.as<Box>();
  std::copy_n(box->values(), code->registerCount, window);
  CallFrame* frame = ++frame_;
  frame->registers = window;
  frame->code = code;
  frame->call.newTarget = generator->newTarget;
  frame->generator = generator;
  frame->call.argumentCount = uint32_t(generator->argumentCount.asInt32());
  frame->returnPc = nullptr;
  frame->returnRegister = 0;
  frame->flags = uint8_t(flags | CallFrame::kGeneratorFrame);
  enterRealm(frame);
  generator->aux |= GeneratorObject::kRunning | GeneratorObject::kStarted;
  generator->awaiting = Value::undefined();

  const uint16_t* pc = code->code + generator->resumeAt.asInt32();
  frame->pc = pc;
  switch (Op(*pc)) {
  case Op::GeneratorStart:
  case Op::AsyncStart: // only under WrongRule::AsyncBodyLater
    frame->pc = pc + 2;
    break;
  case Op::ModuleStart: frame->pc = pc + 3; break;
  case Op::Yield:
  case Op::AsyncYield:
    window[pc[1]] = sent;
    if (mode == ResumeMode::Next) frame->pc = pc + 5;
    else if (mode == ResumeMode::Return) frame->pc = pc + readJump(pc + 3);
    break;
  case Op::Await:
    window[pc[1]] = sent;
    if (mode == ResumeMode::Next) frame->pc = pc + 4;
    break;
  case Op::YieldDelegate:
    window[pc[1]] = sent;
    window[pc[1] + 1] = Value::int32(int32_t(mode));
    frame->pc = pc + 3;
    return true;
  default: TICK_UNREACHABLE("a frame is suspended at an instruction that does not suspend");
  }
  if (mode == ResumeMode::Throw) {
    // The exception is thrown where the frame was suspended: unwinding starts at frame->pc.
    throwOnEntry_ = true;
    iso_.pendingException = sent;
  }
  return true;
}

Value Interpreter::resume(Handle<GeneratorObject> generator, HandleValue sent, ResumeMode mode, bool* done) {
  NativeDepth depth(iso_);
  if (!depth) return iso_.raise(msg::StackOverflow);
  if (!pushSuspended(generator, sent, mode, CallFrame::kEntry)) return Throw{};
  resumeDone_ = false;
  const Value result = run();
  *done = resumeDone_ || result.isException();
  return result;
}

Value generatorResume(Isolate& iso, HandleValue value, HandleValue sent, ResumeMode mode, std::string_view methodName) {
  GeneratorObject* raw = asGenerator(value);
  if (!raw) {
    HandleScope scope(iso.heap);
    return iso.raise(msg::IncompatibleReceiver, {"[Generator].prototype." + std::string(methodName), describeForMessage(iso, value)});
  }
  if (raw->aux & GeneratorObject::kRunning) return iso.raise(msg::GeneratorRunning);
  HandleScope scope(iso.heap);
  Handle<GeneratorObject> generator = iso.handle(raw);
  if (!(raw->aux & GeneratorObject::kStarted) && mode != ResumeMode::Next) {
    raw->aux |= GeneratorObject::kCompleted;
    raw->saved = Value::undefined();
  }
  if (generator->aux & GeneratorObject::kCompleted) {
    if (mode == ResumeMode::Throw) return iso.throwValue(sent);
    return Value(createIterResult(iso, mode == ResumeMode::Return ? sent : iso.undefined(), true));
  }
  bool done = false;
  HandleValue result = iso.handle(iso.interpreter->resume(generator, sent, mode, &done));
  if (result.get().isException()) return Throw{};
  // yield* hands inner result objects on as they are (§15.5.5 step 7.a.vi).
  if (!done && iso.interpreter->rawResult_) {
    iso.interpreter->rawResult_ = false;
    return result;
  }
  return Value(createIterResult(iso, result, done));
}

Value moduleEnvironmentNoGc(GeneratorObject* body) {
  const uint16_t* pc = body->function.as<FunctionObject>()->code->code + body->resumeAt.asInt32();
  const Value value = body->saved.as<Box>()->values()[pc[2]];
  return value.isCell() && value.asCell()->kind == CellKind::Environment ? value : Value();
}

Value generatorNextNative(Isolate& iso, Args args) {
  return generatorResume(iso, args.thisValue(), args.handle(iso, 0), ResumeMode::Next, "next");
}
Value generatorReturnNative(Isolate& iso, Args args) {
  return generatorResume(iso, args.thisValue(), args.handle(iso, 0), ResumeMode::Return, "return");
}
Value generatorThrowNative(Isolate& iso, Args args) {
  return generatorResume(iso, args.thisValue(), args.handle(iso, 0), ResumeMode::Throw, "throw");
}

Value resumeAwait(Isolate& iso, HandleValue generatorValue, HandleValue value, bool fulfilled) {
  Handle<GeneratorObject> generator = Handle<GeneratorObject>::fromRooted(generatorValue);
  if (iso.recorder && generator->traceId.isInt32())
    iso.recorder->emit(trace::ev::AwaitResumed{.cause = iso.recorder->running(),
                                               .suspended = uint32_t(generator->traceId.asInt32()),
                                               .settlement = fulfilled ? trace::Settlement::Fulfilled : trace::Settlement::Rejected});
  if (generator->aux & GeneratorObject::kDrains) return asyncGeneratorDrained(iso, generator, value, fulfilled);
  bool done = false;
  const Value result = iso.interpreter->resume(generator, value, fulfilled ? ResumeMode::Next : ResumeMode::Throw, &done);
  return result.isException() ? result : Value::undefined();
}

// --- async generators (§27.6.3) ---
//
// `promise` and `queueTail` are the ends of the queue: Boxes of AsyncGeneratorRequest.

namespace {
struct AsyncGeneratorRequest : Cell { // a Box
  Value next, mode, value, promise;
};
AsyncGeneratorRequest* front(GeneratorObject* generator) {
  return generator->promise.isCell() ? static_cast<AsyncGeneratorRequest*>(generator->promise.asCell()) : nullptr;
}

void enqueue(Isolate& iso, Handle<GeneratorObject> generator, ResumeMode mode, HandleValue value, HandleValue promise) {
  auto* request = static_cast<AsyncGeneratorRequest*>(static_cast<Cell*>(newBox(iso, 4)));
  request->mode = Value::int32(int32_t(mode));
  request->value = value;
  request->promise = promise;
  if (generator->queueTail.isCell()) {
    Cell* tail = generator->queueTail.asCell();
    iso.heap.store(tail, &static_cast<AsyncGeneratorRequest*>(tail)->next, Value(static_cast<Cell*>(request)));
  } else {
    iso.heap.store(generator, &generator->promise, Value(static_cast<Cell*>(request)));
  }
  iso.heap.store(generator, &generator->queueTail, Value(static_cast<Cell*>(request)));
}

// AsyncGeneratorCompleteStep: settles the oldest request and takes it out of the queue.
void completeStep(Isolate& iso, Handle<GeneratorObject> generator, HandleValue value, bool rejected, bool done) {
  HandleScope scope(iso.heap);
  AsyncGeneratorRequest* request = front(generator);
  Handle<PromiseObject> promise = Handle<PromiseObject>::fromRooted(iso.handle(request->promise));
  iso.heap.store(generator, &generator->promise, request->next);
  if (!request->next.isCell()) {
    generator->promise = Value::null(); // not undefined: that marks a plain generator
    generator->queueTail = Value::undefined();
  }
  if (rejected) {
    rejectPromise(iso, promise, value);
    return;
  }
  HandleValue result = iso.handle(Value(createIterResult(iso, value, done)));
  resolvePromise(iso, promise, result);
}

// AsyncGeneratorDrainQueue, and AsyncGeneratorAwaitReturn for a return at its front.
Completion<void> drain(Isolate& iso, Handle<GeneratorObject> generator) {
  while (AsyncGeneratorRequest* request = front(generator)) {
    HandleScope scope(iso.heap);
    const ResumeMode mode = ResumeMode(request->mode.asInt32());
    HandleValue value = iso.handle(request->value);
    if (mode == ResumeMode::Return) {
      generator->aux |= GeneratorObject::kDrains;
      if (!awaitValue(iso, generator, value).threw()) return {};
      if (iso.terminating) return Throw{};
      generator->aux &= uint16_t(~GeneratorObject::kDrains);
      HandleValue reason = iso.handle(iso.takeException());
      completeStep(iso, generator, reason, true, true);
      continue;
    }
    if (mode == ResumeMode::Throw) completeStep(iso, generator, value, true, true);
    else completeStep(iso, generator, iso.undefined(), false, true);
  }
  return {};
}

Completion<void> resumeRequest(Isolate& iso, Handle<GeneratorObject> generator, HandleValue value, ResumeMode mode) {
  bool done = false;
  const Value result = iso.interpreter->resume(generator, value, mode, &done);
  if (result.isException()) return Throw{};
  return {};
}
} // namespace

Value promiseOfSuspended(GeneratorObject* frame) {
  if (frame->kind != CellKind::AsyncGeneratorObject) return frame->promise;
  const AsyncGeneratorRequest* request = front(frame);
  return request ? request->promise : Value();
}

Value asyncGeneratorDrained(Isolate& iso, HandleValue generatorValue, HandleValue value, bool fulfilled) {
  Handle<GeneratorObject> generator = Handle<GeneratorObject>::fromRooted(generatorValue);
  generator->aux &= uint16_t(~GeneratorObject::kDrains);
  completeStep(iso, generator, value, !fulfilled, true);
  TRY(drain(iso, generator));
  return Value::undefined();
}

Value asyncGeneratorEnqueue(Isolate& iso, HandleValue generatorValue, HandleValue value, ResumeMode mode, std::string_view methodName) {
  HandleScope scope(iso.heap);
  Handle<PromiseObject> promise = iso.handle(newPromise(iso, PromiseSource::AsyncGenerator));
  const Value raw = generatorValue;
  if (!raw.isCell() || raw.asCell()->kind != CellKind::AsyncGeneratorObject) {
    HandleValue error = iso.handle(Value(iso.newError(
        ErrorType::TypeError, formatMessage(msg::IncompatibleReceiver, {"[AsyncGenerator].prototype." + std::string(methodName), describeForMessage(iso, raw)}))));
    rejectPromise(iso, promise, error);
    return promise.get();
  }
  Handle<GeneratorObject> generator = Handle<GeneratorObject>::fromRooted(generatorValue);
  const bool started = generator->aux & GeneratorObject::kStarted;
  const bool completed = generator->aux & GeneratorObject::kCompleted;
  const bool busy = generator->aux & (GeneratorObject::kRunning | GeneratorObject::kDrains) || front(generator) != nullptr;
  if (!busy) {
    if (completed || (!started && mode != ResumeMode::Next)) {
      if (!completed) {
        generator->aux |= GeneratorObject::kCompleted;
        generator->saved = Value::undefined();
      }
      if (mode == ResumeMode::Next) {
        HandleValue result = iso.handle(Value(createIterResult(iso, iso.undefined(), true)));
        resolvePromise(iso, promise, result);
        return promise.get();
      }
      if (mode == ResumeMode::Throw) {
        rejectPromise(iso, promise, value);
        return promise.get();
      }
      enqueue(iso, generator, mode, value, promise);
      TRY(drain(iso, generator));
      return promise.get();
    }
    enqueue(iso, generator, mode, value, promise);
    TRY(resumeRequest(iso, generator, value, mode));
    return promise.get();
  }
  enqueue(iso, generator, mode, value, promise);
  return promise.get();
}

namespace slow {

void completeGenerator(Isolate& iso, Value generatorValue) {
  (void)iso;
  auto* generator = generatorValue.as<GeneratorObject>();
  generator->aux |= GeneratorObject::kCompleted;
  generator->aux &= uint16_t(~GeneratorObject::kRunning);
  generator->saved = Value::undefined();
}

bool resumeFromCall(Interpreter& vm, CallFrame*, Value* R, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  Value* window = R + pc[2];
  GeneratorObject* generator = asGenerator(window[1]);
  if (!generator || (generator->aux & (GeneratorObject::kRunning | GeneratorObject::kCompleted))) return false;
  HandleScope scope(iso.heap);
  iso.charge(window[0].as<NativeFunction>()->cost);
  HandleValue sent = pc[3] > 0 ? HandleValue(window + 2) : iso.undefined();
  vm.resumeDone_ = false;
  if (!vm.pushSuspended(iso.handle(generator), sent, ResumeMode::Next, 0)) return true; // the exception is pending
  vm.frame_->returnPc = pc + 4;
  vm.frame_->returnRegister = pc[1];
  return true;
}

namespace {
// What a generator's caller gets: for-of the bare value, next() a result object, C++ the bare value.
bool handOver(Isolate& iso, HandleValue value, bool done, bool isRaw = false) {
  Interpreter& vm = *iso.interpreter;
  const uint8_t flags = vm.frame_->flags;
  vm.resumeDone_ = done;
  vm.rawResult_ = false;
  if (flags & CallFrame::kForOf) {
    if (done) { // the loop's record ends
      const uint16_t* pc = (vm.frame_ - 1)->pc;
      (vm.frame_ - 1)->registers[pc[2]] = Value::undefined();
    }
    vm.leaveFrame(value);
    return true;
  }
  if (flags & CallFrame::kEntry) {
    vm.rawResult_ = isRaw;
    vm.leaveFrame(value);
    return true;
  }
  HandleScope scope(iso.heap);
  HandleValue result = isRaw ? value : iso.handle(Value(createIterResult(iso, value, done)));
  vm.leaveFrame(result);
  return true;
}
} // namespace

bool opGeneratorStart(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const bool isAsync = frame->code->isAsync();
  HandleValue prototype = iso.handle(get(iso, Handle<Object>::fromRooted(HandleValue(R)), iso.key(iso.names.prototype)));
  if (prototype.get().isException()) return false;
  if (!isObject(prototype)) prototype.set(iso.realm->get(isAsync ? Intrinsic::AsyncGeneratorPrototype : Intrinsic::GeneratorPrototype));
  Handle<GeneratorObject> generator =
      iso.handle(newGenerator(iso, frame, isAsync ? CellKind::AsyncGeneratorObject : CellKind::GeneratorObject, prototype));
  if (isAsync) generator->promise = Value::null();
  R[pc[1]] = generator;
  save(iso, generator, frame);
  iso.interpreter->leaveFrame(generator.get());
  return true;
}

// The first call of a module's body ends here; evaluation resumes it. One with top-level await settles its promise.
bool opModuleStart(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Handle<GeneratorObject> body = iso.handle(newGenerator(iso, frame, CellKind::GeneratorObject, iso.null()));
  R[pc[1]] = body;
  if (frame->code->isAsync()) {
    PromiseObject* promise = newPromise(iso, PromiseSource::Module);
    iso.heap.store(body, &body->promise, Value(promise));
  }
  save(iso, body, frame);
  iso.interpreter->leaveFrame(body.get());
  return true;
}

bool opYield(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  HandleValue value = iso.handle(R[pc[2]]);
  save(iso, Handle<GeneratorObject>::fromRooted(iso.handle(frame->generator)), frame);
  return handOver(iso, value, false);
}

bool opYieldDelegate(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  HandleValue value = iso.handle(R[pc[2]]);
  Handle<GeneratorObject> generator = Handle<GeneratorObject>::fromRooted(iso.handle(frame->generator));
  if (frame->flags & CallFrame::kForOf) { // for-of wants the value, taken out as it would have done itself
    value.set(get(iso, Handle<Object>::fromRooted(value), iso.key(iso.names.value)));
    if (value.get().isException()) return false;
  }
  save(iso, generator, frame);
  return handOver(iso, value, false, true);
}

bool opGeneratorReturn(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  HandleValue value = iso.handle(R[pc[1]]);
  completeGenerator(iso, frame->generator);
  return handOver(iso, value, true);
}

bool opAsyncStart(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Handle<PromiseObject> promise = iso.handle(newPromise(iso, PromiseSource::AsyncFunction));
  auto* state = newGenerator(iso, frame, CellKind::GeneratorObject, iso.null());
  state->promise = promise;
  state->aux |= GeneratorObject::kRunning;
  R[pc[1]] = Value(state);
  iso.interpreter->flag_ = false;
  if (iso.options.wrong.has(WrongRule::AsyncBodyLater)) {
    Handle<GeneratorObject> later = iso.handle(state);
    if (awaitValue(iso, later, iso.undefined()).threw()) return false;
    save(iso, later, frame);
    iso.interpreter->resumeDone_ = false;
    iso.interpreter->flag_ = true; // suspended before its first line
    iso.interpreter->leaveFrame(later->promise);
  }
  return true;
}

namespace {
// Under rules by which await need not suspend (wrong_rules.def): what is awaited, if it can be had without.
enum class Waited : uint8_t { Suspend, Fulfilled, Rejected, Threw };
Waited waitWithoutSuspending(Isolate& iso, Handle<GeneratorObject> state, HandleValue value, HandleValue* result) {
  const Value resolved = promiseResolve(iso, iso.intrinsic(Intrinsic::Promise), value);
  if (resolved.isException()) return Waited::Threw;
  Handle<PromiseObject> promise = Handle<PromiseObject>::fromRooted(iso.handle(resolved));
  if (promise->isPending() && iso.options.wrong.has(WrongRule::AwaitBlocks)) {
    const Value own = state->promise.isCell() && isPromise(state->promise) ? state->promise.as<PromiseObject>()->traceId : Value();
    iso.host.blockUntilSettled(iso, promise, own.isInt32() ? uint32_t(own.asInt32()) : 0);
    if (iso.terminating) return Waited::Threw;
  }
  if (promise->isPending()) return Waited::Suspend;
  const bool fulfilled = promise->isFulfilled();
  if (!fulfilled && !promise->isHandled()) iso.host.promiseHandled(iso, promise);
  promise->aux |= PromiseObject::kHandled;
  result->set(promise->result);
  return fulfilled ? Waited::Fulfilled : Waited::Rejected;
}
} // namespace

// Operands: sent value, what is awaited, the state of the async function. In an async generator the state is the frame's.
bool opAwait(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  const bool first = !(frame->flags & CallFrame::kGeneratorFrame);
  Handle<GeneratorObject> state = Handle<GeneratorObject>::fromRooted(iso.handle(first ? R[pc[3]] : frame->generator));
  iso.interpreter->flag_ = true;
  if (iso.options.wrong.has(WrongRule::AwaitBlocks) || iso.options.wrong.has(WrongRule::AwaitGoesOn)) {
    HandleValue result = iso.handle(Value());
    switch (waitWithoutSuspending(iso, state, reg(R, pc[2]), &result)) {
    case Waited::Suspend: break;
    case Waited::Threw: return false;
    case Waited::Rejected: iso.throwValue(result); return false;
    case Waited::Fulfilled:
      R[pc[1]] = result;
      iso.interpreter->flag_ = false; // on at once
      return true;
    }
  }
  if (awaitValue(iso, state, reg(R, pc[2])).threw()) return false;
  save(iso, state, frame);
  // The first time the caller gets the promise; later it is a job, which gets nothing.
  iso.interpreter->resumeDone_ = false;
  iso.interpreter->leaveFrame(first ? state->promise : Value::undefined());
  return true;
}

namespace {
bool finishAsync(Isolate& iso, CallFrame* frame, Value state, HandleValue value, bool rejected) {
  HandleScope scope(iso.heap);
  const bool first = !(frame->flags & CallFrame::kGeneratorFrame);
  Handle<GeneratorObject> generator = Handle<GeneratorObject>::fromRooted(iso.handle(first ? state : frame->generator));
  Handle<PromiseObject> promise = Handle<PromiseObject>::fromRooted(iso.handle(generator->promise));
  completeGenerator(iso, generator);
  if (rejected) rejectPromise(iso, promise, value);
  else resolvePromise(iso, promise, value);
  if (iso.terminating) return false;
  iso.interpreter->resumeDone_ = true;
  iso.interpreter->leaveFrame(first ? Value(promise.get()) : Value::undefined());
  return true;
}
} // namespace

bool opAsyncReturn(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  return finishAsync(iso, frame, R[pc[1]], reg(R, pc[2]), false);
}
bool opAsyncThrow(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  return finishAsync(iso, frame, R[pc[1]], reg(R, pc[2]), true);
}

// §27.6.3.8 AsyncGeneratorYield, after its Await. flag_: suspended; else the frame goes on at frame->pc.
bool opAsyncYield(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Handle<GeneratorObject> generator = Handle<GeneratorObject>::fromRooted(iso.handle(frame->generator));
  completeStep(iso, generator, reg(R, pc[2]), false, false);
  if (AsyncGeneratorRequest* request = front(generator)) {
    iso.interpreter->flag_ = false;
    R[pc[1]] = request->value;
    switch (ResumeMode(request->mode.asInt32())) {
    case ResumeMode::Next: frame->pc = pc + 5; return true;
    case ResumeMode::Return: frame->pc = pc + readJump(pc + 3); return true;
    case ResumeMode::Throw: iso.pendingException = request->value; return false;
    }
  }
  save(iso, generator, frame);
  iso.interpreter->flag_ = true;
  iso.interpreter->leaveFrame(Value::undefined());
  return true;
}

namespace {
bool finishAsyncGenerator(Isolate& iso, CallFrame* frame, HandleValue value, bool rejected) {
  HandleScope scope(iso.heap);
  Handle<GeneratorObject> generator = Handle<GeneratorObject>::fromRooted(iso.handle(frame->generator));
  HandleValue kept = iso.handle(value.get());
  completeGenerator(iso, generator);
  iso.interpreter->resumeDone_ = true;
  iso.interpreter->leaveFrame(Value::undefined());
  completeStep(iso, generator, kept, rejected, true);
  // The frame is gone: an exception here (termination) unwinds the caller's.
  if (drain(iso, generator).threw()) iso.interpreter->transfer_ = Value::exception();
  return true;
}
} // namespace

bool opAsyncGeneratorReturn(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  return finishAsyncGenerator(iso, frame, reg(R, pc[1]), false);
}
bool opAsyncGeneratorThrow(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  return finishAsyncGenerator(iso, frame, reg(R, pc[1]), true);
}

// --- yield* (§15.5.5) ---

// Operands: result; record (iterator, next); what was sent and how (value, mode). The result register gets what the
// method returned; the mode becomes -1 if the iterator has no `return`: then the sent value is to be returned.
bool opDelegateStep(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  Value* record = R + pc[2];
  Value* sent = R + pc[3];
  if (record[1].isInt32()) { // an array iterated as it is: yield* needs a real iterator, whose throw may be asked for
    HandleValue array = iso.handle(record[0]);
    HandleValue iterator = iso.handle(iso.call(iso.intrinsic(Intrinsic::ArrayProtoValues), array));
    if (iterator.get().isException()) return false;
    record[0] = iterator;
    record[1] = Value(iso.realm->get(Intrinsic::ArrayIteratorNext));
  }
  HandleValue iterator = HandleValue(record);
  Value result;
  switch (ResumeMode(sent[1].asInt32())) {
  case ResumeMode::Next: result = iso.call(HandleValue(record + 1), iterator, {HandleValue(sent)}); break;
  case ResumeMode::Throw: {
    HandleValue method = iso.handle(getMethod(iso, iterator, iso.key(iso.names.throw_)));
    if (method.get().isException()) return false;
    if (method.get().isUndefined()) {
      // The compiled code closes the iterator (it may have to await), then throws.
      sent[1] = Value::int32(-2);
      R[pc[1]] = Value::undefined();
      return true;
    }
    result = iso.call(method, iterator, {HandleValue(sent)});
    break;
  }
  case ResumeMode::Return: {
    HandleValue method = iso.handle(getMethod(iso, iterator, iso.key(iso.names.return_)));
    if (method.get().isException()) return false;
    if (method.get().isUndefined()) {
      sent[1] = Value::int32(-1);
      R[pc[1]] = Value::undefined();
      return true;
    }
    result = iso.call(method, iterator, {HandleValue(sent)});
    break;
  }
  }
  (void)frame;
  if (result.isException()) return false;
  R[pc[1]] = result;
  return true;
}

// Operands: value; the inner result; what was sent and how; jump when the inner iterator is done.
bool opDelegateCheck(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  if (!isObjectCell(R[pc[2]])) {
    iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, R[pc[2]])});
    return false;
  }
  Handle<Object> result = Handle<Object>::fromRooted(reg(R, pc[2]));
  const Value done = get(iso, result, iso.key(iso.names.done));
  if (done.isException()) return false;
  const bool isDone = toBoolean(done);
  iso.interpreter->flag_ = isDone;
  if (!isDone) return true;
  const Value value = get(iso, result, iso.key(iso.names.value));
  if (value.isException()) return false;
  iso.interpreter->flag_ = true;
  R[pc[1]] = value;
  return true;
}

} // namespace slow
} // namespace tickscope
