import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const marker = z.optional(z.string());

/** The answer of `DescribeDBClusters` about one cluster. */
export const clusterAnswer = z.pipe(
  z.object({
    DBClusters: z.tuple([
      z.object({
        Status: text,
        DBClusterMembers: z.array(
          z.object({
            DBInstanceIdentifier: text,
            IsClusterWriter: z.boolean(),
            PromotionTier: z.int(),
            DBClusterParameterGroupStatus: z.optional(text),
          }),
        ),
        LatestRestorableTime: z.optional(z.date()),
        DBClusterParameterGroup: z.optional(text),
        DeletionProtection: z.optional(z.boolean()),
        StorageEncrypted: z.optional(z.boolean()),
      }),
    ]),
  }),
  z.transform(({ DBClusters: [cluster] }) => ({
    status: cluster.Status,
    members: cluster.DBClusterMembers.map((member) => ({
      instanceId: member.DBInstanceIdentifier,
      isWriter: member.IsClusterWriter,
      promotionTier: member.PromotionTier,
      parameterStatus: member.DBClusterParameterGroupStatus,
    })),
    latestRestorableTime: cluster.LatestRestorableTime,
    parameterGroup: cluster.DBClusterParameterGroup,
    deletionProtection: cluster.DeletionProtection,
    storageEncrypted: cluster.StorageEncrypted,
  })),
);

const parameterGroups = z.optional(
  z.array(z.object({ DBParameterGroupName: z.optional(text), ParameterApplyStatus: z.optional(text) })),
);

/** A page of `DescribeDBInstances`. An instance that is being made has no zone yet: it is left out. */
export const instancePage = z.pipe(
  z.object({
    DBInstances: z.array(
      z.object({
        DBInstanceIdentifier: text,
        DBInstanceStatus: text,
        DBInstanceClass: text,
        AvailabilityZone: z.optional(text),
        DBParameterGroups: parameterGroups,
      }),
    ),
    Marker: marker,
  }),
  z.transform((page) => ({
    items: page.DBInstances.flatMap(({ AvailabilityZone, ...instance }) =>
      AvailabilityZone === undefined
        ? []
        : [
            {
              instanceId: instance.DBInstanceIdentifier,
              status: instance.DBInstanceStatus,
              instanceClass: instance.DBInstanceClass,
              availabilityZone: AvailabilityZone,
              parameterGroups: instance.DBParameterGroups?.map((group) => ({
                name: group.DBParameterGroupName,
                status: group.ParameterApplyStatus,
              })),
            },
          ],
    ),
    next: page.Marker,
  })),
);

/** A page of `DescribeEvents`. */
export const eventPage = z.pipe(
  z.object({
    Events: z.array(
      z.object({
        SourceIdentifier: text,
        Message: text,
        Date: z.date(),
        EventCategories: z.optional(z.array(z.string())),
      }),
    ),
    Marker: marker,
  }),
  z.transform((page) => ({
    items: page.Events.map((event) => ({
      source: event.SourceIdentifier,
      at: event.Date,
      message: event.Message,
      categories: event.EventCategories ?? [],
    })),
    next: page.Marker,
  })),
);

const CLUSTER_ARN = /^arn:[^:]+:rds:(?<region>[^:]+):[^:]*:cluster:(?<identifier>[^:]+)$/;

/** The answer of `DescribeGlobalClusters` about one global database. */
export const globalAnswer = z.pipe(
  z.object({
    GlobalClusters: z.tuple([
      z.object({
        GlobalClusterMembers: z.array(
          z.object({
            DBClusterArn: z.string().check(z.regex(CLUSTER_ARN)),
            IsWriter: z.boolean(),
            SynchronizationStatus: z.optional(text),
          }),
        ),
      }),
    ]),
  }),
  z.transform(({ GlobalClusters: [database] }) =>
    database.GlobalClusterMembers.map(({ DBClusterArn, IsWriter, SynchronizationStatus }) => {
      const { region = '', identifier = '' } = CLUSTER_ARN.exec(DBClusterArn)?.groups ?? {};
      return {
        region,
        clusterIdentifier: identifier,
        isWriter: IsWriter,
        synchronization: SynchronizationStatus,
      };
    }),
  ),
);
