// The error classes: message, name, cause, toString and what enumerates.
for (const E of [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]) {
  const e = new E('m');
  console.log(
    e.name,
    e instanceof Error,
    e instanceof E,
    String(e),
    E.prototype.name,
    E.length,
    Object.getPrototypeOf(E) === (E === Error ? Function.prototype : Error),
  );
}
const e = Error('no new', { cause: { why: 1 } });
console.log(
  e instanceof Error,
  e.cause,
  Object.keys(e),
  Object.getOwnPropertyNames(e).sort().join(),
  'cause' in new Error('x'),
);
console.log(
  String(new Error()),
  new Error(undefined).hasOwnProperty('message'),
  new Error(5).message === '5',
  new Error('').toString(),
);
e.name = 'Custom';
console.log(String(e));
e.message = '';
console.log(String(e));
e.name = '';
console.log(String(e) === '');
console.log(Error.prototype.toString.call({ name: 'N', message: 'M' }), Error.prototype.toString.call({}));
const agg = new AggregateError([new Error('a'), 'b'], 'both', { cause: 1 });
console.log(agg.name, agg.message, agg.errors.length, agg.errors[1], agg.cause);
console.log(
  Object.prototype.toString.call(e),
  typeof e.stack,
  Object.getOwnPropertyDescriptor(new Error('x'), 'message').enumerable,
);
