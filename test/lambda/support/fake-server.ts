import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A server on this machine that speaks whatever it is told to, and is gone after the test. */
export interface FakeServer {
  readonly port: number;
  /** Connections that were accepted. */
  readonly connections: readonly Socket[];
  readonly close: () => Promise<void>;
}

/** Starts a server; `serve` speaks to each connection. */
export async function fakeServer(serve: (socket: Socket) => void): Promise<FakeServer> {
  const connections: Socket[] = [];
  const server = createServer((socket) => {
    connections.push(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    close: () =>
      new Promise((resolve) => {
        connections.forEach((socket) => socket.destroy());
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** A port of this machine on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await fakeServer(() => undefined);
  await server.close();
  return server.port;
}

/** Calls back with what came, each time that something comes. */
export function onBytes(socket: NodeJS.ReadableStream, listener: (bytes: Buffer) => void): void {
  socket.on('data', (bytes: Buffer) => {
    listener(bytes);
  });
}
