import {
  asBoolean,
  asList,
  asNumber,
  asObject,
  asString,
  at,
  findTarget,
  resolve,
  resourcesOfType,
  textOf,
  type JsonObject,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { arnParts } from './arns';

/** Types of vaults. */
export const VAULT = 'AWS::Backup::BackupVault';

/** One rule of a backup plan. */
export interface BackupRule {
  readonly name: string;
  readonly property: string;
  readonly schedule: string | undefined;
  readonly startWindowMinutes: number;
  readonly completionWindowMinutes: number;
  readonly continuous: boolean;
  readonly deleteAfterDays: number | undefined;
  readonly movesToColdStorage: boolean;
  readonly vault: VaultName;
  readonly copies: readonly { readonly vault: VaultName; readonly deleteAfterDays: number | undefined }[];
}

/** A vault as a plan names it. */
export interface VaultName {
  readonly text: string;
  /** The vault, when it is in the templates. */
  readonly resource: TemplateResource | undefined;
}

/** Windows AWS Backup takes when a rule names none: 8 hours to start, 7 days to complete. */
const DEFAULT_WINDOWS = { start: 480, completion: 10_080 } as const;

/** Every backup plan with its rules. */
export function backupPlansOf(
  model: TemplateModel,
): readonly { readonly plan: TemplateResource; readonly rules: readonly BackupRule[] }[] {
  return resourcesOfType(model, 'AWS::Backup::BackupPlan').map((plan) => ({
    plan,
    rules: asList(at(plan.properties, 'BackupPlan', 'BackupPlanRule')).map((rule, index) =>
      ruleOf(model, plan, asObject(rule), index),
    ),
  }));
}

/** Resources a plan backs up by name; selections by tag name none. */
export function selectedResources(model: TemplateModel, plan: TemplateResource): readonly TemplateResource[] {
  return resourcesOfType(model, 'AWS::Backup::BackupSelection')
    .filter(({ properties, stack }) => findTarget(model, stack, properties['BackupPlanId']) === plan)
    .flatMap(({ properties, stack }) =>
      asList(at(properties, 'BackupSelection', 'Resources')).flatMap((value) => findTarget(model, stack, value) ?? []),
    );
}

function ruleOf(model: TemplateModel, plan: TemplateResource, rule: JsonObject, index: number): BackupRule {
  return {
    name: asString(rule['RuleName']) ?? String(index),
    property: `Properties.BackupPlan.BackupPlanRule.${String(index)}`,
    schedule: asString(rule['ScheduleExpression']),
    startWindowMinutes: asNumber(rule['StartWindowMinutes']) ?? DEFAULT_WINDOWS.start,
    completionWindowMinutes: asNumber(rule['CompletionWindowMinutes']) ?? DEFAULT_WINDOWS.completion,
    continuous: asBoolean(rule['EnableContinuousBackup']) === true,
    deleteAfterDays: asNumber(at(rule, 'Lifecycle', 'DeleteAfterDays')),
    movesToColdStorage: at(rule, 'Lifecycle', 'MoveToColdStorageAfterDays') !== undefined,
    vault: vaultOf(model, plan, rule['TargetBackupVault'], plan.stack.region),
    copies: asList(rule['CopyActions']).map((copy) => ({
      vault: vaultOf(model, plan, at(copy, 'DestinationBackupVaultArn'), undefined),
      deleteAfterDays: asNumber(at(copy, 'Lifecycle', 'DeleteAfterDays')),
    })),
  };
}

/** Plans name the vault of their Region by its name, and others by an ARN in which the name is fixed. */
function vaultOf(
  model: TemplateModel,
  plan: TemplateResource,
  value: JsonValue | undefined,
  region: string | undefined,
): VaultName {
  const target = findTarget(model, plan.stack, value);
  const text = textOf(resolve(model, plan.stack, value));
  const arn = arnParts(text);
  const named = (name: string, where: string | undefined) =>
    resourcesOfType(model, VAULT).find(
      ({ properties, stack }) =>
        stack.region === where && textOf(resolve(model, stack, properties['BackupVaultName'])) === name,
    );
  return {
    text,
    resource:
      target?.type === VAULT
        ? target
        : arn === undefined
          ? named(text, region)
          : named(arn.resource.replace(/^backup-vault:/, ''), arn.region),
  };
}
