#include "core/snapshot/heapsnapshot_file.h"

#include <charconv>

namespace tickscope::snapshot {

namespace {

class Writer {
public:
  explicit Writer(const std::function<void(std::string_view)>& write) : write_(write) { buffer_.reserve(kPiece + 4096); }
  ~Writer() {
    if (!buffer_.empty()) write_(buffer_);
  }
  Writer& text(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= kPiece) {
      write_(buffer_);
      buffer_.clear();
    }
    return *this;
  }
  Writer& number(uint64_t value) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, value);
    return text({digits, size_t(end.ptr - digits)});
  }
  // A JSON string. REQUIRES UTF-8.
  Writer& quoted(std::string_view utf8) {
    std::string out = "\"";
    for (const char c : utf8) {
      if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
      } else if (c == '\n') {
        out += "\\n";
      } else if (uint8_t(c) < 0x20) {
        static constexpr char kHex[] = "0123456789abcdef";
        out += "\\u00";
        out += kHex[uint8_t(c) >> 4];
        out += kHex[c & 15];
      } else {
        out += c;
      }
    }
    return text(out += '"');
  }

private:
  static constexpr size_t kPiece = 64 << 10;
  const std::function<void(std::string_view)>& write_;
  std::string buffer_;
};

void writeMeta(Writer& out, bool traceNodeId) {
  out.text("{\"snapshot\":{\"meta\":{\"node_fields\":[\"type\",\"name\",\"id\",\"self_size\",\"edge_count\",")
      .text(traceNodeId ? "\"trace_node_id\",\"detachedness\"" : "\"detachedness\"")
      .text("],\"node_types\":[[");
  for (int type = 0; type <= int(NodeType::Shape); ++type) out.text(type ? "," : "").quoted(nodeTypeName(NodeType(type)));
  out.text("],\"string\",\"number\",\"number\",\"number\",\"number\"").text(traceNodeId ? ",\"number\"" : "");
  out.text("],\"edge_fields\":[\"type\",\"name_or_index\",\"to_node\"],\"edge_types\":[[");
  for (int type = 0; type <= int(EdgeType::Weak); ++type) out.text(type ? "," : "").quoted(edgeTypeName(EdgeType(type)));
  out.text("],\"string_or_number\",\"node\"],"
           "\"trace_function_info_fields\":[\"function_id\",\"name\",\"script_name\",\"script_id\",\"line\",\"column\"],"
           "\"trace_node_fields\":[\"id\",\"function_info_index\",\"count\",\"size\",\"children\"],"
           "\"sample_fields\":[\"timestamp_us\",\"last_assigned_id\"],"
           "\"location_fields\":[\"object_index\",\"script_id\",\"line\",\"column\"]}");
}

} // namespace

void writeHeapSnapshot(const Graph& graph, int nodeMajor, const std::function<void(std::string_view)>& write) {
  Writer out(write);
  const bool traceNodeId = nodeMajor <= 22;
  const uint64_t fields = traceNodeId ? 7 : 6;
  writeMeta(out, traceNodeId);
  out.text(",\"node_count\":").number(graph.nodes.size()).text(",\"edge_count\":").number(graph.edges.size());
  out.text(",\"trace_function_count\":0").text(traceNodeId ? "" : ",\"extra_native_bytes\":0").text("},\n\"nodes\":[");
  for (NodeIndex i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    out.text(i ? "," : "").number(uint64_t(node.type)).text(",").number(node.name).text(",").number(node.id).text(",");
    out.number(node.selfSize).text(",").number(graph.edgesOf(i).size()).text(traceNodeId ? ",0,0\n" : ",0\n");
  }
  out.text("],\n\"edges\":[");
  for (size_t i = 0; i < graph.edges.size(); ++i) {
    const Edge& edge = graph.edges[i];
    out.text(i ? "," : "").number(uint64_t(edge.type)).text(",").number(edge.nameOrIndex).text(",").number(edge.to * fields).text("\n");
  }
  out.text("],\n\"trace_function_infos\":[],\n\"trace_tree\":[],\n\"samples\":[],\n\"locations\":[");
  for (size_t i = 0; i < graph.locations.size(); ++i) {
    const Location& at = graph.locations[i];
    out.text(i ? "," : "").number(at.node * fields).text(",").number(at.script).text(",").number(at.line).text(",").number(at.column);
  }
  out.text("],\n\"strings\":[");
  for (uint32_t i = 0; i < graph.strings.size(); ++i) out.text(i ? ",\n" : "").quoted(graph.strings[i]);
  out.text("]}");
}

std::string heapSnapshotText(const Graph& graph, int nodeMajor) {
  std::string text;
  writeHeapSnapshot(graph, nodeMajor, [&](std::string_view piece) { text += piece; });
  return text;
}

} // namespace tickscope::snapshot
