// Date (ECMA-262 §21.4) on the virtual clock.
#include <cmath>

#include "core/builtins/constructors.h"
#include "core/builtins/date_math.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

struct DateObject : Object {
  Value time; // a number, NaN if invalid
};

double offsetMs(Isolate& iso) { return iso.options.timeZoneOffsetMinutes * 60000.0; }
double now(Isolate& iso) { return std::floor(double(iso.host.wallClockNs(iso)) / 1e6); }

Completion<DateObject*> thisDate(Isolate& iso, Args args) {
  const Value self = args.thisValue();
  if (self.isCell() && self.asCell()->kind == CellKind::DateObject) return self.as<DateObject>();
  return iso.raise(msg::NotADate);
}
Completion<double> thisTime(Isolate& iso, Args args) {
  DateObject* date = TRY(thisDate(iso, args));
  return date->time.asNumber();
}

std::string fullText(Isolate& iso, double time) {
  if (std::isnan(time)) return "Invalid Date";
  const double local = time + offsetMs(iso);
  return dateText(local) + " " + timeText(local, iso.options.timeZoneOffsetMinutes);
}
Value text(Isolate& iso, const std::string& ascii) { return Value(newString(iso, ascii)); }

// Year, month and the rest out of arguments (§21.4.2.1 step 5): local or UTC time.
Completion<double> timeFromParts(Isolate& iso, Args args) {
  double part[7] = {NAN, 0, 1, 0, 0, 0, 0};
  for (uint32_t i = 0; i < 7 && i < args.count(); ++i) part[i] = TRY(toNumber(iso, args.handle(iso, i)));
  if (args.count() == 0) part[0] = NAN;
  if (!std::isnan(part[0])) {
    const double y = std::trunc(part[0]);
    if (y >= 0 && y <= 99) part[0] = 1900 + y;
  }
  return makeDate(makeDay(part[0], part[1], part[2]), makeTime(part[3], part[4], part[5], part[6]));
}

Value dateConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return text(iso, fullText(iso, now(iso)));
  double time;
  if (args.count() == 0) {
    time = now(iso);
  } else if (args.count() == 1) {
    if (isObject(args[0]) && args[0].asCell()->kind == CellKind::DateObject) {
      time = args[0].as<DateObject>()->time.asNumber();
    } else {
      const HandleValue primitive = iso.handle(TRY(toPrimitive(iso, args.handle(iso, 0))));
      if (isString(primitive)) time = parseDate(toUtf16(primitive.get().as<String>()), iso.options.timeZoneOffsetMinutes);
      else time = timeClip(TRY(toNumber(iso, primitive)));
    }
  } else {
    time = timeClip(TRY(timeFromParts(iso, args)) - offsetMs(iso));
  }
  auto* date = TRY(createFromConstructor<DateObject>(iso, args, CellKind::DateObject, Intrinsic::DatePrototype));
  date->time = Value::number(time);
  return Value(date);
}

Value dateNow(Isolate& iso, Args) { return Value::number(now(iso)); }
Value dateParse(Isolate& iso, Args args) {
  String* string = TRY(toString(iso, args.handle(iso, 0)));
  return Value::number(parseDate(toUtf16(string), iso.options.timeZoneOffsetMinutes));
}
Value dateUtc(Isolate& iso, Args args) { return Value::number(timeClip(TRY(timeFromParts(iso, args)))); }

// --- getters ---

enum class Part : uint8_t { Year, Month, Day, Hour, Minute, Second, Ms, Weekday };

double partOf(const DateFields& f, Part part) {
  switch (part) {
  case Part::Year: return f.year;
  case Part::Month: return f.month;
  case Part::Day: return f.day;
  case Part::Hour: return f.hour;
  case Part::Minute: return f.minute;
  case Part::Second: return f.second;
  case Part::Ms: return f.ms;
  case Part::Weekday: return f.weekday;
  }
  return NAN;
}

template <Part P, bool Utc> Value getPart(Isolate& iso, Args args) {
  const double time = TRY(thisTime(iso, args));
  if (std::isnan(time)) return Value::float64(NAN);
  return Value::number(partOf(fieldsOf(Utc ? time : time + offsetMs(iso)), P));
}
Value getTime(Isolate& iso, Args args) { return Value::number(TRY(thisTime(iso, args))); }
Value getTimezoneOffset(Isolate& iso, Args args) {
  const double time = TRY(thisTime(iso, args));
  return Value::number(std::isnan(time) ? NAN : double(-iso.options.timeZoneOffsetMinutes));
}
Value getYear(Isolate& iso, Args args) {
  const double time = TRY(thisTime(iso, args));
  return Value::number(std::isnan(time) ? NAN : fieldsOf(time + offsetMs(iso)).year - 1900);
}

// --- setters ---

Value store(Isolate& iso, Args args, double time) {
  args.thisValue().get().as<DateObject>()->time = Value::number(time);
  (void)iso;
  return Value::number(time);
}

// Sets `first` and what follows it, up to `count` parts, from the arguments.
template <Part First, int Count, bool Utc> Value setParts(Isolate& iso, Args args) {
  double time = TRY(thisTime(iso, args));
  double given[4] = {NAN, NAN, NAN, NAN};
  const uint32_t provided = std::min<uint32_t>(args.count(), Count);
  for (uint32_t i = 0; i < provided; ++i) given[i] = TRY(toNumber(iso, args.handle(iso, i)));
  if (std::isnan(time)) {
    if (First != Part::Year) return Value::float64(NAN);
    time = 0;
  } else if (!Utc) {
    time += offsetMs(iso);
  }
  const DateFields f = fieldsOf(time);
  double parts[7] = {f.year, double(f.month), double(f.day), double(f.hour), double(f.minute), double(f.second), double(f.ms)};
  parts[int(First)] = given[0];
  for (uint32_t i = 1; i < provided; ++i) parts[int(First) + int(i)] = given[i];
  double result = makeDate(makeDay(parts[0], parts[1], parts[2]), makeTime(parts[3], parts[4], parts[5], parts[6]));
  if (!Utc) result -= offsetMs(iso);
  return store(iso, args, timeClip(result));
}
Value setTime(Isolate& iso, Args args) {
  TRY(thisDate(iso, args));
  const double time = TRY(toNumber(iso, args.handle(iso, 0)));
  return store(iso, args, timeClip(time));
}
Value setYear(Isolate& iso, Args args) {
  double time = TRY(thisTime(iso, args));
  double year = TRY(toNumber(iso, args.handle(iso, 0)));
  if (std::isnan(year)) return store(iso, args, NAN);
  time = std::isnan(time) ? 0 : time + offsetMs(iso);
  const double y = std::trunc(year);
  if (y >= 0 && y <= 99) year = 1900 + y;
  const DateFields f = fieldsOf(time);
  const double day = makeDay(year, f.month, f.day);
  return store(iso, args, timeClip(makeDate(day, makeTime(f.hour, f.minute, f.second, f.ms)) - offsetMs(iso)));
}

// --- texts ---

Value toISOString(Isolate& iso, Args args) {
  const double time = TRY(thisTime(iso, args));
  if (std::isnan(time)) return iso.raise(msg::InvalidTime);
  return text(iso, isoText(time));
}
Value dateToString(Isolate& iso, Args args) { return text(iso, fullText(iso, TRY(thisTime(iso, args)))); }
Value toDateString(Isolate& iso, Args args) {
  const double time = TRY(thisTime(iso, args));
  return text(iso, std::isnan(time) ? "Invalid Date" : dateText(time + offsetMs(iso)));
}
Value toTimeString(Isolate& iso, Args args) {
  const double time = TRY(thisTime(iso, args));
  return text(iso, std::isnan(time) ? "Invalid Date" : timeText(time + offsetMs(iso), iso.options.timeZoneOffsetMinutes));
}
Value toUTCString(Isolate& iso, Args args) {
  const double time = TRY(thisTime(iso, args));
  return text(iso, std::isnan(time) ? "Invalid Date" : utcText(time));
}
Value toJSON(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(toObject(iso, args.thisValue())));
  const HandleValue primitive = iso.handle(TRY(toPrimitive(iso, object, Hint::Number)));
  if (primitive.get().isNumber() && !std::isfinite(primitive.get().asNumber())) return Value::null();
  return iso.invoke(object, iso.key("toISOString"));
}

// en-US, as V8 prints it without options; those are the business of who has ECMA-402 (core/node/intl.cpp).
Value localeText(Isolate& iso, Args args, bool date, bool time) {
  const double t = TRY(thisTime(iso, args));
  if (std::isnan(t)) return text(iso, "Invalid Date");
  const DateFields f = fieldsOf(t + offsetMs(iso));
  std::string out;
  if (date) out = std::to_string(f.month + 1) + "/" + std::to_string(f.day) + "/" + std::to_string(int(f.year));
  if (date && time) out += ", ";
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  StringBuilder builder;
  builder.append(out);
  if (time) {
    builder.append(std::to_string(f.hour % 12 == 0 ? 12 : f.hour % 12) + ":" + two(f.minute) + ":" + two(f.second));
    // ICU 72, in Node 20 and later, has a narrow no-break space there; V8 puts a plain one back.
    builder.append(f.hour < 12 ? " AM" : " PM");
  }
  return Value(TRY(builder.finish(iso)));
}
Value toLocaleString(Isolate& iso, Args args) { return localeText(iso, args, true, true); }
Value toLocaleDateString(Isolate& iso, Args args) { return localeText(iso, args, true, false); }
Value toLocaleTimeString(Isolate& iso, Args args) { return localeText(iso, args, false, true); }

// §21.4.4.45
Value dateToPrimitive(Isolate& iso, Args args) {
  if (!isObject(args.thisValue())) return iso.raise(msg::IncompatibleReceiver, {"Date.prototype [ @@toPrimitive ]", describeForMessage(iso, args.thisValue())});
  const std::string hint = isString(args[0]) ? toUtf8(args[0].as<String>()) : std::string();
  if (hint != "string" && hint != "default" && hint != "number") return iso.raise(msg::InvalidHint, {describeForMessage(iso, args[0])});
  const Handle<Object> self = Handle<Object>::fromRooted(args.thisValue());
  const bool stringFirst = hint != "number";
  for (int turn = 0; turn < 2; ++turn) {
    const bool useString = (turn == 0) == stringFirst;
    const HandleValue method = iso.handle(TRY(get(iso, self, iso.key(useString ? iso.names.toString : iso.names.valueOf))));
    if (!isCallable(method)) continue;
    const Value result = TRY(iso.call(method, self));
    if (!isObject(result)) return result;
  }
  return iso.raise(msg::ToPrimitiveFailed);
}

} // namespace

void installDate(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = newPrototype(iso);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "Date", 7, dateConstructor, Intrinsic::Date, prototype, Intrinsic::DatePrototype);
  defineMethods(iso, constructor, {{"now", dateNow, 0}, {"parse", dateParse, 1}, {"UTC", dateUtc, 7}});
  defineMethods(iso, prototype,
                {{"toString", dateToString, 0}, {"toDateString", toDateString, 0}, {"toTimeString", toTimeString, 0},
                 {"toISOString", toISOString, 0}, {"toUTCString", toUTCString, 0},
                 {"getDate", getPart<Part::Day, false>, 0}, {"setDate", setParts<Part::Day, 1, false>, 1},
                 {"getDay", getPart<Part::Weekday, false>, 0}, {"getFullYear", getPart<Part::Year, false>, 0},
                 {"setFullYear", setParts<Part::Year, 3, false>, 3}, {"getHours", getPart<Part::Hour, false>, 0},
                 {"setHours", setParts<Part::Hour, 4, false>, 4}, {"getMilliseconds", getPart<Part::Ms, false>, 0},
                 {"setMilliseconds", setParts<Part::Ms, 1, false>, 1}, {"getMinutes", getPart<Part::Minute, false>, 0},
                 {"setMinutes", setParts<Part::Minute, 3, false>, 3}, {"getMonth", getPart<Part::Month, false>, 0},
                 {"setMonth", setParts<Part::Month, 2, false>, 2}, {"getSeconds", getPart<Part::Second, false>, 0},
                 {"setSeconds", setParts<Part::Second, 2, false>, 2}, {"getTime", getTime, 0}, {"setTime", setTime, 1},
                 {"getTimezoneOffset", getTimezoneOffset, 0}, {"getYear", getYear, 0}, {"setYear", setYear, 1},
                 {"getUTCDate", getPart<Part::Day, true>, 0}, {"setUTCDate", setParts<Part::Day, 1, true>, 1},
                 {"getUTCDay", getPart<Part::Weekday, true>, 0}, {"getUTCFullYear", getPart<Part::Year, true>, 0},
                 {"setUTCFullYear", setParts<Part::Year, 3, true>, 3}, {"getUTCHours", getPart<Part::Hour, true>, 0},
                 {"setUTCHours", setParts<Part::Hour, 4, true>, 4}, {"getUTCMilliseconds", getPart<Part::Ms, true>, 0},
                 {"setUTCMilliseconds", setParts<Part::Ms, 1, true>, 1}, {"getUTCMinutes", getPart<Part::Minute, true>, 0},
                 {"setUTCMinutes", setParts<Part::Minute, 3, true>, 3}, {"getUTCMonth", getPart<Part::Month, true>, 0},
                 {"setUTCMonth", setParts<Part::Month, 2, true>, 2}, {"getUTCSeconds", getPart<Part::Second, true>, 0},
                 {"setUTCSeconds", setParts<Part::Second, 2, true>, 2}, {"valueOf", getTime, 0}, {"toJSON", toJSON, 1},
                 {"toLocaleString", toLocaleString, 0}, {"toLocaleDateString", toLocaleDateString, 0},
                 {"toLocaleTimeString", toLocaleTimeString, 0}});
  const HandleValue gmt = iso.handle(MUST(get(iso, prototype, iso.key("toUTCString"))));
  defineValue(iso, prototype, iso.key("toGMTString"), gmt, kHidden);
  defineMethod(iso, prototype, iso.key(iso.symbols.toPrimitive), 1, dateToPrimitive, kConfigurable);
}

} // namespace tickscope
