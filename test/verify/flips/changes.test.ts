import { tcp } from '../../../lib/verify';
import {
  ANYWHERE,
  att,
  fromGroup,
  group,
  instance,
  internetGateway,
  publicInstance,
  ref,
  rule,
  subnet,
  table,
  template,
  vpc,
} from '../pairs/builders';
import { changesOf, verdictAfter, type Ask } from './ask-changes';
import { modelOf, smallModel, smallResources } from './small-network';

const FROM_INTERNET_TO_WEB: Ask = (verifier) => ({
  kind: 'isolate',
  from: [verifier.internet],
  to: verifier.place('Web'),
});

describe('of a path that should not be', () => {
  const model = smallModel();
  const changes = changesOf(model, FROM_INTERNET_TO_WEB);

  test('are the rules that let it pass, those first that break least', () => {
    expect(changes.map(({ says, collateral }) => [collateral, says.en])).toEqual([
      [0, 'set Web (NetworkInterfaces[0].AssociatePublicIpAddress) to false'],
      [0, 'narrow FrontGroup (SecurityGroupIngress[0]) to BackGroup'],
      [1, 'remove FrontGroup (SecurityGroupIngress[0])'],
    ]);
  });

  test('are proved to close it', () => {
    expect(changes.length).toBeGreaterThan(0);
    expect(verdictAfter(model, undefined, FROM_INTERNET_TO_WEB)).toBe('REFUTED');
    for (const change of changes) {
      expect(verdictAfter(model, change, FROM_INTERNET_TO_WEB)).toBe('PROVED');
    }
  });

  test('are told in Japanese too, with the resource to edit', () => {
    const [, second] = changes;
    expect(second?.says.ja).toBe('FrontGroup (SecurityGroupIngress[0]) の相手を BackGroup に絞る');
    expect(second?.origins.map(({ id }) => id)).toEqual(['Small/FrontGroup#SecurityGroupIngress[0]']);
  });
});

test('a path between two subnets is also closed by an entry of the ACL, of as narrow a service as is asked', () => {
  const model = smallModel();
  const ask: Ask = (verifier) => ({
    kind: 'isolate',
    from: verifier.place('Web'),
    to: verifier.place('App'),
    services: [tcp(8443)],
  });
  const changes = changesOf(model, ask);
  expect(changes.map(({ says }) => says.en)).toEqual(
    expect.arrayContaining([
      'remove FrontGroup (SecurityGroupEgress[0])',
      'remove BackGroup (SecurityGroupIngress[0])',
      'deny tcp/8443 from 10.0.1.0/24 in BackAcl, number 99',
    ]),
  );
  changes.forEach((change) => {
    expect(verdictAfter(model, change, ask)).toBe('PROVED');
  });
});

test('what some services only may use is closed for the others, and losing one of the some is counted', () => {
  const opened = {
    ...smallResources(),
    ...group('BackGroup', 'Vpc', [rule('tcp/8000-9000', fromGroup('FrontGroup'))], [rule('tcp/443', '10.0.1.0/24')]),
    ...group(
      'FrontGroup',
      'Vpc',
      [],
      [rule('tcp/8000-8443', { DestinationSecurityGroupId: att('BackGroup', 'GroupId') })],
    ),
  };
  const ask: Ask = (verifier) => ({
    kind: 'reach-only',
    from: verifier.place('Web'),
    to: verifier.place('App'),
    services: [tcp(8443)],
  });
  const changes = changesOf(modelOf(opened), ask);
  expect(changes.map(({ says, collateral }) => [collateral, says.en])).toEqual(
    expect.arrayContaining([[1, 'remove BackGroup (SecurityGroupIngress[0])']]),
  );
  changes.forEach((change) => {
    expect(verdictAfter(modelOf(opened), change, ask)).toBe('PROVED');
  });
});

test('what else a change breaks is counted', () => {
  const more = {
    ...smallResources(),
    ...instance('Other', 'Back', ['BackGroup']),
    ...instance('Third', 'Back', ['BackGroup']),
  };
  const model = modelOf(more);
  const ask: Ask = (verifier) => ({
    kind: 'isolate',
    from: verifier.place('Web'),
    to: verifier.place('App'),
  });
  const [first] = changesOf(model, ask);
  expect(first?.collateral).toBe(2);
  expect(first?.examples).toEqual(['Web in Front > Other in Back tcp/8443', 'Web in Front > Third in Back tcp/8443']);
});

test('a way in each zone is closed in each', () => {
  const zones = ['A', 'C'].map((zone, index) => ({
    ...table(`Table${zone}`, 'Vpc', [[ANYWHERE, { GatewayId: ref('Igw') }]]),
    ...subnet(
      `Subnet${zone}`,
      'Vpc',
      `10.0.${String(index)}.0/24`,
      `ap-northeast-1${zone.toLowerCase()}`,
      `Table${zone}`,
    ),
    ...publicInstance(`Server${zone}`, `Subnet${zone}`, 'Group'),
  }));
  const { Resources: resources } = template([
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    ...zones,
    group('Group', 'Vpc', [], [rule('tcp/443', ANYWHERE)]),
  ]);
  const model = modelOf(resources);
  const ask: Ask = (verifier) => ({
    kind: 'isolate',
    from: [...verifier.place('ServerA'), ...verifier.place('ServerC')],
    to: [verifier.internet],
  });
  const changes = changesOf(model, ask);
  expect(changes.map(({ edits }) => edits.length)).toEqual(expect.arrayContaining([1, 2]));
  expect(changes.map(({ says }) => says.en)).toContain('remove TableARoute1; remove TableCRoute1');
  changes.forEach((change) => {
    expect(verdictAfter(model, change, ask)).toBe('PROVED');
  });
});

test('a group whose default lets everything out gets rules of its own', () => {
  const { Resources: resources } = template([
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    table('Table', 'Vpc', [[ANYWHERE, { GatewayId: ref('Igw') }]]),
    subnet('S', 'Vpc', '10.0.1.0/24', undefined, 'Table'),
    group('G', 'Vpc'),
    publicInstance('Web', 'S', 'G'),
  ]);
  const ask: Ask = (verifier) => ({ kind: 'isolate', from: verifier.place('Web'), to: [verifier.internet] });
  const says = changesOf(modelOf(resources), ask).map((change) => change.says.en);
  expect(says).toContain(
    'give G (default egress rule) egress rules of its own in place of the default that allows everything',
  );
  expect(says).toContain('remove TableRoute1');
});
