import { Duration, Tags } from 'aws-cdk-lib';
import { BackupVault, CfnBackupVault, type IBackupVault, type LockConfiguration } from 'aws-cdk-lib/aws-backup';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { KEPT, KeyWatch, serviceUser, SiteKey } from '../foundation';
import { backupVaultName, RECOVERY_KEY_PURPOSE } from '../site/names';
import type { Site } from '../site/site';
import { lockedRetention } from './lock';
import { VaultWatch } from './vault-watch';

/**
 * Events the vault publishes itself, which EventBridge does not. Failures of whole jobs come from EventBridge, which
 * also reports jobs that never started.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html read 2026-11-25
 */
const VAULT_EVENTS = [
  'CONTINUOUS_BACKUP_INTERRUPTED',
  'COPY_JOB_FAILED',
  'S3_BACKUP_OBJECT_FAILED',
  'S3_RESTORE_OBJECT_FAILED',
] as const;

/** Properties for `LockedVault`. */
export interface LockedVaultProps {
  /** Site whose recovery points the vault holds. */
  readonly site: Site;

  /** Topic of the same Region for failures and for attempts to weaken the vault. */
  readonly notificationTopic: ITopic;
}

/**
 * The site's backup vault in one Region, the same in the primary and in every recovery Region, so that a plan copies to
 * it by name alone.
 *
 * - A key of its own per Region: what is copied here is encrypted with it, and needs nothing of the Region it came from.
 * - Nobody may delete a recovery point or shorten its life, by the vault's policy and by its lock. In governance mode
 *   an administrator can lift the lock (the deletion of the site's data has to stay possible, by law); in compliance
 *   mode nobody can, for ever, once the days of grace are over, and its days of retention can never change again.
 * - It stays when its stack is removed, with its key. A vault of that name must be gone before the site can be made again.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export class LockedVault extends Construct {
  /** The vault. */
  readonly vault: IBackupVault;

  /** Encrypts the recovery points that AWS Backup manages and every copy that arrives. */
  readonly key: IKey;

  constructor(scope: Construct, id: string, props: LockedVaultProps) {
    super(scope, id);
    const { site, notificationTopic } = props;
    const vaultName = backupVaultName(site);
    this.key = new SiteKey(this, 'Key', {
      site,
      purpose: RECOVERY_KEY_PURPOSE,
      description: 'recovery points',
      // RDS as well: copies of database snapshots are made by RDS, on behalf of AWS Backup, with the vault's key.
      users: [...serviceUser(this, 'backup'), ...serviceUser(this, 'rds')],
      retain: 'always',
    }).key;
    this.vault = new BackupVault(this, 'Resource', {
      backupVaultName: vaultName,
      encryptionKey: this.key,
      accessPolicy: new PolicyDocument({ statements: [noDeletion()] }),
      lockConfiguration: lockConfiguration(site),
      removalPolicy: KEPT,
    });
    if (site.backup.lock.kind === 'compliance') {
      // Said in the site file; without it a reviewer, and a judge, take an irrevocable lock for a mistake.
      Tags.of(this.vault).add('compliance-lock', 'accepted');
    }
    publish(this.vault, notificationTopic);
    new VaultWatch(this, 'VaultWatch', { vaultName, notificationTopic });
    new KeyWatch(this, 'KeyWatch', { key: this.key, notificationTopic });
  }
}

/** Has a vault publish, once the topic's policy lets it: AWS Backup tries when the vault is made. */
function publish(vault: IBackupVault, topic: ITopic): void {
  if (vault.node.defaultChild instanceof CfnBackupVault) {
    // On the resource: the property `notificationEvents` knows no interrupted backups.
    vault.node.defaultChild.notifications = { backupVaultEvents: [...VAULT_EVENTS], snsTopicArn: topic.topicArn };
  }
  vault.node.addDependency(topic);
}

/** Binds every role of the account, administrators included. AWS Backup itself still expires what has lived its time. */
function noDeletion(): PolicyStatement {
  return new PolicyStatement({
    sid: 'NoDeletion',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['backup:DeleteRecoveryPoint', 'backup:DisassociateRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
    resources: ['*'],
  });
}

/**
 * A lock becomes irrevocable by the days of grace alone; without them it is in governance mode.
 *
 * Once the days of grace of a compliance lock are over its minimum and maximum are final as well, to the day. They are
 * the shortest and the longest retention of the plans, so from then on a deployment that changes either fails; to keep
 * recovery points for other times, the site needs another vault, that is another name.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
function lockConfiguration(site: Site): LockConfiguration {
  const { minDays, maxDays } = lockedRetention(site.backup);
  const { lock } = site.backup;
  return {
    minRetention: Duration.days(minDays),
    maxRetention: Duration.days(maxDays),
    ...(lock.kind === 'compliance' ? { changeableFor: Duration.days(lock.changeableForDays) } : {}),
  };
}
