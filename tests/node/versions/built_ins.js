// Which built-ins there are.
// node: 10 12 14 16 18 20 22 24
const has = {
  'Array.prototype': ['at', 'flat', 'flatMap', 'findLast', 'findLastIndex', 'toSorted', 'with', 'group'],
  Array: ['fromAsync'], Object: ['fromEntries', 'hasOwn', 'groupBy'], Promise: ['allSettled', 'any', 'withResolvers', 'try'],
  'String.prototype': ['at', 'matchAll', 'replaceAll', 'isWellFormed'], 'RegExp.prototype': ['hasIndices', 'unicodeSets'],
  'Symbol.prototype': ['description'], Symbol: ['matchAll'], 'Set.prototype': ['union'], Error: ['isError'],
};
const scope = Function('return this')();
for (const path of Object.keys(has)) {
  const object = path.split('.').reduce((at, name) => at[name], scope);
  console.log(path, has[path].filter((name) => Object.prototype.hasOwnProperty.call(object, name)).join(' '));
}
console.log(['globalThis', 'WeakRef', 'FinalizationRegistry', 'AggregateError', 'Iterator', 'queueMicrotask', 'AbortController', 'EventTarget']
  .filter((name) => name in scope).join(' '));
