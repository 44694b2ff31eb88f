import {
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectLockConfigurationCommand } from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { makeTrail } from '../../../../lib/local/account';
import { makeAuthority } from '../../../../lib/local/database';
import type { DivergenceId } from '../../../../lib/local/gateway';
import { ACCOUNT, makeStack, present, REGION } from './emulator';
import { answerOf, refusal, type Probe } from './probe';

const WAF = 'AWSWAF_20190729';
const ACM = 'CertificateManager';
const DAY_MILLISECONDS = 86_400_000;

/** Probes of what is recorded, served and told. */
export const AUDIT_PROBES = {
  AlarmIgnoresDimensions: {
    observe: async ({ cloudWatch }) => {
      const metric = { Namespace: 'Probe', MetricName: 'Faults' };
      const dimension = (Value: string) => ({ Dimensions: [{ Name: 'Site', Value }] });
      const datum = { MetricName: metric.MetricName, Value: 1, ...dimension('other') };
      await cloudWatch.send(new PutMetricDataCommand({ Namespace: metric.Namespace, MetricData: [datum] }));
      const AlarmName = 'probe-dimensions';
      await cloudWatch.send(
        new PutMetricAlarmCommand({
          ...{ AlarmName, ...metric, ...dimension('own'), Statistic: 'Maximum', Period: 60, EvaluationPeriods: 1 },
          ...{ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' },
        }),
      );
      const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
      return MetricAlarms?.[0]?.StateValue;
    },
    diverging: 'ALARM',
  },
  EmbeddedMetricsIgnored: {
    observe: async ({ logs, cloudWatch }) => {
      const [logGroupName, logStreamName] = ['probe-metrics', 'probe'];
      await logs.send(new CreateLogGroupCommand({ logGroupName }));
      await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      const timestamp = Date.now();
      const Metrics = [{ Name: 'Embedded' }];
      const metrics = [{ Namespace: 'ProbeEmbedded', Dimensions: [[]], Metrics }];
      const message = JSON.stringify({ _aws: { Timestamp: timestamp, CloudWatchMetrics: metrics }, Embedded: 1 });
      await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: [{ timestamp, message }] }));
      return (await cloudWatch.send(new ListMetricsCommand({ Namespace: 'ProbeEmbedded' }))).Metrics ?? [];
    },
    diverging: [],
  },
  ServiceMetricsAbsent: {
    observe: async ({ logs, cloudWatch }) => {
      const [logGroupName, logStreamName] = ['probe-incoming', 'probe'];
      await logs.send(new CreateLogGroupCommand({ logGroupName }));
      await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      const logEvents = [{ timestamp: Date.now(), message: 'probe' }];
      await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
      const answer = await cloudWatch.send(
        new GetMetricStatisticsCommand({
          ...{ Namespace: 'AWS/Logs', MetricName: 'IncomingLogEvents', Period: 60, Statistics: ['Sum'] },
          Dimensions: [{ Name: 'LogGroupName', Value: logGroupName }],
          StartTime: new Date(Date.now() - DAY_MILLISECONDS),
          EndTime: new Date(Date.now() + DAY_MILLISECONDS),
        }),
      );
      return answer.Datapoints ?? [];
    },
    diverging: [],
  },
  TrailDeliversNothing: {
    observe: async (clients) => {
      await makeTrail(clients);
      const target = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetTrailStatus';
      const status = await answerOf(clients, 'cloudtrail', target, { Name: 'account-trail' });
      const { IsLogging, LatestDeliveryTime } = status as Record<string, unknown>;
      return [IsLogging, LatestDeliveryTime];
    },
    diverging: [true, undefined],
  },
  WebAclLoggingUnknown: {
    observe: (clients) =>
      answerOf(clients, 'wafv2', `${WAF}.GetLoggingConfiguration`, {
        ResourceArn: `arn:aws:wafv2:${REGION}:${ACCOUNT}:regional/webacl/probe/1`,
      }),
    diverging: 'InvalidAction',
  },
  SearchStringNotEncoded: {
    observe: async (clients) => {
      const VisibilityConfig = {
        SampledRequestsEnabled: true,
        CloudWatchMetricsEnabled: true,
        MetricName: 'probe',
      };
      const ByteMatchStatement = {
        SearchString: 'probe',
        FieldToMatch: { Method: {} },
        TextTransformations: [{ Priority: 0, Type: 'NONE' }],
        PositionalConstraint: 'EXACTLY',
      };
      const rule = { Name: 'probe', Priority: 0, Action: { Block: {} }, Statement: { ByteMatchStatement } };
      await makeStack(clients, 'SearchStringNotEncoded', {
        WebAcl: {
          Type: 'AWS::WAFv2::WebACL',
          Properties: {
            ...{ Name: 'probe', Scope: 'REGIONAL', DefaultAction: { Allow: {} }, VisibilityConfig },
            Rules: [{ ...rule, VisibilityConfig }],
          },
        },
      });
      const acls = await answerOf(clients, 'wafv2', `${WAF}.ListWebACLs`, { Scope: 'REGIONAL' });
      const { WebACLs } = acls as { readonly WebACLs: readonly { readonly Id: string; readonly Name: string }[] };
      const { Id } = present(WebACLs.find(({ Name }) => Name === 'probe'));
      const answer = await answerOf(clients, 'wafv2', `${WAF}.GetWebACL`, { Scope: 'REGIONAL', Name: 'probe', Id });
      return /"SearchString": ?"([^"]*)"/.exec(JSON.stringify(answer))?.[1];
    },
    diverging: 'probe',
  },
  ImportedCertificateNotRead: {
    observe: async (clients) => {
      const authority = makeAuthority('probe', new Date());
      const notAfter = new Date(Date.now() + 20 * DAY_MILLISECONDS);
      const { cert, key } = authority.issue({ names: ['probe.example'], notAfter });
      const blob = (pem: string) => Buffer.from(pem).toString('base64');
      const imported = await answerOf(clients, 'acm', `${ACM}.ImportCertificate`, {
        ...{ Certificate: blob(cert), PrivateKey: blob(key), CertificateChain: blob(authority.cert) },
      });
      const { Certificate } = (await answerOf(clients, 'acm', `${ACM}.DescribeCertificate`, imported as object)) as {
        readonly Certificate: { readonly NotAfter: number };
      };
      return Math.round((Certificate.NotAfter - Date.now() / 1000) / 86_400);
    },
    diverging: 365,
  },
  CertificateUsersUnknown: {
    observe: async (clients) => {
      await makeStack(clients, 'CertificateUsersUnknown', {
        Certificate: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: 'probe.example' } },
        Distribution: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: {
            DistributionConfig: {
              ...{ Enabled: true, Aliases: ['probe.example'] },
              DefaultCacheBehavior: { TargetOriginId: 'probe', ViewerProtocolPolicy: 'https-only' },
              Origins: [
                {
                  Id: 'probe',
                  DomainName: 'origin.example',
                  CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
                },
              ],
              ViewerCertificate: { AcmCertificateArn: { Ref: 'Certificate' }, SslSupportMethod: 'sni-only' },
            },
          },
        },
      });
      const list = (await answerOf(clients, 'acm', `${ACM}.ListCertificates`, {})) as {
        readonly CertificateSummaryList: readonly { readonly CertificateArn: string }[];
      };
      const described = await Promise.all(
        list.CertificateSummaryList.map(({ CertificateArn }) =>
          answerOf(clients, 'acm', `${ACM}.DescribeCertificate`, { CertificateArn }),
        ),
      );
      return described.flatMap(
        (it) => (it as { readonly Certificate: { readonly InUseBy?: object[] } }).Certificate.InUseBy ?? [],
      );
    },
    diverging: [],
  },
  TopicKeyDropped: {
    observe: async (clients) => {
      await makeStack(clients, 'TopicKeyDropped', {
        Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'probe-key', KmsMasterKeyId: 'alias/probe' } },
      });
      const TopicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:probe-key`;
      const { Attributes } = await clients.sns.send(new GetTopicAttributesCommand({ TopicArn }));
      return Attributes?.['KmsMasterKeyId'];
    },
    diverging: undefined,
  },
  SubscriptionConfirmedAtOnce: {
    observe: async (clients) => {
      const subscription = { Protocol: 'email', Endpoint: 'probe@example.com' };
      await makeStack(clients, 'SubscriptionConfirmedAtOnce', {
        Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'probe-mail', Subscription: [subscription] } },
      });
      const TopicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:probe-mail`;
      const { Subscriptions } = await clients.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      return Subscriptions?.map(({ SubscriptionArn = '' }) => SubscriptionArn.startsWith(TopicArn));
    },
    diverging: [true],
  },
  BucketLockDropped: {
    observe: async (clients) => {
      const DefaultRetention = { Mode: 'GOVERNANCE', Days: 1 };
      await makeStack(clients, 'BucketLockDropped', {
        Bucket: {
          Type: 'AWS::S3::Bucket',
          Properties: {
            ...{ BucketName: 'probe-lock', ObjectLockEnabled: true },
            ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } },
          },
        },
      });
      return refusal(clients.s3.send(new GetObjectLockConfigurationCommand({ Bucket: 'probe-lock' })));
    },
    diverging: 'ObjectLockConfigurationNotFoundError',
  },
} satisfies Partial<Record<DivergenceId, Probe>>;
