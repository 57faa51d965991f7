#include "core/session/node_flags.h"

#include <charconv>

namespace tickscope {

namespace {
enum class Argument : uint8_t { None, Needed };
struct Flag {
  const char* name;
  Argument value;
  Result<void> (*apply)(NodeOptions&, const std::string& value);
};

Result<void> nothing(NodeOptions&, const std::string&) { return {}; }

Result<uint64_t> number(const std::string& text) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return Error{"'" + text + "' is not a number"};
  return value;
}
constexpr uint64_t kMostMb = 1 << 20;
Result<void> megabytes(size_t* field, const std::string& text) {
  auto value = number(text);
  if (!value) return value.error();
  if (*value == 0 || *value > kMostMb) return Error{"'" + text + "' is no size in MB"};
  *field = size_t(*value) << 20;
  return {};
}

Result<void> semiSpace(NodeOptions& options, const std::string& text) {
  size_t bytes = 0;
  if (auto read = megabytes(&bytes, text); !read) return read;
  setMaxSemiSpace(options.isolate.heap, bytes >> 20);
  return {};
}

Result<void> rejections(NodeOptions& options, const std::string& mode) {
  constexpr std::pair<const char*, RejectionMode> modes[] = {{"throw", RejectionMode::Throw},
                                                             {"strict", RejectionMode::Strict},
                                                             {"warn", RejectionMode::Warn},
                                                             {"warn-with-error-code", RejectionMode::WarnWithErrorCode},
                                                             {"none", RejectionMode::None}};
  for (const auto& [name, value] : modes)
    if (mode == name) {
      options.rejections = value;
      options.rejectionsGiven = true;
      return {};
    }
  return Error{"--unhandled-rejections must be one of throw, strict, warn, warn-with-error-code, none"};
}

constexpr Flag kFlags[] = {
    {"--unhandled-rejections", Argument::Needed, rejections},
    {"--max-old-space-size", Argument::Needed, [](NodeOptions& o, const std::string& v) { return megabytes(&o.isolate.heap.oldMax, v); }},
    {"--max-semi-space-size", Argument::Needed, semiSpace},
    {"--trace-warnings", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.traceWarnings = true; return {}; }},
    {"--no-warnings", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.noWarnings = true; return {}; }},
    {"--trace-deprecation", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.traceDeprecation = true; return {}; }},
    {"--no-deprecation", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.noDeprecation = true; return {}; }},
    {"--throw-deprecation", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.throwDeprecation = true; return {}; }},
    {"--trace-uncaught", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.traceUncaught = true; return {}; }},
    {"--expose-gc", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.exposeGc = true; return {}; }},
    {"--trace-gc", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.traceGc = true; return {}; }},
    {"--trace_gc", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.traceGc = true; return {}; }},
    {"--expose_gc", Argument::None, [](NodeOptions& o, const std::string&) -> Result<void> { o.exposeGc = true; return {}; }},
    {"--enable-source-maps", Argument::None, nothing},
    {"--preserve-symlinks", Argument::None, nothing},
    {"--pending-deprecation", Argument::None, nothing},
    {"--jitless", Argument::None, nothing},
    {"--stack-trace-limit", Argument::Needed, nothing},
};
} // namespace

bool isNodeFlag(const std::string& flag, bool* takesValue) {
  const std::string name = flag.substr(0, flag.find('='));
  for (const Flag& known : kFlags)
    if (name == known.name) {
      if (takesValue) *takesValue = known.value == Argument::Needed && name.size() == flag.size();
      return true;
    }
  return false;
}

Result<void> applyNodeFlags(const std::vector<std::string>& flags, NodeOptions& options) {
  for (size_t i = 0; i < flags.size(); ++i) {
    const size_t equals = flags[i].find('=');
    const std::string name = flags[i].substr(0, equals);
    const Flag* flag = nullptr;
    for (const Flag& known : kFlags)
      if (name == known.name) flag = &known;
    if (!flag) return Error{"unknown flag of Node: " + flags[i]};
    std::string value;
    if (flag->value == Argument::Needed) {
      if (equals != std::string::npos) value = flags[i].substr(equals + 1);
      else if (i + 1 < flags.size()) value = flags[++i];
      else return Error{name + " needs a value"};
    } else if (equals != std::string::npos) {
      return Error{name + " takes no value"};
    }
    if (auto applied = flag->apply(options, value); !applied) return Error{name + ": " + applied.error().message};
    options.execArguments.push_back(flags[i]);
  }
  return {};
}

} // namespace tickscope
