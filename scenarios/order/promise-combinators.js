// all, allSettled, race and any over the same three promises: when does each answer, and who is still at work then?
const work = (name, ms, fails) =>
  new Promise((resolve, reject) => {
    setTimeout(() => {
      console.log(`  ${name} is done after ${ms} ms`);
      if (fails) reject(new Error(`${name} failed`));
      else resolve(name);
    }, ms);
  });

const three = [work('slow', 150), work('fast', 50), work('broken', 100, true)];

Promise.race(three).then((who) => console.log(`race: ${who}`));
Promise.any(three).then((who) => console.log(`any: ${who}`));
Promise.all(three).catch((error) => console.log(`all: ${error.message}`));
Promise.allSettled(three).then((results) => console.log(`allSettled: ${results.map((r) => r.status).join(', ')}`));
