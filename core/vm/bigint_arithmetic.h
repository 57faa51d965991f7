#pragma once
// Arithmetic on BigInts (ECMA-262 §6.1.6.2).
#include "core/vm/bigint.h"
#include "core/vm/operators.h"

namespace tickscope {

// RangeErrors: division by zero, negative exponent, result too big; TypeError for ShiftRightZero.
Value bigintBinary(Isolate& iso, BinaryOperator op, Handle<BigInt> left, Handle<BigInt> right);
Value bigintUnary(Isolate& iso, UnaryOperator op, Handle<BigInt> operand);

} // namespace tickscope
