#include "core/vm/library_fast.h"

#include <algorithm>

#include "core/base/assert.h"

namespace tickscope {

LibraryPath libraryPath(const FunctionCode* code, std::string_view jumps, Op until, uint32_t skip) {
  LibraryPath path;
  size_t asked = 0;
  for (;;) {
    TICK_ASSERT(path.pc < code->codeSize(), "a function of our own library is not what its fast case thinks");
    const uint16_t* pc = code->code + path.pc;
    const Op op = Op(*pc);
    const OpInfo& info = opInfo(op);
    const bool leaves = op == Op::Return || op == Op::ReturnUndefined;
    if (op == until && !leaves && skip-- == 0) break;
    path.executed += VirtualClock::instruction(info.cost);
    if (op == Op::CallUncharged) path.executed -= (uint64_t(pc[3]) << VirtualClock::kNsShift) + pc[4]; // as the interpreter does
    if (leaves) {
      TICK_ASSERT(op == until, "a function of our own library returns before its fast case thinks");
      break;
    }
    uint32_t at = 1, jump = 0;
    for (const char* operand = info.operands; *operand; ++operand) {
      if (*operand == 'j') jump = at;
      at += *operand == 'j' || *operand == 'K' ? 2 : 1;
    }
    bool taken = op == Op::Jump;
    if (jump && !taken) {
      TICK_ASSERT(asked < jumps.size(), "a function of our own library asks more than its fast case thinks");
      taken = jumps[asked++] == 'j';
    }
    path.pc = uint32_t(int64_t(path.pc) + (taken ? readJump(pc + jump) : int32_t(info.words)));
  }
  TICK_ASSERT(asked == jumps.size(), "a function of our own library asks less than its fast case thinks");
  return path;
}

CallFrame* pushLibraryFrame(const FastCall& call, uint32_t pc, uint32_t room) {
  Interpreter& vm = call.vm;
  FunctionCode* code = call.code();
  Value* window = call.window;
  Value* const base = code->flags & FunctionCode::kKeepsArguments ? window + 2 + call.argumentCount : window;
  Value* const end = base + code->registerCount;
  if (vm.frame_ + 2 >= vm.frameLimit_ || end + room >= vm.stackLimit_ || window + 2 + call.argumentCount >= vm.stackLimit_) return nullptr;
  const uint32_t given = std::min<uint32_t>(call.argumentCount, code->parameterCount);
  if (base != window) std::copy_n(window, 2 + given, base);
  Interpreter::clearRegisters(base + 2 + given, end);
  CallFrame* frame = ++vm.frame_;
  frame->registers = base;
  frame->code = code;
  frame->pc = code->code + pc;
  frame->returnPc = call.returnPc;
  frame->call.newTarget = Value::undefined();
  frame->generator = Value::undefined();
  frame->call.argumentCount = call.argumentCount;
  frame->returnRegister = call.target;
  frame->flags = 0;
  return frame;
}

Fast callFromLibrary(Interpreter& vm, Value* window, uint32_t argumentCount) {
  CallFrame* const frame = vm.frame_;
  const uint16_t* pc = frame->pc;
  const Value callee = window[0];
  if (callee.isCell() && callee.asCell()->kind == CellKind::FunctionObject) {
    FunctionCode* code = callee.as<FunctionObject>()->code;
    Value* const end = window + code->registerCount;
    if ((code->flags & (FunctionCode::kPlainCall | FunctionCode::kKeepsArguments)) == FunctionCode::kPlainCall && end < vm.stackLimit_) {
      Interpreter::clearRegisters(window + 2 + std::min<uint32_t>(argumentCount, code->parameterCount), end);
      CallFrame* next = ++vm.frame_;
      next->registers = window;
      next->code = code;
      next->pc = code->code;
      next->returnPc = pc + 4;
      next->call.newTarget = Value::undefined();
      next->generator = Value::undefined();
      next->call.argumentCount = argumentCount;
      next->returnRegister = pc[1];
      next->flags = 0;
      return Fast::CallPushed;
    }
  }
  switch (slow::call(vm, frame, window, argumentCount, pc[1], pc + 4)) {
  case slow::Get::Done: frame->pc = pc + 4; return Fast::CallPushed;
  case slow::Get::Threw: return Fast::Threw;
  case slow::Get::CallPushed: return Fast::CallPushed;
  }
  TICK_UNREACHABLE("an outcome that is not in the list");
}

} // namespace tickscope
