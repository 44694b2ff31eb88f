import { placeReaders, deriveDatabase } from '../derive/derive-database';
import { selectZones } from '../derive/select-zones';
import type { Report } from '../input/fault-collector';
import { PROFILES } from '../profiles';
import type { Database } from '../site';
import type { DatabaseConfig, Profile } from '../site-config';
import { ltsVersions } from '../tables/aurora-versions';
import { reportTwins, type Rule } from './rule';

/** Version, classes, readers and their promotion. */
export const databaseRules: Rule = ({ database, primary, profile }, report) => {
  if (database === undefined) {
    return;
  }
  checkVersion(database, report);
  reportTwins(
    (database.readers ?? []).map(({ name }) => name),
    ['database', 'readers'],
    report,
  );
  if (profile === undefined) {
    return;
  }
  checkReaderCount(database, profile, report);
  const resolved = deriveDatabase(database, profile, []);
  checkClasses(resolved, database, profile, report);
  checkPromotion(resolved, report);
  const zones = primary === undefined ? [] : selectZones(primary, profile);
  if (zones.length >= 2 && new Set(zones).size === zones.length) {
    checkReaderZones(database, zones, report);
  }
};

function checkVersion({ engine = 'aurora-postgresql', engineVersion }: DatabaseConfig, report: Report): void {
  const versions = ltsVersions(engine).map(({ version }) => version);
  if (engineVersion !== undefined && !versions.includes(engineVersion)) {
    report(['database', 'engineVersion'], {
      must: `must be a long-term-support version of ${engine}: ${versions.join(', ')}`,
      got: `'${engineVersion}'`,
      hint: `use '${versions[0] ?? ''}', or leave it out`,
      code: 'EngineVersionUnknown',
    });
  }
}

function checkReaderCount({ readers }: DatabaseConfig, profile: Profile, report: Report): void {
  const least = PROFILES[profile].readers;
  if (readers !== undefined && readers.length < least) {
    report(['database', 'readers'], {
      must: `must have at least ${least} in profile '${profile}'; without one, a lost writer takes up to 10 minutes to replace`,
      got: String(readers.length),
      hint: 'add readers, or leave the list out',
      code: 'ReadersMissing',
    });
  }
}

/** Burstable classes run out of credits under load: AWS advises them for development and test only. */
function checkClasses(resolved: Database, config: DatabaseConfig, profile: Profile, report: Report): void {
  if (profile === 'starter') {
    return;
  }
  const instances = [
    { path: ['database', 'instanceType'], instanceType: config.instanceType },
    ...resolved.readers.map((_, index) => ({
      path: ['database', 'readers', index, 'instanceType'],
      instanceType: config.readers?.[index]?.instanceType,
    })),
  ];
  for (const { path, instanceType } of instances) {
    if (instanceType?.startsWith('t') === true) {
      report(path, {
        must: `must not be a burstable class in profile '${profile}'`,
        got: `'${instanceType}'`,
        hint: `use '${PROFILES[profile].databaseType}' or larger`,
        code: 'InstanceClassTooSmall',
      });
    }
  }
}

/** The reader Aurora promotes must carry what the writer carried. */
function checkPromotion({ readers, writer }: Database, report: Report): void {
  const lowest = Math.min(...readers.map(({ promotionTier }) => promotionTier));
  const types = new Set([writer.instanceType, ...readers.map(({ instanceType }) => instanceType)]);
  if (readers.length > 1 && types.size > 1 && readers.every(({ promotionTier }) => promotionTier === lowest)) {
    report(['database', 'readers'], {
      must: 'must have different promotion tiers where classes differ',
      got: `tier ${lowest} for all, and ${[...types].join(', ')}`,
      hint: `give the readers of class ${writer.instanceType} the lowest promotionTier`,
      code: 'PromotionTiersAmbiguous',
    });
    return;
  }
  readers.forEach((reader, index) => {
    if (reader.promotionTier === lowest && reader.instanceType !== writer.instanceType) {
      report(['database', 'readers', index, 'instanceType'], {
        must: `must be the writer's class ${writer.instanceType}, because this reader is promoted first`,
        got: `'${reader.instanceType}'`,
        hint: 'use that class, or give a reader of that class a lower promotionTier',
        code: 'FailoverTargetTooSmall',
      });
    }
  });
}

function checkReaderZones({ readers = [] }: DatabaseConfig, zones: readonly string[], report: Report): void {
  const [writerZone = '', ...others] = zones;
  const placed = placeReaders(readers, zones);
  readers.forEach((reader, index) => {
    const zone = reader.availabilityZone;
    const path = ['database', 'readers', index, 'availabilityZone'];
    if (zone === undefined) {
      return;
    }
    if (!zones.includes(zone)) {
      report(path, {
        must: `must be a zone of the site: ${zones.join(', ')}`,
        got: `'${zone}'`,
        hint: 'use one of them, or leave it out',
        code: 'ReaderZoneUnknown',
      });
      return;
    }
    const free = others.find((other) => !placed.includes(other));
    const shared = zone === writerZone || placed.filter((other) => other === zone).length > 1;
    if (free !== undefined && shared) {
      report(path, {
        must: `must not share a zone while ${free} has no instance`,
        got: `'${zone}'`,
        hint: `use '${free}', or leave it out`,
        code: 'ReaderZoneShared',
      });
    }
  });
}
