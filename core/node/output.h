#pragma once
// Where a process's standard output and standard error go.
#include <string_view>

#include "core/trace/words.h"

namespace tickscope {

class OutputSink {
public:
  virtual ~OutputSink() = default;
  virtual void write(trace::Stream stream, std::string_view bytes) = 0;
};

} // namespace tickscope
