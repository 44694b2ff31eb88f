import {
  knownText,
  resourceKey,
  resourcesOfType,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
  type Value,
} from '../../../template';
import { readSchedule, type ReadSchedule } from '../schedule/cron';
import { fieldOf, listOf, readBoolean, readText, valueOr, type Setting } from './fields';
import { mapSpan, readSpan, type Span } from './span';
import { vaultByArn, vaultByName, type Vault, type VaultUse } from './vaults';

/** A backup plan. */
export interface Plan {
  readonly resource: TemplateResource;
  readonly key: string;
  readonly exists: 'yes' | 'unknown';
  /** `undefined` when even how many there are is hidden. */
  readonly rules: readonly Rule[] | undefined;
}

/** A rule of a plan. */
export interface Rule {
  readonly plan: TemplateResource;
  /** `<plan>/<name>`. */
  readonly key: string;
  readonly name: string;
  /** Property of the plan that holds it. */
  readonly property: string;
  readonly schedule: ReadSchedule | { readonly kind: 'hidden'; readonly by: string };
  readonly timeZone: Setting<string>;
  /** Minutes within which a job starts. */
  readonly startWindow: Span;
  /** Minutes within which a job is complete. */
  readonly completionWindow: Span;
  /** `undefined` when it is hidden. */
  readonly continuous: boolean | undefined;
  /** Days until a recovery point may be deleted; without end when there is none. */
  readonly keptDays: Span;
  /** Days until a recovery point moves to cold storage; without end when it never does. */
  readonly warmDays: Span;
  readonly vault: VaultUse;
  /** `undefined` when even how many there are is hidden. */
  readonly copies: readonly Copy[] | undefined;
}

/** A copy that a rule makes. */
export interface Copy {
  readonly property: string;
  readonly vault: VaultUse;
  readonly keptDays: Span;
  readonly warmDays: Span;
}

/** Schedule of a rule that has none. */
const DEFAULT_SCHEDULE = 'cron(0 5 ? * * *)';
/** Minutes: 8 hours. */
export const DEFAULT_START_WINDOW = 480;
/** Minutes: 7 days. */
export const DEFAULT_COMPLETION_WINDOW = 10_080;

const ANY_MINUTES = { least: 0, most: Infinity };
const ANY_DAYS = { least: 1, most: Infinity };

/** Every plan of the templates. */
export function readPlans(model: TemplateModel, evaluator: Evaluator, vaults: readonly Vault[]): readonly Plan[] {
  return resourcesOfType(model, 'AWS::Backup::BackupPlan').flatMap((resource) => {
    const exists = evaluator.exists(resource);
    const rules = listOf(evaluator.property(resource, 'BackupPlan', 'BackupPlanRule'));
    return exists === 'no'
      ? []
      : [
          {
            resource,
            key: resourceKey(resource),
            exists,
            rules: rules?.map((rule, index) => ruleOf(resource, rule, index, vaults)),
          },
        ];
  });
}

function ruleOf(plan: TemplateResource, value: Value, index: number, vaults: readonly Vault[]): Rule {
  const name = knownText(fieldOf(value, 'RuleName')) ?? `rule ${String(index)}`;
  const property = `BackupPlan.BackupPlanRule[${String(index)}]`;
  const keptDays = daysOf(fieldOf(value, 'Lifecycle'), 'DeleteAfterDays');
  return {
    plan,
    key: `${resourceKey(plan)}/${name}`,
    name,
    property,
    schedule: scheduleOf(fieldOf(value, 'ScheduleExpression')),
    timeZone: readText(fieldOf(value, 'ScheduleExpressionTimezone')),
    startWindow: readSpan(fieldOf(value, 'StartWindowMinutes'), DEFAULT_START_WINDOW, ANY_MINUTES),
    completionWindow: readSpan(fieldOf(value, 'CompletionWindowMinutes'), DEFAULT_COMPLETION_WINDOW, ANY_MINUTES),
    continuous: continuousOf(fieldOf(value, 'EnableContinuousBackup')),
    keptDays,
    warmDays: daysOf(fieldOf(value, 'Lifecycle'), 'MoveToColdStorageAfterDays'),
    vault: vaultOf(plan, value, vaults),
    copies: listOf(fieldOf(value, 'CopyActions'))?.map((copy, at) => ({
      property: `${property}.CopyActions[${String(at)}]`,
      vault: vaultByArn(vaults, plan.stack, fieldOf(copy, 'DestinationBackupVaultArn')),
      keptDays: copiedDays(fieldOf(copy, 'Lifecycle'), keptDays),
      warmDays: daysOf(fieldOf(copy, 'Lifecycle'), 'MoveToColdStorageAfterDays'),
    })),
  };
}

/** What goes straight to a logically air-gapped vault follows rules of its own. */
function vaultOf(plan: TemplateResource, rule: Value, vaults: readonly Vault[]): VaultUse {
  const named = vaultByName(vaults, plan.stack, fieldOf(rule, 'TargetBackupVault'));
  return fieldOf(rule, 'TargetLogicallyAirGappedBackupVaultArn').kind === 'absent'
    ? named
    : { ...named, text: 'a logically air-gapped vault', vault: undefined };
}

function scheduleOf(value: Value): Rule['schedule'] {
  const read = readText(value);
  return read.kind === 'hidden' ? { kind: 'hidden', by: read.by } : readSchedule(valueOr(read, DEFAULT_SCHEDULE));
}

function continuousOf(value: Value): boolean | undefined {
  const read = readBoolean(value);
  return read.kind === 'hidden' ? undefined : valueOr(read, false);
}

function daysOf(lifecycle: Value, field: string): Span {
  const days = readSpan(fieldOf(lifecycle, field), Infinity, ANY_DAYS);
  // -1 is for ever.
  return mapSpan(days, (number) => (number < 0 ? Infinity : number));
}

/** A copy without a retention, or with one that never ends, has that of its source. */
function copiedDays(lifecycle: Value, source: Span): Span {
  const own = daysOf(lifecycle, 'DeleteAfterDays');
  return own.hidden === undefined && own.least === Infinity ? source : own;
}
