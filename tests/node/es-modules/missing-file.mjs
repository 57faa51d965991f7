// A file that is not there.
import './lib/nothing.mjs';
