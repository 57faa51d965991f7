#include "core/trace/print_text.h"

#include "core/trace/utf8_check.h"

#include <fmt/format.h>
#include <iterator>

namespace tickscope::trace {

namespace {
void appendPlace(std::string& out, const Trace& trace, SiteId id) {
  const std::string_view name = trace.string(trace.site(id).function);
  const std::string place = trace.place(id);
  out += name;
  if (!place.empty()) {
    if (!name.empty()) out += '@';
    out += place;
  }
}

void appendField(std::string& out, const Trace& trace, const FieldSchema& field, uint64_t value, std::string_view text) {
  const auto named = [&](auto&&... parts) {
    out += ' ';
    out += field.name;
    out += '=';
    ((out += parts), ...);
  };
  switch (field.type) {
  case FieldType::Text:
    out += ' ';
    appendQuoted(out, text);
    return;
  case FieldType::Enum:
    if (field.words[value].name != "None") named(field.words[value].name);
    return;
  case FieldType::Signed:
    named(std::to_string(static_cast<int64_t>(value)));
    return;
  default: break;
  }
  if (value == 0) return;
  switch (field.type) {
  case FieldType::Flag:
    out += ' ';
    out += field.name;
    break;
  case FieldType::Ref: named("#", std::to_string(value)); break;
  case FieldType::Str:
    named("");
    appendQuoted(out, trace.string(static_cast<StringId>(value)));
    break;
  case FieldType::At:
    named("");
    appendPlace(out, trace, static_cast<SiteId>(value));
    break;
  case FieldType::Src:
    named("");
    appendQuoted(out, trace.source(static_cast<SourceId>(value)).path);
    break;
  default: named(std::to_string(value)); break;
  }
}
} // namespace

void appendQuoted(std::string& out, std::string_view text) {
  out += '"';
  for (size_t i = 0; i < text.size();) {
    const size_t length = utf8SequenceLength(text, i);
    const auto byte = static_cast<uint8_t>(text[i]);
    if (length > 1 || (length == 1 && byte >= 0x20 && byte != 0x7f && byte != '"' && byte != '\\'))
      out += text.substr(i, length);
    else if (byte == '\n')
      out += "\\n";
    else if (byte == '\t')
      out += "\\t";
    else if (byte == '"' || byte == '\\')
      (out += '\\') += static_cast<char>(byte);
    else
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
    i += length > 0 ? length : 1;
  }
  out += '"';
}

void appendHeaderText(std::string& out, const Trace& trace) {
  const Header& h = trace.header();
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "# program {}", h.program);
  for (const std::string& argument : h.arguments) fmt::format_to(to, " {}", argument);
  fmt::format_to(to, "\n# node {}, seed {}, detail {}, {} events, made by tickscope {}\n", h.nodeVersion, h.seed,
                 text(h.detail), trace.eventCount(), h.engineVersion);
  for (const auto& [name, value] : h.settings) fmt::format_to(to, "# {} = {}\n", name, value);
}

void TextPrinter::append(std::string& out, const Event& event) {
  if (event.thread >= depth_.size()) depth_.resize(event.thread + size_t{1});
  uint32_t& depth = depth_[event.thread];
  if (event.kind == EventKind::CallbackEnd && depth > 0) --depth;
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "#{:<6} {:>5}.{:06}ms ", event.id, event.timeNs / 1'000'000, event.timeNs % 1'000'000);
  if (event.thread != 0) fmt::format_to(to, "t{} ", event.thread);
  if (event.cause != kNoEvent)
    fmt::format_to(to, "{:>8} ", fmt::format("<{}", event.cause));
  else
    out.append(9, ' ');
  const EventSchema& kind = schema(event.kind);
  out.append(2 * std::min<uint32_t>(depth, 20), ' ');
  out += kind.name;
  for (size_t i = 0; i < kind.fields.size(); ++i) appendField(out, trace_, kind.fields[i], event.field[i], event.text);
  out += '\n';
  if (event.kind == EventKind::CallbackBegin) ++depth;
}

} // namespace tickscope::trace
