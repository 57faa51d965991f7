#pragma once
// JavaScript timers (node-semantics 3; Node lib/internal/timers.js) on the one uv_timer behind them.
//
// Timers of one truncated duration stand in a list, oldest first; lists stand in a heap by (expiry, id). A list's expiry
// is that of the timer it was created for and is put right only when the list is served. The lists' links go through the
// timers' own cells, so that only the two ends of a list are roots.
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "core/loop/host_object.h"
#include "core/trace/event.h"

namespace tickscope {

class Loop;

struct TimerObject : HostObject { // what setTimeout and setInterval return; class Timeout for the program
  enum Aux : uint16_t {
    kDestroyed = kKindBit0,
    kReferenced = kKindBit1,
    kHasPrimitive = kKindBit2, // its id was asked for by +timeout: clearTimeout(number) finds it
    kLinked = kKindBit3,       // stands in a list
  };
  Value previous, next; // in its list: a TimerObject, or undefined at the ends
  Value callback;       // a function; null once cleared
  Value arguments;      // packed: callback_arguments.h
  Value idleTimeout;    // the duration as given after clamping (fractions stay); -1 once cleared
  Value idleStart;      // loop time it counts from; null before
  Value repeat;         // the same as idleTimeout for an interval, else null
  Value asyncId;
  Value frame;          // the AsyncFrame that it runs in, or undefined
  Value created, queued; // int32: TimerCreated; what put it into its list (0: in none or untraced)
  Value functionSite;    // int32

  bool has(uint16_t bit) const { return aux & bit; }
  void put(uint16_t bit, bool on) { aux = uint16_t(on ? aux | bit : aux & ~bit); }
};

class Timers : public RootSource {
public:
  static constexpr double kMaxDuration = 2147483647.0;

  explicit Timers(Loop& loop);
  ~Timers() override;

  // new Timeout and insert. `args` are those of the native: callback, duration, arguments. The callback is a function.
  Value start(Args args, bool repeats);
  // For the library: an internal timer whose callback is `callback` with one packed argument.
  TimerObject* startInternal(HandleValue callback, double duration, HandleValue argument, bool referenced);
  void clear(Handle<TimerObject> timer);           // clearTimeout(timer): nothing if its callback is gone already
  void clearById(double id);                       // clearTimeout(number)
  double idOf(Handle<TimerObject> timer);          // timer[Symbol.toPrimitive]()
  void refresh(Handle<TimerObject> timer);
  void setReferenced(Handle<TimerObject> timer, bool referenced);

  // Before the timers phase reads the clock, under a schedule.
  void chooseDue();
  // The timers phase of libuv: runs the callback behind the uv_timer if that is due.
  void runPhase();

  // For whoever knows better than the phase (wrong_order.h): of the timers that `wanted` likes, the one due first; null:
  // none. Running one, due or not, in a HandleScope of the caller's. An exception has been reported afterwards.
  TimerObject* earliest(const std::function<bool(const TimerObject*)>& wanted) const;
  void fireNow(Handle<TimerObject> timer, trace::Rule rule);

  bool armed() const { return armed_; }
  int64_t dueMs() const { return due_; }
  bool alive() const { return armed_ && referenced_ > 0; }
  int64_t referenced() const { return referenced_; }

  // The prototype of Timeout objects: set by the node room. A root shape without properties.
  void setShape(Shape* shape) { shape_ = shape; }
  const char* rootName() const override { return "(Timers)"; }
  void visitRoots(SlotVisitor& visitor) override;

private:
  struct List {
    int64_t expiry = 0, id = 0, duration = 0;
    Value first, last; // TimerObjects, or undefined
    size_t position = 0; // in heap_
    bool mapped = false;
  };
  static constexpr int64_t kDirect = 1 << 17; // lists up to this duration are found by index

  List*& slotOf(int64_t duration);
  List* findList(int64_t duration);
  List* newList(int64_t duration);
  void dropList(List* list);     // takes it out of heap and map
  void link(List* list, Handle<TimerObject> timer);
  void unlink(TimerObject* timer);
  void insert(Handle<TimerObject> timer, double duration, int64_t start);
  void arm(int64_t afterMs);
  TimerObject* make(HandleValue callback, double duration, HandleValue packed, bool repeats, bool referenced);
  void keepFrame(Handle<TimerObject> timer);
  void unenroll(Handle<TimerObject> timer);
  void forget(TimerObject* timer); // its id

  void chooseClock();
  void runTimers();
  enum class Served : uint8_t { All, Threw };
  Served processTimers(int64_t now, double* nextExpiry);
  Served serveList(List* list, int64_t now);
  Served fire(Handle<TimerObject> timer, trace::Rule rule); // it stands in no list any more
  bool before(const List* a, const List* b) const;
  void siftUp(size_t at);
  void siftDown(size_t at);
  void place(size_t at, List* list) { heap_[at] = list; list->position = at; }

  Loop& loop_;
  Isolate& iso_;
  Shape* shape_ = nullptr;
  std::vector<List*> direct_;
  std::unordered_map<int64_t, List*> far_; // only looked up
  std::vector<std::unique_ptr<List>> lists_;
  std::vector<List*> free_;
  std::vector<List*> heap_;
  int64_t nextListId_ = 1;
  int64_t referenced_ = 0;
  double nextExpiry_;
  bool armed_ = false;
  int64_t due_ = 0;
  List* serving_ = nullptr; // may be dropped, but not used again, until it was served
  Value byId_;                 // OrderedTable: id -> TimerObject
};

} // namespace tickscope
