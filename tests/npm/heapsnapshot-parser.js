// A public parser of V8's format reads what v8.writeHeapSnapshot wrote.
const fs = require('fs');
const v8 = require('v8');
const { parse } = require('heapsnapshot-parser');

class Ship {
  constructor(name, cargo) { this.name = name; this.cargo = cargo; }
}
const fleet = [new Ship('Argo', ['oak']), new Ship('Nina', ['rope', 'rum'])];
globalThis.find = (name) => fleet.find((ship) => ship.name === name);

v8.writeHeapSnapshot('fleet.heapsnapshot');
const { nodes, edges } = parse(fs.readFileSync('fleet.heapsnapshot', 'utf8'));
console.log('nodes and edges:', nodes.length > 1000, edges.length > nodes.length);
console.log('every edge has both its ends:', edges.every((edge) => edge.fromNode && edge.toNode));
const ships = nodes.filter((node) => node.type === 'object' && node.name === 'Ship' && node.references.some((edge) => edge.name === 'cargo'));
console.log('ships:', ships.length);
for (const ship of ships) {
  const to = (name) => ship.references.find((edge) => edge.name === name).toNode;
  console.log(to('name').toShortString().replace(/@\d+/, '@id'), to('cargo').name, ship.self_size > 0);
}
const holders = ships[0].referrers.map((edge) => edge.fromNode);
console.log('held by an array:', holders.some((node) => node.name === 'Array' || node.name === '(object elements)'));
fs.unlinkSync('fleet.heapsnapshot');
