import { request as requestPlainly, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestSecurely, type RequestOptions } from 'node:https';
import type { SiteMethod } from './contract';

/** A request of a viewer. */
export interface ViewerRequest {
  readonly method: SiteMethod;
  /** Server that is asked, and the path on it. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the request. */
  readonly signal: AbortSignal;
}

/** What of an answer is looked at. */
export interface ViewerAnswer {
  readonly status: number;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Sends a request once, follows nothing, and gives the answer; throws what Node throws when there is none. */
export type Viewer = (request: ViewerRequest) => Promise<ViewerAnswer>;

/** Bytes of a body after which nothing more is read: more than a health check or a page that says sorry has. */
export const MOST_BYTES = 64 * 1024;

/**
 * A viewer with a connection of its own for every request, which verifies whom it talks to: what an earlier run found out
 * about the way to the site must say nothing about this one.
 *
 * @param ways authorities to trust, and names to find, in the place of those of Node
 */
export function nodeViewer(ways: Pick<RequestOptions, 'ca' | 'lookup'> = {}): Viewer {
  return (asked) =>
    new Promise((resolve, reject) => {
      const { method, url, headers, signal } = asked;
      const options = { ...ways, method, headers, signal, agent: false } as const;
      const request: ClientRequest =
        url.protocol === 'http:'
          ? requestPlainly(url, options)
          : requestSecurely(url, { ...options, rejectUnauthorized: true, minVersion: 'TLSv1.2' });
      request.on('error', reject);
      request.on('upgrade', (_response, socket) => {
        // Nobody asked for it, and without a listener Node would end the request without a word.
        socket.destroy();
        reject(new Error('the server switches protocols in place of an answer'));
      });
      request.on('response', (response) => {
        readSome(response).then(() => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers });
        }, reject);
      });
      request.end();
    });
}

/** Reads the body to its end, or as much of it as is read at all. What it says is not looked at. */
async function readSome(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      return;
    }
  }
}
