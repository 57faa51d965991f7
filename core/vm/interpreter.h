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
  };
  Value* registers;
  FunctionCode* code;
  const uint16_t* pc;        // the instruction that is executing, or that waits for a call to return
  const uint16_t* returnPc;  // in the caller: where to go on
  Value newTarget;           // undefined: not a construct call
  Value generator;           // GeneratorObject of a resumed frame, or undefined
  uint32_t argumentCount;
  uint16_t returnRegister;   // of the caller: takes the result
  uint8_t flags;
  uint8_t unused;
};

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

  // Frames in progress, outermost first.
  CallFrame* firstFrame() const { return frames_; }
  CallFrame* currentFrame() const { return frame_; } // firstFrame() - 1 … : nullptr while none
  bool hasFrames() const { return frame_ >= frames_; }

  void setObserved(bool on); // statement and call events of iso.recorder
  bool observed() const { return observed_; }

  void visitRoots(SlotVisitor& visitor) override;

private:
  friend struct SlowPaths;
  friend class StackWalker;

  Value run();
  bool pushJsFrame(Value* window, uint32_t argumentCount, Value newTarget, uint8_t flags);

  Isolate& iso_;
  Value* stack_ = nullptr;      // base of the register stack
  Value* stackLimit_ = nullptr; // registers may be used up to here
  CallFrame* frames_ = nullptr;
  CallFrame* frame_ = nullptr;
  CallFrame* frameLimit_ = nullptr;
  size_t stackBytes_ = 0, frameBytes_ = 0;
  bool observed_ = false;
};

} // namespace tickscope
