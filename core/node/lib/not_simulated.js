'use strict';
// Parts of Node that Tickscope knows of but does not simulate yet say so, clearly, when they are used.
module.exports = (what) => function notSimulated() {
  throw new TypeError(`${what} is not simulated yet`);
};
