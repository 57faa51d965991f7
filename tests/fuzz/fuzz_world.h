#pragma once
// An isolate with the built-ins and small limits, and what a fuzzer's bytes become in it.
#include <string>

#include "core/builtins/install.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"
#include "core/vm/interpreter.h"
#include "core/vm/isolate.h"
#include "core/vm/module.h"
#include "core/vm/string.h"

namespace tickscope::fuzz {

class FuzzHost final : public Host {
public:
  bool onInterrupt(Isolate&) override { return false; } // a limit is the only reason
};

struct World {
  static IsolateOptions options() {
    IsolateOptions options;
    options.instructionLimit = 200'000;
    options.maxFrames = 300;
    options.maxNativeDepth = 120; // the sanitizers' frames are large, and libFuzzer's stack is the system's
    options.stackValues = 1 << 16;
    options.heap.oldMax = size_t(64) << 20;
    return options;
  }
  World() : iso(options(), host), modules(iso), realm(iso) {
    iso.realm = &realm;
    HandleScope scope(iso.heap);
    installBuiltins(iso, realm);
  }
  FuzzHost host;
  Isolate iso;
  ModuleMap modules;
  Realm realm;
};

inline String* textOf(Isolate& iso, const uint8_t* data, size_t size, bool wide) {
  if (!wide) return newStringLatin1(iso, {data, size});
  std::u16string units;
  for (size_t i = 0; i + 1 < size; i += 2) units += char16_t(data[i] | data[i + 1] << 8);
  return newStringUtf16(iso, units);
}

} // namespace tickscope::fuzz
