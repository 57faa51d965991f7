// Each turn of a for loop with let has a binding of its own; with var they share one.
const lets = [], vars = [], copied = [];
for (let i = 0; i < 3; i++) lets.push(() => i);
for (var j = 0; j < 3; j++) vars.push(() => j);
for (let k = 0; k < 3; k++) { copied.push(() => k); k++; }
console.log(lets.map((f) => f()), vars.map((f) => f()), copied.map((f) => f()));
const inc = [];
for (let i = 0, bump = () => i++; i < 3; bump(), i++) { inc.push(() => i); if (inc.length > 4) break; }
console.log(inc.map((f) => f()));
const fromIn = [];
for (const key in { x: 1, y: 2 }) fromIn.push(() => key);
console.log(fromIn.map((f) => f()));
