import { once } from 'node:events';
import https from 'node:https';
import { MOST_BYTES, nodeViewer } from '../../../lambda/site-check/viewer';
import { closedPort, fakeServer } from '../support/fake-server';
import {
  answers,
  fakeSite,
  hangs,
  resets,
  stalls,
  truncates,
  type Answering,
  type FakeSite,
} from '../support/fake-site';
import { selfSigned } from '../support/self-signed';

const open: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function site(...of: Parameters<typeof fakeSite>): Promise<FakeSite> {
  const started = await fakeSite(...of);
  open.push(started);
  return started;
}

function ask(
  url: string,
  options: { readonly method?: 'GET' | 'POST'; readonly ca?: string; readonly signal?: AbortSignal } = {},
) {
  const { method = 'GET', ca, signal = new AbortController().signal } = options;
  const headers = { host: 'tickets.example.jp', ...(method === 'POST' ? { 'content-length': '0' } : {}) };
  return nodeViewer(ca === undefined ? {} : { ca })({ method, url: new URL(url), headers, signal });
}

async function askPlain(answer: Answering, options?: Parameters<typeof ask>[1]) {
  const { port, visits } = await site(answer);
  return { answer: await ask(`http://127.0.0.1:${String(port)}/health`, options), visits };
}

/** A site that speaks TLS with a certificate for a name, and a way to ask it that trusts that certificate. */
async function secure(name: string, asked: { readonly isExpired?: boolean; readonly trusted?: boolean } = {}) {
  const certificate = selfSigned(name, asked.isExpired === true ? { isExpired: true } : {});
  const { port, visits } = await site(answers(200), certificate);
  const outcome = await ask(
    `https://127.0.0.1:${String(port)}/health`,
    asked.trusted === false ? {} : { ca: certificate.cert },
  ).catch((error: unknown) => error);
  return { outcome, visits };
}

test.each([200, 404, 503])('status %i is given as it is', async (status) => {
  const { answer } = await askPlain(answers(status, { 'x-amzn-waf-action': 'captcha' }));
  expect(answer).toMatchObject({ status, headers: { 'x-amzn-waf-action': 'captcha' } });
});

test('a post has no body, and says so', async () => {
  const { visits } = await askPlain(answers(200), { method: 'POST' });
  expect(visits).toHaveLength(1);
  expect(visits[0]).toMatchObject({ method: 'POST', path: '/health', bytes: 0, headers: { 'content-length': '0' } });
  expect(visits[0]?.headers['transfer-encoding']).toBeUndefined();
});

test('a redirect is not followed', async () => {
  const { answer, visits } = await askPlain(answers(302, { location: '/elsewhere' }));
  expect(answer.status).toBe(302);
  expect(visits).toHaveLength(1);
});

test('every request has a connection of its own', async () => {
  const connections = new Set<unknown>();
  const { port } = await site((response) => {
    connections.add(response.socket);
    response.end('ok');
  });
  await ask(`http://127.0.0.1:${String(port)}/health`);
  await ask(`http://127.0.0.1:${String(port)}/health`);
  expect(connections.size).toBe(2);
});

test('a page for people is an answer; what it says is not looked at', async () => {
  const { answer } = await askPlain(answers(200, { 'content-type': 'text/html' }, '<!DOCTYPE html><p>Sorry'));
  expect(answer.status).toBe(200);
});

test('of a body without an end some is read, and no more', async () => {
  let sent = 0;
  const { answer } = await askPlain((response) => {
    const chunk = Buffer.alloc(16 * 1024, 'x');
    response.writeHead(200);
    const more = (): void => {
      sent += chunk.length;
      if (!response.destroyed && response.write(chunk)) {
        setImmediate(more);
      } else {
        response.once('drain', more);
      }
    };
    more();
  });
  expect(answer.status).toBe(200);
  // As much again may be on its way.
  expect(sent).toBeLessThan(100 * MOST_BYTES);
});

test.each([
  [MOST_BYTES, false],
  [MOST_BYTES + 1, true],
])('of %i bytes that never end, whether enough is read to answer: %s', async (bytes, isEnough) => {
  const signal = AbortSignal.timeout(300);
  const outcome = await askPlain(
    (response) => {
      response.writeHead(200);
      response.write(Buffer.alloc(bytes, 'x'));
    },
    { signal },
  ).then(
    ({ answer }) => answer.status,
    () => 'none',
  );
  expect(outcome).toBe(isEnough ? 200 : 'none');
});

test.each([
  ['a connection that is reset', resets],
  ['an answer that breaks off', truncates],
])('F47 %s is no answer', async (_what, answer) => {
  await expect(askPlain(answer)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test.each([
  ['an answer that never comes', hangs],
  ['an answer that never ends', stalls],
])('F47 %s is given up with the signal', async (_what, answer) => {
  const signal = AbortSignal.timeout(50);
  await expect(askPlain(answer, { signal })).rejects.toThrow(/abort/i);
});

test('a server that speaks something else gives no answer', async () => {
  const server = await fakeServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
  open.push(server);
  await expect(ask(`http://127.0.0.1:${String(server.port)}/`)).rejects.toMatchObject({ code: 'HPE_INVALID_CONSTANT' });
});

test('a switch of protocols that nobody asked for is no answer', async () => {
  const server = await fakeServer((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n');
    });
  });
  open.push(server);
  await expect(ask(`http://127.0.0.1:${String(server.port)}/`)).rejects.toThrow(
    'the server switches protocols in place of an answer',
  );
  // Nothing is left open.
  const [socket] = server.connections;
  if (socket?.destroyed === false) {
    await once(socket, 'close');
  }
  expect(socket?.destroyed).toBe(true);
});

test('a refused connection is no answer', async () => {
  const port = String(await closedPort());
  await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('F47 a name that nobody knows is no answer', async () => {
  const viewer = nodeViewer({
    lookup: (hostname, _options, callback) => {
      callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), '', 4);
    },
  });
  const { signal } = new AbortController();
  const url = new URL('https://tickets.example.jp/health');
  await expect(viewer({ method: 'GET', url, headers: {}, signal })).rejects.toMatchObject({
    code: 'ENOTFOUND',
    message: 'getaddrinfo ENOTFOUND tickets.example.jp',
  });
});

test('a certificate for the name of the site, by somebody who is trusted, is accepted', async () => {
  const { outcome, visits } = await secure('tickets.example.jp');
  expect(outcome).toMatchObject({ status: 200 });
  expect(visits).toHaveLength(1);
});

test.each([
  ['F50 that has expired', { isExpired: true }, 'tickets.example.jp', 'CERT_HAS_EXPIRED'],
  ['for another name', {}, 'example.com', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['by nobody who is trusted', { trusted: false }, 'tickets.example.jp', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('a certificate %s ends the connection before anything is asked', async (_what, asked, name, code) => {
  const { outcome, visits } = await secure(name, asked);
  expect(outcome).toMatchObject({ code });
  expect(visits).toHaveLength(0);
});

test('certificates are verified whatever the environment says, by no older TLS than viewers speak', async () => {
  const sent = jest.spyOn(https, 'request');
  try {
    await secure('tickets.example.jp');
    expect(sent.mock.calls.map(([, options]) => options)).toMatchObject([
      { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ]);
  } finally {
    sent.mockRestore();
  }
});
