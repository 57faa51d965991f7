// Matrices, the game of life, and a maze, with plain arrays.
const mul = (a, b) => a.map((r) => b[0].map((_, j) => r.reduce((s, x, k) => s + x * b[k][j], 0)));
const pow = (m, n) => (n === 1 ? m : n % 2 ? mul(m, pow(m, n - 1)) : pow(mul(m, m), n / 2));
console.log(
  pow(
    [
      [1, 1],
      [1, 0],
    ],
    50,
  )[0][1],
  mul(
    [
      [1, 2],
      [3, 4],
    ],
    [
      [0.5, 0],
      [0, 2],
    ],
  ),
);
const det = (m) =>
  m.length === 1
    ? m[0][0]
    : m[0].reduce((s, x, j) => s + (j % 2 ? -1 : 1) * x * det(m.slice(1).map((r) => r.filter((_, k) => k !== j))), 0);
console.log(
  det([
    [2, 0, 1],
    [3, 5, 2],
    [1, 4, 7],
  ]),
);
const life = (g) =>
  g.map((r, y) =>
    r.map((c, x) => {
      let n = 0;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++)
          if (dx || dy) n += g[(y + dy + g.length) % g.length][(x + dx + r.length) % r.length];
      return n === 3 || (c && n === 2) ? 1 : 0;
    }),
  );
let g = ['......', '..#...', '...#..', '.###..', '......', '......'].map((r) => [...r].map((c) => +(c === '#')));
for (let i = 0; i < 8; i++) g = life(g);
console.log(g.map((r) => r.map((c) => '.#'[c]).join('')).join('\n'));
const maze = ['#########', '#S..#...#', '#.#.#.#.#', '#.#...#E#', '#########'];
const find = (c) => {
  for (let y = 0; y < maze.length; y++) {
    const x = maze[y].indexOf(c);
    if (x >= 0) return [x, y];
  }
};
const [sx, sy] = find('S'),
  [ex, ey] = find('E');
const q = [[sx, sy, 0]],
  seen = new Set([`${sx},${sy}`]);
let answer = -1;
while (q.length) {
  const [x, y, d] = q.shift();
  if (x === ex && y === ey) {
    answer = d;
    break;
  }
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ]) {
    const k = `${x + dx},${y + dy}`;
    if (maze[y + dy][x + dx] !== '#' && !seen.has(k)) {
      seen.add(k);
      q.push([x + dx, y + dy, d + 1]);
    }
  }
}
console.log(answer, seen.size);
const pascal = Array.from({ length: 7 }, (_, n) =>
  Array.from({ length: n + 1 }, (_, k) => {
    let c = 1;
    for (let i = 0; i < k; i++) c = (c * (n - i)) / (i + 1);
    return c;
  }),
);
console.log(pascal.map((r) => r.join(' ').padStart(r.join(' ').length + (20 - r.join(' ').length) / 2)).join('\n'));
