// super() belongs into a derived class's constructor.
class A { constructor() { super(); } }
