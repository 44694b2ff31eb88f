import type { Check } from '../shared/run-check';
import { checkDatabase } from './check';
import type { DatabaseClients } from './clients';
import type { DatabaseCheckEvent } from './contract';
import { databaseCheckEvent } from './event';
import { readDatabase } from './read';

/** The database check with its clients, which live as long as the container. */
export function databaseCheck(clients: DatabaseClients): Check<DatabaseCheckEvent> {
  return {
    name: 'database-check',
    event: databaseCheckEvent,
    run: async (event, abortSignal, now) => {
      const inputs = await readDatabase(event, clients, { now, abortSignal });
      return { decision: checkDatabase(event, inputs, now), inputs };
    },
  };
}
