import {
  DescribeBackupVaultCommand,
  ListRecoveryPointsByBackupVaultCommand,
  type BackupClient,
} from '@aws-sdk/client-backup';
import { DescribeDBClustersCommand, type RDSClient } from '@aws-sdk/client-rds';
import { read, readOrAbsent, readPages } from '../shared/read';
import type { BackupCheckEvent, ExpectedVault } from './contract';
import type { BackupObservation, VaultObservation } from './observation';
import { readPlan } from './read-plan';
import { clusterAnswer, recoveryPointPage, vaultAnswer } from './replies';

/** Clients of the backup check. */
export interface BackupClients {
  /** Client of a Region. */
  readonly backup: (region: string) => BackupClient;
  /** Client of the function's own Region, where the plans are. */
  readonly plans: BackupClient;
  readonly rds: RDSClient;
}

/** Asks about every Region and plan at once: one that does not answer keeps no other waiting. */
export async function readBackups(
  { vaults, backups, pointInTime }: BackupCheckEvent,
  { backup, plans, rds }: BackupClients,
  abortSignal: AbortSignal,
): Promise<BackupObservation> {
  const [ofVaults, ofPlans, cluster] = await Promise.all([
    Promise.all(
      vaults.map(async (vault) => [vault.region, await readVault(vault, backup(vault.region), abortSignal)] as const),
    ),
    Promise.all(backups.map(async ({ name, planId }) => [name, await readPlan(planId, plans, abortSignal)] as const)),
    read({
      ask: () =>
        rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: pointInTime.clusterIdentifier }), {
          abortSignal,
        }),
      schema: clusterAnswer,
    }),
  ]);
  return { vaults: Object.fromEntries(ofVaults), plans: Object.fromEntries(ofPlans), cluster };
}

/**
 * Asks about one vault. About a vault that does not exist AWS Backup mostly answers that access is denied; then it stays
 * unknown, which is right: somebody must look.
 */
async function readVault(
  { vaultName }: ExpectedVault,
  backup: BackupClient,
  abortSignal: AbortSignal,
): Promise<VaultObservation> {
  const [vault, recoveryPoints] = await Promise.all([
    readOrAbsent(
      {
        ask: () => backup.send(new DescribeBackupVaultCommand({ BackupVaultName: vaultName }), { abortSignal }),
        schema: vaultAnswer,
      },
      'ResourceNotFoundException',
    ),
    readPages({
      ask: (NextToken) =>
        backup.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: vaultName, NextToken }), {
          abortSignal,
        }),
      schema: recoveryPointPage,
    }),
  ]);
  return { vault, recoveryPoints };
}
