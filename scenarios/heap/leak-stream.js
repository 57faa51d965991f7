// What is written to a stream waits in memory until somebody reads it.
const { PassThrough } = require('node:stream');

const kept = { cured: [], leaking: [] };

function answer(list, read) {
  const response = new PassThrough({ highWaterMark: 4096 });
  for (let chunk = 0; chunk < 8; chunk++) response.write(Buffer.alloc(1024, chunk)); // false comes back, and is ignored
  response.end();
  if (read) response.resume(); // nobody wants the body: throw it away
  list.push(response);
}

const waiting = (list) => list.filter((stream) => stream.readableLength > 0).length;

for (let id = 0; id < 20; id++) {
  answer(kept.cured, true);
  answer(kept.leaking, false);
}
setTimeout(() => {
  console.log(`with the cure: ${waiting(kept.cured)} bodies wait`);
  console.log(`with the leak: ${waiting(kept.leaking)} bodies wait`);
}, 10);

module.exports = kept;
