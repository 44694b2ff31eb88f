import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  /** Value of `X-Amz-Target`. */
  readonly target: string | undefined;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly ifMatch: string | undefined;
  readonly body: string;
}

/** What is answered. */
export interface GivenAnswer {
  /** @default 200 */
  readonly status?: number;
  /** @default - none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, or anything else as JSON. */
  readonly body: unknown;
}

/** A server on loopback that answers requests and notes them; ended with the tests of the file. */
export function jsonServer(answer: (request: SeenRequest) => GivenAnswer): {
  readonly seen: SeenRequest[];
  readonly endpoint: () => string;
} {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { 'x-amz-target': target, authorization, 'content-type': contentType } = request.headers;
      const ifMatch = request.headers['if-match'];
      const { method = '', url = '' } = request;
      const asked = { method, url, target: target?.toString(), authorization, contentType, ifMatch, body };
      seen.push(asked);
      const given = answer(asked);
      response.writeHead(given.status ?? 200, given.headers);
      response.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body));
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    seen.length = 0;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { seen, endpoint: () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
