/** Where the time comes from, so that a test can say what time it is. */
export type Clock = () => Date;

/** The clock of the machine. */
export const systemClock: Clock = () => new Date();

/** Seconds the answering service may be ahead of this clock before one of them must be wrong. */
const TOLERATED_SKEW_SECONDS = 60;

/** Age of a moment in whole seconds, never negative; `undefined` when the moment lies in the future. */
export function findAgeSeconds(moment: Date, now: Date): number | undefined {
  const age = Math.floor((now.getTime() - moment.getTime()) / 1000);
  return age < -TOLERATED_SKEW_SECONDS ? undefined : Math.max(0, age);
}
