#pragma once
// Calendar arithmetic (ECMA-262 §21.4.1) and the texts of dates, without values of the engine.
//
// Time zone: UTC by default, or a fixed offset; there is no daylight saving.
#include <cstdint>
#include <string>

namespace tickscope {

inline constexpr double kMsPerDay = 86400000;
inline constexpr double kMaxTime = 8.64e15;

struct DateFields {
  double year;
  int month, day;       // 0…11, 1…31
  int hour, minute, second, ms, weekday; // weekday 0 = Sunday
};
DateFields fieldsOf(double time); // REQUIRES a finite time
double makeTime(double hour, double minute, double second, double ms); // NaN if any is not finite
double makeDay(double year, double month, double date);
double makeDate(double day, double time);
double timeClip(double time);

// §21.4.3.2 Date.parse: the ISO format of the specification, and the looser ones that V8 accepts. `offsetMinutes` is the
// local zone's offset east of UTC. NaN when it cannot be read.
double parseDate(const std::u16string& text, int offsetMinutes);

std::string isoText(double time);          // REQUIRES finite
std::string utcText(double time);          // Thu, 01 Jan 1970 00:00:00 GMT
std::string dateText(double local);        // Thu Jan 01 1970
std::string timeText(double local, int offsetMinutes); // 00:00:00 GMT+0000 (Coordinated Universal Time)

} // namespace tickscope
