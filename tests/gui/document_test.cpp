#include "gui/editor/document.h"

#include <doctest/doctest.h>

using namespace tickscope::gui;

namespace {
Document make(const char* text) {
  Document d;
  d.setText(text);
  return d;
}
} // namespace

TEST_CASE("document: text survives, whatever its line ends; bad bytes become U+FFFD") {
  CHECK(make("a\nb\n").text() == "a\nb\n");
  CHECK(make("a\r\nb\rc").text() == "a\nb\nc");
  CHECK(make("\xEF\xBB\xBFx").text() == "x");
  CHECK(make("a\xFFz\xC0\x80").text() == "a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(toValidUtf8("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"); // a surrogate
  CHECK(make("").lineCount() == 1);
}

TEST_CASE("document: typing joins into one undo a word, and redo brings it back") {
  Document d = make("");
  for (const char* c : {"l", "e", "t", " ", "a"}) d.insert(c);
  CHECK(d.text() == "let a");
  d.undo();
  CHECK(d.text() == "let");
  d.undo();
  CHECK(d.text() == "");
  CHECK_FALSE(d.canUndo());
  d.redo();
  d.redo();
  CHECK(d.text() == "let a");
  d.undo();
  d.insert("!");
  CHECK_FALSE(d.canRedo());
  CHECK(d.text() == "let!");
}

TEST_CASE("document: any mix of edits is undone to the start and redone to the end") {
  Document d = make("function f() {\n  return [1, 2];\n}\n");
  const std::string before = d.text();
  d.setCaret({0, 14});
  d.newline();
  d.insert("const é = 1;");
  d.selectAll();
  d.indent();
  d.outdent();
  d.setCaret({2, 4});
  d.toggleComment();
  d.duplicateLines();
  d.moveSelectedLines(-1);
  d.deleteWordBack();
  d.backspace();
  d.deleteForward();
  const std::string after = d.text();
  CHECK(after != before);
  int steps = 0;
  while (d.canUndo()) d.undo(), ++steps;
  CHECK(d.text() == before);
  while (d.canRedo()) d.redo(), --steps;
  CHECK(steps == 0);
  CHECK(d.text() == after);
}

TEST_CASE("document: columns never fall inside a character") {
  Document d = make("aé€😀z");
  d.setCaret({0, 2}); // inside é
  CHECK(d.caret().column == 1);
  for (size_t expected : {3u, 6u, 10u, 11u}) {
    d.moveRight(Extend::No);
    CHECK(d.caret().column == expected);
  }
  d.backspace();
  d.backspace();
  CHECK(d.text() == "aé€");
  d.setCaret({7, 99});
  CHECK(d.caret() == TextPosition{0, 6});
}

TEST_CASE("document: moving by lines keeps the wished-for column over short lines") {
  Document d = make("abcdef\nx\nabcdef");
  d.setCaret({0, 5});
  d.moveLines(1, Extend::No);
  CHECK(d.caret() == TextPosition{1, 1});
  d.moveLines(1, Extend::No);
  CHECK(d.caret() == TextPosition{2, 5});
  d.moveLines(9, Extend::No);
  CHECK(d.caret() == TextPosition{2, 6});
}

TEST_CASE("document: a new line keeps the indentation and opens a block") {
  Document d = make("  if (x) {}");
  d.setCaret({0, 10});
  d.newline();
  CHECK(d.text() == "  if (x) {\n    \n  }");
  CHECK(d.caret() == TextPosition{1, 4});
  d.insert("y();");
  d.newline();
  CHECK(d.line(2) == "    ");
  d.backspace();
  CHECK(d.line(2) == "  "); // a level at a time
}

TEST_CASE("document: commenting lines out and in again changes nothing else") {
  Document d = make("a\n\n  b\n");
  d.selectAll();
  d.toggleComment();
  CHECK(d.text() == "// a\n\n//   b\n");
  d.selectAll();
  d.toggleComment();
  CHECK(d.text() == "a\n\n  b\n");
}

TEST_CASE("document: finding goes round, in both directions") {
  Document d = make("one two\none");
  CHECK(d.find("one", {0, 1}).begin == TextPosition{1, 0});
  CHECK(d.find("one", {1, 1}).begin == TextPosition{0, 0});
  CHECK(d.findBackwards("one", {1, 0}).begin == TextPosition{0, 0});
  TextSpan none = d.find("three", {0, 2});
  CHECK(none.begin == none.end);
}

TEST_CASE("document: brackets match over lines and nesting") {
  Document d = make("f(a, [1], {\n  b: (c)\n})");
  TextPosition here, there;
  d.setCaret({0, 1});
  REQUIRE(d.matchingBracket(here, there));
  CHECK(there == TextPosition{2, 1});
  d.setCaret({2, 2});
  REQUIRE(d.matchingBracket(here, there));
  CHECK(there == TextPosition{0, 1});
  d.setCaret({0, 3});
  CHECK_FALSE(d.matchingBracket(here, there));
}

TEST_CASE("document: a large paste is quick enough to be one keystroke") {
  std::string big;
  for (int i = 0; i < 100'000; ++i) big += "line\n";
  Document d = make("x");
  d.insert(big);
  CHECK(d.lineCount() == 100'001);
  d.undo();
  CHECK(d.text() == "x");
}
