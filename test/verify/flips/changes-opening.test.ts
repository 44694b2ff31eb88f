import { tcp } from '../../../lib/verify';
import { acl, ANYWHERE, att, fromGroup, group, instance, rule, subnet, template, vpc } from '../pairs/builders';
import { changesOf, verdictAfter, type Ask } from './ask-changes';
import { modelOf, smallModel, smallResources } from './small-network';

const FROM_WEB_TO_APP_ON_443: Ask = (verifier) => ({
  kind: 'reach',
  from: verifier.place('Web'),
  to: verifier.place('App'),
  services: [tcp(443)],
});

describe('of a path that should be', () => {
  const model = smallModel();
  const changes = changesOf(model, FROM_WEB_TO_APP_ON_443);

  test('are everything that stops it, opened', () => {
    expect(changes.map(({ says }) => says.en)).toEqual([
      [
        'let FrontGroup send tcp/443 to BackGroup',
        'allow tcp/443 from 10.0.1.0/24 in BackAcl, number 201',
        'let BackGroup receive tcp/443 from FrontGroup',
      ].join('; '),
    ]);
    expect(verdictAfter(model, changes[0], FROM_WEB_TO_APP_ON_443)).toBe('PROVED');
  });

  test('tell what else they let in', () => {
    expect(changes[0]?.collateral).toBe(0);
  });
});

test('an answer that an ACL stops is let out', () => {
  const resources = {
    ...smallResources(),
    ...acl(
      'BackAcl',
      'Vpc',
      [],
      [{ direction: 'in', number: 100, action: 'allow', service: 'tcp/8443', cidr: '10.0.1.0/24' }],
    ),
  };
  const model = modelOf(Object.fromEntries(Object.entries(resources).filter(([id]) => id !== 'BackAclOut100')));
  const ask: Ask = (verifier) => ({
    kind: 'reach',
    from: verifier.place('Web'),
    to: verifier.place('App'),
    services: [tcp(8443)],
  });
  const [first] = changesOf(model, ask);
  expect(first?.says.en).toBe('allow tcp/1024-65535 to 10.0.1.0/24 in BackAcl, number 201');
  expect(verdictAfter(model, first, ask)).toBe('PROVED');
});

test('a way to the internet is a route to the NAT gateway', () => {
  const model = modelOf({
    ...smallResources(),
    ...group('BackGroup', 'Vpc', [rule('tcp/8443', fromGroup('FrontGroup'))], [rule('tcp/443', ANYWHERE)]),
  });
  const ask: Ask = (verifier) => ({
    kind: 'reach',
    from: verifier.place('App'),
    to: [verifier.internet],
    services: [tcp(443)],
  });
  const [first] = changesOf(model, ask);
  expect(first?.says.en).toBe('add a default route from BackTable to Nat');
  expect(verdictAfter(model, first, ask)).toBe('PROVED');
});

test('there are none when the answer is the wanted one, or when no rule can help', () => {
  const closed: Ask = (verifier) => ({ kind: 'isolate', from: [verifier.internet], to: verifier.place('App') });
  expect(changesOf(smallModel(), closed)).toEqual([]);
  const { Resources: resources } = template([
    vpc('Vpc', '10.0.0.0/16'),
    vpc('Far', '10.1.0.0/16'),
    subnet('Near', 'Vpc', '10.0.1.0/24'),
    subnet('There', 'Far', '10.1.1.0/24'),
    group('G', 'Vpc', [], [rule('-1', ANYWHERE)]),
    group('F', 'Far', [rule('-1', ANYWHERE)], []),
    instance('A', 'Near', ['G']),
    instance('B', 'There', ['F']),
  ]);
  const apart: Ask = (verifier) => ({
    kind: 'reach',
    from: verifier.place('A'),
    to: verifier.place('B'),
    services: [tcp(443)],
  });
  expect(changesOf(modelOf(resources), apart)).toEqual([]);
});

test('references to groups name them by their ids', () => {
  const [change] = changesOf(smallModel(), FROM_WEB_TO_APP_ON_443);
  expect(change?.edits[0]).toMatchObject({
    kind: 'add',
    type: 'AWS::EC2::SecurityGroupEgress',
    properties: { GroupId: att('FrontGroup', 'GroupId'), DestinationSecurityGroupId: att('BackGroup', 'GroupId') },
  });
});
