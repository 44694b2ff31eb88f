import { Socket } from 'node:net';
import { Client, DatabaseError } from 'pg';
import * as z from 'zod/mini';
import { converse } from '../database-probe/conversation';
import type { Ask, Endpoint, Trust } from '../database-probe/probe';
import type { EndpointReading } from '../shared/failover/ports';
import { serverReading } from './server-reading';

const role = z.tuple([z.object({ is_reader: z.boolean() })]);
const identity = z.tuple([z.object({ server: z.string().check(z.minLength(1)) })]);

/** Asks a PostgreSQL endpoint, over TLS with a certificate that is trusted and of the right name. */
export function askPostgreSql(trust: Trust = {}): Ask {
  return async (endpoint) => {
    try {
      return await askServer(endpoint, trust);
    } catch (error) {
      const reading = serverReading(error);
      if (reading === undefined) {
        throw error;
      }
      return reading;
    }
  };
}

async function askServer({ host, port, user, database, token }: Endpoint, trust: Trust): Promise<EndpointReading> {
  const socket = new Socket();
  const client = new Client({
    host,
    port,
    user,
    database,
    password: token,
    ssl: { ...trust, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    stream: () => socket,
  });
  // An error after the conversation is over concerns nobody; without a listener it would end the process.
  client.on('error', () => undefined);
  return converse(socket, {
    signIn: () => client.connect(),
    ask: async () => {
      const answer = role.safeParse((await client.query('SELECT pg_is_in_recovery() AS is_reader')).rows);
      return answer.success
        ? { kind: answer.data[0].is_reader ? 'reader' : 'writer', ...(await findServer(client)) }
        : { kind: 'refused', reason: 'it does not tell its role' };
    },
    leave: () => client.end(),
  });
}

/**
 * Name of the instance that answered; only Aurora knows it, and nothing depends on it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora_db_instance_identifier.html read 2026-11-25
 */
async function findServer(client: Client): Promise<{ readonly server?: string }> {
  try {
    const answer = identity.safeParse((await client.query('SELECT aurora_db_instance_identifier() AS server')).rows);
    return answer.success ? { server: answer.data[0].server } : {};
  } catch (error) {
    if (error instanceof DatabaseError) {
      return {};
    }
    throw error;
  }
}
