// With an object, undefined reasons are worded alike.
Promise.reject({ a: 1 });
