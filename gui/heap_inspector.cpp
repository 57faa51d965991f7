#include "gui/heap_inspector.h"

#include <utility>

namespace tickscope::gui {

using namespace snapshot;

namespace {
constexpr size_t longestText = 40; // bytes of a string that names an object
}

std::shared_ptr<const HeapPicture> makeHeapPicture(HeapLook look) {
  auto picture = std::make_shared<HeapPicture>();
  picture->step = look.step;
  picture->graph = std::move(look.graph);
  const Graph& graph = *picture->graph;
  picture->dominators = findDominators(graph);
  picture->paths = std::make_unique<RetainerPaths>(graph);
  picture->groups = groupNodes(graph, picture->dominators, GroupBy::Constructor);
  for (const Node& node : graph.nodes) {
    if (node.type == NodeType::Synthetic) continue;
    ++picture->objects;
    picture->bytes += node.selfSize;
    picture->bySpace[static_cast<size_t>(node.space)] += node.selfSize;
    if (node.survived) picture->survivedOnce += node.selfSize;
  }
  return picture;
}

std::string objectLabel(const Graph& graph, NodeIndex node) {
  const Node& it = graph.nodes[node];
  std::string name = graph.nameOf(node);
  if (it.type == NodeType::Synthetic) return node == 0 ? "root" : name;
  if (it.type == NodeType::String || it.type == NodeType::ConsString) {
    if (name.size() > longestText) {
      size_t end = longestText;
      while (end > 0 && (static_cast<uint8_t>(name[end]) & 0xc0) == 0x80) --end;
      name = name.substr(0, end) + "…";
    }
    for (char& c : name)
      if (static_cast<uint8_t>(c) < 0x20) c = ' ';
    return "\"" + name + "\"";
  }
  std::string id = " @" + std::to_string(it.id);
  if (it.type == NodeType::Closure) return (name.empty() ? "function" : "function " + name) + id;
  if (it.type == NodeType::Code) return "code of " + (name.empty() ? "a function" : name) + id;
  if (name == "system / Context") return "context" + id;
  return (name.empty() ? graph.classOf(node) : name) + id;
}

std::vector<PathLine> pathLines(const HeapPicture& picture, NodeIndex node) {
  std::vector<PathLine> lines;
  const auto path = picture.paths->pathTo(node);
  for (const auto& step : path) lines.push_back({objectLabel(*picture.graph, step.holder), picture.graph->edgeText(picture.graph->edges[step.edge])});
  lines.push_back({objectLabel(*picture.graph, node), ""});
  return lines;
}

HeapInspector::~HeapInspector() {
  cancel();
  wait();
}

void HeapInspector::cancel() { control_->cancel.store(true, std::memory_order_relaxed); }

void HeapInspector::wait() {
  if (thread_.joinable()) thread_.join();
}

void HeapInspector::start(std::shared_ptr<const trace::Trace> trace, std::string root, trace::EventId step) {
  cancel();
  wait();
  control_ = std::make_shared<RunControl>();
  {
    std::lock_guard lock(mutex_);
    result_.reset();
  }
  busy_.store(true, std::memory_order_release);
  thread_ = std::thread([this, trace = std::move(trace), root = std::move(root), step, control = control_] {
    std::shared_ptr<const HeapPicture> picture;
    auto fail = [&](std::string problem) {
      auto failed = std::make_shared<HeapPicture>();
      failed->step = step;
      failed->problem = std::move(problem);
      picture = std::move(failed);
    };
    if (auto request = requestFor(*trace, root); !request) {
      fail(request.error().message);
    } else {
      HeapQuestion question;
      // After the last step nothing is recorded any more: that is the end.
      if (step == 0 || step >= trace->eventCount()) question.atEnd = true;
      else question.steps.push_back(step);
      auto looks = lookIntoHeap(std::move(*request), question, control.get());
      if (!looks) fail(looks.error().message);
      else picture = makeHeapPicture(std::move(looks->front()));
    }
    if (!control->cancel.load(std::memory_order_relaxed)) {
      std::lock_guard lock(mutex_);
      result_ = std::move(picture);
    }
    busy_.store(false, std::memory_order_release);
    if (onReady) onReady();
  });
}

std::shared_ptr<const HeapPicture> HeapInspector::take() {
  std::lock_guard lock(mutex_);
  return std::exchange(result_, nullptr);
}

} // namespace tickscope::gui
