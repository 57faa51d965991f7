// finally always runs, and a return or throw in it wins.
function f(how) {
  const log = [];
  try {
    log.push('try');
    if (how === 'throw') throw new Error('t');
    if (how === 'return') return log;
    log.push('end of try');
  } catch (e) {
    log.push('catch ' + e.message);
  } finally {
    log.push('finally');
  }
  log.push('after');
  return log;
}
for (const how of ['none', 'throw', 'return']) console.log(how, f(how).join(' '));
console.log(
  (() => {
    try {
      return 'try';
    } finally {
      return 'finally';
    }
  })(),
);
console.log(
  (() => {
    try {
      throw 1;
    } catch {
      return 'catch';
    } finally {
    }
  })(),
);
console.log(
  (() => {
    let x = 1;
    try {
      return x;
    } finally {
      x = 2;
    }
  })(),
);
console.log(
  (() => {
    for (const i of [1, 2, 3]) {
      try {
        continue;
      } finally {
        if (i === 2) return 'left at ' + i;
      }
    }
  })(),
);
console.log(
  (() => {
    l: try {
      return 1;
    } finally {
      break l;
    }
    return 2;
  })(),
);
try {
  try {
    throw new Error('first');
  } finally {
    throw new Error('second');
  }
} catch (e) {
  console.log(e.message);
}
try {
  try {
    throw 'a';
  } catch (e) {
    throw e + 'b';
  } finally {
    console.log('between');
  }
} catch (e) {
  console.log(e);
}
const order = [];
(() => {
  try {
    try {
      order.push(1);
      return order.push(2);
    } finally {
      order.push(3);
      try {
        throw 0;
      } catch {
        order.push(4);
      }
    }
  } finally {
    order.push(5);
  }
})();
console.log(order.join());
