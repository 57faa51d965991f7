#include "gui/icons.h"

#include <algorithm>
#include <cmath>

namespace tickscope::gui {

namespace {

constexpr float pi = 3.14159265f;

struct Pen {
  ImDrawList* draw;
  ImVec2 c;
  float r;
  ImU32 colour;
  float width; // of lines

  ImVec2 at(float x, float y) const { return {c.x + x * r, c.y + y * r}; } // -1 … 1
  void line(float x0, float y0, float x1, float y1) const { draw->AddLine(at(x0, y0), at(x1, y1), colour, width); }
  void triangle(float x0, float y0, float x1, float y1, float x2, float y2) const {
    draw->AddTriangleFilled(at(x0, y0), at(x1, y1), at(x2, y2), colour);
  }
  void box(float x0, float y0, float x1, float y1, float rounding = 0) const {
    draw->AddRectFilled(at(x0, y0), at(x1, y1), colour, rounding * r);
  }
  void ring(float radius) const { draw->AddCircle(c, radius * r, colour, 0, width); }
  void disc(float radius) const { draw->AddCircleFilled(c, radius * r, colour); }
  template <size_t N> void path(const ImVec2 (&points)[N], bool closed = false) const {
    for (const ImVec2& p : points) draw->PathLineTo(at(p.x, p.y));
    draw->PathStroke(colour, closed ? ImDrawFlags_Closed : 0, width);
  }
  // Pointing right; `mirror` -1 points left.
  void arrowHead(float tip, float size, float mirror) const {
    triangle(mirror * tip, 0, mirror * (tip - size), -size, mirror * (tip - size), size);
  }
};

Pen pen(ImDrawList* draw, ImVec2 centre, float radius, ImU32 colour) {
  return {draw, centre, radius, colour, std::max(1.f, radius * 0.24f)};
}

} // namespace

void drawShape(ImDrawList* draw, Shape shape, ImVec2 centre, float radius, ImU32 colour) {
  Pen p = pen(draw, centre, radius, colour);
  switch (shape) {
  case Shape::Block: p.box(-0.75f, -0.75f, 0.75f, 0.75f, 0.25f); break;
  case Shape::Chevron:
    p.path({{-0.7f, -0.8f}, {0, 0}, {-0.7f, 0.8f}});
    p.path({{0.05f, -0.8f}, {0.75f, 0}, {0.05f, 0.8f}});
    break;
  case Shape::Diamond: draw->AddQuadFilled(p.at(0, -1), p.at(1, 0), p.at(0, 1), p.at(-1, 0), colour); break;
  case Shape::Clock:
    p.ring(0.85f);
    p.path({{0, -0.5f}, {0, 0.05f}, {0.4f, 0.25f}});
    break;
  case Shape::Half:
    p.ring(0.85f);
    draw->PathArcTo(centre, radius * 0.85f, pi / 2, pi * 1.5f);
    draw->PathFillConvex(colour);
    break;
  case Shape::Dot: p.disc(0.45f); break;
  case Shape::Wave: {
    for (int row = 0; row < 2; ++row) {
      for (int i = 0; i <= 12; ++i) {
        float x = -0.95f + 1.9f * static_cast<float>(i) / 12;
        draw->PathLineTo(p.at(x, (row ? 0.42f : -0.42f) + 0.3f * std::sin(x * pi * 1.5f)));
      }
      draw->PathStroke(colour, 0, p.width);
    }
    break;
  }
  case Shape::Tickmark: {
    Pen thick = p;
    thick.width *= 1.35f;
    thick.path({{-0.8f, 0.05f}, {-0.2f, 0.65f}, {0.85f, -0.65f}});
    break;
  }
  case Shape::Cross: {
    Pen thick = p;
    thick.width *= 1.25f;
    thick.line(-0.7f, -0.7f, 0.7f, 0.7f);
    thick.line(-0.7f, 0.7f, 0.7f, -0.7f);
    break;
  }
  case Shape::Bars:
    for (int i = 0; i < 3; ++i) {
      float y = -0.8f + 0.65f * static_cast<float>(i);
      p.box(-0.9f, y, i == 1 ? 0.4f : 0.9f, y + 0.36f, 0.15f);
    }
    break;
  case Shape::Stop: draw->AddRect(p.at(-0.75f, -0.75f), p.at(0.75f, 0.75f), colour, radius * 0.2f, 0, p.width); break;
  case Shape::Ring: p.ring(0.75f); break;
  case Shape::Disc: p.disc(0.85f); break;
  case Shape::Octagon: {
    for (int i = 0; i < 8; ++i) {
      float a = pi / 8 + pi / 4 * static_cast<float>(i);
      draw->PathLineTo({centre.x + std::cos(a) * radius, centre.y + std::sin(a) * radius});
    }
    draw->PathFillConvex(colour);
    break;
  }
  case Shape::Moon: {
    draw->PathArcTo(centre, radius * 0.85f, pi * 0.25f, pi * 1.6f, 16);
    draw->PathArcTo(p.at(0.42f, -0.3f), radius * 0.66f, pi * 1.42f, pi * 0.43f, 16);
    draw->PathStroke(colour, ImDrawFlags_Closed, p.width * 0.8f);
    break;
  }
  case Shape::Cup: // a buffer, half full
    p.path({{-0.75f, -0.85f}, {-0.75f, 0.8f}, {0.75f, 0.8f}, {0.75f, -0.85f}});
    p.box(-0.6f, 0.05f, 0.6f, 0.7f);
    break;
  }
}

void drawIcon(ImDrawList* draw, Icon icon, ImVec2 centre, float radius, ImU32 colour) {
  Pen p = pen(draw, centre, radius, colour);
  auto mirrored = [&](Icon left) { return icon == left ? -1.f : 1.f; };
  switch (icon) {
  case Icon::Play: p.triangle(-0.55f, -0.85f, 0.95f, 0, -0.55f, 0.85f); break;
  case Icon::Pause:
    p.box(-0.65f, -0.8f, -0.18f, 0.8f, 0.1f);
    p.box(0.18f, -0.8f, 0.65f, 0.8f, 0.1f);
    break;
  case Icon::Step:
  case Icon::StepBack: {
    float m = mirrored(Icon::StepBack);
    p.line(-0.9f * m, 0, 0.3f * m, 0);
    p.arrowHead(0.95f, 0.7f, m);
    break;
  }
  case Icon::NextCallback:
  case Icon::PreviousCallback: { // an arrow that lands on a block
    float m = mirrored(Icon::PreviousCallback);
    p.line(-0.95f * m, 0, -0.2f * m, 0);
    p.arrowHead(0.3f, 0.6f, m);
    p.box(std::min(0.45f * m, 1.f * m), -0.7f, std::max(0.45f * m, 1.f * m), 0.7f, 0.15f);
    break;
  }
  case Icon::NextPhase:
  case Icon::PreviousPhase: { // an arrow along the loop
    float m = mirrored(Icon::PreviousPhase);
    if (m > 0)
      draw->PathArcTo(centre, radius * 0.75f, pi * 0.75f, pi * 1.9f);
    else
      draw->PathArcTo(centre, radius * 0.75f, pi * 1.1f, pi * 2.25f);
    draw->PathStroke(colour, 0, p.width);
    p.triangle(1.05f * m, -0.5f, 0.25f * m, -0.25f, 0.85f * m, 0.35f);
    break;
  }
  case Icon::Continue:
  case Icon::ContinueBack: { // an arrow towards a breakpoint
    float m = mirrored(Icon::ContinueBack);
    p.line(-1.f * m, 0, -0.35f * m, 0);
    p.arrowHead(0.2f, 0.6f, m);
    draw->AddCircleFilled(p.at(0.68f * m, 0), radius * 0.36f, colour);
    break;
  }
  case Icon::Start:
  case Icon::End: {
    float m = mirrored(Icon::Start);
    p.triangle(-0.8f * m, -0.75f, 0.4f * m, 0, -0.8f * m, 0.75f);
    p.box(std::min(0.5f * m, 0.8f * m), -0.75f, std::max(0.5f * m, 0.8f * m), 0.75f);
    break;
  }
  case Icon::Rerun:
    draw->PathArcTo(centre, radius * 0.75f, -pi * 0.25f, pi * 1.4f);
    draw->PathStroke(colour, 0, p.width);
    p.triangle(0.1f, -1.05f, 0.1f, -0.25f, -0.5f, -0.68f);
    break;
  case Icon::StopSquare: p.box(-0.7f, -0.7f, 0.7f, 0.7f, 0.15f); break;
  case Icon::Library:
    p.box(-0.85f, -0.75f, -0.45f, 0.8f);
    p.box(-0.3f, -0.75f, 0.1f, 0.8f);
    draw->AddQuadFilled(p.at(0.25f, -0.65f), p.at(0.6f, -0.78f), p.at(0.98f, 0.68f), p.at(0.62f, 0.8f), colour);
    break;
  case Icon::Sun:
    p.disc(0.42f);
    for (int i = 0; i < 8; ++i) {
      float a = pi / 4 * static_cast<float>(i);
      p.line(std::cos(a) * 0.65f, std::sin(a) * 0.65f, std::cos(a), std::sin(a));
    }
    break;
  case Icon::Moon: drawShape(draw, Shape::Moon, centre, radius, colour); break;
  case Icon::Question:
    p.path({{-0.45f, -0.45f}, {-0.3f, -0.8f}, {0.05f, -0.92f}, {0.42f, -0.75f}, {0.5f, -0.4f}, {0.3f, -0.1f}, {0.02f, 0.1f}, {0, 0.4f}});
    draw->AddCircleFilled(p.at(0, 0.82f), radius * 0.16f, colour);
    break;
  case Icon::Plus:
    p.line(-0.75f, 0, 0.75f, 0);
    p.line(0, -0.75f, 0, 0.75f);
    break;
  case Icon::Minus: p.line(-0.75f, 0, 0.75f, 0); break;
  case Icon::Warning:
    p.path({{0, -0.85f}, {0.95f, 0.75f}, {-0.95f, 0.75f}}, true);
    p.line(0, -0.3f, 0, 0.2f);
    draw->AddCircleFilled(p.at(0, 0.48f), radius * 0.13f, colour);
    break;
  case Icon::Close:
    p.line(-0.6f, -0.6f, 0.6f, 0.6f);
    p.line(-0.6f, 0.6f, 0.6f, -0.6f);
    break;
  case Icon::Search:
    draw->AddCircle(p.at(-0.2f, -0.2f), radius * 0.58f, colour, 0, p.width);
    p.line(0.25f, 0.25f, 0.85f, 0.85f);
    break;
  case Icon::Restore:
    p.path({{-0.8f, -0.1f}, {0, -0.75f}, {0.8f, -0.1f}});
    p.path({{-0.55f, 0}, {-0.55f, 0.75f}, {0.55f, 0.75f}, {0.55f, 0}});
    break;
  }
}

} // namespace tickscope::gui
