'use strict';
// worker_threads: the parts that need no second thread. Workers themselves are not simulated yet.
const { BroadcastChannel, MessageChannel, MessagePort, receiveMessageOnPort } = require('internal/message_channel');
const notSimulated = require('internal/not_simulated');

const environmentData = new Map();

class Worker {
  constructor() {
    notSimulated('worker_threads.Worker')();
  }
}

module.exports = {
  isMainThread: true,
  MessagePort,
  MessageChannel,
  markAsUntransferable() {},
  isMarkedAsUntransferable: () => false,
  moveMessagePortToContext: notSimulated('worker_threads.moveMessagePortToContext'),
  receiveMessageOnPort,
  resourceLimits: {},
  postMessageToThread: notSimulated('worker_threads.postMessageToThread'),
  threadId: 0,
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker,
  parentPort: null,
  workerData: null,
  BroadcastChannel,
  setEnvironmentData(key, value) {
    if (value === undefined) environmentData.delete(key);
    else environmentData.set(key, value);
  },
  getEnvironmentData: (key) => environmentData.get(key),
};
