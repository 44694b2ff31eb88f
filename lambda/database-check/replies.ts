import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** The answer of `DescribeDBClusters` about one cluster. */
export const clusterAnswer = z.pipe(
  z.object({
    DBClusters: z.tuple([
      z.object({
        Status: text,
        DBClusterMembers: z.array(
          z.object({ DBInstanceIdentifier: text, IsClusterWriter: z.boolean(), PromotionTier: z.int() }),
        ),
        LatestRestorableTime: z.optional(z.date()),
      }),
    ]),
  }),
  z.transform(({ DBClusters: [cluster] }) => ({
    status: cluster.Status,
    members: cluster.DBClusterMembers.map((member) => ({
      instanceId: member.DBInstanceIdentifier,
      isWriter: member.IsClusterWriter,
      promotionTier: member.PromotionTier,
    })),
    latestRestorableTime: cluster.LatestRestorableTime,
  })),
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
      }),
    ),
    Marker: z.optional(z.string()),
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
            },
          ],
    ),
    next: page.Marker,
  })),
);
