export const both = 2, b = 2;
