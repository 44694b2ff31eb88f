import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { json, send } from './support/requests';
import { endServers, eventually, startServer } from './support/server-process';

afterEach(endServers);

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('lists the events in both languages', async () => {
  const app = await startServer('app');
  const answer = await send(`${app.origin}/api/events`);
  expect(answer.status).toBe(200);
  expect(json(answer).events).toContainEqual(
    expect.objectContaining({ title: { ja: expect.any(String), en: expect.any(String) } }),
  );
});

test('stays healthy and says so when the database is gone, because every server would fail at once', async () => {
  const app = await startServer('app', { DATABASE_HOST: '127.0.0.1', DATABASE_PORT: String(await closedPort()) });
  await eventually(async () => (await send(`${app.origin}/api/status`)).status === 503, 'the probe of the database');
  const health = await send(`${app.origin}/health`);
  expect(health.status).toBe(200);
  expect(json(health).dependencies).toEqual({ database: 'unreachable' });
});

test('tells that the database is reachable', async () => {
  const database = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => database.once('listening', resolve));
  const { port } = database.address() as AddressInfo;
  const app = await startServer('app', { DATABASE_HOST: '127.0.0.1', DATABASE_PORT: String(port) });
  await eventually(
    async () => json(await send(`${app.origin}/api/status`)).database === 'reachable',
    'the probe of the database',
  );
  database.close();
});

test('takes no body, so it can keep none', async () => {
  const app = await startServer('app');
  const answer = await send(`${app.origin}/api/events`, { method: 'POST', body: '4111111111111111' });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('GET, HEAD');
});

test.each(['/', '/api', '/api/events/', '/etc/passwd'])('knows no route %s', async (route) => {
  const app = await startServer('app');
  expect((await send(`${app.origin}${route}`)).status).toBe(404);
});

test('logs a request without its query, address or headers', async () => {
  const app = await startServer('app');
  await send(`${app.origin}/api/events?name=someone`, { headers: { 'user-agent': 'secret-agent' } });
  await eventually(() => app.lines.some(({ event }) => event === 'request'), 'the log line');
  const line = app.lines.find(({ event }) => event === 'request');
  expect(line).toMatchObject({ method: 'GET', path: '/api/events', status: 200 });
  expect(JSON.stringify(app.lines)).not.toMatch(/someone|127\.0\.0\.1|secret-agent/);
});

test('refuses to start with a port that is none', async () => {
  await expect(startServer('app', { PORT: '70000' })).rejects.toThrow('PORT: must be a whole number from 0 to 65535');
});
