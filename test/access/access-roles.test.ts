import { starterSite, testSite } from '../support/test-site';
import { decide, type Call } from './iam-decision';
import { ACCOUNT, arn, plain, role, rolesOf } from './roles';

const { auditor, operator, template } = rolesOf(testSite());
const closed = rolesOf(starterSite());

describe('both roles', () => {
  test.each(['Auditor', 'Operator'])(
    '%s is taken from the account alone, with a second factor, for an hour',
    (name) => {
      expect(role(template, name)).toMatchObject({
        MaxSessionDuration: 3600,
        AssumeRolePolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
              Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
            },
          ],
        },
      });
    },
  );

  test('the operator’s is taken from the listed networks alone', () => {
    expect(JSON.stringify(role(template, 'Operator').AssumeRolePolicyDocument)).toContain(
      '"IpAddress":{"aws:SourceIp":["203.0.113.0/28"]}',
    );
    expect(JSON.stringify(role(template, 'Auditor').AssumeRolePolicyDocument)).not.toContain('IpAddress');
  });

  test('have no fixed name, no inline policy and no policy of AWS', () => {
    for (const name of ['Auditor', 'Operator']) {
      expect(role(template, name)).not.toHaveProperty('RoleName');
      expect(role(template, name)).not.toHaveProperty('Policies');
      expect(JSON.stringify(role(template, name).ManagedPolicyArns)).not.toContain(':aws:policy');
    }
    template.resourceCountIs('AWS::IAM::Policy', 0);
    expect(JSON.stringify(template.findResources('AWS::IAM::ManagedPolicy'))).not.toContain('ManagedPolicyName');
  });

  test('have policies within the size IAM takes', () => {
    for (const [id, { Properties }] of Object.entries(template.findResources('AWS::IAM::ManagedPolicy'))) {
      const { PolicyDocument } = Properties as { PolicyDocument: unknown };
      expect([id, JSON.stringify(plain(PolicyDocument)).length < 6144]).toEqual([id, true]);
    }
  });

  test('allow no action by wildcard', () => {
    const allowed = [...auditor, ...operator]
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action);
    expect(allowed.filter((action) => action.includes('*'))).toEqual([]);
  });

  test('never ask for a second factor in a permission: credentials of a role carry no such mark', () => {
    expect(JSON.stringify([auditor, operator])).not.toContain('MultiFactorAuth');
  });
});

describe('the auditor', () => {
  test.each<[string, string]>([
    ['ec2:DescribeSecurityGroups', '*'],
    ['rds:DescribeDBClusters', '*'],
    ['kms:GetKeyPolicy', arn('kms', 'key/1')],
    ['iam:GetRolePolicy', `arn:aws:iam::${ACCOUNT}:role/any`],
    ['s3:GetBucketPolicy', 'arn:aws:s3:::any'],
    ['cloudtrail:LookupEvents', '*'],
    ['wafv2:GetWebACL', arn('wafv2', 'global/webacl/x/1', 'us-east-1')],
    ['logs:GetLogEvents', arn('logs', 'log-group:/test-site/sessions:log-stream:operator-1')],
    ['logs:FilterLogEvents', arn('logs', 'log-group:/test-site/network/flows:log-stream:x')],
    ['logs:StartQuery', arn('logs', 'log-group:aws-waf-logs-test-site-edge:log-stream:x', 'us-east-1')],
    ['logs:FilterLogEvents', arn('logs', 'log-group:/aws/vendedlogs/test-site-firewall-alert:log-stream:x')],
    ['logs:FilterLogEvents', arn('logs', 'log-group:/test-site/functions/backup-check-1234:log-stream:x')],
  ])('sees %s on %s', (action, resource) => {
    expect(decide(auditor, { action, resource })).toBe('allowed');
  });

  test.each<[string, string]>([
    ['s3:GetObject', 'arn:aws:s3:::any/object'],
    ['s3:ListBucket', 'arn:aws:s3:::any'],
    ['secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:database')],
    ['ssm:GetParameter', arn('ssm', 'parameter/any')],
    ['kms:Decrypt', arn('kms', 'key/1')],
    ['rds-db:connect', arn('rds-db', 'dbuser:cluster/app')],
    ['rds-data:ExecuteStatement', arn('rds', 'cluster:test-site-database')],
    ['rds:DownloadDBLogFilePortion', arn('rds', 'db:x')],
    ['rds:RestoreDBClusterFromSnapshot', arn('rds', 'cluster:copy')],
    ['backup:StartRestoreJob', arn('backup', 'recovery-point:1')],
    ['ebs:GetSnapshotBlock', arn('ec2', 'snapshot/snap-1')],
    ['lambda:GetFunction', arn('lambda', 'function:x')],
    ['sqs:ReceiveMessage', arn('sqs', 'dead-letters')],
    ['ssm:StartSession', arn('ec2', 'instance/i-1')],
    ['logs:GetLogEvents', arn('logs', 'log-group:/test-site/app-servers:log-stream:i-1')],
    ['logs:StartQuery', arn('logs', 'log-group:/aws/rds/cluster/test-site-database/postgresql')],
    ['logs:FilterLogEvents', arn('logs', 'log-group:/other-site/network/flows')],
    ['logs:FilterLogEvents', arn('logs', 'log-group:/test-site-2/network/flows:log-stream:x')],
    ['logs:FilterLogEvents', arn('logs', 'log-group:/aws/vendedlogs/test-site-2-dns-queries:log-stream:x')],
    ['logs:FilterLogEvents', arn('logs', 'log-group:aws-waf-logs-test-site-2-edge:log-stream:x', 'us-east-1')],
    ['logs:FilterLogEvents', arn('logs', 'log-group:/test-site/sessions-2:log-stream:x')],
    ['logs:Unmask', arn('logs', 'log-group:/test-site/network/flows:log-stream:x')],
  ])('is denied content: %s on %s', (action, resource) => {
    expect(decide(auditor, { action, resource })).toBe('denied');
  });

  test('changes nothing: every permission reads, but for reports about access and queries', () => {
    const writes = auditor
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action)
      .filter((action) => !/:(Describe|Get|List|Lookup|Filter|Simulate)/.test(action));
    expect(writes.sort()).toEqual([
      'iam:GenerateCredentialReport',
      'iam:GenerateServiceLastAccessedDetails',
      'logs:StartLiveTail',
      'logs:StartQuery',
      'logs:StopQuery',
    ]);
  });
});

describe('the operator', () => {
  const server1 = arn('ec2', 'instance/i-1');
  const document = arn('ssm', 'document/test-site-session');
  const here = { 'aws:SourceIp': '203.0.113.7', 'ssm:SessionDocumentAccessCheck': 'true' };
  const start = (resource: string, context: Call['context']) =>
    decide(operator, { action: 'ssm:StartSession', resource, context });

  test('opens a recorded session on a server of the site, from a listed network', () => {
    expect(start(server1, { ...here, 'ssm:resourceTag/site': 'test-site' })).toBe('allowed');
    expect(start(document, here)).toBe('allowed');
  });

  test.each<[string, string, Call['context']]>([
    ['from another network', server1, { ...here, 'aws:SourceIp': '198.51.100.1', 'ssm:resourceTag/site': 'test-site' }],
    ['on a server of another site', server1, { ...here, 'ssm:resourceTag/site': 'other-site' }],
    ['on a server without a site', server1, here],
    [
      'without naming a document',
      server1,
      { ...here, 'ssm:SessionDocumentAccessCheck': 'false', 'ssm:resourceTag/site': 'test-site' },
    ],
    ['with the document, from another network', document, { ...here, 'aws:SourceIp': '198.51.100.1' }],
  ])('opens none %s', (_where, resource, context) => {
    expect(start(resource, context)).toBe('not allowed');
  });

  test.each([
    arn('ssm', 'document/AWS-StartPortForwardingSession'),
    'arn:aws:ssm:ap-northeast-1::document/AWS-StartPortForwardingSessionToRemoteHost',
    'arn:aws:ssm:ap-northeast-1::document/AWS-StartSSHSession',
    arn('ssm', 'document/SSM-SessionManagerRunShell'),
    arn('ssm', 'document/other-site-session'),
    arn('ssm', 'managed-instance/mi-1'),
  ])('is denied sessions that are not recorded: %s', (resource) => {
    expect(start(resource, { ...here, 'ssm:resourceTag/site': 'test-site' })).toBe('denied');
  });

  test('ends and resumes own sessions, and nobody else’s', () => {
    const end = (owner: string) =>
      decide(operator, {
        action: 'ssm:TerminateSession',
        resource: arn('ssm', 'session/taro-1234'),
        context: { 'aws:userid': 'AROA1:taro', 'ssm:resourceTag/aws:ssmmessages:session-id': owner },
      });
    expect([end('AROA1:taro'), end('AROA1:hanako')]).toEqual(['allowed', 'not allowed']);
  });

  test('orders the writer out of a zone, or asks what would come of it, from a listed network, and invokes no other function', () => {
    const invoke = (name: string, address: string) =>
      decide(operator, {
        action: 'lambda:InvokeFunction',
        resource: arn('lambda', `function:${name}`),
        context: { 'aws:SourceIp': address },
      });
    expect(invoke('test-site-evacuate-writer', '203.0.113.7')).toBe('allowed');
    expect(invoke('test-site-evacuate-writer-dry-run', '203.0.113.7')).toBe('allowed');
    expect(invoke('test-site-evacuate-writer', '198.51.100.1')).toBe('not allowed');
    expect(invoke('other-site-evacuate-writer', '203.0.113.7')).toBe('not allowed');
    expect(invoke('test-site-fail-over-writer', '203.0.113.7')).toBe('not allowed');
  });

  test('sees health and reads the logs the first steps of alarms speak of', () => {
    const sees = (action: string, resource: string) => decide(operator, { action, resource });
    expect(sees('elasticloadbalancing:DescribeTargetHealth', '*')).toBe('allowed');
    expect(sees('autoscaling:DescribeScalingActivities', '*')).toBe('allowed');
    expect(
      sees('logs:FilterLogEvents', arn('logs', 'log-group:/test-site/functions/topology-check-1:log-stream:x')),
    ).toBe('allowed');
    expect(sees('logs:FilterLogEvents', arn('logs', 'log-group:/test-site/web-servers:log-stream:i-1'))).toBe(
      'allowed',
    );
  });

  test('reads neither the record of sessions nor the database', () => {
    const reads = (name: string) =>
      decide(operator, { action: 'logs:GetLogEvents', resource: arn('logs', `log-group:${name}`) });
    expect(reads('/test-site/sessions:log-stream:x')).toBe('not allowed');
    expect(reads('/aws/rds/cluster/test-site-database/postgresql:log-stream:x')).toBe('not allowed');
    expect(decide(operator, { action: 'rds-db:connect', resource: '*' })).toBe('not allowed');
    expect(decide(operator, { action: 'secretsmanager:GetSecretValue', resource: '*' })).toBe('not allowed');
  });

  test('of a site without listed networks can open no session and give no order at all', () => {
    const statements = closed.operator.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
    expect(
      statements.filter((action) =>
        /StartSession|OpenDataChannel|ResumeSession|TerminateSession|GenerateDataKey|InvokeFunction/.test(action),
      ),
    ).toEqual([]);
    expect(JSON.stringify(role(closed.template, 'Operator').AssumeRolePolicyDocument)).not.toContain('IpAddress');
  });
});
