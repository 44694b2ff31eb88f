import {
  knownNumber,
  knownText,
  possibleValues,
  resourcesOfType,
  targetOf,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
} from '../../../template';
import { readBoolean, readText, type Setting } from './fields';
import { readSpan, type Span } from './span';
import type { Store } from './stores';

/** What a database does for its own recovery. */
export interface Automated {
  /** Days of automated backups; nothing for what has none of its own. */
  readonly days: Span;
  /** Property that says so. */
  readonly property: string;
}

/** Days for which RDS keeps automated backups when a template says nothing. */
const DEFAULT_DAYS = 1;
const ANY_DAYS = { least: 0, most: 35 };

/** Point in time recovery that a store has by itself; nothing when it has none. */
export function automatedOf(store: Store, evaluator: Evaluator): Automated | undefined {
  const { resource, kind } = store;
  switch (kind) {
    case 'aurora':
    case 'cluster':
    case 'rds':
      return {
        days: readSpan(evaluator.property(resource, 'BackupRetentionPeriod'), DEFAULT_DAYS, ANY_DAYS),
        property: 'BackupRetentionPeriod',
      };
    case 'table':
      return tableRecovery(resource, evaluator);
    case 'bucket':
    case 'files':
    case 'volume':
    case 'warehouse':
      return undefined;
  }
}

/** Days to which DynamoDB restores when point in time recovery is on. */
const TABLE_DAYS = 35;

function tableRecovery(resource: TemplateResource, evaluator: Evaluator): Automated | undefined {
  const property = 'PointInTimeRecoverySpecification';
  const isOn = readBoolean(evaluator.property(resource, property, 'PointInTimeRecoveryEnabled'));
  if (isOn.kind === 'absent' || (isOn.kind === 'known' && !isOn.value)) {
    return undefined;
  }
  const days = readSpan(evaluator.property(resource, property, 'RecoveryPeriodInDays'), TABLE_DAYS, ANY_DAYS);
  return { days: isOn.kind === 'known' ? days : { ...ANY_DAYS, hidden: isOn.by }, property };
}

/** Minutes since midnight in UTC, or since Sunday midnight; `until` may lie beyond the end. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY = 1440;
const WEEK = 7 * DAY;

/** The daily window of automated backups: `03:00-03:30`. */
export function backupWindowOf(resource: TemplateResource, evaluator: Evaluator): Setting<Window> {
  return windowOf(readText(evaluator.property(resource, 'PreferredBackupWindow')), (text) => {
    const [, from, until] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? [];
    return spanOf(clock(from), clock(until), DAY);
  });
}

/** The weekly window of maintenance: `mon:19:30-mon:20:30`. */
export function maintenanceWindowOf(resource: TemplateResource, evaluator: Evaluator): Setting<Window> {
  return windowOf(readText(evaluator.property(resource, 'PreferredMaintenanceWindow')), (text) => {
    const [, day = '', from, last = '', until] = /^(\w{3}):(\d\d:\d\d)-(\w{3}):(\d\d:\d\d)$/i.exec(text) ?? [];
    const [start, end] = [day, last].map((name) => DAYS.indexOf(name.toLowerCase()));
    const [a, b] = [clock(from), clock(until)];
    return start === undefined || end === undefined || start < 0 || end < 0 || a === undefined || b === undefined
      ? undefined
      : spanOf(start * DAY + a, end * DAY + b, WEEK);
  });
}

function windowOf(text: Setting<string>, read: (text: string) => Window | undefined): Setting<Window> {
  if (text.kind !== 'known') {
    return text;
  }
  const window = read(text.value);
  return window === undefined ? { kind: 'hidden', by: `'${text.value}'` } : { kind: 'known', value: window };
}

function spanOf(from: number | undefined, until: number | undefined, round: number): Window | undefined {
  return from === undefined || until === undefined ? undefined : { from, until: until > from ? until : until + round };
}

function clock(text: string | undefined): number | undefined {
  const [hour, minute] = (text ?? '').split(':').map(Number);
  return hour === undefined || minute === undefined || !(hour < 24 && minute < 60) ? undefined : hour * 60 + minute;
}

/** A copy of a cluster in another Region, kept up by an Aurora global database. */
export interface Secondary {
  readonly region: string | undefined;
  readonly resource: TemplateResource;
  /** Seconds by which it lags at most, where that is bounded. */
  readonly boundSeconds: number | undefined;
}

const BOUND = 'rds.global_db_rpo';

/** Clusters of other Regions that follow a cluster. */
export function secondariesOf(
  store: Store,
  stores: readonly Store[],
  model: TemplateModel,
  evaluator: Evaluator,
): readonly Secondary[] {
  const global = globalOf(store.resource, model, evaluator);
  return global === undefined
    ? []
    : stores
        .filter(({ resource, isReplica }) => isReplica && globalOf(resource, model, evaluator) === global)
        .map(({ resource }) => ({
          region: resource.stack.region,
          resource,
          boundSeconds: boundOf(store.resource, evaluator),
        }));
}

/** What tells one global database from another: its resource, or the name that clusters give. */
function globalOf(
  cluster: TemplateResource,
  model: TemplateModel,
  evaluator: Evaluator,
): TemplateResource | string | undefined {
  const value = evaluator.property(cluster, 'GlobalClusterIdentifier');
  const globals = resourcesOfType(model, 'AWS::RDS::GlobalCluster');
  const own = globals.find((each) => targetOf(evaluator.property(each, 'SourceDBClusterIdentifier')) === cluster);
  const target = targetOf(value) ?? own;
  const name = knownText(value);
  return (
    target ??
    globals.find(
      (each) => name !== undefined && knownText(evaluator.property(each, 'GlobalClusterIdentifier')) === name,
    ) ??
    name
  );
}

function boundOf(cluster: TemplateResource, evaluator: Evaluator): number | undefined {
  const group = targetOf(evaluator.property(cluster, 'DBClusterParameterGroupName'));
  const value = group === undefined ? undefined : possibleValues(evaluator.property(group, 'Parameters', BOUND));
  const [only] = value ?? [];
  return value?.length === 1 && only !== undefined ? knownNumber(only) : undefined;
}
