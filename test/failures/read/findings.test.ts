import { checkModel, type ReadFinding } from '../../../lib/failures';
import { courseOf, lose } from '../support/outcome';
import { readSmall, type Changes } from '../support/small-site';

const said = (findings: readonly ReadFinding[], where: string): readonly string[] =>
  findings.filter((finding) => finding.where === where).map(({ code, means }) => `${code} ${means}`);

test('what is read is well formed', () => {
  expect(() => {
    checkModel(readSmall().model);
  }).not.toThrow();
});

test('nothing of the network is left out in silence', () => {
  const { findings } = readSmall({
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        VpcConfig: { SubnetIds: [{ Ref: 'DataA' }], SecurityGroupIds: [{ 'Fn::GetAtt': ['ServerGroup', 'GroupId'] }] },
      },
    },
  });
  expect(said(findings, 'Site/Function')).toEqual([
    'NOT_REACHED no service, check or quorum reaches it, so it is not in the model',
  ]);
});

test('rules and ties of what is in the model are in the model', () => {
  const { findings } = readSmall();
  expect(findings.filter(({ code }) => code === 'NOT_REACHED')).toEqual([]);
});

test('what is referred to in a way that requests do not need is told', () => {
  const { findings } = readSmall({
    Logs: { Type: 'AWS::S3::Bucket', Properties: {} },
    Entry: { Properties: { LoadBalancerAttributes: [{ Key: 'access_logs.s3.bucket', Value: { Ref: 'Logs' } }] } },
  });
  expect(said(findings, 'Site/Logs')).toEqual([
    'NOT_FOLLOWED Site/Entry refers to it, in a way that requests do not need',
  ]);
});

describe('keys that the role of servers may use', () => {
  const changes: Changes = {
    Key: { Type: 'AWS::KMS::Key', Properties: {} },
    Secret: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [
          {
            PolicyName: 'use',
            PolicyDocument: {
              Statement: [
                { Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::GetAtt': ['Key', 'Arn'] } },
                { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: [{ Ref: 'Secret' }] },
              ],
            },
          },
        ],
      },
    },
    Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
    Launch: {
      Properties: {
        LaunchTemplateData: {
          ImageId: 'ami-0123456789abcdef0',
          SecurityGroupIds: [{ 'Fn::GetAtt': ['ServerGroup', 'GroupId'] }],
          IamInstanceProfile: { Arn: { 'Fn::GetAtt': ['Profile', 'Arn'] } },
        },
      },
    },
  };

  test.each(['Site/Key', 'Site/Secret', 'Site/Role'])('are needed by requests: %s', (group) => {
    const { model } = readSmall(changes);
    expect(courseOf(lose(model, group), 'POST')).toEqual(['DOWN', 'DOWN', 'DOWN', undefined]);
  });

  test('are told to be assumed', () => {
    expect(said(readSmall(changes).findings, 'Site/Key')).toEqual([
      "ASSUMED the role of Site/Servers may use it: requests are taken to need it; declare it under 'unneeded' if they do not",
    ]);
  });

  test('are not needed when that is declared', () => {
    const { model, findings } = readSmall(changes, { unneeded: ['id:Key'] });
    expect([model.groups.some(({ id }) => id === 'Site/Key'), said(findings, 'Site/Key')]).toEqual([
      false,
      ['NOT_FOLLOWED Site/Role refers to it, in a way that requests do not need'],
    ]);
  });
});

test('a load balancer that a tier may reach, or may not, is told', () => {
  const { findings } = readSmall({
    DataGroup: {
      Properties: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: { Ref: 'AWS::StackName' } }],
      },
    },
  });
  expect(findings.filter(({ code }) => code === 'NOT_PROVED').map(({ where }) => where)).toEqual(['Site/Database']);
});

test('what a zone or a capacity is taken to be is told', () => {
  const { findings } = readSmall({ Reader: { Properties: { AvailabilityZone: null } } });
  expect([said(findings, 'Site/Reader'), said(findings, 'Site/Servers')]).toEqual([
    ['ASSUMED its zone is open: zones are taken in turn'],
    ['NO_CAPACITY how many requests one of its servers can serve is not declared'],
  ]);
});

test('what is declared of nothing is refused, all of it at once', () => {
  const read = (): unknown => readSmall({}, { tiers: [{ of: 'id:Web' }], unneeded: ['id:Servers'] });
  expect(read).toThrow(
    /tiers\[0\]\.of: must name a resource .+\n.*unneeded\[0\]: must name a resource of type AWS::KMS::Key/,
  );
});

test('a load balancer of the classic kind is not modelled', () => {
  const { unread } = readSmall({
    Entry: {
      Type: 'AWS::ElasticLoadBalancing::LoadBalancer',
      Properties: {
        Listeners: [{ LoadBalancerPort: '443', InstancePort: '8080', Protocol: 'TCP' }],
        LoadBalancerAttributes: null,
      },
    },
    Servers: { Properties: { LoadBalancerNames: [{ Ref: 'Entry' }], TargetGroupARNs: null } },
  });
  expect(unread.map(({ service, because }) => [service, because.where])).toEqual([
    ['GET', 'Site/Entry'],
    ['POST', 'Site/Entry'],
  ]);
});
