import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Site } from '../site/site';
import { sessionLogGroupName } from './session-document';

/** What can be done with the content of a log group without changing it. */
export const READ_LOG_ACTIONS: readonly string[] = [
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:GetLogRecord',
  'logs:StartLiveTail',
  'logs:StartQuery',
];

/**
 * Log groups that show what happened to the site and hold no content of its users: who sent packets where, which names
 * were asked for, what firewall and web ACL refused, what the checks found.
 *
 * Names are whole wherever they can be: in `/aws/vendedlogs/shop-*` lie the logs of the site `shop-2` as well. Only what
 * lies beneath `/<site>/` belongs to that site alone; functions have names of which the CDK invents the end.
 *
 * What servers and database write is not among them: it may hold personal data.
 */
function trafficAndChecks({ name, network }: LoggedSite): readonly string[] {
  return [
    `/${name}/functions/*`,
    `/${name}/network/flows`,
    `/aws/vendedlogs/${name}-dns-queries`,
    ...(network.inspection.kind === 'network-firewall'
      ? [`/aws/vendedlogs/${name}-firewall-alert`, `/aws/vendedlogs/${name}-firewall-flow`]
      : []),
    `aws-waf-logs-${name}-edge`,
  ];
}

/** What of a site decides on its log groups. */
type LoggedSite = Pick<Site, 'name' | 'network'>;

/** Logs an auditor reads: traffic and checks, and the record of every session on a server. */
export function evidenceLogArns(scope: Construct, site: LoggedSite): string[] {
  return logGroupArns(scope, [...trafficAndChecks(site), sessionLogGroupName(site)]);
}

/** Logs an operator reads: traffic and checks, and those of the servers; not the record of the operators' own sessions. */
export function operationLogArns(scope: Construct, site: LoggedSite): string[] {
  return logGroupArns(scope, [...trafficAndChecks(site), `/${site.name}/web-servers`, `/${site.name}/app-servers`]);
}

/**
 * In every Region: the web ACL logs in us-east-1. What follows the colon is the stream; also for actions on whole
 * log groups IAM expects the colon and the star.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
function logGroupArns(scope: Construct, names: readonly string[]): string[] {
  return names.map((name) =>
    Stack.of(scope).formatArn({
      service: 'logs',
      region: '*',
      resource: 'log-group',
      resourceName: `${name}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );
}
