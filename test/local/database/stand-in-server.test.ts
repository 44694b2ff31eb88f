import { connect, type Socket } from 'node:net';
import { StandInServer } from '../../../lib/local/database/stand-in-server';
import { closedPort } from '../../lambda/support/fake-server';

const running: StandInServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** A server that greets whoever comes. */
async function greeting() {
  const port = await closedPort();
  const server = new StandInServer({ address: '127.0.0.1', port }, (socket) => socket.write('hello'));
  running.push(server);
  const greeted = () =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject).once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
    });
  return { server, port, greeted };
}

test('takes connections once it is started, however often', async () => {
  const { server, greeted } = await greeting();
  expect(server.isUp).toBe(false);
  await expect(greeted()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await server.start();
  await server.start();
  expect(server.isUp).toBe(true);
  expect([await greeted(), await greeted()]).toStrictEqual(['hello', 'hello']);
});

test('ends every connection when it is stopped, and takes no more', async () => {
  const { server, port, greeted } = await greeting();
  await server.start();
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('data', resolve));
  const ended = new Promise((resolve) => socket.once('close', resolve));
  await server.stop();
  await ended;
  expect(server.isUp).toBe(false);
  await expect(greeted()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('can be stopped before it was started, and started again afterwards', async () => {
  const { server, greeted } = await greeting();
  await server.stop();
  await server.start();
  await server.stop();
  await server.start();
  expect(await greeted()).toBe('hello');
});

test('outlives clients that give up in the middle', async () => {
  const { server, port, greeted } = await greeting();
  await server.start();
  const socket: Socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.resetAndDestroy();
  expect(await greeted()).toBe('hello');
});

test('a place that is taken is an error, and the server is not up', async () => {
  const { server, port } = await greeting();
  await server.start();
  const second = new StandInServer({ address: '127.0.0.1', port }, () => undefined);
  await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(second.isUp).toBe(false);
});
