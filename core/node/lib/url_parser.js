'use strict';
// The URL parser (https://url.spec.whatwg.org, sections 3 and 4): text to a record and back.
//
// A record: { scheme, username, password, host (text or null), port (number or null), path (array, or text if opaque),
// query (text or null), fragment (text or null) }.
const { nodeMajor } = internal;
const { last } = require('internal/language');
const punycode = require('punycode');

const kSpecialPorts = { __proto__: null, 'ftp': 21, 'file': null, 'http': 80, 'https': 443, 'ws': 80, 'wss': 443 };
const isSpecial = (url) => url.scheme in kSpecialPorts;

// --- percent encoding ---

const set = (text, under) => new Set([...(under ?? []), ...text]);
const kFragmentSet = set(' "<>`');
const kQuerySet = set(' "#<>');
const kSpecialQuerySet = set("'", kQuerySet);
const kPathSet = set(nodeMajor >= 24 ? '?^`{}' : '?`{}', kQuerySet);
const kUserinfoSet = set('/:;=@[\\]|', kPathSet);
const kControlSet = set('');

const hex = (byte) => `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`;
function encodeByte(c, encoded) {
  const code = c.codePointAt(0);
  if (code > 0x1f && code < 0x7f && !encoded.has(c)) return c;
  let out = '';
  for (const byte of Buffer.from(c.isWellFormed() ? c : '\ufffd', 'utf8')) out += hex(byte);
  return out;
}
function percentEncode(text, encoded) {
  let out = '';
  for (const c of text) out += encodeByte(c, encoded);
  return out;
}
function percentDecode(text) { // to bytes
  const bytes = [];
  const source = Buffer.from(text, 'utf8');
  for (let i = 0; i < source.length; i++) {
    const pair = source[i] === 37 ? source.toString('latin1', i + 1, i + 3) : '';
    if (/^[0-9a-fA-F]{2}$/.test(pair)) {
      bytes.push(parseInt(pair, 16));
      i += 2;
    } else {
      bytes.push(source[i]);
    }
  }
  return Buffer.from(bytes);
}

// --- hosts ---

const kForbiddenHost = /[\0\t\n\r #/:<>?@[\\\]^|]/;
const kForbiddenDomain = /[\0-\x20"#%/:<>?@[\\\]^`{|}\x7f]/;

function parseHost(text, special) { // null: failure
  if (text[0] === '[') return last(text) === ']' ? parseIPv6(text.slice(1, -1)) : null;
  if (!special) return kForbiddenHost.test(text) ? null : percentEncode(text, kControlSet);
  const ascii = domainToAscii(percentDecode(text).toString('utf8'));
  if (ascii === null || ascii === '' || kForbiddenDomain.test(ascii)) return null;
  return endsInNumber(ascii) ? parseIPv4(ascii) : ascii;
}

// UTS #46 in the common case: soft hyphens and joiners vanish, letters are folded and composed, each label is encoded.
function domainToAscii(domain) {
  const mapped = domain.replace(/[\u00ad\u200b\u2060\ufeff]/g, '').normalize('NFKC').toLowerCase().normalize('NFC').replace(/[\u3002\uff0e\uff61]/g, '.');
  const labels = mapped.split('.');
  for (const label of labels) {
    if (!label.startsWith('xn--')) continue;
    try {
      const decoded = punycode.decode(label.slice(4));
      if (decoded === '' || !/[^\0-\x7f]/.test(decoded)) return null;
    } catch {
      return null;
    }
  }
  return labels.map((label) => /[^\0-\x7f]/.test(label) ? `xn--${punycode.encode(label)}` : label).join('.');
}

function endsInNumber(host) {
  const parts = host.split('.');
  if (last(parts) === '') {
    if (parts.length === 1) return false;
    parts.pop();
  }
  return /^[0-9]+$/.test(last(parts)) || /^0[xX][0-9a-fA-F]*$/.test(last(parts));
}
function parseIPv4Number(text) {
  if (text === '') return NaN;
  let base = 10;
  if (/^0[xX]/.test(text)) [text, base] = [text.slice(2), 16];
  else if (text.length > 1 && text[0] === '0') [text, base] = [text.slice(1), 8];
  if (text === '') return 0;
  if (!(base === 10 ? /^[0-9]+$/ : base === 16 ? /^[0-9a-fA-F]+$/ : /^[0-7]+$/).test(text)) return NaN;
  return parseInt(text, base);
}
function parseIPv4(host) {
  const parts = host.split('.');
  if (last(parts) === '' && parts.length > 1) parts.pop();
  if (parts.length > 4) return null;
  const numbers = parts.map(parseIPv4Number);
  if (numbers.some(Number.isNaN)) return null;
  const lowest = numbers.pop();
  if (numbers.some((n) => n > 255) || lowest >= 256 ** (4 - numbers.length)) return null;
  let address = lowest;
  numbers.forEach((n, i) => { address += n * 256 ** (3 - i); });
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

function parseIPv6(text) {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const pieces = (half) => {
    if (half === '') return [];
    const out = [];
    const parts = half.split(':');
    for (let i = 0; i < parts.length; i++) {
      if (parts[i].includes('.')) {
        const bytes = parts[i].split('.');
        if (i !== parts.length - 1 || bytes.length !== 4 || bytes.some((b) => !/^(0|[1-9][0-9]{0,2})$/.test(b) || +b > 255)) return null;
        out.push(+bytes[0] * 256 + +bytes[1], +bytes[2] * 256 + +bytes[3]);
      } else if (/^[0-9a-fA-F]{1,4}$/.test(parts[i])) {
        out.push(parseInt(parts[i], 16));
      } else {
        return null;
      }
    }
    return out;
  };
  const head = pieces(halves[0]);
  const tail = halves.length === 2 ? pieces(halves[1]) : [];
  if (head === null || tail === null) return null;
  if (halves.length === 1 ? head.length !== 8 : head.length + tail.length > 7) return null;
  return `[${serializeIPv6([...head, ...Array(8 - head.length - tail.length).fill(0), ...tail])}]`;
}
function serializeIPv6(address) {
  let best = -1, bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && address[i + length] === 0) length++;
    if (length > bestLength) [best, bestLength] = [i, length];
    i += length;
  }
  let out = '';
  for (let i = 0; i < 8; i++) {
    if (i === best) {
      out += i === 0 ? '::' : ':';
      i += bestLength - 1;
      continue;
    }
    out += address[i].toString(16);
    if (i !== 7) out += ':';
  }
  return out;
}

// --- paths ---

const isSingleDot = (s) => s === '.' || s.toLowerCase() === '%2e';
const isDoubleDot = (s) => ['..', '.%2e', '%2e.', '%2e%2e'].includes(s.toLowerCase());
const isDriveLetter = (s) => /^[a-zA-Z][:|]$/.test(s);
const isNormalDrive = (s) => /^[a-zA-Z]:$/.test(s);
const startsWithDrive = (s) => /^[a-zA-Z][:|](?:[/\\?#]|$)/.test(s);
function shorten(url) {
  if (url.scheme === 'file' && url.path.length === 1 && isNormalDrive(url.path[0])) return;
  url.path.pop();
}

// --- the machine ---

// Parses `input` against a record `base` (or null). With `override` it sets a part of the record `url`, starting in that
// state, as the setters of URL do. Returns the record, or null for failure.
function parse(input, base = null, url = null, override = null) {
  if (url === null) {
    url = { scheme: '', username: '', password: '', host: null, port: null, path: [], query: null, fragment: null };
    input = input.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
  }
  input = input.replace(/[\t\n\r]/g, '');
  const points = [...input];
  let state = override ?? 'scheme start';
  let buffer = '';
  let seenAt = false, inBrackets = false, seenPassword = false;
  const restFrom = (at) => points.slice(at).join('');
  for (let at = 0; ; at++) {
    const c = at < points.length ? points[at] : undefined;
    const atEnd = c === undefined;
    switch (state) {
      case 'scheme start':
        if (!atEnd && /[a-zA-Z]/.test(c)) {
          buffer += c.toLowerCase();
          state = 'scheme';
        } else if (!override) {
          state = 'no scheme';
          at--;
        } else {
          return null;
        }
        break;
      case 'scheme':
        if (!atEnd && /[a-zA-Z0-9+\-.]/.test(c)) {
          buffer += c.toLowerCase();
        } else if (c === ':') {
          if (override) {
            if (isSpecial(url) !== buffer in kSpecialPorts) return url;
            if ((url.username !== '' || url.password !== '' || url.port !== null) && buffer === 'file') return url;
            if (url.scheme === 'file' && (url.host === '' || url.host === null)) return url;
          }
          url.scheme = buffer;
          if (override) {
            if (url.port === kSpecialPorts[url.scheme]) url.port = null;
            return url;
          }
          buffer = '';
          if (url.scheme === 'file') state = 'file';
          else if (isSpecial(url) && base !== null && base.scheme === url.scheme) state = 'special relative or authority';
          else if (isSpecial(url)) state = 'special authority slashes';
          else if (points[at + 1] === '/') {
            state = 'path or authority';
            at++;
          } else {
            url.path = '';
            state = 'opaque path';
          }
        } else if (!override) {
          buffer = '';
          state = 'no scheme';
          at = -1;
        } else {
          return null;
        }
        break;
      case 'no scheme':
        if (base === null || (typeof base.path === 'string' && c !== '#')) return null;
        if (typeof base.path === 'string') {
          Object.assign(url, { scheme: base.scheme, path: base.path, query: base.query, fragment: '' });
          state = 'fragment';
        } else {
          state = base.scheme === 'file' ? 'file' : 'relative';
          at--;
        }
        break;
      case 'special relative or authority':
        if (c === '/' && points[at + 1] === '/') {
          state = 'special authority ignore slashes';
          at++;
        } else {
          state = 'relative';
          at--;
        }
        break;
      case 'path or authority':
        if (c === '/') {
          state = 'authority';
        } else {
          state = 'path';
          at--;
        }
        break;
      case 'relative':
        url.scheme = base.scheme;
        if (c === '/' || (isSpecial(url) && c === '\\')) {
          state = 'relative slash';
        } else {
          Object.assign(url, { username: base.username, password: base.password, host: base.host, port: base.port, path: base.path.slice(), query: base.query });
          if (c === '?') {
            url.query = '';
            state = 'query';
          } else if (c === '#') {
            url.fragment = '';
            state = 'fragment';
          } else if (!atEnd) {
            url.query = null;
            shorten(url);
            state = 'path';
            at--;
          }
        }
        break;
      case 'relative slash':
        if (isSpecial(url) && (c === '/' || c === '\\')) {
          state = 'special authority ignore slashes';
        } else if (c === '/') {
          state = 'authority';
        } else {
          Object.assign(url, { username: base.username, password: base.password, host: base.host, port: base.port });
          state = 'path';
          at--;
        }
        break;
      case 'special authority slashes':
        state = 'special authority ignore slashes';
        if (c === '/' && points[at + 1] === '/') at++;
        else at--;
        break;
      case 'special authority ignore slashes':
        if (c !== '/' && c !== '\\') {
          state = 'authority';
          at--;
        }
        break;
      case 'authority':
        if (c === '@') {
          if (seenAt) buffer = `%40${buffer}`;
          seenAt = true;
          for (const one of buffer) {
            if (one === ':' && !seenPassword) {
              seenPassword = true;
              continue;
            }
            if (seenPassword) url.password += encodeByte(one, kUserinfoSet);
            else url.username += encodeByte(one, kUserinfoSet);
          }
          buffer = '';
        } else if (atEnd || c === '/' || c === '?' || c === '#' || (isSpecial(url) && c === '\\')) {
          if (seenAt && buffer === '') return null;
          at -= [...buffer].length + 1;
          buffer = '';
          state = 'host';
        } else {
          buffer += c;
        }
        break;
      case 'host':
      case 'hostname':
        if (override && url.scheme === 'file') {
          at--;
          state = 'file host';
        } else if (c === ':' && !inBrackets) {
          if (buffer === '' || override === 'hostname') return null;
          const host = parseHost(buffer, isSpecial(url));
          if (host === null) return null;
          url.host = host;
          buffer = '';
          state = 'port';
        } else if (atEnd || c === '/' || c === '?' || c === '#' || (isSpecial(url) && c === '\\')) {
          at--;
          if (isSpecial(url) && buffer === '') return null;
          if (override && buffer === '' && (url.username !== '' || url.password !== '' || url.port !== null)) return null;
          const host = buffer === '' ? '' : parseHost(buffer, isSpecial(url));
          if (host === null) return null;
          url.host = host;
          buffer = '';
          state = 'path start';
          if (override) return url;
        } else {
          if (c === '[') inBrackets = true;
          if (c === ']') inBrackets = false;
          buffer += c;
        }
        break;
      case 'port':
        if (!atEnd && /[0-9]/.test(c)) {
          buffer += c;
        } else if (atEnd || c === '/' || c === '?' || c === '#' || (isSpecial(url) && c === '\\') || override) {
          if (buffer !== '') {
            if (+buffer > 65535) return null;
            url.port = kSpecialPorts[url.scheme] === +buffer ? null : +buffer;
            buffer = '';
          }
          if (override) return url;
          state = 'path start';
          at--;
        } else {
          return null;
        }
        break;
      case 'file':
        url.scheme = 'file';
        url.host = '';
        if (c === '/' || c === '\\') {
          state = 'file slash';
        } else if (base !== null && base.scheme === 'file') {
          Object.assign(url, { host: base.host, path: base.path.slice(), query: base.query });
          if (c === '?') {
            url.query = '';
            state = 'query';
          } else if (c === '#') {
            url.fragment = '';
            state = 'fragment';
          } else if (!atEnd) {
            url.query = null;
            if (startsWithDrive(restFrom(at))) url.path = [];
            else shorten(url);
            state = 'path';
            at--;
          }
        } else {
          state = 'path';
          at--;
        }
        break;
      case 'file slash':
        if (c === '/' || c === '\\') {
          state = 'file host';
        } else {
          if (base !== null && base.scheme === 'file') {
            url.host = base.host;
            if (!startsWithDrive(restFrom(at)) && base.path.length > 0 && isNormalDrive(base.path[0])) url.path.push(base.path[0]);
          }
          state = 'path';
          at--;
        }
        break;
      case 'file host':
        if (atEnd || c === '/' || c === '\\' || c === '?' || c === '#') {
          at--;
          if (!override && isDriveLetter(buffer)) {
            state = 'path';
          } else if (buffer === '') {
            url.host = '';
            if (override) return url;
            state = 'path start';
          } else {
            let host = parseHost(buffer, isSpecial(url));
            if (host === null) return null;
            if (host === 'localhost') host = '';
            url.host = host;
            if (override) return url;
            buffer = '';
            state = 'path start';
          }
        } else {
          buffer += c;
        }
        break;
      case 'path start':
        if (isSpecial(url)) {
          state = 'path';
          if (c !== '/' && c !== '\\') at--;
        } else if (!override && c === '?') {
          url.query = '';
          state = 'query';
        } else if (!override && c === '#') {
          url.fragment = '';
          state = 'fragment';
        } else if (!atEnd) {
          state = 'path';
          if (c !== '/') at--;
        } else if (override && url.host === null) {
          url.path.push('');
        }
        break;
      case 'path': {
        const slash = c === '/' || (isSpecial(url) && c === '\\');
        if (atEnd || slash || (!override && (c === '?' || c === '#'))) {
          if (isDoubleDot(buffer)) {
            shorten(url);
            if (!slash) url.path.push('');
          } else if (isSingleDot(buffer)) {
            if (!slash) url.path.push('');
          } else {
            if (url.scheme === 'file' && url.path.length === 0 && isDriveLetter(buffer)) buffer = `${buffer[0]}:`;
            url.path.push(buffer);
          }
          buffer = '';
          if (c === '?') {
            url.query = '';
            state = 'query';
          } else if (c === '#') {
            url.fragment = '';
            state = 'fragment';
          }
        } else {
          buffer += encodeByte(c, kPathSet);
        }
        break;
      }
      case 'opaque path':
        if (c === '?') {
          url.query = '';
          state = 'query';
        } else if (c === '#') {
          url.fragment = '';
          state = 'fragment';
        } else if (!atEnd) {
          url.path += encodeByte(c, kControlSet);
        }
        break;
      case 'query':
        if (atEnd || (!override && c === '#')) {
          url.query += percentEncode(buffer, isSpecial(url) ? kSpecialQuerySet : kQuerySet);
          buffer = '';
          if (c === '#') {
            url.fragment = '';
            state = 'fragment';
          }
        } else {
          buffer += c;
        }
        break;
      case 'fragment':
        if (!atEnd) url.fragment += encodeByte(c, kFragmentSet);
        break;
    }
    if (atEnd && at >= points.length) break;
  }
  return url;
}

const pathText = (url) => typeof url.path === 'string' ? url.path : url.path.map((segment) => `/${segment}`).join('');
function hostText(url) {
  return url.host === null ? '' : url.port === null ? url.host : `${url.host}:${url.port}`;
}
function serialize(url, { fragment = true, search = true, auth = true } = {}) {
  let out = `${url.scheme}:`;
  if (url.host !== null) {
    out += '//';
    if (auth && (url.username !== '' || url.password !== '')) out += `${url.username}${url.password === '' ? '' : `:${url.password}`}@`;
    out += hostText(url);
  } else if (typeof url.path !== 'string' && url.path.length > 1 && url.path[0] === '') {
    out += '/.';
  }
  out += pathText(url);
  if (search && url.query !== null) out += `?${url.query}`;
  if (fragment && url.fragment !== null) out += `#${url.fragment}`;
  return out;
}
function origin(url) {
  if (url.scheme === 'blob') {
    const inner = typeof url.path === 'string' ? parse(url.path) : null;
    return inner !== null && (inner.scheme === 'http' || inner.scheme === 'https') ? origin(inner) : 'null';
  }
  return isSpecial(url) && url.scheme !== 'file' ? `${url.scheme}://${hostText(url)}` : 'null';
}

module.exports = {
  parse, serialize, origin, pathText, hostText, isSpecial, percentEncode, percentDecode, domainToAscii, kUserinfoSet,
};
