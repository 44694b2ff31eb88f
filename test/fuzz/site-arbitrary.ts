import fc from 'fast-check';
import { AURORA_LTS_VERSIONS, type SiteConfig } from '../../lib/site';
import { PROFILES } from '../../lib/site/profiles';
import { findPrefixLists } from '../../lib/site/tables/prefix-lists';
import { REGIONS, zoneNames } from '../../lib/site/tables/regions';
import { domains, networks } from './domain-arbitrary';
import { capacities, SLOWEST_CHECK_SECONDS, tierConfigs } from './load-arbitrary';
import { edges, operations } from './edge-arbitrary';
import { optional } from './optional';

/** Regions a site can serve from without naming prefix lists. */
const SERVING = REGIONS.filter(({ code }) => findPrefixLists(code).s3 !== undefined);

const accounts = fc.stringMatching(/^\d{12}$/);

const profiles = fc.constantFrom('starter', 'standard', 'mission-critical');

/** Configurations that keep every rule by construction. */
export const validSiteConfigs: fc.Arbitrary<SiteConfig> = fc
  .record({
    profile: profiles,
    // Three zones or more, so that no profile needs a reason for fewer; two come with their reason below.
    region: fc.constantFrom(...SERVING.filter(({ zones }) => zones.length >= 3)),
    recovery: fc.uniqueArray(fc.constantFrom(...REGIONS.map(({ code }) => code)), { maxLength: 3 }),
    twoZones: fc.boolean(),
  })
  .chain(({ profile, region, recovery, twoZones }) => {
    const others = recovery.filter((code) => code !== region.code);
    const zones = zoneNames(region).slice(0, region.zones.length);
    const few = twoZones && profile !== 'starter';
    const zoneCount = twoZones || profile === 'starter' ? 2 : 3;
    return fc
      .record({
        name: fc.constantFrom('ticket-agency', 'shop', 'safety-confirm-2', 'abc', 'a1b-c2d'),
        owner: fc.constantFrom('platform', 'Sales East', '基盤チーム'),
        dataClass: fc.constantFrom('public' as const, 'internal' as const, 'personal' as const),
        account: optional(accounts),
        protection: optional(fc.boolean()),
        environment: optional(fc.constantFrom('production' as const, 'non-production' as const)),
        standards: optional(fc.constantFrom([], ['pci-dss'] as const)),
        vpcCidr: optional(vpcCidrs),
        residency: optional(fc.constant([...new Set([region.code, ...others, 'us-east-1'])])),
        explicitZones: fc.boolean(),
        network: optional(networks(profile !== 'starter')),
        domain: domains(region.code),
        edge: optional(edges),
        capacity: capacities,
        database: optional(databases(PROFILES[profile].readers, zoneCount)),
        backup: optional(backups),
        objectives: optional(objectives(PROFILES[profile].availabilityPercent, others.length > 0)),
        operations,
      })
      .chain(({ vpcCidr, residency, explicitZones, capacity, ...rest }) =>
        fc.record({ web: tierConfigs(capacity), app: tierConfigs(capacity) }).map((tiers) => ({
          ...rest,
          ...(rest.domain?.kind === 'certificates' && rest.account !== undefined ? { account: '123456789012' } : {}),
          profile,
          regions: {
            primary: {
              region: region.code,
              vpcCidr,
              ...(explicitZones ? { availabilityZones: zones.slice(0, zoneCount) } : {}),
              ...(few ? { fewerZones: { reason: 'a pilot of one month' } } : {}),
            },
            recovery: others.map((code) => ({ region: code, level: 'vault' as const })),
            residency,
          },
          capacity,
          tiers,
          objectives: promised(rest.objectives, tiers),
        })),
      );
  });

/** Private ranges of every size a VPC may have. */
const vpcCidrs = fc
  .record({
    start: fc.constantFrom('10.', '172.16.', '172.31.', '192.168.', '100.64.'),
    second: fc.integer({ min: 0, max: 255 }),
    third: fc.integer({ min: 0, max: 7 }),
    prefix: fc.integer({ min: 16, max: 19 }),
  })
  .map(({ start, second, third, prefix }) => {
    const step = 2 ** (24 - prefix);
    const tail = prefix === 16 ? 0 : (third * step) % 256;
    return start === '10.' ? `10.${second}.${tail}.0/${prefix}` : `${start}${tail}.0/${prefix}`;
  });

function databases(leastReaders: number, zones: number): fc.Arbitrary<NonNullable<SiteConfig['database']>> {
  return fc.constantFrom(...AURORA_LTS_VERSIONS).chain(({ engine, version }) =>
    fc.record({
      engine: fc.constant(engine),
      engineVersion: optional(fc.constant(version)),
      instanceType: optional(fc.constantFrom('r8g.large', 'r7g.2xlarge', 'r6i.xlarge')),
      readers: optional(
        fc
          .array(optional(fc.integer({ min: 0, max: 15 })), { minLength: leastReaders, maxLength: 6 })
          .map((tiers) =>
            tiers.map((promotionTier, index) => ({ name: `reader-${'abcdef'[index] ?? 'x'}`, promotionTier })),
          ),
      ),
      databaseName: optional(fc.constantFrom('site', 'Sales_2', 'a')),
      secret: optional(fc.constantFrom('managed' as const, 'generated' as const)),
      failover: optional(
        fc.record({
          writer: optional(fc.constantFrom('dry-run' as const, zones >= 3 ? ('act' as const) : ('dry-run' as const))),
        }),
      ),
    }),
  );
}

const objective = fc
  .record({
    slots: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 12 }),
    offset: fc.integer({ min: 0, max: 59 }),
    recoveryPoints: optional(fc.integer({ min: 1, max: 30 })),
    confirm: fc.boolean(),
    longer: optional(fc.integer({ min: 32, max: 400 })),
  })
  .map(({ slots, offset, recoveryPoints, confirm, longer }) => ({
    times: slots.map((slot) => `${String(slot * 2).padStart(2, '0')}:${String(offset).padStart(2, '0')}`),
    ...(confirm ? { perDay: slots.length } : {}),
    recoveryPoints,
    // Thirty points a day apart need 31 days.
    retentionDays: longer,
  }));

const backups: fc.Arbitrary<NonNullable<SiteConfig['backup']>> = fc.record({
  database: optional(
    fc
      .tuple(objective, optional(fc.integer({ min: 300, max: 86_400 })))
      .map(([fields, restoreToWithinSeconds]) => ({ ...fields, restoreToWithinSeconds })),
  ),
  system: optional(objective),
  lock: optional(
    fc.oneof(
      fc.constant({ kind: 'governance' as const }),
      fc.record({
        kind: fc.constant('compliance' as const),
        changeableForDays: fc.integer({ min: 3, max: 36_500 }),
        acknowledgement: fc.constant('I understand that nobody, AWS included, can ever shorten this lock' as const),
      }),
    ),
  ),
});

function objectives(ceiling: number, recovers: boolean): fc.Arbitrary<NonNullable<SiteConfig['objectives']>> {
  const region = <T>(arbitrary: fc.Arbitrary<T>) => (recovers ? optional(arbitrary) : fc.constant(undefined));
  return fc.record({
    availabilityPercent: optional(fc.double({ min: 90, max: ceiling, noNaN: true })),
    instanceRtoSeconds: optional(fc.integer({ min: SLOWEST_CHECK_SECONDS, max: 10_000 })),
    writerRtoSeconds: optional(fc.integer({ min: 75, max: 10_000 })),
    zoneRtoSeconds: optional(fc.integer({ min: 105, max: 14_000 })),
    regionRtoSeconds: region(fc.integer({ min: 14_400, max: 2_000_000 })),
    // A day between backups, their windows and the copy are 115,200 seconds.
    regionRpoSeconds: region(fc.integer({ min: 115_200, max: 2_000_000 })),
  });
}

/** Whoever checks less often than a profile expects promises less for one instance. */
function promised(objectives: SiteConfig['objectives'], { web, app }: SiteConfig['tiers']): SiteConfig['objectives'] {
  return (web.healthCheck ?? app.healthCheck) === undefined
    ? objectives
    : { instanceRtoSeconds: SLOWEST_CHECK_SECONDS, ...withoutUnset(objectives) };
}

function withoutUnset(objectives: SiteConfig['objectives'] = {}): SiteConfig['objectives'] {
  return Object.fromEntries(Object.entries(objectives).filter(([, value]) => value !== undefined));
}
