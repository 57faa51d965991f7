#pragma once
// Functions implemented in C++, and how they see their call.
#include "core/heap/handles.h"
#include "core/vm/completion.h"
#include "core/vm/object.h"

namespace tickscope {

class Isolate;
class Realm;

// A view of the register stack: slot 0 the callee, 1 `this`, then the arguments. The slots are roots and stay current
// across collections; reading past the last argument gives undefined.
class Args {
public:
  Args(Value* base, uint32_t count, Value* newTarget) : base_(base), count_(count), newTarget_(newTarget) {}
  uint32_t count() const { return count_; }
  Value operator[](uint32_t i) const { return i < count_ ? base_[2 + i] : Value::undefined(); }
  // A rooted handle to argument i (to a slot that holds undefined when it is absent).
  HandleValue handle(Isolate& iso, uint32_t i) const;
  HandleValue thisValue() const { return HandleValue(base_ + 1); }
  HandleValue callee() const { return HandleValue(base_); }
  bool isConstruct() const { return !newTarget_->isUndefined(); }
  HandleValue newTarget() const { return HandleValue(newTarget_); } // undefined when called
  Value* slots() const { return base_ + 2; }                        // count() rooted values

private:
  Value* base_;
  uint32_t count_;
  Value* newTarget_; // a rooted slot
};

// Runs in a HandleScope of its own. Returns a Value or Value::exception() (Throw converts).
using NativeFn = Value (*)(Isolate& iso, Args args);

struct NativeFunction : Object {
  static constexpr uint16_t kTailCalls = kKindBit3; // in V8 what it calls takes its place on the stack: no frame of its own
  Value name;     // string: initial `name`
  Value data[2];  // the native's own (closure state), undefined by default
  NativeFn function;
  uint32_t length; // initial `length`
  uint32_t cost;   // virtual time of one call, ns (core/vm/costs.def)
  Realm* realm;
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
};
constexpr MethodSpec tailCalls(MethodSpec method) {
  method.bits |= NativeFunction::kTailCalls;
  return method;
}
constexpr MethodSpec since(int major, MethodSpec method) {
  method.since = major;
  return method;
}
void defineMethods(Isolate& iso, Handle<Object> target, std::initializer_list<MethodSpec> methods);

} // namespace tickscope
