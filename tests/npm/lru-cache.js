// lru-cache, in a few lines.
const { LRUCache } = require('lru-cache');
const c = new LRUCache({ max: 2, ttl: 20 });
c.set('a', 1);
c.set('b', 2);
c.get('a');
c.set('c', 3);
console.log(c.get('a'), c.get('b'), c.size);
setTimeout(() => console.log(c.get('a')), 40);
