// Every kind of statement, in sloppy code.
var v = 1, w; let l = v; const k = l;
label: for (let i = 0, n = 2; i < n; i++) { if (i) continue label; else if (v) break; else { queue.push(() => i); } }
for (const key in v) ; for (var o of v) { let o2 = o; } for (l in v) debugger;
while (v) do { v--; } while (w)
switch (v) { case 1: let inCase = 1; default: inCase; function inSwitch() {} }
try { throw v; } catch ({ message, code = message }) { var message2; } finally { }
try { } catch { }
with (v) { w = dynamic; }
{ function hoisted() { return hoisted; } }
if (v) function alsoHoisted() { }
function outer(p, q = () => p) { var p; eval('p'); return arguments; }
function early() { return late; } let late = early;
async function waits() { await null; } function* yields() { yield; }
; /re/g.test(v) / 2
v
++w
