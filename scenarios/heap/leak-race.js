// A promise that stays pending keeps every reaction that was ever registered on it.
let stop;
const shutdown = new Promise((resolve) => { stop = resolve; });
class Job {
  constructor(number) {
    this.number = number;
    this.result = `result of job ${number} `.repeat(50);
  }
}

// Every race leaves a reaction on `shutdown`, and that holds the promise of the race, whose result is the job.
const leaking = (number) => Promise.race([shutdown, Promise.resolve(new Job(number))]);

// One reaction in all: the jobs that are under way stand in a Set, and leave it.
const underWay = new Set();
shutdown.then(() => { for (const cancel of underWay) cancel(null); });
function cured(number) {
  return new Promise((resolve) => {
    underWay.add(resolve);
    Promise.resolve(new Job(number)).then((job) => {
      underWay.delete(resolve);
      resolve(job);
    });
  });
}

(async () => {
  let done = 0;
  for (let number = 0; number < 50; number++) done += (await cured(number)) ? 1 : 0;
  console.log(`with the cure: ${done} jobs done`);
  done = 0;
  for (let number = 50; number < 100; number++) done += (await leaking(number)) ? 1 : 0;
  console.log(`with the leak: ${done} jobs done`);
})();

module.exports = { shutdown, stop: () => stop() };
