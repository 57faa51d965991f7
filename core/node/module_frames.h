#pragma once
// What real Node has on its stack below the body of an ES module, and where its loader throws (core/vm/host_frames.h;
// recorded with the binaries of 20 and 24). Lists end with nullptr, innermost first.
#include <cstdint>

namespace tickscope {

struct InternalPlace { // a line of Node's own source, as an uncaught error shows it
  const char* file;
  uint32_t line, column;
  const char* text;
};

struct ModuleFrames {
  const char* const* entry;       // below all of these for the main program
  const char* const* body;
  const char* const* bodyInRequire;
  const char* const* commonJs;    // a CommonJS file that was imported, above `body`
  const char* const* instantiate;
  const char* const* instantiateInRequire;
  const char* const* resolve;     // a specifier that names nothing; above linkJob or importJob
  const char* const* syntax;      // a text that does not compile; above syntaxLinkJob or syntaxImportJob
  const char* const* syntaxInRequire;
  const char* const* linkJob;     // of a static import
  const char* const* importJob;   // of import() and the main program
  const char* const* syntaxLinkJob;
  const char* const* syntaxImportJob;
  const char* const* requireMissing; // require() of what is not there
  InternalPlace requirePlace, resolvePlace, entryPlace, requireAsyncPlace;
};

const ModuleFrames& moduleFrames(int major);

} // namespace tickscope
