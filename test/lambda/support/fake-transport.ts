import { Readable } from 'node:stream';
import type { RDSClientConfig } from '@aws-sdk/client-rds';
import { recordCall, recordCalls } from './recorded-calls';

// What every client of the SDK calls a strategy.
type RetryStrategy = Extract<RDSClientConfig['retryStrategy'], { readonly acquireInitialRetryToken: unknown }>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;

/** A request as it would leave the machine. */
export interface SentRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `Action` of the query protocols, otherwise method and path. */
  readonly action: string;
}

/** An answer, or an error as the network would raise it. */
export type Reply =
  | { readonly status?: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly error: Error }
  | { readonly hang: true };

/** Configuration of a client that talks to a fake and does not wait between its attempts. */
export function fakeClientConfig(transport: FakeTransport) {
  return {
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    retryStrategy: threeAttemptsAtOnce,
    requestHandler: transport,
  };
}

/** The SDK's standard strategy without its waits. */
const threeAttemptsAtOnce: RetryStrategy = {
  acquireInitialRetryToken: () => Promise.resolve(retryToken(0)),
  refreshRetryTokenForRetry: (last, { errorType }) => {
    const isTransient = errorType === 'TRANSIENT' || errorType === 'THROTTLING';
    return isTransient && last.getRetryCount() < 2
      ? Promise.resolve(retryToken(last.getRetryCount() + 1))
      : Promise.reject(new Error('no further attempt'));
  },
  recordSuccess: () => undefined,
};

function retryToken(count: number): RetryToken {
  return { getRetryCount: () => count, getRetryDelay: () => 0 };
}

/** The part of an SDK client's `requestHandler` that clients use. */
export class FakeTransport {
  /** Every request, in the order of sending. */
  readonly sent: SentRequest[] = [];
  readonly metadata = { handlerProtocol: 'http/1.1' };
  private readonly answer: (request: SentRequest, nth: number) => Reply;

  /** `nth` counts the requests of the same action, from 1. */
  constructor(answer: (request: SentRequest, nth: number) => Reply) {
    this.answer = answer;
  }

  async handle(
    raw: Omit<SentRequest, 'body' | 'action'> & { readonly body?: unknown },
    options: { readonly abortSignal?: unknown } = {},
  ) {
    const content: unknown = raw.body;
    const body =
      content instanceof Uint8Array ? new TextDecoder().decode(content) : typeof content === 'string' ? content : '';
    const action = new URLSearchParams(body).get('Action') ?? `${raw.method} ${raw.path}`;
    const { method, hostname, path, query, headers } = raw;
    const request = { method, hostname, path, query, headers, body, action };
    this.sent.push(request);
    if (hostname.startsWith('arc-zonal-shift.')) {
      // Signed by hand: there is no client of the SDK that would be noticed.
      recordCall('ARC Zonal Shift.GetManagedResource');
    }
    const nth = this.sent.filter((other) => other.action === action).length;
    const reply = this.answer(request, nth);
    if ('error' in reply) {
      throw reply.error;
    }
    if ('hang' in reply) {
      return await untilAborted(options.abortSignal);
    }
    const text = reply.body ?? '';
    return {
      response: {
        statusCode: reply.status ?? 200,
        reason: '',
        headers: { 'content-type': 'text/xml', date: new Date().toUTCString(), ...reply.headers },
        body: Readable.from([Buffer.from(text)]),
      },
    };
  }

  updateHttpClientConfig(): void {
    // Nothing is configurable.
  }

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }

  destroy(): void {
    // Nothing is open.
  }
}

/** Never answers, and ends as an aborted request does. */
function untilAborted(signal: unknown): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => {
      reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    };
    if (signal instanceof AbortSignal) {
      signal.addEventListener('abort', abort);
      if (signal.aborted) {
        abort();
      }
    }
  });
}

recordCalls((handler) => handler instanceof FakeTransport);

/** An error as Node raises it for a broken connection. */
export function connectionReset(): Reply {
  return { error: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }) };
}

/** The page of a proxy, served with status 200. */
export const PROXY_PAGE: Reply = {
  body: '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>',
  headers: { 'content-type': 'text/html' },
};

/** An error of the EC2 query protocol. */
export function ec2Error(code: string, status = 400): Reply {
  return {
    status,
    body: `<?xml version="1.0"?><Response><Errors><Error><Code>${code}</Code><Message>no</Message></Error></Errors><RequestID>r</RequestID></Response>`,
  };
}

/** An error of the query protocol of RDS and load balancing. */
export function queryError(code: string, status = 400): Reply {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  };
}

/** An error of the REST and JSON protocol of AWS Backup. */
export function jsonError(code: string, status = 400): Reply {
  return {
    status,
    body: JSON.stringify({ Code: code, message: 'no' }),
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
  };
}

/** An XML element for each entry. */
export function xmlItems(tag: string, entries: readonly string[]): string {
  return entries.map((entry) => `<${tag}>${entry}</${tag}>`).join('');
}
