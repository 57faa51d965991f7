#include "core/base/utf.h"

#include <doctest/doctest.h>

using namespace tickscope;

TEST_CASE("utf: every 16-bit string comes back from eight bits") {
  std::u16string all;
  for (char32_t c = 0; c < 0x10000; c += 7) all += char16_t(c); // lone surrogates among them
  all += u"\U0001F600";
  all += char16_t(0xDC00);
  all += u'x';
  CHECK((utf8ToUtf16(utf16ToUtf8(all)) == all));
  CHECK_EQ(utf16Length(utf16ToUtf8(all)), all.size());
}

TEST_CASE("utf: malformed bytes become as many replacements as Node's decoder gives") {
  CHECK_EQ(repairUtf8("a\xff\xfe"), "a\xef\xbf\xbd\xef\xbf\xbd");
  CHECK_EQ(repairUtf8("\xf0\x9f\x98"), "\xef\xbf\xbd");         // cut short: one
  CHECK_EQ(repairUtf8("\xf0\x9f\x98z"), "\xef\xbf\xbdz");
  CHECK_EQ(repairUtf8("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"); // a surrogate: three
  CHECK_EQ(repairUtf8("\xc0\x80"), "\xef\xbf\xbd\xef\xbf\xbd");
  CHECK_EQ(repairUtf8("\xf4\x90\x80\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  CHECK_EQ(repairUtf8("\xc3\xa9"), "\xc3\xa9");
  CHECK(isValidUtf8("\xf0\x9f\x98\x80"));
  CHECK_FALSE(isValidUtf8("\xed\xa0\x80"));
}

TEST_CASE("utf: what leaves the program is well-formed") {
  std::u16string text = u"a";
  text += char16_t(0xD800);
  CHECK_EQ(utf16ToWellFormedUtf8(text), "a\xef\xbf\xbd");
}
