console.log('throws runs');
throw new TypeError('thrown by a module');
