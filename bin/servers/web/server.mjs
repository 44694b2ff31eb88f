// Web server of the reference sites: a page, its assets, and a proxy in front of the app tier.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { createProxy } from './proxy.mjs';
import { readSettings, sendJson, serve, watchEndpoint, wholeNumber } from './http.mjs';

const PUBLIC = path.join(import.meta.dirname, 'public');
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
};

/** Files are few and small: read once, so that a request never touches the disk. */
const FILES = new Map(
  [
    ['/', 'index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/site.css', 'assets/site.css', 'text/css; charset=utf-8', 'public, max-age=300'],
    ['/assets/site.js', 'assets/site.js', 'text/javascript; charset=utf-8', 'public, max-age=300'],
    ['/assets/icon.svg', 'assets/icon.svg', 'image/svg+xml', 'public, max-age=86400'],
  ].map(([route, file, type, cacheControl]) => {
    const body = readFileSync(path.join(PUBLIC, file));
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    return [route, { body, headers: { ...HEADERS, 'content-type': type, 'cache-control': cacheControl, etag } }];
  }),
);

const { APP_ORIGIN, APP_SERVER_NAME, APP_TIMEOUT_MS } = process.env;
const origin = APP_ORIGIN === undefined ? undefined : new URL(APP_ORIGIN);
const app = watchEndpoint(
  origin?.hostname,
  origin === undefined ? undefined : Number(origin.port || (origin.protocol === 'https:' ? 443 : 80)),
);
const proxy = createProxy({
  origin,
  serverName: APP_SERVER_NAME,
  timeoutMs: APP_TIMEOUT_MS === undefined ? undefined : wholeNumber(APP_TIMEOUT_MS, 1, 60_000, 'APP_TIMEOUT_MS'),
});

function handle(request, response, url) {
  if (url.pathname.startsWith('/api/')) {
    proxy(request, response, url);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendJson(response, 405, { error: 'method-not-allowed' }, { allow: 'GET, HEAD' });
    return;
  }
  const file = FILES.get(url.pathname);
  if (file === undefined) {
    sendJson(response, 404, { error: 'not-found' });
    return;
  }
  if (request.headers['if-none-match'] === file.headers.etag) {
    response.writeHead(304, file.headers).end();
    return;
  }
  response.writeHead(200, { ...file.headers, 'content-length': file.body.length }).end(file.body);
}

serve(readSettings(process.env), handle, { app });
