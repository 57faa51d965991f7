#pragma once
// Commands that drive the window as a person would: keys, text, mouse; and what must be seen then. For tests and for
// recording walks. One command a line; # begins a comment. tests/gui/README.md lists them.
//
// It puts its input into Dear ImGui's IO before each frame, and looks at the App after it: it knows what is on the screen
// (Seen), not how it came there.
#include <imgui.h>

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tickscope::gui {

class App;

class Script {
public:
  Script(App& app, std::string name) : app_(app), name_(std::move(name)) {}
  // More commands, whole lines. False, with a message, when one of them is unknown.
  bool add(const std::string& text, std::string& message);
  // No more will be added: it is done when the last command is.
  void close() { closed_ = true; }

  // Before Dear ImGui's NewFrame, after the backend's own.
  void beforeFrame();
  bool done() const { return (closed_ && commands_.empty() && steps_.empty()) || quit_; }
  bool failed() const { return failed_; }
  // The picture that a command asked for: the owner of the window takes it and says whether that worked.
  std::string takePicture() { return std::exchange(picture_, {}); }
  // Where its words go: answers of `print` and `where`, failures. Standard output and standard error when unset.
  std::function<void(const std::string& words, bool failure)> say;

private:
  struct Command {
    size_t line = 0;
    std::string verb, rest;
  };
  // What one frame does. Returns false to be asked again in the next frame.
  using Step = std::function<bool()>;

  void start(const Command& command);
  void fail(const Command& command, const std::string& why);
  bool place(const std::string& target, ImVec2& at, std::string& why) const;
  // False when there is no such quantity.
  bool quantity(const std::string& name, std::string& value) const;
  void press(int key, bool ctrl, bool shift, bool alt);
  void moveTo(ImVec2 at, int frames);
  void button(int which, bool down);
  void wait(int frames);
  void expect(const Command& command);

  App& app_;
  std::string name_;
  std::deque<Command> commands_;
  std::deque<Step> steps_;
  std::map<std::string, std::string> remembered_;
  size_t lines_ = 0;
  bool closed_ = false, failed_ = false, quit_ = false;
  ImVec2 mouse_{-1, -1};
  bool ownsMouse_ = false;
  bool down_[3] = {};
  bool ctrl_ = false, shift_ = false; // held while the mouse is used
  std::string picture_;
};

} // namespace tickscope::gui
