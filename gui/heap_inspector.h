#pragma once
// What is on the heap at a step, for the panel: the program is run again up to there off the UI thread, and its heap is
// taken, grouped and searched for paths. Asked for by the person, since it takes as long as the run did.
#include "core/session/heap_look.h"
#include "core/snapshot/groups.h"
#include "core/snapshot/retainers.h"
#include "core/snapshot/shapes.h"
#include "core/trace/trace.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace tickscope::gui {

// A function with accesses, and the worst that one of them has come to.
struct FunctionCaches {
  std::string key; // "name path": there may be several of one name
  std::string name, path;
  snapshot::CacheState worst{};
  std::vector<const snapshot::AccessPlace*> places;
};

// The heap at one step, ready to be drawn.
struct HeapPicture {
  trace::EventId step = 0;
  std::string problem; // why there is nothing to see; empty: all below is there, or only `shapes`
  std::shared_ptr<const snapshot::ShapeLook> shapes; // if hidden classes were asked for
  std::vector<FunctionCaches> functions;               // of `shapes`
  std::shared_ptr<const snapshot::Graph> graph;
  snapshot::Dominators dominators;
  std::unique_ptr<snapshot::RetainerPaths> paths;
  std::vector<snapshot::Group> groups;
  uint64_t objects = 0, bytes = 0;
  uint64_t bySpace[5] = {}; // bytes by snapshot::Space
  std::set<std::string> own; // names of the program's own constructors
  uint64_t survivedOnce = 0; // bytes in new space that the next scavenge promotes
};
std::shared_ptr<const HeapPicture> makeHeapPicture(HeapLook look, std::set<std::string> own = {});

// A line of a path: what holds, and by what.
struct PathLine {
  std::string holder; // "Session @123"
  std::string edge;   // ".cache", "variable session"; empty on the last line: the object itself
};
std::vector<PathLine> pathLines(const HeapPicture& picture, snapshot::NodeIndex node);
std::string objectLabel(const snapshot::Graph& graph, snapshot::NodeIndex node);

// In the order of the source; they point into `look`.
std::vector<FunctionCaches> functionCaches(const snapshot::ShapeLook& look);
// The function to show first: `before` if it is still there, else the first of the worst.
std::string worstFunction(const HeapPicture& picture, const std::string& before);

class HeapInspector {
public:
  HeapInspector() = default;
  ~HeapInspector(); // cancels and waits
  HeapInspector(const HeapInspector&) = delete;

  // `root` is the folder with the files that the program reads. A new question cancels the old one.
  enum class Ask : uint8_t { Objects, HiddenClasses };
  void start(std::shared_ptr<const trace::Trace> trace, std::string root, trace::EventId step, Ask ask = Ask::Objects);
  void cancel();
  bool busy() const { return busy_.load(std::memory_order_acquire); }
  // The answer to the last question, once.
  std::shared_ptr<const HeapPicture> take();
  void wait(); // until it is there: for pictures and tests
  void (*onReady)() = nullptr; // as Runner's

private:
  std::thread thread_;
  std::shared_ptr<RunControl> control_ = std::make_shared<RunControl>();
  std::atomic<bool> busy_{false};
  std::mutex mutex_;
  std::shared_ptr<const HeapPicture> result_;
};

} // namespace tickscope::gui
