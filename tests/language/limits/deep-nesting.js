// Deeply nested source and data are no problem as long as the stack holds.
const depth = 300;
let a = []; for (let i = 0; i < depth; i++) a = [a];
let n = 0; for (let x = a; x.length; x = x[0]) n++;
console.log(n, JSON.stringify(a).length);
console.log(((((((((((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))))))))));
console.log([[[[[[[[[[[[[[[[[[[['deep']]]]]]]]]]]]]]]]]]]].flat(Infinity)[0]);
let f = () => 0; for (let i = 0; i < 1000; i++) { const g = f; f = () => g() + 1; }
console.log(f());
const chain = Array.from({ length: 200 }).reduce((o) => ({ o }), {}); let k = 0; for (let x = chain; x.o; x = x.o) k++; console.log(k);
