// return() and throw() come in where the generator is waiting, and run its finally blocks.
function* g(log) {
  try {
    log.push('in');
    yield 1;
    yield 2;
  } catch (e) {
    log.push('caught ' + e);
    yield 'from catch';
  } finally {
    log.push('finally');
    yield 'from finally';
    log.push('left');
  }
  return 'end';
}
let log = [],
  it = g(log);
console.log(it.next(), it.return('r'), it.next(), it.next(), log.join());
log = [];
it = g(log);
console.log(it.next(), it.throw('t'), it.next(), it.next(), log.join());
log = [];
it = g(log);
console.log(it.return('early'), it.next(), log.join());
log = [];
it = g(log);
try {
  it.throw('unstarted');
} catch (e) {
  console.log('out', e, it.next(), log.join());
}
function* running() {
  try {
    me.next();
  } catch (e) {
    yield e.message;
  }
}
const me = running();
console.log(me.next());
function* override() {
  try {
    yield 1;
  } finally {
    return 'overridden';
  }
}
it = override();
it.next();
console.log(it.return('asked'), it.next());
it = override();
it.next();
console.log(it.throw(new Error('lost')));
function* thrower() {
  yield 1;
  throw new Error('inside');
}
it = thrower();
it.next();
try {
  it.next();
} catch (e) {
  console.log(e.message, it.next());
}
