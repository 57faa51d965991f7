#include "core/trace/state_bytes.h"

#include "core/base/varint.h"
#include "core/trace/state_fields.h"

#include <concepts>

namespace tickscope::trace {

namespace {
class Out {
 public:
  std::string bytes;

  template <class... T> void operator()(const T&... values) { (put(values), ...); }

 private:
  void number(uint64_t value) {
    uint8_t buffer[kMaxVarintBytes];
    const uint8_t* end = putVarint(buffer, value);
    bytes.append(reinterpret_cast<const char*>(buffer), static_cast<size_t>(end - buffer));
  }
  void put(std::unsigned_integral auto value) { number(value); }
  void put(int64_t value) { number(zigzag(value)); }
  template <class E>
    requires std::is_enum_v<E>
  void put(E value) {
    number(static_cast<uint64_t>(value));
  }
  template <class T>
    requires std::is_class_v<T>
  void put(const T& value) {
    visitFields(value, *this);
  }
  template <class T> void put(const std::vector<T>& list) {
    number(list.size());
    for (const T& item : list) put(item);
  }
  template <class T> void put(const EventQueue<T>& queue) {
    number(queue.size());
    for (const T& item : queue) put(item);
  }
  template <class K, class T> void put(const std::map<K, T>& map) {
    number(map.size());
    for (const auto& [key, value] : map) {
      put(key);
      put(value);
    }
  }
  template <class T> void put(const std::optional<T>& value) {
    number(value.has_value());
    if (value) put(*value);
  }
};

class In {
 public:
  In(std::string_view bytes, const StateBounds& bounds)
      : at_(reinterpret_cast<const uint8_t*>(bytes.data())), end_(at_ + bytes.size()), bounds_(bounds) {}
  bool whole() const { return ok_ && at_ == end_; }

  template <class... T> void operator()(T&... values) { (get(values), ...); }

 private:
  bool require(bool condition) {
    ok_ = ok_ && condition;
    return ok_;
  }
  uint64_t number() {
    uint64_t value = 0;
    if (!ok_) return 0;
    const uint8_t* next = getVarint(at_, end_, value);
    if (!require(next != nullptr)) return 0;
    at_ = next;
    return value;
  }
  // A count of items, each at least one byte long.
  size_t count() {
    const uint64_t value = number();
    return require(value <= static_cast<uint64_t>(end_ - at_)) ? static_cast<size_t>(value) : 0;
  }
  uint64_t below(uint64_t limit) {
    const uint64_t value = number();
    return require(value < limit) ? value : 0;
  }

  void get(bool& value) { value = below(2) != 0; }
  void get(uint64_t& value) { value = number(); }
  void get(int64_t& value) { value = unzigzag(number()); }
  // Ids of events and counts of things that events made: none exceeds the step.
  void get(uint32_t& value) { value = static_cast<uint32_t>(below(uint64_t{bounds_.step} + 1)); }
  void get(ThreadId& value) { value = static_cast<ThreadId>(below(kMaxThreads)); }
  void get(StringId& value) { value = static_cast<StringId>(below(bounds_.strings)); }
  void get(SiteId& value) { value = static_cast<SiteId>(below(bounds_.sites)); }
  void get(SourceId& value) { value = static_cast<SourceId>(below(bounds_.sources)); }
  void get(Rule& value) { value = static_cast<Rule>(below(std::size(kRules))); }
#define ENUM(Name)                                                                                                     \
  void get(Name& value) { value = static_cast<Name>(below(std::size(words::k##Name))); }
#define WORD(Value, Text)
#define END_ENUM(Name)
#include "core/trace/words.def"
#undef ENUM
#undef WORD
#undef END_ENUM
  template <class T>
    requires std::is_class_v<T>
  void get(T& value) {
    visitFields(value, *this);
  }
  template <class T> void get(std::vector<T>& list) {
    list.clear();
    for (size_t left = count(); left > 0 && ok_; --left) get(list.emplace_back());
  }
  template <class T> void get(EventQueue<T>& queue) {
    queue.clear();
    for (size_t left = count(); left > 0 && ok_; --left) {
      T item;
      get(item);
      if (ok_) require(queue.push(item));
    }
  }
  template <class K, class T> void get(std::map<K, T>& map) {
    map.clear();
    for (size_t left = count(); left > 0 && ok_; --left) {
      K key{};
      get(key);
      if (!ok_ || !require(map.empty() || map.rbegin()->first < key)) return;
      get(map.emplace_hint(map.end(), key, T{})->second);
    }
  }
  template <class T> void get(std::optional<T>& value) {
    value.reset();
    if (below(2) != 0) get(value.emplace());
  }

  const uint8_t* at_;
  const uint8_t* end_;
  const StateBounds& bounds_;
  bool ok_ = true;
};
} // namespace

std::string stateToBytes(const State& state) {
  Out out;
  out(state);
  return std::move(out.bytes);
}

Result<State> stateFromBytes(std::string_view bytes, const StateBounds& bounds) {
  In in(bytes, bounds);
  State state;
  in(state);
  bool fits = in.whole() && state.step == bounds.step && !state.processes.empty() && !state.isolates.empty() &&
              state.isolates.size() <= kMaxThreads && state.processes.size() <= kMaxThreads &&
              state.thread < state.isolates.size();
  if (fits)
    for (const IsolateState& isolate : state.isolates) fits = fits && isolate.process < state.processes.size();
  if (!fits) return Error{"the keyframe of step " + std::to_string(bounds.step) + " is damaged"};
  return state;
}

} // namespace tickscope::trace
