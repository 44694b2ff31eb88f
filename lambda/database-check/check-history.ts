import { findAgeSeconds } from '../shared/clock';
import { merge, NOTHING, openQuestion, type Conclusion, type Finding } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { DATABASE_METRICS, type DatabaseCheckEvent } from './contract';
import type { DatabaseEvent, EventHistory } from './observation';

/** How long ago something may have happened and still be told. */
const WINDOW_SECONDS = 3_600;

/** Longest message told; enough for those that RDS documents. */
const MESSAGE_LENGTH = 200;

/** Categories that tell about faults; the others are changes and upkeep. */
const CATEGORIES = new Set(['availability', 'failover', 'failure', 'low storage', 'recovery']);

/** `Completed failover to DB instance: name`, of the cluster. */
const COMPLETED = /^Completed failover to DB instance: (?<instance>[^\s.]+)/;

/** `Cluster failover failed, check the health of your cluster instances and try again.` */
const FAILED = /^Cluster failover failed\b/;

/**
 * What happened within the last hour. Events never say that all is well: RDS reports on a best-effort basis.
 *
 * @param members - `undefined` while nobody knows which instances are the cluster's
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html read 2026-11-25
 */
export function checkHistory(
  { clusterIdentifier, maximumFailoversPerHour }: DatabaseCheckEvent,
  history: EventHistory,
  members: readonly string[] | undefined,
  now: Date,
): Conclusion {
  return merge([
    checkEvents('events of the cluster', history.cluster, now, (events) => {
      const own = events.filter(({ source }) => source === clusterIdentifier);
      return merge([checkFailovers(own, maximumFailoversPerHour), tell(own), checkStorage(own)]);
    }),
    checkEvents('events of the instances', history.instances, now, (events) => {
      const own = events.filter(({ source }) => members?.includes(source) === true);
      return merge([tell(own), checkStorage(own)]);
    }),
  ]);
}

function checkEvents(
  subject: string,
  observed: Observed<readonly DatabaseEvent[]>,
  now: Date,
  judge: (events: readonly DatabaseEvent[]) => Conclusion,
): Conclusion {
  if (observed.kind === 'unknown') {
    return openQuestion(subject, 'redundancy', observed);
  }
  const ages = observed.value.map((event) => ({ event, age: findAgeSeconds(event.at, now) }));
  // What happened happened, even if the clocks do not agree on when.
  const recent = ages.filter(({ age }) => age === undefined || age <= WINDOW_SECONDS).map(({ event }) => event);
  return merge([
    judge(unique(recent)),
    ages.some(({ age }) => age === undefined)
      ? openQuestion(subject, 'redundancy', unknown('Contradictory', 'one of them lies in the future'))
      : NOTHING,
  ]);
}

/** Aurora helps itself; that it does so again and again, or fails to, means that the cause is still there. */
function checkFailovers(events: readonly DatabaseEvent[], most: number): Conclusion {
  const completed = events.filter(({ message }) => COMPLETED.test(message));
  const lastCompleted = newest(completed);
  const lastFailed = newest(events.filter(({ message }) => FAILED.test(message)));
  const count = String(completed.length);
  return {
    ...NOTHING,
    findings: [
      ...(completed.length > most
        ? [finding('FailoverRepeated', 'cluster', `${count} failovers in the last hour, more than ${String(most)}`)]
        : []),
      ...(lastFailed > lastCompleted
        ? [finding('FailoverFailed', 'cluster', `Aurora could not fail over at ${new Date(lastFailed).toISOString()}`)]
        : []),
    ],
    metrics: { [DATABASE_METRICS.failovers]: completed.length },
  };
}

/** Storage that runs out stays full wherever the writer is. */
function checkStorage(events: readonly DatabaseEvent[]): Conclusion {
  const low = events.filter(({ categories }) => categories.includes('low storage'));
  return {
    ...NOTHING,
    findings: [...new Set(low.map(({ source }) => source))].map((source) =>
      finding('StorageLow', source, 'RDS reports that its storage runs out; a failover does not help'),
    ),
  };
}

function tell(events: readonly DatabaseEvent[]): Conclusion {
  return {
    ...NOTHING,
    notes: events
      .filter(({ categories }) => categories.some((category) => CATEGORIES.has(category)))
      .map(({ source, at, message }) => {
        const instance = COMPLETED.exec(message)?.groups?.instance;
        return instance === undefined
          ? `${source} at ${at.toISOString()}: ${message.replace(/\s+/g, ' ').slice(0, MESSAGE_LENGTH)}`
          : `failover completed at ${at.toISOString()} to ${instance}`;
      }),
  };
}

/** Milliseconds since 1970, or less than any when there is none. */
function newest(events: readonly DatabaseEvent[]): number {
  return Math.max(-Infinity, ...events.map(({ at }) => at.getTime()));
}

/** Each event once: RDS may report one twice. */
function unique(events: readonly DatabaseEvent[]): readonly DatabaseEvent[] {
  return [...new Map(events.map((event) => [JSON.stringify(event), event])).values()];
}

function finding(code: string, subject: string, detail: string): Finding {
  return { code, effect: 'redundancy', subject, detail };
}
