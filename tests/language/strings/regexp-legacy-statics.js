// RegExp.$1 and its like after matches of every kind.
const show = () => console.log([RegExp.$1, RegExp.$2, RegExp.$9, RegExp.lastMatch, RegExp['$&'], RegExp.lastParen, RegExp['$+'], RegExp.leftContext, RegExp['$`'], RegExp.rightContext, RegExp["$'"], RegExp.input, RegExp.$_]);
show();
/(\d+)-(\w+)/.test('ab 12-xyz cd'); show();
/nope/.test('zzz'); show();
'k=v; q=w'.replace(/(\w)=(\w)/g, (m) => m.toUpperCase()); show();
'aXbX'.match(/X/g); show();
/(a)|(b)/.exec('-b-'); show();
'é中文'.search(/(中)/); show();
RegExp.input = 5; show();
RegExp.$1 = 'x'; console.log(RegExp.$1, Object.keys(RegExp), Object.getOwnPropertyDescriptor(RegExp, '$1').enumerable);
console.log(Object.prototype.toString.call(globalThis));
