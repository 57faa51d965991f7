'use strict';
// stream/consumers (https://nodejs.org/api/webstreams.html): all of a stream as one value.
const { Buffer } = require('buffer');

async function blob(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const { Blob } = require('buffer');
  return new Blob(chunks);
}
async function arrayBuffer(stream) { return (await blob(stream)).arrayBuffer(); }
async function buffer(stream) { return Buffer.from(await arrayBuffer(stream)); }
async function text(stream) {
  const decoder = new TextDecoder();
  let all = '';
  for await (const chunk of stream) all += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return all + decoder.decode(undefined, { stream: false });
}
async function json(stream) { return JSON.parse(await text(stream)); }

module.exports = { arrayBuffer, blob, buffer, json, text };
if (internal.nodeMajor >= 22) {
  module.exports.bytes = async function bytes(stream) { return new Uint8Array(await arrayBuffer(stream)); };
}
