// package.json's main, exports and imports, as require and import see them.
const outcome = (f) => {
  try {
    return f();
  } catch (e) {
    return e.code + ' ' + e.message.split('\n')[0].replaceAll(__dirname, '<dir>');
  }
};
for (const request of ['conditions', 'conditions/sub/one', 'conditions/none', 'conditions/private', 'main-field', 'index-only', 'index-only/other', 'bad-target/x'])
  console.log(request, outcome(() => require('./lib/packages/inside.cjs').load(request)));
require('./lib/packages/inside.cjs').imports(['conditions', 'conditions/sub/one', 'conditions/none', 'main-field', 'index-only/other.js', 'index-only/other', 'bad-target/x', '#inside', '#outside', '#none']);
