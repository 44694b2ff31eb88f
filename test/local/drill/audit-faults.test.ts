import type { Injected } from '../../../lib/local/drill';
import { changesIn, type Answers } from '../aws/support/fake-clients';
import { jsonServer, type GivenAnswer } from '../aws/support/json-server';
import { groundOf, repaired, requireFault, type FakeGateway } from './support/ground';
import { EXPECTATIONS, SITE, siteWith } from './support/site';

const CONFIG = '<DistributionConfig><WebACLId>arn:web-acl</WebACLId><Enabled>true</Enabled></DistributionConfig>';
const etags = { given: 0 };
const server = jsonServer(({ method }): GivenAnswer => {
  etags.given += 1;
  return method === 'GET' ? { body: CONFIG, headers: { etag: `E${String(etags.given)}` } } : { body: '' };
});

beforeEach(() => {
  etags.given = 0;
});

const ground = (answers: Answers = {}, site = SITE) => groundOf(answers, site, server.endpoint());

/** Whether a rule of the gateway is met, and is gone after the repair. */
async function comesAndGoes(injected: Injected, gateway: FakeGateway): Promise<void> {
  expect(injected.hasMet?.()).toBe(false);
  gateway.rule.hits = 1;
  expect(injected.hasMet?.()).toBe(true);
  expect(gateway.rule.isRemoved).toBe(false);
  await repaired(injected);
  expect(gateway.rule.isRemoved).toBe(true);
}

test('the trail is stopped, and started again', async () => {
  await repaired(await requireFault('trail-stopped').inject(ground().ground));
  expect(server.seen.map(({ target, body }) => [target, body])).toStrictEqual(
    ['StopLogging', 'StartLogging'].map((action) => [
      `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${action}`,
      '{"Name":"account-trail"}',
    ]),
  );
});

describe('a web ACL that is taken off the distribution', () => {
  const url = '/2020-05-31/distribution/E1/config';

  test('is removed from the newest configuration, and put back as it was', async () => {
    const injected = await requireFault('web-acl-detached').inject(ground().ground);
    expect(server.seen.map((it) => [it.method, it.url])).toStrictEqual([
      ['GET', url],
      ['GET', url],
      ['PUT', url],
    ]);
    const detached = CONFIG.replace('arn:web-acl', '');
    expect(server.seen[2]).toMatchObject({ body: detached, ifMatch: 'E2', contentType: 'application/xml' });
    await repaired(injected);
    expect(server.seen.at(-1)).toMatchObject({ method: 'PUT', url, body: CONFIG, ifMatch: 'E4' });
  });

  test('is asked about where CloudFront is', async () => {
    await requireFault('web-acl-detached').inject(ground().ground);
    for (const { authorization } of server.seen) {
      expect(authorization).toMatch(/\/us-east-1\/cloudfront\/aws4_request,/);
    }
  });
});

test('a web ACL without a log is one that WAF has no configuration of', async () => {
  const { ground: site, gateway } = ground();
  const injected = await requireFault('web-acl-logging-off').inject(site);
  expect(gateway.rule.rule).toStrictEqual({
    ...{ service: 'wafv2', action: 'GetLoggingConfiguration' },
    effect: { kind: 'refuse', status: 400, code: 'WAFNonexistentItemException' },
  });
  await comesAndGoes(injected, gateway);
});

const OWN_TOPIC = 'arn:aws:sns:ap-northeast-1:111122223333:alarms';

describe('a contact who is not subscribed any more', () => {
  const fault = requireFault('subscription-removed');
  const subscribed = (...Subscriptions: readonly object[]) =>
    ground({ ListSubscriptionsByTopic: () => ({ Subscriptions }), Unsubscribe: () => ({}), Subscribe: () => ({}) });

  test('is the first one who hears by mail of the topic of this Region, and hears again', async () => {
    const { ground: site, calls } = subscribed(
      { Protocol: 'sqs', SubscriptionArn: 'arn:queue', Endpoint: 'arn:mailbox' },
      { Protocol: 'email', SubscriptionArn: 'arn:mail', Endpoint: 'night@example.com' },
      { Protocol: 'email', SubscriptionArn: 'arn:other', Endpoint: 'day@example.com' },
    );
    await repaired(await fault.inject(site));
    expect(calls[0]?.input).toStrictEqual({ TopicArn: OWN_TOPIC });
    expect(changesIn(calls)).toStrictEqual([
      ['Unsubscribe', { SubscriptionArn: 'arn:mail' }],
      ['Subscribe', { TopicArn: OWN_TOPIC, Protocol: 'email', Endpoint: 'night@example.com' }],
    ]);
  });

  test('is needed', async () => {
    const { ground: site, calls } = subscribed({ Protocol: 'sqs', SubscriptionArn: 'arn:queue' });
    await expect(fault.inject(site)).rejects.toThrow(`nobody is subscribed to ${OWN_TOPIC} by mail`);
    expect(changesIn(calls)).toStrictEqual([]);
  });

  test('needs a topic in this Region', async () => {
    const elsewhere = EXPECTATIONS.audit.topics.filter(({ region }) => region !== 'ap-northeast-1');
    const { ground: site } = ground({}, siteWith({ audit: { ...EXPECTATIONS.audit, topics: elsewhere } }));
    await expect(fault.inject(site)).rejects.toThrow('the site has no topic in ap-northeast-1');
  });
});

describe('a contact who has not confirmed', () => {
  const fault = requireFault('subscription-unconfirmed');
  const member = (protocol: string, arn: string, owner = '1') =>
    `<member><Owner>${owner}</Owner><Protocol>${protocol}</Protocol><SubscriptionArn>${arn}</SubscriptionArn></member>`;

  test('is one of a topic in another Region, as SNS lists who was asked and never answered', async () => {
    const { ground: site, gateway } = ground();
    const injected = await fault.inject(site);
    expect(gateway.rule.rule).toMatchObject({
      ...{ service: 'sns', action: 'ListSubscriptionsByTopic', region: 'ap-northeast-3' },
      effect: { kind: 'rewrite' },
    });
    expect(gateway.rewritten(member('sqs', 'arn:q') + member('email', 'arn:a', '2') + member('email', 'arn:b'))).toBe(
      member('sqs', 'arn:q') + member('email', 'PendingConfirmation', '2') + member('email', 'PendingConfirmation'),
    );
    expect(gateway.rewritten(member('email', 'arn:a') + member('sqs', 'arn:q'))).toBe(
      member('email', 'PendingConfirmation') + member('sqs', 'arn:q'),
    );
    await comesAndGoes(injected, gateway);
  });

  test('is no fault of a site with topics in one Region', () => {
    expect(fault.applies(SITE)).toBe(true);
    const [topic] = EXPECTATIONS.audit.topics;
    const one = siteWith({ audit: { ...EXPECTATIONS.audit, topics: topic === undefined ? [] : [topic] } });
    expect(fault.applies(one)).toBe('the site has topics in one Region');
  });
});

test('the key of the topic of this Region is disabled, and enabled again', async () => {
  const { ground: site, calls } = ground({ DisableKey: () => ({}), EnableKey: () => ({}) });
  await repaired(await requireFault('topic-key-disabled').inject(site));
  const KeyId = 'arn:aws:kms:ap-northeast-1:111122223333:key/topic';
  expect(changesIn(calls)).toStrictEqual([
    ['DisableKey', { KeyId }],
    ['EnableKey', { KeyId }],
  ]);
});

test.each([
  ['trail-stopped', 'TrailStopped', '-audit-gap'],
  ['web-acl-detached', 'WebAclDetached', '-protection-degraded'],
  ['web-acl-logging-off', 'WebAclLoggingOff', '-audit-gap'],
  ['subscription-removed', 'SubscriptionMissing', '-subscriptions-unconfirmed'],
  ['subscription-unconfirmed', 'SubscriptionUnconfirmed', '-subscriptions-unconfirmed'],
  ['topic-key-disabled', 'TopicKeyUnusable', '-alarm-path'],
])('%s must be found as %s and raise the alarm %s', (id, code, alarm) => {
  expect(requireFault(id)).toMatchObject({
    ...{ check: 'audit-check', alarm, alarmWithinRuns: 3 },
    expected: { status: ['DEGRADED'], codes: [code], withinRuns: 1 },
  });
});
