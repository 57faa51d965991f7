'use strict';
// http2: not simulated yet; packages that only name it load.
const notSimulated = require('internal/not_simulated');

class Http2ServerRequest {}
class Http2ServerResponse {}

module.exports = {
  Http2ServerRequest,
  Http2ServerResponse,
  constants: Object.freeze({ __proto__: null, NGHTTP2_NO_ERROR: 0, NGHTTP2_REFUSED_STREAM: 7, NGHTTP2_CANCEL: 8 }),
  sensitiveHeaders: Symbol('sensitiveHeaders'),
};
for (const name of ['connect', 'createServer', 'createSecureServer', 'getDefaultSettings', 'getPackedSettings', 'getUnpackedSettings'])
  module.exports[name] = notSimulated(`http2.${name}`);
