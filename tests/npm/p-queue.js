// p-queue, in a few lines.
const { default: Q } = require('p-queue');
const q = new Q({ concurrency: 1 });
q.add(async () => console.log(1));
q.add(
  () =>
    new Promise((r) =>
      setTimeout(() => {
        console.log(2);
        r();
      }, 5),
    ),
  { priority: 0 },
);
q.add(() => console.log(3), { priority: 1 });
q.onIdle().then(() => console.log('idle'));
