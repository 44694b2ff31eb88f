import {
  compareWithFailureBaseline,
  failureBaselineOf,
  formatFailureBaseline,
  parseFailureBaseline,
  type FailureModel,
} from '../../../lib/failures';
import { after, group, member, modelOf, oneOf, part, pool, seconds } from '../build';
import { reportOn } from './support';

interface Shape {
  readonly out?: number;
  readonly members?: readonly string[];
  readonly alarm?: number | undefined;
  readonly perSecond?: number;
}

function site({ out = 10, members = ['a', 'b'], alarm = 30, perSecond = 10 }: Shape = {}): FailureModel {
  return modelOf({
    groups: members.map((id) => group(id)),
    parts: members.map((id) => part(id, [id])),
    pools: [
      pool(
        'servers',
        'spread',
        members.map((id) => member(id, [], { perSecond })),
        { leave: after(out) },
      ),
    ],
    services: [{ id: 'buy', label: 'buy', isRetried: false, needs: [oneOf('servers')], peakPerSecond: 10 }],
    detectors:
      alarm === 0
        ? []
        : [
            {
              id: 'alarm',
              kind: 'alarm',
              sees: [{ kind: 'service', service: 'buy' }],
              delay: seconds(alarm),
              planes: [],
            },
          ],
  });
}

const baseline = failureBaselineOf(reportOn(site()));

test('the same is neither worse nor better', () => {
  expect(compareWithFailureBaseline(reportOn(site()), baseline)).toEqual({
    worse: [],
    better: 0,
    gone: [],
    holds: true,
  });
});

test('is written and read again', () => {
  expect(parseFailureBaseline(JSON.parse(formatFailureBaseline(baseline)), 'b.json')).toEqual(baseline);
});

test.each([
  ['a slower recovery', { out: 11 }, ['recovery']],
  ['a slower alarm', { alarm: 31 }, ['seen']],
  ['no alarm', { alarm: 0 }, ['seen']],
  ['less capacity', { perSecond: 9 }, ['capacity']],
] as const)('%s is worse', (_, shape, worse) => {
  const found = compareWithFailureBaseline(reportOn(site(shape)), baseline);
  expect(found).toMatchObject({ holds: false, better: 0 });
  expect(found.worse).toEqual([
    { scenario: 'a', service: 'buy', worse },
    { scenario: 'b', service: 'buy', worse },
  ]);
});

test.each([
  ['a quicker recovery', { out: 9 }],
  ['a quicker alarm', { alarm: 29 }],
] as const)('%s is better', (_, shape) => {
  expect(compareWithFailureBaseline(reportOn(site(shape)), baseline)).toMatchObject({
    worse: [],
    better: 2,
    holds: true,
  });
});

test('what is lost in the end is worse, and what is gone is told', () => {
  const found = compareWithFailureBaseline(reportOn(site({ members: ['a'] })), baseline);
  expect(found.worse).toEqual([{ scenario: 'a', service: 'buy', worse: ['t0', 't1', 't2', 'recovery'] }]);
  expect(found.gone).toEqual([{ scenario: 'b', service: 'buy' }]);
});

test('a new fault is worse only when it is not survived', () => {
  const more = site({ members: ['a', 'b', 'c'] });
  expect(compareWithFailureBaseline(reportOn(more), baseline).worse).toEqual([]);
  const single = { ...more, groups: [...more.groups, { ...group('all'), includes: ['a', 'b', 'c'] }] };
  expect(compareWithFailureBaseline(reportOn(single), baseline).worse).toEqual([
    { scenario: 'all', service: 'buy', worse: ['new'] },
  ]);
});

test.each([
  ['nothing', undefined, /must hold a baseline of honmaru failures.+\[BaselineInvalid\]/],
  ['a baseline of something else', { honmaruBaseline: 1 }, /\[BaselineInvalid\]/],
  ['another version', { honmaruFailures: 2, rows: [] }, /must be of version 1, got 2.+\[BaselineVersion\]/],
  ['no rows', { honmaruFailures: 1 }, /\[BaselineInvalid\]/],
  [
    'a row without moments',
    { honmaruFailures: 1, rows: [{ scenario: 'a', service: 'b' }] },
    /rows\[0\].+\[BaselineInvalid\]/,
  ],
  [
    'a state that there is not',
    {
      honmaruFailures: 1,
      rows: [{ scenario: 'a', service: 'b', t0: { state: 'FINE' }, t1: { state: 'UP' }, t2: { state: 'UP' } }],
    },
    /\[BaselineInvalid\]/,
  ],
])('%s is refused', (_, value, message) => {
  expect(() => parseFailureBaseline(value, 'b.json')).toThrow(message);
});
