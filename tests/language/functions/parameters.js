// Defaults are evaluated at each call, left to right, and see earlier parameters.
const log = [];
const d = (n) => { log.push(n); return n; };
function f(a, b = d(a * 2), c = a + b, ...rest) { return [a, b, c, rest, arguments.length]; }
console.log(f(1), f(1, undefined, null), f(1, 2, 3, 4, 5));
console.log(log, f.length, ((...x) => 1).length, ((a, b = 1, c) => 1).length);
function own(x = () => y, y = 5) { var z = x(); y = 9; return [z, x()]; }
console.log(own());
function scope(a, f = () => a) { var a; a = 2; return [a, f()]; }
console.log(scope(1));
function body(a = 1) { var a; return a; }
console.log(body());
try { (function (a = b, b) {})(); } catch (e) { console.log(e.message); }
try { (function (a = a) {})(); } catch (e) { console.log(e.message); }
const opts = ({ size = 10, color: { hue = 'red' } = {}, ...others } = {}) => [size, hue, others];
console.log(opts(), opts({ size: 1, color: { hue: 'blue' }, x: 1 }));
