import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { fakeServer, onBytes, type FakeServer } from './fake-server';
import type { SelfSigned } from './self-signed';

/** What a question comes to: a number or a text, an error with its number, bytes, or a connection that ends. */
export type MySqlAnswer =
  | { readonly value: number | string | null }
  | { readonly error: number }
  | { readonly bytes: Buffer }
  | 'hang'
  | 'reset';

/** How a fake MySQL server behaves. */
export interface MySqlBehaviour {
  /** Certificate; without one the server says that it speaks no TLS. */
  readonly tls?: SelfSigned;
  /** Called with the token as it was sent and the greeting before it; the number of an error refuses. */
  readonly signIn?: (token: string, greeting: string) => number | undefined;
  readonly query?: (sql: string) => MySqlAnswer;
}

const SSL = 0x800;
/** Long password, long flag, connect with database, protocol 4.1, transactions, secure connection, plugin authentication. */
const CAPABILITIES = 0x1 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x80000;

/** A server that speaks as much of MySQL's protocol as a probe needs. */
export function fakeMySql(behaviour: MySqlBehaviour): Promise<FakeServer> {
  const { tls } = behaviour;
  return fakeServer((socket) => {
    socket.write(packet(0, hello(tls === undefined ? CAPABILITIES : CAPABILITIES | SSL)));
    if (tls !== undefined) {
      socket.once('data', (request: Buffer) => {
        // The client does not wait for an answer: its first words of TLS may have come along.
        socket.pause();
        socket.unshift(request.subarray(4 + (request[0] ?? 0)));
        const secure = new TLSSocket(socket, { isServer: true, ...tls });
        secure.on('error', () => undefined);
        talk(secure, socket, behaviour);
      });
    }
  });
}

function talk(secure: TLSSocket, socket: Socket, behaviour: MySqlBehaviour): void {
  let phase: 'response' | 'token' | 'queries' = 'response';
  let greeting = '';
  onBytes(secure, (bytes) => {
    const sequence = (bytes[3] ?? 0) + 1;
    if (phase === 'response') {
      phase = 'token';
      greeting = bytes.toString('latin1');
      secure.write(packet(sequence, Buffer.from('\xfemysql_clear_password\0', 'latin1')));
    } else if (phase === 'token') {
      phase = 'queries';
      const error = behaviour.signIn?.(bytes.subarray(4, -1).toString(), greeting);
      secure.write(packet(sequence, error === undefined ? OK : errorOf(error)));
    } else if (bytes[4] === 3) {
      reply(secure, socket, behaviour.query?.(bytes.subarray(5).toString()) ?? { value: 0 });
    }
  });
}

function reply(secure: TLSSocket, socket: Socket, answer: MySqlAnswer): void {
  if (answer === 'reset') {
    socket.resetAndDestroy();
  } else if (answer !== 'hang') {
    secure.write(bytesOf(answer));
  }
}

function bytesOf(answer: Exclude<MySqlAnswer, string>): Buffer {
  if ('bytes' in answer) {
    return answer.bytes;
  }
  return 'error' in answer ? packet(1, errorOf(answer.error)) : table(answer.value);
}

/** A table of one column; the names are those the probe gives to its columns. */
function table(value: number | string | null): Buffer {
  const isNumber = typeof value === 'number';
  const definition = Buffer.concat([
    ...['def', '', '', '', isNumber ? 'is_reader' : 'server', ''].map(lengthCoded),
    Buffer.of(0x0c, isNumber ? 63 : 45, 0, 21, 0, 0, 0, isNumber ? 8 : 253, 0, 0, 0, 0, 0),
  ]);
  const end = Buffer.of(0xfe, 0, 0, 2, 0);
  return Buffer.concat([
    packet(1, Buffer.of(1)),
    packet(2, definition),
    packet(3, end),
    packet(4, value === null ? Buffer.of(0xfb) : lengthCoded(String(value))),
    packet(5, end),
  ]);
}

function hello(capabilities: number): Buffer {
  return Buffer.concat([
    Buffer.of(10),
    Buffer.from('8.0.39\0'),
    Buffer.of(1, 0, 0, 0),
    Buffer.from('12345678'),
    Buffer.of(0, capabilities % 256, (capabilities >> 8) % 256, 45, 2, 0),
    Buffer.of((capabilities >> 16) % 256, (capabilities >> 24) % 256, 21),
    Buffer.alloc(10),
    Buffer.from('123456789012\0'),
    Buffer.from('mysql_native_password\0'),
  ]);
}

/** An error before anything else was said, as a server sends it that has no connection left. */
export function greetingError(number: number): Buffer {
  return packet(0, errorOf(number));
}

function errorOf(number: number): Buffer {
  return Buffer.concat([
    Buffer.of(0xff, number % 256, Math.floor(number / 256)),
    Buffer.from('#HY000message of the server'),
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
