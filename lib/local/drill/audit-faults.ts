import { DisableKeyCommand, EnableKeyCommand } from '@aws-sdk/client-kms';
import { ListSubscriptionsByTopicCommand, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import type { ExpectedTopic } from '../../../lambda/audit-check/contract';
import { setTrailLogging } from '../account';
import { plainRequest, type LocalClients } from '../aws';
import type { FaultRule } from '../gateway';
import { LocalFailure } from '../local-failure';
import { ALWAYS, type DrillFault, type DrillGround, type DrillSite, type Injected } from './drill-fault';

/** Region of the control plane of CloudFront and of the web ACLs in front of it. */
const EDGE_REGION = 'us-east-1';

/** Faults by which what happens leaves no trace, nothing protects, or nobody hears; all that are repaired by themselves. */
export const AUDIT_FAULTS: readonly DrillFault[] = [
  audit(
    'trail-stopped',
    'the trail of the account is stopped',
    ['F56'],
    'TrailStopped',
    '-audit-gap',
    async (ground) => {
      await setTrailLogging(ground.clients, false);
      return { repair: () => setTrailLogging(ground.clients, true) };
    },
  ),
  audit(
    'web-acl-detached',
    'the web ACL is taken off the distribution',
    ['F48'],
    'WebAclDetached',
    '-protection-degraded',
    detachWebAcl,
  ),
  audit(
    'web-acl-logging-off',
    'what the web ACL refuses is not logged any more',
    ['F56'],
    'WebAclLoggingOff',
    '-audit-gap',
    ({ gateway }) =>
      injectRule(gateway, {
        service: 'wafv2',
        action: 'GetLoggingConfiguration',
        effect: { kind: 'refuse', status: 400, code: 'WAFNonexistentItemException' },
      }),
  ),
  audit(
    'subscription-removed',
    'a contact is not subscribed any more',
    ['F56'],
    'SubscriptionMissing',
    '-subscriptions-unconfirmed',
    removeSubscription,
  ),
  {
    ...audit(
      'subscription-unconfirmed',
      'a contact has not confirmed the subscription in another Region',
      ['F56'],
      'SubscriptionUnconfirmed',
      '-subscriptions-unconfirmed',
      ({ gateway, clients, site }) =>
        injectRule(gateway, {
          service: 'sns',
          action: 'ListSubscriptionsByTopic',
          region: otherTopic(site, clients.region)?.region ?? '',
          effect: { kind: 'rewrite', rewrite: withPendingSubscriptions },
        }),
    ),
    applies: (site) =>
      otherTopic(site, site.expectations.audit.topics[0]?.region ?? '') !== undefined ||
      'the site has topics in one Region',
  },
  audit(
    'topic-key-disabled',
    'the key of the notifications is disabled',
    ['F56'],
    'TopicKeyUnusable',
    '-alarm-path',
    async ({ clients, site }) => {
      const { keyArn: KeyId } = ownTopic(site, clients.region);
      await clients.kms.send(new DisableKeyCommand({ KeyId }));
      return {
        repair: async () => {
          await clients.kms.send(new EnableKeyCommand({ KeyId }));
        },
      };
    },
  ),
];

function audit(
  id: string,
  title: string,
  references: readonly string[],
  code: string,
  alarm: string,
  inject: DrillFault['inject'],
): DrillFault {
  return {
    ...{ id, title, references, check: 'audit-check', alarm, alarmWithinRuns: 3, applies: ALWAYS, inject },
    expected: { status: ['DEGRADED'], codes: [code], withinRuns: 1 },
  };
}

/** A fault that the gateway makes. */
export function injectRule(gateway: DrillGround['gateway'], rule: FaultRule): Promise<Injected> {
  const injection = gateway.inject(rule);
  return Promise.resolve({
    hasMet: () => injection.hits > 0,
    repair: () => {
      injection.remove();
      return Promise.resolve();
    },
  });
}

function ownTopic({ expectations: { audit: expected } }: DrillSite, region: string): ExpectedTopic {
  const topic = expected.topics.find((it) => it.region === region);
  if (topic === undefined) {
    throw new LocalFailure([`the site has no topic in ${region}`]);
  }
  return topic;
}

function otherTopic({ expectations: { audit: expected } }: DrillSite, region: string): ExpectedTopic | undefined {
  return expected.topics.find((it) => it.region !== region);
}

/** As SNS lists somebody who was asked and never answered. */
function withPendingSubscriptions(body: string): string {
  return body.replace(
    /<member>(?:(?!<\/member>)[\s\S])*?<Protocol>email<(?:(?!<\/member>)[\s\S])*?<\/member>/g,
    (member) => member.replace(/(<SubscriptionArn>)[^<]*/, '$1PendingConfirmation'),
  );
}

/** Takes the web ACL off the distribution, as an operator does: reads the configuration, changes it and writes it. */
async function detachWebAcl({ clients, site }: DrillGround): Promise<Injected> {
  const { distributionId } = site.expectations.audit.edge;
  const { body } = await readDistribution(clients, distributionId);
  await writeDistribution(
    clients,
    distributionId,
    body.replace(/<WebACLId>[^<]*<\/WebACLId>/, '<WebACLId></WebACLId>'),
  );
  return { repair: () => writeDistribution(clients, distributionId, body) };
}

function readDistribution({ address }: LocalClients, id: string) {
  const path = `/2020-05-31/distribution/${id}/config`;
  return plainRequest(address, { service: 'cloudfront', region: EDGE_REGION, method: 'GET', path });
}

async function writeDistribution(clients: LocalClients, id: string, body: string): Promise<void> {
  const { headers } = await readDistribution(clients, id);
  await plainRequest(clients.address, {
    service: 'cloudfront',
    region: EDGE_REGION,
    method: 'PUT',
    path: `/2020-05-31/distribution/${id}/config`,
    headers: { 'if-match': headers.get('etag') ?? '', 'content-type': 'application/xml' },
    body,
  });
}

/** Ends the subscription of one contact, and makes it again. */
async function removeSubscription({ clients: { sns, region }, site }: DrillGround): Promise<Injected> {
  const { topicArn: TopicArn } = ownTopic(site, region);
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  const contact = Subscriptions.find(({ Protocol }) => Protocol === 'email');
  if (contact === undefined) {
    throw new LocalFailure([`nobody is subscribed to ${TopicArn} by mail`]);
  }
  const { SubscriptionArn, Protocol, Endpoint } = contact;
  await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  return {
    repair: async () => {
      await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
    },
  };
}
