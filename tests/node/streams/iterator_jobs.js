// The jobs that an async iterator of a stream costs: read, left, thrown into, asked twice.
// node: 20 24 26
const { Readable } = require('stream');
function ruler(n){let p = Promise.resolve(); for (let i=1;i<9;i++) p=p.then(()=>console.log(n+i)); process.nextTick(()=>console.log(n+'tick'));}
const r = new Readable({objectMode:true, read(){}}); r.push(1); r.push(2);
const it = r[Symbol.asyncIterator]();
console.log(Object.prototype.toString.call(it), Object.getOwnPropertyNames(Object.getPrototypeOf(it)).join(), Object.keys(it).join(), it.constructor&&it.constructor.name, it[Symbol.asyncIterator]()===it, it.stream===r);
setTimeout(()=>{ console.log('-- break'); (async()=>{ for await (const x of r) { console.log('item', x); ruler('b'); break; } console.log('over', r.destroyed); })(); },5);
setTimeout(()=>{ console.log('-- throw'); const q=new Readable({objectMode:true, read(){}}); q.on('close',()=>console.log('close')); q.push(1);(async()=>{ try { for await (const x of q) { console.log('item', x); ruler('c'); q.destroy(new Error('bad')); } } catch(e) { console.log('caught', e.message) } })(); },30);
setTimeout(()=>{ console.log('-- two nexts'); const q=new Readable({objectMode:true, read(){}}); const i=q[Symbol.asyncIterator](); i.next().then(v=>console.log('n1',v)); i.next().then(v=>console.log('n2',v)); q.push(5);q.push(6); ruler('d') },60);
setTimeout(()=>{ console.log('-- return before'); const q=new Readable({objectMode:true, read(){}}); const i=q[Symbol.asyncIterator](); i.return(7).then(v=>console.log('ret',v,q.destroyed)); ruler('e'); },90);
setTimeout(()=>{ console.log('-- throw()'); const q=new Readable({objectMode:true, read(){}}); q.push(1); const i=q[Symbol.asyncIterator](); (async()=>{ console.log(await i.next()); try { await i.throw(new Error('t')) } catch(e){ console.log('caught',e.message,q.destroyed)} console.log(await i.next())})(); ruler('f'); },120);
