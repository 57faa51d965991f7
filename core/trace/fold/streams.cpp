#include "core/trace/fold/fold.h"

#include <algorithm>

namespace tickscope::trace::fold {

namespace {
StreamState* stream(Context& c, EventId id) { return c.isolate.streams.find(id); }
} // namespace

void Streams::on(Context& c, const ev::StreamCreated& e) {
  StreamState made;
  made.queued = c.event.id;
  made.label = e.label;
  made.hasReadable = e.readable;
  made.hasWritable = e.writable;
  made.objects = e.objects;
  made.at = e.at;
  c.isolate.streams.push(made);
}
void Streams::on(Context& c, const ev::StreamReadable& e) {
  if (StreamState* s = stream(c, e.stream)) s->readable = {e.length, e.highWaterMark, e.mode, e.reading, e.ended, e.endEmitted};
}
void Streams::on(Context& c, const ev::StreamWritable& e) {
  if (StreamState* s = stream(c, e.stream)) s->writable = {e.length, e.highWaterMark, e.writing, e.needDrain, e.corked, e.ending, e.finished};
}
void Streams::on(Context& c, const ev::StreamPiped& e) {
  if (StreamState* s = stream(c, e.source)) s->pipes.push_back(e.target);
}
void Streams::on(Context& c, const ev::StreamUnpiped& e) {
  StreamState* s = stream(c, e.source);
  if (!s) return;
  if (const auto at = std::find(s->pipes.begin(), s->pipes.end(), e.target); at != s->pipes.end()) s->pipes.erase(at);
}
void Streams::on(Context& c, const ev::StreamDestroyed& e) {
  StreamState* s = stream(c, e.stream);
  if (!s) return;
  s->destroyed = true;
  s->errored = e.errored;
}
void Streams::on(Context& c, const ev::StreamClosed& e) { c.isolate.streams.erase(e.stream); }

} // namespace tickscope::trace::fold
