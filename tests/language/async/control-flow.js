// await inside loops, conditions, try blocks, arguments, templates, patterns and spreads.
const later = (v) => Promise.resolve(v);
(async () => {
  let sum = 0;
  for (let i = 0; i < (await later(3)); i++) sum += await later(i);
  for (const x of [later(1), later(2)]) sum += await x;
  while (await later(sum < 20)) sum += 7;
  console.log(sum, `${await later('t')}${await later('u')}`, [await later(1), ...(await later([2, 3]))], {
    k: await later('v'),
    [await later('c')]: 1,
  });
  console.log(
    Math.max(await later(1), await later(9), await later(5)),
    (await later(2)) ** 2,
    (await later({ d: { e: 7 } })).d.e,
    !(await later(false)),
  );
  const { a = await later('default'), b: [c] = await later(['x']) } = await later({});
  console.log(
    a,
    c,
    (await later(1)) ? await later('yes') : await later('no'),
    (await later(null)) ?? (await later('nn')),
    (await later(0)) && 'never',
  );
  switch (await later(2)) {
    case await later(1):
      console.log('one');
      break;
    case await later(2):
      console.log('two');
  }
  outer: for (const i of [1, 2, 3]) {
    for (const j of [1, 2]) {
      if ((await later(j)) === 2) continue outer;
      if (i === 3) break outer;
      console.log(i, j);
    }
  }
  try {
    try {
      await later(1);
      throw await later('thrown');
    } finally {
      console.log('finally', await later('awaited'));
    }
  } catch (e) {
    console.log('caught', e);
  }
  const r = await (async () => {
    try {
      return await later('ret');
    } finally {
      await later();
      console.log('before return');
    }
  })();
  console.log(r, typeof (await later(() => {})), (await later(1)) + (await later(2)), -(await later(3)));
  let x = 1;
  x += await ((x = 5), later(10));
  console.log(x);
  const fs = [];
  for (let i = 0; i < 3; i++) {
    await null;
    fs.push(() => i);
  }
  console.log(fs.map((f) => f()));
  label: {
    await null;
    if (await later(true)) break label;
    console.log('never');
  }
  do {
    sum -= await later(10);
  } while (sum > 0);
  console.log(sum, await await later(later(later('nested'))));
})();
