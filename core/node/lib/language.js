'use strict';
// What the language got after Node 10, for the modules of our library: they run in every version, without the methods that
// a version does not have.
const ownProperty = Object.prototype.hasOwnProperty;

const last = (list) => list[list.length - 1];
const hasOwn = (object, key) => ownProperty.call(object, key);
const replaceAll = (text, part, by) => text.split(part).join(by);
const flat = (lists) => [].concat(...lists);
function fromEntries(entries) {
  const object = {};
  for (const [key, value] of entries) Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
  return object;
}

module.exports = { last, hasOwn, replaceAll, flat, fromEntries };
