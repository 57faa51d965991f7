'use strict';
// util.parseArgs (https://nodejs.org/api/util.html#utilparseargsconfig).
const { invalidArgType, invalidArgValue, nodeError, validateArray, validateBoolean, validateObject, validateString } = require('internal/validators');
const { nodeMajor } = internal;
const { hasOwn } = require('internal/language');

const fault = (code, message) => nodeError(TypeError, code, message);

function checkOptions(options) {
  validateObject(options, 'options');
  for (const [name, option] of Object.entries(options)) {
    const at = `options.${name}`;
    validateObject(option, at);
    if (option.type !== 'string' && option.type !== 'boolean') throw invalidArgType(`${at}.type`, "('string|boolean')", option.type);
    if (hasOwn(option, 'short')) {
      validateString(option.short, `${at}.short`);
      if (option.short.length !== 1) throw invalidArgValue(`${at}.short`, option.short, 'must be a single character');
    }
    if (hasOwn(option, 'multiple')) validateBoolean(option.multiple, `${at}.multiple`);
    const check = (value, where) => option.type === 'string' ? validateString(value, where) : validateBoolean(value, where);
    if (option.default !== undefined) {
      if (option.multiple) {
        validateArray(option.default, `${at}.default`);
        option.default.forEach((value, i) => check(value, `${at}.default[${i}]`));
      } else {
        check(option.default, `${at}.default`);
      }
    }
  }
}

const longOfShort = (letter, options) => Object.entries(options).find(([, option]) => option.short === letter)?.[0] ?? letter;
const isOptionLike = (text) => typeof text === 'string' && text.length > 1 && text[0] === '-';
const isValue = (text) => text !== undefined && text !== null;

// Arguments as tokens: options with their values, positionals, the terminator.
function tokenize(args, options) {
  const tokens = [];
  const rest = args.map((text, index) => ({ text, index }));
  let groupLeft = 0; // letters of -abc that have yet to come
  let index = -1;
  while (rest.length > 0) {
    const text = rest.shift().text;
    const next = rest[0]?.text;
    if (groupLeft > 0) groupLeft--;
    else index++;
    const option = (name, rawName, value, inlineValue) => tokens.push({ kind: 'option', name, rawName, index, value, inlineValue });
    if (text === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const { text: value } of rest) tokens.push({ kind: 'positional', index: ++index, value });
      break;
    }
    if (/^-[^-]$/s.test(text)) {
      const name = longOfShort(text[1], options);
      if (options[name]?.type === 'string' && isValue(next)) {
        option(name, text, rest.shift().text, false);
        index++;
      } else {
        option(name, text, undefined, undefined);
      }
    } else if (text.length > 2 && text[0] === '-' && text[1] !== '-') {
      const first = longOfShort(text[1], options);
      if (options[first]?.type === 'string') { // -fVALUE
        option(first, `-${text[1]}`, text.slice(2), true);
        continue;
      }
      // -abc: a group, of which the last may take a value
      const expanded = [];
      for (let i = 1; i < text.length; i++) {
        const name = longOfShort(text[i], options);
        if (options[name]?.type !== 'string' || i === text.length - 1) {
          expanded.push(`-${text[i]}`);
        } else {
          expanded.push(`-${text.slice(i)}`);
          break;
        }
      }
      rest.unshift(...expanded.map((one) => ({ text: one })));
      groupLeft = expanded.length; // they share the index of the group
    } else if (/^--[^=]/.test(text) && !text.includes('=', 3)) {
      const name = text.slice(2);
      if (options[name]?.type === 'string' && isValue(next)) {
        option(name, text, rest.shift().text, false);
        index++;
      } else {
        option(name, text, undefined, undefined);
      }
    } else if (/^--[^=].*?=/s.test(text)) {
      const at = text.indexOf('=', 3);
      option(text.slice(2, at), text.slice(0, at), text.slice(at + 1), true);
    } else {
      tokens.push({ kind: 'positional', index, value: text });
    }
  }
  return tokens;
}

function checkToken(token, { options, strict, allowPositionals }) {
  if (!strict) return;
  const shown = (name) => {
    const short = options[name]?.short;
    return short ? `-${short}, --${name}` : `--${name}`;
  };
  const { name } = token;
  if (!hasOwn(options, name)) {
    const hint = allowPositionals ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(token.rawName)}` : '';
    throw fault('ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${token.rawName}'${hint}`);
  }
  if (options[name].type === 'string' && typeof token.value !== 'string')
    throw fault('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${shown(name)} <value>' argument missing`);
  if (options[name].type === 'boolean' && token.value !== undefined && token.value !== null)
    throw fault('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${shown(name)}' does not take an argument`);
}
// --foo -b: was -b meant as the value?
function checkAmbiguity(token, strict) {
  if (!strict || token.inlineValue !== false || !isOptionLike(token.value)) return;
  const example = token.rawName.startsWith('--') ? `'${token.rawName}=-XYZ'` : `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
  const named = token.rawName;
  throw fault('ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
    `Option '${named}' argument is ambiguous.\nDid you forget to specify the option argument for '${named}'?\nTo specify an option argument starting with a dash use ${example}.`);
}

function parseArgs(config = {}) {
  validateObject(config, 'options');
  const args = config.args ?? process.argv.slice(process._eval ? 1 : 2);
  const strict = config.strict ?? true;
  const allowPositionals = config.allowPositionals ?? !strict;
  const allowNegative = nodeMajor >= 22 && (config.allowNegative ?? false);
  const returnTokens = config.tokens ?? false;
  const options = config.options ?? {};
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(returnTokens, 'tokens');
  checkOptions(options);

  const tokens = tokenize(args, options);
  const values = { __proto__: null };
  const positionals = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!allowPositionals) throw fault('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', `Unexpected argument '${token.value}'. This command does not take positional arguments`);
      positionals.push(token.value);
    }
    if (token.kind !== 'option') continue;
    let { name, value } = token;
    let negated = false;
    if (allowNegative && name.startsWith('no-') && value === undefined && options[name.slice(3)]?.type === 'boolean' && !hasOwn(options, name)) {
      name = name.slice(3);
      negated = true;
    }
    if (!negated) {
      checkAmbiguity(token, strict);
      checkToken(token, { options, strict, allowPositionals });
    }
    if (name === '__proto__') continue;
    value ??= !negated;
    if (options[name]?.multiple) (values[name] ??= []).push(value);
    else values[name] = value;
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
  }
  const result = { values, positionals };
  if (returnTokens) result.tokens = tokens;
  return result;
}

module.exports = parseArgs;
