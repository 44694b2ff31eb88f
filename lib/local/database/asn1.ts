/** Parts of a certificate in DER (ITU-T X.690): only what the certificates of the local site are made of. */

/** A value with its tag. */
export function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.of(tag, ...head), content]);
}

/** An ordered list. */
export function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

/** A set. */
export function set(...parts: readonly Buffer[]): Buffer {
  return tagged(0x31, ...parts);
}

/** A value under a number of its own. */
export function explicit(number: number, part: Buffer): Buffer {
  return tagged(0xa0 + number, part);
}

/** A whole number whose first bit is 0. */
export function integer(value: Buffer): Buffer {
  return tagged(0x02, value);
}

/** True or false. */
export function boolean(value: boolean): Buffer {
  return tagged(0x01, Buffer.of(value ? 0xff : 0));
}

/** A text. */
export function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text));
}

/** A moment between 1950 and 2049. */
export function utcTime(moment: Date): Buffer {
  return tagged(0x17, Buffer.from(`${moment.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
}

/** Bits, whole bytes of them. */
export function bitString(content: Buffer): Buffer {
  return tagged(0x03, Buffer.of(0), content);
}

/** Bytes. */
export function octetString(content: Buffer): Buffer {
  return tagged(0x04, content);
}

/** A registered identifier, number by number. */
export function objectId(...[first = 0, second = 0, ...rest]: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): readonly number[] {
  return [...base128Head(Math.floor(value / 128)), value % 128];
}

function base128Head(value: number): readonly number[] {
  return value === 0 ? [] : [...base128Head(Math.floor(value / 128)), 128 + (value % 128)];
}
