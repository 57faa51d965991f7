#include "core/trace/definitions.h"

#include "core/base/varint.h"

namespace tickscope::trace {

namespace {
enum Tag : uint8_t { kString = 1, kSource = 2, kSite = 3 };

void putNumber(std::string& out, uint64_t value) {
  uint8_t bytes[kMaxVarintBytes];
  const uint8_t* end = putVarint(bytes, value);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(end - bytes));
}
void putText(std::string& out, std::string_view text) {
  putNumber(out, text.size());
  out.append(text);
}

class In {
 public:
  explicit In(std::string_view bytes)
      : at_(reinterpret_cast<const uint8_t*>(bytes.data())), end_(at_ + bytes.size()) {}
  bool atEnd() const { return at_ == end_; }
  bool tag(uint8_t& value) {
    if (at_ == end_) return false;
    value = *at_++;
    return true;
  }
  bool number(uint32_t& value) {
    uint64_t wide = 0;
    at_ = at_ ? getVarint(at_, end_, wide) : nullptr;
    value = static_cast<uint32_t>(wide);
    return at_ && wide <= 0xffff'ffff;
  }
  bool text(std::string& value) {
    uint32_t size = 0;
    if (!number(size) || size > static_cast<size_t>(end_ - at_)) return false;
    value.assign(reinterpret_cast<const char*>(at_), size);
    at_ += size;
    return true;
  }

 private:
  const uint8_t* at_;
  const uint8_t* end_;
};
} // namespace

void definitions::putString(std::string& out, std::string_view text) {
  out += static_cast<char>(kString);
  putText(out, text);
}

void definitions::putSource(std::string& out, std::string_view path, std::string_view text) {
  out += static_cast<char>(kSource);
  putText(out, path);
  putText(out, text);
}

void definitions::putSite(std::string& out, const Site& site) {
  out += static_cast<char>(kSite);
  putNumber(out, static_cast<uint32_t>(site.source));
  putNumber(out, site.start);
  putNumber(out, site.end - site.start);
  putNumber(out, site.line);
  putNumber(out, site.column);
  putNumber(out, static_cast<uint32_t>(site.function));
}

Definitions::Definitions() : strings_(1), sources_(1), sites_(1) {}

Result<void> Definitions::add(std::string_view bytes) {
  const size_t strings = strings_.size(), sources = sources_.size(), sites = sites_.size();
  const auto damaged = [&](const char* what) {
    strings_.resize(strings);
    sources_.resize(sources);
    sites_.resize(sites);
    return Error{std::string("damaged definition of ") + what};
  };
  In in(bytes);
  while (!in.atEnd()) {
    uint8_t tag = 0;
    in.tag(tag);
    if (tag == kString) {
      if (!in.text(strings_.emplace_back())) return damaged("a string");
    } else if (tag == kSource) {
      OwnedSource& source = sources_.emplace_back();
      if (!in.text(source.path) || !in.text(source.text)) return damaged("a source file");
    } else if (tag == kSite) {
      uint32_t source = 0, length = 0, function = 0;
      Site site;
      if (!in.number(source) || !in.number(site.start) || !in.number(length) || !in.number(site.line) ||
          !in.number(site.column) || !in.number(function))
        return damaged("a place");
      if (source >= sources_.size() || function >= strings_.size()) return damaged("a place (its source or its name is not defined)");
      const size_t size = sources_[source].text.size();
      if (site.start > size || length > size - site.start) return damaged("a place (it lies outside of its source)");
      site.source = static_cast<SourceId>(source);
      site.end = site.start + length;
      site.function = static_cast<StringId>(function);
      sites_.push_back(site);
    } else {
      return damaged("an unknown kind");
    }
  }
  return {};
}

Source Definitions::source(SourceId id) const {
  const OwnedSource& source = sources_[static_cast<size_t>(id)];
  return {source.path, source.text};
}

} // namespace tickscope::trace
