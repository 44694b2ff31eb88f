import { codeOf, networkReading } from '../database-probe/reading';
import type { EndpointReading } from '../shared/failover/ports';

/**
 * Errors of a server that lives and cannot serve.
 *
 * @see https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html read 2026-11-25
 */
const BUSY = new Set([
  1021, // ER_DISK_FULL
  1037, // ER_OUTOFMEMORY
  1038, // ER_OUT_OF_SORTMEMORY
  1040, // ER_CON_COUNT_ERROR: too many connections
  1041, // ER_OUT_OF_RESOURCES
  1053, // ER_SERVER_SHUTDOWN
  1114, // ER_RECORD_FILE_FULL
  1135, // ER_CANT_CREATE_THREAD
  1203, // ER_TOO_MANY_USER_CONNECTIONS
  1226, // ER_USER_LIMIT_REACHED
  1317, // ER_QUERY_INTERRUPTED
  1927, // ER_CONNECTION_KILLED
  3032, // ER_SERVER_OFFLINE_MODE
  3168, // ER_SERVER_ISNT_AVAILABLE
]);

/**
 * What an error of the server, of the network or of the protocol says about an endpoint.
 *
 * The driver gives out whatever its parser throws at bytes that are no protocol, so every other error is that.
 */
export function serverReading(error: unknown): EndpointReading {
  if (isServerError(error)) {
    return { kind: BUSY.has(error.errno) ? 'busy' : 'refused', reason: `error ${String(error.errno)}` };
  }
  const code = codeOf(error);
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') {
    return { kind: 'refused', reason: 'it does not speak TLS' };
  }
  if (code === 'HANDSHAKE_SSL_ERROR') {
    return tlsReading(error);
  }
  return code === 'PROTOCOL_CONNECTION_LOST'
    ? { kind: 'silent', reason: 'the connection broke' }
    : (networkReading(error) ?? { kind: 'refused', reason: 'it does not speak the protocol' });
}

/** An error that the server sent: it has the number of the error and the state of SQL. */
export function isServerError(error: unknown): error is { readonly errno: number } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'sqlState' in error &&
    'errno' in error &&
    typeof error.errno === 'number' &&
    error.errno > 0
  );
}

/** The driver hides the code of an error of TLS behind its own; the text still says whether the connection broke. */
function tlsReading(error: unknown): EndpointReading {
  return /ECONNRESET|EPIPE|ETIMEDOUT|socket disconnected/.test(String(error))
    ? { kind: 'silent', reason: 'the connection broke' }
    : { kind: 'refused', reason: 'its identity is not proven' };
}
