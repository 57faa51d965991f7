// The stack of registers and the frames on it: how large they are, what of them is a root, and how a call gets a frame.
// The dispatch loop pushes the frames of plain calls itself.
#include <sys/mman.h>

#include <algorithm>

#include "core/vm/arguments_object.h"
#include "core/vm/interpreter.h"
#include "core/vm/interpreter_slow_paths.h"

namespace tickscope {

namespace {
// Frames beyond the limit that the engine itself may need while it reports the overflow.
constexpr size_t kSpareFrames = 64;
constexpr size_t kSpareRegisters = 4096;

void* reserve(size_t bytes) {
  void* region = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  TICK_ASSERT(region != MAP_FAILED, "the system gives no address space for the register stack");
  return region;
}
} // namespace

Interpreter::Interpreter(Isolate& iso) : iso_(iso) {
  const size_t values = size_t(iso.options.stackValues) + kSpareRegisters;
  const size_t frames = size_t(iso.options.maxFrames) + kSpareFrames;
  stackBytes_ = values * sizeof(Value);
  frameBytes_ = (frames + 1) * sizeof(CallFrame);
  stack_ = static_cast<Value*>(reserve(stackBytes_));
  stackLimit_ = stack_ + iso.options.stackValues;
  frames_ = static_cast<CallFrame*>(reserve(frameBytes_)) + 1; // one before the first: what `frame_` is while there is none
  frame_ = frames_ - 1;
  frameLimit_ = frames_ + iso.options.maxFrames;
  frame_->registers = stack_;
  pendingTop_ = stack_;
  iso.exotic[size_t(CellKind::ArgumentsObject)] = &kArgumentsMethods;
  iso.heap.addRoots(this);
}

Interpreter::~Interpreter() {
  iso_.heap.removeRoots(this);
  munmap(stack_, stackBytes_);
  munmap(frames_ - 1, frameBytes_);
}

void Interpreter::visitRoots(SlotVisitor& visitor) {
  Value* top = pendingTop_;
  for (CallFrame* frame = frames_; frame <= frame_; ++frame) {
    top = std::max(top, frameEnd(frame));
    if (frame->code) visitor.visitPointer(&frame->code);
    visitor.visit(&frame->call.newTarget);
    visitor.visit(&frame->generator);
  }
  visitor.visit(stack_, top);
  visitor.visit(&transfer_);
}

namespace {
constexpr uint32_t kArgumentsOverwritten = 32; // arguments beyond the parameters whose registers the frame may take
} // namespace

bool Interpreter::pushFrame(Value* window, uint32_t argumentCount, Value newTarget, uint8_t flags) {
  auto* function = window[0].as<FunctionObject>();
  FunctionCode* code = function->code;
  Value* const argumentsEnd = window + 2 + argumentCount;
  if (frame_ + 1 >= frameLimit_ || argumentsEnd >= stackLimit_) return slow::stackOverflow(iso_);
  if (!(code->flags & FunctionCode::kPlainCall)) {
    Value* const savedTop = pendingTop_;
    pendingTop_ = std::max(pendingTop_, argumentsEnd);
    bool ready;
    {
      const InRealm inRealm(iso_, code->tables->realm);
      ready = slow::prepareCall(iso_, window, argumentCount, newTarget);
    }
    pendingTop_ = savedTop;
    if (!ready) return false;
    function = window[0].as<FunctionObject>();
    code = function->code;
  }
  if (window + code->registerCount >= stackLimit_) return slow::stackOverflow(iso_);
  Value rest = Value::undefined(), arguments = Value::undefined();
  if (code->flags & (FunctionCode::kHasRest | FunctionCode::kNeedsArguments)) {
    Value* const savedTop = pendingTop_;
    pendingTop_ = std::max(pendingTop_, argumentsEnd);
    HandleScope scope(iso_.heap);
    const InRealm inRealm(iso_, code->tables->realm);
    HandleValue restHandle = iso_.handle(Value::undefined()), newTargetHandle = iso_.handle(newTarget);
    if (code->flags & FunctionCode::kHasRest) restHandle.set(slow::makeRest(iso_, window, argumentCount, code));
    if (code->flags & FunctionCode::kNeedsArguments) arguments = slow::makeArguments(iso_, window, argumentCount, code);
    rest = restHandle;
    newTarget = newTargetHandle;
    pendingTop_ = savedTop;
    // Many arguments stay on the stack below the frame, as V8's do: a function that passes on ever more of them overflows
    // before it has copied them all too often.
    if (argumentCount > code->parameterCount + kArgumentsOverwritten) {
      if (argumentsEnd + code->registerCount >= stackLimit_) return slow::stackOverflow(iso_);
      std::copy_n(window, 2 + code->parameterCount, argumentsEnd);
      window = argumentsEnd;
    }
  }
  const uint32_t given = std::min<uint32_t>(argumentCount, code->parameterCount);
  if (code->flags & FunctionCode::kKeepsArguments) {
    if (argumentsEnd + code->registerCount >= stackLimit_) return slow::stackOverflow(iso_);
    std::copy_n(window, 2 + given, argumentsEnd);
    window = argumentsEnd;
  }
  clearRegisters(window + 2 + given, window + code->registerCount);
  if (code->flags & FunctionCode::kHasRest) window[code->restRegister] = rest;
  if (code->flags & FunctionCode::kNeedsArguments) window[code->argumentsRegister] = arguments;

  CallFrame* frame = ++frame_;
  frame->registers = window;
  frame->code = code;
  frame->pc = code->code;
  frame->returnPc = nullptr;
  frame->call.newTarget = newTarget;
  frame->generator = Value::undefined();
  frame->call.argumentCount = argumentCount;
  frame->returnRegister = 0;
  frame->flags = flags;
  if (!(code->flags & FunctionCode::kPlainCall)) enterRealm(frame);
  return true;
}

Value Interpreter::callNative(Value* window, uint32_t argumentCount, Value newTarget) {
  if (frame_ + 1 >= frameLimit_ || window + 2 + argumentCount >= stackLimit_) {
    slow::stackOverflow(iso_);
    return Throw{};
  }
  CallFrame* frame = ++frame_;
  frame->registers = window;
  frame->code = nullptr;
  frame->pc = nullptr;
  frame->call.newTarget = newTarget;
  frame->generator = Value::undefined();
  frame->call.argumentCount = argumentCount;
  frame->flags = newTarget.isUndefined() ? CallFrame::kNative : CallFrame::kNative | CallFrame::kConstruct;
  auto* const native = window[0].as<NativeFunction>();
  iso_.clock.addNative(native->cost);
  Value result;
  {
    HandleScope scope(iso_.heap);
    const InRealm inRealm(iso_, native->realm);
    result = native->function(iso_, Args(window, &frame->call));
  }
  --frame_;
  return result;
}

} // namespace tickscope
