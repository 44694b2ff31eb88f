// What both servers share: settings, one log line per request, a shallow health check, and a shutdown that drains.
// Each release directory is packed on its own, so each carries this file; a test keeps the copies equal.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';

/** A load balancer reuses idle connections for 60 s; closing them earlier would show as 502 to a visitor. */
const KEEP_ALIVE_MS = 75_000;
/** A target is deregistered for 30 s before its instance goes; the service manager waits 40 s. */
const DRAIN_LIMIT_MS = 35_000;
/** Makes a URL out of the path of a request; the name is never used. */
const BASE = 'http://server.invalid';
const DISK_PROBE_MS = 1_000;
const REFRESH_MS = 5_000;

/**
 * Settings from the environment. Without a certificate the server speaks plain HTTP, and on the loopback address only
 * unless told otherwise.
 */
export function readSettings(env) {
  const tls = env.TLS_CERT_FILE !== undefined && env.TLS_KEY_FILE !== undefined;
  return {
    tier: env.TIER ?? 'unknown',
    host: env.HOST ?? '127.0.0.1',
    port: wholeNumber(env.PORT ?? '8443', 0, 65_535, 'PORT'),
    healthPath: env.HEALTH_PATH ?? '/health',
    stateDirectory: env.STATE_DIRECTORY,
    tls: tls ? { cert: readFileSync(env.TLS_CERT_FILE), key: readFileSync(env.TLS_KEY_FILE) } : undefined,
  };
}

/** A whole number within bounds, or an error that names the variable. */
export function wholeNumber(text, least, greatest, name) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > greatest) {
    throw new Error(`${name}: must be a whole number from ${least} to ${greatest}`);
  }
  return value;
}

/** Writes one structured line. Callers pass no address, no query, no body and no header of a visitor. */
export function log(event, fields = {}) {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`);
}

/** Answers with JSON. */
export function sendJson(response, status, body, headers = {}) {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
}

/**
 * Reachability of a TCP endpoint, refreshed in the background, so that asking never waits.
 *
 * It is information: a dead dependency must not take every server of a tier out of service at once.
 */
export function watchEndpoint(host, port) {
  if (host === undefined || port === undefined) {
    return () => 'not-configured';
  }
  let state = 'unknown';
  const probe = () => {
    const socket = net.connect({ host, port, timeout: 1_000 });
    const settle = (result) => {
      state = result;
      socket.destroy();
    };
    socket.once('connect', () => settle('reachable'));
    socket.once('timeout', () => settle('unreachable'));
    socket.once('error', () => settle('unreachable'));
  };
  probe();
  setInterval(probe, REFRESH_MS).unref();
  return () => state;
}

/** Whether the server's own disk takes a write within a second; remembered for five. */
function watchDisk(directory) {
  if (directory === undefined) {
    return async () => true;
  }
  const file = path.join(directory, `probe-${process.pid}`);
  let checkedAt = -Infinity;
  let good = true;
  return async () => {
    if (performance.now() - checkedAt > REFRESH_MS) {
      const write = writeFile(file, String(Date.now()), { flush: true }).then(
        () => true,
        () => false,
      );
      const tooLong = new Promise((resolve) => setTimeout(resolve, DISK_PROBE_MS, false).unref());
      good = await Promise.race([write, tooLong]);
      checkedAt = performance.now();
      if (good) {
        await rm(file, { force: true }).catch(() => undefined);
      }
    }
    return good;
  };
}

/**
 * Starts a server and stops it on SIGTERM or SIGINT: no new connections, requests in flight are answered.
 *
 * @param handle answers one request
 * @param dependencies name to a function that tells the state of a dependency
 */
export function serve(settings, handle, dependencies) {
  const diskIsGood = watchDisk(settings.stateDirectory);
  let draining = false;

  const answer = async (request, response) => {
    if (draining) {
      response.setHeader('connection', 'close');
    }
    const url = URL.canParse(request.url ?? '', BASE) ? new URL(request.url ?? '', BASE) : undefined;
    if (url === undefined) {
      sendJson(response, 400, { error: 'bad-request' });
      return;
    }
    if (url.pathname === settings.healthPath) {
      const disk = await diskIsGood();
      const healthy = disk && !draining;
      const states = Object.fromEntries(Object.entries(dependencies).map(([name, state]) => [name, state()]));
      sendJson(response, healthy ? 200 : 503, {
        status: healthy ? 'ok' : 'failing',
        tier: settings.tier,
        disk: disk ? 'ok' : 'failing',
        draining,
        dependencies: states,
      });
      return;
    }
    logRequest(request, response, url.pathname);
    await handle(request, response, url);
  };

  const listener = (request, response) => {
    answer(request, response).catch((error) => {
      log('request-failed', { reason: error instanceof Error ? error.message : String(error) });
      if (response.headersSent) {
        response.destroy();
      } else {
        sendJson(response, 500, { error: 'internal' });
      }
    });
  };
  const options = { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: 10_000, requestTimeout: 30_000 };
  const server = settings.tls
    ? https.createServer({ ...options, ...settings.tls, minVersion: 'TLSv1.2' }, listener)
    : http.createServer(options, listener);
  server.on('clientError', (_error, socket) => socket.destroy());

  const stop = (signal) => {
    if (draining) {
      return;
    }
    draining = true;
    log('draining', { signal });
    server.close(() => {
      log('stopped');
      process.exit(0);
    });
    server.closeIdleConnections();
    // Keep-alive connections turn idle only after their request was answered.
    setInterval(() => server.closeIdleConnections(), 250).unref();
    setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  server.listen(settings.port, settings.host, () => {
    log('listening', { tier: settings.tier, port: server.address().port, tls: settings.tls !== undefined });
  });
  return server;
}

function logRequest(request, response, pathname) {
  const started = performance.now();
  const requestId = request.headers['x-amzn-trace-id'] ?? randomUUID();
  response.once('close', () => {
    log('request', {
      requestId,
      method: request.method,
      path: pathname,
      status: response.statusCode,
      milliseconds: Math.round(performance.now() - started),
      completed: response.writableFinished,
    });
  });
}
