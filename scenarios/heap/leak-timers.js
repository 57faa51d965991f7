// A timer that is not cleared goes on, and holds what its callback sees: unref lets the process end, not the object go.
class Connection {
  constructor(id) {
    this.id = id;
    this.buffer = `received by ${id} `.repeat(50);
    this.beats = 0;
    this.heartbeat = setInterval(() => { this.beats++; }, 5).unref();
  }
  close(cured) {
    if (cured) clearInterval(this.heartbeat);
    this.closed = true;
  }
}

const watched = { cured: new Connection(1), leaking: new Connection(2) };
watched.cured.close(true);
watched.leaking.close(false);
for (let id = 3; id < 50; id++) new Connection(id).close(true);
for (let id = 50; id < 100; id++) new Connection(id).close(false);

setTimeout(() => {
  console.log(`with the cure: ${watched.cured.beats ? 'still beating' : 'silent'}`);
  console.log(`with the leak: ${watched.leaking.beats ? 'still beating' : 'silent'}`);
}, 30);
