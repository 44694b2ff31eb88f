import { SAFE_LIMITS, type FailoverEvent } from '../../../../lambda/shared/failover/contract';
import { failOverWriter } from '../../../../lambda/shared/failover/fail-over-writer';
import type { Memory } from '../../../../lambda/shared/failover/memory';
import type { ActionOutcome } from '../../../../lambda/shared/failover/outcome';
import type {
  ClusterView,
  EndpointReading,
  EvacuatedZone,
  FailoverPorts,
  Lease,
  MemberView,
  MutationOutcome,
  Vantage,
} from '../../../../lambda/shared/failover/ports';
import { known, type Observed } from '../../../../lambda/shared/observed';

/** Zones of the cluster. */
export const ZONES = ['a', 'b', 'c'] as const;

/** When stages begin, by the clock of the store. */
export const NOW = Date.parse('2026-11-25T12:00:00Z');

/** Event of a run. */
export const EVENT: FailoverEvent = {
  version: 1,
  site: 'test',
  clusterIdentifier: 'test-database',
  availabilityZones: ZONES,
  limits: SAFE_LIMITS,
};

export const SILENT: EndpointReading = { kind: 'silent', reason: 'no answer in time' };

/** A member of the cluster: in the zone its name ends with, available, of the usual class, close behind. */
export function member(instanceId: string, changes: Partial<MemberView> = {}): MemberView {
  return {
    instanceId,
    isWriter: false,
    promotionTier: 1,
    readiness: 'serving',
    instanceClass: 'db.r8g.large',
    availabilityZone: instanceId.slice(-1),
    replicaLagMilliseconds: known(20),
    ...changes,
  };
}

/** A cluster of three whose writer is `m-a`; changes are by instance. */
export function cluster(
  changes: Readonly<Record<string, Partial<MemberView>>> = {},
  condition: ClusterView['condition'] = 'serving',
): ClusterView {
  return {
    condition,
    members: ['m-a', 'm-b', 'm-c'].map((id) => member(id, { isWriter: id === 'm-a', ...changes[id] })),
  };
}

/** The cluster when its writer is lost: RDS still calls it the writer, not available. */
export const LOST = cluster({ 'm-a': { readiness: 'broken' } });

/** What a probe sees when `writer` writes; without one, nothing answers where `m-a` was. */
export function vantage(availabilityZone: string, writer: string | undefined, changes: Partial<Vantage> = {}): Vantage {
  return {
    availabilityZone,
    writerEndpoint: known(writer === undefined ? SILENT : { kind: 'writer', server: writer }),
    instances: Object.fromEntries(
      ['m-a', 'm-b', 'm-c'].map((id): [string, EndpointReading] => [
        id,
        id === writer
          ? { kind: 'writer', server: id }
          : id === 'm-a' && writer === undefined
            ? SILENT
            : { kind: 'reader', server: id },
      ]),
    ),
    ...changes,
  };
}

/** What all probes see. */
export function vantages(writer: string | undefined): readonly Vantage[] {
  return ZONES.map((zone) => vantage(zone, writer));
}

/** A world that a test sets up, run by run, and in which every answer comes at once. */
export class Stage {
  /** Time of the store. */
  now = NOW;
  cluster: Observed<ClusterView> = known(cluster());
  vantages: readonly Vantage[] = vantages('m-a');
  evacuations: Observed<readonly EvacuatedZone[]> = known([]);
  answer: MutationOutcome = { kind: 'accepted' };
  lease: Observed<'held'> | 'free' = 'free';
  /** Answers of the next saves, one each; then they work. */
  saves: (Awaited<ReturnType<FailoverPorts['store']['save']>> | 'works')[] = [];
  saved: unknown = undefined;
  /** Called before each call of the world, with its name. */
  before: (call: string) => void = () => undefined;
  readonly sent: string[] = [];
  readonly calls: string[] = [];
  /** Milliseconds since the run began. */
  elapsed = 0;
  remaining = 50_000;
  #fencing = 0;

  readonly event = EVENT;
  readonly limits = SAFE_LIMITS;

  /** One run of the decision with these ports. */
  decide(ports: FailoverPorts): Promise<ActionOutcome> {
    this.now += 60_000;
    this.elapsed = 0;
    return failOverWriter(EVENT, ports);
  }

  /** The ports of a run. */
  ports(): FailoverPorts {
    const told = <T>(call: string, answer: () => T): Promise<T> => {
      this.calls.push(call);
      this.before(call);
      return Promise.resolve(answer());
    };
    return {
      store: {
        acquire: (owner, milliseconds) =>
          told(`acquire ${owner} ${String(milliseconds)}`, (): Observed<Lease | 'held'> => {
            if (this.lease !== 'free') {
              return this.lease;
            }
            this.#fencing += 1;
            return known({ fencing: this.#fencing, grantedAt: this.now, saved: this.saved });
          }),
        save: (fencing, state) =>
          told(`save ${String(fencing)} ${(state as Memory).state}`, () => {
            const answer = this.saves.shift() ?? 'works';
            if (answer !== 'works') {
              return answer;
            }
            this.saved = JSON.parse(JSON.stringify(state)) as unknown;
            return known({ savedAt: this.now });
          }),
        release: (fencing) => told(`release ${String(fencing)}`, () => undefined),
      },
      readCluster: () => told('readCluster', () => this.cluster),
      readVantages: (instances) => told(`readVantages ${instances.join()}`, () => this.vantages),
      readEvacuations: () => told('readEvacuations', () => this.evacuations),
      failOver: (target) =>
        told(`failOver ${target}`, () => {
          this.sent.push(target);
          return this.answer;
        }),
      monotonicNow: () => this.elapsed,
      remainingMilliseconds: () => this.remaining - this.elapsed,
      sleep: (milliseconds) => {
        // The end of the run is waited for beside everything else, and does not come by itself.
        if (milliseconds > 6_000) {
          return new Promise(() => undefined);
        }
        return told(`sleep ${String(milliseconds)}`, () => {
          this.elapsed += milliseconds;
        });
      },
    };
  }

  /** The ports of a dry run: there is nothing that could send. */
  dryPorts(): FailoverPorts {
    return { ...this.ports(), failOver: undefined };
  }

  /** What the last run left. */
  get memory(): Memory {
    return this.saved as Memory;
  }

  /** One run of the decision, so many seconds after the last one began. */
  async run(seconds = 60, event: FailoverEvent = EVENT): Promise<ActionOutcome> {
    this.now += seconds * 1000;
    this.elapsed = 0;
    this.calls.length = 0;
    return failOverWriter(event, this.ports());
  }

  /** So many runs, each so many seconds after the one before. */
  async runs(count: number, seconds = 60): Promise<readonly ActionOutcome[]> {
    const outcomes: ActionOutcome[] = [];
    while (outcomes.length < count) {
      outcomes.push(await this.run(seconds));
    }
    return outcomes;
  }

  /** The writer is lost, as both planes see it. */
  lose(): void {
    this.cluster = known(LOST);
    this.vantages = vantages(undefined);
  }

  /** The writer is lost, and was found lost so often. */
  async suspect(times: number): Promise<void> {
    await this.run();
    this.lose();
    await this.runs(times);
  }

  /** The writer is somewhere else, as both planes see it. */
  move(to: string): void {
    this.cluster = known(cluster(Object.fromEntries(['m-a', 'm-b', 'm-c'].map((id) => [id, { isWriter: id === to }]))));
    this.vantages = vantages(to);
  }
}

/** Codes of the reasons of a run, sorted. */
export function codes({ reasons }: ActionOutcome): readonly string[] {
  return reasons.map(({ code }) => code).sort();
}

/** Steps of a run, as `event>STATE`. */
export function path({ steps }: ActionOutcome): string {
  return steps.map(({ event, to }) => `${event}>${to}`).join(' ');
}
