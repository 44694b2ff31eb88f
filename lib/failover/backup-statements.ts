import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ExpectedVault } from '../../lambda/backup-check/contract';
import { recoveryKeyAlias } from '../site/names';
import type { Site } from '../site/site';
import type { CheckedPlan, CheckedRestoreTest } from './checked-backups';

/** Sees the site's vault in each Region, and no other. */
export function readVaults(stack: Stack, vaults: readonly ExpectedVault[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadVaults',
    actions: ['backup:DescribeBackupVault', 'backup:ListRecoveryPointsByBackupVault'],
    resources: vaults.map(({ region, vaultName }) =>
      stack.formatArn({
        service: 'backup',
        region,
        resource: 'backup-vault',
        resourceName: vaultName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ),
  });
}

/** Sees the restore test of the site, and restores of the whole account: to list them knows no resource. */
export function readRestoreTests(stack: Stack, { planArn }: CheckedRestoreTest): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadRestoreTest',
      actions: ['backup:GetRestoreTestingPlan'],
      resources: [planArn],
    }),
    new PolicyStatement({
      sid: 'ListRestores',
      actions: ['backup:ListRestoreJobs'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': stack.region } },
    }),
  ];
}

/** Sees the key of the vault in each Region, found by its alias: no template of one Region knows the id of another's key. */
export function readKeys(stack: Stack, site: Pick<Site, 'name'>, vaults: readonly ExpectedVault[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadKeys',
    actions: ['kms:DescribeKey'],
    resources: vaults.map(({ region }) =>
      stack.formatArn({ service: 'kms', region, resource: 'key', resourceName: '*' }),
    ),
    conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': recoveryKeyAlias(site) } },
  });
}

/** Sees the plans of the site. All three actions decide on the plan: a selection has no ARN of its own. */
export function readPlans(stack: Stack, plans: readonly CheckedPlan[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadPlans',
    actions: ['backup:GetBackupPlan', 'backup:GetBackupSelection', 'backup:ListBackupSelections'],
    resources: plans.map(({ plan }) =>
      stack.formatArn({
        service: 'backup',
        resource: 'backup-plan',
        resourceName: plan.backupPlanId,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ),
  });
}
