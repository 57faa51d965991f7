// Exceptions cross native frames: callbacks of forEach, sort, map, replace, JSON, getters, iterators.
const log = [];
const t = (name, f) => {
  try {
    f();
    log.push(name + ' none');
  } catch (e) {
    log.push(name + ' ' + e);
  } finally {
    log.push('f');
  }
};
const boom = () => {
  throw 'boom';
};
t('forEach', () => [1].forEach(boom));
t('sort', () => [2, 1].sort(boom));
t('map', () => [1].map(boom));
t('reduce', () => [1, 2].reduce(boom));
t('replace', () => 'a'.replace('a', boom));
t('stringify', () => JSON.stringify({ toJSON: boom }));
t('reviver', () => JSON.parse('[1]', boom));
t(
  'getter',
  () =>
    ({
      get x() {
        boom();
      },
    }).x,
);
t('setter', () => {
  ({
    set x(v) {
      boom();
    },
  }).x = 1;
});
t('valueOf', () => +{ valueOf: boom });
t('iterator', () => [...{ [Symbol.iterator]: boom }]);
t('next', () => {
  for (const x of { [Symbol.iterator]: () => ({ next: boom }) });
});
t('from', () => Array.from([1], boom));
t('find', () => [1].find(boom));
t('entries', () => new Map(new Map([[1, 2]])).forEach(boom));
t('set', () => new Set([1]).forEach(boom));
t('executor', () => new Promise(boom).catch(() => {}));
t('assign', () =>
  Object.assign(
    {},
    {
      get a() {
        boom();
      },
    },
  ),
);
t('spread', () => ({
  ...{
    get a() {
      boom();
    },
  },
}));
t('template', () => `${{ toString: boom }}`);
t('class', () => {
  class A {
    static x = boom();
  }
});
t('default', () => ((a = boom()) => a)());
t('computed', () => ({ [boom()]: 1 }));
t('apply', () => boom.apply(null, []));
t('bound', () => boom.bind()());
console.log(log.filter((x) => x !== 'f').join('\n'), log.length);
