#pragma once
// Where a line of our built-in library stands in real Node's. A stack trace never shows a line number of our own
// library: its frames are left out, but for the lines that carry a mark saying what Node's trace has there:
//
//     handler.apply(this, args); //@ 20 513:17 24 502:16
//     throw error; //@ throw 20 502:7 24 505:5 throw er; // Unhandled 'error' event
//
// A number is a Node version and what holds from it on (20: in older ones too), then line and column in Node's file of
// the same name (recorded with the binaries of 20 and 24). After `throw` is what is shown above an error that nobody caught.
#include <cstdint>
#include <optional>
#include <string>

namespace tickscope {

struct ScriptSource;

struct LibraryPlace {
  uint32_t line, column;  // 1-based, in Node's own source
  std::string sourceLine; // of a throw: Node's text at this line, indented; else empty
};

// What line `line` of a library's source is in the traces of Node `major`; nullopt: nothing.
// REQUIRES source.isBuiltinLibrary.
std::optional<LibraryPlace> libraryFramePlace(const ScriptSource& source, uint32_t line, int major);
std::optional<LibraryPlace> libraryThrowPlace(const ScriptSource& source, uint32_t line, int major);

} // namespace tickscope
