'use strict';
// diagnostics_channel (https://nodejs.org/api/diagnostics_channel.html).
const { nodeMajor } = internal;
const { invalidArgType, validateFunction } = require('internal/validators');

const channels = new Map(); // name -> Channel: kept while the process lives

// What subscribers throw is an uncaught exception of a later tick.
function report(error) {
  process.nextTick(() => { throw error; });
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
    channels.set(name, this);
  }
  get hasSubscribers() {
    return (this._subscribers !== undefined && this._subscribers.length > 0) || (this._stores !== undefined && this._stores.size > 0);
  }
  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    this._subscribers = [...(this._subscribers ?? []), subscription]; // a copy: a publish under way keeps its list
    this.#activate();
  }
  unsubscribe(subscription) {
    const at = this._subscribers === undefined ? -1 : this._subscribers.indexOf(subscription);
    if (at < 0) return false;
    this._subscribers = this._subscribers.toSpliced(at, 1);
    this.#activate();
    return true;
  }
  bindStore(store, transform) {
    (this._stores ??= new Map()).set(store, transform);
    this.#activate();
  }
  unbindStore(store) {
    if (!this._stores?.delete(store)) return false;
    this.#activate();
    return true;
  }
  publish(data) {
    for (const subscriber of this._subscribers ?? []) {
      try {
        subscriber(data, this.name);
      } catch (error) {
        report(error);
      }
    }
  }
  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    };
    for (const [store, transform] of this._stores ?? []) {
      const inner = run;
      run = () => {
        let context = data;
        if (transform) {
          try {
            context = transform(data);
          } catch (error) {
            report(error);
            return inner();
          }
        }
        return store.run(context, inner);
      };
    }
    return run();
  }
  // util.inspect shows by this whether anybody listens.
  #activate() {
    Object.setPrototypeOf(this, this.hasSubscribers ? ActiveChannel.prototype : Channel.prototype);
  }
}
class ActiveChannel extends Channel {}

function channel(name) {
  const known = channels.get(name);
  if (known) return known;
  if (typeof name !== 'string' && typeof name !== 'symbol') throw invalidArgType('channel', 'one of type string or symbol', name);
  return new Channel(name);
}

const kEvents = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

class TracingChannel {
  constructor(nameOrChannels) {
    for (const event of kEvents) {
      const value = typeof nameOrChannels === 'string' ? channel(`tracing:${nameOrChannels}:${event}`) : nameOrChannels?.[event];
      if (!(value instanceof Channel)) throw invalidArgType(`nameOrChannels.${event}`, 'an instance of Channel', value);
      Object.defineProperty(this, event, { value, enumerable: true, configurable: true, writable: true });
    }
  }
  get hasSubscribers() { return kEvents.some((event) => this[event].hasSubscribers); }
  subscribe(handlers) {
    for (const event of kEvents) if (handlers[event]) this[event].subscribe(handlers[event]);
  }
  unsubscribe(handlers) {
    let done = true;
    for (const event of kEvents) if (handlers[event] && !this[event].unsubscribe(handlers[event])) done = false;
    return done;
  }
  traceSync(fn, context = {}, thisArg, ...args) {
    if (nodeMajor >= 22 && !this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    return this.start.runStores(context, () => {
      try {
        context.result = Reflect.apply(fn, thisArg, args);
        return context.result;
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
  tracePromise(fn, context = {}, thisArg, ...args) {
    if (nodeMajor >= 22 && !this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const settled = (result) => {
      context.result = result;
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
      return result;
    };
    const failed = (error) => {
      context.error = error;
      this.error.publish(context);
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
      return Promise.reject(error);
    };
    return this.start.runStores(context, () => {
      try {
        let promise = Reflect.apply(fn, thisArg, args);
        if (!(promise instanceof Promise)) promise = Promise.resolve(promise);
        return promise.then(settled, failed);
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (nodeMajor >= 22 && !this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const tracing = this;
    const callback = args.at(position);
    validateFunction(callback, 'callback');
    function wrapped(error, result) {
      if (error) {
        context.error = error;
        tracing.error.publish(context);
      } else {
        context.result = result;
      }
      const self = this;
      const received = arguments;
      return tracing.asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, self, received);
        } finally {
          tracing.asyncEnd.publish(context);
        }
      });
    }
    args.splice(position, 1, wrapped);
    return this.start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
}

module.exports = {
  channel,
  hasSubscribers: (name) => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name, subscription) => channel(name).subscribe(subscription),
  tracingChannel: (nameOrChannels) => new TracingChannel(nameOrChannels),
  unsubscribe: (name, subscription) => channel(name).unsubscribe(subscription),
  Channel,
};
