import { createServer, type Server } from 'node:net';
import { freePort } from '../../../lib/local/machine';

const servers: Server[] = [];

afterAll(() => {
  servers.forEach((server) => server.close());
});

/** Port of a server that listens on an address. */
async function taken(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('finds a port that a server can listen on', async () => {
  const port = await freePort();
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(server.listening).toBe(true);
});

test('gives back the preferred port when it is free', async () => {
  const port = await freePort();
  await expect(freePort(port)).resolves.toBe(port);
});

test('refuses a preferred port that another program uses', async () => {
  const port = await taken('127.0.0.1');
  await expect(freePort(port)).rejects.toThrow(
    `--port: must be a free port of 127.0.0.1, got ${String(port)}; name another port, or none: a free one is found [PortTaken]`,
  );
});

test.each([0, -1, 65_536, 80.5, Number.NaN])('refuses %d as a port', async (port) => {
  await expect(freePort(port)).rejects.toThrow(/must be a whole number from 1 to 65535.+\[PortInvalid\]$/);
});
