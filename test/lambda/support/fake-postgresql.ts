import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { fakeServer, onBytes, type FakeServer } from './fake-server';
import type { SelfSigned } from './self-signed';

/** What a question comes to: one value, an error with its SQLSTATE, bytes of one's own, or a connection that ends. */
export type PostgreSqlAnswer =
  | { readonly value: string | null; readonly oid?: number }
  | { readonly error: string }
  | { readonly bytes: Buffer }
  | 'hang'
  | 'reset';

/** How a fake PostgreSQL server behaves. */
export interface PostgreSqlBehaviour {
  /** Certificate; without one the server says that it speaks no TLS. */
  readonly tls?: SelfSigned;
  /** Called with the startup message and the password; an SQLSTATE refuses. */
  readonly signIn?: (startup: string, password: string) => string | undefined;
  readonly query?: (sql: string) => PostgreSqlAnswer;
}

/** OIDs of the types the driver makes values of. */
export const OID = { bool: 16, text: 25 } as const;

/** A server that speaks as much of PostgreSQL's protocol as a probe needs. */
export function fakePostgreSql(behaviour: PostgreSqlBehaviour): Promise<FakeServer> {
  return fakeServer((socket) => {
    socket.once('data', () => {
      if (behaviour.tls === undefined) {
        socket.write('N');
        return;
      }
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, ...behaviour.tls });
      secure.on('error', () => undefined);
      talk(secure, socket, behaviour);
    });
  });
}

function talk(secure: TLSSocket, socket: Socket, behaviour: PostgreSqlBehaviour): void {
  let startup: string | undefined;
  onBytes(secure, (bytes) => {
    if (startup === undefined) {
      startup = bytes.subarray(8).toString();
      secure.write(message('R', int32(3)));
      return;
    }
    const [type, text] = [String.fromCharCode(bytes[0] ?? 0), bytes.subarray(5, -1).toString()];
    if (type === 'p') {
      const state = behaviour.signIn?.(startup, text);
      secure.write(state === undefined ? Buffer.concat([message('R', int32(0)), READY]) : errorMessage(state));
    } else if (type === 'Q') {
      reply(secure, socket, behaviour.query?.(text) ?? { value: 'f', oid: OID.bool });
    }
  });
}

function reply(secure: TLSSocket, socket: Socket, answer: PostgreSqlAnswer): void {
  if (answer === 'reset') {
    socket.resetAndDestroy();
  } else if (answer !== 'hang') {
    secure.write(bytesOf(answer));
  }
}

function bytesOf(answer: Exclude<PostgreSqlAnswer, string>): Buffer {
  if ('bytes' in answer) {
    return answer.bytes;
  }
  return Buffer.concat([
    'error' in answer ? errorMessage(answer.error) : table(answer.value, answer.oid ?? OID.text),
    READY,
  ]);
}

/** A table of one column, whose name a driver finds in the question alone: the probe names its columns. */
function table(value: string | null, oid: number): Buffer {
  const name = oid === OID.bool ? 'is_reader' : 'server';
  const column = Buffer.concat([
    Buffer.from(`${name}\0`),
    int32(0),
    int16(0),
    int32(oid),
    int16(-1),
    int32(-1),
    int16(0),
  ]);
  const cell = value === null ? int32(-1) : Buffer.concat([int32(value.length), Buffer.from(value)]);
  return Buffer.concat([
    message('T', int16(1), column),
    message('D', int16(1), cell),
    message('C', Buffer.from('SELECT 1\0')),
  ]);
}

/** An error as PostgreSQL sends it; the text holds what must never be repeated. */
export function errorMessage(state: string): Buffer {
  return message('E', Buffer.from(`SFATAL\0VFATAL\0C${state}\0Mmessage of the server\0\0`));
}

const READY = message('Z', Buffer.from('I'));

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
