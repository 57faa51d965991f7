'use strict';
// cluster: the process is the primary one, and has no workers.
const EventEmitter = require('events');
const notSimulated = require('internal/not_simulated');

module.exports = Object.assign(new EventEmitter(), {
  isWorker: false,
  isMaster: true,
  isPrimary: true,
  workers: {},
  settings: {},
  SCHED_NONE: 1,
  SCHED_RR: 2,
  schedulingPolicy: 2,
  Worker: notSimulated('cluster.Worker'),
  setupPrimary() {},
  setupMaster() {},
  fork: notSimulated('cluster.fork'),
  disconnect(callback) {
    if (callback) process.nextTick(callback);
  },
});
