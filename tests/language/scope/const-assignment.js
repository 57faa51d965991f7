// A const keeps its binding, not its contents.
const box = { n: 1 };
box.n = 2;
console.log(box.n);
try { box = 1; } catch (e) { console.log(e.name + ': ' + e.message); }
try { const k = 1; k++; } catch (e) { console.log(e.message); }
try { const k = 1; k += 2; } catch (e) { console.log(e.message); }
try { for (const i = 0; i < 2; i++) console.log('turn', i); } catch (e) { console.log(e.message); }
for (const i of [1, 2]) console.log(i);
for (const key in { a: 1, b: 2 }) console.log(key);
