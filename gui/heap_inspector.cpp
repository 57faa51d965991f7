#include "gui/heap_inspector.h"

#include "core/session/program_classes.h"

#include <algorithm>
#include <utility>

namespace tickscope::gui {

using namespace snapshot;

namespace {
constexpr size_t longestText = 40; // bytes of a string that names an object
}

std::shared_ptr<const HeapPicture> makeHeapPicture(HeapLook look, std::set<std::string> own) {
  auto picture = std::make_shared<HeapPicture>();
  picture->own = std::move(own);
  picture->shapes = std::move(look.shapes);
  if (picture->shapes) picture->functions = functionCaches(*picture->shapes);
  picture->step = look.step;
  picture->graph = std::move(look.graph);
  if (!picture->graph) return picture;
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

std::vector<FunctionCaches> functionCaches(const ShapeLook& look) {
  std::vector<FunctionCaches> functions;
  for (const AccessPlace& place : look.places) {
    std::string key = place.function + " " + place.path;
    auto at = std::find_if(functions.begin(), functions.end(), [&](const FunctionCaches& f) { return f.key == key; });
    if (at == functions.end()) at = functions.insert(at, {key, place.function, place.path, CacheState::Uninitialized, {}});
    at->worst = std::max(at->worst, place.state);
    at->places.push_back(&place);
  }
  return functions;
}

std::string worstFunction(const HeapPicture& picture, const std::string& before) {
  std::string worst;
  CacheState state{};
  for (const FunctionCaches& function : picture.functions) {
    if (function.key == before) return before;
    if (worst.empty() || function.worst > state) worst = function.key, state = function.worst;
  }
  return worst;
}

HeapInspector::~HeapInspector() {
  cancel();
  wait();
}

void HeapInspector::cancel() { control_->cancel.store(true, std::memory_order_relaxed); }

void HeapInspector::wait() {
  if (thread_.joinable()) thread_.join();
}

void HeapInspector::start(std::shared_ptr<const trace::Trace> trace, std::string root, trace::EventId step, Ask ask) {
  cancel();
  wait();
  control_ = std::make_shared<RunControl>();
  {
    std::lock_guard lock(mutex_);
    result_.reset();
  }
  busy_.store(true, std::memory_order_release);
  thread_ = std::thread([this, trace = std::move(trace), root = std::move(root), step, ask, control = control_] {
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
      question.shapes = ask == Ask::HiddenClasses;
      // After the last step nothing is recorded any more: that is the end.
      if (step == 0 || step >= trace->eventCount()) question.atEnd = true;
      else question.steps.push_back(step);
      auto looks = lookIntoHeap(std::move(*request), question, control.get());
      if (!looks) fail(looks.error().message);
      else picture = makeHeapPicture(std::move(looks->front()), programClasses(*trace));
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
