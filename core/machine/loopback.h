#pragma once
// The loopback interface of the simulated machine: stream sockets between programs of the machine. No packet leaves it.
//
// As Linux does it, what one side sends is in the other side's buffer when the system call returns: so the order in which
// sockets become ready is the order of the calls that made them so. Whoever owns a socket is told by its `changed`.
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/machine/errno.h"

namespace tickscope {

class Loopback {
public:
  using Id = uint32_t; // 0: none
  // What one socket takes before a write has to wait.
  static constexpr size_t kBufferBytes = 2'621'440;

  struct Name {
    std::string address;
    uint16_t port = 0;
  };
  struct Received {
    std::string bytes;      // empty: see the rest
    bool ended = false;     // the other side sends no more
    Errno error = Errno::None;
  };

  Id open(std::function<void()> changed);
  // An address of this machine; port 0: one that is free.
  Errno listen(Id socket, const std::string& address, uint16_t port, size_t backlog);
  // The result is there at once, though a program learns of it by polling: connected, or refused (takeError).
  void connect(Id socket, const std::string& address, uint16_t port);
  Errno takeError(Id socket);
  size_t waiting(Id listener) const { return at(listener).backlog.size(); }
  // The oldest connection that waits. REQUIRES waiting() > 0. `changed` is told of what happens to it from now on.
  Id accept(Id listener);
  void setChanged(Id socket, std::function<void()> changed) { at(socket).changed = std::move(changed); }

  size_t send(Id socket, std::string_view bytes, Errno* error); // how many were taken
  Received receive(Id socket, size_t most);
  bool readable(Id socket) const;
  bool writable(Id socket) const;
  void shutdown(Id socket); // sends no more
  void close(Id socket);    // what was not read resets the other side
  void reset(Id socket);

  Name local(Id socket) const { return at(socket).local; }
  Name remote(Id socket) const { return at(socket).remote; }

private:
  struct Socket {
    std::function<void()> changed;
    Name local, remote;
    bool listening = false;
    size_t backlogLimit = 0;
    std::deque<Id> backlog;
    Id peer = 0;
    std::string inbox;
    bool ended = false;      // the peer's end has come
    bool sentEnd = false;
    bool answeredByReset = false;
    Errno error = Errno::None;
  };
  Socket& at(Id id) { return sockets_.at(id); }
  const Socket& at(Id id) const { return sockets_.at(id); }
  Id listenerFor(const std::string& address, uint16_t port) const;
  uint16_t freePort();
  void tell(Id socket);

  std::map<Id, Socket> sockets_;
  Id nextId_ = 1;
  uint16_t nextPort_ = 34567;
};

} // namespace tickscope
