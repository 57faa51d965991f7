export default 5;
export const named = 1;
