import type { JsonValue } from '../json';

/**
 * What a plain scalar means in YAML 1.1, which CloudFormation reads, without its timestamps.
 *
 * A number with a leading zero that is no octal number, such as an account id, stays a text.
 */
export function plainScalar(text: string): JsonValue {
  if (/^(~|null|Null|NULL|)$/.test(text)) {
    return null;
  }
  if (/^(true|True|TRUE|yes|Yes|YES|on|On|ON)$/.test(text)) {
    return true;
  }
  if (/^(false|False|FALSE|no|No|NO|off|Off|OFF)$/.test(text)) {
    return false;
  }
  return numberOf(text.replaceAll('_', '')) ?? text;
}

function numberOf(text: string): number | undefined {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/.exec(text) ?? [];
  const value = unsigned(digits);
  return value === undefined ? undefined : sign === '-' ? -value : value;
}

function unsigned(text: string): number | undefined {
  if (/^(0|[1-9]\d*)$/.test(text)) {
    // What a number cannot hold exactly is more likely an identifier.
    return Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
  }
  if (/^0[0-7]+$/.test(text)) {
    return Number.parseInt(text, 8);
  }
  if (/^0x[0-9a-fA-F]+$|^0b[01]+$/.test(text)) {
    return Number(text);
  }
  if (/^[1-9]\d*(:[0-5]?\d)+$/.test(text)) {
    return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  }
  return /^(\d+\.\d*|\.\d+)([eE][-+]?\d+)?$|^\d+[eE][-+]?\d+$/.test(text) ? Number(text) : undefined;
}
