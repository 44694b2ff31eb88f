import {
  after,
  at,
  cutOff,
  fallback,
  get,
  lost,
  of,
  partsNamed,
  post,
  prefer,
  reactions,
  small,
  some,
  spread,
  states,
} from './small-models';

const COPIES = ['copy-1-a', 'copy-2-a', 'copy-1-b', 'copy-2-b', 'copy-1-c', 'copy-2-c'];

/** A writer that needs four of six copies of its volume, and a reader that needs three. */
const DATABASE = small({
  parts: partsNamed(...COPIES, 'writer-b', 'reader-b'),
  pools: [
    prefer('writer', [at('writer-b', [some(4, ...COPIES)])]),
    spread('reader', [at('reader-b', [some(3, ...COPIES)])]),
  ],
  services: [post('write', of('writer')), get('read', of('reader'))],
});
const UP = 'UP > UP after 0 > UP after 0';
const DOWN = 'DOWN > DOWN > DOWN';

describe('a quorum', () => {
  test('stands the loss of a zone', () => {
    // 4 of 6 are left.
    expect([states(DATABASE, lost('a'), 'write'), states(DATABASE, lost('a'), 'read')]).toEqual([UP, UP]);
  });

  test('to write does not stand the loss of a zone and a copy, one to read does', () => {
    // 3 of 6 are left.
    const faults = lost('a', 'copy-1-c');
    expect([states(DATABASE, faults, 'write'), states(DATABASE, faults, 'read')]).toEqual([DOWN, UP]);
  });

  test('to read does not stand the loss of two zones', () => {
    // 2 of 6 are left.
    expect(states(DATABASE, lost('a', 'c'), 'read')).toBe(DOWN);
  });

  test('does not count what is out of reach', () => {
    // Cut off, b has its own 2 copies only; with a cut off, b has those of b and c: 4.
    expect([states(DATABASE, cutOff('b'), 'write'), states(DATABASE, cutOff('a'), 'write')]).toEqual([DOWN, UP]);
  });
});

describe('a member', () => {
  test('is worth the product of its needs', () => {
    const model = small({
      parts: partsNamed('app', 'x-1', 'x-2', 'y-1', 'y-2', 'y-3'),
      pools: [
        spread('app', [at('app', [of('x'), of('y')])]),
        spread('x', [at('x-1'), at('x-2')]),
        spread('y', [at('y-1'), at('y-2'), at('y-3')]),
      ],
      services: [post('buy', of('app'))],
    });
    // 1/2 of x and 2/3 of y: 1/3.
    expect(states(model, lost('x-1', 'y-1'))).toBe('0.3333 > 0.3333 > 0.3333');
  });
});

describe('a pool of own zones', () => {
  const model = small({
    parts: partsNamed('web-a', 'web-b', 'web-c', 'nat-a', 'nat-c', 'nat-any'),
    pools: [
      spread(
        'web',
        ['web-a', 'web-b', 'web-c'].map((part) => at(part, [of('nat')])),
      ),
      spread('nat', [at('nat-a'), at('nat-c'), at('nat-any')], { reach: 'own-zone' }),
    ],
    services: [post('buy', of('web')), post('direct', of('nat'))],
  });

  test('has nobody for a zone without members; who stands in no zone belongs to none', () => {
    // a and c have their own, b has nobody: 2/3.
    expect(states(model, [], 'buy')).toBe('0.6667 > 0.6667 > 0.6667');
  });

  test('does not help out from another zone', () => {
    // Only c is left: 1/3.
    expect(states(model, lost('nat-a'), 'buy')).toBe('0.3333 > 0.3333 > 0.3333');
  });

  test('has all its members for a request from no zone', () => {
    // One of three is dead.
    expect(states(model, lost('nat-a'), 'direct')).toBe('0.6667 > 0.6667 > 0.6667');
  });
});

describe('a pool of a preferred member', () => {
  test('is worth what that member is, whatever the others are', () => {
    const model = small({
      parts: partsNamed('w-a', 'w-b', 'key'),
      pools: [prefer('writer', [at('w-a', [some(1, 'key')]), at('w-b')])],
      services: [post('buy', of('writer'))],
    });
    expect([states(model, lost('w-b')), states(model, lost('key'))]).toEqual([UP, DOWN]);
  });
});

describe('a pool of fallbacks', () => {
  const model = small({
    parts: partsNamed('origin-1', 'origin-2', 'x-1', 'x-2', 'y-1', 'y-2', 'y-3'),
    pools: [
      fallback('origins', [at('origin-1', [of('x')]), at('origin-2', [of('y')])]),
      spread('x', [at('x-1'), at('x-2')]),
      spread('y', [at('y-1'), at('y-2'), at('y-3')]),
    ],
    services: [get('browse', of('origins')), post('buy', of('origins'))],
  });

  test('answers a request that may be sent again from the second member', () => {
    expect(states(model, lost('origin-1'), 'browse')).toBe(UP);
  });

  test('does not answer one that may not', () => {
    expect(states(model, lost('origin-1'), 'buy')).toBe(DOWN);
  });

  test('loses what all members lose', () => {
    // The first answers 1/2, the second 1/3: 1 - 1/2 x 2/3 = 2/3.
    expect(states(model, lost('x-1', 'y-1', 'y-2'), 'browse')).toBe('0.6667 > 0.6667 > 0.6667');
  });

  test('loses what its first member loses where requests may not be sent again', () => {
    expect(states(model, lost('x-1', 'y-1', 'y-2'), 'buy')).toBe('0.5 > 0.5 > 0.5');
  });

  test('is not retried by checks', () => {
    const checked = small({
      parts: partsNamed('web-a', 'web-b', 'origin-1', 'origin-2'),
      pools: [
        spread('web', [at('web-a', [of('origins')], { checks: [0] }), at('web-b')], { leave: after(10) }),
        fallback('origins', [at('origin-1'), at('origin-2')]),
      ],
      services: [get('browse', of('web'))],
    });
    // Every request is answered, but the check of web-a sees the first origin only: it leaves, and nothing is lost.
    expect(reactions(checked, lost('origin-1'))).toEqual(['10 leave web/web-a']);
  });
});
