'use strict';
// assert.AssertionError and the text it makes of two values that are not what they should be.
const { inspect, nodeMajor } = internal;
const { last: lastOf } = require('internal/language');
const { validateObject, validateOneOf } = require('internal/validators');

const kSaid = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};
const kLegend = '+ actual - expected';
const kShortMost = 12;     // characters of both values that are shown as a !== b
const kLineWidth = 80;     // of an output that is no terminal
const kLongMost = 512;
const kLinesMost = 50;

const show = (value) => inspect(value, {
  compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false, sorted: true,
  getters: true, breakLength: Infinity,
});
const isObject = (value) => typeof value === 'object' && value !== null;
const bothReferences = (a, b) => (isObject(a) && isObject(b)) || (typeof a === 'function' && typeof b === 'function');
const firstDifference = (a, b) => {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
};

// --- up to 20: the lines at one position are compared with each other, after equal lines at the end are set aside ---

const kTailKept = 3;

class LineByLine {
  constructor(actual, expected) {
    this.out = '';
    this.held = ''; // expected lines that follow the actual ones of a stretch
    this.printed = 0;
    this.equal = 0; // equal lines since the last difference
    this.skipped = false;
    this.actual = actual;
    this.expected = expected;
  }
  // Of a stretch of equal lines the first two were printed at once; its end is now.
  flushEqual(lines, at) {
    if (this.equal > 2) {
      const keep = this.equal === 4 ? 2 : this.equal === 3 ? 1 : this.equal === 5 ? 3 : 2;
      if (this.equal > 5) {
        this.out += '\n...';
        this.skipped = true;
      }
      for (let back = keep; back > 0; back--) {
        this.out += `\n  ${lines[at - back]}`;
        this.printed++;
      }
    }
    this.equal = 0;
  }
  // Whether all lines were printed.
  run() {
    const { actual, expected } = this;
    const most = Math.max(actual.length, expected.length);
    const longer = actual.length < most ? expected : actual;
    const both = Math.min(actual.length, expected.length);
    for (let i = 0; i < most; i++) {
      if (i >= both) {
        this.flushEqual(longer, i);
        if (longer === actual) this.out += `\n+ ${longer[i]}`;
        else this.held += `\n- ${longer[i]}`;
        this.printed++;
      } else {
        let line = actual[i];
        const other = expected[i];
        let differ = line !== other && !(line.endsWith(',') && line.slice(0, -1) === other);
        if (differ && other.endsWith(',') && other.slice(0, -1) === line) { // only the comma behind it
          differ = false;
          line += ',';
        }
        if (differ) {
          this.flushEqual(actual, i);
          this.out += `\n+ ${line}`;
          this.held += `\n- ${other}`;
          this.printed += 2;
        } else {
          this.out += this.held;
          this.held = '';
          if (++this.equal <= 2) {
            this.out += `\n  ${line}`;
            this.printed++;
          }
        }
      }
      if (this.printed > kLinesMost && i < most - 2) return false;
    }
    return true;
  }
}

function diffByLine(actual, expected, operator, message) {
  const shownActual = show(actual);
  const a = shownActual.split('\n');
  const b = show(expected).split('\n');
  let pointer = '';
  if (operator === 'strictEqual' && bothReferences(actual, expected)) operator = 'strictEqualObject';
  if (a.length === 1 && b.length === 1 && a[0] !== b[0]) {
    const length = a[0].length + b[0].length;
    if (length <= kShortMost) {
      if (!isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0)) return `${message ?? kSaid[operator]}\n\n${a[0]} !== ${b[0]}\n`;
    } else if (operator !== 'strictEqualObject' && length < kLineWidth) {
      const at = firstDifference(a[0], b[0]);
      if (at > 2) pointer = `\n  ${' '.repeat(at)}^`;
    }
  }
  let same = 0, last = '', end = '';
  while (a.length > 0 && b.length > 0 && lastOf(a) === lastOf(b)) {
    const line = a.pop();
    b.pop();
    if (same++ < kTailKept) end = `\n  ${line}${end}`;
    else last = line;
  }
  if (Math.max(a.length, b.length) === 0) {
    const lines = shownActual.split('\n');
    if (lines.length > kLinesMost) lines.splice(kLinesMost - 4, Infinity, '...');
    return `${message ?? kSaid.notIdentical}\n\n${lines.join('\n')}\n`;
  }
  const diff = new LineByLine(a, b);
  if (same >= 5) {
    end = `\n...${end}`;
    diff.skipped = true;
  }
  if (last !== '') end = `\n  ${last}${end}`;
  const head = `${message ?? kSaid[operator]}\n${kLegend}`;
  if (!diff.run()) return `${head} ... Lines skipped\n${diff.out}\n...${diff.held}\n...`;
  return `${head}${diff.skipped ? ' ... Lines skipped' : ''}\n${diff.out}${diff.held}${end}${pointer}`;
}

// --- from 22: the shortest edit script (E. Myers, 1986) ---

const kEqualKept = 5;

// [['+' | '-' | ' ', line], …]; a trailing comma makes no difference where `commas`.
function shortestEdit(a, b, commas) {
  const same = (x, y) => x === y || (commas && (`${x},` === y || x === `${y},`));
  const most = a.length + b.length;
  const furthest = new Int32Array(2 * most + 2);
  const history = [];
  const down = (row, k, d) => k === -d || (k !== d && row[k - 1 + most] < row[k + 1 + most]);
  search: for (let d = 0; d <= most; d++) {
    history.push(furthest.slice());
    for (let k = -d; k <= d; k += 2) {
      let x = down(furthest, k, d) ? furthest[k + 1 + most] : furthest[k - 1 + most] + 1;
      while (x < a.length && x - k < b.length && same(a[x], b[x - k])) x++;
      furthest[k + most] = x;
      if (x >= a.length && x - k >= b.length) break search;
    }
  }
  const edit = [];
  let x = a.length, y = b.length;
  for (let d = history.length - 1; d >= 0; d--) {
    const k = x - y;
    const fromK = down(history[d], k, d) ? k + 1 : k - 1;
    const fromX = history[d][fromK + most];
    while (x > fromX && y > fromX - fromK) {
      x--;
      y--;
      edit.push([' ', !commas || a[x].endsWith(',') ? a[x] : b[y]]);
    }
    if (d === 0) break;
    if (x > fromX) edit.push(['+', a[--x]]);
    else edit.push(['-', b[--y]]);
  }
  return edit.reverse();
}

function printEdit(edit, operator) {
  let out = '';
  let skipped = false;
  let equal = 0;
  edit.forEach(([type, line], i) => {
    if (type === ' ') {
      if (equal++ < kEqualKept) out += `  ${line}\n`;
      return;
    }
    if (equal > kEqualKept) { // one or two lines more are not worth leaving out
      if (equal > kEqualKept + 2) {
        out += '...\n';
        skipped = true;
      } else if (equal === kEqualKept + 2) {
        out += `  ${edit[i - 2][1]}\n`;
      }
      out += `  ${edit[i - 1][1]}\n`;
    }
    equal = 0;
    out += type === '+' && operator === 'partialDeepStrictEqual' ? `  ${line}\n` : `${type} ${line}\n`;
  });
  return { text: `\n${out.trimEnd()}`, skipped };
}

function diffByEdit(actual, expected, operator, message) {
  if (operator === 'strictEqual' && bothReferences(actual, expected)) operator = 'strictEqualObject';
  const shownActual = show(actual), shownExpected = show(expected);
  const a = shownActual.split('\n'), b = shownExpected.split('\n');
  let header = kLegend, text, skipped = false;
  if (a.length === 1 && b.length === 1 && !(isObject(actual) && isObject(expected))) {
    const quotes = (typeof actual === 'string' ? 2 : 0) + (typeof expected === 'string' ? 2 : 0);
    if (a[0].length + b[0].length - quotes <= kShortMost && (actual !== 0 || expected !== 0)) {
      text = `${a[0]} !== ${b[0]}`;
      header = '';
    } else {
      text = `\n+ ${a[0]}\n- ${b[0]}`;
      if (a[0].length + b[0].length <= kLineWidth) {
        const at = firstDifference(a[0], b[0]);
        if (at >= 3 && at < a[0].length) text += `\n${' '.repeat(at + 2)}^`;
      }
    }
  } else if (shownActual === shownExpected) {
    operator = 'notIdentical';
    header = '';
    skipped = a.length > kLinesMost;
    text = skipped ? `${a.slice(0, kLinesMost).join('\n')}\n...}` : a.join('\n');
  } else {
    ({ text, skipped } = printEdit(shortestEdit(a, b, isObject(actual)), operator));
  }
  return `${message ?? kSaid[operator]}\n${header}${skipped ? '\n... Skipped lines' : ''}\n${text}\n`;
}

// --- the other operators ---

function unequalText(actual, operator) {
  const said = operator === 'notStrictEqual' && (isObject(actual) || typeof actual === 'function') ? kSaid.notStrictEqualObject : kSaid[operator];
  const lines = show(actual).split('\n');
  if (lines.length > kLinesMost) lines.splice(kLinesMost - 4, Infinity, '...');
  if (lines.length > 1) return `${said}\n\n${lines.join('\n')}\n`;
  return `${said}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
}
const cut = (text, most) => text.length > most ? `${text.slice(0, most - 3)}...` : text;
function looseText(actual, expected, operator) {
  const a = show(actual), b = show(expected);
  if (operator === 'notDeepEqual' && a === b) return cut(`${kSaid.notDeepEqual}\n\n${a}`, 1024);
  const left = cut(a, kLongMost), right = cut(b, kLongMost);
  if (operator === 'deepEqual') return `${kSaid.deepEqual}\n\n${left}\n\nshould loosely deep-equal\n\n${right}`;
  if (operator === 'notDeepEqual') return `${kSaid.notDeepEqualUnequal}\n\n${left}\n\nshould not loosely deep-equal\n\n${right}`;
  return `${left} ${operator} ${right}`;
}

const difference = nodeMajor >= 22 ? diffByEdit : diffByLine;
function generate(actual, expected, operator) {
  // Of errors that were not of one mind only what is asked for is shown, with its stack set apart.
  if (operator === 'deepStrictEqual' || operator === 'strictEqual' || operator === 'partialDeepStrictEqual')
    return difference(actual, expected, operator);
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return unequalText(actual, operator);
  return looseText(actual, expected, operator);
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    const { message, operator, stackStartFn, details, stackStartFunction } = options;
    let { actual, expected } = options;
    const { diff = 'simple' } = options;
    if (nodeMajor >= 24) validateOneOf(diff, 'options.diff', ['simple', 'full']);
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    if (message !== undefined && message !== null) {
      if (nodeMajor >= 20 && (operator === 'deepStrictEqual' || operator === 'strictEqual')) super(difference(actual, expected, operator, message));
      else super(`${message}`);
    } else {
      super(generate(actual, expected, operator));
    }
    Error.stackTraceLimit = limit;
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', { value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true });
    this.code = 'ERR_ASSERTION';
    if (details) {
      this.actual = undefined;
      this.expected = undefined;
      this.operator = undefined;
      details.forEach((detail, i) => {
        this[`message ${i}`] = detail.message;
        this[`actual ${i}`] = detail.actual;
        this[`expected ${i}`] = detail.expected;
        this[`operator ${i}`] = detail.operator;
        this[`stack trace ${i}`] = detail.stack;
      });
    } else {
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    Error.captureStackTrace(this, stackStartFn || stackStartFunction);
    this.stack; // made now, while the name has the code
    this.name = 'AssertionError';
    if (nodeMajor >= 24) this.diff = diff;
  }
  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
  [inspect.custom](depth, options) {
    // Long values would hide the message: they are cut while the error is shown.
    const { actual, expected } = this;
    const shorten = (value) => {
      if (typeof value !== 'string') return value;
      const lines = value.split('\n', 11);
      if (lines.length > 10) return `${lines.slice(0, 10).join('\n')}\n...`;
      return cut(value, kLongMost);
    };
    this.actual = shorten(actual);
    this.expected = shorten(expected);
    const text = inspect(this, { ...options, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return text;
  }
}

module.exports = AssertionError;
