import { DescribeGlobalClustersCommand } from '@aws-sdk/client-rds';
import { known, unknown, type Observed } from '../shared/observed';
import { readOrAbsent } from '../shared/read';
import { readGlobalLags } from '../shared/rds/replica-lag';
import type { DatabaseClients, Limits } from './clients';
import type { GlobalMember, GlobalObservation } from './observation';
import { globalAnswer } from './replies';

/** Asks about the global database, and then each of its secondary Regions how far it is behind. */
export async function readGlobalDatabase(
  GlobalClusterIdentifier: string,
  { rds, cloudwatch }: DatabaseClients,
  limits: Limits,
): Promise<GlobalObservation> {
  const database = await readOrAbsent(
    {
      ask: () =>
        rds.send(new DescribeGlobalClustersCommand({ GlobalClusterIdentifier }), { abortSignal: limits.abortSignal }),
      schema: globalAnswer,
    },
    'GlobalClusterNotFoundFault',
  );
  const members = database.kind === 'unknown' || database.value === 'absent' ? [] : database.value;
  const lags = await Promise.all(
    members
      .filter(({ isWriter }) => !isWriter)
      .map(async (member) => [member.region, await readLag(member, cloudwatch, limits)] as const),
  );
  return { database, lags: Object.fromEntries(lags) };
}

async function readLag(
  { region, clusterIdentifier }: GlobalMember,
  cloudwatch: DatabaseClients['cloudwatch'],
  { now, abortSignal }: Limits,
): Promise<Observed<number>> {
  const lags = await readGlobalLags([clusterIdentifier], cloudwatch(region), now, abortSignal);
  if (lags.kind === 'unknown') {
    return lags;
  }
  const lag = lags.value[clusterIdentifier];
  return lag === undefined ? unknown('Incomplete', 'CloudWatch has no fresh data point') : known(lag);
}
