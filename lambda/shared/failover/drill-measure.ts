import type { Sight } from './assess';
import type { FailoverPorts, Vantage } from './ports';

/** What one look at the failover of a drill showed. */
export interface DrillReading {
  /** Seconds since the call was sent, when the look was over. */
  readonly seconds: number;
  /** Condition of the cluster by RDS; `unknown` when RDS did not answer. */
  readonly condition: string;
  /** Members that RDS calls the writer. */
  readonly writers: readonly string[];
  /** Zones whose probe saw the new writer at the endpoint of the cluster. */
  readonly seenFrom: readonly string[];
}

/** What was measured. Times are seconds since the call was sent, to a tenth. */
export interface DrillMeasure {
  readonly target: string;
  /** Until enough zones saw the new writer; absent when they did not within the run. */
  readonly recoverySeconds?: number;
  /** Until the parts of the recovery were reached; one that was not is absent. */
  readonly parts: {
    readonly answered?: number;
    readonly reportedByRds?: number;
    readonly seenFromOneZone?: number;
    readonly seenFromEnoughZones?: number;
  };
  readonly readings: readonly DrillReading[];
  /** Milliseconds since the call was sent, at the end. */
  readonly elapsedMilliseconds: number;
}

/** Stands between a drill and the world, and takes the time. */
export interface Stopwatch {
  /** The ports, with a call that starts the watch. */
  readonly ports: FailoverPorts;
  /** Told every sight; answers whether the recovery is still to be seen. */
  readonly observe: (sight: Sight) => 'more' | 'enough';
  /** What was measured; `undefined` when nothing was sent. */
  readonly read: () => DrillMeasure | undefined;
}

/** Most readings kept; the record holds a limited amount of evidence. */
const MOST_READINGS = 60;

/** Makes a stopwatch for the move of a writer, which is over once so many zones see another one. */
export function stopwatch(ports: FailoverPorts, oldWriter: string, vantages: number): Stopwatch {
  const { failOver, monotonicNow } = ports;
  let sent: { readonly at: number; readonly target: string } | undefined;
  let answered: number | undefined;
  const readings: DrillReading[] = [];
  const secondsSince = (at: number): number => Math.round((monotonicNow() - at) / 100) / 10;
  return {
    ports:
      failOver === undefined
        ? ports
        : {
            ...ports,
            failOver: async (target) => {
              sent = { at: monotonicNow(), target };
              const outcome = await failOver(target);
              answered = secondsSince(sent.at);
              return outcome;
            },
          },
    observe: ({ cluster, vantages: all }) => {
      if (sent !== undefined) {
        const view = cluster.kind === 'known' ? cluster.value : undefined;
        readings.push({
          seconds: secondsSince(sent.at),
          condition: view?.condition ?? 'unknown',
          writers: view?.members.filter(({ isWriter }) => isWriter).map(({ instanceId }) => instanceId) ?? [],
          seenFrom: all
            .filter((vantage) => seesAnother(vantage, oldWriter))
            .map(({ availabilityZone }) => availabilityZone),
        });
      }
      return readings.some(({ seenFrom }) => seenFrom.length >= vantages) ? 'enough' : 'more';
    },
    read: () => {
      if (sent === undefined) {
        return undefined;
      }
      const first = (is: (reading: DrillReading) => boolean): number | undefined => readings.find(is)?.seconds;
      const recovered = first(({ seenFrom }) => seenFrom.length >= vantages);
      return {
        target: sent.target,
        recoverySeconds: recovered,
        parts: {
          answered,
          reportedByRds: first(({ writers }) => writers.length === 1 && !writers.includes(oldWriter)),
          seenFromOneZone: first(({ seenFrom }) => seenFrom.length > 0),
          seenFromEnoughZones: recovered,
        },
        readings: readings.slice(0, MOST_READINGS),
        elapsedMilliseconds: monotonicNow() - sent.at,
      };
    },
  };
}

/** Whether a probe sees a writer that is not the old one: by its name, or by which instance accepts writes. */
function seesAnother({ writerEndpoint, instances }: Vantage, oldWriter: string): boolean {
  if (writerEndpoint.kind === 'unknown' || writerEndpoint.value.kind !== 'writer') {
    return false;
  }
  const { server } = writerEndpoint.value;
  return server === undefined
    ? Object.entries(instances).some(([instanceId, { kind }]) => instanceId !== oldWriter && kind === 'writer')
    : server !== oldWriter;
}
