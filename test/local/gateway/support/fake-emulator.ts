import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { identify, type Call } from '../../../../lib/local/gateway/call';

/** What the fake does with a request. */
export type FakeReply =
  | { readonly status?: number; readonly headers?: readonly string[]; readonly body?: string | Buffer }
  /** Never answers, as one that is frozen. */
  | 'hang'
  /** Resets the connection, as one that was killed. */
  | 'reset'
  /** Starts an answer and never ends it. */
  | 'stall';

/** A request as it reached the fake. */
export interface SeenRequest {
  readonly call: Call;
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Settles when the connection of the request is closed. */
  readonly closed: Promise<void>;
}

/** An emulator that says what it is told to. */
export interface FakeEmulator {
  readonly endpoint: string;
  readonly seen: readonly SeenRequest[];
  /** The next request, from now on. */
  nextRequest(): Promise<SeenRequest>;
  stop(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startFakeEmulator(answer: (call: Call, body: Buffer) => FakeReply): Promise<FakeEmulator> {
  const seen: SeenRequest[] = [];
  const waiting: ((request: SeenRequest) => void)[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = '', url = '', rawHeaders, headers } = request;
      const { authorization, 'content-type': contentType, 'x-amz-target': target } = headers;
      const call = identify({ method, url, body, authorization, contentType, target: target?.toString() });
      // One for each request of the connection.
      request.socket.setMaxListeners(0);
      const closed = new Promise<void>((resolve) => request.socket.once('close', resolve));
      const entry: SeenRequest = { call, method, url, rawHeaders, headers, body, closed };
      seen.push(entry);
      waiting.splice(0).forEach((resolve) => {
        resolve(entry);
      });
      reply(request, response, answer(call, body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen,
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function reply(request: IncomingMessage, response: ServerResponse, fake: FakeReply): void {
  switch (fake) {
    case 'hang':
      return;
    case 'reset':
      request.socket.resetAndDestroy();
      return;
    case 'stall':
      response.writeHead(200, { 'content-length': '1000' });
      response.write('<');
      return;
    default: {
      const { status = 200, headers = [], body = '' } = fake;
      response.sendDate = false;
      response.writeHead(status, [...headers, 'content-length', String(Buffer.byteLength(body))]);
      response.end(body);
    }
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
