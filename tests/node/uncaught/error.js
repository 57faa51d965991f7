// An error nobody catches: its place, its stack, exit code 1; exit listeners come first.
process.on('exit', (c) => console.log('exit', c));
function f() { throw new TypeError('boom'); }
console.log('before');
setTimeout(() => console.log('never'), 0);
f();
