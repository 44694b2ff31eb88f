import {
  after,
  at,
  byHand,
  capacities,
  lasting,
  losses,
  lost,
  lostSeconds,
  of,
  partsNamed,
  post,
  prefer,
  reactions,
  runs,
  seen,
  small,
  some,
  spread,
  states,
} from './small-models';

describe('a model that is never at rest', () => {
  /** A server that is ended every so often, and records that move once. */
  const model = ({ relaunchSeconds = 100, moveSeconds = 60 } = {}): Parameters<typeof states>[0] =>
    small({
      parts: partsNamed('web', 'key', 'site-1', 'site-2'),
      pools: [
        spread('web', [at('web', [some(1, 'key')], { checks: [0] })], {
          replace: { after: after(20), relaunch: after(relaunchSeconds) },
        }),
        spread('info', [at('web', [], { perSecond: 100 })]),
        prefer('records', [at('site-1'), at('site-2', [], { perSecond: 100, loses: lasting(5) })], {
          move: after(moveSeconds),
        }),
      ],
      services: [post('read', of('info')), post('buy', of('records')), post('pay', of('web'))],
      manual: [byHand('status', 900, { kind: 'shift', zone: 'a' })],
      detectors: [
        {
          id: 'purchases are lost',
          kind: 'alarm',
          sees: [{ kind: 'service', service: 'buy' }],
          delay: lasting(60),
          planes: [],
        },
      ],
    });
  const faults = lost('key', 'site-1');

  test('leaves open what goes to and fro', () => {
    expect(states(model(), faults, 'read')).toBe('UP > UNDETERMINED > UNDETERMINED');
  });

  test('tells what stays the same, without its capacity', () => {
    expect(states(model(), faults, 'pay')).toBe('DOWN > DOWN > DOWN');
    expect(states(model(), faults, 'buy')).toBe('DOWN > UP after 60 > UP after 60');
    expect(capacities(model(), faults, 'buy')).toEqual(['unlimited', 'not determined', 'not determined']);
  });

  test('tells what is the same in each of the last 43,200 seconds', () => {
    // Those are the seconds 43,201 to 86,400.
    expect([
      states(model({ moveSeconds: 43_201 }), faults, 'buy'),
      states(model({ moveSeconds: 43_202 }), faults, 'buy'),
      states(model({ moveSeconds: 86_400 }), faults, 'buy'),
    ]).toEqual([
      'DOWN > UP after 43201 > UP after 43201',
      'DOWN > UNDETERMINED > UNDETERMINED',
      'DOWN > UNDETERMINED > UNDETERMINED',
    ]);
  });

  test('loses what it loses up to its last second', () => {
    expect([
      losses(model({ moveSeconds: 86_400 }), faults, 'buy'),
      losses(model({ moveSeconds: 86_401 }), faults, 'buy'),
    ]).toEqual([
      [5, 5],
      [0, 0],
    ]);
  });

  test('has its triggers counted on', () => {
    // 86,400 is 664 times 130 and 80: the server has been dead for 60 s of 110. The records wait for 5 s more.
    const scenario = [...faults, ...lost('status')];
    const all = reactions(model({ relaunchSeconds: 110, moveSeconds: 86_405 }), scenario);
    expect(all.filter((line) => line.startsWith('manual'))).toEqual([
      'manual 5 move records/site-2',
      'manual 50 relaunch web/web',
      'manual 70 terminate web/web',
      'manual 180 relaunch web/web',
    ]);
  });

  test('leaves open everything after further faults', () => {
    const scenario = { first: faults, then: lost('site-2') };
    expect([runs(model(), scenario), seen(model(), scenario), losses(model(), scenario, 'buy')]).toEqual([
      ['before 86400, not at rest'],
      { 'purchases are lost': undefined },
      [undefined, undefined],
    ]);
    expect(states(model(), scenario, 'buy')).toBe('UNDETERMINED > UNDETERMINED > UNDETERMINED');
    expect(lostSeconds(model(), scenario, 'buy')).toBeUndefined();
  });

  test('ends a scenario of no further faults', () => {
    expect(states(model(), { first: faults, then: [] }, 'buy')).toBe('DOWN > UP after 60 > UP after 60');
  });
});
