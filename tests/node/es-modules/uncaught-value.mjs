// A value that is no error.
throw 'just text';
