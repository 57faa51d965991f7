// With a reason that is no error.
Promise.reject(42);
