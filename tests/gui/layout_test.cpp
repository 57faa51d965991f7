#include "gui/layout.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace tickscope::gui;

namespace {
struct Size {
  float width, height, scale;
};
bool overlap(const Rect& a, const Rect& b) { return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom(); }
} // namespace

TEST_CASE("layout: panels tile the window at every size and scale: none overlaps, none leaves it, each is shown once") {
  for (Preset preset : {Preset::Learn, Preset::Teach, Preset::Inspect})
    for (auto [width, height, scale] : {Size{640.f, 400.f, 1.f}, {1280.f, 674.f, 1.f}, {1920.f, 1034.f, 1.f}, {3840.f, 2114.f, 2.f}, {1280.f, 674.f, 3.f}, {100.f, 50.f, 1.f}}) {
      CAPTURE(presetName(preset));
      CAPTURE(width);
      Layout layout = Layout::preset(preset, roomOf(width / scale, height / scale));
      Rect area{8, 46, width - 16, height - 16};
      Arrangement a = layout.arrange(area, scale, 7 * scale);
      std::vector<PanelId> seen;
      for (size_t i = 0; i < a.groups.size(); ++i) {
        const Rect& r = a.groups[i].rect;
        CHECK(r.x >= area.x - 1);
        CHECK(r.y >= area.y - 1);
        CHECK(r.right() <= area.right() + 1);
        CHECK(r.bottom() <= area.bottom() + 1);
        for (size_t k = 0; k < i; ++k) CHECK_FALSE(overlap(r, a.groups[k].rect));
        seen.insert(seen.end(), a.groups[i].tabs.begin(), a.groups[i].tabs.end());
      }
      std::sort(seen.begin(), seen.end());
      CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
      for (int p = 0; p < panelCount; ++p)
        CHECK(std::binary_search(seen.begin(), seen.end(), static_cast<PanelId>(p)) == layout.visible(static_cast<PanelId>(p)));
    }
}

TEST_CASE("layout: at 1280x720 every panel has at least its smallest size") {
  for (Preset preset : {Preset::Learn, Preset::Teach, Preset::Inspect}) {
    Layout layout = Layout::preset(preset, Room::Usual);
    for (const PlacedGroup& g : layout.arrange({8, 54, 1264, 658}, 1, 7).groups)
      for (PanelId p : g.tabs) {
        CAPTURE(panelInfo(p).id);
        CHECK(g.rect.width >= panelInfo(p).minWidth);
        CHECK(g.rect.height >= panelInfo(p).minHeight);
      }
  }
}

TEST_CASE("layout: dragging a splitter moves its two neighbours only, and stops at their smallest sizes") {
  Layout layout = Layout::preset(Preset::Learn, Room::Wide);
  Rect area{0, 0, 1920, 1000};
  Arrangement before = layout.arrange(area, 1, 7);
  for (size_t i = 0; i < before.splitters.size(); ++i) {
    Layout copy = layout;
    Arrangement a = copy.arrange(area, 1, 7);
    copy.drag(a.splitters[i], 30, area, 1, 7);
    Arrangement moved = copy.arrange(area, 1, 7);
    CHECK(moved.splitters.size() == before.splitters.size());
    float was = a.splitters[i].axis == Axis::Row ? before.splitters[i].rect.x : before.splitters[i].rect.y;
    float is = a.splitters[i].axis == Axis::Row ? moved.splitters[i].rect.x : moved.splitters[i].rect.y;
    CHECK(is >= was);
    CHECK(is <= was + 31);
    copy.drag(moved.splitters[i], 100000, area, 1, 7);
    for (const PlacedGroup& g : copy.arrange(area, 1, 7).groups) CHECK((g.rect.width > 50 && g.rect.height > 50));
  }
}

TEST_CASE("layout: hidden panels leave their room to the others") {
  Layout layout = Layout::preset(Preset::Learn, Room::Usual);
  auto countOf = [&] { return layout.arrange({0, 0, 1280, 700}, 1, 7).groups.size(); };
  size_t before = countOf();
  layout.setVisible(PanelId::Loop, false);
  CHECK(countOf() == before - 1);
  layout.setVisible(PanelId::Stack, false); // one of several tabs: its group stays
  CHECK(countOf() == before - 1);
  layout.bringToFront(PanelId::Heap);
  for (const PlacedGroup& g : layout.arrange({0, 0, 1280, 700}, 1, 7).groups)
    if (std::find(g.tabs.begin(), g.tabs.end(), PanelId::Heap) != g.tabs.end()) CHECK(g.active == PanelId::Heap);
}

TEST_CASE("layout: JSON there and back; anything else is refused and changes nothing") {
  Layout layout = Layout::preset(Preset::Inspect, Room::Usual);
  layout.setVisible(PanelId::Heap, false);
  std::string json = layout.toJson();
  Layout read;
  REQUIRE(read.fromJson(json));
  CHECK(read.toJson() == json);
  for (const char* bad : {"", "[]", "{}", "{\"tree\":3}", "{\"tree\":{\"tabs\":[]}}", "{\"tree\":{\"row\":[{\"tabs\":[\"code\",\"code\"]}]}}",
                          "{\"tree\":{\"weight\":-1,\"tabs\":[\"code\"]}}", "{\"tree\":{\"tabs\":[\"nonsense\"]}}"}) {
    CAPTURE(bad);
    CHECK_FALSE(read.fromJson(bad));
    CHECK(read.toJson() == json);
  }
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "{\"row\":[";
  CHECK_FALSE(read.fromJson("{\"tree\":" + deep));
}

TEST_CASE("layout: a panel moved beside or into another group is shown there, once, and everything still tiles") {
  for (Side side : {Side::Tab, Side::Left, Side::Right, Side::Above, Side::Below})
    for (int from = 0; from < panelCount; ++from)
      for (PanelId to : {PanelId::Code, PanelId::Queues, PanelId::Stack, PanelId::Timeline}) {
        auto panel = static_cast<PanelId>(from);
        CAPTURE(panelInfo(panel).id);
        CAPTURE(panelInfo(to).id);
        Layout layout = Layout::preset(Preset::Learn, Room::Usual);
        layout.bringToFront(panel);
        layout.move(panel, to, side);
        Arrangement a = layout.arrange({0, 0, 1600, 1000}, 1, 7);
        int seen = 0;
        float area = 0;
        for (const PlacedGroup& g : a.groups) {
          seen += static_cast<int>(std::count(g.tabs.begin(), g.tabs.end(), panel));
          area += g.rect.width * g.rect.height;
          if (std::find(g.tabs.begin(), g.tabs.end(), panel) != g.tabs.end() && side == Side::Tab && panel != to) CHECK(std::find(g.tabs.begin(), g.tabs.end(), to) != g.tabs.end());
        }
        CHECK(seen == 1);
        CHECK(area > 1600 * 1000 * 0.95f);
        Layout read;
        CHECK(read.fromJson(layout.toJson()));
        CHECK(read.toJson() == layout.toJson());
      }
}

TEST_CASE("layout: a panel that an older layout does not know becomes a hidden tab") {
  std::string json = Layout::preset(Preset::Learn, Room::Usual).toJson();
  size_t at = json.find(",\"quiz\"");
  REQUIRE(at != std::string::npos);
  json.erase(at, 7);
  Layout read;
  REQUIRE(read.fromJson(json));
  CHECK_FALSE(read.visible(PanelId::Quiz));
  read.bringToFront(PanelId::Quiz);
  CHECK(read.visible(PanelId::Quiz));
}

TEST_CASE("layout: a small window, or a large scale, gets few groups") {
  CHECK(roomOf(1280, 660) == Room::Usual);
  CHECK(roomOf(1920, 1020) == Room::Wide);
  CHECK(roomOf(640, 340) == Room::Small);
  CHECK(roomOf(1920 / 3.f, 1020 / 3.f) == Room::Small);
  Layout layout = Layout::preset(Preset::Learn, Room::Small);
  CHECK(layout.arrange({0, 0, 640, 340}, 1, 7).groups.size() == 4);
}
