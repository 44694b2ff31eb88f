import type { Delay, FailureModel } from '../../../lib/failures';
import { predictor } from '../../../lib/local/matrix/predicted';

const delay = (name: string, seconds: number): Delay => [{ name, seconds, basis: 'declared', source: 'here' }];
const group = (id: string) => ({ id, kind: 'part', label: id }) as const;
const part = (id: string) => ({ id, label: id, fate: [id] });

/** A server that fails its check when a disk is lost, and is ended after 20 s; an alarm each looks at the disk and at the server. */
const MODEL: FailureModel = {
  groups: [group('disk'), group('server')],
  parts: [part('disk'), part('server')],
  pools: [
    {
      ...{ id: 'servers', label: 'servers', choice: 'spread' },
      members: [{ id: 'only', part: 'server', needs: [{ kind: 'parts', parts: ['disk'], atLeast: 1 }], checks: [0] }],
      replace: {
        after: { rule: 'FM-1', delay: delay('checks that fail', 20) },
        relaunch: { rule: 'FM-2', delay: delay('launch', 600), planes: ['disk'] },
      },
    },
  ],
  services: [{ id: 'GET', label: 'GET', isRetried: false, needs: [{ kind: 'pool', pool: 'servers' }] }],
  manual: [],
  detectors: ['disk', 'server'].map((id) => ({
    ...{ id: `${id}-lost`, kind: 'alarm', sees: [{ kind: 'part', parts: [id] }], lasts: 120, planes: [] },
    delay: delay('publication of the metric', 60),
  })),
};

const PUBLICATION = { seconds: 60, because: 'publication of the metric: not played' };

test('excludes what comes after an alarm has seen enough', () => {
  expect(predictor(MODEL)([{ group: 'disk', mode: 'lost' }]).seen[0]).toStrictEqual({
    ...{ detector: 'disk-lost', seconds: 180, excluded: [PUBLICATION] },
  });
});

test('excludes what must happen before there is anything to see, which the drill plays at once', () => {
  expect(predictor(MODEL)([{ group: 'disk', mode: 'lost' }]).seen[1]).toStrictEqual({
    ...{ detector: 'server-lost', seconds: 200 },
    excluded: [
      { seconds: 20, because: 'reactions of AWS before it is seen: the drill plays them at once' },
      PUBLICATION,
    ],
  });
});

test('names a scenario as the matrix does, and faults at once by all their names', () => {
  const predict = predictor(MODEL);
  expect(predict([{ group: 'disk', mode: 'lost' }]).name).toBe('disk');
  expect(
    predict([
      { group: 'disk', mode: 'lost' },
      { group: 'server', mode: 'lost' },
    ]).name,
  ).toBe('disk + server');
});

test('says nothing of alarms that do not see it', () => {
  expect(predictor(MODEL)([{ group: 'server', mode: 'lost' }]).seen.map(({ detector }) => detector)).toStrictEqual([
    'server-lost',
  ]);
});
