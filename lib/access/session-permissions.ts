import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Site } from '../site/site';
import type { SessionDocument } from './session-document';

/**
 * Lets operators open recorded sessions on the site's own servers, from the listed networks alone.
 *
 * Whether the operator had a second factor is asked when the role is assumed: credentials of an assumed role carry no
 * `aws:MultiFactorAuthPresent`, so a condition on it here would refuse everybody.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html read 2026-11-25
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html read 2026-11-25
 */
export function allowSessions(scope: Construct, site: Site, document: SessionDocument): PolicyStatement[] {
  const { adminSources } = site.operations;
  if (adminSources.length === 0) {
    return [];
  }
  const fromAdminSources = { IpAddress: { 'aws:SourceIp': adminSources.map(({ cidr }) => cidr) } };
  // Without it, whoever names no document gets the account's default one without being asked for it. On both statements,
  // because the check is made only where every statement asks for it.
  const checkDocument = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } };
  return [
    new PolicyStatement({
      sid: 'StartSessionOnServersOfTheSite',
      actions: ['ssm:StartSession'],
      resources: [instances(scope)],
      conditions: { ...fromAdminSources, ...checkDocument, StringEquals: { 'ssm:resourceTag/site': site.name } },
    }),
    new PolicyStatement({
      sid: 'StartRecordedSession',
      actions: ['ssm:StartSession'],
      resources: [document.documentArn],
      conditions: { ...fromAdminSources, ...checkDocument },
    }),
    new PolicyStatement({
      sid: 'EncryptSession',
      actions: ['kms:GenerateDataKey'],
      resources: [document.key.keyArn],
    }),
    new PolicyStatement({
      sid: 'OpenDataChannel',
      // Not `session/${aws:userid}-*`, as in the quickstart of AWS for users: ids of sessions that a role starts begin with
      // the name of the role session, while `aws:userid` is then `<role id>:<name>`, so nobody would get in. The channel
      // also asks for a token, which only starting or resuming the session gives.
      actions: ['ssmmessages:OpenDataChannel'],
      resources: ['*'],
      conditions: fromAdminSources,
    }),
    new PolicyStatement({
      sid: 'ResumeAndEndOwnSessions',
      actions: ['ssm:ResumeSession', 'ssm:TerminateSession'],
      resources: [
        Stack.of(scope).formatArn({
          service: 'ssm',
          region: site.regions.primary.region,
          resource: 'session',
          resourceName: '*',
        }),
      ],
      // Session Manager tags each session with who started it: `<role id>:<name of the role session>`.
      conditions: { StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': ['${aws:userid}'] } },
    }),
  ];
}

/** Refuses every other document: port forwarding and SSH are not recorded, the account's default one may not be. */
export function denyOtherSessions(scope: Construct, document: SessionDocument): PolicyStatement {
  return new PolicyStatement({
    sid: 'StartOtherSessions',
    effect: Effect.DENY,
    actions: ['ssm:StartSession'],
    notResources: [instances(scope), document.documentArn],
  });
}

function instances(scope: Construct): string {
  return Stack.of(scope).formatArn({
    service: 'ec2',
    resource: 'instance',
    resourceName: '*',
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}
