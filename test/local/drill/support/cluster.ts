import type { DrillSite } from '../../../../lib/local/drill';
import type { Answers } from '../../aws/support/fake-clients';
import { groundOf } from './ground';
import { SITE } from './site';

/** A database instance as RDS describes it. */
export interface Instance {
  readonly DBInstanceIdentifier: string;
  readonly [member: string]: unknown;
}

/** An instance in a zone. */
export const instance = (id: string, zone: string, tier: number): Instance => ({
  DBInstanceIdentifier: id,
  DBClusterIdentifier: 'db',
  DBInstanceClass: 'db.r8g.large',
  Engine: 'aurora-postgresql',
  AvailabilityZone: zone,
  PromotionTier: tier,
  DBParameterGroups: [{ DBParameterGroupName: 'instance-group', ParameterApplyStatus: 'in-sync' }],
  StorageEncrypted: true,
  KmsKeyId: 'arn:key',
  Endpoint: { Address: 'not to be asked for' },
});

export const WRITER = instance('db-1', 'ap-northeast-1a', 0);
export const READERS = [instance('db-2', 'ap-northeast-1c', 1), instance('db-3', 'ap-northeast-1d', 2)];

/** An instance as it is asked for when it is made again. */
export function madeAgain(lost: Instance): Instance {
  const same = Object.entries(lost).filter(([member]) => !['Endpoint', 'DBParameterGroups'].includes(member));
  return {
    ...Object.fromEntries(same),
    DBInstanceIdentifier: lost.DBInstanceIdentifier,
    DBParameterGroupName: 'instance-group',
  };
}

/** Ground with an Aurora cluster whose first instance writes. */
export function cluster(instances: readonly Instance[], answers: Answers = {}, site: DrillSite = SITE) {
  const state = { writer: instances[0]?.DBInstanceIdentifier, instances: [...instances] };
  const drill = groundOf(
    {
      DescribeDBClusters: ({ input }) => ({
        DBClusters: [
          {
            DBClusterIdentifier: input['DBClusterIdentifier'],
            DBClusterMembers: state.instances.map(({ DBInstanceIdentifier }) => ({
              DBInstanceIdentifier,
              IsClusterWriter: DBInstanceIdentifier === state.writer,
            })),
          },
        ],
      }),
      DescribeDBInstances: ({ input }) => ({
        DBInstances: state.instances.filter((it) => it.DBInstanceIdentifier === input['DBInstanceIdentifier']),
      }),
      FailoverDBCluster: ({ input }) => {
        state.writer = String(input['TargetDBInstanceIdentifier']);
        return {};
      },
      DeleteDBInstance: ({ input }) => {
        state.instances = state.instances.filter((it) => it.DBInstanceIdentifier !== input['DBInstanceIdentifier']);
        return {};
      },
      CreateDBInstance: ({ input }) => {
        state.instances.push(input as Instance);
        return {};
      },
      ...answers,
    },
    site,
  );
  return { state, ...drill };
}
