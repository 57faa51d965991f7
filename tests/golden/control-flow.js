// Loops, labels, switch, exceptions.
outer: for (let i = 0; i < 3; i++) {
  for (const j of [1, 2]) {
    if (i === j) continue outer;
    switch (j) {
      case 1: break;
      default: break outer;
    }
  }
}
try {
  throw new Error('x');
} catch ({ message }) {
  console.log(message ?? 'none');
} finally {
  console.log('done');
}
