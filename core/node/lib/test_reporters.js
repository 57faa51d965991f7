'use strict';
// What node:test writes: TAP (up to Node 22, where the output is no terminal), spec (from 23 on).
const { inspect, nodeMajor } = internal;
const { last, replaceAll } = require('internal/language');

const isSpec = nodeMajor >= 23;
const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
const open = [];    // tests under way, outermost first
const failed = [];  // for the end of the spec report
let headerWritten = false;

function write(text) {
  if (!isSpec && !headerWritten) {
    headerWritten = true;
    process.stdout.write('TAP version 13\n');
  }
  process.stdout.write(text);
}
const indent = (test, extra = 0) => ' '.repeat((isSpec ? 2 : 4) * test.depth + extra);

function count(test) {
  if (test.kind === 'suite') {
    counts.suites++;
    return;
  }
  counts.tests++;
  if (test.skip !== undefined && test.skip !== false) counts.skipped++;
  else if (test.todo !== undefined && test.todo !== false) counts.todo++;
  else if (test.error?.failureType === 'cancelledByParent' || test.error?.failureType === 'testTimeoutFailure') counts.cancelled++;
  else if (test.error) counts.fail++;
  else counts.pass++;
}

function start(test) {
  open.push(test);
  if (!isSpec) write(`${indent(test)}# Subtest: ${escapeTap(test.name)}\n`);
}
function end(test) {
  open.splice(open.indexOf(test), 1);
  count(test);
  if (isSpec) endSpec(test);
  else endTap(test);
}

// --- TAP ---

const escapeTap = (text) => replaceAll(text, '\\', '\\\\').replaceAll('#', '\\#').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
const directive = (name, value) => value === undefined || value === false ? '' : ` # ${name}${typeof value === 'string' && value.length > 0 ? ` ${escapeTap(value)}` : ''}`;

function endTap(test) {
  const pad = indent(test);
  if (test.done.length > 0) write(`${pad}    1..${test.done.length}\n`);
  write(`${pad}${test.passed ? 'ok' : 'not ok'} ${test.number} - ${escapeTap(test.name)}${directive('SKIP', test.skip)}${directive('TODO', test.todo)}\n`);
  write(`${pad}  ---\n${pad}  duration_ms: ${test.duration}\n`);
  if (test.kind === 'suite') write(`${pad}  type: 'suite'\n`);
  if (test.error) write(failureTap(test, `${pad}  `));
  write(`${pad}  ...\n`);
  for (const line of test.diagnostics) write(`${pad}# ${escapeTap(line)}\n`);
}
function yaml(pad, name, value) {
  if (typeof value === 'string' && value.includes('\n')) return `${pad}${name}: |-\n${value.split('\n').map((line) => `${pad}  ${line}\n`).join('')}`;
  return `${pad}${name}: ${typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : inspect(value)}\n`;
}
function failureTap(test, pad) {
  const { error } = test;
  const cause = error.failureType === 'testCodeFailure' && error.cause instanceof Error ? error.cause : error;
  let out = test.place ? yaml(pad, 'location', test.place) : '';
  out += yaml(pad, 'failureType', error.failureType) + yaml(pad, 'error', cause.message ?? inspect(error.cause));
  out += yaml(pad, 'code', cause.code ?? 'ERR_TEST_FAILURE');
  if (cause.name && cause.name !== 'Error') out += yaml(pad, 'name', cause.name);
  if (cause.code === 'ERR_ASSERTION') out += yaml(pad, 'expected', cause.expected) + yaml(pad, 'actual', cause.actual) + yaml(pad, 'operator', cause.operator);
  if (cause !== error && typeof cause.stack === 'string') {
    const frames = cause.stack.split('\n').filter((line) => /^ +at /.test(line)).map((line) => line.replace(/^ +at /, ''));
    if (frames.length > 0) out += `${pad}stack: |-\n${frames.map((line) => `${pad}  ${line}\n`).join('')}`;
  }
  return out;
}

// --- spec ---

const took = (test) => ` (${Math.round(test.duration * 1e6) / 1e6}ms)`;
const headed = new Set();

// Those that contain others are named before the first of these.
function headSpec(test) {
  if (!test.parent || test.parent.kind === 'root' || headed.has(test.parent)) return;
  headSpec(test.parent);
  headed.add(test.parent);
  write(`${indent(test.parent)}▶ ${test.parent.name}\n`);
}
function endSpec(test) {
  headSpec(test);
  const skipped = test.skip !== undefined && test.skip !== false;
  const said = (name, value) => value === undefined || value === false ? '' : ` # ${typeof value === 'string' && value.length > 0 ? value : name}`;
  const sign = skipped ? '﹣' : test.passed ? '✔' : '✖';
  const line = `${sign} ${test.name}${took(test)}${said('SKIP', test.skip)}${said('TODO', test.todo)}`;
  write(`${indent(test)}${line}\n`);
  if (test.depth === 0) flushDiagnostics(test);
  if (test.error && test.error.failureType !== 'subtestsFailed') failed.push({ test, line });
}
function flushDiagnostics(test) {
  for (const child of test.done) flushDiagnostics(child);
  for (const line of test.diagnostics) write(`ℹ ${line}\n`);
}

function summary(root) {
  if (counts.tests === 0 && counts.suites === 0) return;
  const lines = Object.entries(counts).map(([name, value]) => `${name} ${value}`);
  lines.push(`duration_ms ${performance.now()}`);
  if (!isSpec) {
    write(`1..${root.done.length}\n`);
    for (const line of lines) write(`# ${line}\n`);
    return;
  }
  for (const line of lines) write(`ℹ ${line}\n`);
  if (failed.length === 0) return;
  write('\n✖ failing tests:\n');
  for (const { test, line } of failed) {
    const cause = test.error.failureType === 'testCodeFailure' && test.error.cause ? test.error.cause : test.error;
    write(`\n${test.place ? `test at ${relative(test.place)}\n` : ''}${line}\n${inspect(cause).split('\n').map((one) => `  ${one}\n`).join('')}`);
  }
}
function relative(place) {
  const folder = `${process.cwd()}/`;
  return place.startsWith(folder) ? place.slice(folder.length) : place;
}

module.exports = { counts, end, running: () => last(open), start, summary };
