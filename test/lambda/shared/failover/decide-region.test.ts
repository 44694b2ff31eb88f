import { decideRegionFailover } from '../../../../lambda/shared/failover/decide-region';
import { known, unknown } from '../../../../lambda/shared/observed';
import { APPROVAL, decideOn, GONE, LOST, PLANNED, seen } from './regions';

describe('a lost Region', () => {
  test('F31 is failed over once, and its own entry stays closed', () => {
    expect(decideRegionFailover(LOST)).toStrictEqual({
      state: 'ACT',
      reasons: [{ code: 'Approved', detail: 'by k.tanaka' }],
      call: { kind: 'failover', targetRegion: 'ap-northeast-3', allowDataLoss: true },
      fencedRegion: 'ap-northeast-1',
    });
    expect(decideRegionFailover({ ...LOST, isSpent: true })).toStrictEqual({
      state: 'VERIFY',
      reasons: [{ code: 'IncidentSpent', detail: 'its one call was sent, or may have been' }],
      fencedRegion: 'ap-northeast-1',
    });
  });

  test('F31 that says it has no writer is lost, too', () => {
    expect(decideOn({ primary: { ...LOST.primary, writers: known([]) } }).state).toBe('ACT');
  });

  test('F31 is only suspected before it was found lost often enough', () => {
    expect(decideOn({ confirmations: 2 }).said).toBe('SUSPECT Suspected: 2 of 3 in a row');
    expect(decideOn({ confirmations: 4 }).state).toBe('ACT');
  });

  test.each([
    [{ 'ap-northeast-3': 'silent' }, 1],
    [{ 'ap-northeast-3': 'silent', 'us-west-2': 'unknown' }, 1],
    [{ 'ap-northeast-3': 'silent', 'ap-northeast-1': 'silent' }, 1],
    [{}, 0],
  ] as const)('F31 is not lost when it is %j', (readings, count) => {
    const vantages = seen(readings);
    expect(decideOn({ primary: { ...LOST.primary, vantages } }).said).toBe(
      `HOLD QuorumMissing: silent from ${String(count)} other Regions, 2 have to agree`,
    );
  });

  test('F31 is not lost to one Region that is asked twice', () => {
    const vantages = [...seen({ 'us-west-2': 'silent' }), ...seen({ 'us-west-2': 'silent' })];
    expect(decideOn({ primary: { ...LOST.primary, vantages } }).said).toMatch(/QuorumMissing/);
  });

  test('F31 is not failed over into one of which nothing is known', () => {
    expect(decideOn({ secondary: { ...LOST.secondary, writers: GONE } }).said).toBe(
      'HOLD SecondaryUnknown: ap-northeast-3: no answer of the Region',
    );
  });

  test('F31 is not failed over when somebody did so before', () => {
    const secondary = { ...LOST.secondary, writers: known(['n-a']) };
    expect(decideOn({ secondary }).said).toBe('HOLD SecondaryAlreadyWrites: somebody promoted ap-northeast-3');
  });
});

describe('a link that is cut while the primary works', () => {
  test.each([
    [
      'another Region meets the writer',
      { writers: GONE, vantages: seen({ 'ap-northeast-3': 'silent', 'us-west-2': 'writer' }) },
      ', seen from us-west-2',
    ],
    [
      'another Region meets a busy server',
      { writers: GONE, vantages: seen({ 'ap-northeast-3': 'silent', 'us-west-2': 'busy' }) },
      ', seen from us-west-2',
    ],
    ['RDS there says it has a writer', { writers: known(['m-a']), vantages: LOST.primary.vantages }, ''],
  ])('F32 holds, because %s', (_why, primary, where) => {
    expect(decideOn({ primary: { region: 'ap-northeast-1', ...primary } }).said).toBe(
      `HOLD PrimaryLives: ap-northeast-1 has a writer${where}`,
    );
  });
});

describe('a planned switchover', () => {
  test('F33 waits for the secondary, and loses nothing', () => {
    expect(decideRegionFailover(PLANNED)).toStrictEqual({
      state: 'ACT',
      reasons: [{ code: 'Approved', detail: 'by k.tanaka' }],
      call: { kind: 'switchover', targetRegion: 'ap-northeast-3', allowDataLoss: false },
    });
  });

  test.each([
    [known(60_000), 'within-rpo', 'ACT'],
    [known(60_001), 'within-rpo', 'HOLD LagOverObjective: 60001 ms behind, 60000 ms are allowed'],
    [known(60_001), 'any', 'ACT'],
    [unknown('Incomplete', 'no data point'), 'within-rpo', 'HOLD LagUnknown: no data point'],
    [unknown('Incomplete', 'no data point'), 'any', 'ACT'],
  ] as const)('F33 with the lag %j and %s accepted is %s', (lagMilliseconds, acceptedLoss, said) => {
    const token = { ...APPROVAL, action: 'switchover', acceptedLoss };
    const decision = decideOn({ lagMilliseconds, approval: { token, isAuthentic: true } }, PLANNED);
    expect(decision.said).toMatch(said);
    expect(decision.call?.allowDataLoss ?? false).toBe(false);
  });

  test('F33 needs an approval of a switchover', () => {
    expect(decideOn({ approval: LOST.approval }, PLANNED).said).toBe(
      'HOLD ApprovalMissing: the approval is for another action, not for switchover',
    );
  });

  test.each([GONE, known([])])('F33 needs a primary that works: %j', (writers) => {
    expect(decideOn({ primary: { ...PLANNED.primary, writers } }, PLANNED).said).toBe(
      'HOLD PrimaryUnknown: no writer is known in ap-northeast-1; that is a failover, not a switchover',
    );
  });
});

describe('an old primary that returns after a promotion', () => {
  const promoted = { ...LOST.secondary, writers: known(['n-a']) };

  test('F34 and writes is a split: nothing more is done, and its entry stays closed', () => {
    const primary = { ...LOST.primary, writers: known(['m-a']) };
    expect(decideRegionFailover({ ...LOST, isSpent: true, primary, secondary: promoted })).toStrictEqual({
      state: 'SPLIT_SUSPECT',
      reasons: [{ code: 'WritersInBothRegions', detail: '1 in ap-northeast-1, 1 in ap-northeast-3' }],
      fencedRegion: 'ap-northeast-1',
    });
  });

  test('F34 and is met writing, whatever RDS says, is a split', () => {
    const primary = { ...LOST.primary, writers: known([]), vantages: seen({ 'us-west-2': 'writer' }) };
    expect(decideOn({ isSpent: true, primary, secondary: promoted }).state).toBe('SPLIT_SUSPECT');
  });

  test('F34 and is read-only is well', () => {
    const primary = { ...LOST.primary, writers: known([]) };
    expect(decideRegionFailover({ ...LOST, isSpent: true, primary, secondary: promoted })).toStrictEqual({
      state: 'DONE',
      reasons: [{ code: 'OldRegionReadOnly', detail: 'ap-northeast-3 writes, and ap-northeast-1 does not' }],
    });
  });

  test('F34 and does not answer stays closed', () => {
    expect(decideOn({ isSpent: true, secondary: promoted })).toMatchObject({
      state: 'VERIFY',
      fencedRegion: 'ap-northeast-1',
    });
  });

  test('F34 and the new one does not write yet is waited for', () => {
    const primary = { ...LOST.primary, writers: known([]) };
    expect(decideOn({ isSpent: true, primary }).state).toBe('VERIFY');
  });

  test('F34 two writers without any act close no Region: nobody knows which is right', () => {
    const primary = { ...LOST.primary, writers: known(['m-a']) };
    const decision = decideOn({ primary, secondary: promoted });
    expect(decision.state).toBe('SPLIT_SUSPECT');
    expect(decision).not.toHaveProperty('fencedRegion');
  });

  test('F34 two writers in one Region are as many too many', () => {
    expect(decideOn({ primary: { ...LOST.primary, writers: known(['m-a', 'm-b']) } }).said).toBe(
      'SPLIT_SUSPECT WritersInBothRegions: 2 in ap-northeast-1, 0 in ap-northeast-3',
    );
  });
});
