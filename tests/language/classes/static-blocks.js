// Static blocks and static fields run once, in order, when the class is defined.
const log = [];
class C {
  static a = log.push('a');
  static { log.push('block ' + this.a + ' ' + (this === C)); var local = 1; }
  static b = log.push('b');
  static #p = 5;
  static { try { throw this.#p; } catch (e) { log.push('caught ' + e); } }
  static m() { return super.toString === Function.prototype.toString; }
}
console.log(log.join(', '), C.m(), typeof local);
let access;
class Friend { #v; constructor(v) { this.#v = v; } static { access = (f) => f.#v; } }
console.log(access(new Friend('shared')));
