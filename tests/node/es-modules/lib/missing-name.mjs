import { increment, nothing } from './counter.mjs';
