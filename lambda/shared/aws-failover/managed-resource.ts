import { setTimeout as sleep } from 'node:timers/promises';
import type { EC2Client } from '@aws-sdk/client-ec2';
import { Sha256 } from '@smithy/core/checksum';
import { escapeUri, HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';

/** Attempts and waits between them, as those of every client that only reads. */
const ATTEMPTS = 3;
const WAIT_MILLISECONDS = 100;

/** More than any answer of this API. */
const MOST_BYTES = 1_000_000;

/**
 * Sends `GetManagedResource` of `arc-zonal-shift`, the only question to this API, with what a client of another API in the
 * same Region has: credentials, connections and the time. Throws as clients do.
 *
 * @see https://docs.aws.amazon.com/arc-zonal-shift/latest/api/API_GetManagedResource.html read 2026-11-25
 * @see https://docs.aws.amazon.com/general/latest/gr/arc.html read 2026-11-25
 */
export async function getManagedResource(arn: string, client: EC2Client, abortSignal: AbortSignal): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendOnce(arn, client, abortSignal);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) {
        throw error;
      }
      await sleep(WAIT_MILLISECONDS * attempt, undefined, { signal: abortSignal });
    }
  }
}

async function sendOnce(arn: string, { config }: EC2Client, abortSignal: AbortSignal): Promise<unknown> {
  const region = await config.region();
  const { protocol, hostname, port, host } = endpointOf(region);
  const signer = new SignatureV4({
    service: 'arc-zonal-shift',
    region,
    credentials: config.credentials,
    sha256: Sha256,
  });
  const request = new HttpRequest({
    method: 'GET',
    protocol,
    hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    path: `/managedresources/${escapeUri(arn)}`,
    headers: { host },
  });
  const signingDate = new Date(Date.now() + config.systemClockOffset);
  const { response } = await config.requestHandler.handle(await signer.sign(request, { signingDate }), { abortSignal });
  const { statusCode, headers, body } = response as {
    statusCode: number;
    headers: Record<string, string>;
    body: AsyncIterable<Uint8Array>;
  };
  const text = await readText(body);
  if (statusCode !== 200) {
    throw apiError(statusCode, headers['x-amzn-errortype']);
  }
  return JSON.parse(text);
}

/**
 * Where the API answers: in its Region, or where the variable says that clients of the SDK read for it.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html read 2026-11-25
 */
function endpointOf(region: string): URL {
  return new URL(process.env['AWS_ENDPOINT_URL_ARC_ZONAL_SHIFT'] ?? `https://arc-zonal-shift.${region}.amazonaws.com`);
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      throw new RangeError('the answer has no end');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** An error as clients throw it: its name is that of the API, before the colon that some services put behind it. */
function apiError(httpStatusCode: number, type: string | undefined): Error {
  const name = type?.split(':')[0] ?? 'UnknownError';
  return Object.assign(new Error(`HTTP ${String(httpStatusCode)}`), { name, $metadata: { httpStatusCode } });
}

const BROKEN_CONNECTION = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/** Throttled, failed, or a connection that broke, for example because it had been idle for too long. */
function isTransient(error: unknown): boolean {
  const { code, $metadata } = error as {
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  return status === 429 || status >= 500 || BROKEN_CONNECTION.includes(code ?? '');
}
