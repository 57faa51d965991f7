#pragma once
// Writes a trace file while the run goes on: give it to a Recorder as its sink. Every block is in the file as soon as it
// is full, so a run that is killed leaves a readable trace. Compression and keyframes are made on a thread of their own;
// their bytes depend on the events alone.
#include "core/base/result.h"
#include "core/trace/trace.h"

#include <memory>
#include <string>

namespace tickscope::trace {

struct WriterOptions {
  // A keyframe at most every so many events (at the end of the block that reaches the number), and rarer while the state
  // is large, so that keyframes stay a small part of the file. 0 = none.
  uint32_t keyframeEvents = 16 * 1024;
};

class Writer final : public BlockSink {
 public:
  // Creates the file, or empties an existing one.
  static Result<std::unique_ptr<Writer>> create(const std::string& path, const Header& header, WriterOptions options = {});
  ~Writer() override; // finishes, if finish was not called
  void write(Block&& block) override;
  // Writes what is left and the index, and closes the file. Flush the recorder first. Fails if anything could not be
  // written (a full disk); events are then missing.
  Result<void> finish();
  // Bytes written to the file so far.
  uint64_t fileBytes() const;

 private:
  struct Data;
  explicit Writer(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

// The file that a Writer would make of a trace in memory (whose blocks end where its recorder was flushed).
std::string traceToBytes(const Trace& trace, WriterOptions options = {});

} // namespace tickscope::trace
