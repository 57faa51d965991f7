// What each version parses: a text that it does not know is a SyntaxError.
// node: 10 12 14 16 18 20 22 24
const texts = ['a?.b', 'null ?? 1', 'a ??= 1', 'a &&= 2', '1_000', 'class A { x = 1 }', 'class A { #x = 1 }', 'class A { #m() {} }',
  'class A { get #m() { return 1; } }', 'class A { static x = 1 }', 'class A { static {} }', 'class A { #x; static has(o) { return #x in o; } }',
  'try {} catch {}', '10n', 'async function f() { for await (const x of []); }', 'x = { ...{} }', '/(?<a>x)/', '/(?<=x)/', '/x/d', '/x/s', '/x/v', 'a = 1?.5:1'];
for (const text of texts) {
  let parses = true;
  try {
    new Function(text);
  } catch (error) {
    parses = error.name;
  }
  console.log(text, parses);
}
