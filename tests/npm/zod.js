// zod, in a few lines.
const { z } = require('zod');
const S = z.object({ n: z.string().min(2), a: z.number().int().optional() });
console.log(S.parse({ n: 'bob', a: 3 }));
const r = S.safeParse({ n: 'b', a: 1.5 });
console.log(
  r.success,
  r.error.issues.map((i) => i.path.join('.') + ':' + i.code),
);
