// Any bytes as JSON: JSON.parse gives a value or a SyntaxError; what it gave is written, read and written again to the
// same text.
//
// Input: a byte that says how the text is indented and how the bytes are read, then the text.
#include <cstdlib>

#include "tests/fuzz/fuzz_world.h"

using namespace tickscope;

namespace {
Value parse(Isolate& iso, HandleValue text) {
  return iso.invoke(iso.intrinsic(Intrinsic::JSON), iso.key("parse"), {text});
}
Value stringify(Isolate& iso, HandleValue value, HandleValue indent) {
  return iso.invoke(iso.intrinsic(Intrinsic::JSON), iso.key("stringify"), {value, iso.null(), indent});
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  fuzz::World world;
  Isolate& iso = world.iso;
  HandleScope scope(iso.heap);
  if (data[0] & 0x80) iso.heap.setStress(data[0] & 0x40 ? GcKind::MarkSweep : GcKind::Scavenge);
  const HandleValue text = iso.handle(Value(fuzz::textOf(iso, data + 1, size - 1, data[0] & 0x20)));
  const HandleValue indent = iso.handle(Value::int32(data[0] & 0xf));
  const HandleValue value = iso.handle(parse(iso, text));
  if (value.get().isException()) return 0;
  const HandleValue once = iso.handle(stringify(iso, value, indent));
  if (once.get().isException()) return 0; // too deep to be written
  const HandleValue again = iso.handle(parse(iso, once));
  if (again.get().isException()) std::abort();
  const HandleValue twice = iso.handle(stringify(iso, again, indent));
  if (twice.get().isException() || toUtf8(once.get().as<String>()) != toUtf8(twice.get().as<String>())) std::abort();
  return 0;
}
