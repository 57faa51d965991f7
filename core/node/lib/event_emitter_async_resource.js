'use strict';
// events.EventEmitterAsyncResource: an emitter whose listeners run in the context that it was made in.
const { AsyncResource } = require('async_hooks');
const EventEmitter = require('events');
const { invalidThis, validateString } = require('internal/validators');

class EventEmitterReferencingAsyncResource extends AsyncResource {}

class EventEmitterAsyncResource extends EventEmitter {
  #resource;
  constructor(options = undefined) {
    let name;
    if (typeof options === 'string') [name, options] = [options, undefined];
    else if (new.target === EventEmitterAsyncResource) validateString(options?.name, 'options.name');
    super(options);
    this.#resource = new EventEmitterReferencingAsyncResource(name ?? options?.name ?? new.target.name, options);
    Object.defineProperty(this.#resource, 'eventEmitter', { value: this });
  }
  #own() {
    if (!(#resource in this)) throw invalidThis('EventEmitterAsyncResource');
    return this.#resource;
  }
  emit(event, ...args) { return this.#own().runInAsyncScope(super.emit, this, event, ...args); }
  emitDestroy() { this.#own().emitDestroy(); }
  get asyncId() { return this.#own().asyncId(); }
  get triggerAsyncId() { return this.#own().triggerAsyncId(); }
  get asyncResource() { return this.#own(); }
}

module.exports = EventEmitterAsyncResource;
