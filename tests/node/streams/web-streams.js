// Web streams: queues, backpressure, pipes, tees.
(async () => {
  const read = new ReadableStream({ start(c) { c.enqueue('a'); c.enqueue('b'); c.close(); } });
  console.log(read.locked);
  for await (const chunk of read) console.log(chunk);
  const write = new WritableStream({ write(chunk) { console.log('write', chunk); }, close() { console.log('close'); } }, new CountQueuingStrategy({ highWaterMark: 2 }));
  const writer = write.getWriter();
  console.log(writer.desiredSize);
  writer.write(1);
  writer.write(2);
  console.log(writer.desiredSize, write.locked);
  await writer.close();
  const double = new TransformStream({ transform(n, c) { c.enqueue(n * 2); }, flush(c) { c.enqueue('end'); } });
  const out = [];
  for await (const n of new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); c.close(); } }).pipeThrough(double)) out.push(n);
  console.log(out);
  const [one, two] = new ReadableStream({ start(c) { c.enqueue('t'); c.close(); } }).tee();
  console.log((await one.getReader().read()).value, (await two.getReader().read()).value);
  await new ReadableStream({ pull() { throw new Error('in pull'); } }).getReader().read().catch((e) => console.log(e.message));
  const locked = new ReadableStream();
  locked.getReader();
  try { locked.getReader(); } catch (error) { console.log(error.name, error.code); }
})();
