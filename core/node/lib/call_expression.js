'use strict';
// The text of the call that is under way, as assert.ok shows it: found by the place in the stack, read from the source.
const { nodeMajor, sourceOf } = internal;

// The end of a string, template, comment or group that opens at `at`; undefined if the text ends before.
function endOf(text, at) {
  const open = text[at];
  if (open === '"' || open === "'") {
    for (let i = at + 1; i < text.length; i++) {
      if (text[i] === '\\') i++;
      else if (text[i] === open) return i;
    }
    return undefined;
  }
  if (open === '`') {
    for (let i = at + 1; i < text.length; i++) {
      if (text[i] === '\\') i++;
      else if (text[i] === '`') return i;
      else if (text.startsWith('${', i)) {
        i = endOf(text, i + 1);
        if (i === undefined) return undefined;
      }
    }
    return undefined;
  }
  const close = { '(': ')', '[': ']', '{': '}' }[open];
  for (let i = at + 1; i < text.length; i++) {
    const c = text[i];
    if (c === close) return i;
    if (text.startsWith('//', i)) {
      i = text.indexOf('\n', i);
      if (i < 0) return undefined;
    } else if (text.startsWith('/*', i)) {
      i = text.indexOf('*/', i);
      if (i < 0) return undefined;
      i++;
    } else if (c === '/' && /[(,=:[!&|?{};\n]\s*$/.test(text.slice(0, i))) { // a regular expression: no operand before it
      for (let inClass = false; ++i < text.length && (text[i] !== '/' || inClass);) {
        if (text[i] === '\\') i++;
        else if (text[i] === '[') inClass = true;
        else if (text[i] === ']') inClass = false;
      }
    } else if ('"\'`([{'.includes(c)) {
      i = endOf(text, i);
      if (i === undefined) return undefined;
    }
  }
  return undefined;
}

// Lines after the first lose the indentation of the first line of the statement.
function outdent(text, column) {
  const lines = text.split('\n');
  return lines.map((line, i) => {
    if (i === 0) return line;
    let spaces = 0;
    while (spaces < column && (line[spaces] === ' ' || line[spaces] === '\t')) spaces++;
    return line.slice(spaces);
  }).join('\n  ');
}

// callExpression(fn): of the call of `fn` whose frames stand below it in the stack.
module.exports = function callExpression(fn) {
  const holder = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(holder, fn);
  Error.stackTraceLimit = limit;
  const place = /\(?([^()\s]+):(\d+):(\d+)\)?$/.exec(holder.stack.split('\n')[1] ?? '');
  const source = place && sourceOf(place[1]);
  if (!source) return undefined;
  let start = 0;
  for (let line = 1; line < +place[2]; line++) start = source.indexOf('\n', start) + 1;
  let at = start + +place[3] - 1;
  while (at > start && /[\w$.?]/.test(source[at - 1])) at--;
  const open = source.indexOf('(', start + +place[3] - 1);
  if (open < 0) return undefined;
  if (source[at] === '.') at++;
  const end = endOf(source, open);
  if (end === undefined) return undefined;
  if (nodeMajor >= 24) return source.slice(at, end + 1).split('\n')[0]; // only the line of the call
  return outdent(source.slice(at, end + 1), at - start);
};
