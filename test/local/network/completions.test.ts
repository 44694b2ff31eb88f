import { COMPLETIONS, completeReading } from '../../../lib/local/network/completions';
import type { DescribedLists } from '../../../lib/local/network/read-network';
import { Said } from '../../../lib/local/network/said';
import { DIVERGENCES } from '../../../lib/local/gateway';
import { asList, type JsonObject } from '../../../lib/template';
import { changed, RUNNING, type Lists } from '../../verify/drift/support/running';
import { IDS, POLICY, REGION, RESOURCES, said } from '../../verify/drift/support/said';
import { DEPLOYED } from './support/deployed';
import { EMULATED } from './support/emulated';

const SAID = new Said(said(), DEPLOYED);

const complete = (lists: DescribedLists, of = SAID, region = REGION) => {
  const { reading, taken } = completeReading({ region, lists, refused: [] }, of);
  return { lists: reading.lists, taken: Object.fromEntries(taken.map(({ divergence, count }) => [divergence, count])) };
};

const record = (lists: DescribedLists, list: string, id: string): JsonObject =>
  lists[list]?.find((each) => Object.values(each)[0] === id) ?? {};

test('nothing is taken from the templates where everything is told', () => {
  const lists = { ...RUNNING, Firewalls: [], Reservations: [] };
  expect(complete(lists)).toEqual({ lists, taken: {} });
});

test('what the emulator leaves out is taken from the templates, and counted', () => {
  const { lists, taken } = complete(EMULATED);
  expect(taken).toEqual({
    DefaultNetworkAclWithoutAssociations: 1,
    NetworkAclEntryWithoutPorts: 2,
    EndpointWithoutGroups: 1,
    EndpointWithoutPolicy: 2,
    VpcConfigDropped: 1,
    InstanceWithoutInterfaces: 1,
  });
  expect(record(lists, 'NetworkAcls', 'acl-1')).toMatchObject({
    Associations: [{ NetworkAclId: 'acl-1', SubnetId: 'subnet-b' }],
    Entries: [
      { RuleNumber: 100, PortRange: { From: 8443, To: 8443 } },
      { RuleNumber: 110, IcmpTypeCode: { Type: 8, Code: -1 } },
      { RuleNumber: 100, Protocol: '-1' },
      { RuleNumber: 32767 },
      { RuleNumber: 32767 },
    ],
  });
  expect(record(lists, 'VpcEndpoints', 'vpce-ssm')).toMatchObject({
    Groups: [{ GroupId: 'sg-app' }],
    PolicyDocument: POLICY,
  });
});

test('nothing is taken in a Region in which no stack is', () => {
  expect(complete({ ...EMULATED, Reservations: [] }, SAID, 'us-east-1').taken).toEqual({});
});

test('functions have the subnets and the security groups of the templates', () => {
  const bare = changed('Functions', 'probe', ({ FunctionName = null }) => ({ FunctionName }));
  const { lists, taken } = complete(bare);
  expect(taken).toMatchObject({ VpcConfigDropped: 1 });
  expect(lists['Functions']).toEqual([
    { FunctionName: 'probe', VpcConfig: { SubnetIds: ['subnet-b'], SecurityGroupIds: ['sg-app'] } },
    { FunctionName: 'elsewhere' },
  ]);
});

describe('a default security group', () => {
  const bare = changed('SecurityGroups', 'sg-default', (group) => ({ ...group, IpPermissions: [] }));
  const rules = (of: Said) => record(complete(bare, of).lists, 'SecurityGroups', 'sg-default')['IpPermissions'];

  test('lets its members reach each other', () => {
    expect(rules(SAID)).toEqual([{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-default' }] }]);
    expect(complete(bare).taken).toMatchObject({ DefaultGroupWithoutIngress: 1 });
  });

  test('has no rule where a template takes it away', () => {
    const DefaultSecurityGroupId = { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] };
    const restriction = { Type: 'Custom::VpcRestrictDefaultSG', Properties: { DefaultSecurityGroupId } };
    expect(rules(new Said(said({ ...RESOURCES, Restriction: restriction }), DEPLOYED))).toEqual([]);
  });

  test('of a VPC that no template makes is left as it is', () => {
    const { lists } = complete(bare);
    expect(record(lists, 'SecurityGroups', 'sg-other')).not.toHaveProperty('IpPermissions');
  });
});

describe('an instance', () => {
  const publicly = (value: boolean | undefined): Said => {
    const own = value === undefined ? {} : { AssociatePublicIpAddress: value };
    const data = { NetworkInterfaces: [{ DeviceIndex: 0, Groups: ['sg-app'], ...own }] };
    return new Said(
      said({ ...RESOURCES, Launch: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: data } } }),
      DEPLOYED,
    );
  };
  const inPublic = changed('Subnets', 'subnet-b', (each) => ({ ...each, MapPublicIpOnLaunch: true }), EMULATED);

  test('has an interface of its own subnet and groups', () => {
    const { lists } = complete(EMULATED);
    expect(lists['NetworkInterfaces']).toEqual([
      {
        ...{ NetworkInterfaceId: 'interface of i-1', SubnetId: 'subnet-b', VpcId: 'vpc-1' },
        ...{ Groups: [{ GroupId: 'sg-app' }], Attachment: { InstanceId: 'i-1', DeviceIndex: 0 } },
      },
    ]);
    expect(lists['Reservations']).toMatchObject([
      { Instances: [{ NetworkInterfaces: [{ NetworkInterfaceId: 'interface of i-1' }] }] },
    ]);
  });

  test.each([
    ['where its launch template says so', EMULATED, true, true],
    ['not where its launch template says so', inPublic, false, false],
    ['where its subnet says so', inPublic, undefined, true],
    ['not where nothing says so', EMULATED, undefined, false],
  ])('has a public address %s', (_where, lists, value, expected) => {
    expect('Association' in (complete(lists, publicly(value)).lists['NetworkInterfaces']?.[0] ?? {})).toBe(expected);
  });

  test('that is of no group, or has an interface, is left as it is', () => {
    const lone = { InstanceId: 'i-2', SubnetId: 'subnet-b' };
    const shown = { InstanceId: 'i-3', Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'servers' }] };
    const Instances = [lone, { ...shown, NetworkInterfaces: [{ NetworkInterfaceId: 'eni-3' }] }];
    const { lists, taken } = complete({ ...RUNNING, Firewalls: [], Reservations: [{ Instances }] });
    expect([lists['Reservations'], taken]).toEqual([[{ Instances }], {}]);
  });
});

test('what is told is never changed', () => {
  const own = { Groups: [], PolicyDocument: '{}' };
  const lists = changed('VpcEndpoints', 'vpce-ssm', (endpoint) => ({ ...endpoint, ...own }), EMULATED);
  expect(record(complete(lists).lists, 'VpcEndpoints', 'vpce-ssm')).toMatchObject(own);
});

test('no subnet of a network ACL is taken once the emulator tells one', () => {
  const association = { NetworkAclAssociationId: 'aclassoc-1', SubnetId: 'subnet-a' };
  const lists = changed('NetworkAcls', 'acl-default', (acl) => ({ ...acl, Associations: [association] }), EMULATED);
  const completed = complete(lists);
  expect(completed.taken).not.toHaveProperty('DefaultNetworkAclWithoutAssociations');
  expect(record(completed.lists, 'NetworkAcls', 'acl-1')['Associations']).toEqual([]);
});

test('an entry that no template writes stays without ports', () => {
  const entry = { RuleNumber: 90, Protocol: '6', RuleAction: 'allow', Egress: false, CidrBlock: '0.0.0.0/0' };
  const lists = changed(
    'NetworkAcls',
    'acl-1',
    (acl) => ({ ...acl, Entries: [entry, ...asList(acl['Entries'])] }),
    EMULATED,
  );
  expect(asList(record(complete(lists).lists, 'NetworkAcls', 'acl-1')['Entries'])[0]).toEqual(entry);
});

test('an entry that runs with another protocol takes no ports of the one that is written', () => {
  const lists = changed(
    'NetworkAcls',
    'acl-1',
    (acl) => ({
      ...acl,
      Entries: [{ RuleNumber: 100, Protocol: '1', RuleAction: 'allow', Egress: false, CidrBlock: '10.0.0.0/16' }],
    }),
    EMULATED,
  );
  expect(complete(lists).taken).not.toHaveProperty('NetworkAclEntryWithoutPorts');
});

test('every completion belongs to a divergence that says so', () => {
  for (const { divergence } of COMPLETIONS) {
    expect([divergence, DIVERGENCES[divergence].bridge.by]).toEqual([divergence, 'network']);
  }
});

describe('a firewall', () => {
  const ARN = `arn:aws:network-firewall:${REGION}:111122223333:firewall/fw`;
  const POLICY_ARN = ARN.replace('firewall/fw', 'firewall-policy/p');
  const RULES_ARN = ARN.replace('firewall/fw', 'stateful-rulegroup/r');
  const ids = { Firewall: ARN, Policy: POLICY_ARN, Rules: RULES_ARN };
  const of = new Said(
    said({
      ...RESOURCES,
      Firewall: {
        Type: 'AWS::NetworkFirewall::Firewall',
        Properties: {
          ...{ FirewallName: 'fw', FirewallPolicyArn: { Ref: 'Policy' }, VpcId: { Ref: 'Vpc' } },
          SubnetMappings: [{ SubnetId: { Ref: 'SubnetA' } }, { SubnetId: { Ref: 'SubnetB' } }],
        },
      },
      Policy: {
        Type: 'AWS::NetworkFirewall::FirewallPolicy',
        Properties: {
          FirewallPolicyName: 'p',
          FirewallPolicy: { StatefulRuleGroupReferences: [{ ResourceArn: { Ref: 'Rules' } }] },
        },
      },
      Rules: {
        Type: 'AWS::NetworkFirewall::RuleGroup',
        Properties: { RuleGroupName: 'r', Type: 'STATEFUL', Capacity: 10, RuleGroup: { RulesSource: {} } },
      },
    }),
    new Map([
      [
        'Net',
        Object.fromEntries(
          Object.entries({ ...IDS, ...ids }).map(([id, physicalId]) => [id, { type: '', physicalId }]),
        ),
      ],
    ]),
  );
  const endpoint = (id: string, subnet: string): JsonObject => ({
    ...{ VpcEndpointId: id, VpcEndpointType: 'GatewayLoadBalancer', VpcId: 'vpc-1', State: 'available' },
    ...{ SubnetIds: [subnet], Tags: [{ Key: 'Firewall', Value: ARN }] },
  });
  const running: Lists = { ...RUNNING, VpcEndpoints: [endpoint('vpce-fw-a', 'subnet-a')] };

  test('stands where its endpoints run, with the policy and the rules of the templates', () => {
    const { lists, taken } = complete(running, of);
    expect(taken).toEqual({ NetworkFirewallUnknown: 3, InstanceWithoutInterfaces: 1 });
    expect(lists['Firewalls']).toEqual([
      {
        Firewall: {
          ...{ FirewallArn: ARN, FirewallName: 'fw', FirewallPolicyArn: POLICY_ARN, VpcId: 'vpc-1' },
          SubnetMappings: [{ SubnetId: 'subnet-a' }],
        },
        FirewallStatus: {
          SyncStates: {
            'subnet-a': { Attachment: { SubnetId: 'subnet-a', EndpointId: 'vpce-fw-a', Status: 'READY' } },
          },
        },
      },
    ]);
    expect(lists['FirewallPolicies']).toMatchObject([
      {
        FirewallPolicyResponse: { FirewallPolicyArn: POLICY_ARN },
        FirewallPolicy: { StatefulRuleGroupReferences: [{ ResourceArn: RULES_ARN }] },
      },
    ]);
    expect(lists['RuleGroups']).toMatchObject([
      {
        RuleGroupResponse: { RuleGroupArn: RULES_ARN, Type: 'STATEFUL', Capacity: 10 },
        RuleGroup: { RulesSource: {} },
      },
    ]);
  });

  test('is taken from no template once the emulator tells of firewalls', () => {
    expect(complete({ ...running, Firewalls: [] }, of).taken).not.toHaveProperty('NetworkFirewallUnknown');
  });
});
