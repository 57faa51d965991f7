#include "gui/source_places.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

TEST_CASE("source places: bytes of the recorded text become positions of the document, whatever the line ends") {
  for (std::string newline : {"\n", "\r\n", "\r"}) {
    std::string source = "let a = 'é';" + newline + "call(a," + newline + "  b);" + newline;
    size_t start = source.find("call"), end = source.find(");") + 2;
    trace::Site site{.source = trace::SourceId{1}, .start = static_cast<uint32_t>(start), .end = static_cast<uint32_t>(end), .line = 2, .column = 1};
    TextSpan span = spanOf(source, site);
    CHECK(span.begin == TextPosition{1, 0});
    CHECK(span.end == TextPosition{2, 5});
    Document d;
    d.setText(source);
    CHECK(d.textIn(span) == "call(a,\n  b);");
  }
}

TEST_CASE("source places: a byte order mark and places beyond the text do no harm") {
  trace::Site site{.source = trace::SourceId{1}, .start = 3, .end = 6, .line = 1, .column = 1};
  CHECK(spanOf("\xEF\xBB\xBFlet", site).begin.column == 0);
  site = {.source = trace::SourceId{1}, .start = 900, .end = 800, .line = 70, .column = 1};
  TextSpan span = spanOf("x", site);
  CHECK(span.begin <= span.end);
}

TEST_CASE("source places: V8's columns count UTF-16 units") {
  CHECK(columnFromUtf16("a😀b", 1) == 0);
  CHECK(columnFromUtf16("a😀b", 2) == 1);
  CHECK(columnFromUtf16("a😀b", 4) == 5);
  CHECK(columnFromUtf16("a", 99) == 1);
  Document d;
  d.setText("x = ;\n");
  Diagnostic diagnostic{"", 1, 5, 1, 6, "SyntaxError: Unexpected token ';'"};
  TextSpan span = spanOfDiagnostic(d, diagnostic);
  CHECK(d.textIn(span) == ";");
  diagnostic = {"", 90, 5, 0, 0, "beyond"};
  CHECK(spanOfDiagnostic(d, diagnostic).begin.line == 1);
}
