#include "tests/tools/agents262.h"

#include "core/builtins/wait_list.h"

namespace tickscope {

namespace {
constexpr uint64_t kSliceNs = 100'000; // what a slice counts for on the shared clock
}

Cluster::Cluster() : inbox(1), waits(std::make_shared<WaitList>()) { agents_.push_back(std::make_unique<Agent>()); }
Cluster::~Cluster() = default;

void* Cluster::enter(void* given) {
  Agent& agent = *static_cast<Agent*>(given);
  Cluster& cluster = *agent.cluster;
  {
    std::unique_lock lock(cluster.mutex_);
    cluster.turned_.wait(lock, [&] { return cluster.current_ == agent.self; });
  }
  agent.body(agent.self);
  std::unique_lock lock(cluster.mutex_);
  agent.ended = true;
  cluster.passOn(agent.self);
  return nullptr;
}

void Cluster::start(std::function<void(size_t)> body) {
  auto agent = std::make_unique<Agent>();
  agent->body = std::move(body);
  agent->cluster = this;
  agent->self = agents_.size();
  Agent* raw = agent.get();
  agents_.push_back(std::move(agent));
  inbox.emplace_back();
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, size_t(1) << 30);
  pthread_create(&raw->thread, &attributes, enter, raw);
  pthread_attr_destroy(&attributes);
}

size_t Cluster::alive() const {
  size_t count = 0;
  for (const auto& agent : agents_) count += !agent->ended;
  return count;
}

bool Cluster::canRun(const Agent& agent) const {
  if (agent.ended) return false;
  return !agent.blocked || ending_ || now_ >= agent.until || (*agent.ready)();
}

void Cluster::passOn(size_t self) {
  for (;;) {
    for (size_t step = 1; step <= agents_.size(); ++step) {
      const size_t next = (self + step) % agents_.size();
      if (!canRun(*agents_[next])) continue;
      current_ = next;
      turned_.notify_all();
      return;
    }
    uint64_t first = kNever;
    for (const auto& agent : agents_)
      if (!agent->ended) first = std::min(first, agent->until);
    if (first == kNever) ending_ = true; // everybody waits for somebody
    else now_ = std::max(now_, first);
  }
}

bool Cluster::block(size_t self, uint64_t untilNs, const std::function<bool()>& ready) {
  std::unique_lock lock(mutex_);
  Agent& agent = *agents_[self];
  agent.blocked = true;
  agent.until = untilNs;
  agent.ready = &ready;
  passOn(self);
  turned_.wait(lock, [&] { return current_ == self; });
  agent.blocked = false;
  agent.until = kNever;
  return !ending_ || now_ >= untilNs || ready();
}

void Cluster::slice(size_t self) {
  std::unique_lock lock(mutex_);
  now_ += kSliceNs;
  passOn(self);
  turned_.wait(lock, [&] { return current_ == self; });
}

void Cluster::endAll() {
  {
    std::unique_lock lock(mutex_);
    ending_ = true;
  }
  const std::function<bool()> others = [&] { return alive() == 1; };
  while (!others()) slice(0);
  for (size_t i = 1; i < agents_.size(); ++i) pthread_join(agents_[i]->thread, nullptr);
}

} // namespace tickscope
