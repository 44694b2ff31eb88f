import { DescribeFlowLogsCommand } from '@aws-sdk/client-ec2';
import { readPages } from '../shared/read';
import type { AuditClients, Asking } from './clients';
import type { AuditCheckEvent } from './contract';
import type { AuditObservation } from './observation';
import { readEdge } from './read-edge';
import { readLogGroups } from './read-logs';
import { readTopic } from './read-topics';
import { readTrails } from './read-trails';
import { flowLogPage } from './replies-logs';

/** Asks about everything at once; each answer stands or falls alone. */
export async function readAudit(
  event: AuditCheckEvent,
  clients: AuditClients,
  asking: Asking,
): Promise<AuditObservation> {
  const { flowLog, logGroups, edge, topics } = event;
  const [flowLogs, groups, trails, atEdge, ofTopics] = await Promise.all([
    readPages({
      ask: (NextToken) =>
        clients.ec2.send(
          new DescribeFlowLogsCommand({ Filter: [{ Name: 'resource-id', Values: [flowLog.vpcId] }], NextToken }),
          { abortSignal: asking.abortSignal },
        ),
      schema: flowLogPage,
    }),
    readLogGroups(logGroups, clients, asking),
    readTrails(clients, asking),
    readEdge(edge, clients, asking),
    Promise.all(topics.map(async (topic) => [topic.region, await readTopic(topic, clients, asking)] as const)),
  ]);
  return { flowLogs, logGroups: groups, trails, edge: atEdge, topics: Object.fromEntries(ofTopics) };
}
