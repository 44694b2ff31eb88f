import { decide, merge, type Decision } from '../shared/decision';
import { checkDistribution, checkProtection, checkWebAclLog } from './check-edge';
import { checkFlowLogs, checkLogGroup } from './check-logs';
import { checkTopics } from './check-topics';
import { checkTrails } from './check-trails';
import { counted } from './conclude';
import { AUDIT_METRICS, type AuditCheckEvent } from './contract';
import type { AuditObservation } from './observation';

/**
 * Decides whether what happens still leaves a trace, whether the web ACL still protects, and whether alarms still reach
 * people. Nothing of it costs the service at once; all of it is missed when it is needed.
 */
export function checkAudit(expected: AuditCheckEvent, observed: AuditObservation, now: Date): Decision {
  const { flowLog, logGroups, trail, edge, topics } = expected;
  const traces = merge([
    checkFlowLogs(flowLog, observed.flowLogs),
    ...logGroups.map((group) => checkLogGroup(group, observed.logGroups[group.id], now)),
    checkTrails(trail.maximumDeliveryAgeSeconds, observed.trails, now),
    checkWebAclLog(edge, observed.edge),
  ]);
  return decide(
    merge([
      counted(AUDIT_METRICS.gaps, traces),
      counted(AUDIT_METRICS.securityDegraded, checkProtection(edge, observed.edge)),
      checkDistribution(edge, observed.edge),
      checkTopics(topics, observed.topics),
    ]),
  );
}
