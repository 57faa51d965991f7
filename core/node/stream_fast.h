#pragma once
// What core/node/stream_fast.cpp does for the JavaScript of streams, for C++ that does more at once (stream_calls.h): each
// is the fast case of a native, and a call of it costs what one of those costs.
#include "core/vm/isolate.h"

namespace tickscope {

bool pushBuffered(Isolate& iso, const Value* window, uint32_t argumentCount, Value* result);
bool readBegin(Isolate& iso, const Value* window, uint32_t argumentCount, Value* result);
bool readEnd(Isolate& iso, const Value* window, uint32_t argumentCount, Value* result);
bool writeBegin(Isolate& iso, const Value* window, uint32_t argumentCount, Value* result);
bool writeDone(Isolate& iso, const Value* window, uint32_t argumentCount, Value* result);

} // namespace tickscope
