import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import {
  bitString,
  boolean,
  explicit,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  tagged,
  utcTime,
  utf8,
} from './asn1';

/** A key with its certificate. */
export interface Credentials {
  /** Certificate, in PEM. */
  readonly cert: string;
  /** Private key, in PEM. */
  readonly key: string;
}

/** What a certificate is good for. */
export interface CertificateOptions {
  /** Host names, at least one; a star stands for one label. */
  readonly names: readonly string[];
  readonly notAfter: Date;
}

/** Vouches for the certificates that it issues, in the local site alone. */
export interface Authority {
  /** Its own certificate, in PEM. */
  readonly cert: string;
  readonly issue: (options: CertificateOptions) => Credentials;
}

const DAY_MILLISECONDS = 86_400_000;

/** Makes an authority that nobody outside the run knows, and whose key is kept in memory alone. */
export function makeAuthority(commonName: string, now: Date): Authority {
  const { publicKey, privateKey } = makeKeys();
  const issuer = nameOf(commonName);
  const notAfter = new Date(now.getTime() + DAY_MILLISECONDS);
  const extensions = [extension([2, 5, 29, 19], sequence(boolean(true)), true)];
  const cert = certificate({ issuer, subject: issuer, publicKey, extensions, notAfter }, privateKey);
  return {
    cert,
    issue: ({ names, notAfter: end }) => {
      const own = makeKeys();
      const alternatives = sequence(...names.map((name) => tagged(0x82, Buffer.from(name))));
      const content = {
        issuer,
        subject: nameOf(names[0] ?? ''),
        publicKey: own.publicKey,
        extensions: [extension([2, 5, 29, 17], alternatives)],
        notAfter: end,
      };
      return {
        cert: certificate(content, privateKey),
        key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

interface Content {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  /** In DER. */
  readonly publicKey: Buffer;
  readonly extensions: readonly Buffer[];
  readonly notAfter: Date;
}

/** ECDSA with SHA-256. */
const ALGORITHM = sequence(objectId(1, 2, 840, 10045, 4, 3, 2));

/** A certificate of X.509 version 3 (RFC 5280, section 4.1). */
function certificate({ issuer, subject, publicKey, extensions, notAfter }: Content, signer: KeyObject): string {
  // Begins so early that no clock of this machine is before it, also where the end has passed.
  const notBefore = new Date(Math.min(Date.now(), notAfter.getTime()) - DAY_MILLISECONDS);
  const content = sequence(
    explicit(0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ALGORITHM,
    issuer,
    sequence(utcTime(notBefore), utcTime(notAfter)),
    subject,
    publicKey,
    explicit(3, sequence(...extensions)),
  );
  const whole = sequence(content, ALGORITHM, bitString(sign('sha256', content, signer)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function makeKeys(): { readonly publicKey: Buffer; readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }), privateKey };
}

/** A distinguished name of one part. */
function nameOf(commonName: string): Buffer {
  // A common name has at most 64 characters; the names that count are alternatives.
  return sequence(set(sequence(objectId(2, 5, 4, 3), utf8(commonName.slice(0, 64)))));
}

function extension(id: readonly number[], value: Buffer, critical = false): Buffer {
  return sequence(objectId(...id), ...(critical ? [boolean(true)] : []), octetString(value));
}
