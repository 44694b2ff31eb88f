import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What reached the site. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Bytes of the body. */
  readonly bytes: number;
}

/** A site on this machine, gone after the test. */
export interface FakeSite {
  readonly port: number;
  /** Every request, in the order in which it came. */
  readonly visits: readonly Visit[];
  readonly close: () => Promise<void>;
}

/** How the site answers a request. */
export type Answering = (response: ServerResponse, method: string) => void;

/** Starts a site; with a certificate and its key it speaks TLS. */
export async function fakeSite(answer: Answering, tls?: Pick<ServerOptions, 'cert' | 'key'>): Promise<FakeSite> {
  const visits: Visit[] = [];
  const listener: RequestListener = (request, response) => {
    const { method = '', url = '', headers } = request;
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on('end', () => {
      visits.push({ method, path: url, headers, bytes });
      answer(response, method);
    });
  };
  const server: Server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    visits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A complete answer. */
export function answers(status: number, headers: Readonly<Record<string, string>> = {}, body = 'ok'): Answering {
  return (response) => {
    response.writeHead(status, { ...headers });
    response.end(body);
  };
}

/** Takes the request, and never answers. */
export const hangs: Answering = () => undefined;

/** Breaks the connection in place of an answer. */
export const resets: Answering = (response) => {
  response.socket?.resetAndDestroy();
};

/** Announces more than it sends, and ends the connection. */
export const truncates: Answering = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('half of it', () => response.socket?.end());
};

/** Begins to answer, and stays silent then. */
export const stalls: Answering = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('half of it');
};
