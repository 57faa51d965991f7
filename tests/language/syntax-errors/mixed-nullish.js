// Mixing ?? and || needs parentheses.
const v = null ?? false || true;
