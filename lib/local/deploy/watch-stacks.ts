import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalClients } from '../aws';
import { stackStatuses } from './stack-state';

/** Time between two looks, in milliseconds. */
const PAUSE_MILLISECONDS = 500;

/** Told when a stack reached another status than it had before the work began; `undefined` when it is gone. */
export type OnStackStatus = (stack: string, status: string | undefined) => void;

/**
 * Follows the stacks of some Regions while something works on them, and looks once more when it has ended.
 *
 * @returns what the work returned
 */
export async function watchStacks<T>(
  regions: readonly LocalClients[],
  onStatus: OnStackStatus,
  work: () => Promise<T>,
): Promise<T> {
  const known = await readStatuses(regions);
  const ended = new AbortController();
  const both = [
    work().finally(() => {
      ended.abort();
    }),
    follow(),
  ] as const;
  // Both are waited for, so that nothing goes on behind an error. If both fail, that of the work says more.
  await Promise.allSettled(both);
  const [result] = await Promise.all(both);
  return result;

  async function follow(): Promise<void> {
    let last = false;
    while (!last) {
      // The look that begins after the end sees everything that happened.
      last = ended.signal.aborted;
      await look();
      if (!last) {
        await sleep(PAUSE_MILLISECONDS, undefined, { signal: ended.signal }).catch(() => undefined);
      }
    }
  }

  async function look(): Promise<void> {
    const statuses = await readStatuses(regions);
    for (const [stack, status] of statuses) {
      if (known.get(stack) !== status) {
        known.set(stack, status);
        onStatus(stack, status);
      }
    }
    for (const stack of [...known.keys()].filter((name) => !statuses.has(name))) {
      known.delete(stack);
      onStatus(stack, undefined);
    }
  }
}

async function readStatuses(regions: readonly LocalClients[]): Promise<Map<string, string>> {
  const statuses = new Map<string, string>();
  for (const { cloudFormation } of regions) {
    for (const [stack, status] of await stackStatuses(cloudFormation)) {
      statuses.set(stack, status);
    }
  }
  return statuses;
}
