export { FACTS, factOf, type Fact, type FactId } from './facts';
export type { BackupObjectives, LeftOut, Protection, RegionObjective, VaultLock } from './objectives/objectives';
export { parseObjectives, readObjectives, type ReadObjectives } from './objectives/parse-objectives';
export { objectivesSchema } from './objectives/schema';
export type { ObjectivesSource } from './objectives/source';
export { Calendar } from './prove/calendar';
export { proveBackups, type ProveOptions } from './prove/prove-backups';
export { formatInstant, HORIZON, type Horizon } from './schedule/time';
export {
  BACKUP_CHECKS,
  type BackupCheck,
  type BackupOrigin,
  type BackupProof,
  type BackupReport,
  type BackupVerdict,
  type Basis,
  type CounterExample,
  type Part,
  type Words,
} from './types';
