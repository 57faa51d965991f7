#pragma once
// One run of util.inspect. The concepts are a file each:
//   inspect.cpp             a value: proxies, custom inspectors, circles, and which kind of object it is
//   inspect_names.cpp       constructor names, tags, prefixes, which keys are listed
//   inspect_entries.cpp     what stands between the braces of arrays, collections, buffers, promises
//   inspect_properties.cpp  one property
//   inspect_functions.cpp   functions, classes and boxed primitives
//   inspect_errors.cpp      errors and their stacks
//   inspect_text.cpp        the text-only half: quoting, widths, columns, lines
//   inspect_options.cpp     options in and out
#include <map>
#include <optional>
#include <vector>

#include "core/builtins/rooted_values.h"
#include "core/node/inspect.h"
#include "core/node/inspect_text.h"
#include "core/vm/isolate.h"

namespace tickscope {

struct OrderedTable;
struct IteratorObject;

// What a list of properties belongs to: an object's are all between its braces, an array's follow its elements.
enum class Extras : uint8_t { Object, Array, ArrayEntry };

using InspectEntries = std::vector<std::u16string>;

class Inspector {
public:
  using Text = std::u16string;
  using Entries = InspectEntries;

  Inspector(Isolate& iso, const InspectOptions& options) : iso_(iso), options_(options), seen_(iso), circular_(iso) {}

  // `asPartOfView`: the buffer of a view, which is shown without its contents.
  Completion<Text> formatValue(HandleValue value, double level, bool asPartOfView = false);
  Text formatPrimitive(Value value);

private:
  // An object as formatRaw finds it: what all the parts need to know.
  struct Subject {
    Handle<Object> object;
    double level;                    // of the object itself; 0 at the root, NaN where Node leaves it undefined
    std::optional<Text> constructor; // absent: null prototype
    Text tag;                        // Symbol.toStringTag, if it is to be shown
    KeyList keys;
    Entries prototypeEntries;        // with showHidden: properties of prototypes of the program
    bool asPartOfView = false;
    Text base, open = u"{", close = u"}";
    Extras extras = Extras::Object;
        std::vector<const char*> viewProperties; // of buffers and views: shown as [name] from Node 22 on
    explicit Subject(Isolate& iso) : keys(iso) {}
    bool nothingToList() const { return keys.keys.empty() && prototypeEntries.empty(); }
  };
  // What fills in the entries before the properties; null: nothing.
  using Filler = Completion<void> (Inspector::*)(Subject&, double level, Entries*);

  // --- inspect.cpp ---
  Completion<Text> formatRaw(Handle<Object> object, double level, bool asPartOfView);
  // Sets braces and the like by the kind of object. Some kinds are done at once: then a text comes back.
  Completion<std::optional<Text>> recognise(Subject& subject, Filler* filler);
  Completion<std::optional<Text>> recogniseCollection(Subject& subject, Filler* filler, bool* recognised);
  Completion<std::optional<Text>> customInspect(HandleValue original, Handle<Object> object, double level, bool wasProxy);
  Completion<Text> formatProxy(Handle<Object> proxy, double level);
  Completion<void> listEntries(Subject& subject, Filler filler, Entries* out);
  Completion<void> sortEntries(const Subject& subject, Entries* entries);
  bool alignsRight(const Subject& subject, size_t entryCount) const;
  Text reduceToLines(const Subject* subject, Entries entries, const Text& base, const Text& open, const Text& close, double level);

  // --- inspect_names.cpp ---
  Completion<std::optional<Text>> constructorName(Handle<Object> object, double level, Entries* prototypeEntries);
  Completion<std::optional<Text>> nameAmongWellKnown(Handle<Object> object, HandleValue prototype);
  Completion<void> prototypeProperties(Handle<Object> object, Handle<Object> from, double level, Entries* out);
  Completion<Text> toStringTag(Handle<Object> object);
  Text prefix(const std::optional<Text>& constructor, const Text& tag, const Text& fallback, const Text& size = {}) const;
  Text plainPrefix(const Subject& subject) const;
  Completion<void> keysOf(Handle<Object> object, KeyList* keys, bool withoutIndices);
  Completion<Text> nameOfFunction(Handle<Object> function);

  // --- inspect_functions.cpp ---
  Completion<Text> functionBase(const Subject& subject);
  Completion<Text> classBase(const Subject& subject);
  Text boxedBase(Subject& subject);

  // --- inspect_errors.cpp ---
  Completion<Text> errorBase(Subject& subject);
  Completion<Text> stackText(Handle<Object> error);
  Completion<void> hideKeysInStack(Subject& subject, const Text& stack);
  Text improveStack(Text stack, const Subject& subject, const Text& name) const;
  Completion<void> shortenFrames(Handle<Object> error, std::vector<Text>* lines);
  Text colourFrame(const Text& line) const;

  // --- inspect_entries.cpp ---
  Completion<void> arrayEntries(Subject& subject, double level, Entries* out);
  Completion<void> typedArrayEntries(Subject& subject, double level, Entries* out);
  Completion<void> arrayBufferEntries(Subject& subject, double level, Entries* out);
  Completion<void> collectionEntries(Subject& subject, double level, Entries* out);
  Completion<void> iteratorEntries(Subject& subject, double level, Entries* out);
  Completion<void> promiseEntries(Subject& subject, double level, Entries* out);
  Completion<void> weakEntries(Subject& subject, double level, Entries* out);
  Completion<void> namespaceEntries(Subject& subject, double level, Entries* out);
  Completion<void> viewPropertyEntries(const Subject& subject, double level, Entries* out);
  Completion<Value> viewProperty(Handle<Object> object, std::string_view name);
  Text holes(uint64_t count) const;

  // --- inspect_properties.cpp ---
  // `receiver` of a getter: the object, unless the property is one of its prototypes'.
  Completion<Text> formatProperty(Handle<Object> object, PropertyKey key, double level, Extras extras);
  Completion<Text> formatProperty(PropertyKey key, const PropertyDescriptor& d, double level, Extras extras, HandleValue receiver);
  Completion<Text> accessorText(const PropertyDescriptor& d, double level, HandleValue receiver);
  Text keyText(PropertyKey key, bool enumerable) const;

  // --- helpers ---
  Text style(Text text, Style style) const { return options_.colors ? coloured(text, style) : text; }
  bool tooDeep(double level) const { return level > options_.depth; }
  LineLayout layout() const { return {options_.breakLength, indentation_, options_.compact, options_.colors}; }
  // Node 22 reworked many details; 24 a few more.
  bool since(int nodeMajor) const;

  struct Indent {
    Inspector& inspector;
    int by;
    Indent(Inspector& i, int columns) : inspector(i), by(columns) { inspector.indentation_ += by; }
    ~Indent() { inspector.indentation_ -= by; }
  };

  Isolate& iso_;
  InspectOptions options_;
  int indentation_ = 0;
  double currentDepth_ = 0;      // level of the innermost object shown last
  RootedValues seen_;            // the objects around the one being shown
  RootedValues circular_;        // <ref *n> is entry n - 1
  std::map<int, size_t> budget_; // characters produced by indentation: see kBudget
};

// The nth internal slot of an object (words after Object's own).
inline Value internalSlot(const Object* object, uint32_t n) { return Value::fromBits(const_cast<Object*>(object)->words()[3 + n]); }
std::u16string utf16Of(Value string);
// The table of a Map, Set, WeakMap or WeakSet.
OrderedTable* collectionTable(Object* object);
bool isIteratorOf(const Object* object, bool map); // a Map's or a Set's
bool iteratesOverEntries(const Object* iterator);
// Whether `name` is that of a constructor of the language: such names tell nothing about the program's classes.
bool isBuiltInGlobalName(Isolate& iso, const std::u16string& name);
// A native error, or anything that inherits from Error.prototype.
Completion<bool> isErrorLike(Isolate& iso, Handle<Object> object);

} // namespace tickscope
