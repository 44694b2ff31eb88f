import { singleFaults } from '../../../lib/failures/matrix/scenarios';
import type { FailureModel } from '../../../lib/failures/model/types';
import { HarmFinder, type Harm } from '../../../lib/failures/monotone';
import { after, group, member, modelOf, oneOf, part, pool } from '../build';
import { site } from '../recovery/site';

function harmsOf(model: FailureModel, isAsked: (harm: Harm) => boolean = () => true): readonly string[] {
  const finder = new HarmFinder(model);
  return [...singleFaults(model)]
    .flatMap((fault) => finder.harmsIn(fault))
    .filter(isAsked)
    .map(({ by, scenario, service, worse }) => {
      const what =
        by.kind === 'reaction' ? `${by.pool} ${by.reaction}` : by.kind === 'zone' ? by.zone : by.parts.join(' ');
      return `${service}, ${scenario}: ${worse} by ${what}`;
    });
}

const buy = ({ service, scenario }: Harm): boolean => service === 'buy' && scenario === 'db-a';

test('nothing does harm to a site with shallow checks', () => {
  expect(harmsOf(site())).toEqual([]);
});

test('members that leave for the sake of the writer are still out when it is back', () => {
  // 85 s instead of 75.
  expect(harmsOf(site({ deep: true, open: 0 }), buy)).toEqual(['buy, db-a: recovery by app leave']);
});

test('open, they serve as soon as it is back', () => {
  expect(harmsOf(site({ deep: true }), buy)).toEqual([]);
});

test('members that are ended for the sake of the writer are relaunched long after it is back', () => {
  // 312 s instead of 75.
  expect(harmsOf(site({ deep: true, replaces: true }), buy)).toContain('buy, db-a: recovery by app end');
});

test('a pool that is open below as many members as are left sends to dead ones', () => {
  const open = ({ scenario, by }: Harm): boolean => scenario === 'app-b' && by.kind === 'reaction';
  expect(harmsOf(site({ open: 3 }), open)).toContain('buy, app-b: state by app fail-open');
});

describe('servers in two zones, each with its way out', () => {
  const model = (wayOfB: string): FailureModel =>
    modelOf({
      groups: [
        ...['a', 'b', 'c'].map((zone) => ({ ...group(zone), kind: 'zone' as const })),
        ...['nat-a', 'nat-b', 'nat-c', 'web-a', 'web-b', 'web-c'].map((id) => group(id)),
      ],
      parts: ['a', 'b', 'c'].flatMap((zone) =>
        ['nat', 'web'].map((name) => part(`${name}-${zone}`, [`${name}-${zone}`, zone], zone)),
      ),
      pools: [
        ...['a', 'b', 'c'].map((zone) => pool(`nat-${zone}`, 'spread', [member(`nat-${zone}`)])),
        pool(
          'web',
          'spread',
          [member('web-a', [oneOf('nat-a')]), member('web-b', [oneOf(wayOfB)]), member('web-c', [oneOf('nat-c')])],
          { leave: after(10) },
        ),
      ],
      services: [{ id: 'settle', label: 'settle', isRetried: false, needs: [oneOf('web')] }],
    });

  test('do no harm', () => {
    expect(harmsOf(model('nat-b'))).toEqual([]);
  });

  test('do harm where the way of one zone leads through another', () => {
    expect(harmsOf(model('nat-a'), ({ scenario }) => scenario === 'a')).toEqual(['settle, a: state by b']);
  });
});

test('a second reader in the zone of the writer does harm when the zone is lost', () => {
  const readers = (...ids: readonly string[]): FailureModel =>
    modelOf({
      groups: [...['a', 'b'].map((zone) => ({ ...group(zone), kind: 'zone' as const })), ...ids.map((id) => group(id))],
      parts: ids.map((id) => part(id, [id, id.slice(0, 1)], id.slice(0, 1))),
      pools: [
        pool(
          'writer',
          'prefer',
          ids.map((id) => member(id)),
          { move: after(60) },
        ),
        pool(
          'readers',
          'spread',
          ids.map((id) => member(id)),
          { leave: after(20), without: 'writer' },
        ),
      ],
      services: [{ id: 'read', label: 'read', isRetried: false, needs: [oneOf('readers')] }],
    });
  const copies = ({ by }: Harm): boolean => by.kind === 'copies';
  // The writer is left out, its copy is not: a third of the reads is lost for 20 s.
  expect(harmsOf(readers('a1', 'b1', 'a2', 'b2'), copies)).toContain('read, a: state by a2 b2');
  expect(harmsOf(readers('a1', 'b1', 'b2'), copies)).toEqual([]);
});
