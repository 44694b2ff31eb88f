import type { RunningTime } from '../../../lambda/shared/aws-failover/ports';

/**
 * Real milliseconds in which code that waits for a fake answer has come to its next wait; a client that is used for the
 * first time also looks for files.
 */
const TURNS = 20;

/** Time that only passes while everything waits for it. */
export class FakeTime implements RunningTime {
  private now = 0;
  private sleepers: { readonly wakeAt: number; readonly wake: () => void }[] = [];
  private readonly onPassed: (milliseconds: number) => void;

  /** `onPassed` is told by how much time went on. */
  constructor(onPassed: (milliseconds: number) => void = () => undefined) {
    this.onPassed = onPassed;
  }

  readonly monotonicNow = (): number => this.now;

  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      this.sleepers.push({ wakeAt: this.now + milliseconds, wake: resolve });
    });

  /** Lets time pass, waking who sleeps until then. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
    this.onPassed(milliseconds);
    const due = this.sleepers.filter(({ wakeAt }) => wakeAt <= this.now);
    this.sleepers = this.sleepers.filter(({ wakeAt }) => wakeAt > this.now);
    due.forEach(({ wake }) => {
      wake();
    });
  }

  /** Waits for the work, and lets time pass whenever all of it sleeps. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = work.finally(() => {
      isDone = true;
    });
    end.catch(() => undefined);
    for (;;) {
      for (let turn = 0; turn < TURNS && !isDone; turn += 1) {
        await new Promise((resolve) => {
          setTimeout(resolve, 1);
        });
      }
      const next = Math.min(...this.sleepers.map(({ wakeAt }) => wakeAt));
      if (isDone || !Number.isFinite(next)) {
        return end;
      }
      this.pass(next - this.now);
    }
  }
}
