#pragma once
// A realm (ECMA-262 §9.3): a set of intrinsics and a global object.
#include <cstddef>

#include "core/heap/handles.h"
#include "core/vm/object.h"

namespace tickscope {

enum class Intrinsic : uint16_t {
#define INTRINSIC(name) name,
#include "core/vm/intrinsics.def"
#undef INTRINSIC
  Count
};

class Isolate;

class Realm : public RootSource {
public:
  // The first one of an isolate is what runs until its owner says otherwise (Isolate::realm). With a second one, calls
  // between functions of different realms change Isolate::realm for as long as they last.
  explicit Realm(Isolate& iso);
  ~Realm() override;

  Object* get(Intrinsic which) const { return intrinsics_[size_t(which)].as<Object>(); }
  bool has(Intrinsic which) const { return intrinsics_[size_t(which)].isCell(); }
  void set(Intrinsic which, Object* object) { intrinsics_[size_t(which)] = Value(object); }
  // A rooted slot: a handle to an intrinsic costs nothing.
  template <class T = Object> Handle<T> handle(Intrinsic which) {
    return Handle<T>::fromRooted(HandleValue(&intrinsics_[size_t(which)]));
  }
  HandleValue intrinsicSlot(Intrinsic which) { return HandleValue(&intrinsics_[size_t(which)]); }
  Handle<Object> global() { return Handle<Object>::fromRooted(HandleValue(&global_)); }
  void setGlobal(Object* global) { global_ = Value(global); }

  // Shapes that are asked for at every object literal, array and closure.
  Shape* objectShape = nullptr;      // {} with kDefaultInlineSlots
  Shape* arrayShape = nullptr;
  Shape* nativeFunctionShape = nullptr;
  Shape* iteratorResultShape = nullptr; // { value, done }

  // Declarative records of the global environment (let, const, class at the top of scripts): name -> Box(value).
  Value globalLexicals;              // an object without prototype, or undefined; core/vm/global_scope.h works on it

  Value errorStackAccessor;          // the AccessorPair of `stack` that all errors share (error_object.cpp)

  const char* rootName() const override { return "(Builtins)"; }
  uint32_t index() const { return index_; } // in Isolate::realms
  void visitRoots(SlotVisitor& visitor) override;

private:
  Isolate& iso_;
  uint32_t index_;
  Value intrinsics_[size_t(Intrinsic::Count)];
  Value global_;
};

} // namespace tickscope
