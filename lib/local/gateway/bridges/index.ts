import type { Call } from '../call';
import { bridgeBackupVault } from './backup-vault';
import type { Bridge } from './bridge';
import { bridgeDbClusters } from './db-clusters';
import { bridgeInstances } from './instances';
import { bridgeRouteTables } from './route-tables';
import { bridgeTargetHealth } from './target-health';

/** Answers that are completed, by service and action. */
const BRIDGES: Readonly<Record<string, Bridge>> = {
  'backup:DescribeBackupVault': bridgeBackupVault,
  'ec2:DescribeInstances': bridgeInstances,
  'ec2:DescribeRouteTables': bridgeRouteTables,
  'elasticloadbalancing:DescribeTargetHealth': bridgeTargetHealth,
  'rds:DescribeDBClusters': bridgeDbClusters,
};

/** What completes the answer to a call; `undefined` when it is passed on as it is. */
export function findBridge({ service, action }: Call): Bridge | undefined {
  return BRIDGES[`${service}:${action}`];
}
