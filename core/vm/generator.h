#pragma once
// Suspended frames: generators, async functions, async generators (ECMA-262 §27.3 to §27.7).
//
// While a generator runs, its registers are on the register stack like those of any frame. At yield and await they are
// copied to `saved`, and back when it goes on.
#include "core/vm/function.h"
#include "core/vm/native.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

// kind GeneratorObject for generators and the hidden state of async functions, AsyncGeneratorObject for async generators.
struct GeneratorObject : Object {
  enum Aux : uint16_t {
    kRunning = kKindBit0,
    kCompleted = kKindBit1,
    kStarted = kKindBit2,
    kDrains = kKindBit3, // async generator: completed, and a return() awaits its value
  };
  Value function;   // the FunctionObject
  Value saved;      // a Box of registers, or undefined
  Value resumeAt;   // int32: offset of the instruction that suspended
  Value promise;    // async functions: the promise they return. Async generators: their oldest request, or null
  Value queueTail;  // async generators: newest AsyncGeneratorRequest
  Value traceId;    // int32: the AwaitSuspended event under which it stands, 0 untraced
  Value awaiting;   // the promise awaited, for async stack traces; or undefined
  Value newTarget;
  Value argumentCount;
};

enum class ResumeMode : uint8_t { Next, Throw, Return };

// §27.5.3.3 GeneratorResume and §27.5.3.4 GeneratorResumeAbrupt: what next, throw and return of the prototype do.
// `generator` is any value: a TypeError when it is not a generator, or when it is running.
Value generatorResume(Isolate& iso, HandleValue generator, HandleValue value, ResumeMode mode, std::string_view methodName);
// §27.6.3: what next, throw and return of %AsyncGeneratorPrototype% do. Returns a promise.
Value asyncGeneratorEnqueue(Isolate& iso, HandleValue generator, HandleValue value, ResumeMode mode, std::string_view methodName);

// Natives for the prototypes; the interpreter knows them by address and resumes without recursion in C++.
Value generatorNextNative(Isolate& iso, Args args);
Value generatorReturnNative(Isolate& iso, Args args);
Value generatorThrowNative(Isolate& iso, Args args);

Value asyncGeneratorDrained(Isolate& iso, HandleValue generator, HandleValue value, bool fulfilled);

// Of a module's body that waits at its start (Op::ModuleStart): the Environment of its variables, or undefined.
Value moduleEnvironmentNoGc(GeneratorObject* body);

// The promise that the function behind a frame settles: an async function's own, an async generator's oldest request's.
// undefined: there is none.
Value promiseOfSuspended(GeneratorObject* frame);

// Goes on with a frame suspended at an await: a job's work.
Value resumeAwait(Isolate& iso, HandleValue generator, HandleValue value, bool fulfilled);

} // namespace tickscope
