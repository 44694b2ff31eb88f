import { PROFILES } from '../profiles';
import type { Database, Failover } from '../site';
import type { DatabaseConfig, FailoverConfig, Profile, ReaderConfig } from '../site-config';
import { ltsVersions } from '../tables/aurora-versions';

/** Greatest promotion tier of Aurora. */
const MAX_PROMOTION_TIER = 15;

/** Fills in the defaults of the database and places every instance in a zone. */
export function deriveDatabase(config: DatabaseConfig, profile: Profile, zones: readonly string[]): Database {
  const engine = config.engine ?? 'aurora-postgresql';
  const [newest] = ltsVersions(engine);
  const instanceType = config.instanceType ?? PROFILES[profile].databaseType;
  const readers = config.readers ?? defaultReaders(profile);
  const [writerZone = ''] = zones;
  const readerZones = placeReaders(readers, zones);
  return {
    engine,
    engineVersion: config.engineVersion ?? newest?.version ?? '',
    databaseName: config.databaseName ?? 'site',
    secret: config.secret ?? 'managed',
    // Only the first role: after a failover the instance is a reader, and the best one to fail back to.
    writer: { instanceType, promotionTier: 0, availabilityZone: writerZone },
    failover: deriveFailover(config.failover ?? {}, new Set([writerZone, ...readerZones]).size),
    readers: readers.map((reader, index) => ({
      name: reader.name,
      instanceType: reader.instanceType ?? instanceType,
      promotionTier: reader.promotionTier ?? Math.min(index, MAX_PROMOTION_TIER),
      availabilityZone: readerZones[index] ?? writerZone,
    })),
  };
}

/**
 * Zones a cluster spans whose failover may be acted on by default: with the writer's lost, two are left to agree on it, and
 * a reader stays beside the new writer.
 */
export const LEAST_ZONES_TO_ACT = 3;

/** What stands ready beyond Aurora's own failover, for a cluster that spans so many zones. */
export function deriveFailover({ writer, drill }: FailoverConfig, zones: number): Failover {
  return {
    writer: writer ?? (zones >= LEAST_ZONES_TO_ACT ? 'act' : 'dry-run'),
    ...(drill === undefined
      ? {}
      : {
          drill: {
            window: drill.window,
            ...(drill.production === undefined ? {} : { reason: drill.production.reason }),
          },
        }),
  };
}

/** Readers a site of the profile gets. */
export function defaultReaders(profile: Profile): readonly ReaderConfig[] {
  return Array.from({ length: PROFILES[profile].readers }, (_, index) => ({ name: `reader-${index + 1}` }));
}

/**
 * Zone of each reader: as written, or the least used one beside the writer's.
 *
 * Only readers further up in the list count, so a reader added at the end never moves another.
 */
export function placeReaders(
  readers: readonly Pick<ReaderConfig, 'availabilityZone'>[],
  zones: readonly string[],
): readonly string[] {
  const [writerZone = '', ...others] = zones;
  const placed: string[] = [];
  for (const reader of readers) {
    placed.push(reader.availabilityZone ?? leastUsed(others, placed) ?? writerZone);
  }
  return placed;
}

function leastUsed(zones: readonly string[], placed: readonly string[]): string | undefined {
  const uses = (zone: string) => placed.filter((other) => other === zone).length;
  return zones.reduce<string | undefined>(
    (best, zone) => (best === undefined || uses(zone) < uses(best) ? zone : best),
    undefined,
  );
}
