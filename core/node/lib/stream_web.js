'use strict';
// stream/web (https://nodejs.org/api/webstreams.html)
const { ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController } = require('internal/webstreams/readable');
const { ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableByteStreamController } = require('internal/webstreams/byte_readable');
const { WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController } = require('internal/webstreams/writable');
const { TransformStream, TransformStreamDefaultController, TextEncoderStream, TextDecoderStream } = require('internal/webstreams/transform');
const { ByteLengthQueuingStrategy, CountQueuingStrategy } = require('internal/webstreams/common');

module.exports = {
  ReadableStream, ReadableStreamDefaultReader, ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableByteStreamController,
  ReadableStreamDefaultController, TransformStream, TransformStreamDefaultController, WritableStream, WritableStreamDefaultWriter,
  WritableStreamDefaultController, ByteLengthQueuingStrategy, CountQueuingStrategy, TextEncoderStream, TextDecoderStream,
};
