#include "gui/shortcuts.h"

#include <doctest/doctest.h>
#include <string>

using namespace tickscope::gui;

TEST_CASE("shortcuts: every action has keys that exist, and no two actions share one") {
  std::vector<std::pair<std::string, KeyCombination>> taken;
  for (const ActionInfo& info : actionInfos()) {
    CAPTURE(info.name);
    auto keys = parseKeys(info.keys);
    CHECK_FALSE(keys.empty());
    CHECK(std::string(info.text).ends_with("."));
    for (const KeyCombination& key : keys) {
      for (const auto& [other, combination] : taken) {
        CAPTURE(other);
        CHECK_FALSE(combination == key);
      }
      taken.emplace_back(info.name, key);
    }
  }
}

TEST_CASE("shortcuts: while text is edited only function keys and Ctrl or Alt combinations act") {
  CHECK(parseKeys("F5")[0].always());
  CHECK(parseKeys("Ctrl+Enter")[0].always());
  CHECK_FALSE(parseKeys("Space")[0].always());
  CHECK_FALSE(parseKeys("Right")[0].always());
  CHECK(parseKeys("Nonsense").empty());
  CHECK(parseKeys("F5 or F99").empty());
}
