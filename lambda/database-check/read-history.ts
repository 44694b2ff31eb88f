import { DescribeEventsCommand, type RDSClient, type SourceType } from '@aws-sdk/client-rds';
import type { Observed } from '../shared/observed';
import { readPages } from '../shared/read';
import type { DatabaseEvent, EventHistory } from './observation';
import { eventPage } from './replies';

/** Minutes looked back, by the clock of RDS. */
const WINDOW_MINUTES = 60;

/**
 * Categories of instances' events that tell about faults. The others, backups and the like, are many.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html read 2026-11-25
 */
export const EVENT_CATEGORIES = ['availability', 'failover', 'failure', 'low storage', 'recovery'] as const;

/** Asks what happened to the cluster and to instances within the last hour. */
export async function readHistory(
  clusterIdentifier: string,
  rds: RDSClient,
  abortSignal: AbortSignal,
): Promise<EventHistory> {
  const [cluster, instances] = await Promise.all([
    readEvents({ SourceType: 'db-cluster', SourceIdentifier: clusterIdentifier }, rds, abortSignal),
    // Of every instance: which ones are the cluster's is known only later, and one question is better than many.
    readEvents({ SourceType: 'db-instance', EventCategories: [...EVENT_CATEGORIES] }, rds, abortSignal),
  ]);
  return { cluster, instances };
}

function readEvents(
  source: { readonly SourceType: SourceType; readonly SourceIdentifier?: string; readonly EventCategories?: string[] },
  rds: RDSClient,
  abortSignal: AbortSignal,
): Promise<Observed<readonly DatabaseEvent[]>> {
  return readPages({
    ask: (Marker) =>
      rds.send(new DescribeEventsCommand({ ...source, Duration: WINDOW_MINUTES, Marker }), { abortSignal }),
    schema: eventPage,
  });
}
