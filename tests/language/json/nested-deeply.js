// JSON.parse nests as deep as its text; JSON.stringify only as deep as the stack.
const n = 9000; const v = JSON.parse('['.repeat(n) + ']'.repeat(n)); let d = 0; for (let x = v; x; x = x[0]) d++; console.log(d);
const o = JSON.parse('{"a":'.repeat(n) + 'null' + '}'.repeat(n)); d = 0; for (let x = o; x; x = x.a) d++; console.log(d);
try { JSON.stringify(v) } catch (e) { console.log(e.name, e.message) }
