#include "core/trace/event.h"

#include "core/base/assert.h"

namespace tickscope::trace {

namespace {
// Fields of all kinds, one array a kind; a kind without fields has the terminating element only.
#define EVENT(Kind, Level, Text) constexpr FieldSchema kFields##Kind[] = {
#define FIELD(Coding, name, Text) {#name, coding::Coding::kType, coding::Coding::kWords, Text},
#define END_EVENT(Kind)                                                                                                \
  {}                                                                                                                   \
  }                                                                                                                    \
  ;                                                                                                                    \
  static_assert(std::size(kFields##Kind) - 1 <= kMaxFields, "raise kMaxFields");
#include "core/trace/events.def"
#undef EVENT
#undef FIELD
#undef END_EVENT

constexpr EventSchema kSchema[] = {
    {"None", Detail::Loop, "", {}},
#define EVENT(Kind, Level, Text) {#Kind, Detail::Level, Text, {kFields##Kind, std::size(kFields##Kind) - 1}},
#define FIELD(Coding, name, Text)
#define END_EVENT(Kind)
#include "core/trace/events.def"
#undef EVENT
#undef FIELD
#undef END_EVENT
};

constexpr bool textIsLast() {
  for (const EventSchema& kind : kSchema)
    for (size_t i = 0; i + 1 < kind.fields.size(); ++i)
      if (kind.fields[i].type == FieldType::Text) return false;
  return true;
}
static_assert(textIsLast(), "a Text field is the last of its kind");
} // namespace

const EventSchema& schema(EventKind kind) {
  TICK_ASSERT(static_cast<size_t>(kind) < kEventKinds, "a kind of event that exists");
  return kSchema[static_cast<size_t>(kind)];
}

} // namespace tickscope::trace
