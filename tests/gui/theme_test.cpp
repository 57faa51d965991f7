#include "gui/theme.h"

#include <cmath>
#include <doctest/doctest.h>
#include <set>
#include <string>

using namespace tickscope::gui;

TEST_CASE("theme: text and meanings stand out against what they are drawn on") {
  for (Appearance a : {Appearance::Dark, Appearance::Light, Appearance::Contrast}) {
    Theme t = makeTheme(a, 1);
    for (ImU32 ground : {t.panel, t.panelHeader, t.raised, t.currentLine, t.background}) {
      CHECK(contrast(t.text, ground) >= 7);
      CHECK(contrast(t.dim, ground) >= 4.5f);
    }
    CHECK(contrast(t.faint, t.panel) >= 3);
    CHECK(contrast(t.onAccent, t.accent) >= 4.5f);
    for (ImU32 code : {t.codeKeyword, t.codeString, t.codeNumber, t.codeComment, t.codeFunction, t.codeProperty, t.codePunctuation, t.codeRegExp, t.codeConstant}) {
      CHECK(contrast(code, t.panel) >= 4.5f);
      CHECK(contrast(code, t.currentLine) >= 3.5f);
    }
    for (int i = 0; i < meaningCount; ++i) {
      auto m = static_cast<Meaning>(i);
      CAPTURE(std::string(meaningLabel(m)));
      CHECK(contrast(t.of(m), t.panel) >= 4.2f);
      CHECK(contrast(t.text, t.tint(m, 0.38f)) >= 4.5f); // the strongest tint that text is written on
    }
  }
}

TEST_CASE("theme: meanings that meet in one picture differ by shape, not by colour alone") {
  std::set<Shape> shapes;
  for (int i = 0; i < meaningCount; ++i) CHECK(shapes.insert(meaningShape(static_cast<Meaning>(i))).second);
}

TEST_CASE("theme: the phases' colours stay apart for people who see fewer colours") {
  // Machado, Oliveira and Fernandes 2009: deuteranopia and protanopia as matrices on linear RGB.
  const double deutan[9] = {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881};
  const double protan[9] = {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998};
  struct Rgb {
    double c[3];
  };
  auto seen = [](ImU32 colour, const double* m) {
    double in[3];
    for (int i = 0; i < 3; ++i) in[i] = std::pow(static_cast<double>((colour >> (8 * i)) & 255) / 255, 2.2);
    Rgb out{};
    for (int i = 0; i < 3; ++i) out.c[i] = std::pow(std::max(0.0, m[3 * i] * in[0] + m[3 * i + 1] * in[1] + m[3 * i + 2] * in[2]), 1 / 2.2) * 255;
    return out;
  };
  for (Appearance a : {Appearance::Dark, Appearance::Light}) {
    Theme t = makeTheme(a, 1);
    const Meaning together[] = {Meaning::Tick, Meaning::Microtask, Meaning::Timer, Meaning::Immediate, Meaning::Poll};
    for (const double* eye : {deutan, protan})
      for (Meaning x : together)
        for (Meaning y : together) {
          if (x >= y) continue;
          Rgb p = seen(t.of(x), eye), q = seen(t.of(y), eye);
          double distance = std::hypot(p.c[0] - q.c[0], p.c[1] - q.c[1], p.c[2] - q.c[2]);
          CAPTURE(std::string(meaningLabel(x)));
          CAPTURE(std::string(meaningLabel(y)));
          CHECK(distance > 25);
        }
  }
}
