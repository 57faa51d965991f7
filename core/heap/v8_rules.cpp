#include "core/heap/v8_rules.h"

#include <iterator>

namespace tickscope {

namespace {
// Measured on Linux, x64: `--expose-internals` and the statistics of each space as first statements of a program, the
// statement's own cost taken off. Until Node 12 there are only getHeapSpaceStatistics(), which load more than the row says:
// oldUsed is then heapUsed less the other spaces. The garbage is what one gc() freed in all, put down to old space but for
// what code and map space say themselves.
constexpr V8Rules kRules[] = {
    {10, 16, 1400, true, 1030880,
     {.readOnly = 35200, .newUsed = 965600, .oldUsed = 2062376, .codeUsed = 555680, .mapUsed = 336952, .trustedUsed = 0, .largeUsed = 0,
      .oldSize = 2330624, .codeSize = 1048576, .mapSize = 536576, .trustedSize = 0, .largeSize = 0,
      .oldGarbage = 346472, .codeGarbage = 60000, .mapGarbage = 120000, .external = 8272, .arrayBuffers = 0, .rss = 32026624}},
    {11, 16, 1400, true, 1030880,
     {.readOnly = 33520, .newUsed = 674448, .oldUsed = 1200000, .codeUsed = 541824, .mapUsed = 298480, .trustedUsed = 0, .largeUsed = 0,
      .oldSize = 1773568, .codeSize = 1048576, .mapSize = 536576, .trustedSize = 0, .largeSize = 0,
      .oldGarbage = 426928, .codeGarbage = 60000, .mapGarbage = 80000, .external = 9078, .arrayBuffers = 0, .rss = 30990336}},
    {12, 16, 2048, true, 1030880,
     {.readOnly = 32808, .newUsed = 612240, .oldUsed = 1160000, .codeUsed = 155616, .mapUsed = 287920, .trustedUsed = 0, .largeUsed = 133000,
      .oldSize = 1191936, .codeSize = 430080, .mapSize = 528384, .trustedSize = 0, .largeSize = 135168,
      .oldGarbage = 584096, .codeGarbage = 1088, .mapGarbage = 84560, .external = 783688, .arrayBuffers = 9386, .rss = 33378304}},
    {14, 16, 4096, true, 1030880,
     {.readOnly = 150392, .newUsed = 897000, .oldUsed = 1296608, .codeUsed = 87648, .mapUsed = 264456, .trustedUsed = 0, .largeUsed = 131112,
      .oldSize = 1470464, .codeSize = 360448, .mapSize = 528384, .trustedSize = 0, .largeSize = 135168,
      .oldGarbage = 682104, .codeGarbage = 1120, .mapGarbage = 70560, .external = 913892, .arrayBuffers = 9898, .rss = 34152448}},
    {16, 16, 4096, true, 1030880,
     {.readOnly = 170944, .newUsed = 340640, .oldUsed = 3065944, .codeUsed = 333056, .mapUsed = 257912, .trustedUsed = 0, .largeUsed = 0,
      .oldSize = 3121152, .codeSize = 368640, .mapSize = 270336, .trustedSize = 0, .largeSize = 0,
      .oldGarbage = 465992, .codeGarbage = 236160, .mapGarbage = 55952, .external = 323385, .arrayBuffers = 11218, .rss = 35602432}},
    {18, 16, 4096, true, 1030880,
     {.readOnly = 0, .newUsed = 138552, .oldUsed = 2755152, .codeUsed = 434368, .mapUsed = 257888, .trustedUsed = 0, .largeUsed = 0,
      .oldSize = 3035136, .codeSize = 471040, .mapSize = 270336, .trustedSize = 0, .largeSize = 0,
      .oldGarbage = 335480, .codeGarbage = 234560, .mapGarbage = 73232, .external = 12328, .arrayBuffers = 11182, .rss = 43065344}},
    {20, 16, 4096, true, 1030880,
     {.readOnly = 0, .newUsed = 118984, .oldUsed = 2535600, .codeUsed = 245712, .mapUsed = 0, .trustedUsed = 0, .largeUsed = 262160,
      .oldSize = 2588672, .codeSize = 262144, .mapSize = 0, .trustedSize = 0, .largeSize = 270336,
      .oldGarbage = 276680, .codeGarbage = 234640, .mapGarbage = 0, .external = 1124126, .arrayBuffers = 10511, .rss = 40718336}},
    {22, 16, 4096, true, 1030880,
     {.readOnly = 0, .newUsed = 101792, .oldUsed = 2513456, .codeUsed = 11200, .mapUsed = 0, .trustedUsed = 820768, .largeUsed = 262160,
      .oldSize = 2670592, .codeSize = 262144, .mapSize = 0, .trustedSize = 1097728, .largeSize = 270336,
      .oldGarbage = 164712, .codeGarbage = 0, .mapGarbage = 0, .external = 1236580, .arrayBuffers = 10511, .rss = 43098112}},
    {24, 64, 4096, false, 1048512,
     {.readOnly = 0, .newUsed = 104184, .oldUsed = 2737928, .codeUsed = 15744, .mapUsed = 0, .trustedUsed = 925440, .largeUsed = 262160,
      .oldSize = 3055616, .codeSize = 262144, .mapSize = 0, .trustedSize = 1437696, .largeSize = 266240,
      .oldGarbage = 170544, .codeGarbage = 0, .mapGarbage = 0, .external = 1599211, .arrayBuffers = 137503, .rss = 42885120}},
    {26, 32, 4096, false, 1048512,
     {.readOnly = 0, .newUsed = 121896, .oldUsed = 2859616, .codeUsed = 16384, .mapUsed = 0, .trustedUsed = 989752, .largeUsed = 131088,
      .oldSize = 3145728, .codeSize = 262144, .mapSize = 0, .trustedSize = 1310720, .largeSize = 135168,
      .oldGarbage = 194876, .codeGarbage = 0, .mapGarbage = 0, .external = 1651915, .arrayBuffers = 137651, .rss = 42020864}},
};
} // namespace

const V8Rules& v8Rules(int nodeMajor) {
  const V8Rules* found = std::begin(kRules);
  for (const V8Rules& row : kRules)
    if (row.major <= nodeMajor) found = &row;
  return *found;
}

} // namespace tickscope
