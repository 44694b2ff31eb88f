import { createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A key with a certificate that only itself vouches for. */
export interface SelfSigned {
  /** Certificate, in PEM. */
  readonly cert: string;
  /** Private key, in PEM. */
  readonly key: string;
}

/** Makes a certificate for a host name, good for an hour, or gone since an hour. */
export function selfSigned(hostname: string, options: { readonly isExpired?: boolean } = {}): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const hour = 3_600_000;
  const end = Date.now() + (options.isExpired === true ? -hour : hour);
  const name = sequence(set(sequence(objectId(2, 5, 4, 3), utf8(hostname))));
  const algorithm = sequence(objectId(1, 2, 840, 10045, 4, 3, 2));
  const content = sequence(
    explicit(0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    name,
    sequence(utcTime(new Date(end - 24 * hour)), utcTime(new Date(end))),
    name,
    publicKey,
    explicit(3, sequence(extension([2, 5, 29, 17], sequence(tagged(0x82, Buffer.from(hostname)))))),
  );
  const certificate = sequence(content, algorithm, bitString(signed(content, createPrivateKey(privateKey))));
  const lines = (certificate.toString('base64').match(/.{1,64}/g) ?? []).join('\n');
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` };
}

function signed(content: Buffer, key: KeyObject): Buffer {
  return sign('sha256', content, key);
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.of(tag, ...head), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function set(...parts: readonly Buffer[]): Buffer {
  return tagged(0x31, ...parts);
}

function explicit(number: number, part: Buffer): Buffer {
  return tagged(0xa0 + number, part);
}

function integer(value: Buffer): Buffer {
  return tagged(0x02, value);
}

function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text));
}

function utcTime(moment: Date): Buffer {
  return tagged(0x17, Buffer.from(`${moment.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
}

function bitString(content: Buffer): Buffer {
  return tagged(0x03, Buffer.of(0), content);
}

function extension(id: readonly number[], value: Buffer): Buffer {
  return sequence(objectId(...id), tagged(0x04, value));
}

function objectId(...[first = 0, second = 0, ...rest]: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): readonly number[] {
  const low = value % 128;
  const high = base128Head(Math.floor(value / 128));
  return [...high, low];
}

function base128Head(value: number): readonly number[] {
  return value === 0 ? [] : [...base128Head(Math.floor(value / 128)), 128 + (value % 128)];
}
