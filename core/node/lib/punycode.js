'use strict';
// punycode (RFC 3492; https://nodejs.org/api/punycode.html).

const kBase = 36, kMin = 1, kMax = 26, kSkew = 38, kDamp = 700, kFirstBias = 72, kFirstCode = 128, kLargest = 2147483647;

function fail(text) {
  throw new RangeError(text);
}
const kOverflow = 'Overflow: input needs wider integers to process';
const kInvalid = 'Invalid input';

function adapt(delta, count, first) {
  let k = 0;
  delta = first ? Math.floor(delta / kDamp) : delta >> 1;
  delta += Math.floor(delta / count);
  for (; delta > ((kBase - kMin) * kMax) >> 1; k += kBase) delta = Math.floor(delta / (kBase - kMin));
  return Math.floor(k + (kBase - kMin + 1) * delta / (delta + kSkew));
}
const threshold = (k, bias) => k <= bias ? kMin : k >= bias + kMax ? kMax : k - bias;
const digitOf = (c) => c >= 48 && c < 58 ? c - 22 : c >= 65 && c < 91 ? c - 65 : c >= 97 && c < 123 ? c - 97 : kBase;
const letterOf = (digit) => String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);

function decode(input) {
  const output = [];
  const basic = Math.max(input.lastIndexOf('-'), 0);
  for (let i = 0; i < basic; i++) {
    if (input.charCodeAt(i) >= 0x80) fail('Illegal input >= 0x80 (not a basic code point)');
    output.push(input.charCodeAt(i));
  }
  let i = 0, n = kFirstCode, bias = kFirstBias;
  for (let at = basic > 0 ? basic + 1 : 0; at < input.length;) {
    const before = i;
    for (let weight = 1, k = kBase; ; k += kBase) {
      if (at >= input.length) fail(kInvalid);
      const digit = digitOf(input.charCodeAt(at++));
      if (digit >= kBase) fail(kInvalid);
      if (digit > Math.floor((kLargest - i) / weight)) fail(kOverflow);
      i += digit * weight;
      const t = threshold(k, bias);
      if (digit < t) break;
      if (weight > Math.floor(kLargest / (kBase - t))) fail(kOverflow);
      weight *= kBase - t;
    }
    const count = output.length + 1;
    bias = adapt(i - before, count, before === 0);
    if (Math.floor(i / count) > kLargest - n) fail(kOverflow);
    n += Math.floor(i / count);
    i %= count;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

function encode(text) {
  const points = ucs2.decode(text);
  let output = points.filter((c) => c < 0x80).map((c) => String.fromCharCode(c)).join('');
  const basic = output.length;
  let handled = basic;
  if (basic) output += '-';
  let n = kFirstCode, delta = 0, bias = kFirstBias;
  while (handled < points.length) {
    let next = kLargest;
    for (const c of points) if (c >= n && c < next) next = c;
    if (next - n > Math.floor((kLargest - delta) / (handled + 1))) fail(kOverflow);
    delta += (next - n) * (handled + 1);
    n = next;
    for (const c of points) {
      if (c < n && ++delta > kLargest) fail(kOverflow);
      if (c !== n) continue;
      let q = delta;
      for (let k = kBase; ; k += kBase) {
        const t = threshold(k, bias);
        if (q < t) break;
        output += letterOf(t + (q - t) % (kBase - t));
        q = Math.floor((q - t) / (kBase - t));
      }
      output += letterOf(q);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      ++handled;
    }
    ++delta;
    ++n;
  }
  return output;
}

// Each label of a domain; what stands before an @ is left alone.
function mapLabels(domain, change) {
  const parts = domain.split('@');
  const head = parts.length > 1 ? `${parts[0]}@` : '';
  const rest = (parts.length > 1 ? parts[1] : domain).replace(/[\u002E\u3002\uFF0E\uFF61]/g, '.');
  return head + rest.split('.').map(change).join('.');
}

const ucs2 = {
  decode(text) {
    const points = [];
    for (let i = 0; i < text.length; i++) {
      const point = text.codePointAt(i);
      points.push(point);
      if (point > 0xffff) i++;
    }
    return points;
  },
  encode: (points) => String.fromCodePoint(...points),
};

module.exports = {
  version: '2.1.0',
  ucs2,
  decode,
  encode,
  toASCII: (domain) => mapLabels(domain, (label) => /[^\0-\x7F]/.test(label) ? `xn--${encode(label)}` : label),
  toUnicode: (domain) => mapLabels(domain, (label) => label.startsWith('xn--') ? decode(label.slice(4).toLowerCase()) : label),
};
