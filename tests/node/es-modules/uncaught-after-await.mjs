// The same after a top-level await: no frames of Node's are below any more.
await null;
null.x;
