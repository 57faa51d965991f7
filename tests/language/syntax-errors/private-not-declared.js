// A private name that no class around declares.
class A { m() { return this.#missing; } }
