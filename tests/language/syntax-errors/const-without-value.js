// A const must be given its value where it is declared.
const nothing;
