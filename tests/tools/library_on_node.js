// Runs a program on a real Node, but with the streams of core/node/lib: tells whether a difference from Node lies in the
// library's JavaScript or in the engine, and tries a change of the library without building anything.
//
//   node tests/tools/library_on_node.js MAJOR program.js     MAJOR: the version whose rules the library shall follow
'use strict';
const fs = require('fs');
const path = require('path');
const util = require('util');
const Module = require('module');

const [, , major, program] = process.argv;
const room = path.join(__dirname, '../../core/node');
const scripts = {};
for (const [, name, file] of fs.readFileSync(path.join(room, 'builtin_modules.def'), 'utf8').matchAll(/^SCRIPT\("([^"]+)", (\w+)/gm)) scripts[name] = file;

// What C++ gives to every module of the library.
const nodeError = (Constructor, code, message) => Object.assign(new Constructor(message), { code });
const internal = {
  nodeMajor: Number(major), inspect: util.inspect, tracing: false, nodeError,
  invalidArgType: (name, expected, value) =>
    nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${expected}. Received ${util.inspect(value)}`),
};
const loaded = {
  'buffer': { exports: require('buffer') }, 'events': { exports: require('events') }, 'string_decoder': { exports: require('string_decoder') },
  'internal/event_target': { exports: { AbortController, AbortSignal, Event, EventTarget } },
};
function requireLibrary(name) {
  if (loaded[name]) return loaded[name].exports;
  const module = loaded[name] = { exports: {} };
  const source = fs.readFileSync(path.join(room, 'lib', `${scripts[name]}.js`), 'utf8');
  new Function('exports', 'require', 'module', 'internal', source)(module.exports, requireLibrary, module, internal);
  return module.exports;
}

const load = Module._load;
Module._load = function(request, ...rest) {
  const name = request.replace(/^node:/, '');
  return /^stream($|\/promises$|\/consumers$)/.test(name) ? requireLibrary(name) : load.call(this, request, ...rest);
};
process.argv.splice(1, 2);
require(path.resolve(program));
