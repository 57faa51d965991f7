#include "core/node/emitter_fast.h"

#include <algorithm>

#include "core/builtins/array.h"
#include "core/heap/v8_sizes.h"
#include "core/node/runtime.h"
#include "core/vm/lookup_cache.h"

namespace tickscope {

namespace {
// What a property of this name is kept under, if that needs no conversion.
inline std::optional<PropertyKey> keyOf(Value name) {
  if (!name.isCell()) return std::nullopt;
  Cell* cell = name.asCell();
  if (cell->kind == CellKind::Symbol) return PropertyKey::fromSymbol(static_cast<Symbol*>(cell));
  constexpr uint16_t kMask = String::kInterned | String::kIndexKnown | String::kIsArrayIndex;
  if (cell->isString() && (cell->aux & kMask) == (String::kInterned | String::kIndexKnown)) return PropertyKey::fromAtom(static_cast<String*>(cell));
  return std::nullopt;
}

bool isFunction(Value value) { return isObject(value) && value.as<Object>()->isCallable(); }
bool isArray(Isolate& iso, Value value) { return isObject(value) && isFastArrayNoGc(iso, value.as<Object>()); }
bool runs(Value function, const FunctionCode* code) {
  return function.isCell() && function.asCell()->kind == CellKind::FunctionObject && function.as<FunctionObject>()->code == code;
}

// The arguments of a call may lie beyond the frame that makes it: roots, while what is done for it may collect.
class KeepArguments {
public:
  explicit KeepArguments(const FastCall& call) : vm_(call.vm), saved_(vm_.pendingTop_) {
    vm_.pendingTop_ = std::max(saved_, call.window + 2 + call.argumentCount);
  }
  ~KeepArguments() { vm_.pendingTop_ = saved_; }
  KeepArguments(const KeepArguments&) = delete;

private:
  Interpreter& vm_;
  Value* saved_;
};

const uint16_t* find(const FunctionCode* code, uint32_t from, Op op) {
  const uint16_t* pc = code->code + from;
  for (; Op(*pc) != op; pc += opInfo(Op(*pc)).words)
    TICK_ASSERT(pc < code->code + code->codeSize(), "a function of our own library lacks an instruction");
  return pc;
}
} // namespace

Value EmitterFast::install(Isolate& iso, Args args) {
  NodeRuntime::of(iso).emitterFast = std::unique_ptr<EmitterFast>(new EmitterFast(iso, args));
  return Value();
}

EmitterFast& EmitterFast::of(const FastCall& call) { return *NodeRuntime::of(call.vm.isolate()).emitterFast; }

PropertyKey EmitterFast::keep(PropertyKey key) {
  kept_.emplace_back(iso_.heap, key.raw());
  return key;
}
FunctionCode* EmitterFast::keepCode(Value function) {
  TICK_ASSERT(function.isCell() && function.asCell()->kind == CellKind::FunctionObject, "events.js told of something else than a function");
  kept_.emplace_back(iso_.heap, function);
  return function.as<FunctionObject>()->code;
}

EmitterFast::EmitterFast(Isolate& iso, Args args) : iso_(iso), slots_(iso), nativeNs_(args.callee().get().as<NativeFunction>()->cost) {
  const auto atom = [&](std::string_view text) { return keep(iso.key(text)); };
  events_ = atom("_events"), eventsCount_ = atom("_eventsCount"), maxListeners_ = atom("_maxListeners");
  newListener_ = atom("newListener"), removal_ = atom("removeListener"), error_ = atom("error"), on_ = atom("on");
  listener_ = atom("listener");
  shapeMode_ = keep(PropertyKey::fromSymbol(args[5].as<Symbol>()));

  const auto constructor = args.handle(iso, 0);
  const Handle<Object> prototype = iso.handle(getOwnDataNoGc(constructor.get().as<Object>(), iso.key(iso.names.prototype)).as<Object>());
  const auto method = [&](std::string_view name) { return keepCode(getOwnDataNoGc(prototype, iso.key(name))); };
  emit_ = method("emit"), addListener_ = method("addListener"), once_ = method("once"), removeListener_ = method("removeListener");
  add_ = keepCode(args[1]), wrapOnce_ = keepCode(args[2]), onceWrapper_ = keepCode(args[3]);
  onceWrapperFunction_ = kept_.back().handle();
  maxListenersOf_ = keepCode(args[4]);
  PropertyDescriptor d;
  MUST(getOwnProperty(iso, Handle<Object>::fromRooted(constructor), iso.key("defaultMaxListeners"), &d));
  defaultMaxListeners_ = keepCode(*d.getter);
  getDefaultMaxListeners_ = kept_.back().handle();
  kept_.emplace_back(iso.heap, Value(newString(iso, "bound onceWrapper")));
  boundName_ = kept_.back().handle();
  kept_.emplace_back(iso.heap, Value());
  boundShape_ = kept_.back().handle();

  setFast(emit_, emit);
  setFast(addListener_, addListener);
  setFast(once_, once);
  setFast(onceWrapper_, onceWrapper);
  setFast(removeListener_, removeListener);
}

// --- properties ---

bool EmitterFast::read(Value value, PropertyKey key, Value* out) {
  if (!isObject(value)) return false;
  auto* object = value.as<Object>();
  Cell* holder;
  if (const Value* slot = slots_.find(object, key, &holder)) {
    *out = *slot;
    return true;
  }
  if (!ordinaryForNames(object)) return false;
  switch (iso_.lookups->read(iso_, object, key, out)) {
  case Hit::Value: return true;
  case Hit::Getter: return false;
  case Hit::Miss: break;
  }
  // An object of its own shape, without a prototype.
  if (object->kind != CellKind::PlainObject || !object->shape->prototype.isNull()) return false;
  const PropertyEntry* entry = object->shape->lookup(key);
  if (entry && (entry->attributes & kAccessor)) return false;
  *out = entry ? object->getSlot(entry->slot) : Value::undefined();
  return true;
}

Value* EmitterFast::own(Value object, PropertyKey key, Cell** holder) {
  return isObject(object) ? slots_.find(object.as<Object>(), key, holder) : nullptr;
}

bool EmitterFast::readListener(Value function, Value* out) {
  if (isObject(function) && Value(static_cast<Cell*>(function.as<Object>()->shape)) == boundShape_.get()) {
    *out = function.as<Object>()->storage.as<PropertyStorage>()->slots()[2];
    return true;
  }
  return read(function, listener_, out);
}

Value EmitterFast::stateShape() {
  if (!wrapOnce_->isCompiled()) return Value();
  if (!stateShape_) stateShape_ = wrapOnce_->constants + readWide(find(wrapOnce_, 0, Op::NewObjectShaped) + 2);
  const Value shape = *stateShape_;
  return shape.asCell()->kind == CellKind::Shape ? shape : Value(); // a Box until its first execution
}

// --- emit ---

Fast EmitterFast::emit(const FastCall& call) {
  const FunctionCode* code = call.code();
  Isolate& iso = call.vm.isolate();
  if (!code->isCompiled() || code->tables->realm != iso.realm) return Fast::Unusual;
  EmitterFast& self = of(call);
  const std::optional<PropertyKey> key = keyOf(call.argument(0));
  if (!key || *key == self.error_) return Fast::Unusual;
  Cell* holder;
  const Value* events = self.own(call.window[1], self.events_, &holder);
  Value handler;
  if (!events || !self.read(*events, *key, &handler)) return Fast::Unusual;
  if (handler.isUndefined()) {
    iso.clock.executed += self.silent_(code, "jj-", Op::Return).executed;
    return call.done(Value::boolean(false));
  }
  if (isFunction(handler)) return self.emitToOne(call, *events, handler);
  if (!isArray(iso, handler)) return Fast::Unusual;
  HandleScope scope(iso.heap);
  const KeepArguments keep(call);
  return self.emitToMany(call, *events, iso.handle(handler));
}

Fast EmitterFast::emitToOne(const FastCall& call, Value events, Value listener) {
  const FunctionCode* code = emit_;
  if (!one_.path) {
    eventsRegister_ = code->code[1];
    handlerRegister_ = find(code, find(code, 0, Op::CallWithRest) - code->code - opInfo(Op::Move).words * 2, Op::Move)[2];
  }
  const LibraryPath& path = one_(code, "jjj-", Op::CallWithRest);
  CallFrame* frame = pushLibraryFrame(call, path.pc, call.argumentCount + 8);
  if (!frame) return Fast::Unusual;
  iso_.clock.executed += path.executed + VirtualClock::instruction(opInfo(Op::CallWithRest).cost);
  Value* R = frame->registers;
  R[eventsRegister_] = events;
  R[handlerRegister_] = listener;
  Value* window = R + frame->pc[2];
  const uint32_t count = call.argumentCount - 1;
  window[0] = listener;
  window[1] = R[1];
  for (uint32_t i = 0; i < count; ++i) window[2 + i] = R[int32_t(i) - int32_t(count)];
  return callFromLibrary(call.vm, window, count);
}

Fast EmitterFast::emitToMany(const FastCall& call, Value events, HandleValue listeners) {
  const FunctionCode* code = emit_;
  const uint32_t length = listeners.get().as<ArrayObject>()->lengthU32();
  if (length == 0 || length > listeners.get().as<ArrayObject>()->elements->capacity)
    return Fast::Unusual;
  const LibraryPath& path = many_(code, "jjjjj", Op::CallWithRest);
  if (!countRegister_) {
    const uint16_t* less = find(code, path.pc, Op::JumpIfLess);
    indexRegister_ = less[1], countRegister_ = less[2];
    listenersRegister_ = find(code, path.pc - opInfo(Op::Move).words - opInfo(Op::GetElem).words, Op::GetElem)[2];
  }
  HandleValue kept = iso_.handle(events);
  ArrayObject* copy = newArray(iso_, length, length);
  auto* source = listeners.get().as<ArrayObject>();
  copyElementsNoGc(iso_.heap, copy->elements, 0, source->elements, 0, length);
  const Value first = copy->elements->slots()[0];
  if (first.isEmpty()) return Fast::Unusual;
  CallFrame* frame = pushLibraryFrame(call, path.pc, call.argumentCount + 8);
  if (!frame) return Fast::Unusual;
  iso_.clock.executed += path.executed + nativeCall(length / 2) + VirtualClock::instruction(opInfo(Op::CallWithRest).cost);
  Value* R = frame->registers;
  R[eventsRegister_ ? eventsRegister_ : code->code[1]] = kept;
  R[listenersRegister_] = Value(copy);
  R[countRegister_] = Value::int32(int32_t(length));
  R[indexRegister_] = Value::int32(0);
  Value* window = R + frame->pc[2];
  const uint32_t count = call.argumentCount - 1;
  window[0] = first;
  window[1] = R[1];
  for (uint32_t i = 0; i < count; ++i) window[2 + i] = R[int32_t(i) - int32_t(count)];
  return callFromLibrary(call.vm, window, count);
}

// --- adding ---

bool EmitterFast::mostListeners(Value emitter, double* most, uint64_t* executed) {
  Value own;
  if (!read(emitter, maxListeners_, &own)) return false;
  if (!maxListenersOf_->isCompiled() || !defaultMaxListeners_->isCompiled()) return false;
  if (!own.isUndefined()) {
    if (!own.isNumber()) return false;
    *most = own.asNumber();
    *executed = ownMost_(maxListenersOf_, "j", Op::Return).executed;
    return true;
  }
  // The getter reads a variable of the module.
  const uint16_t* pc = defaultMaxListeners_->code;
  if (Op(*pc) != Op::GetOuter) return false;
  Cell* environment = getDefaultMaxListeners_.get().as<FunctionObject>()->environment;
  for (uint32_t depth = pc[2]; depth; --depth) environment = static_cast<Environment*>(environment)->parent;
  const Value value = static_cast<Environment*>(environment)->slots()[pc[3]];
  if (!value.isNumber()) return false;
  *most = value.asNumber();
  *executed = most_(maxListenersOf_, "-", Op::Return).executed + defaultMost_(defaultMaxListeners_, "", Op::Return).executed;
  return true;
}

bool EmitterFast::canAdd(Value events) {
  Value told;
  return add_->isCompiled() && read(events, newListener_, &told) && told.isUndefined();
}

std::optional<uint64_t> EmitterFast::add(HandleValue emitter, PropertyKey key, HandleValue listener) {
  Cell* holder;
  const Value* slotOfEvents = own(emitter, events_, &holder);
  if (!slotOfEvents || !canAdd(*slotOfEvents)) return std::nullopt;
  HandleScope scope(iso_.heap);
  const Handle<Object> events = Handle<Object>::fromRooted(iso_.handle(*slotOfEvents));
  Value existing;
  if (!read(events, key, &existing)) return std::nullopt;
  if (existing.isUndefined()) {
    Value* count = own(emitter, eventsCount_, &holder);
    if (!count || !count->isInt32() || count->asInt32() == INT32_MAX) return std::nullopt;
    Cell* place;
    Shape* const before = events->shape;
    if (Shape* after = slots_.afterAdding(before, key)) {
      *count = Value::int32(count->asInt32() + 1);
      events->shape = after; // old and pinned
      iso_.heap.store(events, events->inlineSlots() + before->slotCount, listener);
    } else if (Value* slot = own(events, key, &place)) {
      *count = Value::int32(count->asInt32() + 1);
      iso_.heap.store(place, slot, listener);
    } else {
      if (events->kind != CellKind::PlainObject || !events->shape->prototype.isNull() || (events->shape->aux & Shape::kNotExtensible) ||
          events->shape->lookup(key))
        return std::nullopt;
      *count = Value::int32(count->asInt32() + 1);
      defineValue(iso_, events, key, listener);
      slots_.noteAdded(before, key, events);
    }
    return addFirst_(add_, "jjj-", Op::Return).executed;
  }
  double most;
  uint64_t asking;
  if (!mostListeners(emitter, &most, &asking)) return std::nullopt;
  const auto fits = [&](uint32_t count) { return most > 0 && double(count) <= most; };
  if (isFunction(existing)) {
    Cell* place;
    if (!fits(2) || !own(events, key, &place)) return std::nullopt;
    const HandleValue first = iso_.handle(existing);
    ArrayObject* both = newArray(iso_, 2, 2);
    iso_.heap.store(both->elements, both->elements->slots(), first);
    iso_.heap.store(both->elements, both->elements->slots() + 1, listener);
    Value* slot = own(events, key, &place);
    iso_.heap.store(place, slot, Value(both));
    return addSecond_(add_, "jjjj-j-j", Op::Return).executed + asking;
  }
  if (!isArray(iso_, existing) || !fits(existing.as<ArrayObject>()->lengthU32() + 1)) return std::nullopt;
  const Handle<ArrayObject> list = Handle<ArrayObject>::fromRooted(iso_.handle(existing));
  MUST(arrayPush(iso_, list, listener));
  return addMore_(add_, "jjjjjj-j", Op::Return).executed + nativeCall() + asking;
}

Fast EmitterFast::addListener(const FastCall& call) {
  const FunctionCode* code = call.code();
  Isolate& iso = call.vm.isolate();
  if (!code->isCompiled() || code->tables->realm != iso.realm || !isFunction(call.argument(1))) return Fast::Unusual;
  EmitterFast& self = of(call);
  const std::optional<PropertyKey> key = keyOf(call.window[2]);
  if (!key) return Fast::Unusual;
  const KeepArguments keep(call);
  const auto executed = self.add(HandleValue(call.window + 1), *key, HandleValue(call.window + 3));
  if (!executed) return Fast::Unusual;
  iso.clock.executed += *executed + self.addListenerPath_(code, "", Op::Return).executed;
  return call.done(call.window[1]);
}

Fast EmitterFast::once(const FastCall& call) {
  const FunctionCode* code = call.code();
  Isolate& iso = call.vm.isolate();
  if (!code->isCompiled() || code->tables->realm != iso.realm || !isFunction(call.argument(1))) return Fast::Unusual;
  EmitterFast& self = of(call);
  const FunctionCode* wrap = self.wrapOnce_;
  const std::optional<PropertyKey> key = keyOf(call.window[2]);
  const Value stateShape = self.stateShape();
  Cell* holder;
  const Value* events = self.own(call.window[1], self.events_, &holder);
  Value on;
  if (!key || !stateShape.isCell() || !events || !self.canAdd(*events) || !self.addListener_->isCompiled() ||
      !self.read(call.window[1], self.on_, &on) || !runs(on, self.addListener_))
    return Fast::Unusual;
  HandleScope scope(iso.heap);
  const KeepArguments keep(call);
  Value* const window = call.window;

  const Handle<Object> state = iso.handle(newObject(iso, stateShape.as<Shape>()));
  Value* slots = state->inlineSlots();
  slots[kFired] = Value::boolean(false);
  slots[kTarget] = window[1];
  slots[kType] = window[2];
  slots[kListener] = window[3];
  const HandleValue prototype = iso.intrinsic(Intrinsic::FunctionPrototype);
  const Handle<BoundFunction> bound =
      iso.handle(static_cast<BoundFunction*>(newObjectOfKind(iso, CellKind::BoundFunction, sizeof(BoundFunction), prototype)));
  bound->aux |= self.onceWrapperFunction_.get().asCell()->aux & (Object::kCallable | Object::kConstructor);
  bound->target = self.onceWrapperFunction_;
  bound->boundThis = state;
  if (self.boundShape_.get().isCell()) {
    constexpr uint32_t kCapacity = 4; // as it grows by single properties
    auto* storage = iso.heap.allocate<PropertyStorage>(CellKind::PropertyStorage, sizeof(PropertyStorage) + kCapacity * sizeof(Value));
    storage->hash = Value::empty();
    storage->slots()[0] = Value::int32(0);
    storage->slots()[1] = self.boundName_;
    storage->slots()[2] = window[3];
    bound->shape = self.boundShape_.get().as<Shape>();
    bound->storage = Value(storage);
    iso.heap.recordWrite(bound, &bound->storage, bound->storage);
  } else {
    defineValue(iso, bound, iso.key(iso.names.length), iso.handle(Value::int32(0)), kConfigurable);
    defineValue(iso, bound, iso.key(iso.names.name), self.boundName_, kConfigurable);
    defineValue(iso, bound, self.listener_, HandleValue(window + 3));
    if (!bound->shape->isOwned() && bound->shape->inlineCapacity == 0) self.boundShape_.set(Value(static_cast<Cell*>(bound->shape)));
  }
  iso.heap.store(state, state->inlineSlots() + kWrapFn, bound);
  const auto executed = self.add(HandleValue(window + 1), *key, bound);
  if (!executed) return Fast::Unusual;
  iso.clock.executed += *executed + self.oncePath_(code, "j", Op::Return).executed + self.wrapPath_(wrap, "", Op::Return).executed +
                        self.nativeCall() + self.addListenerPath_(self.addListener_, "", Op::Return).executed;
  return call.done(window[1]);
}

// --- removing ---

std::optional<uint64_t> EmitterFast::remove(HandleValue emitter, PropertyKey key, HandleValue listener) {
  if (!removeListener_->isCompiled()) return std::nullopt;
  Cell* holder;
  const Value* events = own(emitter, events_, &holder);
  Value list;
  if (!events || !read(*events, key, &list)) return std::nullopt;
  if (list.isUndefined()) return removeNothing_(removeListener_, "jj-", Op::Return).executed;
  Value wrapped;
  const bool itself = list == listener.get();
  if (!itself && !readListener(list, &wrapped)) return std::nullopt;
  if (itself || wrapped == listener.get()) {
    Value shapeMode;
    Value* count = own(emitter, eventsCount_, &holder);
    if (!count || *count != Value::int32(1) || !read(emitter, shapeMode_, &shapeMode) || !(shapeMode.isFalse() || shapeMode.isUndefined()))
      return std::nullopt;
    *count = Value::int32(0);
    const Value fresh(newObjectWithPrototype(iso_, iso_.null()));
    Value* slot = own(emitter, events_, &holder);
    iso_.heap.store(holder, slot, fresh);
    return nativeCall() + (itself ? removeOnly_(removeListener_, "jjjjj-", Op::Return) : removeOnlyWrapped_(removeListener_, "jjj--j-", Op::Return)).executed;
  }
  Value told;
  if (!isArray(iso_, list) || !read(*events, removal_, &told) || !told.isUndefined()) return std::nullopt;
  auto* array = list.as<ArrayObject>();
  const uint32_t length = array->lengthU32();
  if (length < 2 || length > array->elements->capacity) return std::nullopt;
  const Value* row = array->elements->slots();
  uint32_t steps = 0;
  for (;; ++steps) { // the most recently added one goes
    if (steps == kMostSteps || steps == length) return std::nullopt;
    const Value other = row[length - 1 - steps];
    if (other == listener.get()) break;
    if (!readListener(other, &wrapped) || wrapped == listener.get()) return std::nullopt;
  }
  const uint32_t position = length - 1 - steps;
  const bool one = length == 2;
  Cell* place;
  if (one && !own(*events, key, &place)) return std::nullopt;
  Path& path = removeOf_[steps][position == 0][one];
  if (!path.path) {
    std::string jumps = "jjj-j-";
    for (uint32_t i = 0; i < steps; ++i) jumps += "j-j";
    jumps += "jjj";
    jumps += position == 0 ? '-' : 'j';
    jumps += one ? '-' : 'j';
    jumps += 'j';
    path(removeListener_, jumps, Op::Return);
  }
  const uint32_t after = length - 1 - position;
  HandleScope scope(iso_.heap);
  const Handle<ArrayObject> kept = iso_.handle(array);
  if (position > 0) newArray(iso_, 1, 1); // what splice gives
  Elements* elements = kept->elements;
  if (after) copyElementsNoGc(iso_.heap, elements, position, elements, position + 1, after);
  elements->slots()[length - 1] = Value::empty();
  kept->length = Value::int32(int32_t(length - 1));
  if (one) {
    Value* slot = own(*own(emitter, events_, &holder), key, &place);
    iso_.heap.store(place, slot, elements->slots()[0]);
  }
  return path.path->executed + nativeCall(position > 0 ? 1 + after / 8 : length / 16);
}

Fast EmitterFast::removeListener(const FastCall& call) {
  Isolate& iso = call.vm.isolate();
  if (call.code()->tables->realm != iso.realm || !isFunction(call.argument(1))) return Fast::Unusual;
  const std::optional<PropertyKey> key = keyOf(call.window[2]);
  if (!key) return Fast::Unusual;
  const KeepArguments keep(call);
  const auto executed = of(call).remove(HandleValue(call.window + 1), *key, HandleValue(call.window + 3));
  if (!executed) return Fast::Unusual;
  iso.clock.executed += *executed;
  return call.done(call.window[1]);
}

Fast EmitterFast::onceWrapper(const FastCall& call) {
  FunctionCode* code = call.code();
  Isolate& iso = call.vm.isolate();
  constexpr uint32_t kMostArguments = 6;
  if (!code->isCompiled() || code->tables->realm != iso.realm || call.argumentCount > kMostArguments) return Fast::Unusual;
  EmitterFast& self = of(call);
  Value* const window = call.window;
  if (!isObject(window[1]) || Value(static_cast<Cell*>(window[1].as<Object>()->shape)) != self.stateShape()) return Fast::Unusual;
  const Value* state = window[1].as<Object>()->inlineSlots();
  const Value listener = state[kListener];
  const std::optional<PropertyKey> type = keyOf(state[kType]);
  Value removal;
  if (!state[kFired].isFalse() || !type || !isFunction(listener) || !self.read(state[kTarget], self.removal_, &removal) ||
      !runs(removal, self.removeListener_))
    return Fast::Unusual;
  // Its call of the listener's own `apply` is the usual one.
  Value apply;
  if (!self.read(listener, PropertyKey::fromAtom(iso.names.apply), &apply) || !apply.isCell() || apply.asCell()->kind != CellKind::NativeFunction ||
      !(apply.asCell()->aux & NativeFunction::kSpreads))
    return Fast::Unusual;
  const LibraryPath& path = self.wrapperPath_(code, "j", Op::Call, 1);
  if (call.vm.frame_ + 3 >= call.vm.frameLimit_ || window + 64 + code->registerCount >= call.vm.stackLimit_) return Fast::Unusual;

  HandleScope scope(iso.heap);
  const KeepArguments keep(call);
  const HandleValue target = iso.handle(state[kTarget]), wrapped = iso.handle(state[kWrapFn]);
  const auto executed = self.remove(target, *type, wrapped);
  if (!executed) return Fast::Unusual;
  window[1].as<Object>()->inlineSlots()[kFired] = Value::boolean(true);
  const Value arguments = slow::makeArguments(iso, window, call.argumentCount, code);
  Value row[kMostArguments];
  std::copy_n(window + 2, call.argumentCount, row);
  CallFrame* frame = pushLibraryFrame(call, path.pc, 64);
  frame->registers[code->argumentsRegister] = arguments;
  Value* inner = frame->registers + frame->pc[2];
  inner[0] = frame->registers[1].as<Object>()->inlineSlots()[kListener]; // what was read before may have moved
  inner[1] = target;
  std::copy_n(row, call.argumentCount, inner + 2);
  iso.clock.executed += *executed + path.executed + VirtualClock::instruction(opInfo(Op::Call).cost) + self.nativeCall();
  return callFromLibrary(call.vm, inner, call.argumentCount);
}

} // namespace tickscope
