import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requireLoopback } from '../aws';
import { Desk, type GatewayCall } from './desk';
import type { FaultRule, Injection } from './fault-rule';

/** Where the gateway stands. */
export interface GatewayOptions {
  /** URL of the emulator, on loopback. */
  readonly emulator: string;
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
  /**
   * Lets time pass for those who read it from the answers of the lease table, which is the clock that actions compare across
   * runs. It never goes back.
   */
  pass(milliseconds: number): void;
  /** Every call, in the order in which they came. */
  readonly calls: readonly GatewayCall[];
  /**
   * Ends every connection and closes the gateway. Throws, when that is done, the first error that was no failure of the
   * emulator: a bug of a bridge, or of a rule's `rewrite`.
   */
  stop(): Promise<void>;
}

/**
 * Starts the gateway between the functions of a site and the emulator, on 127.0.0.1.
 *
 * Calls are passed on as they are; to some answers is added what AWS would derive from its own state, and some meet a
 * fault. When the emulator does not answer, the gateway does not either: it waits as long as its client does, and where
 * the emulator's connection breaks, so does the client's.
 *
 * @throws HonmaruError `EndpointNotLocal` when the emulator is not on loopback
 */
export async function startGateway({ emulator, now = () => new Date() }: GatewayOptions): Promise<Gateway> {
  requireLoopback(emulator);
  const desk = new Desk(new URL(emulator), now);
  const server = createServer((request, response) => {
    desk.receive(request, response);
  });
  await listen(server);
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
    pass: (milliseconds) => {
      desk.pass(milliseconds);
    },
    calls: desk.calls,
    stop: () => (stopped ??= stop()),
  };
}

/** Listens on a free port of 127.0.0.1. */
function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}
