import {
  answer,
  asked,
  att,
  group,
  instance,
  openGroup,
  ref,
  resource,
  route,
  rule,
  subnet,
  vpc,
  worldOf,
} from './support/net';

const NET = { ...vpc('Vpc', 0), ...subnet('A', 'Vpc', '10.0.1.0/24'), ...subnet('B', 'Vpc', '10.0.2.0/24', 'b') };

function twoHosts(
  ingress: Parameters<typeof group>[2],
  egress?: Parameters<typeof group>[2],
): ReturnType<typeof worldOf> {
  return worldOf({
    ...NET,
    ...group('FromGroup', 'Vpc', [], egress),
    ...group('ToGroup', 'Vpc', ingress),
    ...instance('From', 'A', ['FromGroup']),
    ...instance('To', 'B', ['ToGroup']),
  });
}

describe('security groups', () => {
  test.each([
    ['a rule for the port', [rule('tcp/443', '10.0.0.0/16')], 'yes/yes'],
    ['a range of ports', [rule('tcp/400-500', '10.0.0.0/16')], 'yes/yes'],
    ['all protocols', [rule('all', '10.0.0.0/16')], 'yes/yes'],
    ['the number of the protocol', [rule('6/443', '10.0.0.0/16')], 'yes/yes'],
    ['a group', [rule('tcp/443', { SourceSecurityGroupId: ref('FromGroup') })], 'yes/yes'],
    ['the id of a group', [rule('tcp/443', { SourceSecurityGroupId: att('FromGroup', 'GroupId') })], 'yes/yes'],
    ['no rule', [], 'no/no'],
    ['another port', [rule('tcp/80', '10.0.0.0/16')], 'no/no'],
    ['another protocol', [rule('udp/443', '10.0.0.0/16')], 'no/no'],
    ['another block', [rule('tcp/443', '10.1.0.0/16')], 'no/no'],
    ['another family', [rule('tcp/443', '::/0')], 'no/no'],
    ['another group', [rule('tcp/443', { SourceSecurityGroupId: ref('ToGroup') })], 'no/no'],
    ['an unknown prefix list', [rule('tcp/443', { SourcePrefixListId: 'pl-1234' })], 'unknown/unknown'],
    ['a part of the subnet', [rule('tcp/443', '10.0.1.0/28')], 'unknown/unknown'],
  ])('answers for %s', (_name, ingress, expected) => {
    expect(answer(twoHosts(ingress), 'From > To tcp/443')).toBe(expected);
  });

  test.each([
    ['lets everything out without outbound rules', undefined, 'yes/yes'],
    ['lets everything out with an empty list', [], 'yes/yes'],
    ['lets out what a rule says', [rule('tcp/443', '10.0.2.0/24')], 'yes/yes'],
    ['lets out to members of a group', [rule('tcp/443', { DestinationSecurityGroupId: ref('ToGroup') })], 'yes/yes'],
    ['keeps in what no rule says', [rule('tcp/80', '10.0.2.0/24')], 'no/no'],
    ['keeps in with the rule that CDK writes for nothing', [rule('icmp/252-86', '255.255.255.255/32')], 'no/no'],
  ])('%s', (_name, egress, expected) => {
    expect(answer(twoHosts([rule('all', '0.0.0.0/0')], egress), 'From > To tcp/443')).toBe(expected);
  });

  test('leaves open whether outbound rules of separate resources replace the default', () => {
    const world = worldOf({
      ...NET,
      ...group('FromGroup', 'Vpc', []),
      ...openGroup('ToGroup', 'Vpc'),
      Egress: resource('EC2::SecurityGroupEgress', { GroupId: ref('FromGroup'), ...rule('tcp/443', '10.0.0.0/16') }),
      ...instance('From', 'A', ['FromGroup']),
      ...instance('To', 'B', ['ToGroup']),
    });
    expect(answer(world, 'From > To tcp/443')).toBe('yes/yes');
    expect(answer(world, 'From > To tcp/80')).toBe('unknown/unknown');
  });

  test('adds the rules of separate resources', () => {
    const world = worldOf({
      ...NET,
      ...group('FromGroup', 'Vpc', []),
      ...group('ToGroup', 'Vpc', []),
      Ingress: resource('EC2::SecurityGroupIngress', {
        GroupId: att('ToGroup', 'GroupId'),
        ...rule('tcp/5432', { SourceSecurityGroupId: ref('FromGroup') }),
      }),
      ...instance('From', 'A', ['FromGroup']),
      ...instance('To', 'B', ['ToGroup']),
    });
    expect(answer(world, 'From > To tcp/5432')).toBe('yes/yes');
    expect(answer(world, 'To > From tcp/5432')).toBe('no/no');
  });

  test('takes the rules of all groups of an interface together', () => {
    const world = worldOf({
      ...NET,
      ...group('One', 'Vpc', [rule('tcp/80', '0.0.0.0/0')]),
      ...group('Two', 'Vpc', [rule('tcp/443', '0.0.0.0/0')]),
      ...instance('From', 'A', ['One']),
      ...instance('To', 'B', ['One', 'Two']),
    });
    expect(answer(world, 'From > To tcp/80')).toBe('yes/yes');
    expect(answer(world, 'From > To tcp/443')).toBe('yes/yes');
    expect(answer(world, 'To > From tcp/443')).toBe('no/no');
  });

  test('gives the default group where none is named: members reach each other, others do not', () => {
    const world = worldOf({
      ...NET,
      One: resource('EC2::Instance', { SubnetId: ref('A') }),
      Two: resource('EC2::Instance', { SubnetId: ref('B') }),
      ...openGroup('Open', 'Vpc'),
      ...instance('Other', 'A', ['Open']),
    });
    expect(answer(world, 'One > Two tcp/22')).toBe('yes/yes');
    expect(answer(world, 'Other > Two tcp/22')).toBe('no/no');
  });

  test('reads types of ICMP', () => {
    const echo = twoHosts([rule('icmp/8-0', '10.0.0.0/16')]);
    const reply = twoHosts([rule('icmp/0-0', '10.0.0.0/16')]);
    expect(answer(echo, 'From > To icmp')).toBe('yes/yes');
    expect(answer(reply, 'From > To icmp')).toBe('no/no');
  });

  test('looks at protocols without ports by their number', () => {
    const world = twoHosts([rule('50', '10.0.0.0/16')]);
    expect(answer(world, 'From > To 50')).toBe('yes/yes');
    expect(answer(world, 'From > To 51')).toBe('no/no');
  });

  test('does not look at what goes to the resolver of the VPC', () => {
    const world = worldOf({
      ...NET,
      ...group('Shut', 'Vpc', [], [rule('tcp/1', '192.0.2.1/32')]),
      ...instance('From', 'A', ['Shut']),
      ...route('Out', 'ATable', '0.0.0.0/0', { GatewayId: ref('VpcIgw') }),
    });
    expect(answer(world, 'From > internet udp/53')).toBe('no/no');
    expect(asked(world, 'From > internet:10.0.0.2 udp/53').delivers).toBe('yes');
  });

  test('resolves prefix lists of the assembly', () => {
    const world = worldOf({
      ...NET,
      List: resource('EC2::PrefixList', {
        PrefixListName: 'list',
        AddressFamily: 'IPv4',
        MaxEntries: 1,
        Entries: [{ Cidr: '10.0.1.0/24' }],
      }),
      ...group('FromGroup', 'Vpc', []),
      ...group('ToGroup', 'Vpc', [rule('tcp/443', { SourcePrefixListId: att('List', 'PrefixListId') })]),
      ...instance('From', 'A', ['FromGroup']),
      ...instance('Beside', 'B', ['FromGroup']),
      ...instance('To', 'B', ['ToGroup']),
    });
    expect(answer(world, 'From > To tcp/443')).toBe('yes/yes');
    expect(answer(world, 'Beside > To tcp/443')).toBe('no/no');
  });
});
