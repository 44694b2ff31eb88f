import { AWS_DOCS, DROP_ENTRY, type Divergence } from './divergence';

/** Divergences of what is recorded, served and told. */
export const AUDIT_DIVERGENCES = {
  AlarmIgnoresDimensions: {
    aws: 'an alarm watches the metric with exactly its dimensions',
    source: `${AWS_DOCS}/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html`,
    emulator: 'it is evaluated on the metrics of that name whatever their dimensions',
    bridge: { by: 'observe', how: 'alarms are made without a metric, evaluated here, and set by SetAlarmState' },
    whenChanged: `see whether M of N and missing data are evaluated as well; if so, let the emulator evaluate, and ${DROP_ENTRY}`,
  },
  EmbeddedMetricsIgnored: {
    aws: 'metrics that a log event embeds reach CloudWatch',
    source: `${AWS_DOCS}/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html`,
    emulator: 'they stay in the log',
    bridge: {
      by: 'observe',
      how: 'the metrics of each run that is started by hand are written to CloudWatch as the record says',
    },
    whenChanged: `see whether those of scheduled runs arrive as well; if so, let lib/local/observe/alarm-player.ts write none, and ${DROP_ENTRY}`,
  },
  ServiceMetricsAbsent: {
    aws: 'services report metrics of themselves, such as IncomingLogEvents',
    source: `${AWS_DOCS}/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html`,
    emulator: 'no service reports any',
    bridge: {
      by: 'telemetry',
      how: 'the lag of readers and the records of steady log groups are reported every minute',
    },
    whenChanged: `see which are reported; drop those from lib/local/telemetry/telemetry.ts, and ${DROP_ENTRY}`,
  },
  TrailDeliversNothing: {
    aws: 'a trail that records delivers log files, and GetTrailStatus says when it last did',
    source: `${AWS_DOCS}/awscloudtrail/latest/APIReference/API_GetTrailStatus.html`,
    emulator: 'nothing is delivered, and no time is said',
    bridge: { by: 'gateway', how: 'GetTrailStatus: a trail that records delivers every five minutes' },
    whenChanged: `delete lib/local/gateway/bridges/trail-status.ts, and ${DROP_ENTRY}`,
  },
  WebAclLoggingUnknown: {
    aws: 'GetLoggingConfiguration says where a web ACL logs to',
    source: `${AWS_DOCS}/waf/latest/APIReference/API_GetLoggingConfiguration.html`,
    emulator: 'the action is not known',
    bridge: { by: 'gateway', how: 'GetLoggingConfiguration: the destinations are those that a stack gives it' },
    whenChanged: `delete lib/local/gateway/bridges/web-acl-logging.ts, and ${DROP_ENTRY}`,
  },
  SearchStringNotEncoded: {
    aws: 'the text that a rule looks for is given in base64 by the API',
    source: `${AWS_DOCS}/waf/latest/APIReference/API_ByteMatchStatement.html`,
    emulator: 'it is given as CloudFormation wrote it',
    bridge: { by: 'localize', how: 'the text is written in base64' },
    whenChanged: `delete lib/local/localize/web-acl.ts, and ${DROP_ENTRY}`,
  },
  ImportedCertificateNotRead: {
    aws: 'DescribeCertificate says until when an imported certificate is good',
    source: `${AWS_DOCS}/acm/latest/APIReference/API_CertificateDetail.html`,
    emulator: 'the certificate is not read: it is good for a year',
    bridge: { by: 'gateway', how: 'DescribeCertificate: names and times are those of the certificate' },
    whenChanged: `delete readCertificate in lib/local/gateway/bridges/certificate.ts, and ${DROP_ENTRY}`,
  },
  CertificateUsersUnknown: {
    aws: 'DescribeCertificate names what a certificate is used by',
    source: `${AWS_DOCS}/acm/latest/APIReference/API_CertificateDetail.html`,
    emulator: 'it names nothing',
    bridge: { by: 'gateway', how: 'DescribeCertificate: listeners and distributions are asked for it' },
    whenChanged: `delete lib/local/gateway/certificate-users.ts, and ${DROP_ENTRY}`,
  },
  TopicKeyDropped: {
    aws: 'a topic that CloudFormation makes has its key',
    source: `${AWS_DOCS}/sns/latest/api/API_GetTopicAttributes.html`,
    emulator: 'the key is left out',
    bridge: { by: 'provider', how: 'Honmaru::Local::TopicKey sets it' },
    whenChanged: `drop Honmaru::Local::TopicKey, and ${DROP_ENTRY}`,
  },
  SubscriptionConfirmedAtOnce: {
    aws: 'a subscription by mail waits until somebody confirms it',
    source: `${AWS_DOCS}/sns/latest/dg/sns-email-notifications.html`,
    emulator: 'it is confirmed at once',
    bridge: { by: 'nobody', because: 'no mail is sent that anybody could confirm; the drill takes one back' },
    whenChanged: DROP_ENTRY,
  },
  BucketLockDropped: {
    aws: 'a bucket that CloudFormation makes has its lock',
    source: `${AWS_DOCS}/AmazonS3/latest/API/API_GetObjectLockConfiguration.html`,
    emulator: 'the lock is left out',
    bridge: { by: 'provider', how: 'Honmaru::Local::BucketLock sets it' },
    whenChanged: `drop Honmaru::Local::BucketLock, and ${DROP_ENTRY}`,
  },
} as const satisfies Readonly<Record<string, Divergence>>;
