'use strict';
// path.win32: paths with drives, UNC roots and both separators (https://nodejs.org/api/path.html). The simulated machine is a
// POSIX one: its working directory has no drive.
const { invalidArgType, nodeMajor } = internal;
const collapseParts = require('internal/path/collapse');

// What changed between versions.
const knowsDevices = nodeMajor >= 20;   // \\\\.\\ and \\\\?\\ are devices, no servers
const guardsColons = nodeMajor >= 18;
const guardsNames = nodeMajor >= 20;    // those of old devices
const kDevices = /^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[1-9\u00b9\u00b2\u00b3])$/i;
const givesResolved = nodeMajor >= 20;  // toNamespacedPath, of what needs no prefix

function check(path, name) {
  if (typeof path !== 'string') throw invalidArgType(name, 'of type string', path);
}
const isSeparator = (char) => char === '/' || char === '\\';
const isDrive = (path) => /^[A-Za-z]:/.test(path);

// The parts of a path: `device`, a drive or `\\server\share`; `root`, how long device and separator are; whether it is
// absolute. `isUncRoot`: there is nothing behind the share.
function rootOf(path) {
  if (isSeparator(path[0])) {
    const unc = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
    if (unc) {
      const [all, server, share] = unc;
      if (knowsDevices && (server === '.' || server === '?')) return { device: `\\\\${server}`, root: 4, isAbsolute: true, isUncRoot: false };
      return { device: `\\\\${server}\\${share}`, root: all.length, isAbsolute: true, isUncRoot: all.length === path.length };
    }
    return { device: '', root: 1, isAbsolute: true, isUncRoot: false };
  }
  if (!isDrive(path)) return { device: '', root: 0, isAbsolute: false, isUncRoot: false };
  const isAbsolute = path.length > 2 && isSeparator(path[2]);
  return { device: path.slice(0, 2), root: isAbsolute ? 3 : 2, isAbsolute, isUncRoot: false };
}

const collapse = (path, above) => collapseParts(path, /[\\/]/, '\\', above);

// A relative path that would read like a drive, or a device, after normalizing is kept relative by `.\`.
function looksLikeDevice(path, tail) {
  if (!path.includes(':')) return false;
  return isDrive(tail) || /:(?:[\\/]|$)/.test(path);
}

// Where the last part begins and ends, after the drive and without separators at the end.
function lastPart(path) {
  const start = isDrive(path) ? 2 : 0;
  let end = path.length;
  while (end > start && isSeparator(path[end - 1])) end--;
  let begin = end;
  while (begin > start && !isSeparator(path[begin - 1])) begin--;
  return [begin, end];
}
function extensionOf(base) {
  const dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

const win32 = {
  resolve(...paths) {
    let device = '', tail = '', isAbsolute = false;
    for (let i = paths.length - 1; i >= -1; i--) {
      let path;
      if (i >= 0) {
        path = paths[i];
        check(path, nodeMajor >= 20 ? `paths[${i}]` : 'path');
        if (path.length === 0) continue;
      } else if (device.length === 0) {
        path = process.cwd();
      } else { // each drive may have a working directory of its own
        path = process.env[`=${device}`] || process.cwd();
        const foreign = nodeMajor < 12 ? path.slice(0, 3).toLowerCase() !== `${device.toLowerCase()}\\`
          : path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path[2] === '\\';
        if (foreign) path = `${device}\\`;
      }
      const root = path.length === 1 && isSeparator(path) ? { device: '', root: 1, isAbsolute: true } : rootOf(path);
      if (root.device.length > 0) {
        if (device.length === 0) device = root.device;
        else if (root.device.toLowerCase() !== device.toLowerCase()) continue; // of another drive
      }
      if (isAbsolute) {
        if (device.length > 0) break;
      } else {
        tail = `${path.slice(root.root)}\\${tail}`;
        isAbsolute = root.isAbsolute;
        if (isAbsolute && device.length > 0) break;
      }
    }
    tail = collapse(tail, !isAbsolute);
    return isAbsolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
  },
  normalize(path) {
    check(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return path === '/' ? '\\' : path;
    const { device, root, isAbsolute, isUncRoot } = rootOf(path);
    if (isUncRoot) return `${device}\\`;
    let tail = root < path.length ? collapse(path.slice(root), !isAbsolute) : '';
    if (tail.length === 0 && !isAbsolute) tail = '.';
    if (tail.length > 0 && isSeparator(path[path.length - 1])) tail += '\\';
    if (guardsColons && !isAbsolute && device === '' && looksLikeDevice(path, tail)) return `.\\${tail}`;
    // What stands before the first colon, or, where there is none, all but the last character: as Node has it.
    if (guardsNames && kDevices.test(path.slice(0, path.indexOf(':')))) return `.\\${device}${tail}`;
    return isAbsolute ? `${device}\\${tail}` : `${device}${tail}`;
  },
  isAbsolute(path) {
    check(path, 'path');
    return path.length > 0 && (isSeparator(path[0]) || (path.length > 2 && isDrive(path) && isSeparator(path[2])));
  },
  join(...paths) {
    const parts = [];
    for (const path of paths) {
      check(path, 'path');
      if (path.length > 0) parts.push(path);
    }
    if (parts.length === 0) return '.';
    let joined = parts.join('\\');
    // Two separators at the beginning are a UNC path's only if the first part has them.
    if (!/^[\\/]{2}[^\\/]/.test(parts[0])) {
      const leading = /^[\\/]*/.exec(joined)[0].length;
      if (leading >= 2) joined = `\\${joined.slice(leading)}`;
    }
    return win32.normalize(joined);
  },
  relative(from, to) {
    check(from, 'from');
    check(to, 'to');
    if (from === to) return '';
    const fromPath = win32.resolve(from), toPath = win32.resolve(to);
    if (fromPath === toPath || fromPath.toLowerCase() === toPath.toLowerCase()) return '';
    const trimmed = (path) => path.replace(/^\\+/, '').replace(/\\+$/, '');
    const a = trimmed(fromPath), b = trimmed(toPath);
    const first = a.toLowerCase(), second = b.toLowerCase();
    // The last separator at which both have the same text so far; -1: not even the first part is shared.
    let shared = -1, i = 0;
    while (i < first.length && i < second.length && first[i] === second[i]) {
      if (first[i] === '\\') shared = i;
      i++;
    }
    const bothEnd = i === first.length || i === second.length;
    if (i !== first.length && i !== second.length) {
      if (shared < 0) return toPath;
    } else if (bothEnd) {
      if (second.length > first.length) {
        if (second[i] === '\\') return b.slice(i + 1); // `from` is a folder of `to`
        if (i === 2) return b.slice(i);                // or its drive
      }
      if (first.length > second.length) {
        if (first[i] === '\\') shared = i;
        else if (i === 2) shared = 3;
      }
      if (shared < 0) shared = 0;
    }
    let up = '';
    for (let at = shared + 1; at <= a.length; at++) {
      if (at === a.length || a[at] === '\\') up += up.length === 0 ? '..' : '\\..';
    }
    if (up.length > 0) return `${up}${b.slice(shared)}`;
    return b.slice(b[shared] === '\\' ? shared + 1 : shared);
  },
  toNamespacedPath(path) {
    if (typeof path !== 'string' || path.length === 0) return path;
    const resolved = win32.resolve(path);
    if (resolved.length <= 2) return path;
    if (resolved.startsWith('\\\\')) {
      if (resolved[2] !== '?' && resolved[2] !== '.') return `\\\\?\\UNC\\${resolved.slice(2)}`;
    } else if (isDrive(resolved) && resolved[2] === '\\') {
      return `\\\\?\\${resolved}`;
    }
    return givesResolved ? resolved : path;
  },
  dirname(path) {
    check(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return isSeparator(path) ? path : '.';
    let root = -1; // how long the root is; -1: there is none
    let from = 0;
    if (isSeparator(path[0])) {
      root = from = 1;
      const unc = /^[\\/]{2}[^\\/]+[\\/]+[^\\/]+/.exec(path);
      if (unc && unc[0].length === path.length) return path;
      if (unc) root = from = unc[0].length + 1;
    } else if (isDrive(path)) {
      root = path.length > 2 && isSeparator(path[2]) ? 3 : 2;
      from = root;
    }
    let end = -1, matched = true;
    for (let i = path.length - 1; i >= from; i--) {
      if (isSeparator(path[i])) {
        if (!matched) {
          end = i;
          break;
        }
      } else {
        matched = false;
      }
    }
    if (end === -1) {
      if (root === -1) return '.';
      end = root;
    }
    return path.slice(0, end);
  },
  basename(path, suffix) {
    if (suffix !== undefined) check(suffix, nodeMajor >= 20 ? 'suffix' : 'ext');
    check(path, 'path');
    const [begin, end] = lastPart(path);
    const base = path.slice(begin, end);
    if (suffix === undefined || suffix.length === 0) return base;
    if (suffix === path) return '';
    if (base === '' && suffix.length <= path.length) return path.slice(begin); // nothing but separators
    return base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
  },
  extname(path) {
    check(path, 'path');
    const [begin, end] = lastPart(path);
    return extensionOf(path.slice(begin, end));
  },
  format(parts) {
    if (parts === null || typeof parts !== 'object') throw invalidArgType('pathObject', 'of type object', parts);
    const dir = parts.dir || parts.root;
    const ext = parts.ext ? `${nodeMajor < 20 || parts.ext[0] === '.' ? '' : '.'}${parts.ext}` : '';
    const base = parts.base || `${parts.name || ''}${ext}`;
    if (!dir) return base;
    return dir === parts.root ? `${dir}${base}` : `${dir}\\${base}`;
  },
  parse(path) {
    check(path, 'path');
    const result = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path.length === 0) return result;
    if (path.length === 1) {
      if (isSeparator(path)) result.root = result.dir = path;
      else result.base = result.name = path;
      return result;
    }
    let root = 0;
    if (isSeparator(path[0])) {
      const unc = /^[\\/]{2}[^\\/]+[\\/]+[^\\/]+/.exec(path);
      root = !unc ? 1 : unc[0].length === path.length ? path.length : unc[0].length + 1;
    } else if (isDrive(path)) {
      root = 2;
      if (path.length === 2) {
        result.root = result.dir = path;
        return result;
      }
      if (isSeparator(path[2])) {
        if (path.length === 3) {
          result.root = result.dir = path;
          return result;
        }
        root = 3;
      }
    }
    result.root = path.slice(0, root);
    let end = path.length;
    while (end > root && isSeparator(path[end - 1])) end--;
    let begin = end;
    while (begin > root && !isSeparator(path[begin - 1])) begin--;
    result.base = path.slice(begin, end);
    result.ext = extensionOf(result.base);
    result.name = result.ext ? result.base.slice(0, -result.ext.length) : result.base;
    result.dir = begin > 0 && begin !== root ? path.slice(0, begin - 1) : result.root;
    return result;
  },
  sep: '\\',
  delimiter: ';',
  win32: null,
  posix: null,
};
win32.win32 = win32;
win32._makeLong = win32.toNamespacedPath;

module.exports = win32;
