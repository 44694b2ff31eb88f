import { get } from 'node:http';

/** What a server that answers HTTP says about itself. */
export interface HealthAnswer {
  /** What the emulator was told to show; `undefined` for another server. */
  readonly instance: string | undefined;
  /** Version of the emulator; `undefined` for another server. */
  readonly version: string | undefined;
}

/** An answer longer than this is no health answer. */
const LONGEST_ANSWER = 1024 * 1024;

/**
 * Asks a server how it is.
 *
 * @returns `undefined` when nothing answers in time
 */
export function askHealth(endpoint: string, timeoutMs: number): Promise<HealthAnswer | undefined> {
  return new Promise((resolve) => {
    // An agent of its own: no proxy from the user's environment comes between.
    const request = get(`${endpoint}/_ministack/health`, { agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        body += part;
        if (body.length > LONGEST_ANSWER) {
          finish(parseHealth(''));
        }
      });
      response.on('end', () => {
        finish(parseHealth(body));
      });
      response.on('error', () => {
        finish(undefined);
      });
    });
    const timer = setTimeout(() => {
      finish(undefined);
    }, timeoutMs);
    const finish = (answer: HealthAnswer | undefined): void => {
      clearTimeout(timer);
      request.destroy();
      resolve(answer);
    };
    request.on('error', (error: NodeJS.ErrnoException) => {
      // Something that answers, but no HTTP, is a server too.
      finish(error.code?.startsWith('HPE_') === true ? parseHealth('') : undefined);
    });
  });
}

/** Reads a health answer. Anything else is the answer of another server. */
export function parseHealth(body: string): HealthAnswer {
  try {
    const { edition, version } = JSON.parse(body) as { edition?: unknown; version?: unknown };
    return {
      instance: typeof edition === 'string' ? edition : undefined,
      version: typeof version === 'string' ? version : undefined,
    };
  } catch {
    return { instance: undefined, version: undefined };
  }
}
