const whole = { replaced: true };
export { whole as 'module.exports' };
export default 1;
