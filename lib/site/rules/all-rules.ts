import { addressRules } from './address-rules';
import { backupRules } from './backup-rules';
import { databaseRules } from './database-rules';
import { domainRules } from './domain-rules';
import { edgeRules } from './edge-rules';
import { failoverRules } from './failover-rules';
import { objectiveRules } from './objective-rules';
import { operationsRules } from './operations-rules';
import { regionRules } from './region-rules';
import type { Rule } from './rule';
import { tierRules } from './tier-rules';
import { windowRules } from './window-rules';

/** Every rule a site must keep besides the form of its fields. */
export const ALL_RULES: readonly Rule[] = [
  regionRules,
  addressRules,
  domainRules,
  edgeRules,
  windowRules,
  tierRules,
  databaseRules,
  failoverRules,
  backupRules,
  objectiveRules,
  operationsRules,
];
