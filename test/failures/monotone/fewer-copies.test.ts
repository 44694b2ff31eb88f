import { fewerCopies } from '../../../lib/failures/monotone/fewer-copies';
import { after, group, member, modelOf, oneOf, part, pool } from '../build';
import { readSmall } from '../support/small-site';

const leftOut = (model: Parameters<typeof fewerCopies>[0]): readonly (readonly (readonly [string, string])[])[] =>
  fewerCopies(model).map((fewer) => [...fewer.leftOut]);

function servers(ids: readonly string[], more: Parameters<typeof modelOf>[0] = {}): Parameters<typeof fewerCopies>[0] {
  return modelOf({
    groups: ids.map((id) => group(id)),
    parts: ids.map((id) => part(id, [id], id.slice(0, 1))),
    pools: [
      pool(
        'servers',
        'spread',
        ids.map((id) => member(id)),
      ),
    ],
    services: [{ id: 'buy', label: 'buy', isRetried: false, needs: [oneOf('servers')] }],
    ...more,
  });
}

test.each<[readonly string[], readonly (readonly [string, string])[]]>([
  [
    ['a1', 'b1', 'a2', 'b2'],
    [
      ['a2', 'a1'],
      ['b2', 'b1'],
    ],
  ],
  [
    ['a1', 'a2', 'a3'],
    [
      ['a2', 'a1'],
      ['a3', 'a1'],
    ],
  ],
])('of %j the copies are left out', (ids, expected) => {
  expect(leftOut(servers(ids))).toEqual([expected]);
});

test.each([[['a1', 'b1']], [['a1', 'a2', 'b1']]])('of %j none is, for zones would not keep their shares', (ids) => {
  expect(leftOut(servers(ids))).toEqual([]);
});

test('a pool without members has no copies', () => {
  expect(leftOut(servers([]))).toEqual([]);
});

test('what operators move to is kept', () => {
  const ids = ['a1', 'a2'];
  const model = servers(ids, {
    pools: [
      pool(
        'servers',
        'prefer',
        ids.map((id) => member(id)),
      ),
    ],
    manual: [
      {
        id: 'move',
        runbook: 'move',
        delay: after(10).delay,
        on: [],
        effect: { kind: 'move', pool: 'servers', member: 'a2' },
      },
    ],
  });
  expect(leftOut(model)).toEqual([[['a1', 'a2']]]);
});

test('servers of a site are copies, each with what only it has', () => {
  const { model } = readSmall();
  expect(leftOut(model)).toEqual([
    [
      ['Site/Servers#eu-west-1a/2', 'Site/Servers#eu-west-1a/1'],
      ['Site/Servers#eu-west-1b/2', 'Site/Servers#eu-west-1b/1'],
    ],
  ]);
});
