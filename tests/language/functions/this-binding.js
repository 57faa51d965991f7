// What `this` is depends on how a function is called.
const o = { name: 'o', show() { return this && this.name; }, arrow: () => typeof this, nested() { return [1].map(() => this.name)[0]; } };
const { show } = o;
function strictShow() { 'use strict'; return this; }
console.log(o.show(), o.arrow(), o.nested(), strictShow());
console.log(show.call({ name: 'called' }), show.apply({ name: 'applied' }), show.bind({ name: 'bound' })());
console.log((o.show)(), (0, o.show).call({ name: 'comma' }), o['show']());
function Maker() { this.made = true; }
console.log(new Maker().made);
const bound = o.show.bind({ name: 'first' });
console.log(bound.call({ name: 'second' }), bound.bind({ name: 'third' })());
function boxed() { return typeof this; }
console.log(boxed.call(5), boxed.call('s'), boxed.call(null), (function () { 'use strict'; return typeof this; }).call(5));
class K { m() { return this; } static s() { return this === K; } }
const { m } = new K();
console.log(m(), K.s());
