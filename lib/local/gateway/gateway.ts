import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HonmaruError } from '../../errors';
import { requireLoopback } from '../aws';
import { Desk, type GatewayCall } from './desk';
import type { FaultRule, Injection } from './fault-rule';

/** Where the gateway stands. */
export interface GatewayOptions {
  /** URL of the emulator, on loopback. */
  readonly emulator: string;
  /**
   * Port on 127.0.0.1.
   *
   * @default - one that is free
   */
  readonly port?: number;
  /**
   * Clock for the record of calls.
   *
   * @default - that of the machine
   */
  readonly now?: () => Date;
}

/** A running gateway. */
export interface Gateway {
  /** URL for the clients of the watched services. */
  readonly endpoint: string;
  /** Makes calls meet a fault until the rule is removed. Throws a `RangeError` for a rule that no call could meet. */
  inject(rule: FaultRule): Injection;
  /** Every call, in the order in which they came. */
  readonly calls: readonly GatewayCall[];
  /**
   * Ends every connection and closes the gateway. Throws, when that is done, the first error that was no failure of the
   * emulator: a bug of a bridge, or of a rule's `rewrite`.
   */
  stop(): Promise<void>;
}

/**
 * Starts the gateway between the failover checks and the emulator, on 127.0.0.1.
 *
 * Calls are passed on as they are; to some answers is added what AWS would derive from its own state, and some meet a
 * fault. When the emulator does not answer, the gateway does not either: it waits as long as its client does, and where
 * the emulator's connection breaks, so does the client's.
 *
 * @throws HonmaruError `EndpointNotLocal` when the emulator is not on loopback, `PortTaken` when the port is in use
 */
export async function startGateway({ emulator, port = 0, now = () => new Date() }: GatewayOptions): Promise<Gateway> {
  requireLoopback(emulator);
  const desk = new Desk(new URL(emulator), now);
  const server = createServer((request, response) => {
    desk.receive(request, response);
  });
  await listen(server, port);
  const { port: listening } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await desk.close();
  };
  let stopped: Promise<void> | undefined;
  return {
    endpoint: `http://127.0.0.1:${String(listening)}`,
    inject: (rule) => desk.rules.inject(rule),
    calls: desk.calls,
    stop: () => (stopped ??= stop()),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(port, error) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function portTaken(port: number, cause: Error): HonmaruError {
  const fault = {
    path: 'gateway port',
    must: 'must be free',
    got: String(port),
    hint: 'end the program that listens there, or choose another port',
    code: 'PortTaken',
  };
  return new HonmaruError([fault], { cause });
}
