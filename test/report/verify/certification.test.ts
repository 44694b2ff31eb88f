import { renderCertification } from '../../../lib/report/verify';
import type { Certification } from '../../../lib/verify/certify';

const AGREED: Certification = {
  agrees: true,
  representatives: 1000,
  pairs: 12,
  delivered: 34,
  answered: 30,
  counts: { unsound: 0, bold: 0, imprecise: 0, explained: 1 },
  differences: [],
  uncovered: [],
  worlds: [''],
};

test('that agrees is told with what was walked', () => {
  expect(renderCertification(AGREED, [], 'en').split('\n')).toEqual([
    'second implementation: agrees',
    '  1000 packets walked, one of every class, of 12 pairs; 34 arrive',
    '  unsound 0, surer than it may be 0, less sure than it could be 0, less sure by the register 1',
  ]);
});

test('that differs is told with each packet, but for what the register explains', () => {
  const difference = {
    relation: 'delivers' as const,
    engine: 'no' as const,
    walked: 'yes' as const,
    rules: [],
    world: '',
    packet: {} as Certification['differences'][number]['packet'],
    because: 'SG-01',
  };
  const text = renderCertification(
    {
      ...AGREED,
      agrees: false,
      counts: { unsound: 1, bold: 0, imprecise: 0, explained: 1 },
      differences: [
        { ...difference, kind: 'explained' },
        { ...difference, kind: 'unsound' },
      ],
      uncovered: ['Stack/Edge'],
    },
    ['a -> b', 'c -> d'],
    'ja',
  );
  expect(text.split('\n')).toEqual([
    '第二の実装による検算：不一致。原因が分かるまで、どの判定も信用しないこと',
    expect.stringMatching(/12 組で 1000 個/),
    '  健全でない 1、断定しすぎ 0、控えめすぎ 0、登録簿どおりの控えめ 1',
    '  unsound: c -> d (delivers; エンジン no, 歩いた結果 yes: SG-01)',
    '  第二の実装が知らない対象（1）：Stack/Edge',
  ]);
});
