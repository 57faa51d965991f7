// BroadcastChannel and ports as event targets.
const a = new BroadcastChannel('room'), b = new BroadcastChannel('room'), other = new BroadcastChannel('else');
const order = [];
b.onmessage = (e) => { order.push(`b ${e.data.n}`); if (e.data.n === 2) { a.close(); b.close(); other.close(); console.log(order.join(' ')); ports(); } };
other.onmessage = () => order.push('never');
a.postMessage({ n: 1 }); a.postMessage({ n: 2 });
console.log(a.name);
function ports() {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', (e) => { console.log('port1', e.data, e.target === port1, e instanceof MessageEvent); port1.postMessage('back'); });
  port1.start();
  port2.once('message', (v) => { console.log('port2', v); port2.close(); });
  port1.on('close', () => console.log('closed'));
  port2.postMessage(new Map([[1, new Date(0)]]));
}
