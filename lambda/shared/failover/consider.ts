import { assess, type Assessment, type Sight } from './assess';
import { isSpent, countLoss, withoutCount } from './incident';
import type { Incident, Memory } from './memory';
import { because, type Reason } from './reasons';
import type { Session } from './session';
import { takeIf, type Standing } from './standing';
import type { Event } from './states';

/**
 * Time within which Aurora has moved the writer, as a rule; until then the old one may still be reported.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html read 2026-11-25
 */
const SETTLING_MILLISECONDS = 60_000;

/** What is needed to consider what was seen. */
type Considering = Pick<Session, 'event' | 'clock' | 'fencing'>;

/** What a sight means for the run: the event it is, and the incident after it. */
interface Meaning {
  readonly event: Event;
  readonly isMet?: boolean;
  readonly reasons: readonly Reason[];
  readonly incident: Incident | undefined;
}

/** Considers what was seen in the light of what is remembered: takes the step it means, and remembers it. */
export function consider(session: Considering, standing: Standing, sight: Sight): Standing {
  const { memory } = standing;
  const assessment = assess(sight, { ...session.event, sighting: memory.sighting });
  const remembered = remember(session, memory, sight, assessment);
  const hasMoved = memory.sighting !== undefined && remembered.sighting?.instanceId !== memory.sighting.instanceId;
  const meaning = interpret(session, standing, assessment, hasMoved);
  const considered: Standing = {
    ...takeIf(standing, meaning.event, meaning.isMet ?? false),
    memory: {
      ...remembered,
      healthy: meaning.event === 'healthy' ? memory.healthy + 1 : 0,
      incident: meaning.incident,
    },
    sight,
    seen: [...assessment.reasons, ...meaning.reasons],
    isWithoutWriter: assessment.isWithoutWriter,
  };
  if (!hasMoved || considered.state !== 'VERIFY') {
    return considered;
  }
  // The writer moved: the same sight tells whether all is well where it is now.
  const settled = consider(session, considered, sight);
  return { ...settled, seen: [...considered.seen.filter(({ code }) => code === 'WriterMoved'), ...settled.seen] };
}

function interpret(
  session: Considering,
  { state, memory }: Standing,
  assessment: Assessment,
  hasMoved: boolean,
): Meaning {
  const { incident } = memory;
  switch (assessment.event) {
    case 'writerMissing':
      return interpretLoss(session, { state, memory }, assessment);
    case 'healthy':
      return interpretHealth(session, { state, memory }, assessment);
    case 'twoWriters':
      return { event: 'twoWriters', reasons: [], incident: withoutCount(incident) };
    case 'unknown':
      return unlessLate(session, { state, memory }, { event: 'unknown', reasons: [], incident });
    case 'contradictory':
    case 'nativeFailover': {
      const meaning: Meaning = { event: assessment.event, reasons: [], incident: withoutCount(incident) };
      return hasMoved ? meaning : unlessLate(session, { state, memory }, meaning);
    }
  }
}

function interpretLoss(
  session: Considering,
  standing: Pick<Standing, 'state' | 'memory'>,
  { lost }: Assessment,
): Meaning {
  const { incident } = standing.memory;
  const { clock, fencing, event } = session;
  if (lost === undefined) {
    throw new Error('a loss without a lost writer');
  }
  if (isSpent(incident) && incident?.lostWriter === lost.instanceId) {
    const reason = because('IncidentSpent', lost.instanceId, 'its one failover was sent, or may have been');
    return unlessLate(session, standing, { event: 'duplicate', reasons: [reason], incident });
  }
  const at = { earliest: clock.earliest(), latest: clock.latest(), epoch: fencing };
  const counted = countLoss(incident, lost, at, event.limits);
  const { confirmations } = counted.incident;
  const progress = `${String(confirmations)} observations in a row, ${String(event.limits.confirmations)} are needed`;
  return {
    event: 'writerMissing',
    isMet: confirmations >= event.limits.confirmations,
    incident: counted.incident,
    reasons: counted.isCounted
      ? [because('Suspected', lost.instanceId, progress)]
      : [because('TooSoonToCount', lost.instanceId, `${progress}; this one is too close to the last`)],
  };
}

function interpretHealth(
  session: Considering,
  { state, memory }: Pick<Standing, 'state' | 'memory'>,
  { writer }: Assessment,
): Meaning {
  const { incident } = memory;
  const { limits } = session.event;
  const intent = incident?.intent;
  if (intent !== undefined && writer?.instanceId === incident?.lostWriter && state !== 'SPLIT_SUSPECT') {
    const isSettled = session.clock.earliest() - intent.at >= SETTLING_MILLISECONDS;
    if (intent.outcome === 'accepted' && isSettled) {
      const detail = 'the failover was accepted, and the old writer is the only one again';
      return {
        event: 'twoWriters',
        reasons: [because('OldWriterBack', intent.target, detail)],
        incident,
      };
    }
    if (state === 'VERIFY') {
      return isSettled
        ? {
            event: 'abort',
            reasons: [
              because('OldWriterKept', intent.target, 'the old writer writes on; the call may not have arrived'),
            ],
            incident,
          }
        : {
            event: 'contradictory',
            reasons: [because('OldWriterStill', intent.target, 'not the writer yet')],
            incident,
          };
    }
  }
  const isClosing = memory.healthy + 1 >= limits.closingObservations;
  return {
    event: 'healthy',
    isMet: isClosing,
    incident: isClosing ? undefined : withoutCount(incident),
    reasons:
      state === 'VERIFY'
        ? [because('Verified', writer?.instanceId ?? '', 'is the one writer, seen by both planes')]
        : [],
  };
}

/** A failover that is not seen to be over in time is left to a person. */
function unlessLate(
  { clock, event }: Considering,
  { state, memory }: Pick<Standing, 'state' | 'memory'>,
  meaning: Meaning,
): Meaning {
  const since = memory.verifyingSince;
  if (state !== 'VERIFY' || since === undefined || clock.earliest() - since < event.limits.verifySeconds * 1000) {
    return meaning;
  }
  const detail = `not seen to be over ${String(event.limits.verifySeconds)} s after it began`;
  return {
    ...meaning,
    event: 'deadline',
    reasons: [...meaning.reasons, because('VerifyDeadline', 'failover', detail)],
  };
}

/** What is remembered of a sight, whatever it means. */
function remember({ clock }: Considering, memory: Memory, { cluster }: Sight, { writer }: Assessment): Memory {
  if (cluster.kind === 'unknown') {
    return memory;
  }
  const at = clock.earliest();
  const { members, condition } = cluster.value;
  const zone =
    writer?.availabilityZone ??
    (writer?.instanceId === memory.sighting?.instanceId ? memory.sighting?.availabilityZone : undefined);
  return {
    ...memory,
    // While the cluster fails over or is worked on, RDS may name the old writer or the new one.
    sighting:
      writer === undefined || condition !== 'serving'
        ? memory.sighting
        : { instanceId: writer.instanceId, availabilityZone: zone, at },
    lags: Object.fromEntries(
      members.flatMap(({ instanceId, replicaLagMilliseconds: lag }) => {
        const old = Object.entries(memory.lags).find(([id]) => id === instanceId)?.[1];
        const entry = lag.kind === 'known' ? { milliseconds: lag.value, at } : old;
        return entry === undefined ? [] : [[instanceId, entry] as const];
      }),
    ),
  };
}
