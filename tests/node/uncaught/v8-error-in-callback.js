// A mistake of the program, found by the engine, inside nested calls.
const config = { db: null };
function connect(c) { return c.db.host; }
[1].forEach(() => connect(config));
