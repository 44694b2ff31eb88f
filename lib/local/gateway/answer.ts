import type { ServerResponse } from 'node:http';

/** An answer, complete. */
export interface Answer {
  readonly status: number;
  /** Names and values in turn, as they came; without those that belong to a connection. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** Headers about a connection, not about what is said on it (RFC 9110, section 7.6.1), and about how a body is framed. */
const OF_CONNECTION = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The value of a header, whatever the case of its name. */
export function findHeader(headers: readonly string[], name: string): string | undefined {
  return pairs(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Headers without those that belong to a connection. */
export function endToEnd(headers: readonly string[]): readonly string[] {
  return pairs(headers)
    .filter(([key]) => !OF_CONNECTION.has(key.toLowerCase()))
    .flat();
}

/** The length that headers state, as a header; none when they state none. */
export function statedLength(headers: readonly string[]): readonly string[] {
  const length = findHeader(headers, 'content-length');
  return length === undefined ? [] : ['content-length', length];
}

/** The answer with another body. */
export function withBody(answer: Answer, body: string): Answer {
  return { ...answer, body: Buffer.from(body) };
}

/** The answer with a header that replaces the one it has. */
export function withHeader(answer: Answer, name: string, value: string): Answer {
  const others = pairs(answer.headers).filter(([key]) => key.toLowerCase() !== name);
  return { ...answer, headers: [...others.flat(), name, value] };
}

/** A JSON document as an answer. */
export function jsonAnswer(document: object, status = 200, headers: readonly string[] = []): Answer {
  return {
    status,
    headers: ['content-type', 'application/json', ...headers],
    body: Buffer.from(JSON.stringify(document)),
  };
}

/** What a proxy or a captive portal says in place of the API. */
export function pageForPeople(): Answer {
  return {
    status: 200,
    headers: ['content-type', 'text/html; charset=utf-8'],
    body: Buffer.from(
      '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Sign in</title></head><body>Please sign in.<br></body></html>\n',
    ),
  };
}

/** What the site says to its viewers, whatever they ask: its servers are not run here. */
export function pageOfSite(): Answer {
  return jsonAnswer({ status: 'ok' });
}

/** Sends an answer and closes its connection, so that none is left open between the runs of a check. */
export function send(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer);
  response.end(answer.body);
}

/** Announces an answer, sends the first half of its body, and ends the connection. */
export function sendHalf(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer);
  const half = answer.body.subarray(0, Math.floor(answer.body.length / 2));
  response.write(half, () => response.socket?.end());
}

function writeHead(response: ServerResponse, { status, headers, body }: Answer): void {
  response.sendDate = false;
  response.writeHead(status, [...headers, ...lengthOf(status, headers, body), 'connection', 'close']);
}

function lengthOf(status: number, headers: readonly string[], body: Buffer): readonly string[] {
  // An answer to HEAD keeps the length of what it does not send; 204 and 304 have none (RFC 9110, section 8.6).
  const isStated = findHeader(headers, 'content-length') !== undefined || status === 204 || status === 304;
  return isStated ? [] : ['content-length', String(body.length)];
}

function pairs(headers: readonly string[]): readonly (readonly [string, string])[] {
  return headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1] ?? ''] as const] : []));
}
