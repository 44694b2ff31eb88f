import { findPlace, send } from '../../../lib/verify/packets';
import {
  answer,
  asked,
  att,
  group,
  instance,
  openGroup,
  ref,
  resource,
  rule,
  subnet,
  vpc,
  worldOf,
  type Resources,
} from './support/net';

const NET: Resources = {
  ...vpc('Vpc', 0),
  ...openGroup('Open', 'Vpc'),
  ...subnet('A', 'Vpc', '10.0.1.0/24'),
  ...subnet('B', 'Vpc', '10.0.2.0/24'),
  ...instance('From', 'A', ['Open']),
  ...instance('To', 'B', ['Open']),
};

describe('what the templates leave open', () => {
  test('makes the answer unknown with the reason: a block that is a parameter', () => {
    const net = {
      ...NET,
      ...group('By', 'Vpc', [rule('tcp/80', ref('Cidr') as unknown as string)]),
      ...instance('To', 'B', ['By']),
    };
    const open = worldOf(
      {
        ...net,
        By: resource('EC2::SecurityGroup', {
          VpcId: ref('Vpc'),
          SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: ref('Cidr') }],
        }),
      },
      {},
      { Parameters: { Cidr: { Type: 'String' } } },
    );
    expect(answer(open, 'From > To tcp/80')).toBe('unknown/unknown');
    expect(answer(open, 'From > To tcp/81')).toBe('no/no');
    expect(asked(open, 'From > To tcp/80').because).toContain('is not known');
  });

  test('still decides what the same unknown block tells', () => {
    const vpcBlock = { CidrBlock: ref('Cidr') };
    const part = (index: number): object => ({
      'Fn::Select': [index, { 'Fn::Cidr': [att('Vpc', 'CidrBlock'), 4, 8] }],
    });
    const symbolic = worldOf(
      {
        Vpc: resource('EC2::VPC', vpcBlock),
        ...openGroup('Open', 'Vpc'),
        ...group('By', 'Vpc', []),
        By: resource('EC2::SecurityGroup', {
          VpcId: ref('Vpc'),
          SecurityGroupIngress: [
            { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: att('Vpc', 'CidrBlock') },
            { IpProtocol: 'tcp', FromPort: 81, ToPort: 81, CidrIp: att('A', 'CidrBlock') },
            { IpProtocol: 'tcp', FromPort: 82, ToPort: 82, CidrIp: att('B', 'CidrBlock') },
            { IpProtocol: 'tcp', FromPort: 83, ToPort: 83, CidrIp: '10.0.0.0/8' },
          ],
        }),
        ...subnet('A', 'Vpc', part(0) as unknown as string),
        ...subnet('B', 'Vpc', part(1) as unknown as string),
        ...instance('From', 'A', ['Open']),
        ...instance('To', 'B', ['By']),
      },
      {},
      { Parameters: { Cidr: { Type: 'String' } } },
    );
    expect([80, 81, 82, 83, 84].map((port) => answer(symbolic, `From > To tcp/${port}`))).toEqual([
      'yes/yes',
      'yes/yes',
      'no/no',
      'unknown/unknown',
      'no/no',
    ]);
  });

  test('covers a port, a protocol and a group that are parameters', () => {
    const by = (fields: object): Resources => ({
      ...NET,
      By: resource('EC2::SecurityGroup', {
        VpcId: ref('Vpc'),
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '10.0.0.0/16', ...fields }],
      }),
      ...instance('To', 'B', ['By']),
    });
    const template = { Parameters: { Port: { Type: 'Number' }, Group: { Type: 'String' } } };
    const answers = [
      { FromPort: ref('Port'), ToPort: ref('Port') },
      { IpProtocol: ref('Group') },
      { CidrIp: undefined, SourceSecurityGroupId: ref('Group') },
      {},
    ].map((fields) => answer(worldOf(by(fields), {}, template), 'From > To tcp/80'));
    expect(answers).toEqual(['unknown/unknown', 'unknown/unknown', 'unknown/unknown', 'yes/yes']);
  });

  test('covers groups and tables that a custom resource may change', () => {
    const custom = (named: string): Resources => ({
      ...NET,
      Custom: { Type: 'Custom::Thing', Properties: { ServiceToken: 'arn', Named: ref(named) } },
    });
    expect(answer(worldOf(custom('Open')), 'From > To tcp/80')).toBe('unknown/unknown');
    expect(answer(worldOf(custom('ATable')), 'From > To tcp/80')).toBe('unknown/unknown');
    expect(answer(worldOf(custom('From')), 'From > To tcp/80')).toBe('yes/yes');
  });

  test('does not cover the default group that CDK empties', () => {
    const emptied = worldOf({
      ...NET,
      Custom: {
        Type: 'Custom::VpcRestrictDefaultSG',
        Properties: { ServiceToken: 'arn', DefaultSecurityGroupId: att('Vpc', 'DefaultSecurityGroup') },
      },
      One: resource('EC2::Instance', { SubnetId: ref('A') }),
      Two: resource('EC2::Instance', { SubnetId: ref('B') }),
    });
    expect(answer(emptied, 'One > Two tcp/80')).toBe('no/no');
  });

  test('covers resources that may not be made', () => {
    const maybe = worldOf(
      { ...NET, Maybe: { ...resource('EC2::EIP'), Condition: 'Open' } as Resources[string] },
      {},
      { Parameters: { Env: { Type: 'String' } }, Conditions: { Open: { 'Fn::Equals': [ref('Env'), 'x'] } } },
    );
    expect(answer(maybe, 'From > To tcp/80')).toBe('unknown/unknown');
  });

  test('covers a kind of resource that has no known interfaces', () => {
    const odd = worldOf({ ...NET, Odd: resource('MSK::Cluster') });
    expect(answer(odd, 'From > Odd tcp/9092')).toBe('unknown/unknown');
  });
});

describe('places', () => {
  const world = worldOf(NET);

  test.each(['Nowhere', 'site:Nowhere', 'site:From', 'internet:x'])('refuses %s', (place) => {
    expect(() => findPlace(world, place)).toThrow('PlaceNotFound');
  });

  test('finds parts of a class by zone and by subnet', () => {
    expect(findPlace(world, 'From@eu-west-1a')).toMatchObject({ kind: 'interfaces', interfaces: [{ id: 'From@A' }] });
    expect(findPlace(world, 'From@A')).toMatchObject({ kind: 'interfaces', interfaces: [{ id: 'From@A' }] });
    expect(findPlace(world, 'From@B')).toMatchObject({ kind: 'unknown' });
  });
});

describe('senders', () => {
  test('use their own address only, unless nothing checks it', () => {
    const spoof = (check: boolean): ReturnType<typeof worldOf> =>
      worldOf({ ...NET, ...instance('From', 'A', ['Open'], { SourceDestCheck: check }) });
    const sent = (check: boolean): string => {
      const world = spoof(check);
      const [from, to] = ['From@A', 'To@B'].map((id) => world.byId.get(id));
      if (from === undefined || to?.v4 === undefined) {
        throw new Error('no interfaces');
      }
      return send(world, {
        from: { kind: 'interface', interface: from },
        source: '10.0.1.99',
        destination: to.v4,
        protocol: 'tcp',
        port: 80,
      }).delivers;
    };
    expect(sent(true)).toBe('no');
    expect(sent(false)).toBe('yes');
  });

  test('have the addresses that they are given', () => {
    const world = worldOf(NET, { addresses: { 'From@A': '10.0.1.77' } });
    expect(world.byId.get('From@A')?.v4).toMatchObject({ value: 0x0a00014dn });
  });
});

describe('addresses that are used twice', () => {
  test('do not count as reaching the one that is meant', () => {
    const twice = worldOf({
      ...NET,
      ...vpc('Other', 0),
      ...openGroup('OtherOpen', 'Other'),
      ...subnet('C', 'Other', '10.0.2.0/24'),
      ...instance('There', 'C', ['OtherOpen']),
    });
    expect(answer(twice, 'From > To tcp/80')).toBe('yes/yes');
    expect(answer(twice, 'From > There tcp/80')).toBe('no/no');
  });

  test('are sent to even where nothing known joins the two', () => {
    const lost = worldOf({
      ...NET,
      ...vpc('Other', 1),
      ...openGroup('OtherOpen', 'Other'),
      ...subnet('C', 'Other', '10.1.2.0/24'),
      ...instance('There', 'C', ['OtherOpen']),
      Route: resource('EC2::Route', {
        RouteTableId: ref('ATable'),
        DestinationCidrBlock: '10.1.0.0/16',
        TransitGatewayId: 'tgw-1234',
      }),
    });
    expect(answer(lost, 'From > There tcp/80')).toBe('unknown/unknown');
    expect(answer(lost, 'To > There tcp/80')).toBe('no/no');
  });
});
