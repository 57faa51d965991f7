'use strict';
// util.MIMEType and MIMEParams (https://mimesniff.spec.whatwg.org/#parsing-a-mime-type).
const { nodeError } = require('internal/validators');

const kNotToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const kNotQuoted = /[^\t\u0020-~\u0080-\u00FF]/;
const lower = (text) => text.replace(/[A-Z]/g, (c) => c.toLowerCase());

function fault(production, text, at) {
  return nodeError(TypeError, 'ERR_INVALID_MIME_SYNTAX', `The MIME syntax for a ${production} in "${text}" is invalid${at >= 0 ? ` at ${at}` : ''}`);
}
const firstBad = (text, pattern) => text.search(pattern);

function parseTypeAndSubtype(text) {
  const start = /[^\r\n\t ]|$/.exec(text).index;
  const slash = text.indexOf('/', start);
  const type = text.slice(start, slash < 0 ? undefined : slash);
  const bad = firstBad(type, kNotToken);
  if (type === '' || bad >= 0 || slash < 0) throw fault('type', text, slash < 0 ? -1 : bad);
  const semicolon = text.indexOf(';', slash);
  const subtype = text.slice(slash + 1, semicolon < 0 ? undefined : semicolon).replace(/[\r\n\t ]*$/, '');
  const badSub = firstBad(subtype, kNotToken);
  if (subtype === '' || badSub >= 0) throw fault('subtype', text, badSub);
  return { type: lower(type), subtype: lower(subtype), rest: semicolon < 0 ? text.length : semicolon };
}

const quote = (value) => value.length === 0 || kNotToken.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;

class MIMEParams {
  #data = new Map();
  static parse(params, text) {
    let at = 0;
    while (at < text.length) {
      at += /^;?[\r\n\t ]*/.exec(text.slice(at))[0].length;
      if (at >= text.length) break;
      const end = /[;=]|$/.exec(text.slice(at)).index + at;
      const name = lower(text.slice(at, end));
      at = end;
      if (text[at] !== '=') continue;
      at++;
      let value;
      if (text[at] === '"') {
        value = '';
        for (at++; at < text.length && text[at] !== '"'; at++) {
          if (text[at] === '\\' && at + 1 < text.length) at++;
          value += text[at];
        }
        at = Math.max(text.indexOf(';', at), at);
        if (text[at] !== ';') at = text.length;
      } else {
        const stop = text.indexOf(';', at);
        value = text.slice(at, stop < 0 ? undefined : stop).replace(/[\r\n\t ]*$/, '');
        at = stop < 0 ? text.length : stop;
        if (value === '') continue;
      }
      if (name !== '' && !kNotToken.test(name) && !kNotQuoted.test(value) && !params.#data.has(name)) params.#data.set(name, value);
    }
  }
  delete(name) { this.#data.delete(`${name}`); }
  get(name) { return this.#data.get(`${name}`) ?? null; }
  has(name) { return this.#data.has(`${name}`); }
  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    const badName = firstBad(name, kNotToken);
    if (name.length === 0 || badName >= 0) throw fault('parameter name', name, badName);
    const badValue = firstBad(value, kNotQuoted);
    if (badValue >= 0) throw fault('parameter value', value, badValue);
    this.#data.set(name, value);
  }
  * entries() { yield* this.#data.entries(); }
  * keys() { yield* this.#data.keys(); }
  * values() { yield* this.#data.values(); }
  toString() { return [...this.#data].map(([name, value]) => `${name}=${quote(value)}`).join(';'); }
}
const { parse } = MIMEParams;
delete MIMEParams.parse;
Object.defineProperties(MIMEParams.prototype, {
  [Symbol.iterator]: { configurable: true, writable: true, value: MIMEParams.prototype.entries },
  toJSON: { configurable: true, writable: true, value: MIMEParams.prototype.toString },
});

class MIMEType {
  #type;
  #subtype;
  #params = new MIMEParams();
  constructor(text) {
    text = `${text}`;
    const { type, subtype, rest } = parseTypeAndSubtype(text);
    this.#type = type;
    this.#subtype = subtype;
    parse(this.#params, text.slice(rest));
  }
  get type() { return this.#type; }
  set type(value) {
    value = `${value}`;
    const bad = firstBad(value, kNotToken);
    if (value.length === 0 || bad >= 0) throw fault('type', value, bad);
    this.#type = lower(value);
  }
  get subtype() { return this.#subtype; }
  set subtype(value) {
    value = `${value}`;
    const bad = firstBad(value, kNotToken);
    if (value.length === 0 || bad >= 0) throw fault('subtype', value, bad);
    this.#subtype = lower(value);
  }
  get essence() { return `${this.#type}/${this.#subtype}`; }
  get params() { return this.#params; }
  toString() {
    const params = this.#params.toString();
    return params ? `${this.essence};${params}` : this.essence;
  }
}
Object.defineProperty(MIMEType.prototype, 'toJSON', { configurable: true, writable: true, value: MIMEType.prototype.toString });

module.exports = { MIMEParams, MIMEType };
