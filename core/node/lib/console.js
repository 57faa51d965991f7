'use strict';
// The less used half of console (https://nodejs.org/api/console.html). `write(toError, text)` is native and indents by
// the group.
const { invalidArgType, types, inspect, format, displayWidth, previewIterator, write, setIndentation, timeNow, nodeMajor } = internal;
const { hasOwn } = require('internal/language');

const counts = new Map();
const timers = new Map();
let indentation = '';

function out(...args) { write(false, format(...args)); }
function err(...args) { write(true, format(...args)); }

// As long as it needs to be: 1.5ms, 2.345s, 1:05.000 (m:ss.mmm), 1:01:05 (h:mm:ss).
function duration(ms) {
  const two = (n) => String(Math.floor(n)).padStart(2, '0');
  const seconds = ms / 1000;
  const minutes = seconds / 60;
  if (minutes >= 60) return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)} (h:mm:ss)`;
  if (seconds >= 60) return `${Math.floor(minutes)}:${(seconds % 60).toFixed(3).padStart(6, '0')} (m:ss.mmm)`;
  if (ms >= 1000) return `${seconds.toFixed(3)}s`;
  let text = ms.toFixed(3);
  while (text.endsWith('0')) text = text.slice(0, -1);
  if (text.endsWith('.')) text = text.slice(0, -1);
  return `${text}ms`;
}

// --- console.table ---

const lines = { topLeft: '┌', topMiddle: '┬', topRight: '┐', left: '├', middle: '┼', right: '┤', bottomLeft: '└', bottomMiddle: '┴', bottomRight: '┘', row: '─', column: '│' };

function row(cells, widths) {
  let text = lines.column;
  for (let i = 0; i < cells.length; i++) {
    const room = widths[i] - displayWidth(cells[i]);
    if (nodeMajor >= 20) {
      text += ` ${cells[i]}${' '.repeat(room - 1)}`;
    } else {
      const left = Math.floor(room / 2);
      text += `${' '.repeat(left)}${cells[i]}${' '.repeat(room - left)}`;
    }
    text += lines.column;
  }
  return text;
}
function drawTable(head, columns) {
  const rows = [];
  const longest = Math.max(0, ...columns.map((column) => column.length));
  for (let i = 0; i < longest; i++) rows.push(columns.map((column) => (hasOwn(column, i) ? column[i] : '')));
  const widths = head.map((title, i) => Math.max(displayWidth(title), ...rows.map((cells) => displayWidth(cells[i]))) + 2);
  const rule = (left, middle, right) => left + widths.map((width) => lines.row.repeat(width)).join(middle) + right;
  return [
    rule(lines.topLeft, lines.topMiddle, lines.topRight),
    row(head, widths),
    rule(lines.left, lines.middle, lines.right),
    ...rows.map((cells) => row(cells, widths)),
    rule(lines.bottomLeft, lines.bottomMiddle, lines.bottomRight),
  ].join('\n');
}

function cell(value) {
  const depth = value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0;
  return inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth });
}

function table(data, properties) {
  if (properties !== undefined && !Array.isArray(properties)) throw invalidArgType('properties', 'an instance of Array', properties);
  if (data === null || typeof data !== 'object') return out(data);
  const isMap = data instanceof Map;
  const isSet = data instanceof Set;
  if (isMap) {
    const indices = [], keys = [], values = [];
    let i = 0;
    for (const [key, value] of data) {
      indices.push(String(i++));
      keys.push(cell(key));
      values.push(cell(value));
    }
    return out(drawTable(['(iteration index)', 'Key', 'Values'], [indices, keys, values]));
  }
  if (isSet) {
    const indices = [], values = [];
    let i = 0;
    for (const value of data) {
      indices.push(String(i++));
      values.push(cell(value));
    }
    return out(drawTable(['(iteration index)', 'Values'], [indices, values]));
  }
  if (types.isMapIterator(data) || types.isSetIterator(data)) {
    const indices = [], keys = [], values = [];
    let i = 0;
    const { items, pairs } = previewIterator(data);
    for (const item of items) {
      indices.push(String(i++));
      if (pairs) {
        keys.push(cell(item[0]));
        values.push(cell(item[1]));
      } else {
        values.push(cell(item));
      }
    }
    return out(drawTable(pairs ? ['(iteration index)', 'Key', 'Values'] : ['(iteration index)', 'Values'], pairs ? [indices, keys, values] : [indices, values]));
  }
  const names = new Map();
  const index = [];
  const primitives = [];
  let hasPrimitives = false;
  const keys = Object.keys(data);
  for (let i = 0; i < keys.length; i++) {
    index.push(keys[i]);
    const item = data[keys[i]];
    if (item === null || (typeof item !== 'function' && typeof item !== 'object')) {
      hasPrimitives = true;
      primitives[i] = cell(item);
    } else {
      for (const key of properties || Object.keys(item)) {
        if (!names.has(key)) names.set(key, []);
        if (!hasOwn(item, key)) continue;
        names.get(key)[i] = cell(item[key]);
      }
    }
  }
  const columns = [...names.values()];
  for (const column of columns) column.length = keys.length;
  const head = ['(index)', ...[...names.keys()].map(String)];
  const all = [index, ...columns];
  if (hasPrimitives) {
    head.push('Values');
    primitives.length = keys.length;
    all.push(primitives);
  }
  out(drawTable(head, all));
}

// What console.cpp hands on to here; log, warn and their like are native.
module.exports = {
  dir(object, options) {
    write(false, inspect(object, { customInspect: false, ...options }));
  },
  time(label = 'default') {
    label = `${label}`;
    if (timers.has(label)) {
      process.emitWarning(`Label '${label}' already exists for console.time()`);
      return;
    }
    timers.set(label, timeNow());
  },
  timeEnd(label = 'default') {
    label = `${label}`;
    if (!timers.has(label)) {
      process.emitWarning(`No such label '${label}' for console.timeEnd()`);
      return;
    }
    out('%s: %s', label, duration(timeNow() - timers.get(label)));
    timers.delete(label);
  },
  timeLog(label = 'default', ...data) {
    label = `${label}`;
    if (!timers.has(label)) {
      process.emitWarning(`No such label '${label}' for console.timeLog()`);
      return;
    }
    const shown = duration(timeNow() - timers.get(label));
    out('%s: %s', label, shown, ...data);
  },
  trace(...args) {
    const trace = { name: 'Trace', message: format(...args) };
    Error.captureStackTrace(trace, internal.self.trace);
    err(trace.stack);
  },
  assert(condition, ...args) {
    if (condition) return;
    if (nodeMajor < 22) args[0] = `Assertion failed${args.length === 0 ? '' : `: ${args[0]}`}`;
    else if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift('Assertion failed');
    internal.self.warn(...args);
  },
  clear() {}, // does something on a terminal only
  count(label = 'default') {
    label = `${label}`;
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    out(`${label}: ${count}`);
  },
  countReset(label = 'default') {
    label = `${label}`;
    if (!counts.has(label)) {
      process.emitWarning(`Count for '${label}' does not exist`);
      return;
    }
    counts.delete(label);
  },
  group(...label) {
    if (label.length > 0) out(...label);
    indentation += '  ';
    setIndentation(indentation.length);
  },
  groupCollapsed(...label) {
    internal.self.group(...label);
  },
  groupEnd() {
    indentation = indentation.slice(0, -2);
    setIndentation(indentation.length);
  },
  table,
};
