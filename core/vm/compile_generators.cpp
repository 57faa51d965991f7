// yield and await (ECMA-262 §15.5, §15.8).
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

void FunctionCompiler::compileAwait(Reg dst, Reg value) {
  emit(Op::Await, {dst, value, asyncState_ == kNoReg ? 0 : asyncState_});
}

void FunctionCompiler::compileYield(YieldNode* node, Reg dst) {
  if (node->delegate) return compileYieldDelegate(node, dst);
  Temporaries temporaries(*this);
  const Reg value = allocate();
  if (node->argument) compileTo(node->argument, value);
  else emit(Op::LoadUndefined, {value});
  const bool async = function_->isAsync();
  place(node);
  if (async) compileAwait(value, value);
  Label returned, next;
  jump(async ? Op::AsyncYield : Op::Yield, {value, value}, returned);
  jump(Op::Jump, {}, next);
  bind(returned);
  if (async) compileAwait(value, value);
  leaveTo(nullptr, false, value);
  bind(next);
  move(dst, value);
}

// §15.5.5, the algorithm of yield*.
void FunctionCompiler::compileYieldDelegate(YieldNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const bool async = function_->isAsync();
  const Reg record = allocate(2);
  const Reg sent = allocate(2); // the value, and how it was sent
  const Reg result = allocate();
  const Reg value = allocate();
  {
    Temporaries step(*this);
    const Reg iterable = compileAny(node->argument);
    place(node->argument);
    emit(async ? Op::GetAsyncIterator : Op::GetIterator, {record, iterable});
  }
  emit(Op::LoadUndefined, {sent});
  emit(Op::LoadInt, {sent + 1, 0});
  Label loop, done, check, noReturn, noThrow, finished;
  bind(loop);
  place(node);
  emit(Op::DelegateStep, {result, record, sent});
  jump(Op::JumpIfStrictEqualInt, {sent + 1, -1}, noReturn);
  jump(Op::JumpIfStrictEqualInt, {sent + 1, -2}, noThrow);
  if (async) compileAwait(result, result);
  jump(Op::DelegateCheck, {value, result, sent}, done);
  if (async) {
    // AsyncGeneratorYield(? IteratorValue(innerResult)), without the Await of a plain yield.
    Label returned;
    getNamed(value, result, source_.tree->name(std::string_view("value")));
    Label threw, afterYield;
    Control region;
    region.kind = Control::Try;
    pushControl(region);
    beginRange(region);
    emit(Op::LoadInt, {sent + 1, 0});
    jump(Op::AsyncYield, {sent, value}, returned);
    jump(Op::Jump, {}, afterYield);
    bind(returned);
    compileAwait(sent, sent);
    emit(Op::LoadInt, {sent + 1, int32_t(ResumeMode::Return)});
    jump(Op::Jump, {}, afterYield);
    endRange(region, threw, sent, false);
    popControl(region);
    bindHandler(threw);
    emit(Op::LoadInt, {sent + 1, int32_t(ResumeMode::Throw)});
    bind(afterYield);
  } else {
    emit(Op::YieldDelegate, {sent, result});
  }
  jump(Op::Jump, {}, loop);

  bind(noReturn); // the inner iterator cannot be told: return here
  if (async) compileAwait(sent, sent);
  leaveTo(nullptr, false, sent);

  bind(noThrow); // it has no throw: it is closed, and the protocol's violation thrown
  if (async) closeAsyncIterator(record, false);
  else emit(Op::IteratorClose, {record});
  place(node);
  throwError(ErrorType::TypeError, "The iterator does not provide a 'throw' method.");

  bind(done);
  jump(Op::JumpIfStrictNotEqualInt, {sent + 1, int32_t(ResumeMode::Return)}, finished);
  leaveTo(nullptr, false, value);
  bind(finished);
  move(dst, value);
}

} // namespace tickscope
