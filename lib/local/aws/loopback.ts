import { HonmaruError } from '../../errors';

/** Names of this machine; anything else might be somebody's real account. */
const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/** Refuses an endpoint that is not on this machine. */
export function requireLoopback(endpoint: string): void {
  const hostname = URL.canParse(endpoint) ? new URL(endpoint).hostname : undefined;
  if (hostname === undefined || !LOOPBACK.test(hostname)) {
    throw new HonmaruError([
      {
        path: 'endpoint',
        must: 'must be on loopback, so that no real account is ever reached',
        got: `'${hostname ?? endpoint}'`,
        hint: 'use 127.0.0.1',
        code: 'EndpointNotLocal',
      },
    ]);
  }
}
