// try, continue, break and finally inside of loops of every kind.
const log = [];
for (let i = 0; i < 4; i++) {
  try {
    if (i === 1) continue;
    if (i === 3) break;
    log.push('b' + i);
  } finally {
    log.push('f' + i);
  }
}
console.log(log.join(' '));
log.length = 0;
for (const x of (function* () {
  try {
    yield 1;
    yield 2;
  } finally {
    log.push('closed');
  }
})()) {
  try {
    throw x;
  } catch (e) {
    log.push('c' + e);
    if (e === 1) continue;
    break;
  } finally {
    log.push('f');
  }
}
console.log(log.join(' '));
log.length = 0;
let n = 0;
do {
  try {
    n++;
    if (n === 2) throw 'two';
    log.push(n);
  } catch (e) {
    log.push(e);
  }
} while (n < 3);
console.log(log.join(' '));
const f = () => {
  while (true) {
    try {
      try {
        return 'inner';
      } finally {
        log.push('one');
      }
    } finally {
      log.push('two');
      if (log.length < 8) continue;
    }
  }
};
console.log(f(), log.join(' '));
const g = () => {
  for (const k in { a: 1, b: 2 }) {
    try {
      return k;
    } finally {
      if (k === 'a') continue;
    }
  }
};
console.log(g());
outer: for (const a of [1, 2]) {
  try {
    for (const b of [1, 2]) {
      try {
        if (b === 2) continue outer;
      } finally {
        log.push('i' + a + b);
      }
    }
  } finally {
    log.push('o' + a);
  }
}
console.log(log.slice(-6).join(' '));
console.log(
  (() => {
    try {
      throw new Error('lost');
    } finally {
      return 'returned';
    }
  })(),
  (() => {
    for (;;) {
      try {
        throw 1;
      } finally {
        break;
      }
    }
    return 'broken out';
  })(),
);
