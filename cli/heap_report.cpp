#include "cli/heap_report.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/snapshot/retainers.h"

namespace tickscope::cli {

using namespace snapshot;
using Json = nlohmann::ordered_json;

namespace {
constexpr size_t kShownRetainers = 10;
constexpr size_t kShownStrings = 60; // characters of a string that names an object

std::string grouped(uint64_t number) { // 1,234,567
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}
std::string signedGrouped(int64_t number) { return (number < 0 ? "-" : "+") + grouped(uint64_t(std::llabs(number))); }

std::string moment(const HeapLook& look) {
  return fmt::format("step {}, {:.3f} ms", grouped(look.step), double(look.virtualNs) / 1e6);
}
uint64_t objectsOf(const Graph& graph) {
  return uint64_t(std::count_if(graph.nodes.begin(), graph.nodes.end(), [](const Node& node) { return node.type != NodeType::Synthetic; }));
}
std::string headline(const HeapLook& look) {
  return fmt::format("heap at {}: {} objects, {} bytes\n", moment(look), grouped(objectsOf(*look.graph)), grouped(look.graph->totalSize()));
}
Json headOf(const HeapLook& look) {
  return {{"step", look.step}, {"ns", look.virtualNs}, {"objects", objectsOf(*look.graph)}, {"bytes", look.graph->totalSize()}};
}

size_t rowsOf(const HeapView& view, size_t all) { return view.rows ? std::min(view.rows, all) : all; }
std::string rest(size_t shown, size_t all) {
  return shown < all ? fmt::format("… and {} more rows; --top 0 shows all\n", grouped(all - shown)) : std::string();
}

std::string idText(const Graph& graph, NodeIndex node) { return "@" + std::to_string(graph.nodes[node].id); }

// How an object is spoken of: "Session @123", "\"text\" @5", "function handler @7".
std::string objectText(const Graph& graph, NodeIndex node) {
  const Node& it = graph.nodes[node];
  const std::string& name = graph.nameOf(node);
  switch (it.type) {
  case NodeType::Synthetic: return node == 0 ? "(root)" : name;
  case NodeType::String:
  case NodeType::ConsString:
  case NodeType::SlicedString: {
    std::string text;
    for (const char c : name.substr(0, kShownStrings)) text += uint8_t(c) < 0x20 ? ' ' : c;
    while (!text.empty() && text.size() < name.size() && (uint8_t(name[text.size()]) & 0xc0) == 0x80) text.pop_back();
    return "\"" + text + (name.size() > text.size() ? "…\" " : "\" ") + idText(graph, node);
  }
  case NodeType::Closure: return (name.empty() ? "(anonymous function) " : "function " + name + " ") + idText(graph, node);
  case NodeType::Code: return (name.empty() ? "code " : "code of " + name + " ") + idText(graph, node);
  default: return (name.empty() ? graph.classOf(node) : name) + " " + idText(graph, node);
  }
}

Json nodeJson(const Graph& graph, const Dominators& dominators, NodeIndex node) {
  Json json{{"id", graph.nodes[node].id}, {"type", nodeTypeName(graph.nodes[node].type)}, {"name", graph.nameOf(node)},
            {"constructor", graph.classOf(node)}, {"selfSize", graph.nodes[node].selfSize}, {"retainedSize", dominators.retainedSize[node]}};
  if (graph.nodes[node].site) json["site"] = siteText(graph.sites[graph.nodes[node].site]);
  return json;
}

Json pathJson(const Graph& graph, const std::vector<RetainerPaths::Step>& path) {
  Json steps = Json::array();
  for (const auto& step : path)
    steps.push_back({{"holder", graph.nodes[step.holder].id}, {"holderName", graph.nameOf(step.holder)},
                     {"edge", edgeTypeName(graph.edges[step.edge].type)}, {"edgeText", graph.edgeText(graph.edges[step.edge])},
                     {"held", graph.nodes[step.held].id}});
  return steps;
}

// A line a step; the object in question is the last.
std::string pathText(const Graph& graph, const std::vector<RetainerPaths::Step>& path) {
  std::string out;
  for (const auto& step : path)
    out += fmt::format("  {} {} →\n", objectText(graph, step.holder), graph.edgeText(graph.edges[step.edge]));
  if (!path.empty()) out += "  " + objectText(graph, path.back().held) + "\n";
  return out;
}

Json groupJson(const Group& group) {
  return {{"name", group.name}, {"count", group.count}, {"selfSize", group.selfSize}, {"retainedSize", group.retainedSize}};
}

// Places of which nothing lives any more belong into a table of survival: those that made most first.
void addDeadSites(const Graph& graph, std::vector<Group>& groups) {
  std::vector<bool> lives(graph.sites.size(), false);
  for (const Group& group : groups) lives[group.site] = true;
  std::vector<uint32_t> dead;
  for (uint32_t site = 0; site < graph.sites.size(); ++site)
    if (!lives[site] && graph.sites[site].allocated) dead.push_back(site);
  std::stable_sort(dead.begin(), dead.end(), [&](uint32_t a, uint32_t b) { return graph.sites[a].allocatedBytes > graph.sites[b].allocatedBytes; });
  for (const uint32_t site : dead) {
    Group group;
    group.name = siteText(graph.sites[site]);
    group.site = site;
    groups.push_back(std::move(group));
  }
}

// The object that `which` names, with a sentence about the choice.
Result<NodeIndex> findObject(const HeapLook& look, const Dominators& dominators, const std::string& which, std::string* choice) {
  const Graph& graph = *look.graph;
  if (!which.empty() && which[0] == '@') {
    char* end = nullptr;
    const uint64_t id = std::strtoull(which.c_str() + 1, &end, 10);
    const NodeIndex node = *end || which.size() < 2 ? kNoNode : graph.findById(id);
    if (node == kNoNode) return Error{"there is no object " + which + " on the heap at " + moment(look)};
    return node;
  }
  NodeIndex best = kNoNode;
  size_t count = 0;
  for (NodeIndex i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    if (node.type == NodeType::Synthetic) continue;
    // A constructor; or the name of one function.
    if (graph.classOf(i) != which && !(node.type == NodeType::Closure && graph.nameOf(i) == which)) continue;
    // Instances before the functions of that name.
    if (best != kNoNode && graph.nodes[best].type != NodeType::Closure && node.type == NodeType::Closure && which != "Function") continue;
    if (best != kNoNode && graph.nodes[best].type == NodeType::Closure && node.type != NodeType::Closure) best = kNoNode, count = 0;
    ++count;
    if (best == kNoNode || dominators.retainedSize[i] > dominators.retainedSize[best]) best = i;
  }
  if (best == kNoNode) return Error{"there is no object of '" + which + "' on the heap at " + moment(look) + "; tickscope heap without --retainers lists what there is"};
  if (count > 1) *choice = fmt::format("the one that retains most of {} of '{}'; --retainers @ID asks for another", grouped(count), which);
  return best;
}
} // namespace

std::string heapTable(const HeapLook& look, const HeapView& view) {
  const Graph& graph = *look.graph;
  auto groups = groupNodes(graph, findDominators(graph), view.by);
  const bool bySite = view.by == GroupBy::Site;
  if (bySite) addDeadSites(graph, groups);
  const size_t rows = rowsOf(view, groups.size());
  if (view.json) {
    Json json = headOf(look);
    json["by"] = bySite ? "site" : "constructor";
    for (size_t i = 0; i < rows; ++i) {
      Json row = groupJson(groups[i]);
      if (bySite) {
        row["allocated"] = graph.sites[groups[i].site].allocated;
        row["allocatedBytes"] = graph.sites[groups[i].site].allocatedBytes;
      }
      json["groups"].push_back(std::move(row));
    }
    return json.dump(1) + "\n";
  }
  std::string out = headline(look);
  out += bySite ? fmt::format("{:>12} {:>14} {:>14} {:>12} {:>9}  {}\n", "live", "shallow", "retained", "made", "survive", "allocated at")
                : fmt::format("{:>12} {:>14} {:>14}  {}\n", "count", "shallow", "retained", "constructor");
  for (size_t i = 0; i < rows; ++i) {
    const Group& group = groups[i];
    out += fmt::format("{:>12} {:>14} {:>14}", grouped(group.count), grouped(group.selfSize), grouped(group.retainedSize));
    if (bySite) {
      const AllocationSite& site = graph.sites[group.site];
      out += fmt::format(" {:>12} {:>8.1f}%", grouped(site.allocated), site.allocated ? 100.0 * group.count / double(site.allocated) : 0.0);
    }
    out += "  " + group.name + "\n";
  }
  return out + rest(rows, groups.size());
}

Result<std::string> heapRetainers(const HeapLook& look, const std::string& which, const HeapView& view) {
  const Graph& graph = *look.graph;
  const Dominators dominators = findDominators(graph);
  std::string choice;
  const auto found = findObject(look, dominators, which, &choice);
  if (!found) return found.error();
  const auto path = RetainerPaths(graph).pathTo(*found);
  size_t total = 0;
  const auto retainers = retainersOf(graph, *found, kShownRetainers, &total);
  if (view.json) {
    Json json = headOf(look);
    json["object"] = nodeJson(graph, dominators, *found);
    json["path"] = pathJson(graph, path);
    json["retainers"] = pathJson(graph, retainers);
    json["retainerCount"] = total;
    return json.dump(1) + "\n";
  }
  std::string out = headline(look);
  out += fmt::format("{}: {} bytes, retains {}", objectText(graph, *found), grouped(graph.nodes[*found].selfSize), grouped(dominators.retainedSize[*found]));
  if (graph.nodes[*found].site) out += "; allocated at " + siteText(graph.sites[graph.nodes[*found].site]);
  out += choice.empty() ? "\n" : "\n(" + choice + ")\n";
  out += "alive because of\n" + pathText(graph, path);
  if (total > 1) {
    out += fmt::format("all that refers to it ({}):\n", grouped(total));
    for (const auto& step : retainers) out += fmt::format("  {} {}\n", objectText(graph, step.holder), graph.edgeText(graph.edges[step.edge]));
    if (total > retainers.size()) out += fmt::format("  … and {} more\n", grouped(total - retainers.size()));
  }
  return out;
}

Result<std::string> heapDifference(const HeapLook& before, const HeapLook& after, const HeapView& view) {
  const auto changes = compareSnapshots(*before.graph, *after.graph, view.by);
  if (!changes) return changes.error();
  const size_t rows = rowsOf(view, changes->size());
  if (view.json) {
    Json json{{"before", headOf(before)}, {"after", headOf(after)}, {"changes", Json::array()}};
    for (size_t i = 0; i < rows; ++i) {
      const GroupChange& change = (*changes)[i];
      json["changes"].push_back({{"name", change.name}, {"added", change.added}, {"removed", change.removed}, {"sizeChange", change.sizeChange()}});
    }
    return json.dump(1) + "\n";
  }
  std::string out = headline(before) + headline(after);
  out += fmt::format("{:>12} {:>12} {:>15}  {}\n", "added", "removed", "bytes", view.by == GroupBy::Site ? "allocated at" : "constructor");
  for (size_t i = 0; i < rows; ++i) {
    const GroupChange& change = (*changes)[i];
    out += fmt::format("{:>12} {:>12} {:>15}  {}\n", grouped(change.added), grouped(change.removed), signedGrouped(change.sizeChange()), change.name);
  }
  return out + rest(rows, changes->size());
}

Result<std::string> heapSurvivors(const HeapLook& first, const HeapLook& second, const HeapLook& third, const HeapView& view) {
  const Graph& graph = *third.graph;
  const Dominators dominators = findDominators(graph);
  const auto survivors = survivorsOf(*first.graph, *second.graph, graph, dominators, view.by);
  if (!survivors) return survivors.error();
  const size_t rows = rowsOf(view, survivors->groups.size());
  uint64_t count = 0, bytes = 0;
  for (const Group& group : survivors->groups) {
    count += group.count;
    bytes += group.selfSize;
  }
  // What holds the group that retains most: the likely leak.
  std::vector<RetainerPaths::Step> path;
  if (!survivors->groups.empty()) path = RetainerPaths(graph).pathTo(survivors->groups.front().largest);
  if (view.json) {
    Json json{{"first", headOf(first)}, {"second", headOf(second)}, {"third", headOf(third)}, {"survivors", count}, {"bytes", bytes}, {"groups", Json::array()}};
    for (size_t i = 0; i < rows; ++i) json["groups"].push_back(groupJson(survivors->groups[i]));
    if (!path.empty()) json["path"] = pathJson(graph, path);
    return json.dump(1) + "\n";
  }
  std::string out = headline(first) + headline(second) + headline(third);
  out += fmt::format("made between the first two and alive in the third: {} objects, {} bytes\n", grouped(count), grouped(bytes));
  if (!count) return out;
  out += fmt::format("{:>12} {:>14} {:>14}  {}\n", "count", "shallow", "retained", view.by == GroupBy::Site ? "allocated at" : "constructor");
  for (size_t i = 0; i < rows; ++i) {
    const Group& group = survivors->groups[i];
    out += fmt::format("{:>12} {:>14} {:>14}  {}\n", grouped(group.count), grouped(group.selfSize), grouped(group.retainedSize), group.name);
  }
  out += rest(rows, survivors->groups.size());
  const NodeIndex suspect = survivors->groups.front().largest;
  out += fmt::format("{} of the first group is alive because of\n{}", objectText(graph, suspect), pathText(graph, path));
  return out;
}

} // namespace tickscope::cli
