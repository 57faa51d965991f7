#include "core/session/heap_look.h"

#include <algorithm>

#include "core/trace/event.h"

namespace tickscope {

Result<std::vector<HeapLook>> lookIntoHeap(RunRequest request, HeapQuestion question, RunControl* control) {
  std::sort(question.steps.begin(), question.steps.end());
  question.steps.erase(std::unique(question.steps.begin(), question.steps.end()), question.steps.end());
  if (!question.steps.empty() && question.steps.front() == 0) return Error{"steps count from 1"};
  request.detail = request.detail.value_or(trace::Detail::Statement);
  request.keepTrace = false;
  request.collectOutput = false;
  request.tracePath.clear();
  request.heapSteps = question.steps;
  request.heapAtEnd = question.atEnd;
  request.wantsShapes = question.shapes;
  request.trackAllocations = question.trackAllocations;
  RunResult result = run(request, control);
  if (result.end == RunEnd::Cancelled && control && control->cancel) return Error{"cancelled"};
  if (result.heaps.size() != question.steps.size() + question.atEnd) {
    if (result.end != RunEnd::Exited || result.events == 0) return Error{result.message.empty() ? "the program cannot be run" : result.message};
    return Error{"step " + std::to_string(question.steps[result.heaps.size()]) + " is beyond the end of the run, which has " +
                 std::to_string(result.events) + " steps"};
  }
  return std::move(result.heaps);
}

} // namespace tickscope
