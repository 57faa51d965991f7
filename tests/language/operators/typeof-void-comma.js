// Small operators: typeof, void, comma, in, instanceof, delete.
console.log([undefined, null, true, 1, 'a', Symbol(), () => 1, class {}, {}, [], new Date(0)].map((v) => typeof v).join());
console.log(void 'gone', (1, 2, 3));
for (var i = 0, j = 10; i < j; i += 3, j -= 3);
console.log(i, j);
const o = { a: 1, b: undefined };
console.log('a' in o, 'b' in o, 'c' in o, 'toString' in o, 0 in ['x'], 1 in ['x'], 'length' in []);
console.log(delete o.a, o, delete o.zzz, 'a' in o);
class A {} class B extends A {}
console.log(new B() instanceof A, new A() instanceof B, [] instanceof Object, Object.create(null) instanceof Object);
class Even { static [Symbol.hasInstance](n) { return n % 2 === 0; } }
console.log(2 instanceof Even, 3 instanceof Even);
try { 'a' in 'abc'; } catch (e) { console.log(e.message); }
try { ({}) instanceof 5; } catch (e) { console.log(e.message); }
try { ({}) instanceof (() => 1); } catch (e) { console.log(e.message); }
const arr = [1, 2, 3];
delete arr[1];
console.log(arr, arr.length, 1 in arr);
