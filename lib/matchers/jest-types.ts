import type { networkMatchers } from './network-matchers';

type Expectations<R> = {
  [Name in keyof typeof networkMatchers]: (typeof networkMatchers)[Name] extends (
    this: unknown,
    network: unknown,
    ...words: infer Words
  ) => unknown
    ? (...words: Words) => R
    : never;
};

declare global {
  // The types of jest are extended in the way that they provide for.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // Type parameters must be those of jest, used or not, and with its defaults.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends Expectations<R> {}
  }
}

export {};
