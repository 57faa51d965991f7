#include "gui/options.h"

#include "core/session/session.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <string_view>

namespace tickscope::gui {

namespace {

template <class T> bool number(std::string_view text, T low, T high, T& out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= low && out <= high;
}

bool size(std::string_view text, int& width, int& height) {
  size_t x = text.find('x');
  return x != std::string_view::npos && number(text.substr(0, x), 320, 16384, width) && number(text.substr(x + 1), 240, 16384, height);
}

} // namespace

std::string helpText() {
  return R"(Usage: tickscope-gui [OPTIONS] [FILE] [-- ARGUMENTS]

Steps through a Node program in a window. FILE is a .js program, which is run, or
a recorded .tick file. Without FILE the first scenario is opened.

  --at STEP            go to this step at once: a number of an event, -1 for the
                       last, 50%, end, or line:7 for the first time on that line
  --break LINE         set a breakpoint (may be given several times)
  --node VERSION       the rules of this Node version
  --layout NAME        learn, teach or inspect
  --theme light|dark|contrast
  --scale N            1 is normal; 0.75 to 3
  --size WxH           of the window or the picture, such as 1280x720
  --screenshot OUT.png draw one picture of the window into a file and end
  --walk OUT.gif       draw a walk through the run and end: an animation, or, when
                       OUT does not end in .gif, a folder of numbered pictures
  --from STEP --to STEP  of the walk; from the start to the end if not given
  --by LENGTH          of its steps: phase, callback (if not given), statement, event
  --steps-a-second N   of the walk, 0.1 to 30; 1.5 if not given
  --panel NAME         of a picture or a walk: this panel alone, such as streams
  --open NAME          open a sheet: help, library or palette
  --script FILE        drive the window by commands, and end with them; - reads
                       them from standard input (tests/gui/README.md lists them)
  --version, --help

Exit code: 0, 2 = wrong usage or unreadable input, 3 = no display or no OpenGL 3.3.
)";
}

Result<Options> parseOptions(int argc, const char* const* argv) {
  Options out;
  for (int i = 1; i < argc; ++i) {
    std::string_view arg = argv[i];
    if (arg == "--") {
      out.arguments.assign(argv + i + 1, argv + argc);
      break;
    }
    if (arg == "--help" || arg == "-h") {
      out.help = true;
      continue;
    }
    if (arg == "--version") {
      out.version = true;
      continue;
    }
    if (!arg.starts_with("-") || arg == "-") {
      if (!out.file.empty()) return Error{fmt::format("only one file can be opened: {} or {}", out.file, arg)};
      out.file = arg;
      continue;
    }
    std::string_view name = arg.substr(0, arg.find('='));
    std::string_view value;
    bool known = false;
    for (std::string_view option : {"--at", "--break", "--node", "--layout", "--theme", "--scale", "--size", "--screenshot", "--walk", "--from", "--to", "--by", "--steps-a-second", "--panel", "--open", "--script"}) known |= option == name;
    if (!known) return Error{fmt::format("unknown option {}", arg)};
    if (name.size() < arg.size())
      value = arg.substr(name.size() + 1);
    else if (i + 1 < argc)
      value = argv[++i];
    else
      return Error{fmt::format("{} needs a value", name)};
    bool good = true;
    unsigned line = 0;
    int node = 0;
    if (name == "--at")
      out.at = value;
    else if (name == "--from")
      out.from = value;
    else if (name == "--to")
      out.to = value;
    else if (name == "--walk")
      out.walk = value, good = !value.empty();
    else if (name == "--steps-a-second")
      good = number(value, 0.1, 30.0, out.stepsASecond);
    else if (name == "--by") {
      good = false;
      for (auto [word, length] : {std::pair("phase", Granularity::Phase), std::pair("callback", Granularity::Callback), std::pair("statement", Granularity::Statement), std::pair("event", Granularity::Event)})
        if (value == word) out.by = length, good = true;
    } else if (name == "--panel") {
      good = false;
      for (int i = 0; i < panelCount; ++i)
        if (value == panelInfo(static_cast<PanelId>(i)).id) out.panel = static_cast<PanelId>(i), good = true;
    } else if (name == "--screenshot")
      out.screenshot = value, good = !value.empty();
    else if (name == "--break") {
      good = number(value, 1u, 10'000'000u, line);
      out.breakpoints.push_back(line);
    } else if (name == "--node") {
      good = number(value.starts_with('v') ? value.substr(1) : value, 1, 99, node) && std::find(std::begin(kNodeMajors), std::end(kNodeMajors), node) != std::end(kNodeMajors);
      out.nodeMajor = node;
    } else if (name == "--layout") {
      good = value == "learn" || value == "teach" || value == "inspect";
      out.layout = value;
    } else if (name == "--theme") {
      good = false;
      for (Appearance a : {Appearance::Dark, Appearance::Light, Appearance::Contrast})
        if (value == appearanceName(a)) out.appearance = a, good = true;
    } else if (name == "--scale")
      good = number(value, smallestScale, largestScale, out.scale);
    else if (name == "--size")
      good = size(value, out.width, out.height);
    else if (name == "--open") {
      good = value == "help" || value == "library" || value == "palette";
      out.overlay = value;
    }
    else if (name == "--script")
      out.script = value, good = !value.empty();
    if (!good) return Error{fmt::format("{} cannot be {}", name, value)};
  }
  return out;
}

} // namespace tickscope::gui
