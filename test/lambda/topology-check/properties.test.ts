import fc from 'fast-check';
import type { EvacuatedZone } from '../../../lambda/shared/failover/ports';
import { known, unknown, type Observed } from '../../../lambda/shared/observed';
import { checkTopology } from '../../../lambda/topology-check/check';
import type { TierObservation, TopologyObservation } from '../../../lambda/topology-check/observation';
import { NOW } from '../support/fake-run';
import { expectation, healthy, ZONES } from './expectation';

/** Parts of an observation that can be unknown independently. */
const PARTS = [
  'web.instances',
  'web.targets',
  'web.evacuations',
  'web.groupEvacuations',
  'app.instances',
  'app.targets',
  'app.evacuations',
  'app.groupEvacuations',
  'natGateways',
  'routeTables',
  'endpoints',
] as const;
type Part = (typeof PARTS)[number];

const STATES = ['healthy', 'unhealthy', 'initial', 'draining', 'unheard-of'];

/** Topologies in every condition: servers anywhere and in any state, gateways and routes as they may be. */
const observations: fc.Arbitrary<TopologyObservation> = fc
  .record({
    web: tiers('web'),
    app: tiers('app'),
    nat: fc.array(fc.record({ zone: fc.constantFrom(...ZONES), state: fc.constantFrom('available', 'failed') })),
    routes: fc.subarray([...ZONES]),
    endpoints: fc.subarray([...ZONES]),
  })
  .map(({ web, app, nat, routes, endpoints }) => ({
    tiers: { web, app },
    natGateways: {
      kind: 'known',
      value: unique(nat, ({ zone }) => zone).map(({ zone, state }) => ({ natGatewayId: `nat-${zone}`, state })),
    },
    routeTables: {
      kind: 'known',
      value: routes.map((zone) => ({
        routeTableId: `rtb-dmz-${zone}`,
        subnetIds: [`subnet-dmz-${zone}`],
        routes: [{ destination: '0.0.0.0/0', targetId: `vpce-fw-${zone}`, state: 'active' }],
      })),
    },
    endpoints: {
      kind: 'known',
      value: endpoints.map((zone) => ({ endpointId: `vpce-fw-${zone}`, state: 'available', subnetIds: [] })),
    },
  }));

function tiers(name: string): fc.Arbitrary<NonNullable<TopologyObservation['tiers']['web']>> {
  return fc
    .record({
      servers: fc.array(
        fc.record({
          zone: fc.constantFrom(...ZONES, 'ap-northeast-1b'),
          state: fc.constantFrom(...STATES),
          listed: fc.boolean(),
          override: fc.constantFrom('no_override', 'zonal_shift_active', 'unknown', undefined),
        }),
        { maxLength: 8 },
      ),
      evacuations: shifts(),
      groupEvacuations: shifts(),
    })
    .map(({ servers, ...evacuated }) => {
      const withIds = servers.map((server, index) => ({ ...server, instanceId: `i-${name}-${String(index)}` }));
      return {
        instances: {
          kind: 'known' as const,
          value: withIds
            .filter(({ listed }) => listed)
            .map(({ instanceId, zone }) => ({ instanceId, availabilityZone: zone })),
        },
        targets: {
          kind: 'known' as const,
          value: withIds.map(({ instanceId, state, override }) => ({ instanceId, state, override })),
        },
        ...evacuated,
      };
    });
}

/** Mostly none, sometimes one that is in effect, without an end, or over. */
function shifts(): fc.Arbitrary<Observed<readonly EvacuatedZone[]>> {
  const shift = fc.record({
    availabilityZone: fc.constantFrom(...ZONES),
    expiresAt: fc.constantFrom(undefined, new Date(NOW.getTime() + 1), new Date(NOW.getTime() - 60_001)),
    reason: fc.constantFrom('zonal shift', 'practice run'),
  });
  return fc.array(shift, { maxLength: 1 }).map((value) => ({ kind: 'known' as const, value }));
}

function unique<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

/** Loses some answers. */
function forget(observed: TopologyObservation, lost: readonly Part[]): TopologyObservation {
  const keep = <T>(part: Part, value: Observed<T>): Observed<T> =>
    lost.includes(part) ? unknown('Timeout', 'no answer') : value;
  const tierOf = (name: 'web' | 'app') => {
    const tier = observed.tiers[name];
    return tier === undefined
      ? {}
      : {
          [name]: {
            instances: keep(`${name}.instances`, tier.instances),
            targets: keep(`${name}.targets`, tier.targets),
            evacuations: keep(`${name}.evacuations`, tier.evacuations),
            groupEvacuations: keep(`${name}.groupEvacuations`, tier.groupEvacuations),
          },
        };
  };
  return {
    tiers: { ...tierOf('web'), ...tierOf('app') },
    natGateways: keep('natGateways', observed.natGateways),
    routeTables: keep('routeTables', observed.routeTables),
    endpoints: keep('endpoints', observed.endpoints),
  };
}

/** The same facts in another order. */
function shuffled(
  observed: TopologyObservation,
  shuffle: <T>(items: readonly T[]) => readonly T[],
): TopologyObservation {
  const mix = <T>(value: Observed<readonly T[]>): Observed<readonly T[]> =>
    value.kind === 'known' ? { kind: 'known', value: shuffle(value.value) } : value;
  const mixTier = (name: 'web' | 'app') => {
    const tier = observed.tiers[name];
    return tier === undefined
      ? {}
      : { [name]: { ...tier, instances: mix(tier.instances), targets: mix(tier.targets) } };
  };
  return {
    tiers: { ...mixTier('app'), ...mixTier('web') },
    natGateways: mix(observed.natGateways),
    routeTables: mix(observed.routeTables),
    endpoints: mix(observed.endpoints),
  };
}

test('an unknown fact never gives a healthy decision, and never a service known to be down that was not', () => {
  fc.assert(
    fc.property(observations, fc.subarray([...PARTS], { minLength: 1 }), (observed, lost) => {
      const full = checkTopology(expectation, observed, NOW);
      const partial = checkTopology(expectation, forget(observed, lost), NOW);
      expect(partial.status).not.toBe('HEALTHY');
      expect(partial.metrics.CheckUnknown).toBeGreaterThan(0);
      expect(partial.metrics.RedundancyLost).not.toBe(0);
      if (full.status !== 'FAILED') {
        expect(partial.status).not.toBe('FAILED');
        expect(partial.metrics.ServiceDown).not.toBe(1);
      }
    }),
  );
});

/** What may be lost without making a fault of what is none: an evacuation explains one, and its loss explains nothing. */
const OTHER_PARTS = PARTS.filter((part) => !part.includes('vacuations'));

/** The same without what the load balancer says about shifts, which tells nothing once the instances are lost. */
function withoutOverrides(observed: TopologyObservation): TopologyObservation {
  const strip = (tier: TierObservation): TierObservation => ({
    ...tier,
    targets:
      tier.targets.kind === 'known'
        ? known(tier.targets.value.map((target) => ({ ...target, override: undefined })))
        : tier.targets,
  });
  const tiers = Object.entries(observed.tiers).map(([name, tier]) => [name, strip(tier)] as const);
  return { ...observed, tiers: Object.fromEntries(tiers) };
}

const explained = observations.map(withoutOverrides);

test('whatever is found at fault without some answers is at fault with all of them', () => {
  const subjects = ({ findings }: ReturnType<typeof checkTopology>) =>
    findings.map(({ subject, effect }) => `${effect} ${subject}`);
  fc.assert(
    fc.property(explained, fc.subarray([...OTHER_PARTS]), (observed, lost) => {
      expect(subjects(checkTopology(expectation, observed, NOW))).toEqual(
        expect.arrayContaining(subjects(checkTopology(expectation, forget(observed, lost), NOW))),
      );
    }),
  );
});

test('the order of the answers changes nothing', () => {
  fc.assert(
    fc.property(observations, fc.infiniteStream(fc.nat()), (observed, numbers) => {
      const shuffle = <T>(items: readonly T[]): readonly T[] =>
        items
          .map((item) => ({ item, rank: numbers.next().value }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ item }) => item);
      expect(checkTopology(expectation, shuffled(observed, shuffle), NOW)).toStrictEqual(
        checkTopology(expectation, observed, NOW),
      );
    }),
  );
});

/** Metrics about one thing, which does not become another because something else is unknown. */
function detailedMetrics(observed: TopologyObservation): Readonly<Record<string, number>> {
  const sums = ['CheckUnknown', 'RedundancyLost', 'ServiceDown'];
  const { metrics } = checkTopology(expectation, observed, NOW);
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => !sums.includes(name)));
}

test('a metric that is written with some answers missing has the value it has with all of them', () => {
  fc.assert(
    fc.property(explained, fc.subarray([...OTHER_PARTS]), (observed, lost) => {
      const full = detailedMetrics(observed);
      const partial = detailedMetrics(forget(observed, lost));
      expect(full).toMatchObject(Object.fromEntries(Object.entries(partial).filter(([name]) => name in full)));
    }),
  );
});

test.each(PARTS)('without %s the healthy topology is unknown', (part) => {
  expect(checkTopology(expectation, forget(healthy, [part]), NOW).status).toBe('UNKNOWN');
});

test('an evacuation never makes a fault, but of a tier that has no healthy target elsewhere', () => {
  const without = (observed: TopologyObservation): TopologyObservation => {
    const tiers = Object.entries(withoutOverrides(observed).tiers).map(
      ([name, tier]) => [name, { ...tier, evacuations: known([]), groupEvacuations: known([]) }] as const,
    );
    return { ...observed, tiers: Object.fromEntries(tiers) };
  };
  const faults = (observed: TopologyObservation) =>
    checkTopology(expectation, observed, NOW)
      .findings.filter(({ effect }) => effect === 'redundancy')
      .map(({ code, subject }) => `${code} ${subject}`);
  fc.assert(
    fc.property(observations, (observed) => {
      expect(faults(without(observed))).toEqual(expect.arrayContaining([...faults(observed)]));
    }),
  );
});
