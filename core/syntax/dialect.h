#pragma once
// What of the language a version of Node parses: each edition's syntax came with a V8. What a dialect lacks is not a
// token, so that the error is the one of that time's grammar.
namespace tickscope::syntax {

struct Dialect { // the newest, unless said otherwise
  bool optionalChaining = true;   // ?.
  bool nullishCoalescing = true;  // ??
  bool logicalAssignment = true;  // &&= ||= ??=
  bool numericSeparators = true;  // 1_000
  bool classFields = true;        // public and private fields, with #names
  bool privateMethods = true;
  bool staticBlocks = true;
  bool privateIn = true;          // #x in object
  bool regExpIndices = true;      // the flag d
  bool regExpSets = true;         // the flag v

  // The syntax of Node `major`'s last release (asked of the binaries).
  static constexpr Dialect ofNode(int major) {
    Dialect d;
    d.numericSeparators = d.classFields = major >= 12;
    d.optionalChaining = d.nullishCoalescing = d.privateMethods = major >= 14;
    d.logicalAssignment = d.staticBlocks = d.privateIn = d.regExpIndices = major >= 16;
    d.regExpSets = major >= 20;
    return d;
  }
};

} // namespace tickscope::syntax
