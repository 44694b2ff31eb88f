import type { Memory } from '../../../../../lambda/shared/failover/memory';
import type { FailoverPorts, Lease, Vantage } from '../../../../../lambda/shared/failover/ports';
import { known } from '../../../../../lambda/shared/observed';
import type { Plant } from './play';

/** Changes what a run finds saved. */
function whenFound(change: (memory: Memory, lease: Lease) => Partial<Lease>): Plant {
  return (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      acquire: async (owner, milliseconds) => {
        const lease = await ports.store.acquire(owner, milliseconds);
        return lease.kind === 'unknown' || lease.value === 'held' || lease.value.saved === undefined
          ? lease
          : known({ ...lease.value, ...change(lease.value.saved as Memory, lease.value) });
      },
    },
  });
}

/** Changes what a run saves. */
function whenSaved(change: (memory: Memory) => Memory): Plant {
  return (ports) => ({
    ...ports,
    store: { ...ports.store, save: (fencing, memory) => ports.store.save(fencing, change(memory as Memory)) },
  });
}

function withCount(memory: Memory, confirmations: number): Memory {
  const { incident } = memory;
  return incident === undefined ? memory : { ...memory, incident: { ...incident, confirmations } };
}

/** P1: the intent is not saved before the call is sent. */
export const forgetsIntent: Plant = whenSaved((memory) => {
  const { incident } = memory;
  if (incident?.intent === undefined) {
    return memory;
  }
  const { intent, ...rest } = incident;
  return {
    ...memory,
    incident: rest,
    state: memory.state === 'ACT' ? 'SUSPECT' : memory.state,
    acts: memory.acts.filter((act) => act !== intent.at),
  };
});

/** P2: what does not answer is taken for dead. */
export const takesUnknownForDead: Plant = (ports) => ({
  ...ports,
  readCluster: async () => {
    const view = await ports.readCluster();
    return view.kind === 'known' ? view : known({ condition: 'serving' as const, members: MEMBERS });
  },
  readVantages: async (instances) => (await ports.readVantages(instances)).map(silenceOf(instances)),
});

const MEMBERS = ['a', 'b', 'c'].map((zone, promotionTier) => ({
  instanceId: `m-${zone}`,
  isWriter: false,
  promotionTier,
  readiness: 'serving' as const,
  instanceClass: 'db.r8g.large',
  availabilityZone: zone,
  replicaLagMilliseconds: known(0),
}));

function silenceOf(instances: readonly string[]): (vantage: Vantage) => Vantage {
  const silent = { kind: 'silent', reason: 'no answer' } as const;
  return (vantage) =>
    vantage.writerEndpoint.kind === 'known'
      ? vantage
      : {
          ...vantage,
          writerEndpoint: known(silent),
          instances: Object.fromEntries(
            instances.map((id, index) => [id, index === 0 ? silent : ({ kind: 'reader' } as const)]),
          ),
        };
}

/** P3: the dry run has the client of the real one. */
export function dryRunWithClient(real: (ports: FailoverPorts) => NonNullable<FailoverPorts['failOver']>): Plant {
  return (ports) => ({ ...ports, failOver: real(ports) });
}

/** P4: one zone that finds the writer silent counts for all of them. */
export const believesOneZone: Plant = (ports) => ({
  ...ports,
  readVantages: async (instances) => {
    const vantages = await ports.readVantages(instances);
    const silent = vantages.find(({ writerEndpoint: e }) => e.kind === 'known' && e.value.kind === 'silent');
    return silent === undefined ? vantages : vantages.map(({ availabilityZone }) => ({ ...silent, availabilityZone }));
  },
});

/** P5: acts are not remembered. */
export const forgetsActs: Plant = whenFound((memory) => ({ saved: { ...memory, acts: [] } }));

/** P6: a time that goes backwards is smoothed away. */
export const smoothsTime: Plant = whenFound((memory, { grantedAt }) => ({
  grantedAt: Math.max(grantedAt, memory.time),
}));

/** P7: the time that is left is not asked for. */
export const ignoresTime: Plant = (ports) => ({ ...ports, remainingMilliseconds: () => 900_000 });

/** P9: of two writers, only the first is looked at. */
export const seesOneWriter: Plant = (ports) => ({
  ...ports,
  readCluster: async () => {
    const view = await ports.readCluster();
    if (view.kind === 'unknown') {
      return view;
    }
    const first = view.value.members.find(({ isWriter }) => isWriter);
    const members = view.value.members.map((member) => ({ ...member, isWriter: member === first }));
    return known({ ...view.value, members });
  },
});

/** P11: the count begins anew in each run. */
export const neverCounts: Plant = whenFound((memory) => ({
  saved: memory.state === 'SUSPECT' || memory.state === 'HOLD' ? withCount(memory, 0) : memory,
}));

/** P12: one unknown resets the count. */
export const unknownResets: Plant = whenSaved((memory) => (memory.state === 'HOLD' ? withCount(memory, 0) : memory));
