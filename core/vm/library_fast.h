#pragma once
// Functions of our own library (JavaScript) whose usual cases are also there in C++. FunctionCode::fast is asked when code calls such a
// function and nobody records calls. It does what the JavaScript does, at its cost: the frames that a stack
// trace shows, what is allocated and the virtual time are the same, whoever does it.
//
// A case that calls back into the program pushes the function's own frame at the instruction that calls, and the frame of
// what is called above it: when that returns, the JavaScript goes on. No second loop of the interpreter is entered.
#include <string_view>

#include "core/vm/interpreter.h"
#include "core/vm/interpreter_slow_paths.h"

namespace tickscope {

enum class Fast : uint8_t {
  Unusual,    // nothing was done: call it as any function
  Done,       // the result is in the caller's register
  CallPushed, // the top frame goes on
  Threw,
};

struct FastCall {
  Interpreter& vm;
  Value* window; // the callee, `this`, the arguments: roots
  uint32_t argumentCount;
  uint16_t target; // register of the caller for the result
  const uint16_t* returnPc;

  Value argument(uint32_t i) const { return i < argumentCount ? window[2 + i] : Value::undefined(); }
  FunctionCode* code() const { return window[0].as<FunctionObject>()->code; }
  Fast done(Value result) const {
    vm.frame_->registers[target] = result;
    return Fast::Done;
  }
};

// What leads from the beginning of a function to an instruction.
struct LibraryPath {
  uint32_t pc = 0;
  uint64_t executed = 0; // what the instructions before `pc` add to VirtualClock::executed; with `pc` if that is a return
};
// Follows the code from its beginning to an `until`, the first or, after `skip` of them, another. `jumps` says of every conditional jump on the way whether it is
// taken ('j') or not ('-'). REQUIRES that the function is compiled. Aborts if the code is another than was thought.
LibraryPath libraryPath(const FunctionCode* code, std::string_view jumps, Op until, uint32_t skip = 0);

// Gives the function its fast case.
inline void setFast(FunctionCode* code, Fast (*fast)(const FastCall&)) {
  code->fast = fast;
  code->flags &= ~uint32_t(FunctionCode::kPlainCall);
}

// The function's frame, about to execute the call at `pc`; its registers beyond the parameters are undefined. Null: there is
// no room for it and a frame above it. `room` is how many registers the call needs beyond the frame's.
CallFrame* pushLibraryFrame(const FastCall& call, uint32_t pc, uint32_t room);

// The call that the top frame is about to execute. Its window is filled.
Fast callFromLibrary(Interpreter& vm, Value* window, uint32_t argumentCount);

} // namespace tickscope
