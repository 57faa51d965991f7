'use strict';
// readable.pipe and unpipe (node-semantics §7.3): each chunk is written to the destination; one that is full holds the
// source until its 'drain'. With several destinations the source waits for all that are full.
const { nodeMajor } = internal;
const { prependListener } = require('internal/streams/legacy');
const { R } = require('internal/streams/state');
const { errorOrDestroy } = require('internal/streams/destroy');
const { notePiped, noteUnpiped } = require('internal/streams/trace');

const { multiAwaitDrain: kMultiAwaitDrain, endEmitted: kEndEmitted, flowing: kFlowing, dataListening: kDataListening } = R;

function pipe(dest, options) {
  const source = this;
  const state = source._readableState;
  if (state.pipes.length === 1 && (state.bits & kMultiAwaitDrain) === 0) {
    state.bits |= kMultiAwaitDrain;
    state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
  }
  state.pipes.push(dest);
  $note(notePiped, source, dest);

  const isStandard = dest._isStdio && (dest === process.stdout || dest === process.stderr);
  const endsDest = (!options || options.end !== false) && !isStandard;
  const atEnd = endsDest ? onend : unpipeDest;
  if ((state.bits & kEndEmitted) !== 0) process.nextTick(atEnd);
  else source.once('end', atEnd);

  let ondrain;
  let cleanedUp = false;
  dest.on('unpipe', onunpipe);
  function onunpipe(readable, info) {
    if (readable === source && info && info.hasUnpiped === false) {
      info.hasUnpiped = true;
      cleanup();
    }
  }
  function onend() { dest.end(); }
  function unpipeDest() { source.unpipe(dest); }
  function cleanup() {
    dest.removeListener('close', onclose);
    dest.removeListener('finish', onfinish);
    if (ondrain) dest.removeListener('drain', ondrain);
    dest.removeListener('error', onerror);
    dest.removeListener('unpipe', onunpipe);
    source.removeListener('end', onend);
    source.removeListener('end', unpipeDest);
    source.removeListener('data', ondata);
    cleanedUp = true;
    // Others may be waiting for this one, whose drain never comes now.
    if (ondrain && state.awaitDrainWriters && (nodeMajor >= 26 || !dest._writableState || dest._writableState.needDrain)) ondrain();
  }

  function holdSource() {
    if (!cleanedUp) {
      if (state.pipes.length === 1 && state.pipes[0] === dest) {
        state.awaitDrainWriters = dest;
        state.bits &= ~kMultiAwaitDrain;
      } else if (state.pipes.length > 1 && state.pipes.includes(dest)) {
        state.awaitDrainWriters.add(dest);
      }
      source.pause();
    }
    if (!ondrain) {
      ondrain = () => onDrain(source, dest);
      dest.on('drain', ondrain);
    }
  }

  source.on('data', ondata);
  function ondata(chunk) {
    if (nodeMajor < 24) {
      if (dest.write(chunk) === false) holdSource();
      return;
    }
    try {
      if (dest.write(chunk) === false) holdSource();
    } catch (error) {
      dest.destroy(error);
    }
  }

  function onerror(error) {
    unpipeDest();
    dest.removeListener('error', onerror);
    if (dest.listenerCount('error') === 0) { // nobody but us has heard it
      const side = dest._writableState || dest._readableState;
      if (side && !side.errorEmitted) errorOrDestroy(dest, error);
      else dest.emit('error', error);
    }
  }
  prependListener(dest, 'error', onerror);
  function onclose() {
    dest.removeListener('finish', onfinish);
    unpipeDest();
  }
  dest.once('close', onclose);
  function onfinish() {
    dest.removeListener('close', onclose);
    unpipeDest();
  }
  dest.once('finish', onfinish);

  dest.emit('pipe', source);
  if (dest.writableNeedDrain === true) holdSource();
  else if ((state.bits & kFlowing) === 0) source.resume();
  return dest;
}

function onDrain(source, dest) {
  const state = source._readableState;
  if (state.awaitDrainWriters === dest) state.awaitDrainWriters = null;
  else if ((state.bits & kMultiAwaitDrain) !== 0) state.awaitDrainWriters.delete(dest);
  if ((!state.awaitDrainWriters || state.awaitDrainWriters.size === 0) && (state.bits & kDataListening) !== 0) source.resume();
}

function unpipe(dest) {
  const state = this._readableState;
  if (state.pipes.length === 0) return this;
  if (!dest) {
    const all = state.pipes;
    state.pipes = [];
    $note(noteUnpiped, this, all);
    this.pause();
    for (const each of all) each.emit('unpipe', this, { hasUnpiped: false });
    return this;
  }
  const at = state.pipes.indexOf(dest);
  if (at < 0) return this;
  state.pipes.splice(at, 1);
  $note(noteUnpiped, this, dest);
  if (state.pipes.length === 0) this.pause();
  dest.emit('unpipe', this, { hasUnpiped: false });
  return this;
}

module.exports = { pipe, unpipe };
