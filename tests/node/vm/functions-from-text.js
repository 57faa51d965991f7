// A function made from text belongs to the context of its constructor; what it inherits from is told by new.target's.
const vm = require('vm');
const a = vm.createContext({}), b = vm.createContext({});
const in_ = (context, text) => vm.runInContext(text, context);
for (const name of ['Function', 'GeneratorFunction', 'AsyncFunction', 'AsyncGeneratorFunction']) {
  const get = { Function: 'Function', GeneratorFunction: '(function*(){}).constructor', AsyncFunction: '(async()=>{}).constructor',
    AsyncGeneratorFunction: '(async function*(){}).constructor' }[name];
  const target = in_(b, 'new Function()');
  target.prototype = null;
  const made = Reflect.construct(in_(a, get), ['return typeof globalThis.marker'], target);
  console.log(name, Object.getPrototypeOf(made) === in_(b, `${get}.prototype`), Object.getPrototypeOf(made) === in_(a, `${get}.prototype`));
  if (name === 'Function') {
    console.log(Object.getPrototypeOf(made.prototype) === in_(a, 'Object.prototype'));
    in_(a, 'var marker = 1');
    console.log(made(), in_(a, 'new Function("return typeof marker")')(), in_(b, 'new Function("return typeof marker")')());
  }
}
class Mine extends Function {}
console.log(new Mine('return 7')() === 7, new Mine() instanceof Mine);
