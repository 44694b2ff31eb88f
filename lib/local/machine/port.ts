import { connect, createServer } from 'node:net';
import { HonmaruError } from '../../errors';

/** The only address the local site listens on. */
export const LOOPBACK = '127.0.0.1';

const HIGHEST_PORT = 65_535;

/**
 * A port on loopback that nobody uses.
 *
 * It is free now; who starts a server on it must still expect that somebody else was faster.
 *
 * @param preferred the port that must be free, 1 to 65535. @default any
 * @throws HonmaruError `PortInvalid`, `PortTaken` or `PortForbidden`
 */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred === undefined) {
    return tryPort(0);
  }
  if (!Number.isInteger(preferred) || preferred < 1 || preferred > HIGHEST_PORT) {
    throw portFault(`must be a whole number from 1 to ${String(HIGHEST_PORT)}`, preferred, 'PortInvalid');
  }
  // A server on every address of the machine does not, on every system, keep others from taking one of them.
  if (await answers(preferred)) {
    throw portTaken(preferred);
  }
  return tryPort(preferred);
}

/** The fault of a port that another program uses. */
export function portTaken(port: number, options?: ErrorOptions): HonmaruError {
  return portFault(`must be a free port of ${LOOPBACK}`, port, 'PortTaken', options);
}

function portFault(must: string, port: number, code: string, options?: ErrorOptions): HonmaruError {
  const hint = 'name another port, or none: a free one is found';
  return new HonmaruError([{ path: '--port', must, got: String(port), hint, code }], options);
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(portTaken(port, { cause: error }));
      } else if (error.code === 'EACCES') {
        // Below 1024 on some systems, and ranges that Windows keeps for itself.
        reject(portFault('must be a port that you may listen on', port, 'PortForbidden', { cause: error }));
      } else {
        reject(error);
      }
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LOOPBACK });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => {
      settle(true);
    });
    socket.once('error', () => {
      settle(false);
    });
  });
}
