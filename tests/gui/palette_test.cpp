#include "gui/palette.h"

#include "gui/shortcuts.h"

#include <doctest/doctest.h>

using namespace tickscope::gui;

namespace {
std::vector<PaletteEntry> found(const char* query) {
  return paletteMatches(paletteEntries({{"/s/phases.js", "order", "phases", "Once round the loop", "Which phase runs which callback?", 1}}), query);
}
std::string first(const char* query) {
  auto all = found(query);
  return all.empty() ? std::string() : all[0].title;
}
} // namespace

TEST_CASE("palette: every action but its own, every panel, every version and every scenario is in it") {
  auto all = found("");
  CHECK(all.size() == actionInfos().size() - 1 + panelCount + 10 + 1);
}

TEST_CASE("palette: files that were open before are in it") {
  auto all = paletteMatches(paletteEntries({}, {"/p/mine.js", "/p/other.tick"}), "mine");
  REQUIRE_FALSE(all.empty());
  CHECK(all[0].title == "Open again: mine.js");
  CHECK(std::get<OpenScenario>(all[0].deed).path == "/p/mine.js");
}

TEST_CASE("palette: what one means is found first, by whole words, beginnings, in any order") {
  CHECK(first("next phase") == "Next phase");
  CHECK(first("phase next") == "Next phase");
  CHECK(first("nxph") == "Next phase");
  CHECK(first("NEXT PH") == "Next phase");
  CHECK(first("heap") == "Panel: Heap");
  CHECK(first("node 10") == "Run under Node 10");
  CHECK(first("round loop") == "Open: Once round the loop");
  CHECK(first("dark") == "Light or dark");
  CHECK(found("qqqqzz").empty());
}

TEST_CASE("palette: a step, a share and a line offer to go there") {
  CHECK(first("120") == "Go to step 120");
  CHECK(first("50%") == "Go to 50%");
  CHECK(first("line:7") == "Go to line:7");
  CHECK(std::get<GoToStep>(found("line:7")[0].deed).at == "line:7");
  CHECK(first("-1") == "Go to -1");
}
