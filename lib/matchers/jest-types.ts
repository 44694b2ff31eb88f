import type { backupMatchers } from './backup-matchers';
import type { failureMatchers } from './failure-matchers';
import type { networkMatchers } from './network-matchers';

type Expectations<M, R> = {
  [Name in keyof M]: M[Name] extends (this: unknown, subject: unknown, ...words: infer Words) => unknown
    ? (...words: Words) => R
    : never;
};

declare global {
  // The types of jest are extended in the way that they provide for.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // Type parameters must be those of jest, used or not, and with its defaults.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}>
      extends
        Expectations<typeof networkMatchers, R>,
        Expectations<typeof backupMatchers, R>,
        Expectations<typeof failureMatchers, R> {}
  }
}

export {};
