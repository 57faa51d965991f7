// A file that does not compile.
import './lib/syntax.mjs';
