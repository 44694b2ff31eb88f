import { createServer } from 'node:net';
import { everywhereInLinuxTable, everywhereInNetstat, listensEverywhere } from '../../../lib/local/emulator/listeners';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const linux = (local: string, state = '0A'): string =>
  `${HEAD}\n   0: ${local} 00000000:0000 ${state} 00000000:00000000`;

test.each([
  ['every address', '00000000:11D6', true],
  ['every address of version 6', '00000000000000000000000000000000:11D6', true],
  ['loopback', '0100007F:11D6', false],
  ['loopback of version 6', '00000000000000000000000001000000:11D6', false],
  ['every address on another port', '00000000:11D7', false],
])('reads of Linux: %s', (_name, local, expected) => {
  expect(everywhereInLinuxTable(linux(local), 4566)).toBe(expected);
});

test('passes over connections of Linux', () => {
  expect(everywhereInLinuxTable(linux('00000000:11D6', '01'), 4566)).toBe(false);
});

test.each([
  ['tcp4       0      0  *.4566                 *.*                    LISTEN', true],
  ['tcp4       0      0  127.0.0.1.4566         *.*                    LISTEN', false],
  ['  TCP    0.0.0.0:4566           0.0.0.0:0              ABHÖREN', true],
  ['  TCP    [::]:4566              [::]:0                 LISTENING', true],
  ['  TCP    127.0.0.1:4566         0.0.0.0:0              LISTENING', false],
  ['  TCP    0.0.0.0:45660          0.0.0.0:0              LISTENING', false],
])('reads of netstat: %s', (line, expected) => {
  expect(everywhereInNetstat(`Active Connections\r\n\r\n${line}\r\n`, 4566)).toBe(expected);
});

test('finds nothing wrong with a server on loopback', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  expect(listensEverywhere(typeof address === 'object' && address !== null ? address.port : 0)).toBe(false);
  server.close();
});
