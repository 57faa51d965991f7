// Writes the sample trace, or a long one, into a file: for the picture test, and for looking at the window by hand.
#include "core/trace/writer.h"
#include "tests/gui/sample_trace.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

int main(int argc, char** argv) {
  using namespace tickscope;
  if (argc < 2) return 2;
  auto trace = argc > 2 ? gui::test::longTrace(static_cast<uint32_t>(std::atoi(argv[2]))) : gui::test::sampleTrace();
  std::ofstream file(argv[1], std::ios::binary);
  file << trace::traceToBytes(*trace);
  return file.flush() ? 0 : 1;
}
