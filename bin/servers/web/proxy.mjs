// Passes `/api/*` on to the app tier, within limits on time, size and number.
import http from 'node:http';
import https from 'node:https';
import { log, sendJson } from './http.mjs';

const METHODS = new Set(['GET', 'HEAD', 'POST']);
const BODY_LIMIT_BYTES = 64 * 1024;
/** Shorter than CloudFront waits (20 s; 5 s for assets), so that the visitor gets this answer and not the fallback page. */
const TIMEOUT_MS = 10_000;
/** One server carries a few hundred requests a second; more than this in flight means the app tier is stuck. */
const IN_FLIGHT_LIMIT = 512;
/** Headers that belong to one hop. @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/**
 * @param origin where the app tier answers, or `undefined`: then every request gets 503
 * @param serverName name on the certificate of the app tier's load balancer, which is not the name it is reached by
 */
export function createProxy({ origin, serverName, timeoutMs = TIMEOUT_MS }) {
  const secure = origin?.protocol === 'https:';
  const transport = secure ? https : http;
  const agent = new transport.Agent({ keepAlive: true, maxSockets: IN_FLIGHT_LIMIT, maxFreeSockets: 64 });
  let inFlight = 0;

  return (request, response, url) => {
    if (!METHODS.has(request.method ?? '')) {
      sendJson(response, 405, { error: 'method-not-allowed' }, { allow: [...METHODS].join(', ') });
      return;
    }
    if (origin === undefined || inFlight >= IN_FLIGHT_LIMIT) {
      sendJson(response, 503, { error: 'unavailable' }, { 'retry-after': '5' });
      return;
    }
    if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) {
      sendJson(response, 413, { error: 'too-large' }, { connection: 'close' });
      return;
    }
    inFlight += 1;
    response.once('close', () => {
      inFlight -= 1;
    });
    forward(request, response, url);
  };

  function forward(request, response, url) {
    // Connecting, sending and the first byte of the answer share one budget.
    const deadline = AbortSignal.timeout(timeoutMs);
    const upstream = transport.request({
      agent,
      host: origin.hostname,
      port: origin.port || (secure ? 443 : 80),
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: { ...endToEnd(request.headers), host: serverName ?? origin.host },
      signal: deadline,
      ...(secure && serverName !== undefined ? { servername: serverName } : {}),
    });
    upstream.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    upstream.on('error', (error) => {
      if (response.headersSent || response.destroyed) {
        response.destroy();
        return;
      }
      log('app-unreachable', { reason: error.code ?? error.name });
      sendJson(response, deadline.aborted ? 504 : 502, { error: deadline.aborted ? 'timeout' : 'bad-gateway' });
    });
    response.once('close', () => upstream.destroy());

    let received = 0;
    request.on('data', (chunk) => {
      received += chunk.length;
      if (received > BODY_LIMIT_BYTES && !response.headersSent) {
        request.unpipe(upstream);
        sendJson(response, 413, { error: 'too-large' }, { connection: 'close' });
        upstream.destroy();
      }
    });
    request.pipe(upstream);
  }
}

function endToEnd(headers) {
  const named = String(headers.connection ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name) && !named.includes(name)));
}
