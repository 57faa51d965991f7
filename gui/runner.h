#pragma once
// Running a program off the UI thread. The window asks for a run, goes on drawing, and takes the result when it is
// there: a trace with its index, or messages with places. One run at a time; a new request cancels the old one.
#include "core/session/session.h"
#include "core/trace/seek.h"
#include "gui/note.h"
#include "gui/run_index.h"
#include "gui/what_if.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace tickscope {
struct Scenario;
}

namespace tickscope::gui {

// What to open: a program, which is run, or a .tick file, which is read.
struct OpenRequest {
  std::string path; // on disk; need not exist if `text` is given
  std::optional<std::string> text; // the editor's text in place of the file's
  bool edited = false; // the text is not the scenario's any more: its comments may not fit
  std::vector<std::string> arguments;
  int nodeMajor = 0; // 0 = the scenario's, else the default
  WhatIf whatIf;     // over what the scenario says
  bool whileTyping = false; // nobody asked for it: a program that does not compile changes nothing but the underlining
  trace::Detail detail = trace::Detail::Statement;
};

struct OpenResult {
  std::shared_ptr<const trace::Trace> trace; // null when there is nothing to show
  std::shared_ptr<const RunIndex> index;     // null with `trace`
  std::unique_ptr<trace::Seek> seek; // of `trace`, with its keyframes: no jump has to fold far; may be null
  std::vector<Diagnostic> diagnostics;
  std::shared_ptr<const Scenario> scenario; // of the program, if it has one
  std::vector<Note> notes;                  // ascending by step
  std::string message; // what a person must know: a limit that was hit, a damaged file; empty if all is well
  bool cancelled = false;
  bool whileTyping = false;
  bool compiled = true; // false: a syntax error kept the program from running at all
};

// Does it all in the calling thread. `control` stops the run, and what was recorded until then is made ready to be shown;
// `abandoned` says that nobody waits for it any more.
OpenResult openProgram(const OpenRequest& request, RunControl& control, const std::atomic<bool>* abandoned = nullptr);

class Runner {
public:
  Runner() = default;
  ~Runner(); // cancels and waits
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  void start(OpenRequest request);
  void cancel(); // its result is what was recorded until now
  bool busy() const { return busy_.load(std::memory_order_acquire); }
  const RunControl& control() const { return *control_; }
  // The result of the last request, once.
  std::optional<OpenResult> take();
  // Called from the runner's thread when a result is ready: wakes the window. Set before the first start.
  void (*onReady)() = nullptr;

private:
  std::thread thread_;
  std::shared_ptr<RunControl> control_ = std::make_shared<RunControl>();
  void abandon();
  std::atomic<bool> busy_{false}, abandoned_{false};
  std::mutex mutex_;
  std::optional<OpenResult> result_;
};

} // namespace tickscope::gui
