'use strict';
// dns (https://nodejs.org/api/dns.html). The machine knows its own name and localhost; every other name is unknown: no
// question leaves it. lookup() is slow work of the thread pool, resolve*() is not work of the pool at all.
const { lookup: lookupJob, lookupService: serviceJob, query, nodeMajor } = internal;
const { hasOwn } = require('internal/language');
const { invalidArgType, invalidArgValue, nodeError, validateCallback, validateOneOf, validatePort, validateString, warnOnce } = require('internal/validators');
const systemErrors = require('internal/system_errors');

const { isIP } = require('internal/ip');

const kHosts = { __proto__: null, 'localhost': ['127.0.0.1'], 'tickscope': ['127.0.0.1'], 'ip6-localhost': ['::1'] };
const addressesOf = (name) => kHosts[name.toLowerCase().replace(/\.$/, '')] ?? (name.toLowerCase().endsWith('.localhost') ? ['127.0.0.1'] : []);


let order = nodeMajor >= 17 ? 'verbatim' : 'ipv4first';

const kNoName = -3008; // getaddrinfo's EAI_NONAME, as libuv numbers it
function lookupError(code, syscall, hostname) {
  const error = new Error(`${syscall} ${code} ${hostname}`);
  error.errno = code === 'ENOTFOUND' ? kNoName : systemErrors.numberOf(code);
  error.code = code;
  error.syscall = syscall;
  if (hostname) error.hostname = hostname;
  return error;
}

function checkLookup(hostname, options) {
  let { family = 0, hints = 0, all = false } = {};
  let verbatim = order;
  if (hostname && typeof hostname !== 'string') throw invalidArgType('hostname', 'of type string', hostname);
  if (typeof options === 'number') {
    validateOneOf(options, 'family', [0, 4, 6]);
    family = options;
  } else if (options !== undefined && typeof options !== 'object') {
    throw invalidArgType('options', 'of type object or integer', options);
  } else if (options) {
    if (options.hints !== undefined && options.hints !== null) {
      if (typeof options.hints !== 'number') throw invalidArgType('options.hints', 'of type number', options.hints);
      hints = options.hints >>> 0;
      if (hints & ~(8 | 16 | 32)) throw invalidArgValue('hints', hints);
    }
    if (options.family !== undefined && options.family !== null) {
      if (options.family === 'IPv4' || options.family === 'IPv6') family = options.family === 'IPv4' ? 4 : 6;
      else validateOneOf(options.family, 'options.family', [0, 4, 6]);
      family = typeof options.family === 'number' ? options.family : family;
    }
    if (options.all !== undefined && options.all !== null) {
      if (typeof options.all !== 'boolean') throw invalidArgType('options.all', 'of type boolean', options.all);
      all = options.all;
    }
    if (options.verbatim !== undefined && options.verbatim !== null) {
      if (typeof options.verbatim !== 'boolean') throw invalidArgType('options.verbatim', 'of type boolean', options.verbatim);
      verbatim = options.verbatim ? 'verbatim' : 'ipv4first';
    }
    if (options.order !== undefined && options.order !== null) {
      validateOneOf(options.order, 'options.order', ['ipv4first', 'ipv6first', 'verbatim']);
      verbatim = options.order;
    }
  }
  return { family, all, order: verbatim };
}

function lookup(hostname, options, callback) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  else validateCallback(callback);
  const { family, all, order: wanted } = checkLookup(hostname, options);
  validateCallback(callback);
  if (!hostname) {
    warnOnce('DEP0118', `The provided hostname "${hostname}" is not a valid hostname, and is supported in the dns module solely for compatibility.`, 'DeprecationWarning', 'DEP0118');
    if (all) process.nextTick(callback, null, []);
    else process.nextTick(callback, null, null, family === 6 ? 6 : 4);
    return {};
  }
  const literal = isIP(hostname);
  if (literal) { // no work: the answer comes on a tick
    if (all) process.nextTick(callback, null, [{ address: hostname, family: literal }]);
    else process.nextTick(callback, null, hostname, literal);
    return {};
  }
  let found = addressesOf(hostname).map((address) => ({ address, family: isIP(address) }));
  if (family !== 0) found = found.filter((one) => one.family === family);
  if (wanted !== 'verbatim') found.sort((a, b) => wanted === 'ipv6first' ? b.family - a.family : a.family - b.family);
  lookupJob(hostname, found.length > 0, (error) => {
    if (error) return callback(error);
    if (found.length === 0) return callback(lookupError('ENOTFOUND', 'getaddrinfo', hostname));
    return all ? callback(null, found) : callback(null, found[0].address, found[0].family);
  });
  return {};
}
Object.defineProperty(lookup, require('util').promisify.custom, { value: (...args) => promises.lookup(...args), enumerable: false });

function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "address", "port", and "callback" arguments must be specified');
  if (isIP(address) === 0) throw invalidArgValue('address', address);
  validatePort(port);
  validateCallback(callback);
  const known = address.startsWith('127.') || address === '::1';
  const services = { 21: 'ftp', 22: 'ssh', 25: 'smtp', 53: 'domain', 80: 'http', 443: 'https' };
  serviceJob(address, known, (error) => {
    if (error) return callback(error);
    return known ? callback(null, 'localhost', services[port] ?? `${port}`) : callback(lookupError('ENOTFOUND', 'getnameinfo', address));
  });
  return {};
}

// --- queries: of a resolver without a name server beyond the machine ---

const kQueries = {
  resolveAny: 'queryAny', resolve4: 'queryA', resolve6: 'queryAaaa', resolveCaa: 'queryCaa', resolveCname: 'queryCname', resolveMx: 'queryMx', resolveNs: 'queryNs',
  resolveTxt: 'queryTxt', resolveSrv: 'querySrv', resolvePtr: 'queryPtr', resolveNaptr: 'queryNaptr', resolveSoa: 'querySoa', reverse: 'getHostByAddr',
};
function queryError(code, syscall, hostname) {
  const error = new Error(`${syscall} ${code}${hostname ? ` ${hostname}` : ''}`);
  error.errno = undefined;
  error.code = code;
  error.syscall = syscall;
  if (hostname) error.hostname = hostname;
  return error;
}
function answer(method, name) {
  if (method === 'reverse') return name.startsWith('127.') || name === '::1' ? ['localhost'] : undefined;
  const family = method === 'resolve4' ? 4 : method === 'resolve6' ? 6 : 0;
  const found = addressesOf(name).filter((address) => isIP(address) === family);
  return found.length > 0 ? found : undefined;
}

let servers = ['127.0.0.1'];

class Resolver {
  #servers = servers.slice();
  cancel() {}
  getServers() { return this.#servers.slice(); }
  setServers(list) { this.#servers = checkServers(list); }
  setLocalAddress() {}
  resolve(name, type, callback) {
    if (typeof type === 'function') [type, callback] = ['A', type];
    else if (typeof type !== 'string') throw invalidArgValue('rrtype', type);
    const method = { A: 'resolve4', AAAA: 'resolve6' }[type] ?? `resolve${type[0]}${type.slice(1).toLowerCase()}`;
    if (!hasOwn(kQueries, method) || method === 'reverse') throw invalidArgValue('rrtype', type);
    return this[method](name, callback);
  }
}
for (const [method, syscall] of Object.entries(kQueries)) {
  const define = { [method](name, options, callback) {
    if (arguments.length > 2) callback = arguments[2];
    else callback = options;
    validateString(name, 'name');
    validateCallback(callback);
    if (method === 'reverse' && isIP(name) === 0) throw Object.assign(queryError('EINVAL', syscall, name), { errno: -22 });
    const found = answer(method, name);
    query(`dns.${method}`, name, () => found ? callback(null, found) : callback(queryError('ENOTFOUND', syscall, name)));
    return {};
  } }[method];
  Object.defineProperty(Resolver.prototype, method, { value: define, configurable: true, writable: true, enumerable: true });
}
function checkServers(list) {
  if (!Array.isArray(list)) throw invalidArgType('servers', 'an instance of Array', list);
  list.forEach((server, i) => {
    validateString(server, `servers[${i}]`);
    const bare = server.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
    if (isIP(bare) === 0) throw nodeError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${server}`);
  });
  return list.slice();
}

const codes = {
  NODATA: 'ENODATA', FORMERR: 'EFORMERR', SERVFAIL: 'ESERVFAIL', NOTFOUND: 'ENOTFOUND', NOTIMP: 'ENOTIMP', REFUSED: 'EREFUSED', BADQUERY: 'EBADQUERY',
  BADNAME: 'EBADNAME', BADFAMILY: 'EBADFAMILY', BADRESP: 'EBADRESP', CONNREFUSED: 'ECONNREFUSED', TIMEOUT: 'ETIMEOUT', EOF: 'EOF', FILE: 'EFILE',
  NOMEM: 'ENOMEM', DESTRUCTION: 'EDESTRUCTION', BADSTR: 'EBADSTR', BADFLAGS: 'EBADFLAGS', NONAME: 'ENONAME', BADHINTS: 'EBADHINTS',
  NOTINITIALIZED: 'ENOTINITIALIZED', LOADIPHLPAPI: 'ELOADIPHLPAPI', ADDRGETNETWORKPARAMS: 'EADDRGETNETWORKPARAMS', CANCELLED: 'ECANCELLED',
};
const common = {
  getDefaultResultOrder: () => order,
  setDefaultResultOrder(value) {
    validateOneOf(value, 'dnsOrder', nodeMajor >= 20 ? ['verbatim', 'ipv4first', 'ipv6first'] : ['verbatim', 'ipv4first']);
    order = value;
  },
  getServers: () => servers.slice(),
  setServers(list) { servers = checkServers(list); },
};

// --- promises ---

const settle = (start) => new Promise((resolve, reject) => start((error, ...values) => error ? reject(error) : resolve(values)));
class PromisesResolver {
  #resolver = new Resolver();
  cancel() {}
  getServers() { return this.#resolver.getServers(); }
  setServers(list) { this.#resolver.setServers(list); }
  setLocalAddress() {}
}
const byDefault = new Resolver();
const promises = {
  lookup(hostname, options) {
    const { all } = checkLookup(hostname, options);
    return settle((done) => lookup(hostname, options, done)).then(([first, family]) => all ? first : { address: first, family });
  },
  lookupService: (address, port) => {
    if (isIP(address) === 0) throw invalidArgValue('address', address);
    validatePort(port);
    return settle((done) => lookupService(address, port, done)).then(([hostname, service]) => ({ hostname, service }));
  },
  Resolver: PromisesResolver,
  ...common,
  ...codes,
};
module.exports = { lookup, lookupService, Resolver, ADDRCONFIG: 32, ALL: 16, V4MAPPED: 8, ...common, ...codes };
for (const method of ['resolve', ...Object.keys(kQueries)]) {
  module.exports[method] = byDefault[method].bind(byDefault);
  promises[method] = (...args) => {
    validateString(args[0], 'name');
    return settle((done) => byDefault[method](...args, done)).then(([value]) => value);
  };
  PromisesResolver.prototype[method] = promises[method];
}
Object.defineProperty(module.exports, 'promises', { configurable: true, enumerable: true, get: () => promises });
