import type { FailureModel, Member, Pool } from '../../../lib/failures/model/types';
import { nonMonotoneReactions, reactionKey, withoutReaction } from '../../../lib/failures/monotone';
import { after, all, group, member, modelOf, oneOf, part, pool } from '../build';

function modelWith(web: Partial<Pool>, server: Partial<Member> = {}, database: Partial<Pool> = {}): FailureModel {
  const ids = ['web-1', 'web-2', 'db-1', 'db-2', 'key'];
  return modelOf({
    groups: ids.map((id) => group(id)),
    parts: ids.map((id) => part(id, [id])),
    pools: [
      pool('db', 'prefer', [member('db-1'), member('db-2')], { move: after(60), ...database }),
      pool(
        'web',
        'spread',
        ['web-1', 'web-2'].map((id) => member(id, [oneOf('db'), all('key')], server)),
        {
          leave: after(10),
          comeBack: after(10),
          ...web,
        },
      ),
    ],
  });
}

const DEEP = { checks: [0] };
const ON_KEY = { checks: [1] };
const ENDS = { replace: { after: after(10), relaunch: after(300) } };

test.each<[string, FailureModel, readonly string[]]>([
  ['shallow checks', modelWith({}), []],
  ['a check of a key, which never comes back', modelWith({}, ON_KEY), []],
  ['a check of a database that moves', modelWith({}, DEEP), ['web leave']],
  ['a check of a database that never moves', modelWith({}, DEEP, { move: undefined }), []],
  [
    'a check of origins of which another may answer',
    modelWith({}, DEEP, { choice: 'fallback', move: undefined }),
    ['web leave'],
  ],
  ['ending what a shallow check finds dead', modelWith(ENDS), []],
  ['ending what a deep check finds failing', modelWith(ENDS, ON_KEY), ['web leave', 'web end']],
  ['failing open', modelWith({ failOpenBelow: 1 }), ['web fail-open']],
  ['leaving out the current part of another pool', modelWith({ without: 'db' }), ['web without']],
  [
    'moving away from what may work again',
    modelWith({ failOpenBelow: 1 }, {}, { members: [member('db-1', [oneOf('web')], DEEP), member('db-2')] }),
    ['db move', 'web fail-open'],
  ],
])('not monotone: %s', (_, model, expected) => {
  expect(nonMonotoneReactions(model).map(reactionKey)).toEqual(expected);
});

test.each([
  ['leave', { replace: ENDS.replace, failOpenBelow: 1, without: 'db' }],
  ['end', { leave: after(10), comeBack: after(10), failOpenBelow: 1, without: 'db' }],
  ['fail-open', { leave: after(10), comeBack: after(10), replace: ENDS.replace, without: 'db' }],
  ['without', { leave: after(10), comeBack: after(10), replace: ENDS.replace, failOpenBelow: 1 }],
] as const)('takes %s away, and nothing else', (reaction, rest) => {
  const model = modelWith({ ...ENDS, failOpenBelow: 1, without: 'db' });
  const [db, web] = withoutReaction(model, { pool: 'web', reaction }).pools;
  const { id, label, choice, members, ...left } = web ?? pool('none', 'spread', []);
  expect([db, [id, label, choice, members.length], left]).toEqual([model.pools[0], ['web', 'web', 'spread', 2], rest]);
});

test('takes moving away', () => {
  const [db] = withoutReaction(modelWith({}), { pool: 'db', reaction: 'move' }).pools;
  expect(db !== undefined && 'move' in db).toBe(false);
});
