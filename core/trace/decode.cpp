#include "core/trace/decode.h"

#include "core/base/varint.h"

#include <array>

namespace tickscope::trace {

namespace {
// The schema, reduced to what decoding needs: two bytes a field.
struct FieldCode {
  FieldType type;
  uint8_t words; // of an Enum
};
struct KindCode {
  uint8_t count = 0;
  std::array<FieldCode, kMaxFields> fields{};
};
constexpr auto kKinds = [] {
  std::array<KindCode, kEventKinds> kinds{};
  size_t kind = 0;
#define EVENT(Kind, Level, Text) kind = static_cast<size_t>(EventKind::Kind);
#define FIELD(Coding, name, Text)                                                                                      \
  kinds[kind].fields[kinds[kind].count++] = {coding::Coding::kType, static_cast<uint8_t>(coding::Coding::kWords.size())};
#define END_EVENT(Kind)
#include "core/trace/events.def"
#undef EVENT
#undef FIELD
#undef END_EVENT
  return kinds;
}();
} // namespace

Decoder::Decoder(std::string_view bytes, const Definitions& definitions, EventId next, const DecodePoint& from)
    : begin_(reinterpret_cast<const uint8_t*>(bytes.data())), at_(begin_ + from.offset), end_(begin_ + bytes.size()),
      definitions_(definitions), next_(next), cause_(from.cause), timeNs_(from.timeNs), thread_(from.thread) {}

DecodePoint Decoder::point() const {
  return {static_cast<uint32_t>(at_ - begin_), cause_, timeNs_, thread_};
}

bool Decoder::fail(const char* what) {
  damage_ = what;
  at_ = end_;
  return false;
}

// Kind 0: which thread goes on, and how much its clock differs.
bool Decoder::switchThread() {
  uint64_t thread = 0, step = 0;
  if (!(at_ = getVarint(at_, end_, thread)) || !(at_ = getVarint(at_, end_, step))) return fail("a thread switch is cut short");
  if (thread >= kMaxThreads) return fail("a thread number is out of range");
  const uint64_t time = timeNs_ + static_cast<uint64_t>(unzigzag(step));
  if (unzigzag(step) < 0 ? time > timeNs_ : time < timeNs_) return fail("a time is out of range");
  thread_ = static_cast<ThreadId>(thread);
  timeNs_ = time;
  return true;
}

bool Decoder::next(Event& event) {
  while (at_ != end_ && *at_ == 0) {
    ++at_;
    if (!switchThread()) return false;
  }
  if (at_ == end_) return false;
  const uint8_t head = *at_++;
  const size_t kind = head & 0x7f;
  if (kind == 0 || kind >= kEventKinds) return fail("a kind of event that does not exist");
  const uint8_t* at = at_;
  uint64_t value = 0;
  if (!(at = getVarint(at, end_, value))) return fail("a time is cut short");
  if (timeNs_ + value < timeNs_) return fail("a time is out of range");
  timeNs_ += value;
  const EventId id = next_;
  if (!(head & 0x80)) {
    if (!(at = getVarint(at, end_, value))) return fail("a cause is cut short");
    if (value >= id) return fail("a cause lies before the first event");
    cause_ = value == 0 ? kNoEvent : id - static_cast<EventId>(value);
  }
  event.id = id;
  event.kind = static_cast<EventKind>(kind);
  event.thread = thread_;
  event.cause = cause_;
  event.timeNs = timeNs_;
  event.text = {};
  size_t index = 0;
  const KindCode& code = kKinds[kind];
  for (; index < code.count; ++index) {
    const FieldCode field = code.fields[index];
    if (!(at = getVarint(at, end_, value))) return fail("a field is cut short");
    switch (field.type) {
    case FieldType::Ref:
      if (value >= id) return fail("a reference lies before the first event");
      if (value != 0) value = id - value;
      break;
    case FieldType::Signed: value = static_cast<uint64_t>(unzigzag(value)); break;
    case FieldType::Flag:
      if (value > 1) return fail("a flag is neither 0 nor 1");
      break;
    case FieldType::Enum:
      if (value >= field.words) return fail("a word that does not exist");
      break;
    case FieldType::Str:
      if (value >= definitions_.stringCount()) return fail("a string that is not defined");
      break;
    case FieldType::At:
      if (value >= definitions_.siteCount()) return fail("a place that is not defined");
      break;
    case FieldType::Src:
      if (value >= definitions_.sourceCount()) return fail("a source file that is not defined");
      break;
    case FieldType::Text:
      if (value > kMaxTextBytes || value > static_cast<uint64_t>(end_ - at)) return fail("a text is cut short");
      event.text = {reinterpret_cast<const char*>(at), value};
      at += value;
      break;
    case FieldType::Count:
    case FieldType::Ms:
    case FieldType::Ns:
    case FieldType::Bytes: break;
    }
    event.field[index] = value;
  }
  at_ = at;
  ++next_;
  return true;
}

} // namespace tickscope::trace
