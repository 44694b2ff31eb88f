import { EC2Client } from '@aws-sdk/client-ec2';
import { readEvacuations } from '../../../../lambda/shared/aws-failover/zonal-shifts';
import { fakeClientConfig, FakeTransport, type Reply, type SentRequest } from '../../support/fake-transport';
import { describedZones, managedResourceReply } from '../../support/fake-zones';

/** Time of the APIs. */
export const NOW = new Date('2026-11-25T12:00:00Z');
/** The load balancer before the web servers. */
export const ENTRY = 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/entry/0123456789abcdef';
/** The load balancer before the app servers. */
export const APP = 'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/app/fedcba9876543210';
/** End of the shifts. */
export const EXPIRES = new Date('2026-11-25T13:00:00Z');

/** What the APIs answer. */
export interface Replies {
  readonly zones?: Reply;
  readonly resource?: (arn: string, nth: number, request: SentRequest) => Reply;
}

/** Asks both load balancers. */
export async function readWith({
  zones = describedZones(),
  resource = (arn) => managedResourceReply(arn),
}: Replies = {}) {
  const transport = new FakeTransport((request, nth) =>
    request.method === 'GET'
      ? resource(decodeURIComponent(request.path.slice('/managedresources/'.length)), nth, request)
      : zones,
  );
  const ec2 = new EC2Client(fakeClientConfig(transport));
  const evacuated = await readEvacuations([ENTRY, APP], { ec2 }, new AbortController().signal);
  return { evacuated, sent: transport.sent };
}

/** Shifts of the first load balancer alone. */
export function entryHas(changes: object): Replies {
  return { resource: (arn) => managedResourceReply(arn, arn === ENTRY ? changes : {}) };
}
