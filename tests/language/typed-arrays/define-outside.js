// Defining an element that a typed array does not have.
const attempt = (what) => {
  try {
    console.log(what());
  } catch (error) {
    console.log(error.name, error.message);
  }
};
const bytes = new Uint8Array(2);
attempt(() => Object.defineProperty(bytes, 5, { value: 1 }));
attempt(() => Object.defineProperty(bytes, 0, { value: 1, configurable: true, enumerable: true, writable: true }));
attempt(() => Object.defineProperty(bytes, 0, { value: 1, writable: false }));
attempt(() => Object.defineProperty(bytes, 'name', { value: 1 }).name);
attempt(() => Reflect.defineProperty(bytes, 2, { value: 1 }));
attempt(() => Object.defineProperty(Object.preventExtensions(new Uint8Array(1)), 'name', { value: 1 }));
attempt(() => { 'use strict'; bytes[9] = 1; return bytes.length; });
