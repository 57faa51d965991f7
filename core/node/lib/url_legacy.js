'use strict';
// The older half of url: parse, format, resolve on plain objects (https://nodejs.org/api/url.html#legacy-url-api).
const { invalidArgType, nodeError, nodeMajor } = internal;
const { last, replaceAll } = require('internal/language');
const { validateString, warnOnce } = require('internal/validators');
const querystring = require('querystring');

const kSlashed = new Set(['http:', 'https:', 'ftp:', 'gopher:', 'file:', 'ws:', 'wss:', 'http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss']);
const kHostless = new Set(['javascript', 'javascript:']);
const kHostMost = 255;

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

// Characters that are escaped wherever they stand behind the host.
const kEscaped = { '\t': '%09', '\n': '%0A', '\r': '%0D', ' ': '%20', '"': '%22', "'": '%27', '<': '%3C', '>': '%3E', '\\': '%5C', '^': '%5E', '`': '%60', '{': '%7B', '|': '%7C', '}': '%7D' };
const escapeRest = (text) => text.replace(/[\t\n\r "'<>\\^`{|}]/g, (c) => kEscaped[c]);

function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) return url;
  if (nodeMajor >= 24) {
    warnOnce('DEP0169', '`url.parse()` behavior is not standardized and prone to errors that have security implications. ' +
      'Use the WHATWG URL API instead. CVEs are not issued for `url.parse()` vulnerabilities.', 'DeprecationWarning', 'DEP0169');
  }
  const object = new Url();
  object.parse(url, parseQueryString, slashesDenoteHost);
  return object;
}

Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url');
  // White space around it goes; backslashes before the query are slashes.
  let rest = url.replace(/^[\s\ufeff]+|[\s\ufeff]+$/g, '');
  const queryAt = rest.search(/[?#]/);
  rest = queryAt < 0 ? replaceAll(rest, '\\', '/') : replaceAll(rest.slice(0, queryAt), '\\', '/') + rest.slice(queryAt);

  // A plain path needs no more.
  if (!slashesDenoteHost && !/[#@]/.test(rest)) {
    const simple = /^(\/?\/?[^?\s]*)(\?[^\s]*)?$/.exec(rest);
    if (simple && simple[1].startsWith('/') && !simple[1].startsWith('//')) {
      this.path = this.href = escapeRest(rest);
      const [pathname, ...query] = this.path.split('?');
      this.pathname = pathname;
      if (query.length > 0) {
        this.search = `?${query.join('?')}`;
        this.query = parseQueryString ? querystring.parse(this.search.slice(1)) : this.search.slice(1);
      } else if (parseQueryString) {
        this.search = null;
        this.query = { __proto__: null };
      }
      return this;
    }
  }

  const scheme = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
  const protocol = scheme?.toLowerCase();
  if (scheme) {
    this.protocol = protocol;
    rest = rest.slice(scheme.length);
  }
  let slashes = false;
  if (slashesDenoteHost || scheme || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !(protocol && kHostless.has(protocol))) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  if (!(protocol && kHostless.has(protocol)) && (slashes || (protocol && !kSlashed.has(protocol)))) {
    // The host ends at the first of these; an @ before them belongs to the name and password.
    const end = rest.search(/[/?#]/);
    const limit = end < 0 ? rest.length : end;
    const at = rest.slice(0, limit).lastIndexOf('@');
    if (at >= 0) {
      this.auth = decodeURIComponent(rest.slice(0, at));
      rest = rest.slice(at + 1);
    }
    const stop = rest.search(/[\t\n\r "'/;<>?#\\^`{|}]/);
    this.host = stop < 0 ? rest : rest.slice(0, stop);
    rest = stop < 0 ? '' : rest.slice(stop);
    this.parseHost();
    if (typeof this.hostname !== 'string') this.hostname = '';
    const ipv6 = this.hostname.startsWith('[') && this.hostname.endsWith(']');
    if (!ipv6) {
      const valid = /^[^\0-\x20%:*+,$&()!=~]*/.exec(this.hostname)[0].replace(/[^a-z0-9.\-_\u0080-\uffff].*$/i, '');
      if (valid.length !== this.hostname.length) {
        if (this.hostname[valid.length] === ':') {
          warnOnce('DEP0170', `The URL ${url} is invalid. Future versions of Node.js will throw an error.`, 'DeprecationWarning', 'DEP0170');
        }
        rest = `/${this.hostname.slice(valid.length)}${rest}`;
        this.hostname = valid;
      }
    }
    this.hostname = this.hostname.length > kHostMost ? '' : this.hostname.toLowerCase();
    if (this.hostname !== '' && !ipv6) {
      const ascii = require('internal/url_parser').domainToAscii(this.hostname);
      if (ascii === null || /[\0\t\n\r #%/:<>?@[\\\]^|]/.test(ascii)) throw invalidUrl(url);
      this.hostname = ascii;
    }
    this.host = this.hostname + (this.port ? `:${this.port}` : '');
    if (ipv6) {
      this.hostname = this.hostname.slice(1, -1);
      if (rest[0] !== '/') rest = `/${rest}`;
    }
  }
  if (!kHostless.has(protocol)) rest = escapeRest(rest);

  const hashAt = rest.indexOf('#');
  const before = hashAt < 0 ? rest : rest.slice(0, hashAt);
  if (hashAt >= 0) this.hash = rest.slice(hashAt);
  const questionAt = before.indexOf('?');
  if (questionAt >= 0) {
    this.search = before.slice(questionAt);
    this.query = parseQueryString ? querystring.parse(this.search.slice(1)) : this.search.slice(1);
  } else if (parseQueryString) {
    this.search = null;
    this.query = { __proto__: null };
  }
  const pathname = questionAt < 0 ? before : before.slice(0, questionAt);
  if (pathname !== '') this.pathname = pathname;
  if (protocol && kSlashed.has(protocol) && this.hostname && !this.pathname) this.pathname = '/';
  if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
  this.href = this.format();
  return this;
};

function invalidUrl(input) {
  return Object.assign(nodeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL'), { input });
}

Url.prototype.parseHost = function parseHost() {
  let { host } = this;
  const port = /:[0-9]*$/.exec(host)?.[0];
  if (port !== undefined) {
    if (port !== ':') this.port = port.slice(1);
    host = host.slice(0, host.length - port.length);
  }
  if (host) this.hostname = host;
};

function encodeAuth(auth) {
  return encodeURIComponent(auth).replace(/%3A/gi, ':');
}

Url.prototype.format = function format() {
  let auth = this.auth || '';
  if (auth) auth = `${encodeAuth(auth)}@`;
  let protocol = this.protocol || '';
  let pathname = this.pathname || '';
  let hash = this.hash || '';
  let host = '';
  if (this.host) {
    host = auth + this.host;
  } else if (this.hostname) {
    host = auth + (this.hostname.includes(':') && !/^\[.*\]$/.test(this.hostname) ? `[${this.hostname}]` : this.hostname);
    if (this.port) host += `:${this.port}`;
  }
  const query = this.query !== null && typeof this.query === 'object' ? querystring.stringify(this.query) : '';
  let search = this.search || (query && `?${query}`) || '';
  if (protocol && !protocol.endsWith(':')) protocol += ':';
  pathname = pathname.replace(/[#?]/g, (c) => c === '#' ? '%23' : '%3F');
  if (this.slashes || kSlashed.has(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol.startsWith('file')) {
      host = '//';
    }
  }
  search = replaceAll(search, '#', '%23');
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  if (search && search[0] !== '?') search = `?${search}`;
  return protocol + host + pathname + search + hash;
};

Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(urlParse(relative, false, true)).format();
};

// RFC 3986, with the liberties that browsers of old took.
Url.prototype.resolveObject = function resolveObject(relative) {
  if (typeof relative === 'string') relative = new Url().parse(relative, false, true);
  const result = Object.assign(new Url(), this);
  result.hash = relative.hash;
  const done = () => {
    result.href = result.format();
    return result;
  };
  if (relative.href === '') return done();
  if (relative.slashes && !relative.protocol) {
    for (const key of Object.keys(relative)) if (key !== 'protocol') result[key] = relative[key];
    if (kSlashed.has(result.protocol) && result.hostname && !result.pathname) result.path = result.pathname = '/';
    return done();
  }
  if (relative.protocol && relative.protocol !== result.protocol) {
    if (!kSlashed.has(relative.protocol)) {
      Object.assign(result, relative);
      return done();
    }
    result.protocol = relative.protocol;
    if (!relative.host && !/^file:?$/.test(relative.protocol) && !kHostless.has(relative.protocol)) {
      const path = (relative.pathname || '').split('/');
      while (path.length > 0 && !(relative.host = path.shift()));
      relative.host ||= '';
      relative.hostname ||= '';
      if (path[0] !== '') path.unshift('');
      if (path.length < 2) path.unshift('');
      result.pathname = path.join('/');
    } else {
      result.pathname = relative.pathname;
    }
    Object.assign(result, { search: relative.search, query: relative.query, host: relative.host || '', auth: relative.auth, hostname: relative.hostname || relative.host, port: relative.port });
    if (result.pathname || result.search) result.path = (result.pathname || '') + (result.search || '');
    result.slashes ||= relative.slashes;
    return done();
  }

  const baseAbsolute = result.pathname?.[0] === '/';
  const relativeAbsolute = relative.host || relative.pathname?.[0] === '/';
  let mustEndAbsolute = relativeAbsolute || baseAbsolute || (result.host && relative.pathname);
  const removeAllDots = mustEndAbsolute;
  let path = result.pathname?.split('/') ?? [];
  const relativePath = relative.pathname?.split('/') ?? [];
  const hostInPath = result.protocol && !kSlashed.has(result.protocol); // a scheme whose host stands in the path
  if (hostInPath) {
    result.hostname = '';
    result.port = null;
    if (result.host) {
      if (path[0] === '') path[0] = result.host;
      else path.unshift(result.host);
    }
    result.host = '';
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      result.auth = null;
      if (relative.host) {
        if (relativePath[0] === '') relativePath[0] = relative.host;
        else relativePath.unshift(relative.host);
      }
      relative.host = null;
    }
    mustEndAbsolute = mustEndAbsolute && (relativePath[0] === '' || path[0] === '');
  }
  if (relativeAbsolute) {
    if (relative.host || relative.host === '') {
      if (result.host !== relative.host) result.auth = null;
      result.host = relative.host;
      result.port = relative.port;
    }
    if (relative.hostname || relative.hostname === '') {
      if (result.hostname !== relative.hostname) result.auth = null;
      result.hostname = relative.hostname;
    }
    result.search = relative.search;
    result.query = relative.query;
    path = relativePath;
  } else if (relativePath.length > 0) {
    path.pop();
    path = path.concat(relativePath);
    result.search = relative.search;
    result.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    if (hostInPath) {
      result.hostname = result.host = path.shift();
      const at = result.host && result.host.indexOf('@') > 0 ? result.host.split('@') : null;
      if (at) {
        result.auth = at.shift();
        result.host = result.hostname = at.shift();
      }
    }
    result.search = relative.search;
    result.query = relative.query;
    if (result.pathname !== null || result.search !== null) result.path = (result.pathname || '') + (result.search || '');
    return done();
  }
  if (path.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    return done();
  }

  const lastPart = last(path);
  const trailingSlash = ((result.host || relative.host || path.length > 1) && (lastPart === '.' || lastPart === '..')) || lastPart === '';
  let up = 0;
  for (let i = path.length - 1; i >= 0; i--) {
    if (path[i] === '.') {
      path.splice(i, 1);
    } else if (path[i] === '..') {
      path.splice(i, 1);
      up++;
    } else if (up) {
      path.splice(i, 1);
      up--;
    }
  }
  if (!mustEndAbsolute && !removeAllDots) while (up--) path.unshift('..');
  if (mustEndAbsolute && path[0] !== '' && (!path[0] || path[0][0] !== '/')) path.unshift('');
  if (trailingSlash && !path.join('/').endsWith('/')) path.push('');
  const isAbsolute = path[0] === '' || path[0]?.[0] === '/';
  if (hostInPath) {
    result.hostname = result.host = isAbsolute ? '' : path.length ? path.shift() : '';
    const at = result.host && result.host.indexOf('@') > 0 ? result.host.split('@') : null;
    if (at) {
      result.auth = at.shift();
      result.host = result.hostname = at.shift();
    }
  }
  mustEndAbsolute ||= result.host && path.length;
  if (mustEndAbsolute && !isAbsolute) path.unshift('');
  if (path.length === 0) {
    result.pathname = null;
    result.path = null;
  } else {
    result.pathname = path.join('/');
  }
  if (result.pathname !== null || result.search !== null) result.path = (result.pathname || '') + (result.search || '');
  result.auth = relative.auth || result.auth;
  result.slashes ||= relative.slashes;
  return done();
};

// The module url puts the class URL beside these.
function make(formatWhatwg, isURL) {
  function urlFormat(urlObject, options) {
    if (typeof urlObject === 'string') {
      urlObject = urlParse(urlObject);
    } else if (typeof urlObject !== 'object' || urlObject === null) {
      throw invalidArgType('urlObject', 'one of type object or string', urlObject);
    } else if (isURL(urlObject)) {
      return formatWhatwg(urlObject, options);
    }
    return Url.prototype.format.call(urlObject);
  }
  return {
    Url,
    parse: urlParse,
    resolve: (source, relative) => urlParse(source, false, true).resolve(relative),
    resolveObject: (source, relative) => source ? urlParse(source, false, true).resolveObject(relative) : relative,
    format: urlFormat,
  };
}

module.exports = { make };
