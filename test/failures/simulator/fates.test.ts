import { after, at, cutOff, lost, of, partsNamed, post, prefer, small, some, spread, states } from './small-models';

/** Three web servers, one a zone, that never leave the rotation. */
const WEB = spread(
  'web',
  ['web-a', 'web-b', 'web-c'].map((part) => at(part)),
);
const WEB_PARTS = partsNamed('web-a', 'web-b', 'web-c');

describe('what fails', () => {
  const model = small({
    groups: [
      { id: 'world', kind: 'region', label: 'world', includes: ['tokyo'] },
      { id: 'tokyo', kind: 'region', label: 'Tokyo', includes: ['a', 'b'] },
    ],
    parts: WEB_PARTS,
    pools: [WEB],
    services: [post('buy', of('web'))],
  });

  test('kills what stands in a lost zone', () => {
    // One of three members is dead and stays in rotation: 2/3.
    expect(states(model, lost('a'))).toBe('0.6667 > 0.6667 > 0.6667');
  });

  test('takes along what it includes, and what that includes', () => {
    // world, tokyo, a and b: one of three is left.
    expect(states(model, lost('world'))).toBe('0.3333 > 0.3333 > 0.3333');
  });

  test('kills a part by any of its groups', () => {
    const line = { id: 'line-1', label: 'line 1', fate: ['line-1', 'gateway'] };
    const both = small({ parts: [line], services: [post('pay', some(1, 'line-1'))] });
    expect([states(both, lost('line-1')), states(both, lost('gateway'))]).toEqual([
      'DOWN > DOWN > DOWN',
      'DOWN > DOWN > DOWN',
    ]);
  });

  test('does not kill what is cut off, nor what comes from no zone to it', () => {
    expect(states(model, cutOff('a'))).toBe('UP > UP after 0 > UP after 0');
  });
});

describe('what passes while a zone is cut off', () => {
  test('lets nothing pass into the zone and out of it', () => {
    const app = spread(
      'app',
      ['app-a', 'app-b', 'app-c'].map((part) => at(part)),
    );
    const model = small({
      parts: [...WEB_PARTS, ...partsNamed('app-a', 'app-b', 'app-c')],
      pools: [
        spread(
          'web',
          ['web-a', 'web-b', 'web-c'].map((part) => at(part, [of('app')])),
        ),
        app,
      ],
      services: [post('buy', of('web'))],
    });
    // From web-a only app-a is reached: 1/3. From web-b and web-c all but app-a: 2/3. Mean: (1/3 + 2/3 + 2/3) / 3 = 5/9.
    expect(states(model, cutOff('a'))).toBe('0.5556 > 0.5556 > 0.5556');
  });

  test('loses what the requests that enter the zone cannot reach beyond it: one of N', () => {
    const model = small({
      parts: [...WEB_PARTS, ...partsNamed('app-a', 'app-b', 'app-c', 'writer-b')],
      pools: [
        spread(
          'web',
          ['web-a', 'web-b', 'web-c'].map((part) => at(part, [of('app')])),
        ),
        spread(
          'app',
          ['app-a', 'app-b', 'app-c'].map((part) => at(part, [of('database')])),
          { reach: 'own-zone' },
        ),
        prefer('database', [at('writer-b')]),
      ],
      services: [post('buy', of('web'))],
    });
    // web-a goes to app-a, which does not reach the writer in b: 0. The other two do: 2/3.
    expect(states(model, cutOff('a'))).toBe('0.6667 > 0.6667 > 0.6667');
  });

  test('lets pass what goes to a part in no zone', () => {
    const model = small({
      parts: [...WEB_PARTS, ...partsNamed('key')],
      pools: [
        spread(
          'web',
          ['web-a', 'web-b', 'web-c'].map((part) => at(part, [some(1, 'key')])),
        ),
      ],
      services: [post('buy', of('web'))],
    });
    expect(states(model, cutOff('a'))).toBe('UP > UP after 0 > UP after 0');
  });

  test('remembers the zone at a part in no zone', () => {
    const model = small({
      parts: partsNamed('web-a', 'web-b', 'line', 'writer-b'),
      pools: [
        spread(
          'web',
          ['web-a', 'web-b'].map((part) => at(part, [of('proxy')])),
        ),
        spread('proxy', [at('line', [some(1, 'writer-b')])]),
      ],
      services: [post('buy', of('web'))],
    });
    // By the line, the request is still in the zone of its web server: 0 from a, 1 from b.
    expect(states(model, cutOff('a'))).toBe('0.5 > 0.5 > 0.5');
  });

  test('does not concern two other zones', () => {
    const model = small({
      parts: partsNamed('web-b', 'writer-c'),
      pools: [spread('web', [at('web-b', [some(1, 'writer-c')])])],
      services: [post('buy', of('web'))],
    });
    expect([states(model, cutOff('a')), states(model, cutOff('c'))]).toEqual([
      'UP > UP after 0 > UP after 0',
      'DOWN > DOWN > DOWN',
    ]);
  });

  test('lets reactions happen whose planes are in the zone', () => {
    const model = small({
      parts: partsNamed('web-b', 'web-c'),
      pools: [prefer('web', [at('web-b'), at('web-c')], { move: after(30, 'a') })],
      services: [post('buy', of('web'))],
    });
    // Cut off is not failed; lost is.
    const both = [...lost('web-b'), ...cutOff('a')];
    expect([states(model, both), states(model, lost('web-b', 'a'))]).toEqual([
      'DOWN > UP after 30 > UP after 30',
      'DOWN > DOWN > DOWN',
    ]);
  });
});
