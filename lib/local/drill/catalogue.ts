import { API_WAVES } from './api-faults';
import { AUDIT_FAULTS } from './audit-faults';
import { LOST_BACKUP_FAULTS } from './backup-faults';
import { ONE_ZONE, READERS_LOST, WRITER_FAULTS } from './database-faults';
import { LEASE_THROTTLED, PROBES_SILENT, RECORDS_UNWRITABLE, WRITER_LOST_FAULTS } from './decider-faults';
import type { DrillFault, Wave } from './drill-fault';
import { LOST_NETWORK_FAULTS, ROUTE_REMOVED, ZONAL_SHIFT } from './network-faults';
import { SITE_DOWN, SITE_WITHOUT_POST } from './site-faults';
import { SERVER_FAULTS, ZONE_FAULTS } from './tier-faults';
import { UPKEEP_FAULTS } from './upkeep-faults';

/**
 * Faults that are at work together, wave after wave: those of a wave concern different functions, or different things that one
 * function watches. The last wave is repaired by a deployment; every other one by itself.
 */
export const WAVES: readonly Wave[] = [
  {
    title: 'the writer crashes, a server of each tier stops, nothing can be bought, and upkeep is neglected',
    faults: [...WRITER_FAULTS, ...SERVER_FAULTS, SITE_WITHOUT_POST, ...AUDIT_FAULTS, ...UPKEEP_FAULTS],
  },
  { title: 'a whole zone is lost', faults: ZONE_FAULTS },
  { title: 'no reader is left, and probes are silent', faults: [READERS_LOST, PROBES_SILENT, ZONAL_SHIFT] },
  {
    title: 'the database drifts into one zone, a route is removed, and the site answers nobody',
    faults: [ONE_ZONE, ROUTE_REMOVED, LEASE_THROTTLED, SITE_DOWN],
  },
  ...API_WAVES,
  { title: 'decision records cannot be written', faults: RECORDS_UNWRITABLE },
  { title: 'the writer is lost, and Aurora does not replace it', faults: WRITER_LOST_FAULTS },
  { title: 'what is watched is deleted', faults: [...LOST_NETWORK_FAULTS, ...LOST_BACKUP_FAULTS] },
];

/** Every fault of every wave. */
export const FAULTS: readonly DrillFault[] = WAVES.flatMap(({ faults }) => faults);
