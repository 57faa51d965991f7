#pragma once
// Functions made from text at run time (ECMA-262 §20.2.1.1.1 CreateDynamicFunction).
#include "core/vm/native.h"

namespace tickscope {

enum class DynamicFunctionKind : uint8_t { Normal, Generator, Async, AsyncGenerator };

// The body of the constructors Function, GeneratorFunction, AsyncFunction and AsyncGeneratorFunction: the last argument
// is the body, those before it parameters. The function is one of the running realm and has its kind's own prototype.
Value createDynamicFunction(Isolate& iso, Args args, DynamicFunctionKind kind);

} // namespace tickscope
