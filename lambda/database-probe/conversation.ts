import type { Socket } from 'node:net';

/** Time to connect, to agree on TLS and to sign in. */
export const SIGN_IN_MILLISECONDS = 2_000;

/** Time for everything at one endpoint. */
export const WHOLE_MILLISECONDS = 3_000;

/** Nothing came in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(milliseconds: number) {
    super(`no answer within ${String(milliseconds / 1000)} s`);
  }
}

/** What a driver does at one endpoint, step by step. */
export interface Conversation<T> {
  readonly signIn: () => Promise<unknown>;
  readonly ask: () => Promise<T>;
  /** Says goodbye, so that the server logs no broken connection. Whether it succeeds does not matter. */
  readonly leave: () => Promise<unknown>;
}

/** Holds a conversation over a socket of its own, which is gone afterwards whatever happened. */
export async function converse<T>(socket: Socket, { signIn, ask, leave }: Conversation<T>): Promise<T> {
  const start = performance.now();
  const within = async <R>(work: Promise<R>, milliseconds: number): Promise<R> =>
    inTime(work, milliseconds, start + milliseconds - performance.now());
  try {
    await within(signIn(), SIGN_IN_MILLISECONDS);
    const answer = await within(ask(), WHOLE_MILLISECONDS);
    await within(leave(), WHOLE_MILLISECONDS).catch(() => undefined);
    return answer;
  } finally {
    socket.destroy();
  }
}

/** What the work comes to, or `NoAnswer` of `milliseconds` when the rest of them has passed. */
export async function inTime<R>(work: Promise<R>, milliseconds: number, rest: number = milliseconds): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new NoAnswer(milliseconds));
    }, rest);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
