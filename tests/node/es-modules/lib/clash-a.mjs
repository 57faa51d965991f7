export const both = 1, a = 1;
