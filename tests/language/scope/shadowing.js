// An inner name hides an outer one, and only inside.
let name = 'outer';
{
  let name = 'block';
  console.log(name);
  { const name = 'deeper'; console.log(name); }
  console.log(name);
}
function f(name) {
  console.log(name);
  var name;
  console.log(name);
  name = 'assigned';
  return arguments[0];
}
console.log(f('argument'));
try { throw 'caught'; } catch (name) { console.log(name); { let name = 'again'; console.log(name); } }
console.log(name);
for (let name = 0; name < 1; name++) { let name = 'body'; console.log(name); }
