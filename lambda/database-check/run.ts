import type { RDSClient } from '@aws-sdk/client-rds';
import type { Check } from '../shared/run-check';
import { checkDatabase } from './check';
import type { DatabaseCheckEvent } from './contract';
import { databaseCheckEvent } from './event';
import { readDatabase } from './read';

/** The database check with its client, which lives as long as the container. */
export function databaseCheck(rds: RDSClient): Check<DatabaseCheckEvent> {
  return {
    name: 'database-check',
    event: databaseCheckEvent,
    run: async (event, signal, now) =>
      checkDatabase(event, await readDatabase(event.clusterIdentifier, rds, signal), now),
  };
}
