import { unknownFrom } from '../shared/failure';
import { known, unknown, type Observed } from '../shared/observed';
import { SITE_CHECK_AGENT, type AskedMethod, type SiteCheckEvent } from './contract';
import type { SiteObservation, SiteReply } from './observation';
import type { Viewer } from './viewer';

/** What the check needs to ask. */
export interface SiteSurroundings {
  readonly viewer: Viewer;
  /** Server to ask in the place of the site: see `SITE_ENDPOINT_VARIABLE`. */
  readonly endpoint: URL | undefined;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  readonly elapsed: () => number;
}

/** Asks the site once by every method, at the same time, each within its own limit. */
export async function readSite(
  event: SiteCheckEvent,
  surroundings: SiteSurroundings,
  abortSignal: AbortSignal,
): Promise<SiteObservation> {
  const replies = await Promise.all(
    event.methods.map(async (asked) => [asked.method, await ask(event, asked, surroundings, abortSignal)] as const),
  );
  return Object.fromEntries(replies);
}

async function ask(
  { url, path }: SiteCheckEvent,
  { method, limitMilliseconds }: AskedMethod,
  { viewer, endpoint, elapsed }: SiteSurroundings,
  abortSignal: AbortSignal,
): Promise<Observed<SiteReply>> {
  const limit = AbortSignal.timeout(limitMilliseconds);
  const begin = elapsed();
  try {
    const { status, headers } = await viewer({
      method,
      url: new URL(`${endpoint?.origin ?? url}${path}`),
      headers: {
        host: new URL(url).host,
        'user-agent': SITE_CHECK_AGENT,
        accept: '*/*',
        // Nothing is posted, and that is said: without a length the body would come in chunks.
        ...(method === 'POST' ? { 'content-length': '0' } : {}),
      },
      signal: AbortSignal.any([limit, abortSignal]),
    });
    const wafAction = headers['x-amzn-waf-action'];
    return known({
      kind: 'answer',
      status,
      wafAction: wafAction === undefined ? undefined : String(wafAction),
      milliseconds: Math.round(elapsed() - begin),
    });
  } catch (error) {
    if (limit.aborted) {
      return unknown('Timeout', `no answer within ${String(limitMilliseconds / 1000)} seconds`);
    }
    return abortSignal.aborted ? unknown('Timeout', 'no answer within the time of the run') : replyOf(error);
  }
}

/**
 * What a certificate itself is at fault for. Of one that nobody vouches for it is not known whose it is: CloudFront takes none
 * such, so that something else may have answered.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html read 2026-11-25
 * @see https://nodejs.org/api/tls.html#x509-certificate-error-codes read 2026-11-25
 */
const BAD_CERTIFICATES: readonly unknown[] = [
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];

function replyOf(error: unknown): Observed<SiteReply> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return BAD_CERTIFICATES.includes(code) ? known({ kind: 'bad-certificate', code: String(code) }) : unknownFrom(error);
}
