// Which globals there are, and which are enumerable.
for (const name of ['AbortController', 'Blob', 'BroadcastChannel', 'Buffer', 'DOMException', 'Event', 'EventTarget', 'MessageChannel', 'MessageEvent', 'MessagePort', 'TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams', 'WebAssembly', 'structuredClone', 'performance', 'crypto', 'queueMicrotask', 'atob', 'btoa', 'navigator']) {
  const d = Object.getOwnPropertyDescriptor(globalThis, name);
  if (name !== 'Blob' && name !== 'WebAssembly') console.log(name, typeof globalThis[name], d && d.enumerable);
}
console.log(Object.keys(globalThis).filter((k) => !['fetch', 'crypto', 'navigator', 'localStorage', 'sessionStorage', 'Storage'].includes(k)).join(' '));
console.log(Object.prototype.toString.call(performance), Object.prototype.toString.call(crypto), crypto.subtle.constructor.name);
console.log(atob('aGk='), btoa('hi'));
