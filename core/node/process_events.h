#pragma once
// The listeners of `process` (an EventEmitter: node-semantics 8), as the runtime calls them and as programs add them.
//
// Emitting is synchronous, over a copy of the list; `once` removes itself before it is called; a listener that throws
// aborts the rest.
#include <string_view>
#include <vector>

#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

class ProcessEvents : public RootSource {
public:
  explicit ProcessEvents(Isolate& iso) : iso_(iso) { iso.heap.addRoots(this); }
  ~ProcessEvents() override { iso_.heap.removeRoots(this); }

  void add(PropertyKey event, HandleValue listener, bool once, bool prepend);
  void remove(PropertyKey event, HandleValue listener); // the one added last
  void removeAll(PropertyKey event);
  void removeAll() { listeners_.clear(); }
  size_t count(PropertyKey event) const;
  std::vector<Value> listeners(PropertyKey event) const; // to be rooted by the caller at once
  std::vector<PropertyKey> names() const;
  // Whether there were any. Exceptions of listeners propagate.
  Completion<bool> emit(PropertyKey event, HandleValue receiver, const Value* rootedArguments, uint32_t count);

  const char* rootName() const override { return "(Process events)"; }
  void visitRoots(SlotVisitor& visitor) override;

private:
  struct Listener {
    Value event; // a PropertyKey's raw value
    Value function;
    bool once;
    uint64_t id;
  };
  Isolate& iso_;
  std::vector<Listener> listeners_; // of all events, in order
  uint64_t nextId_ = 1;
};

// on, once, off, emit … on `process`.
void installProcessEvents(NodeRuntime& runtime, Handle<Object> process);

} // namespace tickscope
