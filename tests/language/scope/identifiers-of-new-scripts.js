// Letters that Unicode 16 and 17 added are letters.
const codes = [0x88f, 0xc5c, 0xa7cb, 0xa7ce, 0xa7f1, 0x105c0, 0x10d4a, 0x10d70, 0x11bc0, 0x13460, 0x16d40, 0x16ea0, 0x18cff, 0x1e5d0, 0x2ebf0, 0x323b0, 0x33479];
for (const code of codes) {
  const name = String.fromCodePoint(code);
  console.log(code.toString(16), Function(`const ${name} = 1; return ${name} + { ${name}: 2 }.${name} + ((\\u{${code.toString(16)}}) => 3)();`)());
}
for (const code of [0x897, 0x10d40, 0x116d0, 0x16130, 0x1ccf0, 0x1e5f1])
  console.log(code.toString(16), Function(`const a${String.fromCodePoint(code)} = 4; return a\\u{${code.toString(16)}};`)());
for (const code of [0x378, 0x1ccfa, 0x16d6e, 0x3347a])
  try { Function(`const ${String.fromCodePoint(code)} = 1;`); console.log('taken'); } catch (e) { console.log(e.name); }
