#pragma once
// file: URLs and the paths that they mean (Node lib/internal/url.js, pathToFileURL and fileURLToPath, on a POSIX system).
#include <string>
#include <string_view>

namespace tickscope {

std::string fileUrlOf(std::string_view absolutePath);
// REQUIRES isFileUrl(url). Percent-encoded bytes are decoded; a query or fragment is dropped.
std::string pathOfFileUrl(std::string_view url);
bool isFileUrl(std::string_view url);
// What `specifier` (relative, absolute or a URL) means beside the file `base`: a file URL with what follows ? or # kept.
std::string resolveFileUrl(std::string_view specifier, std::string_view baseUrl);
std::string percentDecode(std::string_view text);

} // namespace tickscope
