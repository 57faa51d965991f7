// Something thrown that is no error.
throw 'just text';
