import { createServer, type AddressInfo } from 'node:net';
import { findAddresses, type CanListen } from '../../../lib/local/database';

/** Tells of addresses in turn whether a server may listen there, the last answer for ever, and notes which were asked. */
function asked(...answers: readonly (true | string)[]) {
  const places: (readonly [string, number])[] = [];
  const canListen: CanListen = (address, port) => {
    places.push([address, port]);
    return Promise.resolve(answers[Math.min(places.length, answers.length) - 1] ?? true);
  };
  return { places, canListen };
}

test('gives out one address of a range after the other', async () => {
  const { places, canListen } = asked(true);
  const next = await findAddresses(5432, canListen);
  if (typeof next === 'string') {
    throw new Error(next);
  }
  const given = Array.from({ length: 32 }, () => next());
  const [[first = ''] = []] = places;
  expect(places).toStrictEqual([[given[0], 5432]]);
  // Far from 127.0.0.1, where other servers listen.
  expect(first).toMatch(/^127\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d{1,3}\.1$/);
  const range = first.slice(0, -'1'.length);
  expect(given).toStrictEqual(Array.from({ length: 32 }, (_, index) => `${range}${String(index + 1)}`));
  expect(() => next()).toThrow(new RangeError('no cluster has so many instances'));
});

test('looks for another range where somebody listens', async () => {
  const { places, canListen } = asked('EADDRINUSE', 'EADDRINUSE', true);
  const next = await findAddresses(5432, canListen);
  expect(typeof next === 'function' && next()).toBe(places[2]?.[0]);
  expect(places).toHaveLength(3);
});

test('gives up after five ranges, and says why', async () => {
  const { places, canListen } = asked('EACCES');
  expect(await findAddresses(80, canListen)).toBe(
    'another server listens on port 80 of every address of this machine (EACCES)',
  );
  expect(places).toHaveLength(5);
});

test('gives up at once where the system has one loopback address', async () => {
  const { places, canListen } = asked('EADDRNOTAVAIL');
  expect(await findAddresses(5432, canListen)).toBe(
    'this system has one loopback address, and each instance needs its own',
  );
  expect(places).toHaveLength(1);
});

test('a port is tried on this machine, and free again afterwards', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await findAddresses(port)).toMatch(
    /^(another server listens on port \d+ .* \(EADDRINUSE\)|this system has one)/,
  );
  await new Promise((resolve) => server.close(resolve));
  const next = await findAddresses(port);
  const address = typeof next === 'string' ? '127.0.0.1' : next();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  await new Promise((resolve) => server.close(resolve));
});
