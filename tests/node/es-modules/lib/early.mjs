import { late } from './late.mjs';
export const early = 'early';
export const seen = late;
