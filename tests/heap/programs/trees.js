// Trees: a long-lived one, and short-lived ones built and walked beside it.
function tree(depth) {
  return depth === 0 ? { left: null, right: null } : { left: tree(depth - 1), right: tree(depth - 1) };
}
function count(node) { return node.left === null ? 1 : 1 + count(node.left) + count(node.right); }
const old = tree(15);
let nodes = 0;
for (let i = 0; i < 40; i++) nodes += count(tree(10));
console.log('nodes', count(old), nodes);
globalThis.kept = old;
