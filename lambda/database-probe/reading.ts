import type { EndpointReading } from '../shared/failover/ports';
import { NoAnswer } from './conversation';

/** The probe itself cannot see: what it says about endpoints would be about its own zone. */
export class Blind extends Error {
  override readonly name = 'Blind';
}

/** Nothing answers at the endpoint, or no more. */
const SILENT = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The resolver, the route out of the subnet or the machine of the probe is at fault. */
const BLIND = new Set(['EADDRNOTAVAIL', 'EAI_AGAIN', 'EMFILE', 'ENETDOWN', 'ENETUNREACH', 'ENFILE', 'ENOBUFS']);

/**
 * What an error of the network or of TLS says about an endpoint, `undefined` when it is neither.
 *
 * A certificate that cannot be trusted is a refusal, not silence: something answers, and who it is cannot be told, so
 * nothing may be concluded from it. Reasons hold codes alone, never what the other side wrote: it may be anything.
 */
export function networkReading(error: unknown): EndpointReading | undefined {
  if (error instanceof NoAnswer) {
    return { kind: 'silent', reason: error.message };
  }
  const code = codeOf(error);
  if (code === undefined) {
    return undefined;
  }
  if (BLIND.has(code)) {
    throw new Blind(`the probe cannot reach the network (${code})`);
  }
  if (SILENT.has(code)) {
    return { kind: 'silent', reason: `no connection (${code})` };
  }
  return isTls(code) ? { kind: 'refused', reason: `its identity is not proven (${code})` } : undefined;
}

/**
 * Codes of TLS in Node: of OpenSSL's verification, of the name in the certificate, of the handshake.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/tls.html#x509-certificate-error-codes read 2026-11-25
 */
function isTls(code: string): boolean {
  return /^(CERT_|CRL_|DEPTH_ZERO_|ERR_SSL_|ERR_TLS_|EPROTO$|ERROR_IN_|HOSTNAME_MISMATCH$|INVALID_|OUT_OF_MEM$|PATH_LENGTH_|SELF_SIGNED_|UNABLE_TO_)/.test(
    code,
  );
}

/** The code of an error as Node gives it. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
