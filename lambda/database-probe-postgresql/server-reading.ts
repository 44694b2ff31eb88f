import { DatabaseError } from 'pg';
import { networkReading } from '../database-probe/reading';
import type { EndpointReading } from '../shared/failover/ports';

/** What the driver says of a server that does not speak TLS, or says something else than yes or no. */
const WITHOUT_TLS = /^(The server does not support SSL connections|There was an error establishing an SSL connection)$/;

/** What the driver says when the connection ends in the middle. */
const BROKEN = /^Connection terminated( unexpectedly)?$/;

/**
 * Classes of errors of a server that lives and cannot serve: lack of resources (too many connections, disk full),
 * intervention (starting up, shutting down, cancelled), and errors of its system or its own.
 *
 * @see https://www.postgresql.org/docs/17/errcodes-appendix.html read 2026-11-25
 */
const BUSY_CLASSES = ['53', '57', '58', 'XX'];

/** What an error of the server, of the network or of the protocol says about an endpoint, `undefined` for any other error. */
export function serverReading(error: unknown): EndpointReading | undefined {
  if (error instanceof DatabaseError) {
    const state = /^[0-9A-Z]{5}$/.test(error.code ?? '') ? String(error.code) : 'none';
    const kind = BUSY_CLASSES.includes(state.slice(0, 2)) ? 'busy' : 'refused';
    return { kind, reason: `SQLSTATE ${state}` };
  }
  const message = error instanceof Error ? error.message : '';
  if (WITHOUT_TLS.test(message)) {
    return { kind: 'refused', reason: 'it does not speak TLS' };
  }
  return BROKEN.test(message) ? { kind: 'silent', reason: 'the connection broke' } : networkReading(error);
}
