#include "gui/options.h"

#include <doctest/doctest.h>

using namespace tickscope::gui;

namespace {
auto parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "tickscope-gui");
  return parseOptions(static_cast<int>(arguments.size()), arguments.data());
}
} // namespace

TEST_CASE("options: a picture's command line") {
  auto o = parse({"--screenshot", "o.png", "--at=50%", "--size", "1280x720", "--theme", "light", "--scale", "2", "--node", "v20", "--break", "7", "a.js", "--", "--x", "y"});
  REQUIRE(o);
  CHECK(o->screenshot == "o.png");
  CHECK(o->at == "50%");
  CHECK((o->width == 1280 && o->height == 720));
  CHECK(o->appearance == Appearance::Light);
  CHECK(o->scale == 2);
  CHECK(o->nodeMajor == 20);
  CHECK(o->breakpoints == std::vector<unsigned>{7});
  CHECK(o->file == "a.js");
  CHECK(o->arguments == std::vector<std::string>{"--x", "y"});
}

TEST_CASE("options: a walk's command line") {
  auto o = parse({"--walk", "o.gif", "--from", "line:3", "--to=90%", "--by", "statement", "--steps-a-second", "2.5", "--panel", "streams", "a.js"});
  REQUIRE(o);
  CHECK(o->walk == "o.gif");
  CHECK(o->from == "line:3");
  CHECK(o->to == "90%");
  CHECK(o->by == Granularity::Statement);
  CHECK(o->stepsASecond == 2.5);
  CHECK(o->panel == PanelId::Streams);
}

TEST_CASE("options: wrong ones are named") {
  for (const auto& bad : std::vector<std::vector<const char*>>{{"--nonsense"}, {"--size"}, {"--size", "12"}, {"--size", "axb"}, {"--theme", "pink"}, {"--scale", "9"}, {"--node", "13"}, {"--break", "0"},
                   {"--layout", "x"}, {"--open", "x"}, {"a.js", "b.js"}, {"--screenshot", ""}, {"--walk", ""}, {"--by", "week"}, {"--steps-a-second", "0"}, {"--panel", "kitchen"}}) {
    auto o = parse(bad);
    CHECK_FALSE(o);
  }
  CHECK(parse({})->file.empty());
  CHECK(parse({"--help"})->help);
}
