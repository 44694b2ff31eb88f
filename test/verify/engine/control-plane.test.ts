import { at, att, group, instance, ref, resource, subnet, tcpRule, verifierOf, vpc, type Resources } from './templates';

const NETWORK: readonly Resources[] = [
  vpc('V', '10.0.0.0/16', false),
  subnet('S', 'V', '10.0.0.0/24'),
  subnet('C', 'V', '10.0.1.0/24', {}, 'ap-northeast-1c'),
  group('Any', 'V', []),
];

/** Names of the ways to whoever a name stands for. */
function waysTo(name: string, more: readonly Resources[]): readonly string[] {
  const verifier = verifierOf([...NETWORK, ...more]);
  return [...new Set(verifier.controlPlane(at(verifier, name)).map(({ way }) => way))];
}

function service(properties: Resources[string]): readonly Resources[] {
  return [
    {
      Tasks: resource('AWS::ECS::Service', {
        TaskDefinition: 'app:1',
        NetworkConfiguration: {
          AwsvpcConfiguration: { Subnets: [ref('S')], SecurityGroups: [att('Any', 'GroupId')] },
        },
        ...properties,
      }),
    },
  ];
}

function cluster(properties: Resources[string]): readonly Resources[] {
  return [
    {
      Group: resource('AWS::RDS::DBSubnetGroup', { DBSubnetGroupDescription: 'x', SubnetIds: [ref('S'), ref('C')] }),
      Data: resource('AWS::RDS::DBCluster', {
        Engine: 'aurora-postgresql',
        DBSubnetGroupName: ref('Group'),
        VpcSecurityGroupIds: [att('Any', 'GroupId')],
        ...properties,
      }),
      Writer: resource('AWS::RDS::DBInstance', {
        Engine: 'aurora-postgresql',
        DBInstanceClass: 'db.t4g.medium',
        DBClusterIdentifier: ref('Data'),
        PubliclyAccessible: false,
      }),
    },
  ];
}

function endpoint(egress: readonly Resources[string][]): readonly Resources[] {
  return [
    group('Tunnels', 'V', [], egress),
    group('Inner', 'V', [tcpRule(22, { SourceSecurityGroupId: att('Tunnels', 'GroupId') })]),
    instance('I', 'S', ['Inner']),
    {
      E: resource('AWS::EC2::InstanceConnectEndpoint', {
        SubnetId: ref('S'),
        SecurityGroupIds: [att('Tunnels', 'GroupId')],
      }),
    },
  ];
}

test.each([
  ['a server with a role', 'I', [instance('I', 'S', ['Any'], false, { IamInstanceProfile: 'p' })], ['session-manager']],
  ['a server without one', 'I', [instance('I', 'S', ['Any'])], []],
  ['tasks in which commands are executed', 'Tasks', service({ EnableExecuteCommand: true }), ['ecs-exec']],
  ['tasks in which none are', 'Tasks', service({ EnableExecuteCommand: false }), []],
  ['a cluster with the Data API', 'Data', cluster({ EnableHttpEndpoint: true }), ['data-api']],
  ['a cluster without it', 'Data', cluster({}), []],
  [
    'a server that an endpoint of Instance Connect reaches',
    'I',
    endpoint([tcpRule(22, { CidrIp: '10.0.0.0/16' })]),
    ['instance-connect-endpoint'],
  ],
  ['a server to which its group does not let it', 'I', endpoint([tcpRule(22, { CidrIp: '10.0.1.0/24' })]), []],
] as const)('to %s', (_what, name, more, ways) => {
  expect(waysTo(name, more)).toEqual(ways);
});
