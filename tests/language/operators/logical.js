// && || ?? give one of their operands and skip the other.
const log = [];
const say = (v) => { log.push(v); return v; };
console.log(say(0) || say('b'), say(1) && say(''), say(null) ?? say('n'), say(0) ?? say('never'));
console.log(log);
let a = null, b = 0, c = 1;
a ??= 'set'; b ||= 'set'; c &&= 'set';
console.log(a, b, c);
let calls = 0;
const o = { get x() { calls++; return 1; }, set x(v) { calls += 100; } };
o.x ||= 5; o.x ??= 5;
console.log(calls);
o.x &&= 5;
console.log(calls);
console.log(!0, !!'0', !!'', !!NaN, !![], !null, true && false || true, (null || undefined) ?? 'd');
