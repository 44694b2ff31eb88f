import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** The answer of `DescribeDBClusters` about one cluster. */
export const clusterAnswer = z.pipe(
  z.object({
    DBClusters: z.tuple([
      z.object({
        DBClusterIdentifier: text,
        Status: text,
        DBClusterMembers: z
          .array(
            z.object({
              DBInstanceIdentifier: text,
              IsClusterWriter: z.boolean(),
              PromotionTier: z.int().check(z.minimum(0), z.maximum(15)),
            }),
          )
          .check(z.minLength(1)),
      }),
    ]),
  }),
  z.transform(({ DBClusters: [cluster] }) => ({
    identifier: cluster.DBClusterIdentifier,
    status: cluster.Status,
    members: cluster.DBClusterMembers.map((member) => ({
      instanceId: member.DBInstanceIdentifier,
      isWriter: member.IsClusterWriter,
      promotionTier: member.PromotionTier,
    })),
  })),
);

/** What the answer of `DescribeDBClusters` says. */
export type ClusterAnswer = z.infer<typeof clusterAnswer>;

/**
 * A page of `DescribeDBInstances`. An instance that is being made has neither zone nor endpoint.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html read 2026-11-25
 */
export const instancePage = z.pipe(
  z.object({
    DBInstances: z.array(
      z.object({
        DBInstanceIdentifier: text,
        DBInstanceStatus: text,
        DBInstanceClass: text,
        DBClusterIdentifier: text,
        AvailabilityZone: z.optional(text),
        Endpoint: z.optional(z.object({ Address: z.optional(text) })),
      }),
    ),
    Marker: z.optional(z.string()),
  }),
  z.transform((page) => ({
    items: page.DBInstances.map((instance) => ({
      instanceId: instance.DBInstanceIdentifier,
      clusterIdentifier: instance.DBClusterIdentifier,
      status: instance.DBInstanceStatus,
      instanceClass: instance.DBInstanceClass,
      availabilityZone: instance.AvailabilityZone,
      host: instance.Endpoint?.Address,
    })),
    next: page.Marker,
  })),
);

/** An instance as `DescribeDBInstances` lists it. */
export type InstanceAnswer = z.infer<typeof instancePage>['items'][number];
