'use strict';
// stream/promises
const { finishedPromise } = require('internal/streams/finished');
const { pipelinePromise } = require('internal/streams/pipeline');
require('stream');

Object.defineProperty(finishedPromise, 'name', { value: 'finished' });
Object.defineProperty(pipelinePromise, 'name', { value: 'pipeline' });
module.exports = { finished: finishedPromise, pipeline: pipelinePromise };
