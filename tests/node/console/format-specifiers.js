// console.log's format: %s %d %i %f %j %o %O %c %%.
console.log('%s|%s|%s|%s|%s', 'text', 5, -0, null, undefined, 'extra', { e: 1 });
console.log('%s %s %s %s', { a: { b: { c: 1 } } }, [1, [2, [3]]], () => 1, Symbol('s'));
console.log('%s', class Foo {}, '%s');
console.log(
  '%s',
  {
    toString() {
      return 'custom';
    },
  },
  new (class Bar {
    toString() {
      return 'bar';
    }
  })(),
  new Error('e').message,
);
console.log('%d %d %d %d %d %d', 5, '5', -0, {}, Symbol('x'), '5.5x');
console.log('%i %i %i %i', 5.9, '7.9px', -0.5, {});
console.log('%f %f %f', 5.5, '5.5px', 'x');
console.log('%d|%i|%f|%s', -0, -0, -0, -0);
console.log('%j %j %j', { a: [1] }, 'q', undefined);
const c = {};
c.c = c;
console.log('%j', c);
console.log('%o', { f() {}, a: [1, { b: 2 }] });
console.log('%O', { a: { b: { c: { d: {} } } } });
console.log('%c styled', 'color: red', 'rest');
console.log('100%', 5, '%');
console.log('%% %s', 'x');
console.log('%%');
console.log('%s');
console.log('%x %s', 1, 2);
console.log('a%sb%sc', 1);
console.log(5, '%s', 'x');
console.log('%', 1);
console.log('%s %s', 'only one');
console.log();
console.log('');
console.log(' ');
console.log('a\nb', ['a\nb']);
console.log(null, undefined, true, 'str', 1.5, -0, [undefined], [null], ['str']);
