// v8.writeHeapSnapshot and v8.getHeapSnapshot: the file is well-formed, and the program's own objects are in it.
const v8 = require('node:v8');
const fs = require('node:fs');
const { Readable } = require('node:stream');

class Planet {
  constructor(name) { this.name = name; this.moons = [{ of: name }]; }
}
const planets = ['first', 'second', 'third'].map((name) => new Planet(name));
globalThis.lookUp = (i) => planets[i];

function inspect(file) {
  const { meta, node_count, edge_count } = file.snapshot;
  const width = meta.node_fields.length;
  const field = (node, name) => file.nodes[node * width + meta.node_fields.indexOf(name)];
  const typeOf = (node) => meta.node_types[0][field(node, 'type')];
  const nameOf = (node) => file.strings[field(node, 'name')];
  console.log('counts fit:', file.nodes.length === node_count * width, file.edges.length === edge_count * 3);
  const edges = [];
  let at = 0;
  for (let node = 0; node < node_count; node++) {
    edges.push([]);
    for (let i = 0; i < field(node, 'edge_count'); i++, at += 3) {
      const type = meta.edge_types[0][file.edges[at]];
      const named = type !== 'element' && type !== 'hidden';
      edges[node].push({ type, name: named ? file.strings[file.edges[at + 1]] : file.edges[at + 1], to: file.edges[at + 2] / width });
    }
  }
  console.log('edges fit:', at === file.edges.length, edges.flat().every(({ to }) => Number.isInteger(to) && to >= 0 && to < node_count));
  console.log('root:', typeOf(0), JSON.stringify(nameOf(0)));
  const ids = new Set();
  for (let node = 0; node < node_count; node++) ids.add(field(node, 'id'));
  console.log('ids differ:', ids.size === node_count);
  const found = [];
  for (let node = 0; node < node_count; node++)
    if (typeOf(node) === 'object' && nameOf(node) === 'Planet' && edges[node].some(({ type, name }) => type === 'property' && name === 'moons')) found.push(node);
  console.log('planets:', found.length);
  const follow = (node, type, name) => edges[node].find((edge) => edge.type === type && edge.name === name)?.to;
  const texts = found.map((planet) => nameOf(follow(planet, 'property', 'name')));
  console.log(texts.sort());
  const moons = follow(found[0], 'property', 'moons');
  console.log(typeOf(moons), nameOf(moons), nameOf(follow(moons, 'element', 0)));
  // Someone's context has the variable.
  const holders = edges.flatMap((list) => list.filter(({ type, name }) => type === 'context' && name === 'planets'));
  console.log('context variable:', holders.length > 0, nameOf(holders[0].to));
  const functions = file.locations.length / 4;
  console.log('locations:', Number.isInteger(functions) && functions > 0);
}

console.log(v8.writeHeapSnapshot('given.heapsnapshot'));
inspect(JSON.parse(fs.readFileSync('given.heapsnapshot', 'utf8')));
fs.unlinkSync('given.heapsnapshot');

const names = [v8.writeHeapSnapshot(), v8.writeHeapSnapshot()];
for (const name of names) {
  console.log(name.replace(/\d{8}\.\d{6}\.\d+/, 'DATE.TIME.PID'), fs.existsSync(name));
  fs.unlinkSync(name);
}

for (const attempt of [() => v8.writeHeapSnapshot('no/such/folder'), () => v8.writeHeapSnapshot(5), () => v8.writeHeapSnapshot('x', 5),
  () => v8.writeHeapSnapshot('x', { exposeInternals: 'yes' }), () => v8.getHeapSnapshot(7)]) {
  try {
    attempt();
    console.log('no error');
  } catch (error) {
    console.log(error.code, error.message);
  }
}

const stream = v8.getHeapSnapshot();
console.log(stream.constructor.name, stream instanceof Readable, stream.readableFlowing);
let text = '';
stream.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('end', () => {
  const { snapshot } = JSON.parse(text);
  console.log('end', snapshot.node_count > 1000);
}).on('close', () => console.log('close'));
