import {
  CreateMonitoringSubscriptionCommand,
  DeleteMonitoringSubscriptionCommand,
  RealtimeMetricsSubscriptionStatus,
  type CloudFrontClient,
} from '@aws-sdk/client-cloudfront';
import * as z from 'zod/mini';
import { unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { text } from '../shapes';

const properties = z.strictObject({
  DistributionId: text,
  MonitoringSubscription: z.strictObject({
    RealtimeMetricsSubscriptionConfig: z.optional(
      z.strictObject({ RealtimeMetricsSubscriptionStatus: z.enum(RealtimeMetricsSubscriptionStatus) }),
    ),
  }),
});

/** `AWS::CloudFront::MonitoringSubscription`; `Ref` is the distribution. */
export const monitoringSubscription = playedType({
  properties,
  replacing: ['DistributionId'],
  create: async ({ properties: wanted, clients: { cloudFront } }) => await subscribe(cloudFront, wanted),
  update: async (id, { properties: wanted, clients: { cloudFront } }, { keys }) =>
    keys.size === 0 ? { physicalId: id, attributes: {} } : await subscribe(cloudFront, wanted),
  remove: async (DistributionId, { clients: { cloudFront } }) =>
    await unlessGone(cloudFront.send(new DeleteMonitoringSubscriptionCommand({ DistributionId })), [
      'NoSuchMonitoringSubscription',
      'NoSuchDistribution',
    ]),
});

/** The API has no update: creating again overwrites. */
async function subscribe(cloudFront: CloudFrontClient, wanted: z.infer<typeof properties>): Promise<Made> {
  await cloudFront.send(new CreateMonitoringSubscriptionCommand(wanted));
  return { physicalId: wanted.DistributionId, attributes: {} };
}
