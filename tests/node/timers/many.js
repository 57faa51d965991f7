// Two thousand timers over a few delays fire each once, in order.
const fired = [];
const delays = [1, 45, 90];
for (let i = 0; i < 2000; i++) setTimeout(() => fired.push(i), delays[i % 3]);
setTimeout(() => {
  console.log(
    fired.length,
    new Set(fired).size,
    [0, 1, 2].map((k) => fired.filter((i) => i % 3 === k)).every((l) => l.every((x, i) => !i || l[i - 1] < x)),
    fired.slice(0, 3),
    fired.slice(-3),
  );
}, 140);
