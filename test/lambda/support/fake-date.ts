/**
 * Has this machine believe that it is that time, which then stands still; everything else about timers stays real.
 *
 * Clients correct their clock by that of the answers, so that answers of another year would make them try again.
 */
export function stopDate(now: number | Date): void {
  jest.useFakeTimers({
    now,
    doNotFake: [
      'clearImmediate',
      'clearInterval',
      'clearTimeout',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'setInterval',
      'setTimeout',
    ],
  });
}
