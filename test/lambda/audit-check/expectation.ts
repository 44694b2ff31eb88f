import type { AuditCheckEvent, ExpectedLogGroup } from '../../../lambda/audit-check/contract';
import type {
  AuditObservation,
  FlowLogState,
  LogGroupObservation,
  TopicObservation,
  TrailObservation,
} from '../../../lambda/audit-check/observation';
import type { Policy } from '../../../lambda/audit-check/policy';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';

export const ACCOUNT = '111111111111';
export const TOKYO = 'ap-northeast-1';
export const EDGE = 'us-east-1';
export const WEB_ACL_ARN = `arn:aws:wafv2:${EDGE}:${ACCOUNT}:global/webacl/test-site-edge/0f2b`;
export const WAF_LOG_ARN = `arn:aws:logs:${EDGE}:${ACCOUNT}:log-group:aws-waf-logs-test-site-edge`;
export const TRAIL_ARN = `arn:aws:cloudtrail:us-west-2:222222222222:trail/organization`;
export const PUBLISHERS = ['cloudwatch.amazonaws.com', 'events.amazonaws.com'];

export function topicArn(region: string): string {
  return `arn:aws:sns:${region}:${ACCOUNT}:test-site-notifications`;
}

export function keyArn(region: string, purpose: 'logs' | 'topic'): string {
  return `arn:aws:kms:${region}:${ACCOUNT}:key/${purpose}-${region}`;
}

/** Seconds before the run. */
export function secondsAgo(seconds: number): Date {
  return new Date(NOW.getTime() - seconds * 1000);
}

/** A log group that is never silent. */
export const flowLogGroup: ExpectedLogGroup = {
  id: 'flow-logs',
  region: TOKYO,
  logGroupName: '/test-site/network/flows',
  keyArn: keyArn(TOKYO, 'logs'),
  retentionDays: 400,
  silentMinutes: 8,
};

/** A site in Tokyo with its edge. */
export const expectation: AuditCheckEvent = {
  version: 1,
  site: 'test-site',
  flowLog: { vpcId: 'vpc-1', logGroupName: '/test-site/network/flows' },
  logGroups: [
    flowLogGroup,
    {
      id: 'dns-queries',
      region: TOKYO,
      logGroupName: '/aws/vendedlogs/test-site-dns-queries',
      keyArn: keyArn(TOKYO, 'logs'),
      retentionDays: 400,
      silentMinutes: 60,
    },
    {
      id: 'web-acl',
      region: EDGE,
      logGroupName: 'aws-waf-logs-test-site-edge',
      keyArn: keyArn(EDGE, 'logs'),
      retentionDays: 400,
    },
  ],
  trail: { maximumDeliveryAgeSeconds: 900 },
  edge: {
    distributionId: 'E1',
    webAclArn: WEB_ACL_ARN,
    rules: [
      { name: 'RequestsPerSource', enforces: true },
      { name: 'Core', enforces: false },
    ],
    logDestinationArn: WAF_LOG_ARN,
  },
  topics: [TOKYO, EDGE].map((region) => ({
    region,
    topicArn: topicArn(region),
    keyArn: keyArn(region, 'topic'),
    subscriptions: 2,
    publishers: PUBLISHERS,
  })),
};

export const flowLog: FlowLogState = {
  id: 'fl-1',
  status: 'ACTIVE',
  delivery: 'SUCCESS',
  error: undefined,
  trafficType: 'ALL',
  logGroupName: '/test-site/network/flows',
};

export const trail: TrailObservation = {
  arn: TRAIL_ARN,
  isMultiRegion: true,
  isValidated: true,
  coverage: known('changes'),
  status: known({ isLogging: true, deliveredAt: secondsAgo(300), deliveryError: undefined, digestError: undefined }),
};

/** A policy that lets these services do these things with everything. */
export function policyFor(services: readonly string[], actions: readonly string[]): Policy {
  return [
    {
      effect: 'Allow',
      principals: { Service: services },
      actions,
      resources: ['*'],
      conditions: {},
      isInverted: false,
    },
  ];
}

/** The topic of a Region when all is well. */
export function topicOf(region: string): TopicObservation {
  return {
    topic: known({ keyId: keyArn(region, 'topic'), policy: policyFor(PUBLISHERS, ['sns:Publish']) }),
    subscriptions: known({ confirmed: 2, pending: 0 }),
    key: known('Enabled'),
    keyPolicy: known(policyFor(PUBLISHERS, ['kms:Decrypt', 'kms:GenerateDataKey*'])),
  };
}

/** A log group when all is well. */
export function logGroupOf(id: string): LogGroupObservation {
  const region = id === 'web-acl' ? EDGE : TOKYO;
  return {
    group: known({ keyArn: keyArn(region, 'logs'), retentionDays: 400 }),
    newest: id === 'web-acl' ? undefined : known(secondsAgo(120)),
  };
}

/** Everything when all is well. */
export const healthy: AuditObservation = {
  flowLogs: known([flowLog]),
  logGroups: Object.fromEntries(expectation.logGroups.map(({ id }) => [id, logGroupOf(id)])),
  trails: known([trail]),
  edge: {
    distribution: known({ isEnabled: true, webAclArn: WEB_ACL_ARN }),
    webAcl: known({
      rules: [
        { name: 'RequestsPerSource', action: 'Block' },
        { name: 'Core', action: 'Count' },
      ],
    }),
    logging: known({ destinationArns: [WAF_LOG_ARN] }),
  },
  topics: { [TOKYO]: topicOf(TOKYO), [EDGE]: topicOf(EDGE) },
};
