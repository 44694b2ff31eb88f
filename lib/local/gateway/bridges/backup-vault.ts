import { z } from 'zod';
import { requireParameter } from '../call';
import type { Bridge } from './bridge';

/** What `DescribeBackupVault` says of a lock. */
export interface VaultLock {
  readonly Locked: true;
  /** Days. */
  readonly MinRetentionDays?: number;
  /** Days. */
  readonly MaxRetentionDays?: number;
}

const lockedVault = z.object({
  LockConfiguration: z.object({
    // A value that CloudFormation has still to compute is left out.
    MinRetentionDays: z.number().optional().catch(undefined),
    MaxRetentionDays: z.number().optional().catch(undefined),
  }),
});

/**
 * The lock that a vault's stack has put on it; `undefined` when there is none.
 *
 * @param properties - of the vault in the template of its stack
 */
export function findLock(properties: unknown): VaultLock | undefined {
  const parsed = lockedVault.safeParse(properties);
  if (!parsed.success) {
    return undefined;
  }
  const { MinRetentionDays, MaxRetentionDays } = parsed.data.LockConfiguration;
  return {
    Locked: true,
    ...(MinRetentionDays === undefined ? {} : { MinRetentionDays }),
    ...(MaxRetentionDays === undefined ? {} : { MaxRetentionDays }),
  };
}

/** `DescribeBackupVault`: the emulator drops the lock of a vault and says that it has none. */
export const bridgeBackupVault: Bridge = async (body, { call, view }) => {
  const vaultName = requireParameter(call, 'BackupVaultName');
  return completeVault(
    body,
    findLock((await view.deployedResource('AWS::Backup::BackupVault', vaultName))?.properties),
  );
};

/** States the lock of a vault. */
export function completeVault(body: string, lock: VaultLock | undefined): string {
  return lock === undefined ? body : JSON.stringify({ ...(JSON.parse(body) as object), ...lock });
}
