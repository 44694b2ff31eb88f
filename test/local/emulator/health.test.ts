import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type Server } from 'node:net';
import { askHealth, parseHealth } from '../../../lib/local/emulator/health';

const servers: Server[] = [];

afterAll(() => {
  servers.forEach((server) => server.close());
});

async function endpointOf(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`;
}

const http = (answer: RequestListener): Promise<string> => endpointOf(createHttpServer(answer));
const ANOTHER = { instance: undefined, version: undefined };

test('reads which emulator answers', async () => {
  const endpoint = await http((request, response) => {
    response.end(JSON.stringify({ edition: request.url, version: '1.5.33' }));
  });
  await expect(askHealth(endpoint, 5000)).resolves.toEqual({ instance: '/_ministack/health', version: '1.5.33' });
});

test('hears nothing where nobody listens', async () => {
  const endpoint = await http(() => undefined);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  await expect(askHealth(endpoint, 5000)).resolves.toBeUndefined();
});

test('hears nothing from a server that takes the connection and does not answer', async () => {
  const endpoint = await http(() => undefined);
  await expect(askHealth(endpoint, 20)).resolves.toBeUndefined();
});

test('hears nothing from a server that breaks off', async () => {
  const endpoint = await http((_request, response) => {
    response.write('{');
    response.destroy();
  });
  await expect(askHealth(endpoint, 5000)).resolves.toBeUndefined();
});

test('tells another web server', async () => {
  const endpoint = await http((_request, response) => {
    response.writeHead(404).end('<html>not here</html>');
  });
  await expect(askHealth(endpoint, 5000)).resolves.toEqual(ANOTHER);
});

test('tells a server of another protocol', async () => {
  const endpoint = await endpointOf(createServer((socket) => socket.end('220 mail ready\r\n')));
  await expect(askHealth(endpoint, 5000)).resolves.toEqual(ANOTHER);
});

test('reads no more of an answer than a health answer can have', async () => {
  const endpoint = await http((_request, response) => {
    response.write('x'.repeat(2 * 1024 * 1024));
  });
  await expect(askHealth(endpoint, 5000)).resolves.toEqual(ANOTHER);
});

test.each(['', 'null', '[]', '{}', '{"edition": 7, "version": []}'])(
  'takes %s for the answer of another server',
  (body) => {
    expect(parseHealth(body)).toEqual(ANOTHER);
  },
);
