import type { FailureModel, Scenario, Sight } from '../../../lib/failures/model/types';
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

/** A detector of one sight that is not as it should be. */
function seeing(sees: Sight, lasts?: number): Partial<FailureModel> {
  return { detectors: [{ id: 'x', kind: 'alarm', sees: [sees], lasts, delay: lasting(60), planes: [] }] };
}

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
    'a sight of requests to a pool that is not there',
    seeing({ kind: 'unanswered', pool: 'app', atLeast: 1 }),
    {},
    "there is no pool 'app'",
  ],
  [
    'a sight of a member that is not there',
    seeing({ kind: 'failing', pool: 'web', atLeast: 1, members: ['db-a'] }),
    {},
    "there is no member 'web/db-a'",
  ],
  [
    'a sight of more members than it names',
    seeing({ kind: 'failing', pool: 'web', atLeast: 2, members: ['web-a', 'web-a'] }),
    {},
    'x: more members of web than it names',
  ],
  ...[0, -0.5, 1.01, NaN].map((atLeast): [string, Partial<FailureModel>, Partial<Scenario>, string] => [
    `a sight of a share of ${atLeast}`,
    seeing({ kind: 'unanswered', pool: 'web', atLeast }),
    {},
    'x: no share of the requests to web',
  ]),
  ...[-1, 0.5, NaN].map((lasts): [string, Partial<FailureModel>, Partial<Scenario>, string] => [
    `a loss that must last for ${lasts} seconds`,
    seeing({ kind: 'service', service: 'buy' }, lasts),
    {},
    'x: lasts for what is no whole number of seconds',
  ]),
  [
    'a rotation of what has none',
    { pools: [spread('web', [at('web-a')]), prefer('database', [at('db-a')], { leave: after(10) })] },
    {},
    "database: only members of 'spread' are in rotation",
  ],
])('a model is not well formed with %s', (_name, model, scenario, fault) => {
  expect(faultsOf({ ...MODEL, ...model }, { ...SCENARIO, ...scenario })).toEqual([fault]);
});

test.each([undefined, 0, 90_000])('a model whose detector sees what lasts for %p seconds is well formed', (lasts) => {
  const sees: readonly Sight[] = [
    { kind: 'unanswered', pool: 'web', atLeast: 1 },
    { kind: 'failing', pool: 'web', atLeast: 1, members: ['web-a'] },
  ];
  expect(sees.flatMap((sight) => faultsOf({ ...MODEL, ...seeing(sight, lasts) }, SCENARIO))).toEqual([]);
});

test('a model is not well formed with pools that need each other', () => {
  const pools = [spread('web', [at('web-a', [of('database')])]), prefer('database', [at('db-a', [of('web')])])];
  expect(faultsOf({ ...MODEL, pools }, SCENARIO)).toEqual(['web: needs itself', 'database: needs itself']);
});
