'use strict';
// tty: the simulated process has no terminal.
const notSimulated = require('internal/not_simulated');

module.exports = {
  isatty: () => false,
  ReadStream: notSimulated('tty.ReadStream'),
  WriteStream: notSimulated('tty.WriteStream'),
};
