import { BackupClient } from '@aws-sdk/client-backup';
import { KMSClient } from '@aws-sdk/client-kms';
import { RDSClient } from '@aws-sdk/client-rds';
import { readClientOptions } from '../shared/client-options';
import { runCheck, type CheckResult, type RunContext } from '../shared/run-check';
import { containerSurroundings } from '../shared/surroundings';
import { backupCheck } from './run';

const check = backupCheck({
  backup: perRegion((region) => new BackupClient(readClientOptions(region))),
  kms: perRegion((region) => new KMSClient(readClientOptions(region))),
  plans: new BackupClient(readClientOptions()),
  rds: new RDSClient(readClientOptions()),
});
const surroundings = containerSurroundings();

/** Runs one check of the backups. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, surroundings);
}

/** Makes one client for each Region, when it is first asked for. */
function perRegion<C>(make: (region: string) => C): (region: string) => C {
  const clients = new Map<string, C>();
  return (region) => {
    const client = clients.get(region) ?? make(region);
    clients.set(region, client);
    return client;
  };
}
