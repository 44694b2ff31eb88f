import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Environment variable that names the resolver to a function. */
export const RESOLVER_VARIABLE = 'HONMARU_LOCAL_RESOLVER';

/**
 * Makes a function resolve names of databases through the resolver of the local site: read by Node before the function's own
 * code. No name of a database is asked for outside this machine, and none leads there.
 */
export const RESOLVER_PRELOAD = `'use strict';
const dns = require('node:dns');
const http = require('node:http');
const { promisify } = require('node:util');

const DATABASE = /\\.rds\\.amazonaws\\.com$/;
const resolver = process.env.${RESOLVER_VARIABLE};
const system = dns.lookup;

function failure(code, hostname) {
  return Object.assign(new Error(\`getaddrinfo \${code} \${hostname}\`), { code, syscall: 'getaddrinfo', hostname });
}

function ask(hostname, done) {
  const request = http.get(\`\${resolver}/?name=\${encodeURIComponent(hostname)}\`, { agent: false }, (response) => {
    let address = '';
    response.setEncoding('utf8').on('data', (text) => { address += text; });
    response.on('end', () => {
      if (response.statusCode === 200) done(null, address);
      else done(failure('ENOTFOUND', hostname));
    });
  });
  request.on('error', () => done(failure('EAI_AGAIN', hostname)));
}

function lookup(hostname, options, callback) {
  if (resolver === undefined || !DATABASE.test(hostname)) return system(hostname, options, callback);
  const done = callback ?? options;
  ask(hostname, (error, address) => {
    if (error !== null) done(error);
    else if (typeof options === 'object' && options.all === true) done(null, [{ address, family: 4 }]);
    else done(null, address, 4);
  });
}

lookup[promisify.custom] = (hostname, options = {}) =>
  new Promise((resolve, reject) => {
    lookup(hostname, options, (error, address, family) => {
      if (error !== null) reject(error);
      else resolve(options.all === true ? address : { address, family });
    });
  });
dns.lookup = lookup;
dns.promises.lookup = lookup[promisify.custom];
`;

/** Finds the address of a name; `undefined` when there is no such name. */
export type Resolve = (name: string) => Promise<string | undefined>;

/** A resolver of names that functions ask over HTTP, on loopback. */
export interface Resolver {
  /** URL that functions are given. */
  readonly endpoint: string;
  /** Sets who knows the names; until then there are none. */
  answerWith(resolve: Resolve): void;
  close(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startResolver(): Promise<Resolver> {
  let resolve: Resolve = () => Promise.resolve(undefined);
  const server: Server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('name') ?? '';
    const finish = (status: number, text: string): void => {
      response.writeHead(status, { connection: 'close' });
      response.end(text);
    };
    resolve(name).then(
      (address) => {
        finish(address === undefined ? 404 : 200, address ?? '');
      },
      () => {
        finish(500, '');
      },
    );
  });
  await new Promise<void>((ready, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', ready);
  });
  return {
    endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    answerWith: (next) => {
      resolve = next;
    },
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}
