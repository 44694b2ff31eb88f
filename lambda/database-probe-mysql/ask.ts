import { connect } from 'node:net';
import { createConnection, type Connection } from 'mysql2';
import * as z from 'zod/mini';
import { converse } from '../database-probe/conversation';
import type { Ask, Endpoint, Trust } from '../database-probe/probe';
import type { EndpointReading } from '../shared/failover/ports';
import { isServerError, serverReading } from './server-reading';

const role = z.tuple([z.object({ is_reader: z.union([z.literal(0), z.literal(1)]) })]);
const identity = z.tuple([z.object({ server: z.string().check(z.minLength(1)) })]);

/**
 * Asks a MySQL endpoint, over TLS with a certificate that is trusted and of the right name.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.BestPractices.html read 2026-11-25
 */
export function askMySql(trust: Trust = {}): Ask {
  return async (endpoint) => {
    try {
      return await askServer(endpoint, trust);
    } catch (error) {
      return serverReading(error);
    }
  };
}

async function askServer({ host, port, user, token }: Endpoint, trust: Trust): Promise<EndpointReading> {
  const socket = connect(port, host);
  const connection = createConnection({
    host,
    port,
    user,
    // No database: whoever has no right in one may not even name it.
    password: token,
    // The token is sent as it is, which the driver does over TLS alone; without `verifyIdentity` it would send it to
    // whoever holds a certificate of any name.
    enableCleartextPlugin: true,
    ssl: { ...trust, rejectUnauthorized: true, verifyIdentity: true, minVersion: 'TLSv1.2' },
    stream: socket,
    connectTimeout: 0,
  });
  return converse(socket, {
    signIn: () => signIn(connection),
    ask: async () => {
      const answer = role.safeParse(await query(connection, 'SELECT @@innodb_read_only AS is_reader'));
      return answer.success
        ? { kind: answer.data[0].is_reader === 1 ? 'reader' : 'writer', ...(await findServer(connection)) }
        : { kind: 'refused', reason: 'it does not tell its role' };
    },
    leave: () => leave(connection),
  });
}

/**
 * Name of the instance that answered; only Aurora knows it, and nothing depends on it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Reboot.Examples.html read 2026-11-25
 */
async function findServer(connection: Connection): Promise<{ readonly server?: string }> {
  try {
    const answer = identity.safeParse(await query(connection, 'SELECT @@aurora_server_id AS server'));
    return answer.success ? { server: answer.data[0].server } : {};
  } catch (error) {
    if (isServerError(error)) {
      return {};
    }
    throw error;
  }
}

function signIn(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('connect', () => {
      resolve();
    });
    // Stays for the life of the connection: without a listener a late error would end the process.
    connection.on('error', reject);
  });
}

function query(connection: Connection, sql: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    connection.query(sql, (error, rows) => {
      if (error === null) {
        resolve(rows);
      } else {
        reject(error);
      }
    });
  });
}

function leave(connection: Connection): Promise<void> {
  return new Promise((resolve) => {
    connection.end(() => {
      resolve();
    });
  });
}
