#pragma once
// Strings, sources and places as bytes: what a recorder defines and a trace looks up. Both ends side by side.
// Ids are implicit: the n-th definition of its kind has id n.
#include "core/base/result.h"
#include "core/trace/event.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::trace {

namespace definitions {
void putString(std::string& out, std::string_view text);
void putSource(std::string& out, std::string_view path, std::string_view text);
void putSite(std::string& out, const Site& site);
} // namespace definitions

// The tables read back. Views into strings and sources stay valid while the table lives.
class Definitions {
 public:
  Definitions();
  // Adds all definitions of a block. On an error (a damaged or hostile file) nothing of `bytes` is added.
  Result<void> add(std::string_view bytes);

  std::string_view string(StringId id) const { return strings_[static_cast<size_t>(id)]; }
  const Site& site(SiteId id) const { return sites_[static_cast<size_t>(id)]; }
  Source source(SourceId id) const;
  uint32_t stringCount() const { return static_cast<uint32_t>(strings_.size()); }
  uint32_t siteCount() const { return static_cast<uint32_t>(sites_.size()); }
  uint32_t sourceCount() const { return static_cast<uint32_t>(sources_.size()); }

 private:
  struct OwnedSource {
    std::string path, text;
  };
  // Deques do not move their elements when they grow. Element 0 of each is the empty one.
  std::deque<std::string> strings_;
  std::deque<OwnedSource> sources_;
  std::vector<Site> sites_;
};

} // namespace tickscope::trace
