import { act } from './act';
import { consider } from './consider';
import type { FailoverEvent } from './contract';
import { look } from './look';
import type { ActionOutcome } from './outcome';
import type { FailoverPorts } from './ports';
import { stillLost } from './reread';
import { closeSession, openSession } from './session';
import { watch } from './watch';

/** Pause between two looks at a failover that runs. */
const PAUSE_MILLISECONDS = 5_000;

/**
 * One run of the decision whether to promote a reader: looks, counts, and acts when the writer was found lost often enough.
 *
 * Aurora moves a lost writer by itself; this acts when it does not. Runs come every minute, each adds at most one
 * observation, and whatever is not known leaves everything as it is.
 */
export async function failOverWriter(event: FailoverEvent, ports: FailoverPorts): Promise<ActionOutcome> {
  const opened = await openSession('fail-over-writer', event, ports);
  if (opened.kind === 'ended') {
    return opened.outcome;
  }
  const { session } = opened;
  const sight = await look(session, opened.standing.memory);
  const considered = consider(session, opened.standing, sight);
  const { incident } = considered.memory;
  if (considered.state !== 'CONFIRM' || incident === undefined) {
    return closeSession(session, considered);
  }
  const acted = await act(session, considered, {
    incident,
    readAgain: stillLost({ instanceId: incident.lostWriter }),
  });
  const watched = acted.hasActed ? await watch(session, acted, { pauseMilliseconds: PAUSE_MILLISECONDS }) : acted;
  return closeSession(session, watched);
}
