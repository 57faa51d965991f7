// A CommonJS file that throws while it is imported.
import './lib/throws.cjs';
