// An exception leaves every frame on its way, running each finally, until somebody catches it.
const log = [];
function level(n) {
  try {
    log.push('enter ' + n);
    if (n === 3) throw new RangeError('deep');
    level(n + 1);
    log.push('never');
  } catch (e) {
    if (n === 1) {
      log.push(`caught at ${n}: ${e.message}`);
      return;
    }
    e.message += ' <' + n;
    throw e;
  } finally {
    log.push('leave ' + n);
  }
}
level(0 + 1);
console.log(log.join('\n'));
for (const thrown of [1, 'text', null, undefined, { a: 1 }, [1], () => 1]) {
  try {
    throw thrown;
  } catch (e) {
    console.log(e === thrown, typeof e);
  }
}
const r = [];
for (let i = 0; i < 3; i++) {
  try {
    if (i === 1) throw i;
    r.push('ok' + i);
  } catch (e) {
    r.push('bad' + e);
    continue;
  } finally {
    r.push('f' + i);
  }
}
console.log(r.join());
[1, 2].forEach((x) => {
  try {
    [3].map(() => {
      throw x;
    });
  } catch (e) {
    console.log('from callback', e);
  }
});
