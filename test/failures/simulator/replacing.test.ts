import {
  after,
  at,
  checking,
  fallback,
  lasting,
  lost,
  of,
  partsNamed,
  post,
  prefer,
  reactions,
  runs,
  small,
  some,
  spread,
  states,
} from './small-models';

/** Web servers before a database that moves in 60 s; their group ends them after 12 s and starts them in 300 s. */
function site({ isDeep }: { readonly isDeep: boolean }): Parameters<typeof states>[0] {
  const web = (part: string): ReturnType<typeof at> =>
    isDeep ? checking(part, 'database') : at(part, [of('database')]);
  return small({
    parts: partsNamed('web-a', 'web-b', 'db-a', 'db-b'),
    pools: [
      spread('web', [web('web-a'), web('web-b')], { replace: { after: after(12), relaunch: after(300, 'plane') } }),
      prefer('database', [at('db-a'), at('db-b')], { move: after(60) }),
    ],
    services: [post('buy', of('web'))],
  });
}

describe('replacing', () => {
  test('with a shallow check waits for the database', () => {
    expect(states(site({ isDeep: false }), lost('db-a'))).toBe('DOWN > UP after 60 > UP after 60');
  });

  test('with a deep check ends every server before the database has moved', () => {
    // 12 s beat 60 s: both servers are dead from 12 until 12 + 300.
    expect(states(site({ isDeep: true }), lost('db-a'))).toBe('DOWN > UP after 312 > UP after 312');
  });

  test('does not bring back what it ended when the control plane has failed', () => {
    expect(states(site({ isDeep: true }), lost('db-a', 'plane'))).toBe('DOWN > DOWN > DOWN');
  });

  test('does not start a server whose zone has failed', () => {
    expect(reactions(site({ isDeep: false }), lost('a')).filter((line) => line.includes('web'))).toEqual([
      '12 terminate web/web-a',
    ]);
  });

  test('leaves the ended out of rotation until they have come back', () => {
    const model = site({ isDeep: true });
    const rotating = {
      ...model,
      pools: model.pools.map((pool) => (pool.id === 'web' ? { ...pool, leave: after(12), comeBack: after(10) } : pool)),
    };
    // Both leave and end at 12, live at 312, have worked for 10 s at 322.
    expect(states(rotating, lost('db-a'))).toBe('DOWN > UP after 322 > UP after 322');
  });

  test('ends a part for every pool that has it', () => {
    const model = small({
      parts: partsNamed('web-a', 'key'),
      pools: [
        spread('shop', [at('web-a', [some(1, 'key')], { checks: [0] })], {
          replace: { after: after(20), relaunch: after(100, 'key') },
        }),
        spread('info', [at('web-a')]),
      ],
      services: [post('read', of('info'))],
    });
    // `info` needs no key, but its only server is ended at 20 because `shop` does.
    expect(states(model, lost('key'))).toBe('UP > DOWN > DOWN');
  });

  /** One server in two pools, both of which look at the database and end what fails. */
  const twice = (afterSeconds: number, relaunchSeconds: number, moveSeconds = 60): Parameters<typeof states>[0] =>
    small({
      parts: partsNamed('web-a', 'db-a', 'db-b'),
      pools: [
        spread('shop', [checking('web-a', 'database')], { replace: { after: after(20), relaunch: after(100) } }),
        spread('info', [checking('web-a', 'database')], {
          replace: { after: after(afterSeconds), relaunch: after(relaunchSeconds, 'plane') },
        }),
        prefer('database', [at('db-a'), at('db-b')], { move: after(moveSeconds) }),
      ],
      services: [post('buy', of('shop'))],
    });

  test('does not end again what another pool has ended', () => {
    // `shop` ends it at 20, and it lives at 120; that it was dead 30 s long before is nothing to `info`.
    expect(reactions(twice(30, 200), lost('db-a'))).toEqual([
      '20 terminate shop/web-a',
      '60 move database/db-b',
      '120 relaunch shop/web-a',
    ]);
  });

  test('counts anew, after the start, also what another pool has not ended', () => {
    // At 120, when it lives, it has failed for longer than `info` waits, which counts from then on; at 130 it works.
    expect(reactions(twice(115, 200, 130), lost('db-a'))).toEqual([
      '20 terminate shop/web-a',
      '120 relaunch shop/web-a',
      '130 move database/db-b',
    ]);
  });

  test('starts a part that two pools end at once when the slower would', () => {
    // 20 + 200; that `shop` would have it live at 120 makes no difference.
    expect(reactions(twice(20, 200), lost('db-a'))).toEqual([
      '20 terminate shop/web-a',
      '20 terminate info/web-a',
      '60 move database/db-b',
      '220 relaunch info/web-a',
    ]);
  });

  test('does not start a part that two pools end at once when one of them cannot', () => {
    expect(states(twice(20, 200), lost('db-a', 'plane'))).toBe('DOWN > DOWN > DOWN');
  });

  test('ends what fails in a pool of a preferred member, current or not', () => {
    const model = small({
      parts: partsNamed('web-a', 'web-b', 'web-c', 'key'),
      pools: [
        prefer(
          'web',
          [
            at('web-a', [some(1, 'key')], { checks: [0] }),
            at('web-b', [some(1, 'key')], { checks: [0] }),
            at('web-c', [], { loses: lasting(5) }),
          ],
          { move: after(30), replace: { after: after(20), relaunch: after(100, 'key') } },
        ),
      ],
      services: [post('buy', of('web'))],
    });
    expect(reactions(model, lost('key'))).toEqual([
      '20 terminate web/web-a',
      '20 terminate web/web-b',
      '30 move web/web-c',
    ]);
  });

  test('ends what fails in a pool of fallbacks', () => {
    const model = small({
      parts: partsNamed('origin-1', 'origin-2', 'key'),
      pools: [
        {
          ...fallback('origins', [at('origin-1'), at('origin-2', [some(1, 'key')], { checks: [0] })]),
          replace: { after: after(20), relaunch: after(100, 'key') },
        },
        spread('direct', [at('origin-2')]),
      ],
      services: [post('buy', of('direct'))],
    });
    expect(states(model, lost('key'))).toBe('UP > DOWN > DOWN');
  });

  test('is a reaction though its part is dead already', () => {
    expect(runs(site({ isDeep: false }), lost('web-a'))).toEqual(['run 12']);
  });

  test('never comes to rest while what the check looks at stays lost', () => {
    const model = small({
      parts: partsNamed('web-a', 'key'),
      pools: [
        spread('web', [at('web-a', [some(1, 'key')], { checks: [0] })], {
          replace: { after: after(20), relaunch: after(100) },
        }),
      ],
      services: [post('buy', of('web'))],
    });
    expect(runs(model, lost('key'))).toEqual(['run 86400, not at rest']);
  });

  test('counts anew after the start', () => {
    const model = small({
      parts: partsNamed('web-a', 'db-a', 'db-b'),
      pools: [
        spread('web', [checking('web-a', 'database')], { replace: { after: after(20), relaunch: after(100) } }),
        prefer('database', [at('db-a'), at('db-b')], { move: after(130) }),
      ],
      services: [post('buy', of('web'))],
    });
    // Ended at 20, lives at 120 and fails until 130: only 10 s, so it is not ended again.
    expect(states(model, lost('db-a'))).toBe('DOWN > UP after 130 > UP after 130');
  });
});
