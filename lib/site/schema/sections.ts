import { DEFAULT_ENVIRONMENT } from '../derive/derive-site';
import type { FaultCollector, Report } from '../input/fault-collector';
import { show, type FieldPath } from '../input/show';
import type {
  BackupConfig,
  CapacityConfig,
  DatabaseConfig,
  DomainConfig,
  EdgeConfig,
  Environment,
  NetworkConfig,
  ObjectivesConfig,
  OperationsConfig,
  PrimaryRegionConfig,
  Profile,
  RecoveryRegionConfig,
  Standard,
  TierConfig,
} from '../site-config';
import { checkSection, unknownField } from './check-section';
import { knownFields } from './field-order';
import { siteSchema } from './site';

/**
 * Parts of a configuration, each checked on its own, so that one faulty part does not hide the faults of another.
 *
 * `undefined` is a part with faults; an optional part the user left out is empty or `none`.
 */
export interface Sections {
  readonly profile: Profile | undefined;
  readonly account: string | 'none' | undefined;
  readonly environment: Environment | undefined;
  readonly standards: readonly Standard[] | undefined;
  readonly primary: PrimaryRegionConfig | undefined;
  readonly recovery: readonly RecoveryRegionConfig[] | undefined;
  readonly residency: readonly string[] | 'none' | undefined;
  readonly network: NetworkConfig | undefined;
  readonly domain: DomainConfig | 'none' | undefined;
  readonly edge: EdgeConfig | undefined;
  readonly capacity: CapacityConfig | undefined;
  readonly web: TierConfig | undefined;
  readonly app: TierConfig | undefined;
  readonly database: DatabaseConfig | undefined;
  readonly backup: BackupConfig | undefined;
  readonly objectives: ObjectivesConfig | undefined;
  readonly operations: OperationsConfig | undefined;
}

/** Checks the form of every field. */
export function checkSections(config: unknown, collector: FaultCollector): Sections {
  const { shape } = siteSchema;
  const { report } = collector;
  const site = fields(config, [], collector);
  const regions = fields(site.regions, ['regions'], collector);
  const tiers = fields(site.tiers, ['tiers'], collector);
  checkSection(shape.name, site.name, ['name'], report);
  checkSection(shape.owner, site.owner, ['owner'], report);
  checkSection(shape.dataClass, site.dataClass, ['dataClass'], report);
  checkSection(shape.protection, site.protection, ['protection'], report);
  return {
    profile: checkSection(shape.profile, site.profile, ['profile'], report),
    account: site.account === undefined ? 'none' : checkSection(shape.account, site.account, ['account'], report),
    environment: checkSection(
      shape.environment,
      orElse(site.environment, DEFAULT_ENVIRONMENT),
      ['environment'],
      report,
    ),
    standards: checkSection(shape.standards, orElse(site.standards, []), ['standards'], report),
    ...checkRegions(regions, report),
    network: checkSection(shape.network, orElse(site.network, {}), ['network'], report),
    domain: site.domain === undefined ? 'none' : checkSection(shape.domain, site.domain, ['domain'], report),
    edge: checkSection(shape.edge, orElse(site.edge, {}), ['edge'], report),
    capacity: checkSection(shape.capacity, site.capacity, ['capacity'], report),
    web: checkSection(shape.tiers.shape.web, tiers.web, ['tiers', 'web'], report),
    app: checkSection(shape.tiers.shape.app, tiers.app, ['tiers', 'app'], report),
    database: checkSection(shape.database, orElse(site.database, {}), ['database'], report),
    backup: checkSection(shape.backup, orElse(site.backup, {}), ['backup'], report),
    objectives: checkSection(shape.objectives, orElse(site.objectives, {}), ['objectives'], report),
    operations: checkSection(shape.operations, site.operations, ['operations'], report),
  };
}

function checkRegions(
  regions: Readonly<Record<string, unknown>>,
  report: Report,
): Pick<Sections, 'primary' | 'recovery' | 'residency'> {
  const { shape } = siteSchema.shape.regions;
  return {
    primary: checkSection(shape.primary, regions.primary, ['regions', 'primary'], report),
    recovery: checkSection(shape.recovery, orElse(regions.recovery, []), ['regions', 'recovery'], report),
    residency:
      regions.residency === undefined
        ? 'none'
        : checkSection(shape.residency, regions.residency, ['regions', 'residency'], report),
  };
}

/** Only what is left out is replaced: `null` is a fault. */
function orElse(value: unknown, fallback: unknown): unknown {
  return value === undefined ? fallback : value;
}

/** Fields of an object whose parts are checked one by one; unknown ones are faults. */
function fields(value: unknown, path: FieldPath, collector: FaultCollector): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    // A missing object is told by its missing parts, but for the site itself and its groups, which are named.
    collector.refuse(path, {
      must: value === undefined ? 'must be given' : 'must be an object',
      got: show(value),
      hint: 'write an object',
      code: value === undefined ? 'FieldMissing' : 'TypeInvalid',
    });
    return {};
  }
  const known = knownFields(path);
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      collector.report([...path, key], unknownField(key, known));
    }
  }
  return value as Readonly<Record<string, unknown>>;
}
