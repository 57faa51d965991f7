// JSON.rawJSON and the source that a reviver is told.
console.log(typeof JSON.rawJSON, typeof JSON.isRawJSON);
if (JSON.rawJSON) {
  const big = JSON.rawJSON('12345678901234567890');
  console.log(big, JSON.isRawJSON(big), JSON.isRawJSON({ rawJSON: '1' }), Object.isFrozen(big), Object.getPrototypeOf(big));
  console.log(JSON.stringify({ a: big, b: [JSON.rawJSON('"x"'), JSON.rawJSON('1e1000')], c: JSON.rawJSON('null') }));
  console.log(JSON.stringify([big], null, 2));
  for (const text of ['', ' 1', '1\n', '{}', '[1]', 'abc', undefined, '1 2', 'tru', '"a', '-'])
    try { console.log(JSON.rawJSON(text)); } catch (e) { console.log(String(e)); }
}
const show = (key, value, context) => { console.log(JSON.stringify(key), value, context); return value; };
JSON.parse('{"a":[1,"x",null,{"b":2.50}],"c":true,"c":1E1}', show);
JSON.parse(' [1, 2 ,[]]', function (key, value, context) { if (key === '0') { this[1] = 3; this[2] = 'new'; } return show(key, value, context); });
JSON.parse('"\\u0041"', show);
console.log(JSON.parse('[10000000000000000001]', (key, value, context) => (context?.source ? BigInt(context.source) : value)));
