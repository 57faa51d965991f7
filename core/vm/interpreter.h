#pragma once
// The interpreter: frames, the register stack and the dispatch loop.
//
// One fixed region of Values is the register stack. A frame's registers are a window of it; a call's window starts at
// the caller's register that holds the callee, so that arguments are passed without copying. Calls from JavaScript to
// JavaScript push a CallFrame and never recurse in C++. All registers of a live frame hold valid Values.
//
// Observation. `observe` switches to a second dispatch table whose every entry looks for a statement boundary and for
// nothing else, and then goes on to the same handlers: running observed is the same code.
#include <memory>

#include "core/vm/function_code.h"
#include "core/vm/generator.h"
#include "core/vm/isolate.h"

namespace tickscope {

struct CallFrame {
  enum Flags : uint8_t {
    kEntry = 1,          // returning from it leaves run()
    kConstruct = 2,
    kNative = 4,         // of a native function: code is null
    kGeneratorFrame = 8, // resumed: runs on behalf of `generator`
    kDiscardResult = 16, // a setter: what it returns is dropped
    kForOf = 32,         // a generator resumed by IteratorNext: done and value go to registers, no result object is made
    kFieldInit = 64,
    kOtherRealm = 128,   // than its caller's: callerRealm says which goes on when it is left
  };
  Value* registers;
  FunctionCode* code;
  const uint16_t* pc;        // the instruction that is executing, or that waits for a call to return
  const uint16_t* returnPc;  // in the caller: where to go on
  Value generator;           // GeneratorObject of a resumed frame, or undefined
  NativeCall call;
  uint16_t returnRegister;   // of the caller: takes the result
  uint8_t flags;
  uint32_t callerRealm; // Realm::index()
};
static_assert(sizeof(CallFrame) == 64, "one line of a cache");

class Interpreter : public RootSource {
public:
  explicit Interpreter(Isolate& iso);
  ~Interpreter() override;
  Interpreter(const Interpreter&) = delete;

  // Call and Construct of any callable; see Isolate::call.
  Value call(HandleValue function, HandleValue thisValue, const Value* rootedArguments, uint32_t count);
  Value construct(HandleValue constructor, const Value* rootedArguments, uint32_t count, HandleValue newTarget);
  // Runs the body of a script, module or eval: a function without parameters.
  Value runFunction(Handle<FunctionObject> function, HandleValue thisValue);
  // Goes on with a suspended frame until it suspends again or ends. For a generator: the value yielded or returned,
  // with *done; for async functions: undefined.
  Value resume(Handle<GeneratorObject> generator, HandleValue sent, ResumeMode mode, bool* done);
  // Makes the frame of a suspended generator the top one, ready to go on. False: stack overflow.
  bool pushSuspended(Handle<GeneratorObject> generator, HandleValue sent, ResumeMode mode, uint8_t flags);

  // Frames in progress, outermost first.
  CallFrame* firstFrame() const { return frames_; }
  CallFrame* currentFrame() const { return frame_; } // firstFrame() - 1 … : nullptr while none
  bool hasFrames() const { return frame_ >= frames_; }

  void setObserved(bool on); // statement and call events of iso.recorder
  bool observed() const { return observed_; }

  const char* rootName() const override { return "(Stack roots)"; }
  void visitRoots(SlotVisitor& visitor) override;

  // --- for the engine's own files (call.cpp, generator.cpp, interpreter_slow_paths.cpp, stack_trace.cpp) ---

  // Runs from the top frame, which has kEntry, until it is left.
  Value run();
  // A frame for the FunctionObject in window[0], its arguments in window[2 …]. False: threw.
  bool pushFrame(Value* window, uint32_t argumentCount, Value newTarget, uint8_t flags);
  // Calls a native with its window in place: window[0] the callee, window[1] this, then the arguments.
  Value callNative(Value* window, uint32_t argumentCount, Value newTarget);
  // Calls whatever stands in window[0], from C++. Constructs likewise.
  Value callWindow(Value* window, uint32_t argumentCount);
  Value constructWindow(Value* window, uint32_t argumentCount, Value newTarget);
  Isolate& isolate() { return iso_; }
  // The first register that no frame and no window under construction uses.
  Value* freeTop() const {
    Value* top = frame_ < frames_ ? stack_ : frameEnd(frame_);
    return pendingTop_ > top ? pendingTop_ : top;
  }
  static Value* frameEnd(const CallFrame* frame) {
    return frame->registers + (frame->code ? frame->code->registerCount : 2 + frame->call.argumentCount);
  }
  // Copies callee, this and arguments into a window at freeTop() and keeps it alive while it lives. `base` is null on
  // stack overflow (already raised).
  class Window {
  public:
    Window(Interpreter& interpreter, uint32_t argumentCount);
    ~Window() { interpreter_.pendingTop_ = saved_; }
    Window(const Window&) = delete;
    Value* base;

  private:
    Interpreter& interpreter_;
    Value* saved_;
  };
  // Makes registers from `from` up to `end` undefined, and up to three beyond, where no live register can be: in steps
  // of four, since a loop of few turns, each time another number, is what a processor predicts worst.
  static void clearRegisters(Value* from, Value* end) {
    do {
      for (int i = 0; i < 4; ++i) from[i] = Value::undefined();
      from += 4;
    } while (from < end);
  }
  // The code of the top frame begins or goes on: in its realm, until leaveRealm().
  void enterRealm(CallFrame* frame) {
    Realm* const realm = frame->code->tables->realm;
    if (realm == iso_.realm) return;
    frame->flags |= CallFrame::kOtherRealm;
    frame->callerRealm = iso_.realm->index();
    iso_.realm = realm;
  }
  void leaveRealm(const CallFrame* frame) {
    if (frame->flags & CallFrame::kOtherRealm) iso_.realm = iso_.realms[frame->callerRealm];
  }
  // Pops the top frame for a suspension or a return out of a generator; run() continues at `suspended`.
  void leaveFrame(Value result) {
    leftFlags_ = frame_->flags;
    leftReturnPc_ = frame_->returnPc;
    leftReturnRegister_ = frame_->returnRegister;
    leaveRealm(frame_);
    transfer_ = result;
    --frame_;
  }

  Value* stack_ = nullptr;      // base of the register stack
  Value* stackLimit_ = nullptr; // registers may be used up to here
  Value* pendingTop_ = nullptr; // end of the windows that are being filled beyond the top frame
  CallFrame* frames_ = nullptr;
  CallFrame* frame_ = nullptr;  // the top one; frames_ - 1: none
  CallFrame* frameLimit_ = nullptr;
  CallFrame* observedFrame_ = nullptr; // the frame that the observer saw last

  // Between a slow path and the loop.
  bool flag_ = false;
  bool resumeDone_ = false;     // the generator that was left has ended
  bool rawResult_ = false;      // what a generator handed out is a result object already (yield*)
  bool throwOnEntry_ = false;   // run() begins by throwing the pending exception
  Value transfer_;
  uint8_t leftFlags_ = 0;
  uint16_t leftReturnRegister_ = 0;
  const uint16_t* leftReturnPc_ = nullptr;

private:
  Isolate& iso_;
  size_t stackBytes_ = 0, frameBytes_ = 0;
  bool observed_ = false;
};

} // namespace tickscope
