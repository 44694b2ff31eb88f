import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { KMSClient } from '@aws-sdk/client-kms';
import { SNSClient } from '@aws-sdk/client-sns';
import { WAFV2Client } from '@aws-sdk/client-wafv2';
import type { AuditCheckEvent } from '../../../lambda/audit-check/contract';
import { auditCheck } from '../../../lambda/audit-check/run';
import { runCheck } from '../../../lambda/shared/run-check';
import { distributionReply, flowLogsReply, jsonReply, subscriptionsReply, topicReply } from '../support/fake-audit';
import { answering, operationOf, type Replies } from '../support/fake-operations';
import { fakeRun, NOW, onlyLine } from '../support/fake-run';
import { fakeClientConfig, type SentRequest } from '../support/fake-transport';
import {
  ACCOUNT,
  expectation,
  keyArn,
  PUBLISHERS,
  secondsAgo,
  TRAIL_ARN,
  WAF_LOG_ARN,
  WEB_ACL_ARN,
} from './expectation';

export const DISTRIBUTION = 'GET /2020-05-31/distribution/E1/config';

export const flowLogMembers = {
  flowLogId: 'fl-1',
  flowLogStatus: 'ACTIVE',
  trafficType: 'ALL',
  deliverLogsStatus: 'SUCCESS',
  logGroupName: '/test-site/network/flows',
};

export const trailMembers = {
  TrailARN: TRAIL_ARN,
  HomeRegion: 'us-west-2',
  IsMultiRegionTrail: true,
  IsOrganizationTrail: true,
  LogFileValidationEnabled: true,
  HasCustomEventSelectors: true,
};

export const webAclMembers = {
  Name: 'test-site-edge',
  Id: '0f2b',
  ARN: WEB_ACL_ARN,
  DefaultAction: { Allow: {} },
  Rules: [
    { Name: 'RequestsPerSource', Priority: 0, Action: { Block: {} } },
    { Name: 'Core', Priority: 1, OverrideAction: { Count: {} } },
  ],
};

/** Epoch seconds, as the JSON protocols write times. */
export function epoch(moment: Date): number {
  return moment.getTime() / 1000;
}

/** The region of a request, from its host. */
export function regionOf({ hostname }: SentRequest): string {
  return hostname.split('.')[1] ?? '';
}

export function policyText(services: readonly string[], actions: readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: '*', Resource: '*' },
      ...services.map((Service) => ({ Effect: 'Allow', Principal: { Service }, Action: actions, Resource: '*' })),
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
}

export function metricResult(id: string, newest: Date, StatusCode = 'Complete') {
  return { Id: id, Label: 'IncomingLogEvents', StatusCode, Timestamps: [epoch(newest)], Values: [12] };
}

export const healthyReplies: Replies = {
  DescribeFlowLogs: () => flowLogsReply([flowLogMembers]),
  DescribeLogGroups: (request) => {
    const { logGroupNamePrefix } = JSON.parse(request.body) as { readonly logGroupNamePrefix: string };
    const kmsKeyId = keyArn(regionOf(request), 'logs');
    return jsonReply({
      logGroups: [
        { logGroupName: logGroupNamePrefix, kmsKeyId, retentionInDays: 400 },
        { logGroupName: `${logGroupNamePrefix}-of-another-site` },
      ],
    });
  },
  GetMetricData: () =>
    jsonReply({ MetricDataResults: [metricResult('q0', secondsAgo(120)), metricResult('q1', secondsAgo(1_800))] }),
  DescribeTrails: () => jsonReply({ trailList: [trailMembers] }),
  GetTrailStatus: () => jsonReply({ IsLogging: true, LatestDeliveryTime: epoch(secondsAgo(300)) }),
  GetEventSelectors: () =>
    jsonReply({
      TrailARN: TRAIL_ARN,
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
    }),
  [DISTRIBUTION]: () => distributionReply({ Enabled: 'true', WebACLId: WEB_ACL_ARN }),
  GetWebACL: () => jsonReply({ WebACL: webAclMembers, LockToken: 't' }),
  GetLoggingConfiguration: () =>
    jsonReply({ LoggingConfiguration: { ResourceArn: WEB_ACL_ARN, LogDestinationConfigs: [WAF_LOG_ARN] } }),
  GetTopicAttributes: (request) => {
    const TopicArn = new URLSearchParams(request.body).get('TopicArn') ?? '';
    const KmsMasterKeyId = keyArn(regionOf(request), 'topic');
    return topicReply({ TopicArn, KmsMasterKeyId, Policy: policyText(PUBLISHERS, ['sns:Publish']) });
  },
  ListSubscriptionsByTopic: (request) => {
    const topicArn = new URLSearchParams(request.body).get('TopicArn') ?? '';
    return subscriptionsReply([
      [`${topicArn}:1`, 'email', 'first@example.com'],
      [`${topicArn}:2`, 'email', 'second@example.com'],
    ]);
  },
  DescribeKey: (request) => {
    const { KeyId } = JSON.parse(request.body) as { readonly KeyId: string };
    return jsonReply({ KeyMetadata: { KeyId, KeyState: 'Enabled', Enabled: true } });
  },
  GetKeyPolicy: () => jsonReply({ Policy: policyText(PUBLISHERS, ['kms:Decrypt', 'kms:GenerateDataKey*']) }),
};

/** Runs the check once against these answers, and against those of a site as it shall be for the rest. */
export async function run(
  changes: Replies = {},
  remainingMilliseconds?: number,
  payload: AuditCheckEvent = expectation,
) {
  const transport = answering({ ...healthyReplies, ...changes });
  const config = fakeClientConfig(transport);
  const at = (region: string) => ({ ...config, region });
  const { lines, surroundings, context } = fakeRun(
    remainingMilliseconds === undefined ? {} : { remainingMilliseconds },
  );
  const check = auditCheck({
    ec2: new EC2Client(config),
    cloudTrail: new CloudTrailClient(config),
    cloudFront: new CloudFrontClient(at('us-east-1')),
    waf: new WAFV2Client(at('us-east-1')),
    logs: (region) => new CloudWatchLogsClient(at(region)),
    metrics: (region) => new CloudWatchClient(at(region)),
    sns: (region) => new SNSClient(at(region)),
    kms: (region) => new KMSClient(at(region)),
  });
  const result = await runCheck(check, payload, context, surroundings);
  const line = onlyLine(lines);
  return { result, line, sent: transport.sent, operations: transport.sent.map(operationOf), now: NOW };
}

/** Codes and subjects of what a run found. */
export function foundIn(line: { readonly record: { readonly findings: readonly object[] } }): readonly string[] {
  return line.record.findings.map((finding) => {
    const { code, subject } = finding as { readonly code: string; readonly subject: string };
    return `${code} ${subject}`;
  });
}
