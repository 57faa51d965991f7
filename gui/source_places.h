#pragma once
// From the trace's places (bytes of the source as it was recorded) and the engine's messages (lines and UTF-16 columns)
// to positions in a Document.
#include "core/trace/trace.h"
#include "gui/editor/document.h"
#include "gui/view_model.h"

namespace tickscope::gui {

// `source` is the recorded text that the site lies in.
TextSpan spanOf(std::string_view source, const trace::Site& site);
TextSpan spanOfDiagnostic(const Document& document, const Diagnostic& diagnostic);
// Byte offset of a 1-based UTF-16 column.
size_t columnFromUtf16(std::string_view line, uint32_t column);

} // namespace tickscope::gui
