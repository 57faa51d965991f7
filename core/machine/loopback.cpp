#include "core/machine/loopback.h"

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {
bool isLoopback(const std::string& address) { return address.rfind("127.", 0) == 0 || address == "::1" || address == "0.0.0.0" || address == "::"; }
// Whether a socket bound to `bound` hears what is sent to `wanted`.
bool hears(const std::string& bound, const std::string& wanted) {
  if (bound == wanted || bound == "::") return true;
  return bound == "0.0.0.0" && wanted.find(':') == std::string::npos;
}
std::string selfFor(const std::string& address) { return address == "0.0.0.0" ? "127.0.0.1" : address == "::" ? "::1" : address; }
} // namespace

Loopback::Id Loopback::open(std::function<void()> changed) {
  sockets_[nextId_].changed = std::move(changed);
  return nextId_++;
}

void Loopback::tell(Id socket) {
  const auto found = sockets_.find(socket);
  if (found != sockets_.end() && found->second.changed) found->second.changed();
}

Loopback::Id Loopback::listenerFor(const std::string& address, uint16_t port) const {
  for (const auto& [id, socket] : sockets_)
    if (socket.listening && socket.local.port == port && hears(socket.local.address, address)) return id;
  return 0;
}

uint16_t Loopback::freePort() {
  constexpr uint16_t kFirst = 32768, kLast = 60999; // as Linux gives them out
  if (sockets_.size() > 2 * size_t(kLast - kFirst)) return 0; // both ends of a connection are here
  for (uint32_t tried = 0; tried <= uint32_t(kLast - kFirst); ++tried) {
    const uint16_t port = nextPort_++;
    if (nextPort_ > kLast) nextPort_ = kFirst;
    const bool taken = std::any_of(sockets_.begin(), sockets_.end(), [&](const auto& entry) { return entry.second.local.port == port; });
    if (!taken) return port;
  }
  return 0;
}

Errno Loopback::listen(Id id, const std::string& address, uint16_t port, size_t backlog) {
  if (!isLoopback(address)) return Errno::kEADDRNOTAVAIL;
  for (const auto& [other, socket] : sockets_)
    if (port != 0 && other != id && socket.listening && socket.local.port == port && (hears(socket.local.address, address) || hears(address, socket.local.address)))
      return Errno::kEADDRINUSE;
  Socket& socket = at(id);
  socket.listening = true;
  socket.local = {address, port ? port : freePort()};
  socket.backlogLimit = std::max<size_t>(backlog, 1);
  return Errno::None;
}

void Loopback::connect(Id id, const std::string& given, uint16_t port) {
  const std::string address = selfFor(given);
  Socket& socket = at(id);
  socket.remote = {address, port};
  if (!isLoopback(address)) {
    socket.error = Errno::kENETUNREACH;
    return tell(id);
  }
  const Id listener = listenerFor(address, port);
  if (listener == 0) {
    socket.error = Errno::kECONNREFUSED;
    return tell(id);
  }
  // A backlog that is full refuses nobody: Linux lets them wait, and so they do here, without its retries.
  const uint16_t own = freePort();
  if (own == 0) {
    socket.error = Errno::kEADDRNOTAVAIL;
    return tell(id);
  }
  socket.local = {address, own};
  const Id other = open({});
  Socket& accepted = at(other);
  accepted.local = {address, port};
  accepted.remote = at(id).local;
  accepted.peer = id;
  at(id).peer = other;
  at(listener).backlog.push_back(other);
  tell(listener); // the handshake reaches it before its end reaches the caller
  tell(id);
}

Errno Loopback::takeError(Id id) { return std::exchange(at(id).error, Errno::None); }

Loopback::Id Loopback::accept(Id listener) {
  const Id id = at(listener).backlog.front();
  at(listener).backlog.pop_front();
  return id;
}

size_t Loopback::send(Id id, std::string_view bytes, Errno* error) {
  Socket& socket = at(id);
  *error = Errno::None;
  if (socket.error != Errno::None) {
    *error = takeError(id);
    return 0;
  }
  if (socket.peer == 0) {
    // The other side is gone. What it is sent first it answers with a reset; after that the kernel refuses.
    if (std::exchange(socket.answeredByReset, true)) {
      *error = Errno::kEPIPE;
      return 0;
    }
    socket.error = Errno::kECONNRESET;
    tell(id);
    return bytes.size();
  }
  Socket& peer = at(socket.peer);
  const size_t room = kBufferBytes - std::min(kBufferBytes, peer.inbox.size());
  const size_t taken = std::min(room, bytes.size());
  peer.inbox.append(bytes.substr(0, taken));
  if (taken > 0) tell(socket.peer);
  return taken;
}

Loopback::Received Loopback::receive(Id id, size_t most) {
  Socket& socket = at(id);
  Received received;
  if (!socket.inbox.empty()) {
    const bool wasFull = socket.inbox.size() >= kBufferBytes;
    received.bytes = socket.inbox.substr(0, most);
    socket.inbox.erase(0, received.bytes.size());
    if (wasFull && socket.peer) tell(socket.peer);
    return received;
  }
  if (socket.error != Errno::None) received.error = takeError(id);
  else received.ended = socket.ended;
  return received;
}

bool Loopback::readable(Id id) const {
  const Socket& socket = at(id);
  return !socket.inbox.empty() || socket.ended || socket.error != Errno::None || !socket.backlog.empty();
}
bool Loopback::writable(Id id) const {
  const Socket& socket = at(id);
  return socket.error != Errno::None || socket.peer == 0 || at(socket.peer).inbox.size() < kBufferBytes;
}

void Loopback::shutdown(Id id) {
  Socket& socket = at(id);
  if (socket.peer == 0 || socket.sentEnd) return;
  socket.sentEnd = true;
  at(socket.peer).ended = true;
  tell(socket.peer);
}

void Loopback::close(Id id) {
  if (!at(id).inbox.empty()) return reset(id);
  const Socket socket = at(id);
  sockets_.erase(id);
  for (const Id waiting : socket.backlog) reset(waiting);
  if (socket.peer == 0) return;
  Socket& peer = at(socket.peer);
  peer.peer = 0;
  peer.ended = true;
  tell(socket.peer);
}

void Loopback::reset(Id id) {
  const Id other = at(id).peer;
  sockets_.erase(id);
  if (other == 0) return;
  Socket& peer = at(other);
  peer.peer = 0;
  peer.error = Errno::kECONNRESET;
  tell(other);
}

} // namespace tickscope
