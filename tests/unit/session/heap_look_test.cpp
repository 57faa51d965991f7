#include "core/session/heap_look.h"

#include <doctest/doctest.h>
#include <set>

#include "core/snapshot/groups.h"
#include "core/snapshot/retainers.h"
#include "core/trace/trace.h"
#include "core/trace/writer.h"

using namespace tickscope;
using namespace tickscope::snapshot;

namespace {
RunRequest programOf(const std::string& text) {
  RunRequest request;
  request.path = "program.js";
  request.text = text;
  request.collectOutput = false;
  return request;
}

Graph lookAtEnd(const std::string& text, bool track = false) {
  auto looks = lookIntoHeap(programOf(text), {.atEnd = true, .trackAllocations = track});
  REQUIRE_MESSAGE(looks, (looks ? "" : looks.error().message));
  REQUIRE(looks->size() == 1);
  return *looks->front().graph;
}

NodeIndex find(const Graph& graph, NodeType type, const std::string& name) {
  for (NodeIndex i = 0; i < graph.nodes.size(); ++i)
    if (graph.nodes[i].type == type && graph.nameOf(i) == name) return i;
  return kNoNode;
}
NodeIndex follow(const Graph& graph, NodeIndex from, EdgeType type, const std::string& name) {
  for (const Edge& edge : graph.edgesOf(from))
    if (edge.type == type && !hasIndex(type) && graph.strings[edge.nameOrIndex] == name) return edge.to;
  return kNoNode;
}
NodeIndex elementOf(const Graph& graph, NodeIndex from, uint32_t index) {
  for (const Edge& edge : graph.edgesOf(from))
    if (edge.type == EdgeType::Element && edge.nameOrIndex == index) return edge.to;
  return kNoNode;
}
} // namespace

TEST_CASE("objects, arrays, maps, closures and suspended functions have the edges that a program would name") {
  const Graph graph = lookAtEnd(R"js(
class Ship {
  #crew = ['one'];
  constructor(name) { this.name = name; this.cargo = ['oak', { weight: 1 }]; this[7] = 'seven'; for (let i = 0; i < 12; i++) this['p' + i] = {}; }
  get load() { return this.#crew; }
}
const ship = new Ship('Argo');
const harbour = new Map([['first', ship], [ship, 'back']]);
const names = new Set(['in a set']);
const far = []; far[4000000] = 'far out';
const secret = new WeakMap([[ship, { hidden: true }]]);
const wait = (async () => { const local = new Ship('waiting'); await new Promise(() => {}); return local; });
const pending = wait();
const forever = new Promise(() => {});
forever.then(function onSettled() { return ship; });
const bound = function target() {}.bind(ship, 'given');
const bytes = new Uint8Array(1000);
globalThis.root = { look() { return [ship, harbour, names, far, secret, pending, forever, bound, bytes]; } };
)js");
  const NodeIndex global = graph.edgesOf(0)[1].to;
  CHECK(graph.nameOf(global) == "global");
  const NodeIndex root = follow(graph, global, EdgeType::Property, "root");
  REQUIRE(root != kNoNode);
  const NodeIndex look = follow(graph, root, EdgeType::Property, "look");
  CHECK(graph.nodes[look].type == NodeType::Closure);
  CHECK(graph.nameOf(look) == "look");
  const NodeIndex context = follow(graph, look, EdgeType::Internal, "context");
  REQUIRE(context != kNoNode);
  CHECK(graph.nameOf(context) == "system / Context");
  const auto variable = [&](const char* name) {
    const NodeIndex found = follow(graph, context, EdgeType::Context, name);
    REQUIRE_MESSAGE(found != kNoNode, name);
    return found;
  };
  const NodeIndex ship = variable("ship");
  CHECK(graph.classOf(ship) == "Ship");
  CHECK(graph.nameOf(follow(graph, ship, EdgeType::Property, "name")) == "Argo");
  CHECK(graph.nameOf(elementOf(graph, ship, 7)) == "seven");
  CHECK(follow(graph, ship, EdgeType::Property, "p11") != kNoNode); // beyond the inline properties
  CHECK(graph.nameOf(elementOf(graph, follow(graph, ship, EdgeType::Property, "#crew"), 0)) == "one");
  const NodeIndex cargo = follow(graph, ship, EdgeType::Property, "cargo");
  CHECK(graph.classOf(cargo) == "Array");
  CHECK(graph.classOf(elementOf(graph, cargo, 1)) == "Object");
  const NodeIndex table = follow(graph, variable("harbour"), EdgeType::Internal, "table");
  CHECK(follow(graph, table, EdgeType::Internal, "value of 'first'") == ship);
  CHECK(graph.nameOf(follow(graph, table, EdgeType::Internal, "value of a key (Ship)")) == "back");
  CHECK(graph.nameOf(elementOf(graph, variable("far"), 4000000)) == "far out");
  CHECK(graph.nameOf(follow(graph, variable("bound"), EdgeType::Internal, "bound_function")) == "target");
  CHECK(follow(graph, variable("bound"), EdgeType::Internal, "bound_this") == ship);
  CHECK(graph.nameOf(follow(graph, variable("forever"), EdgeType::Internal, "fulfill_handler")) == "onSettled");
  // What a weak map holds is held by the key.
  CHECK(graph.classOf(follow(graph, ship, EdgeType::Internal, "value of this key in a WeakMap")) == "Object");
  // The store of a typed array lies outside of the heap.
  const NodeIndex buffer = follow(graph, variable("bytes"), EdgeType::Internal, "buffer");
  CHECK(graph.nodes[follow(graph, buffer, EdgeType::Internal, "backing_store")].selfSize == 1000);
  // The pending async function's local.
  CHECK(graph.classOf(variable("pending")) == "Promise");
  CHECK(find(graph, NodeType::Object, "(suspended async function)") == kNoNode); // nothing holds it: its promise never settles
}

TEST_CASE("every node but weak ones is reached, sizes add up, and ids differ") {
  for (const bool track : {false, true}) {
    const Graph graph = lookAtEnd("globalThis.kept = Array.from({ length: 1000 }, (_, i) => ({ i, text: 'number ' + i }));", track);
    const Dominators dominators = findDominators(graph);
    CHECK(dominators.order.size() == graph.nodes.size());
    CHECK(dominators.retainedSize[0] == graph.totalSize());
    std::set<uint64_t> ids;
    for (const Node& node : graph.nodes) {
      ids.insert(node.id);
      if (track && graph.lastId) CHECK(node.id <= graph.lastId);
    }
    CHECK(ids.size() == graph.nodes.size());
    CHECK((graph.lastId != 0) == track);
  }
}

TEST_CASE("looking at every step changes nothing, and the heap can be looked at between any two events") {
  const std::string text = R"js(
const EventEmitter = require('events');
const bus = new EventEmitter();
class Job { constructor(n) { this.n = n; this.parts = [n, { n }]; } }
bus.on('job', (job) => { bus.last = job; });
for (let i = 0; i < 5; i++) bus.emit('job', new Job(i));
setTimeout(async () => { for (let i = 0; i < 3; i++) await new Job(i); console.log('late'); }, 1);
function* ones() { let local = new Job(9); yield 1; yield local; }
console.log([...ones()].length);
try { null.x; } catch (error) { console.log(error.message); }
)js";
  RunRequest request = programOf(text);
  request.detail = trace::Detail::Statement;
  const RunResult plain = run(request);
  REQUIRE(plain.trace);
  const uint32_t last = plain.trace->eventCount();
  RunRequest looking = request;
  for (uint32_t step = 1; step <= last; ++step) looking.heapSteps.push_back(step);
  looking.heapAtEnd = true;
  looking.trackAllocations = true;
  const RunResult looked = run(looking);
  REQUIRE(looked.trace);
  CHECK(looked.heaps.size() == last + 1);
  CHECK(trace::traceToBytes(*looked.trace) == trace::traceToBytes(*plain.trace));
  CHECK(looked.virtualNs == plain.virtualNs);
  // Objects are made one after the other, and what is there later is no younger than the last one made.
  uint64_t before = 0;
  for (const HeapLook& look : looked.heaps) {
    CHECK(look.graph->lastId >= before);
    before = look.graph->lastId;
  }
  // The same step again, on its own, is the same heap.
  for (const uint32_t step : {last / 3, last / 2, last}) {
    auto alone = lookIntoHeap(request, {.steps = {step}, .trackAllocations = true});
    REQUIRE(alone);
    const Graph& once = *alone->front().graph;
    const Graph& again = *looked.heaps[step - 1].graph;
    CHECK(once.nodes.size() == again.nodes.size());
    CHECK(once.lastId == again.lastId);
    CHECK(once.totalSize() == again.totalSize());
  }
}

TEST_CASE("objects keep their ids when they move") {
  const std::string text = R"js(
class Kept { constructor(n) { this.n = n; } }
globalThis.kept = [];
for (let i = 0; i < 10; i++) kept.push(new Kept(i));
console.log('made');
for (let i = 0; i < 200000; i++) [i]; // several scavenges: they move twice and grow old
gc();
console.log('moved');
)js";
  RunRequest request = programOf(text);
  request.nodeOptions = {"--expose-gc", "--max-semi-space-size=1"};
  request.detail = trace::Detail::Loop;
  const RunResult plain = run(request);
  std::vector<uint32_t> prints;
  plain.trace->forEach(1, plain.trace->eventCount(), [&](const trace::Event& event) {
    if (event.kind == trace::EventKind::ConsoleWrite) prints.push_back(event.id);
    return true;
  });
  REQUIRE(prints.size() == 2);
  auto looks = lookIntoHeap(request, {.steps = prints, .trackAllocations = true});
  REQUIRE(looks);
  const auto idsOf = [](const Graph& graph, Space* space) {
    std::set<uint64_t> ids;
    for (NodeIndex i = 0; i < graph.nodes.size(); ++i)
      if (graph.classOf(i) == "Kept" && follow(graph, i, EdgeType::Property, "constructor") == kNoNode) {
        ids.insert(graph.nodes[i].id);
        *space = graph.nodes[i].space;
      }
    return ids;
  };
  Space first{}, second{};
  const auto before = idsOf(*(*looks)[0].graph, &first), after = idsOf(*(*looks)[1].graph, &second);
  CHECK(before.size() == 10);
  CHECK(before == after);
  CHECK(first == Space::New);
  CHECK(second == Space::Old);
}

TEST_CASE("hidden classes and caches: 1, 2 to 4 and 5 classes at a place") {
  auto looks = lookIntoHeap(programOf(R"js(
const make = [() => ({ x: 1 }), () => ({ a: 1, x: 1 }), () => ({ b: 1, x: 1 }), () => ({ c: 1, x: 1 }), () => ({ d: 1, x: 1 })];
const read = make.map((_, n) => new Function('p', `return p.x; // ${n}`));
const five = (p) => p.x, four = (p) => p.x, one = (p) => p.x, none = (p) => p.x;
for (let round = 0; round < 3; round++)
  for (let i = 0; i < 5; i++) { five(make[i]()); if (i < 4) four(make[i]()); if (i < 1) one(make[i]()); }
)js"), {.atEnd = true, .shapes = true});
  REQUIRE(looks);
  const ShapeLook& look = *looks->front().shapes;
  const auto stateOf = [&](const std::string& function) {
    for (const AccessPlace& place : look.places)
      if (place.function == function && place.text == "p.x") return place.state;
    return CacheState::Uninitialized;
  };
  CHECK(stateOf("five") == CacheState::Megamorphic);
  CHECK(stateOf("four") == CacheState::Polymorphic);
  CHECK(stateOf("one") == CacheState::Monomorphic);
  CHECK(stateOf("none") == CacheState::Uninitialized);
  for (size_t i = 1; i < look.classes.size(); ++i) CHECK(look.classes[i - 1].id < look.classes[i].id);
}

TEST_CASE("what cannot be looked at is said") {
  CHECK(!lookIntoHeap(programOf("1"), {.steps = {1'000'000}}));
  CHECK(!lookIntoHeap(programOf("1"), {.steps = {0}}));
  const auto full = lookIntoHeap([] {
    RunRequest request = programOf("class Leak {} globalThis.kept = []; for (;;) kept.push(new Leak());");
    request.nodeOptions = {"--max-old-space-size=16"};
    return request;
  }(), {.atEnd = true});
  REQUIRE(full); // where memory ran out
  CHECK(full->front().graph->nodes.size() > 10000);
}
