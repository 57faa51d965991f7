#include "core/builtins/date_math.h"

#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace tickscope {

namespace {
constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Days from 1970-01-01 to the first of a month in the proleptic Gregorian calendar.
int64_t daysFromCivil(int64_t year, int month) { // month 0…11
  // Years begin in March here, so that the leap day is their last.
  const int64_t y = month < 2 ? year - 1 : year;
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t yearOfEra = y - era * 400;
  const int64_t monthFromMarch = (month + 10) % 12;
  const int64_t dayOfYear = (153 * monthFromMarch + 2) / 5;
  const int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}
} // namespace

DateFields fieldsOf(double time) {
  DateFields f;
  const int64_t days = int64_t(std::floor(time / kMsPerDay));
  int64_t ms = int64_t(time - double(days) * kMsPerDay);
  f.ms = int(ms % 1000);
  ms /= 1000;
  f.second = int(ms % 60);
  ms /= 60;
  f.minute = int(ms % 60);
  f.hour = int(ms / 60);
  f.weekday = int(((days + 4) % 7 + 7) % 7);
  const int64_t z = days + 719468;
  const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const int64_t dayOfEra = z - era * 146097;
  const int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const int64_t monthFromMarch = (5 * dayOfYear + 2) / 153;
  f.day = int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
  f.month = int((monthFromMarch + 2) % 12);
  f.year = double(yearOfEra + era * 400 + (f.month < 2 ? 1 : 0));
  return f;
}

double makeTime(double hour, double minute, double second, double ms) {
  if (!std::isfinite(hour) || !std::isfinite(minute) || !std::isfinite(second) || !std::isfinite(ms)) return NAN;
  return std::trunc(hour) * 3600000 + std::trunc(minute) * 60000 + std::trunc(second) * 1000 + std::trunc(ms);
}

double makeDay(double year, double month, double date) {
  if (!std::isfinite(year) || !std::isfinite(month) || !std::isfinite(date)) return NAN;
  const double y = std::trunc(year), m = std::trunc(month);
  const double ym = y + std::floor(m / 12);
  if (std::fabs(ym) > 400000) return NAN; // far outside of what a time value can be
  const int mn = int(m - std::floor(m / 12) * 12);
  return double(daysFromCivil(int64_t(ym), mn)) + std::trunc(date) - 1;
}

double makeDate(double day, double time) {
  if (!std::isfinite(day) || !std::isfinite(time)) return NAN;
  const double result = day * kMsPerDay + time;
  return std::isfinite(result) ? result : NAN;
}

double timeClip(double time) {
  if (!std::isfinite(time) || std::fabs(time) > kMaxTime) return NAN;
  return std::trunc(time) + 0.0;
}

// --- parsing ---

namespace {
struct Reader {
  const std::u16string& text;
  size_t at = 0;
  bool end() const { return at >= text.size(); }
  char16_t peek() const { return end() ? u'\0' : text[at]; }
  bool eat(char16_t c) {
    if (peek() != c || end()) return false;
    ++at;
    return true;
  }
  bool digits(int count, double* out) {
    double value = 0;
    for (int i = 0; i < count; ++i) {
      if (peek() < '0' || peek() > '9') return false;
      value = value * 10 + (text[at++] - '0');
    }
    *out = value;
    return true;
  }
};

// §21.4.1.32. False: not in this format.
bool parseIso(const std::u16string& text, int offsetMinutes, double* result) {
  Reader r{text};
  double year, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0;
  double sign = 1;
  if (r.peek() == '+' || r.peek() == '-') {
    sign = r.text[r.at++] == '-' ? -1 : 1;
    if (!r.digits(6, &year)) return false;
    if (sign < 0 && year == 0) return false;
  } else if (!r.digits(4, &year)) {
    return false;
  }
  year *= sign;
  bool dateOnly = true;
  if (r.eat('-')) {
    if (!r.digits(2, &month)) return false;
    if (r.eat('-') && !r.digits(2, &day)) return false;
  }
  double offset = 0;
  bool zoned = false;
  if (r.peek() == 'T' || r.peek() == 't') {
    ++r.at;
    dateOnly = false;
    if (!r.digits(2, &hour) || !r.eat(':') || !r.digits(2, &minute)) return false;
    if (r.eat(':')) {
      if (!r.digits(2, &second)) return false;
      if (r.eat('.')) { // any number of digits; the first three count
        double scale = 100;
        if (r.peek() < '0' || r.peek() > '9') return false;
        while (r.peek() >= '0' && r.peek() <= '9') {
          ms += scale >= 1 ? (r.text[r.at] - '0') * scale : 0;
          scale /= 10;
          ++r.at;
        }
        ms = std::floor(ms);
      }
    }
    if (r.peek() == 'Z' || r.peek() == 'z') {
      ++r.at;
      zoned = true;
    } else if (r.peek() == '+' || r.peek() == '-') {
      const double s = r.text[r.at++] == '-' ? -1 : 1;
      double h, m;
      if (!r.digits(2, &h) || !r.eat(':') || !r.digits(2, &m)) return false;
      offset = s * (h * 60 + m);
      zoned = true;
    }
  }
  if (!r.end()) return false;
  const bool valid = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute < 60 && second < 60 &&
                     (hour < 24 || (minute == 0 && second == 0 && ms == 0));
  if (!valid) {
    *result = NAN;
    return true;
  }
  if (!zoned && !dateOnly) offset = offsetMinutes;
  *result = timeClip(makeDate(makeDay(year, month - 1, day), makeTime(hour, minute, second, ms)) - offset * 60000);
  return true;
}

// What V8 calls the legacy format: words, numbers and signs in many orders.
double parseLegacy(const std::u16string& text, int offsetMinutes) {
  int month = -1, hour = -1, minute = -1, second = -1, ms = 0;
  std::vector<double> numbers;
  bool namedFirst = false, zoned = false, afternoon = false, meridiem = false;
  double offset = 0;
  size_t i = 0;
  while (i < text.size()) {
    const char16_t c = text[i];
    if (c == '(') { // a comment
      int depth = 0;
      for (; i < text.size(); ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] == ')' && --depth == 0) break;
      }
      ++i;
    } else if ((c | 32) >= 'a' && (c | 32) <= 'z') {
      std::string word;
      while (i < text.size() && (text[i] | 32) >= 'a' && (text[i] | 32) <= 'z') word += char(text[i++] | 32);
      if (word == "am" || word == "pm") {
        meridiem = true;
        afternoon = word == "pm";
        continue;
      }
      if (word == "z" || word == "gmt" || word == "ut" || word == "utc") {
        zoned = true;
        continue;
      }
      static constexpr struct { const char* name; int hours; } kZones[] = {{"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}};
      bool known = false;
      for (const auto& zone : kZones)
        if (word == zone.name) {
          zoned = known = true;
          offset = zone.hours * 60;
        }
      if (known || word == "t") continue;
      for (int m = 0; m < 12; ++m) {
        std::string name = kMonths[m];
        name[0] = char(name[0] | 32);
        if (word.substr(0, 3) == name) {
          month = m;
          known = true;
          if (numbers.empty()) namedFirst = true;
        }
      }
      if (known) continue;
      for (const char* day : kDays) {
        std::string name = day;
        name[0] = char(name[0] | 32);
        known = known || word.substr(0, 3) == name;
      }
      // Unknown words are skipped before the first number only.
      if (!known && !numbers.empty()) return NAN;
      if (!known && month >= 0) return NAN;
    } else if (c >= '0' && c <= '9') {
      double value = 0;
      const size_t start = i;
      while (i < text.size() && text[i] >= '0' && text[i] <= '9') value = value * 10 + (text[i++] - '0');
      const size_t length = i - start;
      (void)length;
      if (i < text.size() && text[i] == ':' && hour < 0) {
        hour = int(value);
        ++i;
        const auto two = [&](int* out) {
          if (i >= text.size() || text[i] < '0' || text[i] > '9') return false;
          double v = 0;
          while (i < text.size() && text[i] >= '0' && text[i] <= '9') v = v * 10 + (text[i++] - '0');
          *out = int(v);
          return true;
        };
        if (!two(&minute)) return NAN;
        second = 0;
        if (i < text.size() && text[i] == ':') {
          ++i;
          if (!two(&second)) return NAN;
          if (i < text.size() && text[i] == '.') {
            ++i;
            double scale = 100, v = 0;
            while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
              v += (text[i++] - '0') * scale;
              scale /= 10;
            }
            ms = int(v);
          }
        }
      } else {
        numbers.push_back(value);
        if (numbers.size() > 3) return NAN;
      }
    } else if ((c == '+' || c == '-') && (hour >= 0 || zoned) && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
      const double s = c == '-' ? -1 : 1;
      ++i;
      std::string digits;
      while (i < text.size() && ((text[i] >= '0' && text[i] <= '9') || text[i] == ':')) {
        if (text[i] != ':') digits += char(text[i]);
        ++i;
      }
      const int n = std::atoi(digits.c_str());
      offset = s * (digits.size() <= 2 ? n * 60 : n / 100 * 60 + n % 100);
      zoned = true;
    } else {
      ++i;
    }
  }
  double year, day;
  if (month >= 0) {
    if (numbers.empty()) return NAN;
    day = numbers[0];
    year = numbers.size() > 1 ? numbers[1] : 2001;
    if (numbers.size() > 1 && numbers[0] > 31) std::swap(day, year);
    if (numbers.size() > 2) return NAN;
    (void)namedFirst;
  } else {
    if (numbers.size() < 2) {
      if (numbers.size() != 1) return NAN;
      // A lone number: a month up to 12, else a year.
      if (numbers[0] >= 1 && numbers[0] <= 12) {
        month = int(numbers[0]) - 1;
        year = 2001;
      } else if (numbers[0] > 12 && numbers[0] < 32) {
        return NAN;
      } else {
        month = 0;
        year = numbers[0];
      }
      day = 1;
    } else if (numbers.size() == 2) {
      month = int(numbers[0]) - 1;
      day = numbers[1];
      year = 2001;
    } else if (numbers[0] > 31) { // year first
      year = numbers[0];
      month = int(numbers[1]) - 1;
      day = numbers[2];
    } else {
      month = int(numbers[0]) - 1;
      day = numbers[1];
      year = numbers[2];
    }
  }
  if (month < 0 || month > 11 || day < 1 || day > 31) return NAN;
  if (year >= 0 && year < 50) year += 2000;
  else if (year >= 50 && year < 100) year += 1900;
  if (hour < 0) hour = minute = second = 0;
  if (meridiem) {
    if (hour < 1 || hour > 12) return NAN;
    hour = hour % 12 + (afternoon ? 12 : 0);
  }
  if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && (minute || second))) return NAN;
  if (!zoned) offset = offsetMinutes;
  return timeClip(makeDate(makeDay(year, month, day), makeTime(hour, minute, second, ms)) - offset * 60000);
}
} // namespace

double parseDate(const std::u16string& text, int offsetMinutes) {
  double result;
  if (parseIso(text, offsetMinutes, &result)) return result;
  return parseLegacy(text, offsetMinutes);
}

// --- texts ---

namespace {
std::string print(const char* format, ...) __attribute__((format(printf, 1, 2)));
std::string print(const char* format, ...) {
  char buffer[128];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(buffer, sizeof buffer, format, arguments);
  va_end(arguments);
  return buffer;
}
std::string yearText(double year) {
  return year < 0 ? print("-%04d", int(-year)) : print("%04d", int(year));
}
} // namespace

std::string isoText(double time) {
  const DateFields f = fieldsOf(time);
  const std::string year = f.year >= 0 && f.year <= 9999 ? print("%04d", int(f.year)) : print("%c%06d", f.year < 0 ? '-' : '+', std::abs(int(f.year)));
  return year + print("-%02d-%02dT%02d:%02d:%02d.%03dZ", f.month + 1, f.day, f.hour, f.minute, f.second, f.ms);
}
std::string utcText(double time) {
  const DateFields f = fieldsOf(time);
  return print("%s, %02d %s ", kDays[f.weekday], f.day, kMonths[f.month]) + yearText(f.year) + print(" %02d:%02d:%02d GMT", f.hour, f.minute, f.second);
}
std::string dateText(double local) {
  const DateFields f = fieldsOf(local);
  return print("%s %s %02d ", kDays[f.weekday], kMonths[f.month], f.day) + yearText(f.year);
}
std::string timeText(double local, int offsetMinutes) {
  const DateFields f = fieldsOf(local);
  const int absolute = std::abs(offsetMinutes);
  const std::string name = offsetMinutes == 0 ? std::string("Coordinated Universal Time") : print("GMT%c%02d:%02d", offsetMinutes < 0 ? '-' : '+', absolute / 60, absolute % 60);
  return print("%02d:%02d:%02d GMT%c%02d%02d (", f.hour, f.minute, f.second, offsetMinutes < 0 ? '-' : '+', absolute / 60, absolute % 60) + name + ")";
}

} // namespace tickscope
