'use strict';
// child_process: there is one process.
const notSimulated = require('internal/not_simulated');

class ChildProcess {
  constructor() {
    notSimulated('child_process.ChildProcess')();
  }
}

module.exports = { ChildProcess };
for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']) module.exports[name] = notSimulated(`child_process.${name}`);
