import { BackupClient } from '@aws-sdk/client-backup';
import { RDSClient } from '@aws-sdk/client-rds';
import { readClientOptions } from '../shared/client-options';
import { systemClock } from '../shared/clock';
import { runCheck, writeLine, type CheckResult, type RunContext } from '../shared/run-check';
import { backupCheck } from './run';

const backups = new Map<string, BackupClient>();

const check = backupCheck({
  backup: clientOf,
  plans: new BackupClient(readClientOptions()),
  rds: new RDSClient(readClientOptions()),
});

/** Runs one check of the backups. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, { clock: systemClock, write: writeLine });
}

/** The container's client of a Region. */
function clientOf(region: string): BackupClient {
  const client = backups.get(region) ?? new BackupClient(readClientOptions(region));
  backups.set(region, client);
  return client;
}
