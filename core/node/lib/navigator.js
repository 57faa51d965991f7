'use strict';
// The global navigator: of the simulated machine.
const { machine, nodeError } = internal;

let making = false;
class Navigator {
  constructor() {
    if (!making) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
  }
  get hardwareConcurrency() { return machine().cores; }
  get language() { return 'en-US'; }
  get languages() { return Object.freeze(['en-US']); }
  get userAgent() { return `Node.js/${process.version.slice(1).split('.')[0]}`; }
  get platform() { return 'linux'; }
}
for (const name of ['hardwareConcurrency', 'language', 'languages', 'userAgent', 'platform']) Object.defineProperty(Navigator.prototype, name, { enumerable: true });
making = true;
const navigator = new Navigator();
making = false;

module.exports = { Navigator, navigator };
