// The matcher: a search for places to start, and the run of the program from one such place.
//
// The stack holds what to come back to. An entry's two upper bits say what it is:
//   Choice   go on at code `what`, at text position `value`
//   Restore  put `value` back into register `what`, and look further down
//   Greedy   a run (RunGreedy at code `what`) that may yet give back characters, at `value`; the entry below holds the
//            position down to which it may
//   Lazy     a run (RunLazy) that may yet take one more, at `value`; the entry below holds how many it may still take
// A register is only worth restoring if there is something to come back to.
#include "core/base/assert.h"
#include "core/regexp/regexp.h"
#include "core/regexp/unicode.h"

#include <algorithm>
#include <cstring>

namespace tickscope::regexp {
namespace {
constexpr uint32_t kChoice = 0u << 30, kRestore = 1u << 30, kGreedy = 2u << 30, kLazy = 3u << 30,
                   kWhat = (1u << 30) - 1;
constexpr uint32_t kHalf = UINT32_MAX; // in place of a character: in no set
constexpr size_t kFirstStackEntries = 256, kKeptStackEntries = 1 << 17;

bool isLead(uint32_t c) { return (c & 0xFC00) == 0xD800; }
bool isTrail(uint32_t c) { return (c & 0xFC00) == 0xDC00; }

template <class Unit, bool kByCodePoint> class Run {
public:
  Run(const Program& program, std::span<const Unit> text, MatchLimits& limits, std::vector<BacktrackEntry>& stack,
      int32_t* registers)
      : program_(program), begin_(text.data()), end_(text.data() + text.size()), limits_(limits), stack_(stack),
        registers_(registers), tables_(program.tables.empty() ? nullptr : program.tables[0].data()) {}

  MatchResult search(size_t lastIndex, bool only);

private:
  // --- sets

  bool above(uint32_t index, uint32_t c) const {
    const CharClass& set = program_.classes[index];
    if (set.above != Above::Ranges)
      return set.above == Above::All && c != kHalf;
    auto at = std::lower_bound(set.ranges.begin(), set.ranges.end(), c,
                               [](const CharRange& range, uint32_t value) { return range.last < value; });
    return at != set.ranges.end() && at->first <= c;
  }
  bool inSet(uint32_t low, uint32_t index, uint32_t c) const {
    if (sizeof(Unit) == 1 || c < 256)
      return tables_[(low >> 8) + c] & low & 0xFF;
    return above(index, c);
  }
  bool guardAllows(const uint32_t* guard, const Unit* at) const {
    if (at == end_)
      return guard[1] & 2;
    if (sizeof(Unit) == 1 || *at < 256)
      return tables_[(guard[0] >> 8) + *at] & guard[0] & 0xFF;
    return guard[1] & 1;
  }

  // --- characters

  bool isPair(const Unit* at) const { return isLead(at[0]) && at + 1 < end_ && isTrail(at[1]); }
  // at < end_ before, at > begin_ before respectively. Between the halves of a pair there is no character.
  uint32_t next(const Unit*& at) const {
    uint32_t c = *at++;
    if (kByCodePoint && (c & 0xF800) == 0xD800) {
      if (isLead(c)) {
        if (at < end_ && isTrail(*at))
          return 0x10000 + ((c - 0xD800) << 10) + (*at++ - 0xDC00);
      } else if (at - 1 > begin_ && isLead(at[-2])) {
        return kHalf;
      }
    }
    return c;
  }
  uint32_t previous(const Unit*& at) const {
    uint32_t c = *--at;
    if (kByCodePoint && (c & 0xF800) == 0xD800) {
      if (isTrail(c)) {
        if (at > begin_ && isLead(at[-1]))
          return 0x10000 + ((*--at - 0xD800u) << 10) + (c - 0xDC00);
      } else if (at + 1 < end_ && isTrail(at[1])) {
        return kHalf;
      }
    }
    return c;
  }
  // Over characters of the set, at most max of them; count says how many.
  const Unit* runOver(const Unit* at, uint32_t low, uint32_t index, uint32_t max, uint32_t& count) const {
    if constexpr (kByCodePoint) {
      count = 0;
      while (at < end_ && count < max) {
        const Unit* after = at;
        if (!inSet(low, index, next(after)))
          break;
        at = after;
        count++;
      }
      return at;
    } else {
      const Unit* start = at;
      const Unit* limit = static_cast<size_t>(end_ - at) > max ? at + max : end_;
      const uint8_t* table = tables_ + (low >> 8);
      uint8_t mask = static_cast<uint8_t>(low);
      if constexpr (sizeof(Unit) == 1) {
        while (at < limit && (table[*at] & mask))
          at++;
      } else {
        while (at < limit && (*at < 256 ? (table[*at] & mask) != 0 : above(index, *at)))
          at++;
      }
      count = static_cast<uint32_t>(at - start);
      return at;
    }
  }
  bool isWord(const uint32_t* set, const Unit* at) const { return inSet(set[0], set[1], *at); }
  bool isLineTerminator(uint32_t c) const { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }
  bool backReference(const Unit*& at, int32_t from, int32_t to, bool ignoreCase, bool back) const;

  // --- search
  const Unit* nextStart(const Unit* at, const Unit* last) const;
  static const Unit* find(const Unit* at, const Unit* end, char16_t c);

  const Program& program_;
  const Unit* begin_;
  const Unit* end_;
  MatchLimits& limits_;
  std::vector<BacktrackEntry>& stack_;
  int32_t* registers_;
  const uint8_t* tables_;
};

template <class Unit, bool kByCodePoint>
const Unit* Run<Unit, kByCodePoint>::find(const Unit* at, const Unit* end, char16_t c) {
  if constexpr (sizeof(Unit) == 1) {
    if (c > 0xFF || at >= end)
      return nullptr;
    return static_cast<const Unit*>(std::memchr(at, c, static_cast<size_t>(end - at)));
  } else {
    // Four at a time: subtracting one from each borrows into the upper bit where the unit is zero, that is, equals c
    // (or, above such a one, where it may not be; then the loop below finds nothing and goes on).
    constexpr uint64_t kOnes = 0x0001000100010001;
    const uint64_t pattern = kOnes * c;
    for (; end - at >= 4; at += 4) {
      uint64_t units;
      std::memcpy(&units, at, sizeof units);
      units ^= pattern;
      if (((units - kOnes) & ~units & (kOnes << 15)) == 0)
        continue;
      for (int i = 0; i < 4; i++)
        if (at[i] == c)
          return at + i;
    }
    for (; at < end; at++)
      if (*at == c)
        return at;
    return nullptr;
  }
}

// The first place in [at, last] where a match may begin.
template <class Unit, bool kByCodePoint>
const Unit* Run<Unit, kByCodePoint>::nextStart(const Unit* at, const Unit* last) const {
  const Prefilter& filter = program_.prefilter;
  const uint8_t* table = tables_ + filter.tables;
  auto setAt = [&](const Unit* p) -> uint8_t { return sizeof(Unit) == 1 || *p < 256 ? table[*p] : filter.above; };
  auto fits = [&](const Unit* p) {
    for (uint32_t i = 0; i < filter.length; i++)
      if (!(setAt(p + i) >> i & 1))
        return false;
    if (p > begin_) {
      if (kByCodePoint && isTrail(*p) && isLead(p[-1]))
        return false; // never from within a pair
      if (filter.wordStart && inSet(filter.wordLow, filter.wordClass, p[-1]))
        return false;
    }
    return true;
  };
  if (filter.kind == Prefilter::Kind::Character) {
    for (; at <= last; at++) {
      const Unit* found = find(at + filter.offset, last + filter.offset + 1, filter.character);
      if (!found)
        return nullptr;
      at = found - filter.offset;
      if (fits(at))
        return at;
    }
    return nullptr;
  }
  for (; at <= last; at++)
    if ((setAt(at) & 1) && fits(at))
      return at;
  return nullptr;
}

// The captured text, forwards or backwards from here. Case folds character by character.
template <class Unit, bool kByCodePoint>
bool Run<Unit, kByCodePoint>::backReference(const Unit*& at, int32_t from, int32_t to, bool ignoreCase,
                                            bool back) const {
  size_t length = static_cast<size_t>(to - from);
  const Unit* captured = begin_ + from;
  const Unit* capturedEnd = begin_ + to;
  if (!ignoreCase) {
    if (static_cast<size_t>(back ? at - begin_ : end_ - at) < length)
      return false;
    const Unit* other = back ? at - length : at;
    if (!std::equal(captured, capturedEnd, other))
      return false;
    at = back ? other : other + length;
    return true;
  }
  CaseRule rule = program_.flags.byCodePoint() ? CaseRule::SimpleFolding : CaseRule::LegacyUpperCase;
  if (back) {
    while (capturedEnd > captured) {
      if (at == begin_)
        return false;
      if (canonicalize(previous(capturedEnd), rule) != canonicalize(previous(at), rule))
        return false;
    }
  } else {
    while (captured < capturedEnd) {
      if (at == end_)
        return false;
      if (canonicalize(next(captured), rule) != canonicalize(next(at), rule))
        return false;
    }
  }
  return true;
}

template <class Unit, bool kByCodePoint> MatchResult Run<Unit, kByCodePoint>::search(size_t lastIndex, bool only) {
  static const void* const labels[] = {
#define REGEXP_OP(name, operands, text) &&do##name,
#include "core/regexp/opcodes.def"
#undef REGEXP_OP
  };
  const Prefilter& filter = program_.prefilter;
  const bool filtered = filter.kind == Prefilter::Kind::Character || filter.kind == Prefilter::Kind::Sets;
  const bool halves =
      program_.flags.byCodePoint() && filter.minLength == 0; // V8 tries even between the halves of a pair
  const uint32_t* const code = program_.code.data();
  const Unit* const begin = begin_;
  const Unit* const end = end_;
  int32_t* const registers = registers_;
  const uint32_t groupRegisters = 2 * (program_.captureCount + 1);
  const uint64_t stepLimit = limits_.stepLimit;

  const Unit* start = begin + lastIndex;
  if (kByCodePoint && start > begin && start < end && isTrail(*start) && isLead(start[-1]))
    start--;
  if (static_cast<size_t>(end - start) < filter.minLength)
    return MatchResult::NoMatch;
  const Unit* const last = end - filter.minLength;
  if (filter.kind == Prefilter::Kind::TextStart) {
    if (start != begin)
      return MatchResult::NoMatch;
    only = true;
  }

  const uint32_t* pc;
  const Unit* at;
  BacktrackEntry* bottom = stack_.data();
  BacktrackEntry* top = bottom;
  BacktrackEntry* stackEnd = bottom + stack_.size();
  uint64_t steps = limits_.steps;
  uint64_t stepsBefore = steps;
  uint32_t left; // of a lazy run: how many it may still take
  MatchResult result;

#define NEXT() goto* labels[*pc]
#define FAIL() goto backtrack
#define PUSH(entryWhat, entryValue)                                                                                    \
  do {                                                                                                                 \
    if (__builtin_expect(top == stackEnd, 0)) {                                                                        \
      size_t used = stack_.size();                                                                                     \
      if (used * 2 * sizeof(BacktrackEntry) > limits_.backtrackBytesMax) {                                             \
        result = MatchResult::MemoryLimit;                                                                             \
        goto done;                                                                                                     \
      }                                                                                                                \
      stack_.resize(used * 2);                                                                                         \
      bottom = stack_.data();                                                                                          \
      top = bottom + used;                                                                                             \
      stackEnd = bottom + stack_.size();                                                                               \
    }                                                                                                                  \
    *top++ = {entryWhat, entryValue};                                                                                  \
  } while (0)
#define SET_REGISTER(which, newValue)                                                                                  \
  do {                                                                                                                 \
    uint32_t index = which;                                                                                            \
    if (top != bottom)                                                                                                 \
      PUSH(kRestore | index, registers[index]);                                                                        \
    registers[index] = newValue;                                                                                       \
  } while (0)
#define POSITION(p) static_cast<int32_t>((p)-begin)
#define PC(p) static_cast<uint32_t>((p)-code)

tryHere:
  if (filtered && !only) {
    start = nextStart(start, last);
    if (!start)
      goto noMatch;
  }
  stepsBefore = steps++;
  if (filter.runGuarded && !only) {
    // The run that the pattern begins with, and what must come after it.
    uint32_t length;
    const Unit* runEnd = runOver(start, filter.runLow, filter.runClass, kInfinity, length);
    if (!guardAllows(filter.runGuard, runEnd)) {
      steps += 1 + (length >> 3);
      goto nextTry;
    }
  }
  registers[0] = POSITION(start);
  for (uint32_t i = 2; i < groupRegisters; i++)
    registers[i] = -1;
  pc = code;
  at = start;
  NEXT();

nextTry:
  if (only)
    goto noMatch;
  if (filter.leadingRun && !halves) {
    // What was found from here cannot differ for a start further on in the run, so those are not tried. A plain
    // backtracker would try them, each with less of the run before it: that much work is counted.
    uint32_t length;
    const Unit* runEnd = runOver(start, filter.runLow, filter.runClass, kInfinity, length);
    if (length > 1) {
      steps += (steps - stepsBefore) * (length - 1) / 2;
      if (steps > stepLimit)
        goto outOfSteps;
      start = runEnd;
      previous(start);
    }
  }
  if (start >= last)
    goto noMatch;
  start += kByCodePoint && !halves && isPair(start) ? 2 : 1;
  if (start > last)
    goto noMatch;
  goto tryHere;

doAccept:
  registers[1] = POSITION(at);
  result = MatchResult::Match;
  goto done;

doFail:
  FAIL();

doJump:
  pc = code + pc[1];
  NEXT();

doChar:
  if (at == end || *at != pc[1])
    FAIL();
  at++;
  pc += 2;
  NEXT();

doCharEither:
  if (at == end || (*at != pc[1] && *at != pc[2]))
    FAIL();
  at++;
  pc += 3;
  NEXT();

doCodePoint:
  if (at == end || next(at) != pc[1])
    FAIL();
  pc += 2;
  NEXT();

doString : {
  uint32_t count = pc[1];
  if (static_cast<size_t>(end - at) < count)
    FAIL();
  const uint32_t* words = pc + 2;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t unit = i & 1 ? words[i >> 1] >> 16 : words[i >> 1] & 0xFFFF;
    if (at[i] != unit)
      FAIL();
  }
  at += count;
  pc += 2 + (count + 1) / 2;
  NEXT();
}

doAny:
  if (at == end || next(at) == kHalf)
    FAIL();
  pc += 1;
  NEXT();

doSet:
  if (at == end || !inSet(pc[1], pc[2], next(at)))
    FAIL();
  pc += 3;
  NEXT();

doCharBack:
  if (at == begin || at[-1] != pc[1])
    FAIL();
  at--;
  pc += 2;
  NEXT();

doCharEitherBack:
  if (at == begin || (at[-1] != pc[1] && at[-1] != pc[2]))
    FAIL();
  at--;
  pc += 3;
  NEXT();

doCodePointBack:
  if (at == begin || previous(at) != pc[1])
    FAIL();
  pc += 2;
  NEXT();

doAnyBack:
  if (at == begin || previous(at) == kHalf)
    FAIL();
  pc += 1;
  NEXT();

doSetBack:
  if (at == begin || !inSet(pc[1], pc[2], previous(at)))
    FAIL();
  pc += 3;
  NEXT();

doSplit:
  steps++;
  PUSH(kChoice | pc[1], POSITION(at));
  pc += 2;
  NEXT();

doSplitLater:
  steps++;
  PUSH(kChoice | PC(pc + 2), POSITION(at));
  pc = code + pc[1];
  NEXT();

doSplitGuarded:
  steps++;
  if (guardAllows(pc + 2, at)) {
    if (guardAllows(pc + 4, at))
      PUSH(kChoice | pc[1], POSITION(at));
    pc += 6;
    NEXT();
  }
  if (!guardAllows(pc + 4, at))
    FAIL();
  pc = code + pc[1];
  NEXT();

doSplitLaterGuarded:
  steps++;
  if (guardAllows(pc + 4, at)) {
    if (guardAllows(pc + 2, at))
      PUSH(kChoice | PC(pc + 6), POSITION(at));
    pc = code + pc[1];
    NEXT();
  }
  if (!guardAllows(pc + 2, at))
    FAIL();
  pc += 6;
  NEXT();

doRunExactly : {
  uint32_t count;
  at = runOver(at, pc[1], pc[2], pc[3], count);
  steps += count >> 3;
  if (count < pc[3])
    FAIL();
  pc += 4;
  NEXT();
}

doRunPossessive : {
  uint32_t count;
  at = runOver(at, pc[1], pc[2], pc[4], count);
  steps += count >> 3;
  if (count < pc[3])
    FAIL();
  pc += 5;
  NEXT();
}

doRunGreedy : {
  uint32_t count;
  const Unit* from = at;
  at = runOver(at, pc[1], pc[2], pc[4], count);
  steps += count >> 3;
  if (count < pc[3])
    FAIL();
  if (count > pc[3]) {
    if (pc[3] != 0) {
      if (kByCodePoint) {
        for (uint32_t i = 0; i < pc[3]; i++)
          next(from);
      } else {
        from += pc[3];
      }
    }
    PUSH(0, POSITION(from));
    PUSH(kGreedy | PC(pc), POSITION(at));
  }
  if (!guardAllows(pc + 5, at))
    FAIL();
  pc += 7;
  NEXT();
}

doRunLazy : {
  uint32_t count;
  at = runOver(at, pc[1], pc[2], pc[3], count);
  steps += count >> 3;
  if (count < pc[3])
    FAIL();
  left = pc[4] == kInfinity ? kInfinity : pc[4] - pc[3];
lazily:
  while (!guardAllows(pc + 5, at)) {
    if (left == 0 || at == end || !inSet(pc[1], pc[2], next(at)))
      FAIL();
    if (left != kInfinity)
      left--;
    steps++;
  }
  if (left != 0 && at != end) {
    PUSH(0, static_cast<int32_t>(left));
    PUSH(kLazy | PC(pc), POSITION(at));
  }
  pc += 7;
  NEXT();

resumeLazy:
  pc = code + (top[-1].what & kWhat);
  at = begin + top[-1].value;
  left = static_cast<uint32_t>(top[-2].value);
  top -= 2;
  if (!inSet(pc[1], pc[2], next(at)))
    FAIL();
  if (left != kInfinity)
    left--;
  goto lazily;
}

doSave:
  SET_REGISTER(pc[1], POSITION(at));
  pc += 2;
  NEXT();

doResetGroups:
  for (uint32_t i = pc[1]; i < pc[2]; i++)
    if (registers[i] != -1)
      SET_REGISTER(i, -1);
  pc += 3;
  NEXT();

doSetCounter:
  SET_REGISTER(pc[1], static_cast<int32_t>(pc[2]));
  pc += 3;
  NEXT();

doLoopGreedy : {
  uint32_t done = static_cast<uint32_t>(registers[pc[1]]);
  if (++steps > stepLimit)
    goto outOfSteps;
  if (done >= pc[2]) {
    if (done >= pc[3]) {
      pc = code + pc[4];
      NEXT();
    }
    PUSH(kChoice | pc[4], POSITION(at));
  }
  pc += 5;
  NEXT();
}

doLoopLazy : {
  uint32_t done = static_cast<uint32_t>(registers[pc[1]]);
  if (++steps > stepLimit)
    goto outOfSteps;
  if (done >= pc[2]) {
    if (done < pc[3])
      PUSH(kChoice | PC(pc + 5), POSITION(at));
    pc = code + pc[4];
    NEXT();
  }
  pc += 5;
  NEXT();
}

doCount:
  if (registers[pc[1]] != static_cast<int32_t>(kInfinity))
    SET_REGISTER(pc[1], registers[pc[1]] + 1);
  pc += 2;
  NEXT();

doCheckProgress:
  if (registers[pc[1]] == POSITION(at))
    FAIL();
  pc += 2;
  NEXT();

doCheckProgressAfter:
  if (registers[pc[1]] == POSITION(at) && static_cast<uint32_t>(registers[pc[2]]) >= pc[3])
    FAIL();
  pc += 4;
  NEXT();

doBackReference : {
  uint32_t count = pc[1];
  const uint32_t* groups = pc + 3;
  for (uint32_t i = 0; i < count; i++) {
    int32_t from = registers[2 * groups[i]];
    int32_t to = registers[2 * groups[i] + 1];
    if (from < 0 || to < 0)
      continue; // took no part, or is not complete: the empty text
    steps += static_cast<uint32_t>(to - from) >> 3;
    if (!backReference(at, from, to, pc[2] & 1, pc[2] & 2))
      FAIL();
    break;
  }
  // Like V8, never on to within a pair: a try may have begun there.
  if (kByCodePoint && at > begin && at < end && isTrail(*at) && isLead(at[-1]))
    FAIL();
  pc += 3 + count;
  NEXT();
}

doTextStart:
  if (at != begin)
    FAIL();
  pc += 1;
  NEXT();

doTextEnd:
  if (at != end)
    FAIL();
  pc += 1;
  NEXT();

doLineStart:
  if (at != begin && !isLineTerminator(at[-1]))
    FAIL();
  pc += 1;
  NEXT();

doLineEnd:
  if (at != end && !isLineTerminator(*at))
    FAIL();
  pc += 1;
  NEXT();

doWordBoundary : {
  bool before = at != begin && isWord(pc + 1, at - 1);
  bool after = at != end && isWord(pc + 1, at);
  if ((before != after) == (pc[3] != 0))
    FAIL();
  pc += 4;
  NEXT();
}

doLook:
  registers[pc[1]] = POSITION(at);
  registers[pc[1] + 1] = static_cast<int32_t>(top - bottom);
  pc += 2;
  NEXT();

doLookEnd : {
  BacktrackEntry* kept = bottom + registers[pc[1] + 1];
  if (pc[2] && kept != bottom) {
    // The choices go, what the groups held before stays to be restored.
    for (BacktrackEntry* entry = kept; entry < top; entry++) {
      if (entry->what >> 31)
        continue; // of a run; the entry below it is an impossible choice, at code 0
      if (entry->what >> 30)
        *kept++ = *entry;
    }
  }
  top = kept;
  at = begin + registers[pc[1]];
  pc += 3;
  NEXT();
}

doLookNot:
  registers[pc[1]] = POSITION(at);
  registers[pc[1] + 1] = static_cast<int32_t>(top - bottom);
  PUSH(kChoice | pc[2], POSITION(at));
  pc += 3;
  NEXT();

doLookNotEnd : {
  BacktrackEntry* kept = bottom + registers[pc[1] + 1];
  while (top > kept) {
    --top;
    if (top->what >> 30 == kRestore >> 30)
      registers[top->what & kWhat] = top->value;
    else if (top->what >> 31)
      --top;
  }
  FAIL();
}

backtrack:
  if (++steps > stepLimit)
    goto outOfSteps;
  for (;;) {
    if (top == bottom)
      goto nextTry;
    uint32_t what = top[-1].what;
    switch (what >> 30) {
    case kChoice >> 30:
      --top;
      pc = code + what;
      at = begin + top->value;
      NEXT();
    case kRestore >> 30:
      --top;
      registers[what & kWhat] = top->value;
      continue;
    case kGreedy >> 30: {
      pc = code + (what & kWhat);
      at = begin + top[-1].value;
      const Unit* least = begin + top[-2].value;
      do {
        previous(at);
        steps++;
      } while (at != least && !guardAllows(pc + 5, at));
      if (at == least) {
        top -= 2;
        if (!guardAllows(pc + 5, at))
          continue;
      } else {
        top[-1].value = POSITION(at);
      }
      pc += 7;
      NEXT();
    }
    default:
      goto resumeLazy;
    }
  }

noMatch:
  result = MatchResult::NoMatch;
  goto done;
outOfSteps:
  result = MatchResult::StepLimit;
done:
  limits_.steps = steps;
  return result;

#undef NEXT
#undef FAIL
#undef PUSH
#undef SET_REGISTER
#undef POSITION
#undef PC
}
} // namespace

MatchResult Matcher::match(const Program& program, const Subject& subject, size_t lastIndex, MatchLimits& limits,
                           std::span<int32_t> captures, StartAt startAt) {
  bool only = startAt == StartAt::ByFlags ? program.flags.sticky : startAt == StartAt::LastIndexOnly;
  size_t captureNumbers = 2 * (program.captureCount + 1);
  TICK_ASSERT(captures.size() >= captureNumbers, "room for every group's captures");
  if (stack_.empty())
    stack_.resize(kFirstStackEntries);
  if (registers_.size() < program.registerCount)
    registers_.resize(program.registerCount);
  MatchResult result;
  if (const Latin1Span* text = std::get_if<Latin1Span>(&subject)) {
    TICK_ASSERT(lastIndex <= text->size() && text->size() < kInfinity, "within the text");
    // A one-byte text has no surrogates: code points are code units.
    result = Run<uint8_t, false>(program, *text, limits, stack_, registers_.data()).search(lastIndex, only);
  } else {
    const Utf16Span& wide = std::get<Utf16Span>(subject);
    TICK_ASSERT(lastIndex <= wide.size() && wide.size() < kInfinity, "within the text");
    if (program.flags.byCodePoint())
      result = Run<char16_t, true>(program, wide, limits, stack_, registers_.data()).search(lastIndex, only);
    else
      result = Run<char16_t, false>(program, wide, limits, stack_, registers_.data()).search(lastIndex, only);
  }
  if (stack_.size() > kKeptStackEntries) {
    stack_.resize(kKeptStackEntries);
    stack_.shrink_to_fit();
  }
  if (result == MatchResult::Match)
    std::copy_n(registers_.begin(), captureNumbers, captures.begin());
  return result;
}
} // namespace tickscope::regexp
