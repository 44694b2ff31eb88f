import {
  createEvaluator,
  describeValue,
  findAttributeRule,
  NETWORK_ATTRIBUTES,
  type JsonObject,
  type JsonValue,
} from '../../../lib/template';
import { codesOf, evaluateIn, modelFor, requireStack } from '../support/evaluate-in';

const getAtt = (...path: string[]) => ({ 'Fn::GetAtt': path });

describe('Fn::Cidr', () => {
  const cidr = (...args: JsonValue[]) => ({ 'Fn::Cidr': args });

  test.each<[JsonValue, JsonValue]>([
    [cidr('10.0.0.0/16', 3, 8), ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    [cidr('192.168.0.0/24', '2', '5'), ['192.168.0.0/27', '192.168.0.32/27']],
    [cidr('10.0.0.128/25', 1, 7), ['10.0.0.128/25']],
    [cidr('2001:db8:1234:1a00::/56', 2, 64), ['2001:db8:1234:1a00::/64', '2001:db8:1234:1a01::/64']],
    [cidr('::/56', 2, 64), ['::/64', '0:0:0:1::/64']],
    [cidr('2001:db8:0:0:1::/80', 1, 16), ['2001:db8:0:0:1::/112']],
  ])('divides %j', (expression, value) => {
    expect(evaluateIn({}, expression)).toEqual({ kind: 'known', value });
  });

  test.each<[JsonValue]>([
    [cidr('10.0.0.0/24', 3, 7)],
    [cidr('10.0.0.0/24', 1, 9)],
    [cidr('10.0.0.0/16', 257, 8)],
    [cidr('10.0.0.0/16', 0, 8)],
    [cidr('10.0.0.0/16', 1, 0)],
    [cidr('nonsense', 1, 8)],
    [cidr('2001:db8::/129', 1, 8)],
  ])('refuses %j', (expression) => {
    expect(codesOf(modelFor({}, expression))).toEqual(['INVALID_INTRINSIC']);
  });

  test('blocks of an open block do not overlap and lie inside it', () => {
    const sections = { Parameters: { Block: { Type: 'String' } } };
    const value = evaluateIn(sections, { 'Fn::Select': [1, cidr({ Ref: 'Block' }, 4, 8)] });
    const group = 'cidr($param:Stack/Block, =4, =8)';
    expect(value).toMatchObject({
      kind: 'symbol',
      id: `${group}[1]`,
      type: 'Cidr',
      constraints: { disjoint: group, within: { id: 'param:Stack/Block' } },
    });
  });

  test('the block of a VPC is divided', () => {
    const sections = { Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } } } };
    expect(evaluateIn(sections, { 'Fn::Select': [2, cidr(getAtt('Vpc', 'CidrBlock'), 6, 8)] })).toEqual({
      kind: 'known',
      value: '10.0.2.0/24',
    });
  });
});

describe('Fn::GetAZs', () => {
  const zone = (index: number, region: JsonValue = '') => ({ 'Fn::Select': [index, { 'Fn::GetAZs': region }] });

  test('zones of an open environment are different and nothing else is known', () => {
    const options = { region: undefined, account: undefined } as never;
    expect(evaluateIn({}, zone(1), options)).toMatchObject({
      kind: 'symbol',
      id: 'az:-/-[1]',
      type: 'AvailabilityZone',
      constraints: { distinct: 'az:-/-' },
    });
  });

  test.each<[JsonValue]>([['ap-northeast-1'], [{ Ref: 'AWS::Region' }], ['']])('%j names the same zones', (region) => {
    expect(evaluateIn({}, zone(0, region))).toMatchObject({ id: 'az:111111111111/ap-northeast-1[0]' });
  });

  test('zones that are pinned are known, of a Region that is bound', () => {
    const zones = { 'ap-northeast-1': ['ap-northeast-1a', 'ap-northeast-1c'] };
    expect(evaluateIn({}, { 'Fn::GetAZs': '' }, { zones })).toEqual({ kind: 'known', value: zones['ap-northeast-1'] });
    expect(evaluateIn({}, zone(1, 'us-east-1'), { zones })).toMatchObject({ kind: 'symbol' });
  });

  test('zones that are pinned are of no use to a stack that fits any Region', () => {
    const options = { region: undefined, zones: { 'us-east-1': ['us-east-1a'] } } as never;
    expect(evaluateIn({}, { 'Fn::GetAZs': 'us-east-1' }, options)).toMatchObject({ kind: 'symbol' });
  });

  test('two zones of an environment are never equal', () => {
    const conditions = { Equal: { 'Fn::Equals': [zone(0), zone(1)] }, Same: { 'Fn::Equals': [zone(1), zone(1)] } };
    const model = modelFor({ Conditions: conditions }, 'x');
    const evaluator = createEvaluator(model);
    const stack = requireStack(model);
    expect([evaluator.condition(stack, 'Equal'), evaluator.condition(stack, 'Same')]).toEqual([false, true]);
  });
});

describe('attributes', () => {
  const SECTIONS: JsonObject = {
    Parameters: { Engine: { Type: 'String' }, Port: { Type: 'Number' } },
    Conditions: { Open: { 'Fn::Equals': [{ Ref: 'Engine' }, 'x'] } },
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      Pool: { Type: 'AWS::EC2::VPC', Properties: { Ipv4IpamPoolId: 'pool' } },
      Subnet: {
        Type: 'AWS::EC2::Subnet',
        Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'ap-northeast-1a' },
      },
      Anywhere: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' } } },
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
      MySql: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } },
      Postgres: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
      Own: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', Port: 13306 } },
      Given: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', Port: { Ref: 'Port' } } },
      Copy: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql', SnapshotIdentifier: 's' } },
      Asked: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: { Ref: 'Engine' } } },
      Maybe: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { Engine: 'postgres', Port: { 'Fn::If': ['Open', 15432, { Ref: 'AWS::NoValue' }] } },
      },
      Member: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { Engine: 'aurora-mysql', DBClusterIdentifier: { Ref: 'Own' } },
      },
      Oracle: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'oracle-ee' } },
      Server: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'sqlserver-se' } },
      Db2: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'db2-ae' } },
      Balancer: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] },
      },
    },
  };

  test.each<[JsonValue, string]>([
    [getAtt('Vpc', 'CidrBlock'), '10.0.0.0/16'],
    [getAtt('Pool', 'CidrBlock'), '${Pool.CidrBlock}'],
    [getAtt('Vpc', 'DefaultSecurityGroup'), '${Vpc.DefaultSecurityGroup}'],
    [getAtt('Subnet', 'AvailabilityZone'), 'ap-northeast-1a'],
    [getAtt('Anywhere', 'AvailabilityZone'), '${Anywhere.AvailabilityZone}'],
    [getAtt('Subnet', 'VpcId'), '${Vpc.Ref}'],
    [getAtt('Group', 'GroupId'), '${Group.Ref}'],
    [{ Ref: 'Group' }, '${Group.Ref}'],
    [getAtt('MySql', 'Endpoint', 'Port'), '3306'],
    [getAtt('Own', 'Endpoint.Port'), '13306'],
    [getAtt('Given', 'Endpoint.Port'), '${Port}'],
    [getAtt('Copy', 'Endpoint.Port'), '${Copy.Endpoint.Port}'],
    [getAtt('Asked', 'Endpoint.Port'), '${Asked.Endpoint.Port}'],
    [getAtt('Member', 'Endpoint.Port'), '13306'],
    [getAtt('Oracle', 'Endpoint.Port'), '1521'],
    [getAtt('Server', 'Endpoint.Port'), '1433'],
    [getAtt('Db2', 'Endpoint.Port'), '50000'],
    [getAtt('Maybe', 'Endpoint.Port'), '15432 (Stack/Open) or 5432 (not Stack/Open)'],
    [getAtt('MySql', 'Endpoint.Address'), '${MySql.Endpoint.Address}'],
    [{ 'Fn::Select': [0, getAtt('Balancer', 'SecurityGroups')] }, '${Group.Ref}'],
    [{ 'Fn::Select': [0, getAtt('Vpc', 'Ipv6CidrBlocks')] }, '${Vpc.Ipv6CidrBlocks[0]}'],
  ])('%j is %s', (expression, text) => {
    expect(describeValue(evaluateIn(SECTIONS, expression))).toBe(text);
  });

  test('Aurora PostgreSQL without a port listens on one of two', () => {
    const value = evaluateIn(SECTIONS, getAtt('Postgres', 'Endpoint.Port'));
    expect(value.kind === 'one-of' && value.alternatives.map((one) => describeValue(one.value))).toEqual([
      '5432',
      '3306',
    ]);
  });

  test('an attribute that is hinted is known', () => {
    const options = { hints: { 'Stack/Pool.CidrBlock': '10.9.0.0/16' } };
    expect(evaluateIn(SECTIONS, getAtt('Pool', 'CidrBlock'), options)).toEqual({ kind: 'known', value: '10.9.0.0/16' });
  });

  test('a name that nothing has is told', () => {
    expect(codesOf(modelFor(SECTIONS, [{ Ref: 'Nobody' }, getAtt('Nobody', 'Arn')]))).toEqual([
      'REFERENCE_TO_NOTHING',
      'REFERENCE_TO_NOTHING',
    ]);
  });

  test('lists at least sixty attributes of networks', () => {
    const count = Object.values(NETWORK_ATTRIBUTES).reduce(
      (sum, attributes) => sum + Object.keys(attributes).length,
      0,
    );
    expect(count).toBeGreaterThanOrEqual(60);
    expect(findAttributeRule('AWS::EC2::VPC', 'CidrBlock')).toEqual({ rule: 'property', property: ['CidrBlock'] });
  });
});

describe('look-ups that were not made', () => {
  test.each(['vpc-12345', 's-12345', 'rtb-12345p', 'sg-12345678', '1.2.3.4/5', 'pl-xxxxxxxx', 'dummy-value-for-/x'])(
    '%s tells nothing',
    (text) => {
      const model = modelFor({}, text);
      expect(codesOf(model)).toEqual(['CONTEXT_NOT_RESOLVED']);
      expect(evaluateIn({}, text)).toEqual({ kind: 'unknown', reason: `look-up ${text}` });
    },
  );

  test('zones of a look-up are the zones of the environment', () => {
    expect(evaluateIn({}, 'dummy1b')).toMatchObject({ kind: 'symbol', id: 'az:111111111111/ap-northeast-1[1]' });
  });

  test.each(['vpc-123456', 'vpc-0a1b2c3d', '10.0.0.0/8', 'dummy'])('%s is what it is', (text) => {
    expect(evaluateIn({}, text)).toEqual({ kind: 'known', value: text });
  });
});

test('custom resources are opaque, each attribute one unknown', () => {
  const sections = { Resources: { Cr: { Type: 'Custom::Thing', Properties: {} } } };
  expect(evaluateIn(sections, getAtt('Cr', 'Value'))).toMatchObject({ kind: 'symbol', id: 'cr:Stack/Cr.Value' });
});

test('the endpoint of a zone that a call of CDK asks for is the endpoint in that zone', () => {
  const subnet = (zone: string) => ({ Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: zone } });
  const resources = {
    A: subnet('ap-northeast-1a'),
    C: subnet('ap-northeast-1c'),
    Firewall: {
      Type: 'AWS::NetworkFirewall::Firewall',
      Properties: { SubnetMappings: [{ SubnetId: { Ref: 'A' } }, { SubnetId: { Ref: 'C' } }] },
    },
    Call: {
      Type: 'Custom::AWS',
      Properties: {
        Create: {
          'Fn::Join': [
            '',
            [
              '{"service":"NetworkFirewall","action":"describeFirewall","parameters":{"FirewallArn":"',
              { Ref: 'Firewall' },
              '"}}',
            ],
          ],
        },
      },
    },
  };
  const endpoint = (zone: string) => getAtt('Call', `FirewallStatus.SyncStates.${zone}.Attachment.EndpointId`);
  expect(evaluateIn({ Resources: resources }, endpoint('ap-northeast-1c'))).toMatchObject({
    kind: 'reference',
    attribute: 'EndpointId',
    item: 1,
  });
  expect(evaluateIn({ Resources: resources }, endpoint('ap-northeast-1d'))).toMatchObject({ kind: 'symbol' });
});
