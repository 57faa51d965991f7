// Message ports deliver in poll, a turn a message.
const { port1, port2 } = new MessageChannel();
const order = [];
port2.on('message', (m) => {
  order.push(`m${m.n}`);
  process.nextTick(() => order.push(`tick${m.n}`));
  queueMicrotask(() => order.push(`micro${m.n}`));
  if (m.n === 3) port1.close();
});
port2.on('close', () => { order.push('close'); console.log(order.join(' ')); });
for (let n = 1; n <= 3; n++) port1.postMessage({ n });
order.push('sync');
setImmediate(() => order.push('imm'));
process.nextTick(() => order.push('tick'));
const other = new MessageChannel();
const { receiveMessageOnPort } = require('worker_threads');
other.port1.postMessage('now');
console.log(receiveMessageOnPort(other.port2), receiveMessageOnPort(other.port2));
try { other.port1.postMessage(() => {}); } catch (e) { console.log(e.name, e.code); }
try { new MessagePort(); } catch (e) { console.log(e.name); }
const m = new MessageEvent('message', { data: 5 });
console.log(m.data, m.type, m.ports, m instanceof Event);
