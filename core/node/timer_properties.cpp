#include "core/node/timer_properties.h"

#include <algorithm>

#include "core/loop/immediates.h"
#include "core/loop/timers.h"
#include "core/node/inspect.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/function.h"

namespace tickscope {

namespace {

using Kept = NodeRuntime::Kept;

// The symbols, in the order in which Node defines the properties; they are kept in a Box.
enum class TimerSymbol : uint32_t { Refed, HasPrimitive, AsyncId, TriggerId, ContextFrame };
constexpr const char* kSymbolNames[] = {"refed", "kHasPrimitive", "asyncId", "triggerId", "kAsyncContextFrame"};
constexpr int kFirstWithContextFrame = 22;
constexpr int kMainScript = 1; // async id of what started the timer

constexpr const char* kTimeoutNames[] = {"_idleTimeout", "_idlePrev", "_idleNext", "_idleStart", "_onTimeout", "_timerArgs", "_repeat", "_destroyed"};
constexpr const char* kImmediateNames[] = {"_idleNext", "_idlePrev", "_onImmediate", "_argv", "_destroyed"};

Symbol* symbolAt(Isolate& iso, TimerSymbol which) {
  return NodeRuntime::of(iso).kept(Kept::TimerSymbols).as<Box>()->values()[size_t(which)].as<Symbol>();
}

bool isTimeout(const Object* object) {
  return static_cast<const HostObject*>(object)->hostClass == Value::int32(int32_t(HostClass::Timeout));
}

// Extra arguments as Node keeps them: an array, or undefined.
Value argumentsArray(Isolate& iso, Value packed) {
  if (packed.isEmpty() || packed.isUndefined()) return Value();
  HandleValue kept = iso.handle(packed);
  if (packed.isCell() && packed.asCell()->kind == CellKind::Box) {
    const Box* box = packed.as<Box>();
    return Value(newArrayFrom(iso, const_cast<Box*>(box)->values(), box->count()));
  }
  const Value one[1] = {kept.get()};
  return Value(newArrayFrom(iso, one, 1));
}

// The head of a list of timers of one duration.
Value timersList(Isolate& iso, Handle<TimerObject> timer) {
  HandleScope scope(iso.heap);
  HandleValue prototype = NodeRuntime::of(iso).keptSlot(Kept::TimersListPrototype);
  const Handle<Object> list = iso.handle(newObjectWithPrototype(iso, prototype));
  HandleValue duration = iso.handle(timer->idleTimeout);
  defineValue(iso, list, iso.key("msecs"), duration);
  return Value(list.get());
}

// New timers are put at the front of Node's lists, so `next` of ours is what _idlePrev says.
Value timeoutProperty(Isolate& iso, Handle<TimerObject> timer, std::string_view name) {
  const auto neighbour = [&](Value in) {
    if (!timer->has(TimerObject::kLinked)) return Value::null();
    return in.isUndefined() ? timersList(iso, timer) : in;
  };
  if (name == "_idleTimeout") return timer->idleTimeout;
  if (name == "_idlePrev") return neighbour(timer->next);
  if (name == "_idleNext") return neighbour(timer->previous);
  if (name == "_idleStart") return timer->idleStart;
  if (name == "_onTimeout") return timer->callback;
  if (name == "_timerArgs") return argumentsArray(iso, timer->arguments);
  if (name == "_repeat") return timer->repeat;
  if (name == "_destroyed") return Value::boolean(timer->has(TimerObject::kDestroyed));
  return Value::empty();
}
Value immediateProperty(Isolate& iso, Handle<ImmediateObject> immediate, std::string_view name) {
  if (name == "_idleNext") return immediate->next.isUndefined() ? Value::null() : immediate->next;
  if (name == "_idlePrev") return immediate->previous.isUndefined() ? Value::null() : immediate->previous;
  if (name == "_onImmediate") return immediate->callback;
  if (name == "_argv") return argumentsArray(iso, immediate->arguments);
  if (name == "_destroyed") return Value::boolean(immediate->has(ImmediateObject::kDestroyed));
  return Value::empty();
}

Value symbolProperty(Isolate& iso, Handle<Object> object, Symbol* symbol) {
  const bool timeout = isTimeout(object);
  auto* timer = static_cast<TimerObject*>(object.get());
  auto* immediate = static_cast<ImmediateObject*>(object.get());
  if (symbol == symbolAt(iso, TimerSymbol::Refed)) {
    if (timeout) return Value::boolean(timer->has(TimerObject::kReferenced));
    if (immediate->has(ImmediateObject::kDestroyed)) return Value::null();
    return Value::boolean(immediate->has(ImmediateObject::kReferenced));
  }
  if (timeout && symbol == symbolAt(iso, TimerSymbol::HasPrimitive)) return Value::boolean(timer->has(TimerObject::kHasPrimitive));
  if (symbol == symbolAt(iso, TimerSymbol::AsyncId)) return timeout ? timer->asyncId : immediate->asyncId;
  if (symbol == symbolAt(iso, TimerSymbol::TriggerId)) return Value::int32(kMainScript);
  if (iso.options.nodeMajor >= kFirstWithContextFrame && symbol == symbolAt(iso, TimerSymbol::ContextFrame)) return Value();
  return Value::empty();
}

Completion<bool> getTimerProperty(Isolate& iso, Handle<Object> object, PropertyKey key, PropertyDescriptor* out) {
  if (TRY(ordinaryGetOwnProperty(iso, object, key, out))) return true;
  Value value = Value::empty();
  if (key.isSymbol()) value = symbolProperty(iso, object, key.symbol());
  else if (key.isIndex()) return false;
  else if (isTimeout(object)) value = timeoutProperty(iso, Handle<TimerObject>::fromRooted(object), toUtf8(key.string()));
  else value = immediateProperty(iso, Handle<ImmediateObject>::fromRooted(object), toUtf8(key.string()));
  if (value.isEmpty()) return false;
  *out = PropertyDescriptor::data(iso.handle(value), kDefault);
  return true;
}

Completion<void> timerPropertyKeys(Isolate& iso, Handle<Object> object, std::vector<PropertyKey>* out) {
  const bool timeout = isTimeout(object);
  if (timeout) for (const char* name : kTimeoutNames) out->push_back(iso.key(name));
  else for (const char* name : kImmediateNames) out->push_back(iso.key(name));
  const auto add = [&](TimerSymbol which) { out->push_back(iso.key(symbolAt(iso, which))); };
  add(TimerSymbol::Refed);
  if (timeout) add(TimerSymbol::HasPrimitive);
  add(TimerSymbol::AsyncId);
  add(TimerSymbol::TriggerId);
  if (iso.options.nodeMajor >= kFirstWithContextFrame) add(TimerSymbol::ContextFrame);
  std::vector<PropertyKey> own; // of the program's making
  TRY(ordinaryOwnPropertyKeys(iso, object, &own));
  for (PropertyKey key : own)
    if (std::find(out->begin(), out->end(), key) == out->end()) out->push_back(key);
  return {};
}

Completion<bool> hasTimerProperty(Isolate& iso, Handle<Object> object, PropertyKey key) {
  PropertyDescriptor d;
  if (TRY(getTimerProperty(iso, object, key, &d))) return true;
  return ordinaryHasProperty(iso, object, key);
}

Value getFromTimer(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue receiver) {
  PropertyDescriptor d;
  if (TRY(getTimerProperty(iso, object, key, &d)) && d.value) return *d.value;
  return ordinaryGet(iso, object, key, receiver);
}

const ExoticMethods kTimerMethods = [] {
  ExoticMethods methods;
  methods.getOwnProperty = getTimerProperty;
  methods.hasProperty = hasTimerProperty;
  methods.get = getFromTimer;
  methods.ownPropertyKeys = timerPropertyKeys;
  return methods;
}();

// Timeout.prototype[util.inspect.custom]: one level of properties, since a list of timers leads to all the others.
Value inspectTimeout(Isolate& iso, Args args) {
  InspectOptions options = TRY(readInspectOptions(iso, args.handle(iso, 1), InspectOptions()));
  options.depth = 0;
  options.customInspect = false;
  return Value(newStringUtf16(iso, TRY(inspect(iso, args.thisValue(), options))));
}

} // namespace

void installTimerProperties(NodeRuntime& runtime, Handle<Object> timeoutPrototype) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  runtime.keep(Kept::TimerSymbols, Value(newBox(iso, std::size(kSymbolNames))));
  for (size_t i = 0; i < std::size(kSymbolNames); ++i) {
    HandleScope inner(iso.heap);
    HandleValue name = iso.handle(Value(newString(iso, kSymbolNames[i])));
    Symbol* symbol = iso.newSymbol(name);
    auto* box = runtime.kept(Kept::TimerSymbols).as<Box>();
    iso.heap.store(box, &box->values()[i], Value(static_cast<Cell*>(symbol)));
  }
  const Handle<Object> listPrototype = iso.handle(newObject(iso));
  const Handle<NativeFunction> list = iso.handle(newNativeFunction(iso, "TimersList", 2, [](Isolate& i, Args) -> Value {
    return i.raise(ErrorType::TypeError, "Illegal constructor");
  }));
  makeConstructor(iso, list, listPrototype);
  runtime.keep(Kept::TimersListPrototype, Value(listPrototype.get()));
  HandleValue name = iso.handle(Value(newString(iso, "nodejs.util.inspect.custom")));
  defineMethod(iso, timeoutPrototype, iso.key(iso.symbolFor(name.get().as<String>())), 2, inspectTimeout);
  iso.exotic[size_t(CellKind::HostObject)] = &kTimerMethods;
}

} // namespace tickscope
