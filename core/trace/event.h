#pragma once
// Trace events, generated from events.def.
//
// Emitters fill a struct of `ev` and hand it to Recorder::emit:
//     EventId id = recorder->emit(ev::TimerCreated{.cause = recorder->running(), .durationMs = 10, …});
// Readers get an `Event`, the same for every kind, and unpack it where they know the kind:
//     if (event.kind == EventKind::TimerCreated) use(event.as<ev::TimerCreated>().durationMs);
// Printers walk the schema: schema(event.kind).fields[i] describes event.field[i].
#include "core/trace/words.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace tickscope::trace {

// Events count 1, 2, 3 … in the order of recording; 0 names none. "Step k" is the state after events 1..k.
using EventId = uint32_t;
inline constexpr EventId kNoEvent = 0;
inline constexpr EventId kMaxEvents = 0xffff'fffe;

// Isolate: 0 is the main thread of the first process.
using ThreadId = uint16_t; // below kMaxThreads
inline constexpr ThreadId kMaxThreads = 4096;

// References into the trace's tables; 0 is the empty string, no place, no source.
enum class StringId : uint32_t { Empty = 0 };
enum class SiteId : uint32_t { None = 0 };
enum class SourceId : uint32_t { None = 0 };

// A source file, recorded whole so that a trace needs nothing else. Text is the program's bytes (UTF-8).
struct Source {
  std::string_view path; // as the program sees it
  std::string_view text;
};

// A place: a range of a source. Interned once, so that an event carries one small number for it.
struct Site {
  SourceId source = SourceId::None;
  uint32_t start = 0, end = 0; // byte offsets into the source's text
  uint32_t line = 0, column = 0; // 1-based, of start; column in UTF-16 units as V8 counts
  StringId function = StringId::Empty; // name of the function it is, or that it lies in
  friend bool operator==(const Site&, const Site&) = default;
};

enum class EventKind : uint8_t {
  None = 0,
#define EVENT(Kind, Level, Text) Kind,
#define FIELD(Coding, name, Text)
#define END_EVENT(Kind)
#include "core/trace/events.def"
#undef EVENT
#undef FIELD
#undef END_EVENT
  Count_
};
inline constexpr size_t kEventKinds = static_cast<size_t>(EventKind::Count_); // valid: 1 … kEventKinds - 1
static_assert(kEventKinds <= 128, "the high bit of a kind's byte says 'same cause as the event before'");

enum class FieldType : uint8_t { Ref, Count, Signed, Ms, Ns, Bytes, Flag, Str, At, Src, Text, Enum };

namespace coding {
#define CODING(Name, CppType)                                                                                          \
  struct Name {                                                                                                        \
    using Type = CppType;                                                                                              \
    static constexpr FieldType kType = FieldType::Name;                                                                \
    static constexpr std::span<const Word> kWords{};                                                                   \
  };
CODING(Ref, EventId)
CODING(Count, uint64_t)
CODING(Signed, int64_t)
CODING(Ms, uint64_t)
CODING(Ns, uint64_t)
CODING(Bytes, uint64_t)
CODING(Flag, bool)
CODING(Str, StringId)
CODING(At, SiteId)
CODING(Src, SourceId)
CODING(Text, std::string_view)
#undef CODING
#define ENUM(Name)                                                                                                     \
  struct Name {                                                                                                        \
    using Type = trace::Name;                                                                                          \
    static constexpr FieldType kType = FieldType::Enum;                                                                \
    static constexpr std::span<const Word> kWords{words::k##Name};                                                     \
  };
#define WORD(Value, Text)
#define END_ENUM(Name)
#include "core/trace/words.def"
#undef ENUM
#undef WORD
#undef END_ENUM
namespace detail {
inline constexpr auto kRuleWords = [] {
  std::array<Word, std::size(kRules)> list{};
  for (size_t i = 0; i < std::size(kRules); ++i) list[i] = {kRules[i].name, kRules[i].sentence};
  return list;
}();
}
struct Rule {
  using Type = trace::Rule;
  static constexpr FieldType kType = FieldType::Enum;
  static constexpr std::span<const Word> kWords{detail::kRuleWords};
};
} // namespace coding

// One struct a kind: what an emitter fills and a reducer reads.
namespace ev {
#define EVENT(Kind, Level, Text)                                                                                       \
  struct Kind {                                                                                                        \
    static constexpr EventKind kKind = EventKind::Kind;                                                                \
    static constexpr Detail kLevel = Detail::Level;                                                                    \
    EventId cause = kNoEvent;
#define FIELD(Coding, name, Text) coding::Coding::Type name{};
#define END_EVENT(Kind)                                                                                                \
  }                                                                                                                    \
  ;
#include "core/trace/events.def"
#undef EVENT
#undef FIELD
#undef END_EVENT

// visitFields(e, v) calls v.template field<coding::X>(e.name) for every field in order; the compiler unrolls it.
#define EVENT(Kind, Level, Text)                                                                                       \
  template <class E, class V>                                                                                          \
    requires std::is_same_v<std::remove_const_t<E>, Kind>                                                              \
  [[gnu::always_inline]] inline void visitFields([[maybe_unused]] E& e, [[maybe_unused]] V& v) {
#define FIELD(Coding, name, Text) v.template field<coding::Coding>(e.name);
#define END_EVENT(Kind) }
#include "core/trace/events.def"
#undef EVENT
#undef FIELD
#undef END_EVENT
} // namespace ev

inline constexpr size_t kMaxFields = 8;
inline constexpr size_t kMaxTextBytes = 16 * 1024; // of one event; longer writes are split by Recorder::console

// An event as read back. Cheap to copy; `text` points into the trace it came from and lives as long as that.
struct Event {
  EventId id = kNoEvent;
  EventKind kind = EventKind::None;
  ThreadId thread = 0;
  EventId cause = kNoEvent;
  uint64_t timeNs = 0;
  std::array<uint64_t, kMaxFields> field{}; // Signed fields hold the two's complement, Text holds its size
  std::string_view text;                    // of the kind's Text field, if it has one

  template <class E> E as() const {
    E e;
    e.cause = cause;
    Unpack unpack{*this};
    ev::visitFields(e, unpack);
    return e;
  }

 private:
  struct Unpack {
    const Event& event;
    size_t index = 0;
    template <class C> [[gnu::always_inline]] void field(typename C::Type& out) {
      const uint64_t raw = event.field[index++];
      if constexpr (C::kType == FieldType::Text)
        out = event.text;
      else
        out = static_cast<typename C::Type>(raw);
    }
  };
};

struct FieldSchema {
  std::string_view name;
  FieldType type;
  std::span<const Word> words; // of an Enum
  std::string_view meaning;
};
struct EventSchema {
  std::string_view name;
  Detail level;
  std::string_view meaning;
  std::span<const FieldSchema> fields;
};

// REQUIRES a valid kind.
const EventSchema& schema(EventKind kind);

inline std::string_view name(EventKind kind) { return schema(kind).name; }

} // namespace tickscope::trace
