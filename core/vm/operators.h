#pragma once
// The operators of the language on any values (ECMA-262 §13.15.3 ApplyStringOrNumericBinaryOperator, §7.2.13 IsLessThan):
// what the interpreter does when its fast paths for numbers do not apply. All may run user code.
#include "core/heap/handles.h"
#include "core/vm/completion.h"

namespace tickscope {

class Isolate;

enum class BinaryOperator : uint8_t { Add, Sub, Mul, Div, Mod, Exp, BitAnd, BitOr, BitXor, ShiftLeft, ShiftRight, ShiftRightZero };
enum class UnaryOperator : uint8_t { Negate, BitNot, Increment, Decrement };
enum class Relation : uint8_t { Less, LessEqual, Greater, GreaterEqual };

Value applyBinary(Isolate& iso, BinaryOperator op, HandleValue left, HandleValue right);
Value applyUnary(Isolate& iso, UnaryOperator op, HandleValue operand);
Completion<bool> applyRelation(Isolate& iso, Relation relation, HandleValue left, HandleValue right);

double numberRemainder(double dividend, double divisor); // §6.1.6.1.6
double numberPower(double base, double exponent);        // §6.1.6.1.3

} // namespace tickscope
