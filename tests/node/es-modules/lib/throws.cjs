throw new Error('thrown by a CommonJS file');
