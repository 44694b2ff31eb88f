import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json, send } from './support/requests';
import { endServers, eventually, startServer } from './support/server-process';

const upstreams: { close: () => void; closeAllConnections?: () => void }[] = [];

afterEach(async () => {
  await endServers();
  for (const upstream of upstreams.splice(0)) {
    upstream.closeAllConnections?.();
    upstream.close();
  }
});

async function listen(server: http.Server | https.Server | net.Server): Promise<number> {
  upstreams.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('page', () => {
  test('is bilingual, accessible and allowed to load from its own site alone', async () => {
    const web = await startServer('web');
    const page = await send(`${web.origin}/`);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.body).toMatch(/<html lang="ja">/);
    expect(page.body).toMatch(/<span lang="en">/);
    expect(page.body).toMatch(/href="#main"/);
  });

  test.each(['/assets/site.css', '/assets/site.js', '/assets/icon.svg'])('has %s', async (asset) => {
    const web = await startServer('web');
    expect((await send(`${web.origin}${asset}`)).status).toBe(200);
  });

  test('is not sent again when it has not changed', async () => {
    const web = await startServer('web');
    const { etag } = (await send(`${web.origin}/`)).headers;
    const again = await send(`${web.origin}/`, { headers: { 'if-none-match': etag } });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  test.each(['/assets/../server.mjs', '/assets/%2e%2e/server.mjs', '/server.mjs', '/assets/'])(
    'gives no file for %s',
    async (route) => {
      const web = await startServer('web');
      expect((await send(`${web.origin}${route}`)).status).toBe(404);
    },
  );

  test('takes no POST', async () => {
    const web = await startServer('web');
    expect((await send(`${web.origin}/`, { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

describe('proxy', () => {
  test("passes the app tier's answer on", async () => {
    const app = await startServer('app');
    const web = await startServer('web', { APP_ORIGIN: app.origin });
    const answer = await send(`${web.origin}/api/events`);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('spring-tour');
  });

  test('sends the path, the query, the chain of addresses and no header of this hop', async () => {
    const seen: http.IncomingMessage[] = [];
    const app = http.createServer((request, response) => {
      seen.push(request);
      response.end('{}');
    });
    const web = await startServer('web', {
      APP_ORIGIN: `http://127.0.0.1:${await listen(app)}`,
      APP_SERVER_NAME: 'tickets.example',
    });
    await send(`${web.origin}/api/x?y=1`, {
      headers: { 'x-forwarded-for': '192.0.2.1', te: 'trailers', connection: 'x-hop', 'x-hop': '1', host: 'other' },
    });
    expect(seen[0]?.url).toBe('/api/x?y=1');
    expect(seen[0]?.headers).toMatchObject({ 'x-forwarded-for': '192.0.2.1', host: 'tickets.example' });
    expect(seen[0]?.headers).not.toHaveProperty('x-hop');
    expect(seen[0]?.headers).not.toHaveProperty('te');
  });

  test('answers 503 without an app tier', async () => {
    const web = await startServer('web');
    const answer = await send(`${web.origin}/api/events`);
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
  });

  test('answers 502 when the app tier refuses the connection', async () => {
    const gone = net.createServer();
    const port = await listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    const web = await startServer('web', { APP_ORIGIN: `http://127.0.0.1:${port}` });
    expect((await send(`${web.origin}/api/events`)).status).toBe(502);
    await eventually(() => web.lines.some(({ event }) => event === 'app-unreachable'), 'the log line');
  });

  test('answers 504 when the app tier does not answer in time', async () => {
    const silent = http.createServer(() => undefined);
    const web = await startServer('web', {
      APP_ORIGIN: `http://127.0.0.1:${await listen(silent)}`,
      APP_TIMEOUT_MS: '300',
    });
    expect((await send(`${web.origin}/api/events`)).status).toBe(504);
  });

  test.each([
    ['declared', { 'content-length': String(70 * 1024) }],
    ['chunked', { 'transfer-encoding': 'chunked' }],
  ])('answers 413 to a %s body over 64 KiB', async (_, headers) => {
    const app = http.createServer((request) => request.resume());
    const web = await startServer('web', { APP_ORIGIN: `http://127.0.0.1:${await listen(app)}` });
    const answer = await send(`${web.origin}/api/x`, { method: 'POST', headers, body: 'x'.repeat(70 * 1024) });
    expect(answer.status).toBe(413);
  });

  test('passes a small body on', async () => {
    const app = http.createServer((request, response) => request.pipe(response));
    const web = await startServer('web', { APP_ORIGIN: `http://127.0.0.1:${await listen(app)}` });
    expect((await send(`${web.origin}/api/x`, { method: 'POST', body: 'hello' })).body).toBe('hello');
  });

  test('passes on no other method', async () => {
    const web = await startServer('web', { APP_ORIGIN: 'http://127.0.0.1:9' });
    expect((await send(`${web.origin}/api/x`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('health', () => {
  test('stays good when the app tier is gone', async () => {
    const web = await startServer('web', { APP_ORIGIN: 'http://127.0.0.1:9' });
    await eventually(async () => {
      const { dependencies } = json(await send(`${web.origin}/health`));
      return JSON.stringify(dependencies) === '{"app":"unreachable"}';
    }, 'the probe of the app tier');
    expect((await send(`${web.origin}/health`)).status).toBe(200);
  });

  test('fails when the own disk takes no write', async () => {
    const web = await startServer('web', { STATE_DIRECTORY: '/nowhere/at/all' });
    const answer = await send(`${web.origin}/health`);
    expect([answer.status, json(answer).disk]).toEqual([503, 'failing']);
  });

  test('is not logged', async () => {
    const web = await startServer('web');
    await send(`${web.origin}/health`);
    await send(`${web.origin}/`);
    await eventually(() => web.lines.some(({ event }) => event === 'request'), 'the log line');
    expect(web.lines.filter(({ path: route }) => route === '/health')).toEqual([]);
  });

  test('has a path of its own where the site says so', async () => {
    const web = await startServer('web', { HEALTH_PATH: '/alive' });
    expect((await send(`${web.origin}/alive`)).status).toBe(200);
    expect((await send(`${web.origin}/health`)).status).toBe(404);
  });
});

describe('shutdown', () => {
  test('answers what is in flight, takes nothing new and ends with 0', async () => {
    let release: (() => void) | undefined;
    const app = http.createServer((_, response) => {
      release = () => response.end('late');
    });
    const web = await startServer('web', { APP_ORIGIN: `http://127.0.0.1:${await listen(app)}` });
    const inFlight = send(`${web.origin}/api/slow`);
    await eventually(() => release !== undefined, 'the request to arrive');
    web.terminate();
    await eventually(() => web.lines.some(({ event }) => event === 'draining'), 'the log line');
    await expect(send(`${web.origin}/`)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
    release?.();
    expect((await inFlight).body).toBe('late');
    expect(await web.stopped).toBe(0);
  });
});

describe('TLS', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'honmaru-tls-'));
  const key = path.join(directory, 'tls.key');
  const cert = path.join(directory, 'tls.crt');
  const openssl = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-days', '2', '-subj', '/CN=tickets.example', '-addext', 'subjectAltName=DNS:tickets.example'];
  const made = canRun(() =>
    execFileSync('openssl', [...openssl, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' }),
  );
  const withCertificate = made ? test : test.skip;

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  withCertificate('is what the server speaks with a certificate', async () => {
    const web = await startServer('web', { TLS_CERT_FILE: cert, TLS_KEY_FILE: key });
    expect((await send(`https://127.0.0.1:${web.port}/health`)).status).toBe(200);
    await expect(send(`http://127.0.0.1:${web.port}/health`)).rejects.toThrow();
  });

  withCertificate('to the app tier verifies the certificate by the name of the site', async () => {
    const names: (string | false | null)[] = [];
    const app = https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
      response.end('ok'),
    );
    app.on('secureConnection', (socket) => names.push(socket.servername));
    const environment = { APP_ORIGIN: `https://127.0.0.1:${await listen(app)}`, APP_SERVER_NAME: 'tickets.example' };
    const trusting = await startServer('web', { ...environment, NODE_EXTRA_CA_CERTS: cert });
    expect((await send(`${trusting.origin}/api/x`)).body).toBe('ok');
    expect(names).toEqual(['tickets.example']);
    const doubting = await startServer('web', environment);
    expect((await send(`${doubting.origin}/api/x`)).status).toBe(502);
  });

  withCertificate('to the app tier fails when the certificate carries another name', async () => {
    const app = https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
      response.end('ok'),
    );
    const web = await startServer('web', {
      APP_ORIGIN: `https://127.0.0.1:${await listen(app)}`,
      APP_SERVER_NAME: 'other.example',
      NODE_EXTRA_CA_CERTS: cert,
    });
    expect((await send(`${web.origin}/api/x`)).status).toBe(502);
  });
});

function canRun(command: () => unknown): boolean {
  try {
    command();
    return true;
  } catch {
    return false;
  }
}
