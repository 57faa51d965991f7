// A cache of a module without a bound is a leak with a good name.
class Page {
  constructor(url) {
    this.url = url;
    this.html = `<h1>${url}</h1>`.repeat(20);
  }
}

const unbounded = new Map();
function render(url) {
  let page = unbounded.get(url);
  if (!page) unbounded.set(url, page = new Page(url));
  return page.html.length;
}

const kMost = 10;
const bounded = new Map(); // a Map is in the order of insertion: its first key is the one used longest ago
function renderBounded(url) {
  let page = bounded.get(url);
  if (page) bounded.delete(url);
  else page = new Page(url);
  bounded.set(url, page);
  if (bounded.size > kMost) bounded.delete(bounded.keys().next().value);
  return page.html.length;
}

for (let visit = 0; visit < 300; visit++) {
  renderBounded(`/product?session=${visit}`);
  render(`/product?session=${visit}`); // every session has an url of its own: the cache is never hit
}
console.log(`with the cure: ${bounded.size} pages`);
console.log(`with the leak: ${unbounded.size} pages`);

module.exports = { render, renderBounded };
