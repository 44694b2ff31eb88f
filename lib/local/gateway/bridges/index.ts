import type { Answer } from '../answer';
import { withBody } from '../answer';
import { bridgeBackupVault } from './backup-vault';
import type { Bridge, BridgeContext, Substitute } from './bridge';
import { bridgeCertificate } from './certificate';
import { bridgeDbClusters } from './db-clusters';
import { bridgeDbInstances } from './db-instances';
import { bridgeFlowLogs } from './flow-logs';
import { bridgeInstances } from './instances';
import { substituteManagedResource } from './managed-resource';
import { substituteRestoreTestingPlan } from './restore-testing-plan';
import { bridgeRouteTables } from './route-tables';
import { bridgeTargetHealth } from './target-health';
import { bridgeTrailStatus } from './trail-status';
import { bridgeVpnConnections } from './vpn-connections';
import { substituteWebAclLogging } from './web-acl-logging';

/** Answers that are completed, by service and action. */
const BRIDGES: Readonly<Record<string, Bridge>> = {
  'acm:DescribeCertificate': bridgeCertificate,
  'backup:DescribeBackupVault': bridgeBackupVault,
  'cloudtrail:GetTrailStatus': bridgeTrailStatus,
  'ec2:DescribeFlowLogs': bridgeFlowLogs,
  'ec2:DescribeInstances': bridgeInstances,
  'ec2:DescribeRouteTables': bridgeRouteTables,
  'ec2:DescribeVpnConnections': bridgeVpnConnections,
  'elasticloadbalancing:DescribeTargetHealth': bridgeTargetHealth,
  'rds:DescribeDBClusters': bridgeDbClusters,
  'rds:DescribeDBInstances': bridgeDbInstances,
};

/** Answers that are given in place of the emulator's, by service and action. */
const SUBSTITUTES: Readonly<Record<string, Substitute>> = {
  'arc-zonal-shift:GetManagedResource': substituteManagedResource,
  'backup:GetRestoreTestingPlan': substituteRestoreTestingPlan,
  'wafv2:GetLoggingConfiguration': substituteWebAclLogging,
};

/** The answer as AWS would have given it; the same answer when nobody makes up for a difference. */
export async function complete(answer: Answer, context: BridgeContext): Promise<Answer> {
  const { service, action } = context.call;
  const name = `${service}:${action}`;
  const substitute = Object.hasOwn(SUBSTITUTES, name) ? SUBSTITUTES[name] : undefined;
  if (substitute !== undefined) {
    return answer.status === 200 ? answer : substitute(context);
  }
  const bridge = Object.hasOwn(BRIDGES, name) ? BRIDGES[name] : undefined;
  return bridge === undefined || answer.status !== 200
    ? answer
    : withBody(answer, await bridge(answer.body.toString('utf8'), context));
}
