#pragma once
// The usual cases of EventEmitter's methods (core/node/lib/events.js) in C++: see core/vm/library_fast.h. The rules, and what
// they do for which version of Node, are those of the JavaScript; what is not usual is left to it: 'error', listeners of
// 'newListener' and 'removeListener', emitters whose properties were changed, the warning of too many listeners.
#include <deque>
#include <optional>

#include "core/heap/persistent.h"
#include "core/node/slot_cache.h"
#include "core/vm/library_fast.h"
#include "core/vm/native.h"

namespace tickscope {

class EmitterFast {
public:
  // The native by which events.js tells of its functions: EventEmitter, _addListener, wrapOnce, onceWrapper,
  // maxListenersOf, kShapeMode.
  static Value install(Isolate& iso, Args args);

private:
  explicit EmitterFast(Isolate& iso, Args args);
  static EmitterFast& of(const FastCall& call);

  static Fast emit(const FastCall& call);
  static Fast addListener(const FastCall& call);
  static Fast once(const FastCall& call);
  static Fast onceWrapper(const FastCall& call);
  static Fast removeListener(const FastCall& call);

  Fast emitToOne(const FastCall& call, Value events, Value listener);
  Fast emitToMany(const FastCall& call, Value events, HandleValue listeners);

  // What was done, in virtual time; nullopt: nothing was. They may collect, only when they do something.
  std::optional<uint64_t> add(HandleValue emitter, PropertyKey type, HandleValue listener);
  std::optional<uint64_t> remove(HandleValue emitter, PropertyKey type, HandleValue listener);
  bool canAdd(Value events);
  uint64_t nativeCall(uint64_t more = 0) const { return uint64_t(nativeNs_ + more) << VirtualClock::kNsShift; }

  // The value of a property without running code; false: that cannot be told.
  bool read(Value object, PropertyKey key, Value* out);
  // The slot of an own, writable data property and the cell that has it, or null.
  Value* own(Value object, PropertyKey key, Cell** holder);
  // The `listener` of a function or of what `once` has made.
  bool readListener(Value function, Value* out);
  bool mostListeners(Value emitter, double* most, uint64_t* executed);

  PropertyKey keep(PropertyKey key);
  FunctionCode* keepCode(Value function);

  struct Path { // followed when first needed
    std::optional<LibraryPath> path;
    const LibraryPath& operator()(const FunctionCode* code, std::string_view jumps, Op until, uint32_t skip = 0) {
      if (!path) path = libraryPath(code, jumps, until, skip);
      return *path;
    }
  };

  Isolate& iso_;
  SlotCache slots_;
  uint32_t nativeNs_; // what a call of a native costs
  std::deque<Persistent> kept_;
  FunctionCode *emit_, *addListener_, *add_, *once_, *wrapOnce_, *onceWrapper_, *removeListener_, *maxListenersOf_, *defaultMaxListeners_;
  HandleValue onceWrapperFunction_, getDefaultMaxListeners_, boundName_;
  PropertyKey events_, eventsCount_, maxListeners_, newListener_, removal_, error_, on_, shapeMode_, listener_;

  Path silent_, one_, many_, addFirst_, addSecond_, addMore_, addListenerPath_, oncePath_, wrapPath_, wrapperPath_, most_, ownMost_, defaultMost_;
  Path removeNothing_, removeOnly_, removeOnlyWrapped_;
  static constexpr uint32_t kMostSteps = 4; // other listeners that are passed over on the way to the one that goes
  Path removeOf_[kMostSteps][2][2];         // by those, whether it is the first, whether one is left
  // Registers of emit's frame.
  uint16_t eventsRegister_ = 0, handlerRegister_ = 0, listenersRegister_ = 0, countRegister_ = 0, indexRegister_ = 0;
  // What a bound onceWrapper looks like: length, name, listener.
  HandleValue boundShape_;
  // The slots of what it is bound to, in the order of the literal in wrapOnce.
  enum StateSlot : uint32_t { kFired, kWrapFn, kTarget, kType, kListener };
  Value stateShape(); // undefined until wrapOnce has made one
  const Value* stateShape_ = nullptr; // the constant in wrapOnce's code
};

} // namespace tickscope
