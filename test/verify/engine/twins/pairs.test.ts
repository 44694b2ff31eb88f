import type { Party } from '../../../../lib/verify';
import { INTERNET } from '../../../../lib/verify/engine/parties';
import { DecidedPairs, differentOf, groupTwins } from '../../../../lib/verify/engine/twins';
import { group, instance, ref, tcpRule } from '../templates';
import { A, B, networkOf, partiesOf, twinsOf } from './network';

describe('of many twins', () => {
  const verifier = networkOf(A, B, instance('C', 'S', ['G', 'H']), instance('D', 'S', ['G']));
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((id) => partiesOf(verifier, id)[0] ?? INTERNET) as [
    Party,
    Party,
    Party,
    Party,
  ];
  const twins = twinsOf(verifier);

  test('two of each kind are enough, and nobody is there twice', () => {
    expect(groupTwins(twins, [c, c, b, a, d, d, INTERNET])).toEqual([[c, b], [d], [INTERNET]]);
  });

  test.each<[readonly Party[], readonly Party[], readonly Party[] | undefined]>([
    [[a, b], [c], [a, c]],
    [
      [a, b],
      [a, b],
      [a, b],
    ],
    [[a], [a, b], [a, b]],
    [[a, b], [a], [b, a]],
    [[a], [a], undefined],
    [[], [a], undefined],
  ])('a pair of different ones is found', (from, to, pair) => {
    expect(differentOf(from, to)).toEqual(pair);
  });

  test('what is decided about a pair is decided about their twins, as long as they send of their own accord', () => {
    const decided = new DecidedPairs(twins);
    const own = { party: a, isSure: true };
    decided.add(own, d);
    expect(decided.has({ party: b, isSure: true }, d)).toBe(true);
    expect(decided.has({ party: b, isSure: false }, d)).toBe(false);
    expect(decided.has({ party: d, isSure: true }, a)).toBe(false);
    const others = [
      { party: b, isSure: true, hops: [] },
      { party: b, isSure: true, client: c },
      { party: b, isSure: true, through: { sender: own, says: '', isLeg: true } },
    ];
    for (const other of others) {
      expect(decided.has(other, d)).toBe(false);
      decided.add(other, c);
      expect(decided.has(other, c)).toBe(false);
    }
  });
});

test('what is not decided about a pair is said of each of its twins', () => {
  const verifier = networkOf(
    group('Open', 'V', [tcpRule(443, { CidrIp: ref('Group') })]),
    instance('A', 'S', ['Open'], true),
    instance('B', 'S', ['Open'], true),
  );
  const to = ['A', 'B'].flatMap((id) => partiesOf(verifier, id));
  const { verdict, blames, pairs } = verifier.isolate({ from: [verifier.internet], to, level: 'direct' });
  expect([verdict, pairs]).toEqual(['UNDETERMINED', 2]);
  expect(new Set(blames.map(({ origin }) => origin?.id))).toEqual(new Set(['Net/A', 'Net/B']));
});
