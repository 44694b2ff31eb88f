import type { Report } from './check-model';
import type { Delay, FailureModel, Pool } from './types';

/** Checks that every delay is made of whole seconds, one at least. */
export function checkDelays(model: FailureModel, report: Report): void {
  model.pools.forEach((pool, index) => {
    delaysOf(pool).forEach(([field, delay]) => {
      checkDelay(`pools[${String(index)}].${field}`, delay, report);
    });
    pool.members.forEach(({ start, loses }, at) => {
      const path = `pools[${String(index)}].members[${String(at)}]`;
      checkPieces(`${path}.start`, start ?? [], report);
      checkPieces(`${path}.loses`, loses ?? [], report);
    });
  });
  model.manual.forEach(({ delay }, index) => {
    checkDelay(`manual[${String(index)}].delay`, delay, report);
  });
  model.detectors.forEach(({ delay, lasts = 0 }, index) => {
    checkDelay(`detectors[${String(index)}].delay`, delay, report);
    checkSeconds(`detectors[${String(index)}].lasts`, lasts, report);
  });
}

function delaysOf({ leave, comeBack, move, replace }: Pool): readonly (readonly [string, Delay])[] {
  const all = {
    'leave.delay': leave?.delay,
    'comeBack.delay': comeBack?.delay,
    'move.delay': move?.delay,
    'replace.after.delay': replace?.after.delay,
    'replace.relaunch.delay': replace?.relaunch.delay,
  };
  return Object.entries(all).flatMap(([field, delay]) => (delay === undefined ? [] : [[field, delay] as const]));
}

function checkDelay(path: string, delay: Delay, report: Report): void {
  checkPieces(path, delay, report);
  if (delay.reduce((sum, { seconds }) => sum + seconds, 0) < 1) {
    report(path, {
      must: 'must take at least a second',
      hint: 'what happens in no time is no reaction',
      code: 'FailureDelayInvalid',
    });
  }
}

function checkPieces(path: string, delay: Delay, report: Report): void {
  delay.forEach(({ seconds }, index) => {
    checkSeconds(`${path}[${String(index)}].seconds`, seconds, report);
  });
}

function checkSeconds(path: string, seconds: number, report: Report): void {
  if (!Number.isInteger(seconds) || seconds < 0) {
    report(path, {
      must: 'must be a whole number of seconds, 0 or more',
      got: String(seconds),
      hint: 'round it up',
      code: 'FailureDelayInvalid',
    });
  }
}
