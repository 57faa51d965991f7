// Scripts in this context and in others.
const vm = require('vm');
globalThis.shared = 1;
console.log(vm.runInThisContext('shared + 1'), vm.runInThisContext('var made = 5; made * 2'), globalThis.made, vm.runInThisContext('typeof require'));
const script = new vm.Script('count = (typeof count === "undefined" ? 0 : count) + 1; count');
console.log(script.runInThisContext(), script.runInThisContext());
const sandbox = vm.createContext({ x: 2, log: [] });
console.log(vm.isContext(sandbox), vm.isContext({}), vm.runInContext('x * 21', sandbox), vm.runInContext('y = 3; log.push(x + y); log.length', sandbox), sandbox.y, sandbox.log);
console.log(vm.runInNewContext('a + b', { a: 1, b: 2 }), vm.runInNewContext('typeof process + typeof console + typeof JSON'), vm.runInNewContext('var v = 9; v', sandbox));
try { vm.runInNewContext('missing', {}); } catch (e) { console.log(e.name, e.message); }
try { new vm.Script('let ='); } catch (e) { console.log(e.name, e.message); }
try { vm.runInThisContext('throw new TypeError("inside")', 'named.js'); } catch (e) { console.log(e.name, e.message, /named\.js:1/.test(e.stack)); }
console.log(vm.compileFunction('return a + b', ['a', 'b'])(1, 2));
