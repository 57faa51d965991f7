'use strict';
// Intl for en-US (https://tc39.es/ecma402/), as Node with its full ICU prints it. What is not simulated is a clear
// TypeError: no text is ever made up.
const { inspect, nodeMajor } = internal;
const { last } = require('internal/language');

function unsupported(what) { return new TypeError(`Tickscope does not support ${what} yet`); }

const kLocales = new Set(['en', 'en-US']);
function checkLocales(locales) {
  if (locales === undefined) return;
  if (locales === null) throw new TypeError('Cannot convert undefined or null to object');
  for (const locale of typeof locales === 'string' ? [locales] : locales) {
    if (typeof locale !== 'string') throw new TypeError('Incorrect locale information provided');
    if (!/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(locale)) throw new RangeError(`Incorrect locale information provided`);
    if (!kLocales.has(locale)) throw unsupported(`the locale ${locale}`);
    return; // the first one that there is
  }
}
function checkOptions(options, known, what) {
  if (options === undefined) return {};
  if (options === null) throw new TypeError('Cannot convert undefined or null to object');
  for (const name of Object.keys(Object(options)))
    if (options[name] !== undefined && !known.includes(name)) throw unsupported(`the option ${name} of ${what}`);
  return options;
}
function oneOf(options, name, values, fallback) {
  const value = options[name];
  if (value === undefined) return fallback;
  if (!values.includes(`${value}`)) throw new RangeError(`Value ${value} out of range for Intl.NumberFormat options property ${name}`);
  return `${value}`;
}
function digits(options, name, least, most, fallback) {
  const value = options[name];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number >= least && number <= most)) throw new RangeError(`${name} value is out of range.`);
  return Math.floor(number);
}

// --- numbers ---

const kCurrencySymbols = { __proto__: null, USD: '$', EUR: '€', GBP: '£', JPY: '¥', INR: '₹', CNY: 'CN¥', KRW: '₩', AUD: 'A$', CAD: 'CA$', BRL: 'R$', MXN: 'MX$', NZD: 'NZ$', ILS: '₪', VND: '₫', TWD: 'NT$', HKD: 'HK$', PHP: '₱', XAF: 'FCFA' };
const kNoCents = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'XAF', 'PYG', 'UGX']);
const kNumberOptions = ['style', 'currency', 'currencyDisplay', 'currencySign', 'minimumIntegerDigits', 'minimumFractionDigits', 'maximumFractionDigits',
  'minimumSignificantDigits', 'maximumSignificantDigits', 'useGrouping', 'notation', 'compactDisplay', 'signDisplay', 'localeMatcher', 'numberingSystem'];

// A decimal: digits before and behind the point, as text.
function decimalOf(value) {
  if (typeof value === 'bigint') return { whole: `${value < 0n ? -value : value}`, fraction: '' };
  const [mantissa, exponent = '0'] = String(Math.abs(value)).split('e');
  let [whole, fraction = ''] = mantissa.split('.');
  for (let e = Number(exponent); e > 0; e--) {
    whole += fraction[0] ?? '0';
    fraction = fraction.slice(1);
  }
  for (let e = Number(exponent); e < 0; e++) {
    fraction = (last(whole) ?? '0') + fraction;
    whole = whole.slice(0, -1);
  }
  return { whole: whole.replace(/^0+(?=\d)/, '') || '0', fraction };
}
// Half away from zero, on the shortest decimal that means the number: 1.005 is no less than it looks.
function roundTo({ whole, fraction }, places) {
  const kept = places >= 0 ? whole + fraction.slice(0, places).padEnd(places, '0') : whole.slice(0, places).padEnd(whole.length, '0');
  const next = places >= 0 ? fraction[places] : whole[whole.length + places];
  let unit = 1n;
  for (let p = places; p < 0; p++) unit *= 10n;
  const all = `${BigInt(kept) + (next >= '5' ? unit : 0n)}`.padStart(Math.max(places, 0) + 1, '0');
  return places > 0 ? { whole: all.slice(0, -places), fraction: all.slice(-places) } : { whole: all, fraction: '' };
}
function trimmed(fraction, least) {
  let end = fraction.length;
  while (end > least && fraction[end - 1] === '0') end--;
  return fraction.slice(0, end);
}
function grouped(whole) { return whole.replace(/\B(?=(\d{3})+$)/g, ','); }

class NumberFormat {
  #o;
  constructor(locales, given) {
    checkLocales(locales);
    const options = checkOptions(given, kNumberOptions, 'Intl.NumberFormat');
    const style = oneOf(options, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal');
    if (style === 'unit') throw unsupported('the style unit of Intl.NumberFormat');
    const notation = oneOf(options, 'notation', ['standard', 'compact', 'scientific', 'engineering'], 'standard');
    if (notation === 'scientific' || notation === 'engineering') throw unsupported(`the notation ${notation} of Intl.NumberFormat`);
    let currency;
    if (options.currency !== undefined) {
      currency = `${options.currency}`.toUpperCase();
      if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`Invalid currency code : ${options.currency}`);
    }
    if (style === 'currency' && currency === undefined) throw new TypeError('Currency code is required with currency style.');
    const currencyDisplay = oneOf(options, 'currencyDisplay', ['code', 'symbol', 'narrowSymbol', 'name'], 'symbol');
    if (currencyDisplay === 'name') throw unsupported('currencyDisplay name');
    const usual = style === 'currency' ? (kNoCents.has(currency) ? 0 : 2) : 0;
    const usualMost = style === 'currency' ? usual : style === 'percent' ? 0 : 3;
    const significant = options.minimumSignificantDigits !== undefined || options.maximumSignificantDigits !== undefined;
    const o = {
      locale: 'en-US', numberingSystem: 'latn', style, currency, currencyDisplay, currencySign: oneOf(options, 'currencySign', ['standard', 'accounting'], 'standard'),
      minimumIntegerDigits: digits(options, 'minimumIntegerDigits', 1, 21, 1), useGrouping: options.useGrouping ?? (notation === 'compact' ? 'min2' : 'auto'), notation,
      compactDisplay: oneOf(options, 'compactDisplay', ['short', 'long'], 'short'), signDisplay: oneOf(options, 'signDisplay', ['auto', 'never', 'always', 'exceptZero', 'negative'], 'auto'),
    };
    if (significant) {
      o.minimumSignificantDigits = digits(options, 'minimumSignificantDigits', 1, 21, 1);
      o.maximumSignificantDigits = digits(options, 'maximumSignificantDigits', o.minimumSignificantDigits, 21, 21);
    } else {
      const least = digits(options, 'minimumFractionDigits', 0, 100, undefined);
      const most = digits(options, 'maximumFractionDigits', 0, 100, undefined);
      if (least !== undefined && most !== undefined && least > most) throw new RangeError('maximumFractionDigits value is out of range.');
      o.minimumFractionDigits = least ?? Math.min(usual, most ?? usual);
      o.maximumFractionDigits = most ?? Math.max(usualMost, o.minimumFractionDigits);
      o.roundsCompact = notation === 'compact' && least === undefined && most === undefined;
    }
    this.#o = o;
    Object.defineProperty(this, 'format', { value: (value) => this.#format(value), configurable: true, writable: true });
  }
  #rounded(decimal) {
    const o = this.#o;
    if (o.maximumSignificantDigits !== undefined || o.roundsCompact) {
      const most = o.roundsCompact ? 2 : o.maximumSignificantDigits;
      const leading = decimal.whole === '0' ? (decimal.fraction.match(/^0*/)[0].length === decimal.fraction.length ? 1 : -decimal.fraction.match(/^0*/)[0].length) : decimal.whole.length;
      if (o.roundsCompact && leading > 2) return roundTo(decimal, 0);
      const { whole, fraction } = roundTo(decimal, most - leading);
      return { whole, fraction: trimmed(fraction, Math.max((o.roundsCompact ? 1 : o.minimumSignificantDigits) - leading, 0)) };
    }
    const { whole, fraction } = roundTo(decimal, o.maximumFractionDigits);
    return { whole, fraction: trimmed(fraction, o.minimumFractionDigits) };
  }
  #format(value) {
    const o = this.#o;
    const number = typeof value === 'bigint' ? value : Number(value);
    let negative = typeof number === 'bigint' ? number < 0n : number < 0 || Object.is(number, -0);
    let text, zero = false;
    if (Number.isNaN(number)) {
      text = 'NaN';
      negative = false;
    } else if (number === Infinity || number === -Infinity) {
      text = '∞';
    } else {
      let decimal = decimalOf(number);
      let suffix = '';
      if (o.style === 'percent') {
        const all = decimal.whole + decimal.fraction.padEnd(2, '0').slice(0, 2);
        decimal = { whole: all.replace(/^0+(?=\d)/, ''), fraction: decimal.fraction.slice(2) };
      }
      if (o.notation === 'compact') ({ decimal, suffix } = this.#compacted(decimal));
      const { whole, fraction } = this.#rounded(decimal);
      zero = /^0*$/.test(whole + fraction);
      const padded = whole.padStart(o.minimumIntegerDigits, '0');
      const groups = o.useGrouping === false || o.useGrouping === 'false' ? false : o.useGrouping === 'min2' ? padded.length > 4 : true;
      text = (groups ? grouped(padded) : padded) + (fraction ? `.${fraction}` : '') + suffix;
    }
    if (o.style === 'percent') text += '%';
    if (o.style === 'currency') {
      const symbol = o.currencyDisplay === 'code' ? o.currency : o.currencyDisplay === 'narrowSymbol' ? (kCurrencySymbols[o.currency] ?? o.currency).replace(/^[A-Z]+(?=[^A-Z])/, '') : kCurrencySymbols[o.currency] ?? o.currency;
      text = (/[A-Z]$/.test(symbol) && /^\d/.test(text) ? `${symbol}\u00a0` : symbol) + text;
    }
    const sign = { auto: negative ? '-' : '', never: '', always: negative ? '-' : '+', exceptZero: zero || Number.isNaN(number) ? '' : negative ? '-' : '+', negative: negative && !zero ? '-' : '' }[o.signDisplay];
    if (sign === '-' && o.currencySign === 'accounting' && o.style === 'currency') return `(${text})`;
    return sign + text;
  }
  #compacted(decimal) {
    const names = this.#o.compactDisplay === 'short' ? ['', 'K', 'M', 'B', 'T'] : ['', ' thousand', ' million', ' billion', ' trillion'];
    let power = Math.min(Math.floor((decimal.whole.length - 1) / 3), 4);
    const scaled = (p) => (p === 0 ? decimal : { whole: decimal.whole.slice(0, -3 * p), fraction: decimal.whole.slice(-3 * p) + decimal.fraction });
    // 999,999 is 1M, not 1000K.
    if (power < 4 && this.#rounded(scaled(power)).whole.length > 3) power++;
    if (power > 0 && decimal.whole.length <= 3 * power) return { decimal: { whole: '1', fraction: '' }, suffix: names[power] };
    return { decimal: scaled(power), suffix: names[power] };
  }
  formatToParts() { throw unsupported('Intl.NumberFormat.prototype.formatToParts'); }
  resolvedOptions() {
    const { roundsCompact, ...shown } = this.#o;
    for (const name of Object.keys(shown)) if (shown[name] === undefined) delete shown[name];
    if (shown.style !== 'currency') for (const name of ['currency', 'currencyDisplay', 'currencySign']) delete shown[name];
    if (shown.notation !== 'compact') delete shown.compactDisplay;
    return { ...shown, roundingIncrement: 1, roundingMode: 'halfExpand', roundingPriority: 'auto', trailingZeroDisplay: 'auto' };
  }
  static supportedLocalesOf(locales) { return supportedLocales(locales); }
}

function supportedLocales(locales) { return (typeof locales === 'string' ? [locales] : [...(locales ?? [])]).filter((locale) => kLocales.has(locale)); }

// --- dates ---

const kMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const kDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const kDateFields = ['weekday', 'year', 'month', 'day'];
const kTimeFields = ['hour', 'minute', 'second', 'fractionalSecondDigits'];
const kDateOptions = [...kDateFields, ...kTimeFields, 'hour12', 'hourCycle', 'timeZone', 'timeZoneName', 'dateStyle', 'timeStyle', 'localeMatcher', 'calendar', 'numberingSystem', 'formatMatcher'];
const kDateStyles = {
  __proto__: null, full: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }, long: { month: 'long', day: 'numeric', year: 'numeric' },
  medium: { month: 'short', day: 'numeric', year: 'numeric' }, short: { month: 'numeric', day: 'numeric', year: '2-digit' },
};
const kTimeStyles = {
  __proto__: null, full: { hour: 'numeric', minute: '2-digit', second: '2-digit', timeZoneName: 'long' }, long: { hour: 'numeric', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  medium: { hour: 'numeric', minute: '2-digit', second: '2-digit' }, short: { hour: 'numeric', minute: '2-digit' },
};
const two = (n) => String(n).padStart(2, '0');
const sized = (n, how) => (how === '2-digit' ? two(n % 100) : String(n));
const named = (names, i, how) => (how === 'long' ? names[i] : how === 'short' ? names[i].slice(0, 3) : names[i][0]);

// `required`, `defaults`: date, time, any or all (ECMA-402, CreateDateTimeFormat).
function dateOptions(given, required, defaults, what) {
  const options = { ...checkOptions(given, kDateOptions, what) };
  for (const name of Object.keys(options)) if (options[name] === undefined) delete options[name];
  const styles = options.dateStyle !== undefined || options.timeStyle !== undefined;
  const explicit = [...kDateFields, ...kTimeFields].filter((name) => options[name] !== undefined);
  if (styles) {
    for (const [name, table] of [['dateStyle', kDateStyles], ['timeStyle', kTimeStyles]]) {
      if (options[name] !== undefined && table[options[name]] === undefined) throw new RangeError(`Value ${options[name]} out of range for ${what} options property ${name}`);
    }
    if (explicit.length > 0 && nodeMajor >= 22) throw new TypeError('Invalid option : option');
    if (required === 'date' && options.timeStyle !== undefined) throw new TypeError('Invalid option : timeStyle');
    if (required === 'time' && options.dateStyle !== undefined) throw new TypeError('Invalid option : dateStyle');
    if (explicit.length > 0) throw new TypeError(`Can't set option ${explicit[0]} when ${options.dateStyle !== undefined ? 'dateStyle' : 'timeStyle'} is used`);
    for (const [name, table] of [['dateStyle', kDateStyles], ['timeStyle', kTimeStyles]]) {
      if (options[name] === undefined) continue;
      Object.assign(options, table[options[name]]);
    }
  } else {
    const asked = explicit.some((name) => (required !== 'time' && kDateFields.includes(name)) || (required !== 'date' && kTimeFields.includes(name)));
    if (!asked) {
      if (defaults !== 'time') Object.assign(options, { year: 'numeric', month: 'numeric', day: 'numeric' });
      if (defaults !== 'date') Object.assign(options, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
    }
  }
  const zone = options.timeZone;
  if (zone !== undefined && !/^(utc|etc\/utc|gmt|etc\/gmt)$/i.test(zone)) {
    if (!/^[A-Za-z]+(\/[A-Za-z_+\-0-9]+)+$|^([CEMPW]E?ST?[5-8]?[CEMP]?D?T?|Japan|Singapore|Israel|Turkey)$/.test(`${zone}`)) throw new RangeError(`Invalid time zone specified: ${zone}`);
    throw unsupported(`the time zone ${zone}`);
  }
  if (options.timeZoneName !== undefined && (!['short', 'long'].includes(options.timeZoneName) || (zone === undefined && new Date(0).getTimezoneOffset() !== 0)))
    throw unsupported('timeZoneName of this zone');
  return options;
}

function dateText(f, o) {
  const { weekday, year, month, day } = o;
  const monthIsWord = month !== undefined && month !== 'numeric' && month !== '2-digit';
  const y = year && sized(f.year, year), d = day && sized(f.day, day);
  const m = month && (monthIsWord ? named(kMonths, f.month, month) : sized(f.month + 1, month));
  const w = weekday && named(kDays, f.weekday, weekday);
  let date;
  if (monthIsWord) {
    date = d === undefined ? m : `${m} ${d}`;
    if (y !== undefined) date += d === undefined ? ` ${y}` : `, ${y}`;
    if (w === undefined) return date;
    return d === undefined ? `${date} ${w}` : `${w}, ${date}`;
  }
  if (m !== undefined) {
    date = [m, d, y].filter((part) => part !== undefined).join('/');
    return w === undefined ? date : d === undefined ? `${date} ${w}` : `${w}, ${date}`;
  }
  if (y !== undefined && d !== undefined) date = `${y} (day: ${d})`;
  else date = y ?? d;
  return date === undefined ? w : w === undefined ? date : `${date} ${w}`;
}

function timeText(f, o) {
  const { hour, minute, second, fractionalSecondDigits } = o;
  const h24 = o.hour12 !== undefined ? !o.hour12 : o.hourCycle === 'h23' || o.hourCycle === 'h24';
  const parts = [];
  if (hour !== undefined) {
    const value = h24 ? ((o.hour12 === false && nodeMajor < 22) || o.hourCycle === 'h24') && f.hour === 0 ? 24 : f.hour : f.hour % 12 || 12;
    parts.push(h24 || hour === '2-digit' ? two(value) : String(value));
  }
  if (minute !== undefined) parts.push(hour !== undefined || second !== undefined || minute === '2-digit' && hour !== undefined ? two(f.minute) : String(f.minute));
  let fraction = '';
  if (fractionalSecondDigits !== undefined) fraction = String(f.ms).padStart(3, '0').slice(0, fractionalSecondDigits);
  if (second !== undefined) parts.push((minute !== undefined ? two(f.second) : String(f.second)) + (fraction && `.${fraction}`));
  else if (fraction) parts.push(fraction);
  return parts.join(':') + (hour !== undefined && !h24 ? (f.hour < 12 ? ' AM' : ' PM') : '');
}

function formatDate(time, o) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw new RangeError('Invalid time value');
  const utc = o.timeZone !== undefined ? 'UTC' : '';
  const part = (name) => date[`get${utc}${name}`]();
  const f = { year: part('FullYear'), month: part('Month'), day: part('Date'), weekday: part('Day'), hour: part('Hours'), minute: part('Minutes'), second: part('Seconds'), ms: part('Milliseconds') };
  const dateAsked = kDateFields.filter((name) => o[name] !== undefined);
  const timeAsked = kTimeFields.some((name) => o[name] !== undefined);
  const pieces = [];
  if (dateAsked.length > 0) pieces.push(dateText(f, o));
  if (timeAsked) pieces.push(timeText(f, o));
  const longMonth = o.month === 'long';
  let text = pieces.join(dateAsked.length === 1 && o.weekday !== undefined ? ' ' : longMonth ? ' at ' : ', ');
  if (o.timeZoneName !== undefined) text += `${timeAsked ? ' ' : ', '}${o.timeZoneName === 'long' ? 'Coordinated Universal Time' : 'UTC'}`;
  return text;
}

class DateTimeFormat {
  #o;
  constructor(locales, options) {
    checkLocales(locales);
    this.#o = dateOptions(options, 'any', 'date', 'Intl.DateTimeFormat');
    Object.defineProperty(this, 'format', { value: (date) => formatDate(date === undefined ? Date.now() : date, this.#o), configurable: true, writable: true });
  }
  formatToParts() { throw unsupported('Intl.DateTimeFormat.prototype.formatToParts'); }
  resolvedOptions() {
    const { localeMatcher, formatMatcher, ...shown } = this.#o;
    return { locale: 'en-US', calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC', ...shown };
  }
  static supportedLocalesOf(locales) { return supportedLocales(locales); }
}

// --- words ---

class PluralRules {
  #type;
  constructor(locales, options) {
    checkLocales(locales);
    this.#type = checkOptions(options, ['type', 'localeMatcher'], 'Intl.PluralRules').type ?? 'cardinal';
  }
  select(n) {
    n = Number(n);
    if (this.#type === 'cardinal') return n === 1 ? 'one' : 'other';
    const ten = n % 10, hundred = n % 100;
    return ten === 1 && hundred !== 11 ? 'one' : ten === 2 && hundred !== 12 ? 'two' : ten === 3 && hundred !== 13 ? 'few' : 'other';
  }
}
class ListFormat {
  #word;
  constructor(locales, options) {
    checkLocales(locales);
    const { type = 'conjunction', style = 'long' } = checkOptions(options, ['type', 'style', 'localeMatcher'], 'Intl.ListFormat');
    if (type === 'unit' || style !== 'long') throw unsupported('this style of Intl.ListFormat');
    this.#word = type === 'disjunction' ? 'or' : 'and';
  }
  format(list) {
    const items = [...list];
    if (items.some((item) => typeof item !== 'string')) throw new TypeError('Iterable yielded ' + inspect(items.find((item) => typeof item !== 'string')) + ' which is not a string');
    if (items.length < 3) return items.join(` ${this.#word} `);
    return `${items.slice(0, -1).join(', ')}, ${this.#word} ${last(items)}`;
  }
}
class Collator {
  constructor(locales, options) {
    checkLocales(locales);
    checkOptions(options, ['usage', 'localeMatcher'], 'Intl.Collator');
    Object.defineProperty(this, 'compare', { value: (a, b) => `${a}`.localeCompare(`${b}`), configurable: true, writable: true });
  }
}

const Intl = Object.create(Object.prototype, { [Symbol.toStringTag]: { value: 'Intl', configurable: true } });
for (const Class of [DateTimeFormat, NumberFormat, Collator, PluralRules, ListFormat]) {
  // Called without new, the first two make an object as well.
  const callable = Class === DateTimeFormat || Class === NumberFormat;
  const exported = callable ? new Proxy(Class, { apply: (target, self, list) => new target(...list) }) : Class;
  Object.defineProperty(Intl, Class.name, { value: exported, writable: true, configurable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: `Intl.${Class.name}`, configurable: true });
}
Object.defineProperty(Intl, 'getCanonicalLocales', { value: (locales) => supportedLocales(locales), writable: true, configurable: true });
for (const name of ['RelativeTimeFormat', 'Segmenter', 'DisplayNames', 'Locale', 'DurationFormat'])
  Object.defineProperty(Intl, name, { value: { [name]: function() { throw unsupported(`Intl.${name}`); } }[name], writable: true, configurable: true });

// What Number, BigInt and Date do when they are given locales or options; `value` is a primitive.
module.exports = {
  Intl,
  number: (value, locales, options) => new NumberFormat(locales, options).format(value),
  date(value, required, defaults, locales, options) {
    checkLocales(locales);
    const what = `Date.prototype.toLocale${{ any: '', date: 'Date', time: 'Time' }[required]}String`;
    const read = dateOptions(options, required, defaults, what);
    return Number.isNaN(value) ? 'Invalid Date' : formatDate(value, read);
  },
};
