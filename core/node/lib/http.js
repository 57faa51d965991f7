'use strict';
// http (https://nodejs.org/api/http.html) over the machine's loopback interface.
const { nodeMajor } = internal;
const { METHODS, STATUS_CODES, validateHeaderName, validateHeaderValue } = require('internal/http_common');
const { IncomingMessage } = require('internal/http_incoming');
const { OutgoingMessage } = require('internal/http_outgoing');
const { Server, ServerResponse, _connectionListener } = require('internal/http_server');
const { ClientRequest } = require('internal/http_client');
const agents = require('internal/http_agent');

const request = (url, options, callback) => new ClientRequest(url, options, callback);
module.exports = {
  _connectionListener,
  METHODS: METHODS.slice(),
  STATUS_CODES,
  Agent: agents.Agent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer: (options, listener) => new Server(options, listener),
  validateHeaderName,
  validateHeaderValue,
  get(url, options, callback) {
    const req = request(url, options, callback);
    req.end();
    return req;
  },
  request,
  setMaxIdleHTTPParsers() {},
};
Object.defineProperties(module.exports, {
  maxHeaderSize: { configurable: true, enumerable: true, get: () => nodeMajor >= 14 ? 16384 : 8192 },
  globalAgent: {
    configurable: true, enumerable: true,
    get: () => agents.globalAgent,
    set(value) { agents.globalAgent = value; },
  },
});
