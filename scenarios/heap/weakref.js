// A WeakRef does not keep its object alive. But when does it let go?
let strong = { name: 'kept by a variable' };
const weak = new WeakRef(strong);
strong = null;

console.log(`in the same turn: ${weak.deref() ? 'still there' : 'gone'}`);
Promise.resolve().then(() => {
  console.log(`in a microtask: ${weak.deref() ? 'still there' : 'gone'}`);
});
console.log('the program ends');
