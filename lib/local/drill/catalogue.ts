import { API_FAULTS } from './api-faults';
import { BACKUP_FAULTS } from './backup-faults';
import { DATABASE_FAULTS } from './database-faults';
import type { DrillFault } from './drill-fault';
import { NETWORK_FAULTS } from './network-faults';
import { TIER_FAULTS } from './tier-faults';

/** Faults that end with the repair of each, and after them those that one deployment repairs together. */
export const FAULTS: readonly DrillFault[] = [
  ...DATABASE_FAULTS,
  ...TIER_FAULTS,
  ...API_FAULTS,
  ...NETWORK_FAULTS,
  ...BACKUP_FAULTS,
];
