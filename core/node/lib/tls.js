'use strict';
// tls: not simulated yet; packages that only name it load.
const { Socket } = require('net');
const notSimulated = require('internal/not_simulated');

class TLSSocket extends Socket {
  constructor() {
    notSimulated('tls.TLSSocket')();
    super();
  }
}

module.exports = { TLSSocket, DEFAULT_MIN_VERSION: 'TLSv1.2', DEFAULT_MAX_VERSION: 'TLSv1.3', rootCertificates: Object.freeze([]), getCiphers: () => [] };
for (const name of ['Server', 'checkServerIdentity', 'connect', 'createSecureContext', 'createServer']) module.exports[name] = notSimulated(`tls.${name}`);
