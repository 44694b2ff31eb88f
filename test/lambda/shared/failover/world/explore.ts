import { SAFE_LIMITS } from '../../../../../lambda/shared/failover/contract';
import { drillWriter } from '../../../../../lambda/shared/failover/drill-writer';
import { evacuateWriter } from '../../../../../lambda/shared/failover/evacuate-writer';
import { failOverWriter } from '../../../../../lambda/shared/failover/fail-over-writer';
import type { Memory } from '../../../../../lambda/shared/failover/memory';
import type { ActionOutcome } from '../../../../../lambda/shared/failover/outcome';
import type { ClusterView, FailoverPorts, MutationOutcome, Vantage } from '../../../../../lambda/shared/failover/ports';
import type { Step } from '../../../../../lambda/shared/failover/states';
import { known, unknown } from '../../../../../lambda/shared/observed';
import { describe, INSTANCES, knock, ZONES, type Truth } from './aurora';

/** Chooses one of so many ways to go on. */
type Choose = (ways: number) => number;

/** Everything that was met. */
export interface Explored {
  readonly steps: readonly Step[];
  readonly memories: number;
  readonly runs: number;
}

const NOW = Date.parse('2026-11-25T12:00:00Z');

const GONE = unknown('Timeout', 'no answer');

/** Calls that every run begins or ends with take no time; a slow one takes the time of the run. */
const SLOW = 38_000;

/**
 * Walks through everything runs can do, from a store that is empty.
 *
 * Every answer of every port is a choice among all kinds of answers, and all sequences of choices are tried. What a run
 * saves, whenever it saves it, is where further runs begin, as if it had been stopped there; memories that differ only
 * in what decides nothing count as one.
 */
export async function explore(): Promise<Explored> {
  const steps = new Map<string, Step>();
  const seen = new Set<string>();
  const queue: (Memory | undefined)[] = [undefined];
  let runs = 0;
  for (let memory = queue.pop(), first = true; first || memory !== undefined; memory = queue.pop(), first = false) {
    const found = memory;
    await everyWay(async (choose) => {
      const { saves, outcome } = await oneRun(found, choose);
      runs += 1;
      for (const step of outcome.steps) {
        steps.set(`${step.from} ${step.event} ${step.to}`, step);
      }
      for (const saved of saves) {
        const key = essence(saved);
        if (!seen.has(key)) {
          seen.add(key);
          queue.push(saved);
        }
      }
    });
  }
  return { steps: [...steps.values()], memories: seen.size, runs };
}

/** Tries every sequence of choices. */
async function everyWay(run: (choose: Choose) => Promise<void>): Promise<void> {
  let script: readonly number[] = [];
  for (;;) {
    const taken: { readonly way: number; readonly ways: number }[] = [];
    await run((ways) => {
      const way = script[taken.length] ?? 0;
      taken.push({ way, ways });
      return way;
    });
    while ((taken.at(-1)?.way ?? 0) + 1 >= (taken.at(-1)?.ways ?? Infinity)) {
      taken.pop();
    }
    const last = taken.pop();
    if (last === undefined) {
      return;
    }
    script = [...taken.map(({ way }) => way), last.way + 1];
  }
}

/** What of a memory decides where a run can go. */
function essence({ state, sighting, healthy, incident, acts, orders }: Memory): string {
  return JSON.stringify([
    state,
    sighting?.instanceId,
    // Counted everywhere, asked for only where something is to be closed.
    state === 'OBSERVE' || state === 'SUSPECT' || state === 'VERIFY' ? 0 : Math.min(healthy, 2),
    incident === undefined
      ? undefined
      : [
          incident.lostWriter === sighting?.instanceId,
          incident.intent === undefined ? Math.min(incident.confirmations, 3) : (incident.intent.outcome ?? 'open'),
        ],
    acts.length > 0,
    orders.length > 0,
  ]);
}

async function oneRun(
  found: Memory | undefined,
  choose: Choose,
): Promise<{ readonly outcome: ActionOutcome; readonly saves: readonly Memory[] }> {
  const saves: Memory[] = [];
  let elapsed = 0;
  const pick = <T>(...ways: readonly [T, ...T[]]): T => ways[choose(ways.length)] ?? ways[0];
  const newest = found?.time ?? NOW;
  const limit = pick(50_000, 10_000);
  const look = (): ReturnType<typeof sightOf> => sightOf(pick(...SIGHTS));
  let sight: ReturnType<typeof sightOf> | undefined;
  let looks = 0;
  const ports: FailoverPorts = {
    store: {
      acquire: () => {
        const way = pick('later', 'much later', 'back', 'slow', 'held', 'down');
        elapsed += way === 'slow' ? SLOW : 0;
        const passed = { later: 61_000, 'much later': 1_000_000, back: -60_000, slow: 61_000 };
        return Promise.resolve(
          way === 'held'
            ? known('held')
            : way === 'down'
              ? GONE
              : known({ fencing: 7, grantedAt: newest + passed[way], saved: found }),
        );
      },
      save: (_fencing, state) => {
        saves.push(state as Memory);
        const answers: readonly [Saved, ...Saved[]] = [known({ savedAt: newest + 2_000_000 }), known('lost'), GONE];
        return Promise.resolve(pick(...answers));
      },
      release: () => Promise.resolve(),
    },
    readCluster: () => {
      sight = look();
      looks += 1;
      // Time for the look itself, for reading again, and for one look at what came of it.
      elapsed += looks === 2 ? pick(0, SLOW) : looks === 3 ? SLOW : 0;
      return Promise.resolve(sight.cluster);
    },
    readVantages: () => Promise.resolve(sight?.vantages ?? []),
    readEvacuations: () => {
      const way = pick('none', 'unknown', 'all', 'slow');
      elapsed += way === 'slow' ? SLOW : 0;
      return Promise.resolve(
        way === 'unknown'
          ? GONE
          : known(
              way === 'all'
                ? ZONES.map((availabilityZone) => ({ availabilityZone, expiresAt: undefined, reason: '' }))
                : [],
            ),
      );
    },
    failOver: () => Promise.resolve(pick(...OUTCOMES)),
    monotonicNow: () => elapsed,
    remainingMilliseconds: () => limit - elapsed,
    sleep: (milliseconds) => (milliseconds > 6_000 ? new Promise(() => undefined) : Promise.resolve()),
  };
  const outcome = await pick(...ACTIONS)(newest, ports);
  return { outcome, saves };
}

const EVENT = {
  version: 1 as const,
  site: 'test',
  clusterIdentifier: 'test-database',
  availabilityZones: ZONES,
  limits: SAFE_LIMITS,
};

const ordered = (at: number, orderId = 'one') => ({ orderId, issuedAt: new Date(at).toISOString() });

/** A decision, a dry run, an order that comes in time by one of the clocks, and a drill. */
const ACTIONS: readonly [Action, ...Action[]] = [
  (_at, ports) => failOverWriter(EVENT, ports),
  (_at, ports) => failOverWriter(EVENT, { ...ports, failOver: undefined }),
  (at, ports) => evacuateWriter({ ...EVENT, order: ordered(at + 61_000), availabilityZone: 'a' }, ports),
  (at, ports) =>
    drillWriter(
      {
        ...EVENT,
        order: ordered(at + 61_000, 'two'),
        environment: { kind: 'non-production' },
        window: {
          days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
          from: '00:00',
          until: '24:00',
          timeZone: 'UTC',
        },
      },
      ports,
    ),
];

type Saved = Awaited<ReturnType<FailoverPorts['store']['save']>>;

type Action = (at: number, ports: FailoverPorts) => Promise<ActionOutcome>;

const OUTCOMES: readonly [MutationOutcome, ...MutationOutcome[]] = [
  { kind: 'accepted' },
  { kind: 'refused', inProgress: false, reason: 'InvalidDBClusterStateFault' },
  { kind: 'refused', inProgress: true, reason: 'InvalidDBClusterStateFault' },
  { kind: 'outcomeUnknown', reason: 'socket hang up' },
];

type Kind = 'at a' | 'at b' | 'lost' | 'unknown' | 'cut off' | 'two' | 'failing over';

const SIGHTS: readonly [Kind, ...Kind[]] = ['at a', 'at b', 'lost', 'unknown', 'cut off', 'two', 'failing over'];

function sightOf(kind: Kind): {
  readonly cluster: Awaited<ReturnType<FailoverPorts['readCluster']>>;
  readonly vantages: readonly Vantage[];
} {
  const writer = kind === 'at b' ? 'm-b' : 'm-a';
  const isLost = kind === 'lost' || kind === 'failing over';
  const truth: Truth = {
    writers: isLost ? [] : kind === 'two' ? ['m-a', 'm-b'] : [writer],
    flagged: isLost ? undefined : writer,
    alive: isLost ? ['m-b', 'm-c'] : INSTANCES,
    isFailingOver: kind === 'failing over',
    writableSince: 0,
    losses: 0,
  };
  const silent = { kind: 'silent', reason: 'no answer' } as const;
  return {
    cluster: kind === 'unknown' ? GONE : known(kind === 'two' ? withTwo(describe(truth)) : describe(truth)),
    vantages: ZONES.map((availabilityZone) => ({
      availabilityZone,
      writerEndpoint: known(kind === 'cut off' ? silent : knock(truth, isLost ? 'm-a' : writer)),
      instances: Object.fromEntries(
        INSTANCES.map((id) => [id, kind === 'cut off' ? silent : isLost && id === 'm-a' ? silent : knock(truth, id)]),
      ),
    })),
  };
}

function withTwo(view: ClusterView): ClusterView {
  return { ...view, members: view.members.map((member) => ({ ...member, isWriter: member.instanceId !== 'm-c' })) };
}
