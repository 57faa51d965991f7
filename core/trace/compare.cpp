#include "core/trace/compare.h"

#include "core/trace/explain.h"
#include "core/trace/print_text.h"

namespace tickscope::trace {

namespace {
constexpr size_t kShownCauses = 8;

bool sameSite(const Trace& left, SiteId l, const Trace& right, SiteId r) {
  const Site& a = left.site(l);
  const Site& b = right.site(r);
  return a.start == b.start && a.end == b.end && a.line == b.line && a.column == b.column &&
         left.string(a.function) == right.string(b.function) && left.source(a.source).path == right.source(b.source).path;
}

bool sameField(const FieldSchema& field, const Trace& left, uint64_t l, const Trace& right, uint64_t r) {
  switch (field.type) {
  case FieldType::Str: return left.string(static_cast<StringId>(l)) == right.string(static_cast<StringId>(r));
  case FieldType::At: return sameSite(left, static_cast<SiteId>(l), right, static_cast<SiteId>(r));
  case FieldType::Src: {
    const Source a = left.source(static_cast<SourceId>(l)), b = right.source(static_cast<SourceId>(r));
    return a.path == b.path && a.text == b.text;
  }
  default: return l == r;
  }
}

std::string show(const FieldSchema& field, const Trace& trace, uint64_t value) {
  switch (field.type) {
  case FieldType::Signed: return std::to_string(static_cast<int64_t>(value));
  case FieldType::Flag: return value ? "yes" : "no";
  case FieldType::Str: return '"' + std::string(trace.string(static_cast<StringId>(value))) + '"';
  case FieldType::At: {
    const std::string place = trace.place(static_cast<SiteId>(value));
    return place.empty() ? "nowhere" : place;
  }
  case FieldType::Src: return std::string(trace.source(static_cast<SourceId>(value)).path);
  case FieldType::Enum: return std::string(field.words[value].text);
  case FieldType::Ref: return value == 0 ? "none" : "#" + std::to_string(value);
  default: return std::to_string(value);
  }
}

// What differs between two events of the same id; empty if nothing does.
std::string difference(const Trace& left, const Event& l, const Trace& right, const Event& r) {
  if (l.kind != r.kind) return "kind: " + std::string(name(l.kind)) + " against " + std::string(name(r.kind));
  const auto numbers = [](const char* what, uint64_t a, uint64_t b) {
    return std::string(what) + ": " + std::to_string(a) + " against " + std::to_string(b);
  };
  const auto fields = schema(l.kind).fields;
  for (size_t i = 0; i < fields.size(); ++i)
    if (fields[i].type != FieldType::Text && !sameField(fields[i], left, l.field[i], right, r.field[i]))
      return "field " + std::string(fields[i].name) + ": " + show(fields[i], left, l.field[i]) + " against " +
             show(fields[i], right, r.field[i]);
  if (l.text != r.text) return "text";
  if (l.thread != r.thread) return numbers("thread", l.thread, r.thread);
  if (l.cause != r.cause) return numbers("cause", l.cause, r.cause);
  if (l.timeNs != r.timeNs) return numbers("time in ns", l.timeNs, r.timeNs);
  return {};
}

std::string withCauses(const Trace& trace, EventId id) {
  std::string out;
  TextPrinter printer(trace);
  size_t shown = 0;
  while (id != kNoEvent && shown < kShownCauses) {
    const Event event = trace.event(id);
    printer.append(out, event);
    id = event.cause;
    ++shown;
  }
  if (id != kNoEvent) out += "…\n";
  return out;
}
} // namespace

std::optional<Difference> compare(const Trace& left, const Trace& right) {
  Cursor leftCursor(left, 1), rightCursor(right, 1);
  Event l, r;
  for (EventId id = 1;; ++id) {
    const bool hasLeft = leftCursor.next(l), hasRight = rightCursor.next(r);
    if (!hasLeft && !hasRight) return std::nullopt;
    if (!hasLeft || !hasRight) {
      const EventId end = id - 1;
      return Difference{id, std::string(hasLeft ? "the second" : "the first") + " trace ends after event " + std::to_string(end),
                        hasLeft ? withCauses(left, id) : "", hasRight ? withCauses(right, id) : ""};
    }
    if (std::string what = difference(left, l, right, r); !what.empty())
      return Difference{id, std::move(what), withCauses(left, id), withCauses(right, id)};
  }
}

} // namespace tickscope::trace
