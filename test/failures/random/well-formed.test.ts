import type { FailureModel, Scenario } from '../../../lib/failures/model/types';
import { after, at, lasting, lost, of, partsNamed, post, prefer, small, some, spread } from '../simulator/small-models';
import { faultsOf } from './well-formed';

const MODEL = small({
  parts: partsNamed('web-a', 'db-a'),
  pools: [spread('web', [at('web-a', [of('database')])], { leave: after(10) }), prefer('database', [at('db-a')])],
  services: [post('buy', of('web'))],
});
const SCENARIO: Scenario = { first: lost('a') };

test('a model that names what there is, and nothing twice, is well formed', () => {
  expect(faultsOf(MODEL, SCENARIO)).toEqual([]);
});

test.each<[string, Partial<FailureModel>, Partial<Scenario>, string]>([
  ['a part that is not there', { services: [post('buy', some(1, 'key'))] }, {}, "there is no part 'key'"],
  ['a pool that is not there', { services: [post('buy', of('app'))] }, {}, "there is no pool 'app'"],
  ['a fault of no group', {}, { first: lost('d') }, "there is no group 'd'"],
  ['a cut-off of what is no zone', {}, { first: [{ group: 'db-a', mode: 'cut-off' }] }, "there is no zone 'db-a'"],
  ['a member that is not there', {}, { out: ['web/web-b'] }, "there is no member 'web/web-b'"],
  ['one name twice', { services: [post('buy'), post('buy')] }, {}, 'services: two have one ID'],
  [
    'no time',
    { detectors: [{ id: 'x', kind: 'alarm', sees: [], delay: lasting(0), planes: [] }] },
    {},
    'a delay of less than a second',
  ],
  [
    'a rotation of what has none',
    { pools: [spread('web', [at('web-a')]), prefer('database', [at('db-a')], { leave: after(10) })] },
    {},
    "database: only members of 'spread' are in rotation",
  ],
])('a model is not well formed with %s', (_name, model, scenario, fault) => {
  expect(faultsOf({ ...MODEL, ...model }, { ...SCENARIO, ...scenario })).toEqual([fault]);
});

test('a model is not well formed with pools that need each other', () => {
  const pools = [spread('web', [at('web-a', [of('database')])]), prefer('database', [at('db-a', [of('web')])])];
  expect(faultsOf({ ...MODEL, pools }, SCENARIO)).toEqual(['web: needs itself', 'database: needs itself']);
});
