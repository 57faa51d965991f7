#include "core/trace/print_json.h"

#include "core/trace/utf8_check.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <iterator>

namespace tickscope::trace {

namespace {
void appendString(std::string& out, std::string_view text) {
  out += '"';
  for (size_t i = 0; i < text.size();) {
    const size_t length = utf8SequenceLength(text, i);
    const auto byte = static_cast<uint8_t>(text[i]);
    if (length == 0)
      out += "\xef\xbf\xbd";
    else if (length > 1 || (byte >= 0x20 && byte != '"' && byte != '\\'))
      out += text.substr(i, length);
    else if (byte == '\n')
      out += "\\n";
    else if (byte == '"' || byte == '\\')
      (out += '\\') += static_cast<char>(byte);
    else
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
    i += length > 0 ? length : 1;
  }
  out += '"';
}

bool isUtf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const size_t length = utf8SequenceLength(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

void appendBase64(std::string& out, std::string_view bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  out += '"';
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t group = 0;
    for (size_t k = 0; k < 3; ++k)
      group = group << 8 | (i + k < bytes.size() ? static_cast<uint8_t>(bytes[i + k]) : 0);
    for (size_t k = 0; k < 4; ++k)
      out += i + k <= bytes.size() ? kDigits[group >> (18 - 6 * k) & 63] : '=';
  }
  out += '"';
}

void appendSite(std::string& out, const Trace& trace, SiteId id) {
  if (id == SiteId::None) {
    out += "null";
    return;
  }
  const Site& site = trace.site(id);
  out += "{\"file\":";
  appendString(out, trace.source(site.source).path);
  fmt::format_to(std::back_inserter(out), ",\"line\":{},\"column\":{},\"start\":{},\"end\":{},\"name\":", site.line,
                 site.column, site.start, site.end);
  appendString(out, trace.string(site.function));
  out += '}';
}

// Names that every event line has; no field may be called like them.
constexpr std::string_view kReserved[] = {"type", "id", "event", "timeNs", "thread", "cause"};
} // namespace

void appendHeaderJson(std::string& out, const Trace& trace) {
  const Header& h = trace.header();
  out += "{\"type\":\"header\",\"formatVersion\":" + std::to_string(kFormatVersion) + ",\"engineVersion\":";
  appendString(out, h.engineVersion);
  out += ",\"program\":";
  appendString(out, h.program);
  out += ",\"arguments\":[";
  for (size_t i = 0; i < h.arguments.size(); ++i) {
    if (i > 0) out += ',';
    appendString(out, h.arguments[i]);
  }
  out += "],\"nodeVersion\":";
  appendString(out, h.nodeVersion);
  out += ",\"seed\":" + std::to_string(h.seed) + ",\"detail\":";
  appendString(out, text(h.detail));
  out += ",\"scenario\":";
  appendString(out, h.scenario);
  out += ",\"settings\":{";
  for (size_t i = 0; i < h.settings.size(); ++i) {
    if (i > 0) out += ',';
    appendString(out, h.settings[i].first);
    out += ':';
    appendString(out, h.settings[i].second);
  }
  out += "},\"events\":" + std::to_string(trace.eventCount()) + "}\n";
  for (uint32_t i = 1; i < trace.sourceCount(); ++i) {
    const Source source = trace.source(SourceId{i});
    out += "{\"type\":\"source\",\"source\":" + std::to_string(i) + ",\"path\":";
    appendString(out, source.path);
    out += ",\"text\":";
    appendString(out, source.text);
    out += "}\n";
  }
}

void appendEventJson(std::string& out, const Trace& trace, const Event& event) {
  const EventSchema& kind = schema(event.kind);
  fmt::format_to(std::back_inserter(out), "{{\"type\":\"event\",\"id\":{},\"event\":\"{}\",\"timeNs\":{},\"thread\":{},\"cause\":",
                 event.id, kind.name, event.timeNs, event.thread);
  out += event.cause == kNoEvent ? "null" : std::to_string(event.cause);
  for (size_t i = 0; i < kind.fields.size(); ++i) {
    const FieldSchema& field = kind.fields[i];
    const uint64_t value = event.field[i];
    out += ",\"";
    out += field.name;
    out += "\":";
    switch (field.type) {
    case FieldType::Ref: out += value == 0 ? "null" : std::to_string(value); break;
    case FieldType::Signed: out += std::to_string(static_cast<int64_t>(value)); break;
    case FieldType::Flag: out += value ? "true" : "false"; break;
    case FieldType::Str: appendString(out, trace.string(static_cast<StringId>(value))); break;
    case FieldType::At: appendSite(out, trace, static_cast<SiteId>(value)); break;
    case FieldType::Src: out += value == 0 ? "null" : std::to_string(value); break;
    case FieldType::Enum: appendString(out, field.words[value].name); break;
    case FieldType::Text:
      appendString(out, event.text);
      if (!isUtf8(event.text)) {
        out += ",\"";
        out += field.name;
        out += "Base64\":";
        appendBase64(out, event.text);
      }
      break;
    default: out += std::to_string(value); break;
    }
  }
  out += "}\n";
}

std::string traceJsonSchema() {
  using Json = nlohmann::ordered_json;
  const Json natural = {{"type", "integer"}, {"minimum", 0}};
  const Json text = {{"type", "string"}};
  const auto object = [](Json properties, const std::vector<std::string>& optional = {}) {
    Json required = Json::array();
    for (const auto& [name, value] : properties.items())
      if (std::find(optional.begin(), optional.end(), name) == optional.end()) required.push_back(name);
    return Json{{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
  };
  Json definitions;
  definitions["reference"] = {{"description", "id of an earlier event, null = none"},
                              {"anyOf", {{{"type", "integer"}, {"minimum", 1}}, {{"type", "null"}}}}};
  definitions["place"] = {
      {"description", "a range of a source file; line and column count from 1, start and end are byte offsets"},
      {"anyOf",
       {object({{"file", text}, {"line", natural}, {"column", natural}, {"start", natural}, {"end", natural}, {"name", text}}),
        {{"type", "null"}}}}};
  Json header = object({{"type", {{"const", "header"}}},
                        {"formatVersion", {{"const", kFormatVersion}}},
                        {"engineVersion", text},
                        {"program", text},
                        {"arguments", {{"type", "array"}, {"items", text}}},
                        {"nodeVersion", text},
                        {"seed", natural},
                        {"detail", text},
                        {"scenario", text},
                        {"settings", {{"type", "object"}, {"additionalProperties", text}}},
                        {"events", natural}});
  header["description"] = "what decided the run";
  Json source = object({{"type", {{"const", "source"}}}, {"source", natural}, {"path", text}, {"text", text}});
  source["description"] = "a source file, whole";
  Json kinds = Json::array({header, source});
  for (size_t k = 1; k < kEventKinds; ++k) {
    const EventSchema& kind = schema(static_cast<EventKind>(k));
    Json properties = {{"type", {{"const", "event"}}},
                       {"id", {{"type", "integer"}, {"minimum", 1}}},
                       {"event", {{"const", kind.name}}},
                       {"timeNs", natural},
                       {"thread", natural},
                       {"cause", {{"$ref", "#/$defs/reference"}}}};
    std::vector<std::string> optional;
    for (const FieldSchema& field : kind.fields) {
      TICK_ASSERT(std::find(std::begin(kReserved), std::end(kReserved), field.name) == std::end(kReserved),
                  "a field is not called like what every event has");
      Json type;
      switch (field.type) {
      case FieldType::Ref: type["$ref"] = "#/$defs/reference"; break;
      case FieldType::At: type["$ref"] = "#/$defs/place"; break;
      case FieldType::Src: type = {{"anyOf", {natural, {{"type", "null"}}}}}; break;
      case FieldType::Signed: type["type"] = "integer"; break;
      case FieldType::Flag: type["type"] = "boolean"; break;
      case FieldType::Str:
      case FieldType::Text: type = text; break;
      case FieldType::Enum:
        for (const Word& word : field.words) type["enum"].push_back(word.name);
        break;
      default: type = natural; break;
      }
      type["description"] = field.meaning;
      properties[std::string(field.name)] = type;
      if (field.type == FieldType::Text) {
        const std::string exact = std::string(field.name) + "Base64";
        properties[exact] = text;
        properties[exact]["description"] = "the exact bytes, where they are not UTF-8";
        optional.push_back(exact);
      }
    }
    Json event = object(properties, optional);
    event["description"] = kind.meaning;
    kinds.push_back(event);
  }
  const Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                       {"title", "A line of a Tickscope trace as JSON (tickscope show --json)"},
                       {"oneOf", kinds},
                       {"$defs", definitions}};
  return schema.dump(1) + "\n";
}

} // namespace tickscope::trace
