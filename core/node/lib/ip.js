'use strict';
// Texts of IP addresses (net.isIP and its kin).

const kByte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const kIPv4 = new RegExp(`^(?:${kByte}\\.){3}${kByte}$`);

const isIPv4 = (text) => kIPv4.test(`${text}`);
function isIPv6(text) {
  const bare = `${text}`.replace(/%[0-9a-zA-Z\-.:]+$/, '');
  return bare.includes(':') && /^[0-9a-fA-F:.]+$/.test(bare) && require('internal/url_parser').parse(`http://[${bare}]/`) !== null;
}
const isIP = (text) => isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0;

module.exports = { isIP, isIPv4, isIPv6 };
