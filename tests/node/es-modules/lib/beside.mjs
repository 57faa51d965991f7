console.log('beside runs');
export const beside = 1;
