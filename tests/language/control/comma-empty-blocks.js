// Empty statements, blocks, and semicolons that are put in by themselves.
;;;
{}
{ ; }
if (true);
else;
let a = 1
let b = a
+ 1
console.log(a, b)
function f() {
  return
  5
}
console.log(f())
let i = 1, j = 1
i
++
j
console.log(i, j)
const list = [1, 2, 3]
;[4, 5].forEach((x) => list.push(x))
console.log(list)
var get = 1, set = 2, of = 3, async = 4, static_ = 5, let_ = 6
console.log(get + set + of + async + static_ + let_)
do console.log('do'); while (false) console.log('after')
/* a comment
   of two lines */ console.log('end') // trailing
