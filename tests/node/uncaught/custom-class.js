// A subclass with a name of its own.
class ValidationError extends Error {
  constructor(field) {
    super(`bad ${field}`);
    this.name = 'ValidationError';
    this.field = field;
  }
}
throw new ValidationError('age');
