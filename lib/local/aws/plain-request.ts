import type { LocalAddress } from './clients';

/** A request to a service for which no client is at hand: a handful of calls do not need one. */
export interface PlainRequest {
  /** Name the request is signed for, for example `cloudtrail`. */
  readonly service: string;
  readonly region: string;
  /** @default 'POST' */
  readonly method?: string;
  /** @default '/' */
  readonly path?: string;
  /** Beside those that say who asks. */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly body?: string;
}

/** What came back. */
export interface PlainAnswer {
  readonly headers: Headers;
  readonly body: string;
}

/** Longest wait for an answer, in milliseconds. */
const TIMEOUT_MILLISECONDS = 30_000;

/**
 * Sends a request to the local site as it is.
 *
 * The signature is none: the emulator reads from it whom the request is for, and does not verify it. The address is one of
 * `localClients`, which refuses any but loopback.
 *
 * @throws Error when the service refuses
 */
export async function plainRequest({ endpoint, account }: LocalAddress, request: PlainRequest): Promise<PlainAnswer> {
  const { service, region, method = 'POST', path = '/', headers = {}, body } = request;
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  const scope = `${account}/${day}/${region}/${service}/aws4_request`;
  const answer = await fetch(`${endpoint}${path}`, {
    method,
    headers: { ...headers, authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=local` },
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${service} refuses ${method} ${path}: ${String(answer.status)} ${text.slice(0, 300)}`);
  }
  return { headers: answer.headers, body: text };
}

/** Calls an action of a service that speaks JSON, and returns what it answers. */
export async function jsonRequest(
  address: LocalAddress,
  request: Pick<PlainRequest, 'service' | 'region'> & {
    /** Value of `X-Amz-Target`. */
    readonly target: string;
    readonly input: object;
  },
): Promise<unknown> {
  const { service, region, target, input } = request;
  const { body } = await plainRequest(address, {
    service,
    region,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body: JSON.stringify(input),
  });
  return body === '' ? {} : JSON.parse(body);
}
