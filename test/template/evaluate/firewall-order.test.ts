import { createEvaluator, type JsonObject, type JsonValue, type Value } from '../../../lib/template';
import { codesOf, evaluateIn, modelFor } from '../support/evaluate-in';

const ZONES = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d', 'ap-northeast-1e'];

function firewall(count: number, zones: readonly JsonValue[] = ZONES): JsonObject {
  const subnets = zones
    .slice(0, count)
    .map((zone, index) => [`Subnet${index}`, { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: zone } }]);
  const mappings = subnets.map((_, index) => ({ SubnetId: { Ref: `Subnet${index}` } }));
  const one = { Type: 'AWS::NetworkFirewall::Firewall', Properties: { SubnetMappings: mappings } };
  return { Resources: { ...Object.fromEntries(subnets), Firewall: one, Other: one } };
}

const list = (name = 'Firewall') => ({ 'Fn::GetAtt': [name, 'EndpointIds'] });
const split = (by: string, text: JsonValue) => ({ 'Fn::Split': [by, text] });
const select = (index: number, from: JsonValue) => ({ 'Fn::Select': [index, from] });
const byPosition = (index: number) => select(1, split(':', select(index, list())));
const byZone = (zone: string, name?: string) =>
  select(0, split(',', select(1, split(`${zone}:`, { 'Fn::Join': [',', list(name)] }))));

function items(value: Value): readonly (number | undefined)[] {
  return value.kind === 'one-of'
    ? value.alternatives.map((one) => (one.value.kind === 'reference' ? one.value.item : undefined))
    : value.kind === 'reference'
      ? [value.item]
      : [undefined];
}

test.each([2, 3])('an endpoint picked by its zone is known whatever the order of %i', (count) => {
  const zones = ZONES.slice(0, count);
  expect(zones.map((zone) => items(evaluateIn(firewall(count), byZone(zone))))).toEqual(
    zones.map((_, index) => [index]),
  );
  expect(codesOf(modelFor(firewall(count), byZone('ap-northeast-1a')))).toEqual([]);
});

test('an endpoint picked by its position is one of all, and that is told', () => {
  const sections = firewall(2);
  expect(items(evaluateIn(sections, byPosition(0)))).toEqual([0, 1]);
  expect(codesOf(modelFor(sections, byPosition(0)))).toEqual(['NFW_ENDPOINT_ORDER']);
});

test('two positions of one order in one value are never the same endpoint', () => {
  const both = { 'Fn::Join': ['/', [byPosition(0), byPosition(1)]] };
  const value = evaluateIn(firewall(2), both);
  const pairs =
    value.kind === 'one-of' &&
    value.alternatives.map((one) => (one.value.kind === 'text' ? one.value.parts.flatMap(items) : []));
  expect(pairs).toEqual([
    [0, undefined, 1],
    [1, undefined, 0],
  ]);
});

test('the only endpoint of a firewall has no order', () => {
  expect(items(evaluateIn(firewall(1), byPosition(0)))).toEqual([0]);
});

test('the list itself is unordered', () => {
  expect(evaluateIn(firewall(2), list())).toMatchObject({
    kind: 'list',
    unordered: true,
    items: [{ kind: 'text' }, { kind: 'text' }],
  });
});

test('more than six orders are not told apart', () => {
  const sections = firewall(4);
  expect(evaluateIn(sections, byPosition(0)).kind).toBe('unknown');
  expect(codesOf(modelFor(sections, byPosition(0)))).toEqual(['NFW_ENDPOINT_ORDER']);
  expect(evaluateIn(sections, list())).toMatchObject({ kind: 'list', unordered: true });
});

test('two firewalls of two endpoints are looked at together', () => {
  const value = evaluateIn(firewall(2), {
    'Fn::Join': ['/', [byZone('ap-northeast-1a'), byZone('ap-northeast-1c', 'Other')]],
  });
  expect(value).toMatchObject({ kind: 'text', parts: [{ item: 0 }, { value: '/' }, { item: 1 }] });
});

test('values beside each other do not share their orders', () => {
  const model = modelFor(firewall(3), { a: byPosition(0), b: { 'Fn::GetAtt': ['Other', 'EndpointIds'] } });
  const probe = model.resources.find(({ logicalId }) => logicalId === 'Probe');
  const value = probe && createEvaluator(model).property(probe, 'Value');
  expect(value?.kind === 'object' && Object.values(value.entries).map(({ kind }) => kind)).toEqual(['one-of', 'list']);
});

test('zones that only the deployment tells cannot be picked', () => {
  const open = firewall(
    2,
    [0, 1].map((index) => select(index, { 'Fn::GetAZs': '' })),
  );
  expect(evaluateIn(open, byZone('ap-northeast-1a')).kind).toBe('unknown');
  expect(items(evaluateIn(open, byPosition(1)))).toEqual([1, 0]);
});

test('mappings that are chosen leave the list open', () => {
  const sections = {
    Resources: {
      Firewall: { Type: 'AWS::NetworkFirewall::Firewall', Properties: { SubnetMappings: { 'Fn::If': ['X', [], []] } } },
    },
  };
  expect(evaluateIn(sections, list())).toMatchObject({ kind: 'reference', attribute: 'EndpointIds' });
});
