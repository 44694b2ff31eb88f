import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Attempts with another range, when somebody listens on the port there. */
const TRIES = 5;

/** Addresses of one range that a cluster may need: 15 readers and a writer, and some to spare. */
const RANGE_LENGTH = 32;

/** Whether a server may listen on an address of this machine: yes, or why not, as the system calls it. */
export type CanListen = (address: string, port: number) => Promise<true | string>;

/**
 * Finds a range of addresses on loopback on which nobody listens on a port. The whole of 127.0.0.0/8 leads to this machine on
 * Linux and Windows; on macOS only 127.0.0.1 does.
 *
 * @returns a function that gives out one address after the other, or why there is none
 */
export async function findAddresses(port: number, canListen: CanListen = listens): Promise<(() => string) | string> {
  let reason = '';
  for (let tries = 0; tries < TRIES; tries += 1) {
    const range = `127.${String(randomInt(64, 128))}.${String(randomInt(0, 256))}`;
    const first = await canListen(`${range}.1`, port);
    if (first === true) {
      let last = 0;
      return () => {
        last += 1;
        if (last > RANGE_LENGTH) {
          throw new RangeError('no cluster has so many instances');
        }
        return `${range}.${String(last)}`;
      };
    }
    reason = first;
    if (first === 'EADDRNOTAVAIL') {
      return 'this system has one loopback address, and each instance needs its own';
    }
  }
  return `another server listens on port ${String(port)} of every address of this machine (${reason})`;
}

/** Tries it, and stops again at once. */
function listens(address: string, port: number): Promise<true | string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen(port, address, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
