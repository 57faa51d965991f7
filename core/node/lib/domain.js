'use strict';
// domain: there is none, and none can be made.
const notSimulated = require('internal/not_simulated');

module.exports = {
  _stack: [],
  Domain: notSimulated('domain.Domain'),
  createDomain: notSimulated('domain.create'),
  create: notSimulated('domain.create'),
  active: null,
};
