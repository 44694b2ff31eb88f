import type { DomainConfig } from '../../lib/site/config/network-config';
import type { Site } from '../../lib/site/site';
import { watchRegion } from '../../lib/stacks/watch-stack';
import type { FunctionGrants } from './policies';
import { plumbing, type Need, type Place } from './need';
import { NEEDS } from './needs';

/** Where a function of a site stands. */
export function placeOf(site: Site, found: FunctionGrants): Place {
  const { primary, recovery } = site.regions;
  const { domain } = site;
  return {
    path: found.path,
    region: found.region ?? primary.region,
    site: site.name,
    primaryRegion: primary.region,
    recoveryRegions: recovery.map(({ region }) => region),
    availabilityZones: primary.availabilityZones,
    certificates: domain === undefined ? [] : certificatesOf(domain),
    watchRegion: watchRegion(site),
    drills: site.database.failover.drill !== undefined,
  };
}

function certificatesOf(domain: DomainConfig): readonly string[] {
  return domain.kind === 'certificates'
    ? [domain.edgeCertificateArn, domain.originCertificateArn]
    : ['${Certificate/Resource.Ref}', '${us-east-1:Certificate/Resource.Ref}'];
}

/** Everything a function needs, with the reason for each. */
export function needsOf(site: Site, found: FunctionGrants): readonly Need[] {
  const place = placeOf(site, found);
  const needs = NEEDS[found.name];
  if (needs === undefined) {
    throw new Error(`nobody has written down what ${found.name} needs`);
  }
  return [...plumbing(place), ...needs(place)];
}

/** How a role differs from what its function needs. */
export interface Difference {
  /** Needed and not granted. */
  readonly missing: readonly string[];
  /** Granted and not needed. */
  readonly needless: readonly string[];
}

/** Compares the grants of a role with needs. */
export function compareGrants(grants: Iterable<string>, needs: readonly Need[]): Difference {
  const held = new Set(grants);
  const needed = new Set(needs.flatMap((need) => need.grants));
  return {
    missing: [...needed].filter((grant) => !held.has(grant)).sort(),
    needless: [...held].filter((grant) => !needed.has(grant)).sort(),
  };
}

/** Operations that the needs of a function name. */
export function neededCalls(needs: readonly Need[]): readonly string[] {
  const calls = needs.flatMap(({ because }) => ('call' in because ? [because.call] : []));
  return [...new Set(calls)].sort();
}
