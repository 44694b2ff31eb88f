import type { SiteCheckEvent } from '../../../lambda/site-check/contract';
import { readSite } from '../../../lambda/site-check/read';
import type { Viewer, ViewerRequest } from '../../../lambda/site-check/viewer';
import { expectation } from './expectation';

const NEVER = new AbortController().signal;

/** Reads with a viewer that notes what it is asked for. */
async function read(
  viewer: Viewer,
  options: { readonly event?: SiteCheckEvent; readonly endpoint?: URL; readonly signal?: AbortSignal } = {},
) {
  const asked: ViewerRequest[] = [];
  let now = 1_000;
  const observed = await readSite(
    options.event ?? expectation,
    {
      viewer: (request) => {
        asked.push(request);
        return viewer(request);
      },
      endpoint: options.endpoint,
      elapsed: () => (now += 20.4),
    },
    options.signal ?? NEVER,
  );
  return { asked, observed };
}

const ok: Viewer = () => Promise.resolve({ status: 200, headers: {} });

/** Waits until the request is given up. */
const silent: Viewer = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });

function failing(code: string): Viewer {
  return () => Promise.reject(Object.assign(new Error('it failed'), { code }));
}

test('each method is asked once, at the health check of the site, by somebody who says who asks', async () => {
  const { asked } = await read(ok);
  const headers = { host: 'tickets.example.jp', 'user-agent': 'honmaru-site-check', accept: '*/*' };
  expect(asked.map(({ method, url, headers: sent }) => [method, url.href, sent])).toStrictEqual([
    ['GET', 'https://tickets.example.jp/health', headers],
    ['POST', 'https://tickets.example.jp/health', { ...headers, 'content-length': '0' }],
  ]);
});

test('they are asked at the same time', async () => {
  let open = 0;
  let most = 0;
  await read(async () => {
    open += 1;
    most = Math.max(most, open);
    await new Promise(setImmediate);
    open -= 1;
    return { status: 200, headers: {} };
  });
  expect(most).toBe(2);
});

test('the time to an answer is told in whole milliseconds', async () => {
  const { observed } = await read(ok, { event: { ...expectation, methods: expectation.methods.slice(0, 1) } });
  expect(observed).toStrictEqual({
    GET: { kind: 'known', value: { kind: 'answer', status: 200, wafAction: undefined, milliseconds: 20 } },
  });
});

test('what WAF wants is told', async () => {
  const { observed } = await read(() =>
    Promise.resolve({ status: 202, headers: { 'x-amzn-waf-action': 'challenge' } }),
  );
  expect(observed.POST).toMatchObject({ value: { status: 202, wafAction: 'challenge' } });
});

test('on the local site another server is asked, by the name of the site', async () => {
  const { asked } = await read(ok, { endpoint: new URL('http://127.0.0.1:4567/ignored') });
  expect(asked.map(({ url, headers }) => [url.href, headers['host']])).toStrictEqual([
    ['http://127.0.0.1:4567/health', 'tickets.example.jp'],
    ['http://127.0.0.1:4567/health', 'tickets.example.jp'],
  ]);
});

test('a path that looks like a host leads nowhere else', async () => {
  const { asked } = await read(ok, { event: { ...expectation, path: '//example.com/\\x' } });
  expect(asked.map(({ url }) => url.hostname)).toStrictEqual(['tickets.example.jp', 'tickets.example.jp']);
});

test('F47 each method has a limit of its own', async () => {
  const methods = [
    { method: 'GET', limitMilliseconds: 60_000 },
    { method: 'POST', limitMilliseconds: 1_000 },
  ] as const;
  const { observed } = await read((request) => (request.method === 'GET' ? ok(request) : silent(request)), {
    event: { ...expectation, methods },
  });
  expect(observed).toMatchObject({
    GET: { kind: 'known' },
    POST: { kind: 'unknown', code: 'Timeout', reason: 'no answer within 1 seconds' },
  });
});

test('the end of the run ends both', async () => {
  const { observed } = await read(silent, { signal: AbortSignal.timeout(20) });
  const given = { kind: 'unknown', code: 'Timeout', reason: 'no answer within the time of the run' };
  expect(observed).toStrictEqual({ GET: given, POST: given });
});

test.each(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
  'F50 a certificate with %s is what viewers see',
  async (code) => {
    const { observed } = await read(failing(code));
    expect(observed.GET).toStrictEqual({ kind: 'known', value: { kind: 'bad-certificate', code } });
  },
);

test.each([
  ['ENOTFOUND', 'Network'],
  ['EAI_AGAIN', 'Network'],
  ['ECONNREFUSED', 'Network'],
  ['ECONNRESET', 'Network'],
  ['ETIMEDOUT', 'Timeout'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'Malformed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'Malformed'],
  ['HPE_INVALID_CONSTANT', 'Malformed'],
])('F47 %s tells nothing about the site: %s', async (code, expected) => {
  const { observed } = await read(failing(code));
  expect(observed.POST).toStrictEqual({ kind: 'unknown', code: expected, reason: `${code}: it failed` });
});

test('what is thrown and is no error tells nothing either', async () => {
  const { observed } = await read(() => Promise.reject('CERT_HAS_EXPIRED' as unknown as Error));
  expect(observed.GET).toMatchObject({ kind: 'unknown', code: 'Malformed' });
});
