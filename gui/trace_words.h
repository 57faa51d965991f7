#pragma once
// How the trace's things look to people: which meaning a phase or callback has, what a place is called, how a time or
// a size is written.
#include "core/trace/state.h"
#include "core/trace/trace.h"
#include "gui/theme.h"

#include <optional>
#include <string>
#include <string_view>

namespace tickscope::gui {

Meaning meaningOf(trace::Phase phase);
Meaning meaningOf(trace::CallbackKind kind);
Meaning meaningOf(trace::EventKind kind); // of single events: marks of the timeline, lines of the cause chain

// A function's name; of one without a name the beginning of its source, such as "() => console.log('a')".
std::string functionLabel(const trace::Trace& trace, trace::SiteId site, size_t maxCharacters = 28);
// Whether a place lies in Node's own library, whose sources are called "node:…": its text is ours, so that its line
// numbers are not Node's and nobody is helped by them.
bool inLibrary(const trace::Trace& trace, trace::SiteId site);
bool isLibraryPath(std::string_view path);
// "main.js:12", or "" for no place; in the library the module: "node:internal/streams/readable".
std::string lineLabel(const trace::Trace& trace, trace::SiteId site);

// The place of an event, if its kind has one: a function's for callbacks, else where the call stands.
trace::SiteId siteOf(const trace::Event& event);
// Where the main thread stands: the innermost frame's statement, else the running function. None between callbacks.
trace::SiteId currentSite(const trace::State& state);
// The same for who does not want to see Node's own library: the line of the program that called into it. None while
// nothing of the program runs.
trace::SiteId programSite(const trace::Trace& trace, const trace::State& state);

std::string timeText(uint64_t ns);     // "850 ns", "12.4 µs", "3.250 ms", "1.500 s"
std::string bytesText(uint64_t bytes); // "512 B", "4.0 KiB"
std::string countText(uint64_t count); // "1,234,567"

} // namespace tickscope::gui
