import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Answering } from './stand-in-server';

/** Long password, long flag, connect with database, protocol 4.1, TLS, transactions, secure connection, plugin authentication. */
const CAPABILITIES = 0x1 | 0x4 | 0x8 | 0x200 | 0x800 | 0x2000 | 0x8000 | 0x80000;

/** Command of a text query. */
const QUERY = 3;

/** Error 1295, command not supported. @see https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html read 2026-11-25 */
const NOT_SUPPORTED = 1295;

/**
 * Speaks as much of MySQL's protocol as a probe needs: TLS, a password, which role the server has, and its name. Any other
 * question is refused.
 *
 * @see https://dev.mysql.com/doc/dev/mysql-server/8.0.43/PAGE_PROTOCOL.html read 2026-11-25
 */
export function serveMySql(socket: Socket, answering: Answering): void {
  socket.write(packet(0, hello()));
  socket.once('data', (request: Buffer) => {
    // The client does not wait for an answer: its first words of TLS may have come along.
    socket.pause();
    socket.unshift(request.subarray(4 + (request[0] ?? 0)));
    const secure = new TLSSocket(socket, { isServer: true, ...answering.credentials });
    secure.on('error', () => undefined);
    talk(secure, answering);
  });
}

function talk(secure: TLSSocket, answering: Answering): void {
  let phase: 'response' | 'token' | 'queries' = 'response';
  secure.on('data', (bytes: Buffer) => {
    const sequence = (bytes[3] ?? 0) + 1;
    if (phase === 'response') {
      phase = 'token';
      // Asks for the password as it is, as Aurora does for a sign-in by IAM.
      secure.write(packet(sequence, Buffer.from('\xfemysql_clear_password\0', 'latin1')));
    } else if (phase === 'token') {
      phase = 'queries';
      secure.write(packet(sequence, OK));
    } else if (bytes[4] === QUERY) {
      void answer(secure, bytes.subarray(5).toString(), answering);
    }
  });
}

async function answer(secure: TLSSocket, sql: string, { isWriter, instanceId }: Answering): Promise<void> {
  if (sql.includes('@@innodb_read_only')) {
    secure.write(table('is_reader', (await isWriter()) ? 0 : 1));
  } else if (sql.includes('@@aurora_server_id')) {
    secure.write(table('server', instanceId));
  } else {
    secure.write(packet(1, refusal(NOT_SUPPORTED)));
  }
}

/** A table of one column and one row. */
function table(column: string, value: number | string): Buffer {
  const isNumber = typeof value === 'number';
  const definition = Buffer.concat([
    ...['def', '', '', '', column, ''].map(lengthCoded),
    Buffer.of(0x0c, isNumber ? 63 : 45, 0, 21, 0, 0, 0, isNumber ? 8 : 253, 0, 0, 0, 0, 0),
  ]);
  const end = Buffer.of(0xfe, 0, 0, 2, 0);
  return Buffer.concat([
    packet(1, Buffer.of(1)),
    packet(2, definition),
    packet(3, end),
    packet(4, lengthCoded(String(value))),
    packet(5, end),
  ]);
}

function hello(): Buffer {
  return Buffer.concat([
    Buffer.of(10),
    Buffer.from('8.0.39\0'),
    Buffer.of(1, 0, 0, 0),
    Buffer.from('12345678'),
    Buffer.of(0, CAPABILITIES % 256, (CAPABILITIES >> 8) % 256, 45, 2, 0),
    Buffer.of((CAPABILITIES >> 16) % 256, (CAPABILITIES >> 24) % 256, 21),
    Buffer.alloc(10),
    Buffer.from('123456789012\0'),
    Buffer.from('mysql_native_password\0'),
  ]);
}

function refusal(number: number): Buffer {
  return Buffer.concat([
    Buffer.of(0xff, number % 256, Math.floor(number / 256)),
    Buffer.from('#HY000not played by the local site'),
  ]);
}

const OK = Buffer.of(0, 0, 0, 2, 0, 0, 0);

function packet(sequence: number, content: Buffer): Buffer {
  const { length } = content;
  return Buffer.concat([Buffer.of(length % 256, Math.floor(length / 256), 0, sequence), content]);
}

function lengthCoded(text: string): Buffer {
  return Buffer.concat([Buffer.of(text.length), Buffer.from(text)]);
}
