#include "core/snapshot/shapes.h"

#include <doctest/doctest.h>

using namespace tickscope::snapshot;

namespace {
HiddenClass one(uint32_t id, uint32_t parent, std::string last, uint32_t objects) {
  HiddenClass made;
  made.id = id, made.parent = parent, made.constructor = "Point", made.lastProperty = std::move(last), made.objects = objects;
  return made;
}
} // namespace

TEST_CASE("class rows: what was met stands below what it came of, steps that nobody stands on are drawn together") {
  // 1 {} -> 2 +x -> 3 +y (objects) -> 4 +z (objects);  1 -> 5 +y -> 6 +x (objects);  9: another root, not met
  ShapeLook look;
  look.classes = {one(1, 0, "", 0), one(2, 1, "x", 0), one(3, 2, "y", 7), one(4, 3, "z", 1), one(5, 1, "y", 0), one(6, 5, "x", 2), one(9, 0, "", 4)};
  const auto rows = classRows(look, {3, 6});
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].one->id == 1);
  CHECK(rows[0].depth == 0);
  CHECK(rows[0].added.empty());
  CHECK(rows[1].one->id == 3);
  CHECK(rows[1].depth == 1);
  CHECK(rows[1].added == std::vector<std::string>{"x", "y"});
  CHECK(rows[2].one->id == 4); // what came of a class that was met
  CHECK(rows[2].depth == 2);
  CHECK(rows[3].one->id == 6);
  CHECK(rows[3].added == std::vector<std::string>{"y", "x"});
}

TEST_CASE("class rows: an id that no class has, and no id at all, are no rows") {
  ShapeLook look;
  look.classes = {one(1, 0, "", 1)};
  CHECK(classRows(look, {}).empty());
  CHECK(classRows(look, {0, 77}).empty());
}
