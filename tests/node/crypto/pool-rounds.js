// Four pool threads: the fifth of five equal jobs ends about one job later than the first.
const crypto = require('crypto');
const start = process.hrtime.bigint();
const ends = [];
for (let i = 0; i < 5; i++) crypto.pbkdf2('secret', 'salt', 60000, 64, 'sha512', () => {
  ends.push(Number(process.hrtime.bigint() - start) / 1e6);
  if (ends.length === 5) console.log('done', ends.every((t, k) => k === 0 || t >= ends[k - 1]));
});
