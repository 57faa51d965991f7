#pragma once
// Functions implemented in C++, and how they see their call.
#include "core/heap/handles.h"
#include "core/vm/completion.h"
#include "core/vm/object.h"

namespace tickscope {

class Isolate;
class Realm;

// What a call passes besides its window. Part of the native's frame: a root.
struct NativeCall {
  Value newTarget; // undefined when called
  uint32_t argumentCount;
};

// A view of the register stack: slot 0 the callee, 1 `this`, then the arguments. The slots are roots and stay current
// across collections; reading past the last argument gives undefined.
class Args {
public:
  Args(Value* base, NativeCall* call) : base_(base), call_(call) {}
  uint32_t count() const { return call_->argumentCount; }
  Value operator[](uint32_t i) const { return i < count() ? base_[2 + i] : Value::undefined(); }
  // A rooted handle to argument i (to a slot that holds undefined when it is absent).
  HandleValue handle(Isolate& iso, uint32_t i) const;
  HandleValue thisValue() const { return HandleValue(base_ + 1); }
  HandleValue callee() const { return HandleValue(base_); }
  bool isConstruct() const { return !call_->newTarget.isUndefined(); }
  HandleValue newTarget() const { return HandleValue(&call_->newTarget); } // undefined when called
  Value* slots() const { return base_ + 2; }                        // count() rooted values

private:
  // Two words, so that a call passes them in registers.
  Value* base_;
  NativeCall* call_;
};

// Runs in a HandleScope of its own. Returns a Value or Value::exception() (Throw converts).
using NativeFn = Value (*)(Isolate& iso, Args args);
// The common case of a native, tried first and without a frame. False: nothing was done, call the native. Must not
// collect, throw, call back or look at the stack, and charges what the native charges: its `cost` and no more.
// window[0] is the callee, window[1] `this`, then the arguments.
using FastNativeFn = bool (*)(Isolate& iso, const Value* window, uint32_t argumentCount, Value* result);

struct NativeFunction : Object {
  static constexpr uint16_t kSpreads = kKindBit2;   // with kTailCalls: the arguments come in an array (Function.prototype.apply)
  static constexpr uint16_t kTailCalls = kKindBit3; // in V8 what it calls takes its place on the stack: no frame of its own
  Value name;     // string: initial `name`
  Value data[2];  // the native's own (closure state), undefined by default
  NativeFn function;
  uint32_t length; // initial `length`
  uint32_t cost;   // virtual time of one call, ns (core/vm/costs.def)
  Realm* realm;
  FastNativeFn fast; // or null
};

struct BoundFunction : Object {
  Value target, boundThis, boundArgs; // boundArgs: a Box or undefined
};

enum class ConstructorKind : uint8_t { None, Base, Derived };

NativeFunction* newNativeFunction(Isolate& iso, std::string_view name, uint32_t length, NativeFn function);
NativeFunction* newNativeFunction(Isolate& iso, PropertyKey name, const char* prefixOrNull, uint32_t length, NativeFn function);
// Marks it [[Construct]]-able and gives it `prototype` (not writable), and prototype.constructor.
void makeConstructor(Isolate& iso, Handle<NativeFunction> constructor, Handle<Object> prototype);

// Defining built-ins. Attributes: kHidden unless said.
Handle<NativeFunction> defineMethod(Isolate& iso, Handle<Object> target, std::string_view name, uint32_t length, NativeFn function);
Handle<NativeFunction> defineMethod(Isolate& iso, Handle<Object> target, PropertyKey name, uint32_t length, NativeFn function,
                                    uint8_t attributes = kHidden);
void defineGetter(Isolate& iso, Handle<Object> target, std::string_view name, NativeFn getter, NativeFn setter = nullptr,
                  uint8_t attributes = kConfigurable);
void defineGetter(Isolate& iso, Handle<Object> target, PropertyKey name, NativeFn getter, NativeFn setter = nullptr,
                  uint8_t attributes = kConfigurable);
void defineConstant(Isolate& iso, Handle<Object> target, std::string_view name, Value value, uint8_t attributes = kNone);
// A table of methods, for long prototypes.
struct MethodSpec {
  const char* name;
  NativeFn function;
  uint32_t length;
  uint16_t bits = 0; // NativeFunction's aux bits
  int since = 0;     // the first major version of Node that has it
  FastNativeFn fast = nullptr;
};
constexpr MethodSpec tailCalls(MethodSpec method) {
  method.bits |= NativeFunction::kTailCalls;
  return method;
}
constexpr MethodSpec withFast(MethodSpec method, FastNativeFn fast) {
  method.fast = fast;
  return method;
}
constexpr MethodSpec since(int major, MethodSpec method) {
  method.since = major;
  return method;
}
void defineMethods(Isolate& iso, Handle<Object> target, std::initializer_list<MethodSpec> methods);

} // namespace tickscope
