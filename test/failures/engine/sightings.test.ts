import { Evaluator } from '../../../lib/failures/engine/evaluate';
import type { Detector, FailureModel, Sight } from '../../../lib/failures/model/types';
import { after, group, member, modelOf, oneOf, part, pool, seconds } from '../build';

const BOTH = ['a', 'b'];

/** Two servers in rotation, of which one leaves after 10 s. */
function model(sight: Sight, more: Partial<Detector> = {}): FailureModel {
  return modelOf({
    groups: [...BOTH.map((id) => group(id)), group('plane')],
    parts: BOTH.map((id) => part(id, [id])),
    pools: [
      pool(
        'servers',
        'spread',
        BOTH.map((id) => member(id)),
        { leave: after(10) },
      ),
    ],
    services: [{ id: 'page', label: 'page', isRetried: false, needs: [oneOf('servers')] }],
    detectors: [{ id: 'alarm', kind: 'alarm', sees: [sight], delay: seconds(5), planes: ['plane'], ...more }],
  });
}

function seenAfter(each: FailureModel, ...groups: readonly string[]): number | undefined {
  return new Evaluator(each).evaluate({ first: groups.map((id) => ({ group: id, mode: 'lost' })) }).seen.get('alarm');
}

const unanswered = (atLeast: number): Sight => ({ kind: 'unanswered', pool: 'servers', atLeast });

test.each<[string, Sight, readonly string[], number | undefined]>([
  ['requests of a pool that are lost', unanswered(0.5), ['a'], 5],
  ['no fewer of them than it is for', unanswered(0.6), ['a'], undefined],
  ['all of them', unanswered(1), BOTH, 5],
  ['members that are named', { kind: 'failing', pool: 'servers', atLeast: 1, members: ['a'] }, ['a'], 5],
  ['no members that are not named', { kind: 'failing', pool: 'servers', atLeast: 1, members: ['b'] }, ['a'], undefined],
  ['any members when none are named', { kind: 'failing', pool: 'servers', atLeast: 2 }, BOTH, 5],
])('sees %s', (_, sight, groups, expected) => {
  expect(seenAfter(model(sight), ...groups)).toBe(expected);
});

test.each([
  [9, 14],
  [10, undefined],
])('sees what lasts for %i seconds only if it does', (lasts, expected) => {
  // Half of the requests are lost up to second 9: at second 10 the server has left.
  expect(seenAfter(model(unanswered(0.5), { lasts }), 'a')).toBe(expected);
});

test('sees what holds at rest however long it must last', () => {
  const sight: Sight = { kind: 'part', parts: ['a'] };
  expect(seenAfter(model(sight, { lasts: 3600 }), 'a')).toBe(3605);
});

test('begins to count when any of its sights begins, and goes on with another', () => {
  const sees: readonly Sight[] = [unanswered(0.5), { kind: 'part', parts: ['a'] }];
  expect(seenAfter(model(unanswered(1), { sees, lasts: 20 }), 'a')).toBe(25);
});

test('sees nothing without its plane', () => {
  expect(seenAfter(model(unanswered(0.5)), 'a', 'plane')).toBeUndefined();
});
