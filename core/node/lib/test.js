'use strict';
// node:test (https://nodejs.org/api/test.html): tests run one after the other once the main program is through; the report
// is written by internal/test_reporters.
const { nodeError, nodeMajor } = internal;
const { invalidArgType, validateFunction } = require('internal/validators');
const reporters = require('internal/test_reporters');
const mocks = require('internal/test_mock');

const failure = (message, failureType, cause = undefined) =>
  Object.assign(nodeError(Error, 'ERR_TEST_FAILURE', typeof message === 'string' ? message : 'test failed'), { failureType, cause: cause ?? message });

// The place of the call of `fn`, as the report shows it.
function placeOf(fn) {
  const holder = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(holder, fn);
  Error.stackTraceLimit = limit;
  return /\(?([^()\s]+:\d+:\d+)\)?$/.exec(holder.stack.split('\n')[1] ?? '')?.[1];
}

class Test {
  constructor(parent, kind, name, options, fn, place) {
    this.parent = parent;
    this.kind = kind; // root, suite or test
    this.name = name;
    this.fn = fn;
    this.place = place;
    this.depth = parent === null ? -1 : parent.depth + 1;
    this.skip = options.skip ?? (parent?.kind === 'suite' ? parent.skip : undefined);
    this.todo = options.todo ?? (parent?.kind === 'suite' ? parent.todo : undefined);
    this.timeout = options.timeout;
    this.planned = options.plan;
    this.signal = options.signal;
    this.waiting = [];     // subtests that have not begun
    this.done = [];        // those that have ended
    this.count = 0;
    this.hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    this.diagnostics = [];
    this.error = null;
    this.ended = false;
    this.assertions = 0;
    this.result = new Promise((resolve) => { this.settle = resolve; });
  }
  get fullName() { return this.parent && this.parent.kind !== 'root' ? `${this.parent.fullName} > ${this.name}` : this.name; }
  get passed() { return this.error === null; }

  add(kind, name, options, fn, place) {
    if (typeof name === 'function') fn = name;
    else if (name !== null && typeof name === 'object') [fn, options] = [options, name];
    else if (typeof options === 'function') fn = options;
    const settings = [options, name].find((one) => one !== null && typeof one === 'object') ?? {};
    fn ??= () => {};
    if (typeof name !== 'string' || name === '') name = fn.name || '<anonymous>';
    const test = new Test(this, kind, name, settings, fn, place);
    test.number = ++this.count;
    if (this.ended) test.error = failure('test could not be started because its parent finished', 'parentAlreadyFinished');
    this.waiting.push(test);
    if (kind === 'suite') test.collect();
    root.wake();
    return test;
  }
  // The function of a suite runs at once and only names what is in it.
  collect() {
    if (this.skip) return;
    const before = current;
    current = this;
    try {
      const result = this.fn.call(new SuiteContext(this), new SuiteContext(this));
      if (typeof result?.then === 'function') this.collected = Promise.resolve(result).catch((error) => { this.error = failure(error, 'testCodeFailure', error); });
    } catch (error) {
      this.error = failure(error, 'testCodeFailure', error);
    } finally {
      current = before;
    }
  }

  async runWaiting() {
    while (this.waiting.length > 0) {
      const test = this.waiting.shift();
      await test.run();
      this.done.push(test);
    }
  }
  async runHooks(kind, argument) {
    for (const hook of this.hooks[kind]) await callTested(hook, argument, argument);
  }
  async eachHooks(kind, argument) {
    if (kind === 'beforeEach') {
      await this.parent?.eachHooks(kind, argument);
      await this.runHooks(kind, argument);
    } else {
      await this.runHooks(kind, argument);
      await this.parent?.eachHooks(kind, argument);
    }
  }
  async beforeOnce() {
    if (this.parent) await this.parent.beforeOnce();
    if (this.begun || this.hooks.before.length === 0) return;
    this.begun = true;
    await this.runHooks('before', this.kind === 'test' ? this.context : new SuiteContext(this));
  }

  async run() {
    const started = performance.now();
    reporters.start(this);
    const skipped = this.skip !== undefined && this.skip !== false;
    if (this.error === null && !skipped) {
      try {
        if (this.kind === 'suite') await this.runSuite();
        else await this.runTest();
      } catch (error) {
        this.fail(error);
      }
      if (this.error === null) {
        const failed = this.done.filter((test) => !test.passed && !test.todo).length;
        if (failed > 0) this.error = failure(`${failed} subtest${failed > 1 ? 's' : ''} failed`, 'subtestsFailed');
      }
    }
    this.ended = true;
    this.duration = performance.now() - started;
    reporters.end(this);
    this.settle();
  }
  fail(error) {
    this.error ??= error?.code === 'ERR_TEST_FAILURE' && error.failureType ? error : failure(error, 'testCodeFailure', error);
  }
  async runSuite() {
    await this.collected;
    await this.beforeOnce();
    await this.runWaiting();
    await this.runHooks('after', new SuiteContext(this));
  }
  async runTest() {
    const context = this.context = new TestContext(this);
    await this.parent.beforeOnce();
    let timer;
    try {
      await this.parent.eachHooks('beforeEach', context);
      const body = callTested(this.fn, context, context);
      const limits = [body];
      if (this.timeout !== undefined && this.timeout !== Infinity) {
        limits.push(new Promise((_, reject) => {
          timer = setTimeout(() => reject(failure(`test timed out after ${this.timeout}ms`, 'testTimeoutFailure')), this.timeout);
          timer.unref();
        }));
      }
      if (this.signal) limits.push(new Promise((_, reject) => this.signal.addEventListener('abort', () => reject(this.signal.reason), { once: true })));
      await Promise.race(limits);
      await this.runWaiting();
      if (this.planned !== undefined && this.planned !== this.assertions + this.count)
        throw failure(`plan expected ${this.planned} assertions but received ${this.assertions + this.count}`, 'testCodeFailure');
    } catch (error) {
      this.fail(error);
    } finally {
      clearTimeout(timer);
    }
    for (const step of [() => this.runHooks('after', context), () => this.parent.eachHooks('afterEach', context)]) {
      try {
        await step();
      } catch (error) {
        this.error ??= failure(error, 'hookFailed', error);
      }
    }
    context.mock.restoreAll();
    context.controller.abort();
  }
}

// A test's function gives a promise, takes a callback as its second parameter, or is through when it returns.
function callTested(fn, thisArg, argument) {
  if (fn.length >= 2) {
    return new Promise((resolve, reject) => {
      let called = false;
      const done = (error) => {
        if (called) return reject(failure('callback invoked multiple times', 'multipleCallbackInvocations'));
        called = true;
        return error ? reject(error) : resolve();
      };
      const result = fn.call(thisArg, argument, done);
      if (typeof result?.then === 'function') reject(failure('passed a callback but also returned a Promise', 'callbackAndPromisePresent'));
    });
  }
  return (async () => fn.call(thisArg, argument))();
}

class TestContext {
  #test;
  constructor(test) {
    this.#test = test;
    this.mock = new mocks.MockTracker();
    this.controller = new AbortController();
    for (const name of ['mock', 'controller']) Object.defineProperty(this, name, { enumerable: false });
  }
  get name() { return this.#test.name; }
  get fullName() { return this.#test.fullName; }
  get signal() { return this.controller.signal; }
  get assert() {
    const count = () => { this.#test.assertions++; };
    return this.counting ??= new Proxy(require('assert'), {
      get: (target, name) => typeof target[name] !== 'function' ? target[name] : (...args) => {
        count();
        return target[name](...args);
      },
    });
  }
  test(name, options, fn) {
    const test = this.#test.add('test', name, options, fn, placeOf(this.test));
    this.#test.runWaitingSoon ??= Promise.resolve();
    this.#test.runWaitingSoon = this.#test.runWaitingSoon.then(() => this.#test.runWaiting());
    return test.result;
  }
  diagnostic(message) { this.#test.diagnostics.push(`${message}`); }
  skip(message) { this.#test.skip = message ?? true; }
  todo(message) { this.#test.todo = message ?? true; }
  plan(count) { this.#test.planned = count; }
  runOnly() {}
  before(fn) {
    validateFunction(fn, 'fn');
    this.#test.hooks.before.push(fn);
  }
  after(fn) {
    validateFunction(fn, 'fn');
    this.#test.hooks.after.push(fn);
  }
  beforeEach(fn) { this.#test.hooks.beforeEach.push(fn); }
  afterEach(fn) { this.#test.hooks.afterEach.push(fn); }
}
class SuiteContext {
  #suite;
  constructor(suite) { this.#suite = suite; }
  get name() { return this.#suite.name; }
  get fullName() { return this.#suite.fullName; }
  get signal() { return new AbortController().signal; }
}

// --- the root ---

class Root extends Test {
  constructor() {
    super(null, 'root', '<root>', {}, () => {});
    this.running = null;
    process.on('beforeExit', () => this.finish());
  }
  // Tests begin when the program that names them is through.
  wake() {
    this.running ??= new Promise((resolve) => setImmediate(resolve)).then(async () => {
      await this.runWaiting();
      this.running = null;
      if (this.waiting.length > 0) this.wake();
    });
  }
  finish() {
    if (this.ended) return;
    if (this.running !== null) { // a promise that nothing can settle any more
      const stuck = this.stuckTest();
      if (stuck && !stuck.cancelled) {
        stuck.cancelled = true;
        stuck.error = failure('Promise resolution is still pending but the event loop has already resolved', 'cancelledByParent');
        stuck.duration = 0;
        stuck.ended = true;
        reporters.end(stuck);
        this.done.push(stuck);
      }
    }
    this.ended = true;
    this.runHooks('after', undefined);
    reporters.summary(this);
    if (reporters.counts.fail > 0 || reporters.counts.cancelled > 0) process.exitCode = 1;
  }
  stuckTest() { return reporters.running(); }
}
let current;
const root = new Root();
current = root;

// --- what programs use ---

function variants(kind, own) {
  const run = (extra) => {
    const fn = (name, options, body) => {
      const merged = extra === undefined ? [name, options, body] : withOption(extra, name, options, body);
      const test = current.add(kind, ...merged, placeOf(fn));
      return kind === 'suite' ? (nodeMajor >= 20 ? test.result : undefined) : test.result;
    };
    return fn;
  };
  const base = run();
  Object.defineProperty(base, 'name', { value: own });
  for (const extra of ['skip', 'todo', 'only']) base[extra] = run(extra);
  return base;
}
function withOption(extra, name, options, body) {
  if (typeof name === 'function') return [name.name, { [extra]: true }, name];
  if (name !== null && typeof name === 'object') return ['', { ...name, [extra]: true }, options];
  if (typeof options === 'function') return [name, { [extra]: true }, options];
  return [name, { ...options, [extra]: true }, body];
}
const hook = (kind) => {
  const fn = { [kind](body) {
    if (typeof body !== 'function') throw invalidArgType('fn', 'of type function', body);
    current.hooks[kind].push(body);
  } }[kind];
  return fn;
};

const test = variants('test', 'test');
const suite = variants('suite', 'suite');
module.exports = test;
Object.assign(module.exports, {
  test,
  it: test,
  describe: suite,
  suite,
  before: hook('before'),
  after: hook('after'),
  beforeEach: hook('beforeEach'),
  afterEach: hook('afterEach'),
  run: require('internal/not_simulated')('test.run'),
});
Object.defineProperty(module.exports, 'mock', { configurable: true, enumerable: true, get: () => mocks.globalTracker });
if (nodeMajor >= 22) module.exports.assert = require('assert');
