#pragma once
// Places for trace events: where the program is, and where a function stands. Asked only when a recorder is there.
#include "core/heap/value.h"
#include "core/trace/event.h"

namespace tickscope {

class Isolate;
struct FunctionCode;

// The place that the innermost JavaScript frame is executing; None when there is none.
trace::SiteId currentSite(Isolate& iso);
// The place of a function's definition; for natives and other values None.
trace::SiteId siteOfFunction(Isolate& iso, Value function);
// The await at which a suspended async function or generator will go on.
trace::SiteId siteOfAwait(Isolate& iso, Value generator);
// The source file of a FunctionObject's text, defined at its first use. REQUIRES a recorder.
trace::SourceId traceSourceOf(Isolate& iso, Value function);
trace::SiteId siteOfPc(Isolate& iso, FunctionCode* code, uint32_t pc);
trace::SiteId siteOfRange(Isolate& iso, FunctionCode* code, uint32_t start, uint32_t end);

} // namespace tickscope
