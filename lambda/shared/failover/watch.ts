import type { Sight } from './assess';
import { consider } from './consider';
import { look } from './look';
import { STEP_MILLISECONDS } from './run-time';
import type { Session } from './session';
import type { Standing } from './standing';

/** How a failover is watched. */
export interface Watching {
  readonly pauseMilliseconds: number;
  /** Told every sight; answers whether there is more to see. */
  readonly observe?: (sight: Sight) => 'more' | 'enough';
}

/**
 * Watches a failover while the run has time and holds the lease, and until it is verified. What is still open then is
 * verified by the next runs.
 */
export async function watch(session: Session, begun: Standing, watching: Watching): Promise<Standing> {
  const { time, clock, ports } = session;
  let standing = begun;
  let wanted = watching.observe === undefined ? 'enough' : 'more';
  while (
    (standing.state === 'VERIFY' || (standing.state === 'DONE' && wanted === 'more')) &&
    clock.isLeaseSafe() &&
    time.has(watching.pauseMilliseconds + STEP_MILLISECONDS)
  ) {
    await time.untilEnd(() => ports.sleep(watching.pauseMilliseconds));
    const sight = await look(session, standing.memory);
    wanted = watching.observe?.(sight) ?? 'enough';
    standing = standing.state === 'VERIFY' ? consider(session, standing, sight) : standing;
  }
  return standing;
}
