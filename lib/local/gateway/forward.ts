import { request as httpRequest } from 'node:http';
import { endToEnd, statedLength, type Answer } from './answer';
import { EmulatorSilent } from './emulator-silent';

/** A request as it came, complete. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path with query string, encoded as it came. */
  readonly url: string;
  /** Names and values in turn, as they came. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/**
 * Hands a request on to the emulator as it came, the `Host` it was signed for included.
 *
 * Every request has its own connection: on one that the emulator is just closing, it would be lost. Waits for the answer
 * until the signal; throws `EmulatorSilent` when the connection fails or breaks.
 */
export function forward(emulator: URL, request: ReceivedRequest, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(new EmulatorSilent(`the emulator did not answer: ${error.message}`, { cause: error }));
    };
    const outgoing = httpRequest(
      {
        host: emulator.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: emulator.port,
        method: request.method,
        path: request.url,
        headers: [
          ...endToEnd(request.headers),
          ...(request.body.length > 0
            ? ['content-length', String(request.body.length)]
            : statedLength(request.headers)),
          'connection',
          'close',
        ],
        agent: false,
        signal,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', fail);
        incoming.on('end', () => {
          resolve({
            status: incoming.statusCode ?? 0,
            headers: [
              ...endToEnd(incoming.rawHeaders),
              ...(request.method === 'HEAD' ? statedLength(incoming.rawHeaders) : []),
            ],
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.on('error', fail);
    outgoing.end(request.body);
  });
}
