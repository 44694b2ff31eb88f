import { Evaluator } from '../../../lib/failures/engine/evaluate';
import type { Member } from '../../../lib/failures/model/types';
import { after, group, member, modelOf, oneOf, part, pool } from '../build';

function capacityWith(second: Partial<Member>) {
  const model = modelOf({
    groups: [group('one'), group('two')],
    parts: [part('one', ['one']), part('two', ['two'])],
    pools: [pool('servers', 'spread', [member('one', [], { perSecond: 30 }), { ...member('two'), ...second }])],
    services: [{ id: 'buy', label: 'buy', isRetried: false, needs: [oneOf('servers')] }],
  });
  return new Evaluator(model).evaluate({ first: [] }).services[0]?.t1.capacity;
}

test('bounds a service by the member that is full first', () => {
  // Half of the requests each: 30 / 0.5 = 60, and 100 / 0.5 = 200.
  expect(capacityWith({ perSecond: 100 })).toBe(60);
});

test('is not determined when one member that is used declares none', () => {
  expect(capacityWith({ perSecond: undefined })).toBe('not determined');
});

test('does not ask a member that is dead', () => {
  const model = modelOf({
    groups: [group('one'), group('two')],
    parts: [part('one', ['one']), part('two', ['two'])],
    pools: [
      pool('servers', 'spread', [member('one', [], { perSecond: 30 }), { id: 'two', part: 'two', needs: [] }], {
        leave: after(12),
      }),
    ],
    services: [{ id: 'buy', label: 'buy', isRetried: false, needs: [oneOf('servers')] }],
  });
  const [buy] = new Evaluator(model).evaluate({ first: [{ group: 'two', mode: 'lost' }] }).services;
  // Before the reaction half of the requests go to it; after it all of them go to the other.
  expect([buy?.t0.capacity, buy?.t1.capacity]).toEqual([60, 30]);
});
