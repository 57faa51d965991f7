// Three kinds of objects under one collector. Which of them does a scavenge move to the old generation?
class Session {
  constructor(id) {
    this.id = id;
  }
}
class Reply {
  constructor(id) {
    this.text = `reply ${id}`;
  }
}
class Config {
  constructor() {
    this.port = 80;
  }
}

const sessions = []; // held for good
const config = new Config(); // held for good as well, and alone

function serve(first) {
  for (let id = first; id < first + 20000; id++) {
    const reply = new Reply(id); // dropped at once
    if (id % 100 === 0) sessions.push(new Session(id));
  }
}

serve(0);
console.log(`${sessions.length} sessions on port ${config.port}`);
serve(20000);
console.log(`${sessions.length} sessions on port ${config.port}`);
