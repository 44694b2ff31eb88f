import { recall, type Memory } from '../../../../../lambda/shared/failover/memory';
import type { ClusterView, FailoverPorts, MutationOutcome, Vantage } from '../../../../../lambda/shared/failover/ports';
import { known, unknown, type Observed } from '../../../../../lambda/shared/observed';
import { describe, knock, ZONES, type Aurora, type Truth } from './aurora';
import type { RunJournal, Sent } from './journal';
import type { ClusterFault, MutationFault, Plan, ProbeFault } from './plan';
import type { Store } from './store';
import type { VirtualTime } from './virtual-time';

/** What the runs of a story share. */
export interface World {
  readonly time: VirtualTime;
  readonly store: Store;
  readonly aurora: Aurora;
  readonly plan: Plan;
  readonly sent: Sent[];
}

/** How old an answer of RDS is that shows what was. */
const STALE_MILLISECONDS = 30_000;

const NEVER = new Promise<never>(() => undefined);

/** What one run has of the world. */
export interface RunWorld {
  readonly ports: FailoverPorts;
  /** Makes a call like all others of the run: it takes its time, and the run may end at it. */
  readonly call: <T>(effect: () => T) => Promise<T>;
}

/** The ports of one run, with what goes wrong in it. */
export function runPorts(world: World, journal: RunJournal): RunWorld {
  const { time, store, aurora, plan, sent } = world;
  const { faults, action } = journal.plan;
  const startedAt = time.now();
  let calls = 0;
  let frozenUntil = 0;
  let frozenFor = 0;
  let isDead = false;

  /** Everything waits here while the run stands still, and for ever once it was killed. */
  const thaw = async (): Promise<void> => {
    while (!isDead && time.now() < frozenUntil) {
      await time.sleep(frozenUntil - time.now());
    }
    if (isDead) {
      await NEVER;
    }
  };
  const stopAt = async (call: number, when: 'before' | 'after'): Promise<void> => {
    const { stop } = faults;
    if (stop?.call === call && stop.when === when) {
      if (stop.milliseconds === 'for ever') {
        isDead = true;
      } else {
        frozenUntil = time.now() + stop.milliseconds;
        frozenFor += stop.isClockFrozen ? stop.milliseconds : 0;
      }
    }
    await thaw();
  };
  const call = async <T>(effect: () => T): Promise<T> => {
    const number = calls;
    calls += 1;
    const delay = faults.delays[number % Math.max(1, faults.delays.length)] ?? 20;
    await time.sleep(delay / 2);
    await stopAt(number, 'before');
    const result = effect();
    await time.sleep(delay / 2);
    await stopAt(number, 'after');
    return result;
  };
  // Lambda stops a function whose time is up, unless it stands still and nobody notices.
  time.at(startedAt + plan.timeoutMilliseconds, () => {
    isDead ||= time.now() >= frozenUntil;
  });

  let saves = 0;
  const ports: FailoverPorts = {
    store: {
      acquire: (_owner, leaseMilliseconds) =>
        call(() => {
          const lease = store.acquire(leaseMilliseconds, faults.acquire);
          if (lease.kind === 'known' && lease.value !== 'held') {
            journal.grantedAt = lease.value.grantedAt;
            journal.fencing = lease.value.fencing;
          }
          return lease;
        }),
      save: (fencing, state) =>
        call(() => {
          const fault = faults.saves[saves];
          saves += 1;
          journal.saves.push(state);
          return store.save(fencing, state, fault);
        }),
      release: (fencing) =>
        call(() => {
          store.release(fencing);
        }),
    },
    readCluster: () =>
      call(() => {
        const fault = faults.clusters[journal.clusters.length];
        const shows = fault === 'stale' ? time.now() - STALE_MILLISECONDS : time.now();
        const view = spoilCluster(aurora.truthAt(shows), fault);
        journal.clusters.push({ at: time.now(), shows, fault, view });
        return view;
      }),
    readVantages: (instances) =>
      call(() => {
        const truth = aurora.truth();
        const vantages = ZONES.map((zone) => probe(truth, zone, instances, faults.probes[zone]));
        journal.vantages.push(vantages);
        return vantages;
      }),
    readEvacuations: () =>
      call(() => (faults.evacuations === 'unknown' ? unknown('Denied', 'not allowed') : known([]))),
    ...(action === 'fail-over-writer-dry-run'
      ? {}
      : {
          failOver: (target: string) => {
            const called = { at: time.now(), storeAt: store.now(), saved: memoryIn(store) };
            return call(() => send({ ...called, run: journal.number, target }, faults.mutation));
          },
        }),
    monotonicNow: () => time.now() - startedAt - frozenFor,
    remainingMilliseconds: () => startedAt + plan.timeoutMilliseconds - time.now(),
    sleep: async (milliseconds) => {
      await time.sleep(milliseconds);
      await thaw();
    },
  };
  return { ports, call };

  function send(called: Omit<Sent, 'arrivedAt' | 'truth'>, fault: MutationFault | undefined): MutationOutcome {
    const truth = aurora.truth();
    sent.push({ ...called, arrivedAt: time.now(), truth });
    const gone: MutationOutcome = { kind: 'outcomeUnknown', reason: 'socket hang up' };
    if (fault === 'lost') {
      return gone;
    }
    if (fault === 'refused' || truth.isFailingOver) {
      return { kind: 'refused', inProgress: truth.isFailingOver, reason: 'InvalidDBClusterStateFault' };
    }
    if (fault !== 'ignored') {
      aurora.failOver(called.target, plan.failoverMilliseconds);
    }
    return fault === 'answerLost' ? gone : { kind: 'accepted' };
  }
}

function memoryIn(keeper: Store): Memory | undefined {
  const memory = recall(keeper.saved(), 0);
  return memory.kind === 'known' ? memory.value : undefined;
}

function spoilCluster(truth: Truth, fault: ClusterFault | undefined): Observed<ClusterView> {
  const view = describe(truth);
  switch (fault) {
    case 'unknown':
      return unknown('Malformed', 'not the answer of this API');
    case 'twoWriters':
      return known({
        ...view,
        members: view.members.map((member, index) => ({
          ...member,
          isWriter: member.isWriter || index === 2 || index === 1,
        })),
      });
    case 'noWriter':
      return known({ ...view, members: view.members.map((member) => ({ ...member, isWriter: false })) });
    case 'busy':
    case 'unclear':
      return known({ ...view, condition: fault });
    case 'stale':
    case undefined:
      return known(view);
  }
}

function probe(
  truth: Truth,
  availabilityZone: string,
  instances: readonly string[],
  fault: ProbeFault | undefined,
): Vantage {
  const endpoint = truth.writers[0] ?? truth.flagged ?? 'm-a';
  const silent = { kind: 'silent', reason: 'no answer in time' } as const;
  const seen = Object.fromEntries(instances.map((id) => [id, knock(truth, id)]));
  const right: Vantage = { availabilityZone, writerEndpoint: known(knock(truth, endpoint)), instances: seen };
  switch (fault) {
    case 'unknown':
      return { availabilityZone, writerEndpoint: unknown('Timeout', 'the probe did not answer'), instances: {} };
    case 'blind':
      return {
        ...right,
        writerEndpoint: known(silent),
        instances: Object.fromEntries(instances.map((id) => [id, silent])),
      };
    case 'grey':
      return { ...right, writerEndpoint: known(silent), instances: { ...seen, [endpoint]: silent } };
    case 'busy':
      return { ...right, writerEndpoint: known({ kind: 'busy', reason: 'too many connections' }) };
    case 'refused':
      return { ...right, writerEndpoint: known({ kind: 'refused', reason: 'unknown user' }) };
    case undefined:
      return right;
  }
}
