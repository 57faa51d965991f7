'use strict';
// https: no connection is encrypted yet; packages that only name it load.
const { Agent: HttpAgent } = require('http');
const notSimulated = require('internal/not_simulated');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  Reflect.apply(HttpAgent, this, [options]);
  this.defaultPort = 443;
  this.protocol = 'https:';
}
Object.setPrototypeOf(Agent.prototype, HttpAgent.prototype);
Object.setPrototypeOf(Agent, HttpAgent);
Agent.prototype.createConnection = notSimulated('https.request');

module.exports = { Agent, globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };
for (const name of ['Server', 'createServer', 'get', 'request']) module.exports[name] = notSimulated(`https.${name}`);
