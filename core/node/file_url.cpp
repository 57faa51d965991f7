#include "core/node/file_url.h"

#include "core/machine/disk.h"

namespace tickscope {

namespace {
constexpr std::string_view kScheme = "file://";

// What a URL's path cannot hold as it is (URL standard, path percent-encode set), and what pathToFileURL encodes besides
// because it means something in a URL.
bool mustEncode(unsigned char c, bool fromPath) {
  if (c <= 0x20 || c >= 0x7f) return true;
  for (const char special : {'"', '<', '>', '`', '{', '}', '^'})
    if (c == static_cast<unsigned char>(special)) return true;
  return fromPath && (c == '%' || c == '\\' || c == '?' || c == '#');
}

std::string encode(std::string_view text, bool fromPath) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char ch : text) {
    const unsigned char c = static_cast<unsigned char>(ch);
    if (!mustEncode(c, fromPath)) {
      out += ch;
      continue;
    }
    out += '%';
    out += digits[c >> 4];
    out += digits[c & 15];
  }
  return out;
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
} // namespace

bool isFileUrl(std::string_view url) { return url.substr(0, kScheme.size()) == kScheme; }

std::string fileUrlOf(std::string_view absolutePath) { return std::string(kScheme) + encode(absolutePath, true); }

std::string percentDecode(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0) {
      out += char(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string pathOfFileUrl(std::string_view url) {
  url.remove_prefix(kScheme.size());
  return percentDecode(url.substr(0, url.find_first_of("?#")));
}

std::string resolveFileUrl(std::string_view specifier, std::string_view baseUrl) {
  const size_t tailAt = specifier.find_first_of("?#");
  const std::string tail = encode(tailAt == std::string_view::npos ? "" : specifier.substr(tailAt), false);
  std::string_view path = specifier.substr(0, tailAt);
  if (isFileUrl(path)) {
    path.remove_prefix(kScheme.size());
    return std::string(kScheme) + encode(joinPath("/", path), false) + tail;
  }
  std::string_view base = baseUrl.substr(kScheme.size());
  base = base.substr(0, base.find_first_of("?#"));
  const size_t slash = base.rfind('/');
  const std::string joined = joinPath(base.substr(0, slash == 0 ? 1 : slash), path);
  const bool folder = !path.empty() && (path.back() == '/' || path == "." || path == ".." || (path.size() > 1 && path.substr(path.size() - 2) == "/.") ||
                                        (path.size() > 2 && path.substr(path.size() - 3) == "/.."));
  return std::string(kScheme) + encode(joined, false) + (folder && joined.back() != '/' ? "/" : "") + tail;
}

} // namespace tickscope
