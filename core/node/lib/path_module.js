'use strict';
// path, POSIX (https://nodejs.org/api/path.html).
const { invalidArgType, nodeMajor } = internal;
const collapseParts = require('internal/path/collapse');

function check(path, name) {
  if (typeof path !== 'string') throw invalidArgType(name, 'of type string', path);
}

const collapse = (path, above) => collapseParts(path, '/', '/', above);

let warned = nodeMajor >= 22;
function matches(path, pattern, windows) {
  if (!warned) process.emitWarning('glob is an experimental feature and might change at any time', 'ExperimentalWarning');
  warned = true;
  check(path, 'path');
  check(pattern, 'pattern');
  const slashes = (text) => (windows ? text.replace(/\\/g, '/').toLowerCase() : text);
  return require('internal/fs/glob').matchesGlob(slashes(path), slashes(pattern));
}

const posix = {
  resolve(...paths) {
    let resolved = '';
    let absolute = false;
    for (let i = paths.length - 1; i >= -1 && !absolute; i--) {
      const path = i >= 0 ? paths[i] : process.cwd();
      check(path, `paths[${i}]`);
      if (path.length === 0) continue;
      resolved = `${path}/${resolved}`;
      absolute = path[0] === '/';
    }
    resolved = collapse(resolved, !absolute);
    if (absolute) return `/${resolved}`;
    return resolved.length > 0 ? resolved : '.';
  },
  normalize(path) {
    check(path, 'path');
    if (path.length === 0) return '.';
    const absolute = path[0] === '/';
    const trailing = path[path.length - 1] === '/';
    let out = collapse(path, !absolute);
    if (out.length === 0) {
      if (absolute) return '/';
      return trailing ? './' : '.';
    }
    if (trailing) out += '/';
    return absolute ? `/${out}` : out;
  },
  isAbsolute(path) {
    check(path, 'path');
    return path.length > 0 && path[0] === '/';
  },
  join(...paths) {
    const parts = [];
    for (const path of paths) {
      check(path, 'path');
      if (path.length > 0) parts.push(path);
    }
    return parts.length === 0 ? '.' : posix.normalize(parts.join('/'));
  },
  relative(from, to) {
    check(from, 'from');
    check(to, 'to');
    if (from === to) return '';
    from = posix.resolve(from);
    to = posix.resolve(to);
    if (from === to) return '';
    const a = from.split('/').filter(Boolean);
    const b = to.split('/').filter(Boolean);
    let shared = 0;
    while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
    return [...a.slice(shared).map(() => '..'), ...b.slice(shared)].join('/');
  },
  toNamespacedPath(path) {
    return path;
  },
  dirname(path) {
    check(path, 'path');
    if (path.length === 0) return '.';
    let end = path.length;
    while (end > 1 && path[end - 1] === '/') end--;
    const slash = path.lastIndexOf('/', end - 1);
    if (slash < 0) return '.';
    if (slash === 0) return '/';
    if (slash === 1 && path[0] === '/') return '//';
    return path.slice(0, slash);
  },
  basename(path, suffix) {
    if (suffix !== undefined) check(suffix, 'suffix');
    check(path, 'path');
    let end = path.length;
    while (end > 0 && path[end - 1] === '/') end--;
    const base = end === 0 ? '' : path.slice(path.lastIndexOf('/', end - 1) + 1, end);
    if (suffix !== undefined && suffix.length > 0) {
      if (suffix === path) return '';
      if (base === '' && suffix.length <= path.length) return path; // nothing but separators
    }
    if (suffix !== undefined && suffix.length > 0 && base !== suffix && base.endsWith(suffix)) return base.slice(0, -suffix.length);
    return base;
  },
  extname(path) {
    check(path, 'path');
    const base = posix.basename(path);
    const dot = base.lastIndexOf('.');
    if (dot <= 0 || base === '..') return '';
    return base.slice(dot);
  },
  format(parts) {
    if (parts === null || typeof parts !== 'object') throw invalidArgType('pathObject', 'of type object', parts);
    const dir = parts.dir || parts.root;
    const ext = parts.ext ? `${nodeMajor < 20 || parts.ext[0] === '.' ? '' : '.'}${parts.ext}` : '';
    const base = parts.base || `${parts.name || ''}${ext}`;
    if (!dir) return base;
    return dir === parts.root ? `${dir}${base}` : `${dir}/${base}`;
  },
  parse(path) {
    check(path, 'path');
    const root = path[0] === '/' ? '/' : '';
    const base = posix.basename(path);
    const ext = posix.extname(path);
    let end = path.length;
    while (end > root.length && path[end - 1] === '/') end--;
    const slash = path.lastIndexOf('/', end - 1);
    const dir = slash >= root.length && slash >= 0 ? path.slice(0, slash) : root;
    return { root, dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
  },
  ...(nodeMajor >= 20 ? { matchesGlob(path, pattern) { return matches(path, pattern, false); } } : undefined),
  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
};
const win32 = require('internal/path/win32');
posix.posix = win32.posix = posix;
posix.win32 = win32;
posix._makeLong = posix.toNamespacedPath;
if (nodeMajor >= 20) win32.matchesGlob = function matchesGlob(path, pattern) { return matches(path, pattern, true); };
module.exports = posix;
