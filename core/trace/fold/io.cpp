#include "core/trace/fold/fold.h"

namespace tickscope::trace::fold {

void Io::on(Context& c, const ev::SyncOperation& e) { c.isolate.blockedNs += e.tookNs; }

void Io::on(Context& c, const ev::RequestBegin& e) { c.isolate.requests.push({c.event.id, e.what, e.detail, e.at}); }

void Io::on(Context& c, const ev::RequestReady& e) {
  StringId detail{};
  if (const Request* request = c.isolate.requests.find(e.source))
    detail = request->detail;
  else if (const Handle* handle = c.isolate.handles.find(e.source))
    detail = handle->label;
  c.isolate.ready.push({c.event.id, e.source, e.what, detail, false});
}

void Io::on(Context& c, const ev::RequestDelivered& e) { c.isolate.ready.erase(e.ready); }
void Io::on(Context& c, const ev::RequestEnd& e) { c.isolate.requests.erase(e.request); }
void Io::on(Context& c, const ev::PendingQueued& e) { c.isolate.pending.push({c.event.id, e.what}); }

void Io::on(Context& c, const ev::HandleOpened& e) {
  c.isolate.handles.push({c.event.id, e.kind, e.referenced, e.label, e.at});
}

void Io::on(Context& c, const ev::HandleReferenced& e) {
  if (Handle* handle = c.isolate.handles.find(e.handle)) handle->referenced = e.referenced;
}

void Io::on(Context& c, const ev::HandleClosing& e) {
  c.isolate.handles.erase(e.handle);
  c.isolate.closing.push({c.event.id, e.handle, e.label, e.at});
}

void Io::on(Context& c, const ev::HandleClosed& e) { c.isolate.closing.erase(e.closing); }

void Io::on(Context& c, const ev::CallbackBegin& e) {
  if (e.kind == CallbackKind::Pending) c.isolate.pending.erase(e.cause);
}

} // namespace tickscope::trace::fold
