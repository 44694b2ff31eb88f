import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** A request without a client of the SDK. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  /** Names and values in turn. */
  readonly headers?: readonly string[];
  readonly body?: Buffer;
  readonly signal?: AbortSignal;
}

/** An answer, as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** `Authorization` of a request that is signed for a service. */
export function signedFor(service: string, region = 'ap-northeast-1'): readonly string[] {
  const scope = `111122223333/20261125/${region}/${service}/aws4_request`;
  return ['Authorization', `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`];
}

/** Sends a request as it is; rejects when the connection breaks. */
export function sendRaw(endpoint: string, request: RawRequest = {}): Promise<RawAnswer> {
  const { method = 'GET', path = '/', headers = [], body, signal } = request;
  const { hostname, port, host } = new URL(endpoint);
  const isHostGiven = headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        ...{ hostname, port, method, path },
        headers: [...(isHostGiven ? [] : ['Host', host]), ...headers, ...lengthOf(body)],
        agent: false,
        ...(signal === undefined ? {} : { signal }),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const { statusCode = 0, headers: named, rawHeaders } = incoming;
          resolve({ status: statusCode, headers: named, rawHeaders, body: Buffer.concat(chunks) });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function lengthOf(body: Buffer | undefined): readonly string[] {
  return body === undefined ? [] : ['Content-Length', String(body.length)];
}
