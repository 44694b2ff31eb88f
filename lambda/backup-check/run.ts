import type { Check } from '../shared/run-check';
import { checkBackups } from './check';
import type { BackupCheckEvent } from './contract';
import { backupCheckEvent } from './event';
import { readBackups, type BackupClients } from './read';

/** The backup check with its clients, which live as long as the container. */
export function backupCheck(clients: BackupClients): Check<BackupCheckEvent> {
  return {
    name: 'backup-check',
    event: backupCheckEvent,
    run: async (event, signal, now) => {
      const inputs = await readBackups(event, clients, signal);
      return { decision: checkBackups(event, inputs, now), inputs };
    },
  };
}
