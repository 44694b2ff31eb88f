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
 * Beginnings of the names of log groups that show what happened to the site and hold no content of its users: who sent packets where, which names
 * were asked for, what firewall and web ACL refused, what the checks found.
 *
 * What servers and database write is not among them: it may hold personal data.
 */
function trafficAndChecks(site: Pick<Site, 'name'>): readonly string[] {
  return [
    `/${site.name}/functions/`,
    `/${site.name}/network/`,
    `/aws/vendedlogs/${site.name}-`,
    `aws-waf-logs-${site.name}-`,
  ];
}

/** Logs an auditor reads: traffic and checks, and the record of every session on a server. */
export function evidenceLogArns(scope: Construct, site: Pick<Site, 'name'>): string[] {
  return logGroupArns(scope, [...trafficAndChecks(site), sessionLogGroupName(site)]);
}

/** Logs an operator reads: traffic and checks, and those of the servers; not the record of the operators' own sessions. */
export function operationLogArns(scope: Construct, site: Pick<Site, 'name'>): string[] {
  return logGroupArns(scope, [...trafficAndChecks(site), `/${site.name}/web-servers`, `/${site.name}/app-servers`]);
}

/** In every Region: the web ACL logs in us-east-1. What follows a name is the stream in it. */
function logGroupArns(scope: Construct, names: readonly string[]): string[] {
  return names.map((name) =>
    Stack.of(scope).formatArn({
      service: 'logs',
      region: '*',
      resource: 'log-group',
      resourceName: `${name}*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );
}
