// for-of asks for an iterator, and closes it when left early.
function source(limit, log) {
  let n = 0;
  return {
    [Symbol.iterator]() { log.push('start'); return this; },
    next() { n++; log.push('next' + n); return n > limit ? { done: true, value: 'ignored' } : { done: false, value: n }; },
    return(v) { log.push('return'); return {}; },
  };
}
let log = [];
for (const v of source(2, log)) log.push(v);
console.log(log.join(' '));
log = [];
for (const v of source(5, log)) { if (v === 2) break; }
console.log(log.join(' '));
log = [];
try { for (const v of source(5, log)) throw new Error('body'); } catch (e) { log.push(e.message); }
console.log(log.join(' '));
log = [];
(function () { for (const v of source(5, log)) return v; })();
console.log(log.join(' '));
log = [];
outer: for (const a of [1, 2]) for (const b of source(3, log)) continue outer;
console.log(log.join(' '));
for (const c of 'a\u{1F600}b') console.log(c.length);
for (const bad of [5, {}, null, undefined]) { try { for (const x of bad); } catch (e) { console.log(e.message); } }
try { for (const x of { [Symbol.iterator]: () => 1 }); } catch (e) { console.log(e.message); }
try { for (const x of { [Symbol.iterator]: () => ({ next: () => 1 }) }); } catch (e) { console.log(e.message); }
