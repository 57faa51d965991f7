// The native half of net: a TCP handle as libuv has it, over a socket of the machine's loopback interface. What is ready
// is served in poll: a connection made, data (at most 32 reads of 64 KiB, a turn each), room to write.
#include <memory>

#include "core/heap/persistent.h"
#include "core/machine/costs.h"
#include "core/machine/loopback.h"
#include "core/node/bytes.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/async_frame.h"
#include "core/vm/conversions.h"
#include "core/vm/foreign_data.h"

namespace tickscope {

namespace {

constexpr size_t kReadBytes = 65536;
constexpr int kReadsInARow = 32;
constexpr const char* kState = "state";

class TcpHandle : public std::enable_shared_from_this<TcpHandle> {
public:
  TcpHandle(NodeRuntime& runtime, Loopback::Id socket, Value object)
      : runtime_(runtime), net_(runtime.machine.loopback()), socket_(socket), object_(runtime.iso.heap, object),
        frame_(runtime.iso.heap, runtime.iso.asyncFrame) {}

  static std::shared_ptr<TcpHandle> of(Isolate& iso, Value handle) {
    return *static_cast<std::shared_ptr<TcpHandle>*>(getOwnDataNoGc(handle.as<Object>(), iso.key(kState)).as<ForeignData>()->data);
  }
  void begin() {
    if (socket_ == 0) socket_ = net_.open({});
    net_.setChanged(socket_, [weak = weak_from_this()] {
      if (auto self = weak.lock()) self->signal();
    });
  }

  Loopback::Id socket() const { return socket_; }
  Loopback& net() { return net_; }
  bool closed() const { return closed_; }

  Errno listen(const std::string& address, uint16_t port, size_t backlog) {
    const Errno error = net_.listen(socket_, address, port, backlog);
    if (error != Errno::None) return error;
    listening_ = true;
    update();
    return Errno::None;
  }
  void connect(const std::string& address, uint16_t port, HandleValue callback) {
    connecting_ = std::make_shared<Persistent>(runtime_.iso.heap, callback);
    update();
    net_.connect(socket_, address, port);
  }
  void read(bool on) {
    if (closed_) return;
    reading_ = on;
    update();
    if (on && net_.readable(socket_)) signal();
  }
  // True: the kernel took all of it. Else `callback` is called with an errno once it has, or has failed.
  bool write(std::string_view bytes, HandleValue callback, Errno* error) {
    size_t taken = 0;
    *error = Errno::None;
    if (writes_.empty() && !connecting_) taken = net_.send(socket_, bytes, error);
    if (*error != Errno::None || (taken == bytes.size() && writes_.empty() && !connecting_)) return *error == Errno::None;
    writes_.push_back({std::string(bytes.substr(taken)), std::make_shared<Persistent>(runtime_.iso.heap, callback)});
    update();
    return false;
  }
  void shutdown() { net_.shutdown(socket_); }
  void close(HandleValue callback, bool reset) {
    if (closed_) return;
    closed_ = true;
    listening_ = reading_ = false;
    auto connecting = std::exchange(connecting_, {});
    auto writes = std::exchange(writes_, {});
    update();
    if (reset) net_.reset(socket_);
    else net_.close(socket_);
    auto closed = std::make_shared<Persistent>(runtime_.iso.heap, callback);
    // Requests under way end with ECANCELED before the handle's own callback.
    runtime_.loop.closing.request(trace::kNoEvent, "TCP", [self = shared_from_this(), closed, connecting, writes] {
      HandleScope scope(self->runtime_.iso.heap);
      AsyncScope async(self->runtime_.iso, self->frame_.handle());
      if (connecting) self->call(*connecting, Errno::kECANCELED);
      for (const Write& one : writes)
        if (!self->runtime_.iso.hasException()) self->call(*one.callback, Errno::kECANCELED);
      if (!self->runtime_.iso.hasException() && isCallable(closed->handle())) (void)self->runtime_.iso.call(closed->handle(), self->object_.handle());
      self->object_.set(Value()); // from here on it may be collected
    });
  }
  void reference(bool on) {
    if (referenced_ == on) return;
    if (active_) runtime_.loop.poll.handleInactive(referenced_);
    referenced_ = on;
    if (active_) runtime_.loop.poll.handleActive(referenced_);
  }
  bool isReferenced() const { return referenced_; }
  size_t queuedBytes() const {
    size_t sum = 0;
    for (const Write& write : writes_) sum += write.bytes.size();
    return sum;
  }

private:
  struct Write {
    std::string bytes;
    std::shared_ptr<Persistent> callback;
  };

  void call(Persistent& callback, Errno error) {
    HandleValue status = runtime_.iso.handle(Value::int32(-int(error)));
    (void)runtime_.iso.call(callback.handle(), object_.handle(), {status});
  }
  void update() {
    const bool active = !closed_ && (listening_ || reading_ || connecting_ || !writes_.empty());
    if (active == active_) return;
    active_ = active;
    if (active) runtime_.loop.poll.handleActive(referenced_);
    else runtime_.loop.poll.handleInactive(referenced_);
  }
  // From the kernel: something changed. The handle has one place among what is ready.
  void signal() {
    if (queued_ || closed_) return;
    queued_ = true;
    runtime_.loop.poll.serve(runtime_.iso.recorder ? runtime_.iso.recorder->running() : trace::kNoEvent, "socket",
                             [self = shared_from_this()](trace::EventId cause) {
                               self->queued_ = false;
                               self->serve(cause);
                             });
  }
  void turn(trace::EventId cause, const std::function<void()>& body) {
    runtime_.loop.callback(trace::CallbackKind::Poll, cause, trace::Rule::PollReady, [&] {
      HandleScope scope(runtime_.iso.heap);
      AsyncScope async(runtime_.iso, frame_.handle());
      body();
    });
  }
  void serve(trace::EventId cause) {
    if (closed_ || runtime_.loop.stopping()) return;
    if (listening_) return serveConnections(cause);
    if (connecting_) {
      auto connecting = std::exchange(connecting_, {});
      const Errno error = net_.takeError(socket_);
      update();
      turn(cause, [&] { call(*connecting, error); });
      if (closed_ || runtime_.loop.stopping()) return;
      if (net_.readable(socket_)) signal(); // what came meanwhile is for the next poll
      return;
    }
    if (reading_) serveReads(cause);
    if (!closed_ && !runtime_.loop.stopping() && !writes_.empty()) serveWrites(cause);
  }
  void serveConnections(trace::EventId cause) {
    // libuv 1.45 takes one connection at a time, earlier ones all.
    do {
      if (net_.waiting(socket_) == 0) return;
      const Loopback::Id accepted = net_.accept(socket_);
      runtime_.iso.charge(costs::kSocketCallNs);
      turn(cause, [&] { onConnection(accepted); });
    } while (!closed_ && !runtime_.loop.stopping() && !runtime_.rules.timersAfterClosing);
    if (!closed_ && net_.waiting(socket_) > 0) signal();
  }
  void onConnection(Loopback::Id accepted);
  void serveReads(trace::EventId cause) {
    Isolate& iso = runtime_.iso;
    for (int i = 0; i < kReadsInARow && reading_ && !closed_ && !runtime_.loop.stopping(); ++i) {
      if (!net_.readable(socket_)) return;
      const Loopback::Received received = net_.receive(socket_, kReadBytes);
      iso.charge(costs::kSocketCallNs + received.bytes.size() * costs::kSocketPerByteNs1000 / 1000);
      if (received.bytes.empty() && !received.ended && received.error == Errno::None) return;
      const bool over = received.bytes.empty();
      if (over) {
        reading_ = false; // the end or an error comes once
        update();
      }
      turn(cause, [&] {
        // onread(bytes or undefined, 0, 1 for the end, or a negative errno)
        const Value bytes = received.bytes.empty() ? Value() : newBytes(iso, received.bytes);
        if (bytes.isException()) return;
        HandleValue buffer = iso.handle(bytes);
        HandleValue status = iso.handle(Value::int32(received.ended ? 1 : -int(received.error)));
        (void)iso.invoke(object_.handle(), iso.key("onread"), {buffer, status});
      });
      if (over || received.bytes.size() < kReadBytes) break;
    }
    if (reading_ && !closed_ && net_.readable(socket_)) signal();
  }
  void serveWrites(trace::EventId cause) {
    while (!writes_.empty() && !closed_ && !runtime_.loop.stopping()) {
      Errno error = Errno::None;
      const size_t taken = net_.send(socket_, writes_.front().bytes, &error);
      runtime_.iso.charge(costs::kSocketCallNs + taken * costs::kSocketPerByteNs1000 / 1000);
      if (error == Errno::None && taken < writes_.front().bytes.size()) {
        writes_.front().bytes.erase(0, taken);
        return;
      }
      auto callback = writes_.front().callback;
      writes_.pop_front();
      update();
      turn(cause, [&] { call(*callback, error); });
    }
  }

  NodeRuntime& runtime_;
  Loopback& net_;
  Loopback::Id socket_;
  Persistent object_; // the handle's JavaScript object, with onread and onconnection
  Persistent frame_;
  bool listening_ = false, reading_ = false, closed_ = false, queued_ = false, active_ = false, referenced_ = true;
  std::shared_ptr<Persistent> connecting_;
  std::deque<Write> writes_;
};

// A JavaScript object around a handle. Its state lives until it is closed or collected.
Object* newHandle(Isolate& iso, Loopback::Id socket) {
  const Handle<Object> object = iso.handle(newObject(iso));
  auto handle = std::make_shared<TcpHandle>(NodeRuntime::of(iso), socket, Value(object.get()));
  handle->begin();
  const HandleValue state = iso.handle(Value(newForeignData(iso, new std::shared_ptr<TcpHandle>(std::move(handle)))));
  defineValue(iso, object, iso.key(kState), state, kHidden);
  return object;
}

void TcpHandle::onConnection(Loopback::Id accepted) {
  Isolate& iso = runtime_.iso;
  HandleValue handle = iso.handle(Value(newHandle(iso, accepted)));
  (void)iso.invoke(object_.handle(), iso.key("onconnection"), {handle});
}

Value status(Errno error) { return Value::int32(-int(error)); }
std::string text(Isolate& iso, HandleValue value) { return toUtf8(flatten(iso, value)); }

Value tcpNew(Isolate& iso, Args) {
  iso.charge(costs::kSocketCallNs);
  return Value(newHandle(iso, 0));
}
Value tcpListen(Isolate& iso, Args args) { // (handle, address, port, backlog)
  iso.charge(costs::kSocketCallNs);
  return status(TcpHandle::of(iso, args[0])->listen(text(iso, args.handle(iso, 1)), uint16_t(args[2].asNumber()), size_t(args[3].asNumber())));
}
Value tcpConnect(Isolate& iso, Args args) { // (handle, address, port, callback)
  iso.charge(costs::kSocketCallNs + costs::kLoopbackNs);
  TcpHandle::of(iso, args[0])->connect(text(iso, args.handle(iso, 1)), uint16_t(args[2].asNumber()), args.handle(iso, 3));
  return Value();
}
Value tcpRead(Isolate& iso, Args args) { // (handle, on)
  TcpHandle::of(iso, args[0])->read(toBoolean(args[1]));
  return Value();
}
Value tcpWrite(Isolate& iso, Args args) { // (handle, view, callback): true, false for later, or a negative errno
  auto handle = TcpHandle::of(iso, args[0]);
  const std::string bytes = byteSpanOf(args[1]).copy();
  iso.charge(costs::kSocketCallNs + bytes.size() * costs::kSocketPerByteNs1000 / 1000);
  Errno error = Errno::None;
  const bool all = handle->write(bytes, args.handle(iso, 2), &error);
  return error != Errno::None ? status(error) : Value::boolean(all);
}
Value tcpShutdown(Isolate& iso, Args args) {
  iso.charge(costs::kSocketCallNs);
  TcpHandle::of(iso, args[0])->shutdown();
  return Value();
}
Value tcpClose(Isolate& iso, Args args) { // (handle, callback, reset)
  TcpHandle::of(iso, args[0])->close(args.handle(iso, 1), toBoolean(args[2]));
  return Value();
}
Value tcpReference(Isolate& iso, Args args) { // (handle, on or undefined to ask)
  auto handle = TcpHandle::of(iso, args[0]);
  if (!args[1].isUndefined()) handle->reference(toBoolean(args[1]));
  return Value::boolean(handle->isReferenced());
}
Value tcpQueued(Isolate& iso, Args args) { return Value::number(uint64_t(TcpHandle::of(iso, args[0])->queuedBytes())); }
// tcpName(handle, remote): [address, port], or undefined
Value tcpName(Isolate& iso, Args args) {
  auto handle = TcpHandle::of(iso, args[0]);
  if (handle->closed()) return Value();
  const Loopback::Name name = toBoolean(args[1]) ? handle->net().remote(handle->socket()) : handle->net().local(handle->socket());
  if (name.address.empty()) return Value();
  const Handle<ArrayObject> pair = iso.handle(newArray(iso));
  TRY(arrayPush(iso, pair, iso.handle(Value(newString(iso, name.address)))));
  TRY(arrayPush(iso, pair, iso.handle(Value::int32(name.port))));
  return Value(pair.get());
}

} // namespace

void fillNet(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal,
                {{"tcpNew", tcpNew, 0}, {"tcpListen", tcpListen, 4}, {"tcpConnect", tcpConnect, 4}, {"tcpRead", tcpRead, 2}, {"tcpWrite", tcpWrite, 3},
                 {"tcpShutdown", tcpShutdown, 1}, {"tcpClose", tcpClose, 3}, {"tcpReference", tcpReference, 2}, {"tcpQueued", tcpQueued, 1}, {"tcpName", tcpName, 2}});
}

} // namespace tickscope
