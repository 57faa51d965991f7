'use strict';
// perf_hooks (https://nodejs.org/api/perf_hooks.html): on the virtual clock.
const { inspect, invalidArgType, listenToGc, loopFigures, nodeError, nodeMajor, now: clock, timeOrigin } = internal;
const { fromEntries, last } = require('internal/language');
const { invalidArgValue, missingArgs, validateFunction, validateInteger, validateNumber, validateObject, validateString } = require('internal/validators');
const { EventTarget } = require('internal/event_target');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
let making = false;
const illegal = () => nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
function make(Type, ...args) {
  making = true;
  try {
    return new Type(...args);
  } finally {
    making = false;
  }
}

// --- entries ---

class PerformanceEntry {
  #name; #entryType; #startTime; #duration; #detail; #hasDetail;
  constructor(name, entryType, startTime, duration, ...detail) {
    if (!making) throw illegal();
    this.#name = name;
    this.#entryType = entryType;
    this.#startTime = startTime;
    this.#duration = duration;
    this.#hasDetail = detail.length > 0;
    this.#detail = detail[0];
  }
  get name() { return this.#name; }
  get entryType() { return this.#entryType; }
  get startTime() { return this.#startTime; }
  get duration() { return this.#duration; }
  get detail() { return this.#hasDetail ? this.#detail : undefined; }
  [kInspect](depth, options) {
    if (depth < 0) return this;
    const shown = { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
    if (this.#hasDetail) shown.detail = this.#detail;
    return `${this.constructor.name} ${inspect(shown, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
  toJSON() {
    const json = { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
    if (this.#hasDetail) json.detail = this.#detail;
    return json;
  }
}
class PerformanceMark extends PerformanceEntry {
  constructor(name, options = undefined) {
    if (arguments.length === 0) throw missingArgs('name');
    name = `${name}`;
    if (milestones.includes(name)) throw invalidArgValue('name', name);
    if (options !== undefined && options !== null) validateObject(options, 'options');
    const startTime = options?.startTime ?? performance.now();
    validateNumber(startTime, 'startTime');
    if (startTime < 0) throw nodeError(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${startTime} is not a valid timestamp`);
    const detail = options?.detail === undefined || options.detail === null ? null : require('internal/structured_clone').cloneWith(options.detail);
    making = true;
    super(name, 'mark', startTime, 0, detail);
    making = false;
  }
}
class PerformanceMeasure extends PerformanceEntry {
  constructor(...args) {
    if (!making) throw illegal();
    super(...args);
  }
}
class PerformanceResourceTiming extends PerformanceEntry {}

const milestones = ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete'];
// Before the program: a simulated start goes through these at fixed shares of its time.
const kStart = { nodeStart: 1.2, v8Start: 3.9, environment: 11.6, bootstrapComplete: 20.3 };
class PerformanceNodeTiming {
  name = 'node';
  entryType = 'node';
  startTime = 0;
  get duration() { return performance.now(); }
  get nodeStart() { return kStart.nodeStart; }
  get v8Start() { return kStart.v8Start; }
  get environment() { return kStart.environment; }
  get bootstrapComplete() { return kStart.bootstrapComplete; }
  get loopStart() { return loopFigures()[0]; }
  get loopExit() { return -1; }
  get idleTime() { return loopFigures()[1]; }
  get uvMetricsInfo() { return { loopCount: loopFigures()[2], events: 0, eventsWaiting: 0 }; }
  toJSON() {
    const { name, entryType, startTime, duration, nodeStart, v8Start, bootstrapComplete, environment, loopStart, loopExit, idleTime } = this;
    return { name, entryType, startTime, duration, nodeStart, v8Start, bootstrapComplete, environment, loopStart, loopExit, idleTime };
  }
}

// --- the timeline and its observers ---

// What Node itself tells of: collections.
class PerformanceNodeEntry extends PerformanceEntry {}
let listening = false;
function listenToCollections() {
  if (listening) return;
  listening = true;
  listenToGc((startTime, duration, kind, flags) => enqueue(make(PerformanceNodeEntry, 'gc', 'gc', startTime, duration, { kind, flags })));
}

const timeline = []; // marks, measures
const kObservable = ['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource'];
const observers = new Set();
const waiting = new Set();
let scheduled = false;

function enqueue(entry) {
  for (const observer of observers) if (observer.takes(entry.entryType)) observer.add(entry);
}
// Observers hear of entries in a later turn.
function schedule(observer) {
  waiting.add(observer);
  if (scheduled) return;
  scheduled = true;
  setImmediate(() => {
    scheduled = false;
    const batch = [...waiting];
    waiting.clear();
    for (const one of batch) one.dispatch();
  });
}
const byTime = (entries) => entries.sort((a, b) => a.startTime - b.startTime);

class PerformanceObserverEntryList {
  #entries;
  constructor(entries) {
    if (!making) throw illegal();
    this.#entries = byTime(entries);
  }
  getEntries() { return this.#entries.slice(); }
  getEntriesByType(type) {
    if (arguments.length === 0) throw missingArgs('type');
    return this.#entries.filter((entry) => entry.entryType === `${type}`);
  }
  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw missingArgs('name');
    return this.#entries.filter((entry) => entry.name === `${name}` && (type === undefined || entry.entryType === `${type}`));
  }
  [kInspect](depth, options) {
    if (depth < 0) return this;
    return `PerformanceObserverEntryList ${inspect(this.#entries, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}

class PerformanceObserver {
  #callback; #types = new Set(); #kind = null; #buffer = [];
  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }
  static get supportedEntryTypes() { return kObservable.slice(); }
  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) throw missingArgs('options.entryTypes', 'options.type');
    if (entryTypes !== undefined && type !== undefined) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', "The property 'options.entryTypes' options.entryTypes can not set with options.type together. Received " + inspect(entryTypes));
    const kind = entryTypes !== undefined ? 'many' : 'one';
    if (this.#kind !== null && this.#kind !== kind) {
      const { DOMException } = require('internal/event_target');
      throw new DOMException(kind === 'many' ? 'PerformanceObserver can not change to multiple observations' : 'PerformanceObserver can not change to single observation', 'InvalidModificationError');
    }
    this.#kind = kind;
    if (kind === 'many') {
      if (!Array.isArray(entryTypes)) throw invalidArgType('options.entryTypes', 'string[]', entryTypes);
      this.#types = new Set(entryTypes.filter((one) => kObservable.includes(one)));
    } else {
      validateString(type, 'options.type');
      if (!kObservable.includes(type)) return;
      this.#types.add(type);
      if (buffered) {
        const earlier = timeline.filter((entry) => entry.entryType === type);
        for (const entry of earlier) this.#buffer.push(entry);
        if (earlier.length > 0) schedule(this);
      }
    }
    if (this.#types.has('gc')) listenToCollections();
    if (this.#types.size > 0) observers.add(this);
    else this.disconnect();
  }
  disconnect() {
    observers.delete(this);
    waiting.delete(this);
    this.#buffer = [];
    this.#types.clear();
    this.#kind = null;
  }
  takeRecords() { return this.#buffer.splice(0); }
  static {
    PerformanceObserver.prototype.takes = function(type) { return this.#types.has(type); };
    PerformanceObserver.prototype.add = function(entry) {
      this.#buffer.push(entry);
      schedule(this);
    };
    PerformanceObserver.prototype.dispatch = function() {
      const entries = this.#buffer.splice(0);
      if (entries.length > 0) this.#callback(make(PerformanceObserverEntryList, entries), this);
    };
    for (const name of ['takes', 'add', 'dispatch']) Object.defineProperty(PerformanceObserver.prototype, name, { enumerable: false });
  }
  [kInspect](depth, options) {
    if (depth < 0) return this;
    return `PerformanceObserver ${inspect({ connected: observers.has(this), pending: waiting.has(this), entryTypes: [...this.#types], buffer: this.#buffer }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}

// --- histograms ---

// Values are kept one by one, sorted when asked: programs record thousands, not millions, of them.
class Histogram {
  #values = []; #sorted = true; #exceeds = 0; #lowest; #highest;
  constructor(lowest = 1, highest = Number.MAX_SAFE_INTEGER) {
    if (!making) throw illegal();
    this.#lowest = lowest;
    this.#highest = highest;
  }
  static add(histogram, value) {
    if (value > histogram.#highest || value < histogram.#lowest) {
      histogram.#exceeds++;
      return;
    }
    histogram.#values.push(value);
    histogram.#sorted = false;
  }
  static valuesOf(histogram) { return histogram.#values; }
  #inOrder() {
    if (!this.#sorted) this.#values.sort((a, b) => a - b);
    this.#sorted = true;
    return this.#values;
  }
  get count() { return this.#values.length; }
  get countBigInt() { return BigInt(this.count); }
  get exceeds() { return this.#exceeds; }
  get exceedsBigInt() { return BigInt(this.#exceeds); }
  get min() { return this.count === 0 ? 9223372036854776000 : this.#inOrder()[0]; }
  get minBigInt() { return this.count === 0 ? 9223372036854775807n : BigInt(this.min); }
  get max() { return this.count === 0 ? 0 : last(this.#inOrder()); }
  get maxBigInt() { return BigInt(this.max); }
  get mean() { return this.count === 0 ? NaN : this.#values.reduce((sum, value) => sum + value, 0) / this.count; }
  get stddev() {
    const { mean } = this;
    return this.count === 0 ? NaN : Math.sqrt(this.#values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / this.count);
  }
  percentile(percentile) {
    validateNumber(percentile, 'percentile');
    if (!(percentile > 0 && percentile <= 100)) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "percentile" is out of range. It must be > 0 && <= 100. Received ${inspect(percentile)}`);
    if (this.count === 0) return 0;
    return this.#inOrder()[Math.max(0, Math.ceil(percentile / 100 * this.count) - 1)];
  }
  percentileBigInt(percentile) { return BigInt(this.percentile(percentile)); }
  get percentiles() {
    const result = new Map();
    if (this.count === 0) return result.set(100, 0);
    for (let left = 1; left > 1 / (2 * this.count); left /= 2) result.set((1 - left) * 100, this.#inOrder()[Math.max(0, Math.ceil((1 - left) * this.count) - 1)]);
    return result.set(100, this.max);
  }
  get percentilesBigInt() { return new Map([...this.percentiles].map(([key, value]) => [key, BigInt(value)])); }
  reset() {
    this.#values = [];
    this.#exceeds = 0;
  }
  toJSON() {
    const { count, min, max, mean, exceeds, stddev } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: fromEntries(this.percentiles) };
  }
  [kInspect](depth, options) {
    if (depth < 0) return this;
    const { min, max, mean, exceeds, stddev, count, percentiles } = this;
    return `${this.constructor.name === 'IntervalHistogram' ? 'ELDHistogram' : 'Histogram'} ${inspect({ min, max, mean, exceeds, stddev, count, percentiles }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}
const { add, valuesOf } = Histogram;
delete Histogram.add;
delete Histogram.valuesOf;

class RecordableHistogram extends Histogram {
  #last;
  record(value) {
    if (typeof value !== 'bigint') validateInteger(value, 'val', 1);
    add(this, Number(value));
  }
  recordDelta() {
    const time = process.hrtime.bigint();
    if (this.#last !== undefined) add(this, Number(time - this.#last));
    this.#last = time;
  }
  add(other) {
    if (!(other instanceof RecordableHistogram)) throw invalidArgType('other', 'an instance of RecordableHistogram', other);
    for (const value of valuesOf(other)) add(this, value);
  }
}
function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1, Number.MAX_SAFE_INTEGER);
  if (typeof highest !== 'bigint') validateInteger(highest, 'options.highest', 2 * Number(lowest), Number.MAX_SAFE_INTEGER);
  validateInteger(figures, 'options.figures', 1, 5);
  return make(RecordableHistogram, Number(lowest), Number(highest));
}

// The distances between the firings of a timer of its own, which does not keep the loop alive.
class IntervalHistogram extends Histogram {
  #resolution; #timer = null; #last = 0;
  constructor(resolution) {
    super();
    this.#resolution = resolution;
  }
  enable() {
    if (this.#timer !== null) return false;
    this.#last = clock();
    this.#timer = setInterval(() => {
      const time = clock();
      add(this, Math.round((time - this.#last) * 1e6));
      this.#last = time;
    }, this.#resolution).unref();
    return true;
  }
  disable() {
    if (this.#timer === null) return false;
    clearInterval(this.#timer);
    this.#timer = null;
    return true;
  }
}
function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return make(IntervalHistogram, resolution);
}

// --- performance ---

function eventLoopUtilization(first = undefined, second = undefined) {
  if (second !== undefined) {
    const idle = first.idle - second.idle;
    const active = first.active - second.active;
    return { idle, active, utilization: active / (idle + active) };
  }
  const [start, idleNow] = loopFigures();
  if (start <= 0) return { idle: 0, active: 0, utilization: 0 };
  const activeNow = clock() - start - idleNow;
  if (first === undefined) return { idle: idleNow, active: activeNow, utilization: activeNow / (idleNow + activeNow) };
  const idle = idleNow - first.idle;
  const active = activeNow - first.active;
  return { idle, active, utilization: active / (idle + active) };
}

function timeOf(mark) {
  if (mark === undefined) return undefined;
  if (typeof mark === 'number') {
    if (mark < 0) throw nodeError(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${mark} is not a valid timestamp`);
    return mark;
  }
  const name = `${mark}`;
  if (milestones.includes(name)) return performance.nodeTiming[name];
  const found = last(timeline.filter((entry) => entry.entryType === 'mark' && entry.name === name));
  if (found) return found.startTime;
  const { DOMException } = require('internal/event_target');
  throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
}

class Performance extends EventTarget {
  #nodeTiming = new PerformanceNodeTiming();
  constructor() {
    if (!making) throw illegal();
    super();
  }
  clearMarks(name = undefined) { clear('mark', name); }
  clearMeasures(name = undefined) { clear('measure', name); }
  clearResourceTimings() {}
  getEntries() { return byTime(timeline.slice()); }
  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw missingArgs('name');
    return this.getEntries().filter((entry) => entry.name === `${name}` && (type === undefined || entry.entryType === `${type}`));
  }
  getEntriesByType(type) {
    if (arguments.length === 0) throw missingArgs('type');
    return this.getEntries().filter((entry) => entry.entryType === `${type}`);
  }
  mark(name, options = {}) {
    if (arguments.length === 0) throw missingArgs('name');
    const mark = new PerformanceMark(name, options);
    timeline.push(mark);
    enqueue(mark);
    return mark;
  }
  measure(name, startOrOptions = {}, endMark = undefined) {
    validateString(name, 'name');
    let start, end, detail = null, duration;
    if (startOrOptions !== null && typeof startOrOptions === 'object') {
      const options = startOrOptions;
      if (options.start === undefined && options.end === undefined && Object.keys(options).length > 0 && options.detail === undefined && options.duration === undefined) throw missingArgs('options.start', 'options.end');
      ({ duration } = options);
      end = endMark !== undefined ? timeOf(endMark) : options.end !== undefined ? timeOf(options.end) : options.start !== undefined && duration !== undefined ? timeOf(options.start) + duration : this.now();
      start = options.start !== undefined ? timeOf(options.start) : duration !== undefined && options.end !== undefined ? timeOf(options.end) - duration : 0;
      if (options.detail !== undefined && options.detail !== null) detail = require('internal/structured_clone').cloneWith(options.detail);
    } else {
      start = timeOf(startOrOptions) ?? 0;
      end = endMark !== undefined ? timeOf(endMark) : this.now();
    }
    const measure = make(PerformanceMeasure, name, 'measure', start, end - start, detail);
    timeline.push(measure);
    enqueue(measure);
    return measure;
  }
  now() { return clock(); }
  setResourceTimingBufferSize() {}
  get timeOrigin() { return timeOrigin(); }
  toJSON() { return { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin, eventLoopUtilization: this.eventLoopUtilization() }; }
  eventLoopUtilization(first, second) { return eventLoopUtilization(first, second); }
  get nodeTiming() { return this.#nodeTiming; }
  timerify(fn, options = {}) {
    validateFunction(fn, 'fn');
    validateObject(options, 'options');
    const { histogram } = options;
    if (histogram !== undefined && typeof histogram?.record !== 'function') throw invalidArgType('options.histogram', 'an instance of RecordableHistogram', histogram);
    const finish = (start, args) => {
      const duration = clock() - start;
      histogram?.record(Math.ceil(duration * 1e6));
      enqueue(make(PerformanceEntry, fn.name, 'function', start, duration, args));
    };
    function timerified(...args) {
      const start = clock();
      const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
      if (!new.target && typeof result?.finally === 'function') return result.finally(() => finish(start, args));
      finish(start, args);
      return result;
    }
    Object.defineProperties(timerified, {
      length: { configurable: false, enumerable: true, value: fn.length },
      name: { configurable: false, enumerable: true, value: `timerified ${fn.name}` },
    });
    return timerified;
  }
  [kInspect](depth, options) {
    if (depth < 0) return this;
    return `Performance ${inspect({ nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin }, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}
function clear(type, name) {
  for (let i = timeline.length - 1; i >= 0; i--) if (timeline[i].entryType === type && (name === undefined || timeline[i].name === `${name}`)) timeline.splice(i, 1);
}
Object.defineProperty(Performance.prototype, Symbol.toStringTag, { configurable: true, value: 'Performance' });
const performance = make(Performance);

const constants = Object.freeze({
  NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_INCREMENTAL: 8, NODE_PERFORMANCE_GC_WEAKCB: 16,
  NODE_PERFORMANCE_GC_FLAGS_NO: 0, NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2, NODE_PERFORMANCE_GC_FLAGS_FORCED: 4,
  NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8, NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16,
  NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32, NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
});
module.exports = {
  Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList, PerformanceResourceTiming,
  monitorEventLoopDelay, createHistogram, performance,
};
if (nodeMajor >= 24) Object.assign(module.exports, { eventLoopUtilization, timerify: (fn, options) => performance.timerify(fn, options) });
Object.defineProperty(module.exports, 'constants', { configurable: false, enumerable: true, value: constants });
