#include "core/node/process_events.h"

#include <algorithm>

#include "core/node/node_errors.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

void ProcessEvents::visitRoots(SlotVisitor& visitor) {
  for (Listener& listener : listeners_) {
    visitor.visit(&listener.event);
    visitor.visit(&listener.function);
  }
}

void ProcessEvents::add(PropertyKey event, HandleValue function, bool once, bool prepend) {
  const Listener made{event.raw(), function, once, nextId_++};
  if (prepend) listeners_.insert(listeners_.begin(), made);
  else listeners_.push_back(made);
}

void ProcessEvents::remove(PropertyKey event, HandleValue function) {
  for (size_t i = listeners_.size(); i-- > 0;)
    if (listeners_[i].event == event.raw() && listeners_[i].function == function.get()) {
      listeners_.erase(listeners_.begin() + ptrdiff_t(i));
      return;
    }
}

void ProcessEvents::removeAll(PropertyKey event) {
  std::erase_if(listeners_, [&](const Listener& listener) { return listener.event == event.raw(); });
}

size_t ProcessEvents::count(PropertyKey event) const {
  return size_t(std::count_if(listeners_.begin(), listeners_.end(), [&](const Listener& l) { return l.event == event.raw(); }));
}

std::vector<Value> ProcessEvents::listeners(PropertyKey event) const {
  std::vector<Value> found;
  for (const Listener& listener : listeners_)
    if (listener.event == event.raw()) found.push_back(listener.function);
  return found;
}

std::vector<PropertyKey> ProcessEvents::names() const {
  std::vector<PropertyKey> names;
  for (const Listener& listener : listeners_) {
    const PropertyKey key = PropertyKey::fromRaw(listener.event);
    if (std::find(names.begin(), names.end(), key) == names.end()) names.push_back(key);
  }
  return names;
}

Completion<bool> ProcessEvents::emit(PropertyKey event, HandleValue receiver, const Value* rootedArguments, uint32_t argumentCount) {
  // A copy: what listeners add and remove acts on the next emit. Handles in a row keep the functions.
  HandleScope scope(iso_.heap);
  struct Call {
    HandleValue function;
    bool once;
    uint64_t id;
  };
  std::vector<Call> calls;
  for (const Listener& listener : listeners_)
    if (listener.event == event.raw()) calls.push_back({iso_.handle(listener.function), listener.once, listener.id});
  for (const Call& call : calls) {
    if (call.once) std::erase_if(listeners_, [&](const Listener& listener) { return listener.id == call.id; });
    HandleScope inner(iso_.heap);
    TRY(iso_.call(call.function, receiver, rootedArguments, argumentCount));
  }
  return !calls.empty();
}

// --- as programs see it ---

namespace {
Completion<PropertyKey> eventOf(Isolate& iso, Args args) { return toPropertyKey(iso, args.handle(iso, 0)); }
ProcessEvents& eventsOf(Isolate& iso) { return NodeRuntime::of(iso).processEvents(); }

template <bool kOnce, bool kPrepend> Value addListener(Isolate& iso, Args args) {
  if (!isCallable(args[1])) return raiseInvalidArgType(iso, "listener", "of type function", args.handle(iso, 1));
  const PropertyKey event = TRY(eventOf(iso, args));
  iso.handle(event.raw());
  if (eventsOf(iso).count(iso.key("newListener"))) {
    const PropertyKey name = iso.key("newListener");
    HandleValue shown = iso.handle(event.toValue(iso));
    const Value* row = iso.heap.handleTop();
    iso.handle(shown);
    iso.handle(args[1]);
    TRY(eventsOf(iso).emit(name, args.thisValue(), row, 2));
  }
  eventsOf(iso).add(event, args.handle(iso, 1), kOnce, kPrepend);
  return args.thisValue();
}
Value removeListener(Isolate& iso, Args args) {
  const PropertyKey event = TRY(eventOf(iso, args));
  eventsOf(iso).remove(event, args.handle(iso, 1));
  return args.thisValue();
}
Value removeAllListeners(Isolate& iso, Args args) {
  if (args.count() == 0 || args[0].isUndefined()) eventsOf(iso).removeAll();
  else eventsOf(iso).removeAll(TRY(eventOf(iso, args)));
  return args.thisValue();
}
Value emit(Isolate& iso, Args args) {
  const PropertyKey event = TRY(eventOf(iso, args));
  iso.handle(event.raw());
  const uint32_t extra = args.count() > 1 ? args.count() - 1 : 0;
  if (event == iso.key("error") && eventsOf(iso).count(event) == 0) {
    if (isObject(args[1])) return iso.throwValue(args[1]);
    return iso.raiseWithCode(ErrorType::Error, "ERR_UNHANDLED_ERROR",
                             "Unhandled error. (" + NodeRuntime::of(iso).inspect(args.handle(iso, 1)) + ")");
  }
  return Value::boolean(TRY(eventsOf(iso).emit(event, args.thisValue(), args.slots() + 1, extra)));
}
Value listenerCount(Isolate& iso, Args args) { return Value::number(uint64_t(eventsOf(iso).count(TRY(eventOf(iso, args))))); }
Value listeners(Isolate& iso, Args args) {
  const PropertyKey event = TRY(eventOf(iso, args));
  const std::vector<Value> found = eventsOf(iso).listeners(event);
  const Value* row = iso.heap.handleTop();
  for (Value function : found) iso.handle(function);
  return Value(newArrayFrom(iso, row, uint32_t(found.size())));
}
Value eventNames(Isolate& iso, Args) {
  const std::vector<PropertyKey> names = eventsOf(iso).names();
  Handle<ArrayObject> array = iso.handle(newArray(iso));
  for (PropertyKey name : names) TRY(arrayPush(iso, array, iso.handle(name.toValue(iso))));
  return array;
}
Value setMaxListeners(Isolate&, Args args) { return args.thisValue(); }
Value getMaxListeners(Isolate&, Args) { return Value::int32(10); }
} // namespace

void installProcessEvents(NodeRuntime& runtime, Handle<Object> process) {
  defineMethods(runtime.iso, process,
                {{"on", addListener<false, false>, 2}, {"addListener", addListener<false, false>, 2},
                 {"once", addListener<true, false>, 2}, {"prependListener", addListener<false, true>, 2},
                 {"prependOnceListener", addListener<true, true>, 2}, {"off", removeListener, 2},
                 {"removeListener", removeListener, 2}, {"removeAllListeners", removeAllListeners, 1}, {"emit", emit, 1},
                 {"listenerCount", listenerCount, 1}, {"listeners", listeners, 1}, {"rawListeners", listeners, 1},
                 {"eventNames", eventNames, 0}, {"setMaxListeners", setMaxListeners, 1}, {"getMaxListeners", getMaxListeners, 0}});
}

} // namespace tickscope
