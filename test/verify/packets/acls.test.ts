import { acl, answer, instance, openGroup, publicSubnet, subnet, vpc, worldOf, type Resources } from './support/net';

const NET = {
  ...vpc('Vpc', 0),
  ...subnet('A', 'Vpc', '10.0.1.0/24'),
  ...subnet('B', 'Vpc', '10.0.2.0/24', 'b'),
  ...openGroup('Open', 'Vpc'),
  ...instance('From', 'A', ['Open']),
  ...instance('Beside', 'A', ['Open']),
  ...instance('To', 'B', ['Open']),
};
const ALL = ['1 in allow all 0.0.0.0/0', '1 out allow all 0.0.0.0/0'];

const world = (more: Resources): ReturnType<typeof worldOf> => worldOf({ ...NET, ...more });

describe('network ACLs', () => {
  test('lets everything through by default', () => {
    expect(answer(world({}), 'From > To tcp/80')).toBe('yes/yes');
  });

  test('lets nothing through without entries', () => {
    expect(answer(world(acl('Acl', 'Vpc', 'B', [])), 'From > To tcp/80')).toBe('no/no');
  });

  test('does not look at what stays in the subnet', () => {
    expect(answer(world(acl('Acl', 'Vpc', 'A', [])), 'From > Beside tcp/80')).toBe('yes/yes');
  });

  test.each([
    [
      'takes the first entry that matches',
      ['1 in allow tcp 0.0.0.0/0 80-80', '2 in deny tcp 0.0.0.0/0', '1 out allow all 0.0.0.0/0'],
      'yes/yes',
    ],
    [
      'takes the lower number first',
      ['2 in allow tcp 0.0.0.0/0 80-80', '1 in deny tcp 0.0.0.0/0', '1 out allow all 0.0.0.0/0'],
      'no/no',
    ],
    [
      'needs an entry for the answer',
      ['1 in allow tcp 0.0.0.0/0 80-80', '1 out allow tcp 0.0.0.0/0 1024-65535'],
      'yes/yes',
    ],
    [
      'stops answers to ephemeral ports',
      ['1 in allow tcp 0.0.0.0/0 80-80', '1 out allow tcp 0.0.0.0/0 80-80'],
      'yes/no',
    ],
    [
      'leaves open which port a client takes',
      ['1 in allow tcp 0.0.0.0/0 80-80', '1 out allow tcp 0.0.0.0/0 32768-65535'],
      'yes/unknown',
    ],
    ['reads the protocol', ['1 in allow udp 0.0.0.0/0 80-80', '1 out allow all 0.0.0.0/0'], 'no/no'],
    ['reads the source', ['1 in allow tcp 10.0.1.0/24 80-80', '1 out allow all 0.0.0.0/0'], 'yes/yes'],
    ['reads another source', ['1 in allow tcp 10.0.3.0/24 80-80', '1 out allow all 0.0.0.0/0'], 'no/no'],
    [
      'leaves open what splits the subnet',
      ['1 in deny tcp 10.0.1.0/28', '2 in allow tcp 0.0.0.0/0', '1 out allow all 0.0.0.0/0'],
      'unknown/unknown',
    ],
    [
      'decides where what is open does not matter',
      ['1 in allow tcp 10.0.1.0/28', '2 in allow tcp 0.0.0.0/0', '1 out allow all 0.0.0.0/0'],
      'yes/yes',
    ],
  ])('%s', (_name, entries, expected) => {
    expect(answer(world(acl('Acl', 'Vpc', 'B', entries)), 'From > To tcp/80')).toBe(expected);
  });

  test('knows the answer when the port of the client is told', () => {
    const entries = ['1 in allow tcp 0.0.0.0/0 80-80', '1 out allow tcp 0.0.0.0/0 32768-65535'];
    expect(answer(world(acl('Acl', 'Vpc', 'B', entries)), 'From > To tcp/80 from 40000')).toBe('yes/yes');
    expect(answer(world(acl('Acl', 'Vpc', 'B', entries)), 'From > To tcp/80 from 2000')).toBe('yes/no');
  });

  test('looks at both subnets, out of the one and into the other', () => {
    const out = ['1 in allow all 0.0.0.0/0', '1 out deny tcp 10.0.2.0/24', '2 out allow all 0.0.0.0/0'];
    expect(answer(world(acl('Acl', 'Vpc', 'A', out)), 'From > To tcp/80')).toBe('no/no');
    expect(answer(world(acl('Acl', 'Vpc', 'A', out)), 'To > From tcp/80')).toBe('yes/no');
    expect(answer(world(acl('Acl', 'Vpc', 'A', ALL)), 'From > To tcp/80')).toBe('yes/yes');
  });

  test('reads types of ICMP, in each direction', () => {
    const echo = ['1 in allow icmp 0.0.0.0/0 8-8', '1 out allow icmp 0.0.0.0/0 0-0'];
    const only = ['1 in allow icmp 0.0.0.0/0 8-8', '1 out allow icmp 0.0.0.0/0 8-8'];
    expect(answer(world(acl('Acl', 'Vpc', 'B', echo)), 'From > To icmp')).toBe('yes/yes');
    expect(answer(world(acl('Acl', 'Vpc', 'B', only)), 'From > To icmp')).toBe('yes/no');
  });

  test('sees the public address of what comes from the internet', () => {
    const shut = ['1 in deny all 203.0.113.0/24', '2 in allow all 0.0.0.0/0', '1 out allow all 0.0.0.0/0'];
    const web = world({
      ...publicSubnet('P', 'Vpc', '10.0.3.0/24'),
      ...instance('Web', 'P', ['Open']),
      ...acl('Acl', 'Vpc', 'P', shut),
    });
    expect(answer(web, 'internet:203.0.113.9 > Web tcp/80')).toBe('no/no');
    expect(answer(web, 'internet:198.51.100.9 > Web tcp/80')).toBe('yes/yes');
  });

  test('keeps the families apart', () => {
    const v6 = ['1 in allow all ::/0', '1 out allow all ::/0'];
    expect(answer(world(acl('Acl', 'Vpc', 'B', v6)), 'From > To tcp/80')).toBe('no/no');
  });
});
