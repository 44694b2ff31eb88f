import {
  DescribeBackupVaultCommand,
  ListRecoveryPointsByBackupVaultCommand,
  type BackupClient,
} from '@aws-sdk/client-backup';
import { DescribeKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { DescribeDBClustersCommand, type RDSClient } from '@aws-sdk/client-rds';
import { unknown, type Observed } from '../shared/observed';
import { read, readOrAbsent, readPages } from '../shared/read';
import type { BackupCheckEvent, ExpectedVault } from './contract';
import type { BackupObservation, KeyState, VaultObservation, VaultState } from './observation';
import { readPlan } from './read-plan';
import { readRestoreTests } from './read-restore-tests';
import { clusterAnswer, keyAnswer, recoveryPointPage, vaultAnswer } from './replies';

/** Clients of the backup check. */
export interface BackupClients {
  /** Client of a Region. */
  readonly backup: (region: string) => BackupClient;
  /** Client of a Region. */
  readonly kms: (region: string) => KMSClient;
  /** Client of the function's own Region, where the plans are. */
  readonly plans: BackupClient;
  readonly rds: RDSClient;
}

/** Asks about every Region and plan at once: one that does not answer keeps no other waiting. */
export async function readBackups(
  { vaults, backups, pointInTime, restoreTest }: BackupCheckEvent,
  clients: BackupClients,
  abortSignal: AbortSignal,
): Promise<BackupObservation> {
  const { plans, rds } = clients;
  const [ofVaults, ofPlans, cluster, restoreTests] = await Promise.all([
    Promise.all(vaults.map(async (vault) => [vault.region, await readVault(vault, clients, abortSignal)] as const)),
    Promise.all(backups.map(async ({ name, planId }) => [name, await readPlan(planId, plans, abortSignal)] as const)),
    read({
      ask: () =>
        rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: pointInTime.clusterIdentifier }), {
          abortSignal,
        }),
      schema: clusterAnswer,
    }),
    readRestoreTests(restoreTest, plans, abortSignal),
  ]);
  return { vaults: Object.fromEntries(ofVaults), plans: Object.fromEntries(ofPlans), cluster, restoreTests };
}

/**
 * Asks about one vault. About a vault that does not exist AWS Backup mostly answers that access is denied; then it stays
 * unknown, which is right: somebody must look.
 */
async function readVault(
  { region, vaultName }: ExpectedVault,
  clients: BackupClients,
  abortSignal: AbortSignal,
): Promise<VaultObservation> {
  const backup = clients.backup(region);
  const [{ vault, key }, recoveryPoints] = await Promise.all([
    readVaultAndKey(vaultName, backup, clients.kms(region), abortSignal),
    readPages({
      ask: (NextToken) =>
        backup.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: vaultName, NextToken }), {
          abortSignal,
        }),
      schema: recoveryPointPage,
    }),
  ]);
  return { vault, key, recoveryPoints };
}

/** Only the vault knows its key. */
async function readVaultAndKey(
  BackupVaultName: string,
  backup: BackupClient,
  kms: KMSClient,
  abortSignal: AbortSignal,
): Promise<Pick<VaultObservation, 'vault' | 'key'>> {
  const vault = await readOrAbsent(
    {
      ask: () => backup.send(new DescribeBackupVaultCommand({ BackupVaultName }), { abortSignal }),
      schema: vaultAnswer,
    },
    'ResourceNotFoundException',
  );
  return { vault, key: await readKey(vault, kms, abortSignal) };
}

async function readKey(
  vault: Observed<VaultState | 'absent'>,
  kms: KMSClient,
  abortSignal: AbortSignal,
): Promise<Observed<KeyState | 'absent'>> {
  const KeyId = vault.kind === 'known' && vault.value !== 'absent' ? vault.value.keyArn : undefined;
  if (KeyId === undefined) {
    return unknown('Incomplete', 'no vault names it');
  }
  const key = await readOrAbsent(
    { ask: () => kms.send(new DescribeKeyCommand({ KeyId }), { abortSignal }), schema: keyAnswer },
    'NotFoundException',
  );
  return key.kind === 'known' && key.value !== 'absent' && key.value.arn !== KeyId
    ? unknown('Contradictory', 'KMS describes another key than the vault names')
    : key;
}
