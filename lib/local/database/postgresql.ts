import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Answering } from './stand-in-server';

/** OIDs of the types that clients make values of. @see https://www.postgresql.org/docs/17/datatype-oid.html read 2026-11-25 */
const OID = { bool: 16, text: 25 } as const;

/**
 * Speaks as much of PostgreSQL's protocol as a probe needs: TLS, a password, which role the server has, and its name. Any
 * other question is refused.
 *
 * @see https://www.postgresql.org/docs/17/protocol-flow.html read 2026-11-25
 */
export function servePostgreSql(socket: Socket, answering: Answering): void {
  socket.once('data', () => {
    // The first message asks for TLS; `S` agrees.
    socket.write('S');
    const secure = new TLSSocket(socket, { isServer: true, ...answering.credentials });
    secure.on('error', () => undefined);
    talk(secure, answering);
  });
}

function talk(secure: TLSSocket, answering: Answering): void {
  let phase: 'startup' | 'password' | 'queries' = 'startup';
  secure.on('data', (bytes: Buffer) => {
    const type = String.fromCharCode(bytes[0] ?? 0);
    if (phase === 'startup') {
      phase = 'password';
      // Asks for the password as it is, as Aurora does for a sign-in by IAM.
      secure.write(message('R', int32(3)));
    } else if (phase === 'password') {
      phase = 'queries';
      secure.write(Buffer.concat([message('R', int32(0)), READY]));
    } else if (type === 'Q') {
      void answer(secure, bytes.subarray(5, -1).toString(), answering);
    }
  });
}

async function answer(secure: TLSSocket, sql: string, { isWriter, instanceId }: Answering): Promise<void> {
  if (sql.includes('pg_is_in_recovery()')) {
    secure.write(Buffer.concat([table('is_reader', (await isWriter()) ? 'f' : 't', OID.bool), READY]));
  } else if (sql.includes('aurora_db_instance_identifier()')) {
    secure.write(Buffer.concat([table('server', instanceId, OID.text), READY]));
  } else {
    secure.write(Buffer.concat([REFUSED, READY]));
  }
}

/** A table of one column and one row. */
function table(column: string, value: string, oid: number): Buffer {
  const description = Buffer.concat([
    Buffer.from(`${column}\0`),
    ...[int32(0), int16(0), int32(oid), int16(-1), int32(-1), int16(0)],
  ]);
  const cell = Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)]);
  return Buffer.concat([
    message('T', int16(1), description),
    message('D', int16(1), cell),
    message('C', Buffer.from('SELECT 1\0')),
  ]);
}

const READY = message('Z', Buffer.from('I'));

/** Feature not supported. @see https://www.postgresql.org/docs/17/errcodes-appendix.html read 2026-11-25 */
const REFUSED = message('E', Buffer.from('SERROR\0VERROR\0C0A000\0Mnot played by the local site\0\0'));

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(content.length + 4), content]);
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(value);
  return buffer;
}
