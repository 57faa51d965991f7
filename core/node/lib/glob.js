'use strict';
// fs.glob and path.matchesGlob: patterns with *, ?, [...], {a,b}, ?(…) *(…) +(…) @(…) !(…), and ** for any folders.
//
// Folders that may hold a match wait on a stack; the one put there last is looked at first, its entries in order of name. What
// is found comes out in the order in which it is found: files when their folder is read, folders that ** stands for when it is
// their turn. That is Node's order, for all three forms.
const { invalidArgType } = internal;
const fs = require('fs');
const path = require('path');

const kAnyFolders = Symbol('**');

function expandBraces(pattern) {
  let depth = 0, start = -1;
  const commas = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === '\\') {
      i++;
    } else if (c === '{') {
      if (depth++ === 0) {
        start = i;
        commas.length = 0;
      }
    } else if (c === ',' && depth === 1) {
      commas.push(i);
    } else if (c === '}' && depth > 0 && --depth === 0) {
      const range = /^(-?\d+)\.\.(-?\d+)$/.exec(pattern.slice(start + 1, i));
      if (commas.length === 0 && !range) continue;
      const parts = [];
      if (range) {
        const from = Number(range[1]), to = Number(range[2]);
        for (let n = from; from <= to ? n <= to : n >= to; n += from <= to ? 1 : -1) parts.push(String(n));
      } else {
        const ends = [start, ...commas, i];
        for (let k = 1; k < ends.length; k++) parts.push(pattern.slice(ends[k - 1] + 1, ends[k]));
      }
      const out = [];
      for (const part of parts) out.push(...expandBraces(pattern.slice(0, start) + part + pattern.slice(i + 1)));
      return out;
    }
  }
  return [pattern];
}

// One segment: a text, or a regular expression for names. Names that begin with a dot are matched by a dot only.
function segmentOf(text) {
  if (text === '**') return kAnyFolders;
  if (!/[*?[\]()!+@\\]/.test(text)) return text;
  let source = '', literal = '', isLiteral = true;
  const closing = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\\' && i + 1 < text.length) {
      literal += text[++i];
      source += text[i].replace(/[^\w]/, '\\$&');
    } else if ('?*+@!'.includes(c) && text[i + 1] === '(' && text.indexOf(')', i) > 0) {
      isLiteral = false;
      i++;
      if (c === '!') source += '(?!(?:';
      else source += '(?:';
      closing.push(c);
    } else if (c === ')' && closing.length > 0) {
      const kind = closing.pop();
      source += kind === '!' ? `)${text.slice(i + 1).replace(/[.+^$|()[\]{}\\]/g, '\\$&').replace(/\*/g, '[^/]*')}$)[^/]*?` : kind === '@' ? ')' : `)${kind}`;
    } else if (c === '|' && closing.length > 0) {
      source += '|';
    } else if (c === '*') {
      isLiteral = false;
      while (text[i + 1] === '*') i++;
      source += source === '' && i === text.length - 1 ? '[^/]+' : '[^/]*';
    } else if (c === '?') {
      isLiteral = false;
      source += '[^/]';
    } else if (c === '[' && text.indexOf(']', i + 2) > 0) {
      isLiteral = false;
      const end = text.indexOf(']', i + 2);
      const inside = text.slice(i + 1, end).replace(/\\/g, '\\\\');
      source += /^[!^]/.test(inside) ? `[^${inside.slice(1)}]` : `[${inside}]`;
      i = end;
    } else {
      literal += c;
      source += c.replace(/[^\w]/, '\\$&');
    }
  }
  if (isLiteral) return literal;
  return { matches: new RegExp(`^${text[0] === '.' ? '' : '(?!\\.)'}${source}$`, 'u') };
}
function parsePattern(pattern) {
  return expandBraces(pattern).map((one) => {
    const segments = one.split('/').map(segmentOf).filter((segment, i, all) => segment !== '.' && !(segment === '' && i > 0 && i < all.length - 1));
    return segments.filter((segment, i) => !(segment === kAnyFolders && segments[i - 1] === kAnyFolders));
  });
}
const fits = (segment, name) => (typeof segment === 'string' ? segment === name : segment.matches.test(name));

// Whether the names of a path fit the segments, all of them.
function fitsWhole(names, segments, n = 0, s = 0) {
  if (names[0] === '.' && names.length > 1) return false; // patterns lose their ./, paths do not
  if (s === segments.length) return n === names.length;
  if (segments[s] === kAnyFolders) {
    if (s === segments.length - 1) return n < names.length && names.slice(n).every((name) => name[0] !== '.');
    for (let k = n; k <= names.length; k++) {
      if (fitsWhole(names, segments, k, s + 1)) return true;
      if (k < names.length && names[k][0] === '.') return false;
    }
    return false;
  }
  return n < names.length && fits(segments[s], names[n]) && fitsWhole(names, segments, n + 1, s + 1);
}
function matchesGlob(file, pattern) {
  const names = file.split('/').filter((name, i) => i === 0 || (name !== '.' && name !== ''));
  // A separator at the end is nothing, or a folder's inside.
  const inside = file.length > 1 && file.endsWith('/') ? [...names, ''] : undefined;
  return parsePattern(pattern).some((segments) => fitsWhole(names, segments) || (inside !== undefined && fitsWhole(inside, segments)));
}

// --- the search ---

function checkOptions(patterns, options) {
  const list = Array.isArray(patterns) ? patterns : [patterns];
  for (const one of list) if (typeof one !== 'string') throw invalidArgType('patterns', 'of type string', patterns);
  const { cwd = process.cwd(), exclude, withFileTypes = false } = options ?? {};
  const ok = exclude === undefined || exclude === null || typeof exclude === 'function' || (Array.isArray(exclude) && exclude.every((one) => typeof one === 'string'));
  if (!ok) throw invalidArgType('options.exclude', 'of type function or string[]', exclude);
  return { list, root: path.resolve(typeof cwd === 'object' ? require('url').fileURLToPath(cwd) : cwd), exclude, withFileTypes };
}

class Search {
  constructor(patterns, options) {
    const { list, root, exclude, withFileTypes } = checkOptions(patterns, options);
    this.root = root;
    this.withFileTypes = withFileTypes;
    this.excludedBy = Array.isArray(exclude) ? (file) => exclude.some((one) => matchesGlob(file, one)) : undefined;
    this.excludes = typeof exclude === 'function' ? exclude : undefined;
    this.found = new Map();
    this.waiting = [];
    const relative = [], absolute = [];
    const all = [].concat(...list.filter((one) => one !== '').map(parsePattern));
    for (const segments of all.filter((each) => each.length > 0 && each[each.length - 1] !== '..')) (segments[0] === '' ? absolute : relative).push(segments);
    if (absolute.length > 0) this.waiting.push({ folder: '/', states: absolute.map((segments) => [segments, 1]) });
    if (relative.length > 0) this.waiting.push({ folder: '', states: relative.map((segments) => [segments, 0]) });
  }
  place(folder, name) {
    if (folder === '') return name;
    return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
  }
  whole(file) { return path.resolve(this.root, file); }
  statusOf(file) { return fs.lstatSync(this.whole(file), { throwIfNoEntry: false }); }
  direntOf(file) {
    const status = this.statusOf(file);
    const { Dirent } = fs;
    const kind = status.isDirectory() ? 2 : status.isSymbolicLink() ? 3 : 1;
    const full = this.whole(file);
    return new Dirent(path.basename(full), kind, path.dirname(full));
  }
  isExcluded(file, dirent) {
    if (this.excludedBy !== undefined) return this.excludedBy(file);
    return this.excludes !== undefined && !!this.excludes(this.withFileTypes ? dirent() : path.basename(file));
  }
  add(file, dirent) {
    if (this.found.has(file)) return [];
    const result = this.withFileTypes ? dirent() : file;
    this.found.set(file, result);
    return [result];
  }
  // One folder; gives what is new.
  step() {
    const { folder, states } = this.waiting.pop();
    const results = [];
    const next = new Map(); // folders below, with their states
    const go = (file, segments, index) => {
      if (!next.has(file)) next.set(file, []);
      next.get(file).push([segments, index]);
    };
    const self = folder === '' ? '.' : folder;
    const open = [...states], patterns = [];
    for (let k = 0; k < open.length; k++) { // what ** may stand for nothing of counts as well
      const [segments, index] = open[k];
      const segment = segments[index];
      if (segment === kAnyFolders) {
        if (index === segments.length - 1) results.push(...this.add(self, () => this.direntOf(self)));
        else open.push([segments, index + 1]);
        patterns.push([segments, index]);
      } else if (segment === '' && index === segments.length - 1) {
        results.push(...this.add(self, () => this.direntOf(self)));
      } else if (typeof segment === 'string') {
        const joined = segment === '..' ? path.normalize(this.place(folder, '..')) : this.place(folder, segment);
        const file = joined === '.' ? '' : joined;
        const status = this.statusOf(file === '' ? '.' : file);
        if (status === undefined) continue;
        if (file !== '' && this.isExcluded(file, () => this.direntOf(file))) continue;
        if (index === segments.length - 1) results.push(...this.add(file, () => this.direntOf(file)));
        else if (status.isDirectory() || status.isSymbolicLink()) go(file, segments, index + 1);
      } else {
        patterns.push([segments, index]);
      }
    }
    if (patterns.length > 0) {
      let entries = [];
      try {
        entries = fs.readdirSync(this.whole(folder === '' ? '.' : folder), { withFileTypes: true });
      } catch {} // gone, or no folder
      for (const entry of entries) {
        const file = this.place(folder, entry.name);
        let excluded;
        for (const [segments, index] of patterns) {
          const segment = segments[index], isLast = index === segments.length - 1;
          const isAny = segment === kAnyFolders;
          if (isAny ? entry.name[0] === '.' : !fits(segment, entry.name)) continue;
          excluded ??= this.isExcluded(file, () => entry);
          if (excluded) break;
          if (isAny) {
            if (entry.isDirectory()) go(file, segments, index);
            else if (isLast) results.push(...this.add(file, () => entry));
          } else if (isLast) {
            results.push(...this.add(file, () => entry));
          } else if (entry.isDirectory()) {
            go(file, segments, index + 1);
          }
        }
      }
    }
    for (const [file, below] of next) this.waiting.push({ folder: file, states: below });
    return results;
  }
}

function globSync(patterns, options) {
  const search = new Search(patterns, options);
  const results = [];
  while (search.waiting.length > 0) results.push(...search.step());
  return results;
}
async function* search(patterns, options) {
  const searching = new Search(patterns, options);
  while (searching.waiting.length > 0) {
    await fs.promises.access(searching.root).catch(() => {}); // each folder takes its turn in the thread pool
    yield* searching.step();
  }
}
function glob(patterns, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  if (typeof callback !== 'function') throw invalidArgType('cb', 'of type function', callback);
  (async () => {
    const results = [];
    for await (const one of search(patterns, options)) results.push(one);
    return results;
  })().then((results) => callback(null, results), callback);
}

module.exports = { globSync, glob, search, matchesGlob };
