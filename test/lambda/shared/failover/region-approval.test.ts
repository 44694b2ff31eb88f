import { type RegionInput } from '../../../../lambda/shared/failover/decide-region';
import { readApproval } from '../../../../lambda/shared/failover/region-approval';
import { known, unknown } from '../../../../lambda/shared/observed';
import { NOW } from './stage';
import { APPROVAL, decideOn, approvedWith } from './regions';

describe('P8 data is lost only', () => {
  test('where the site allows it', () => {
    expect(decideOn({ isDataLossAllowed: false }).said).toBe(
      'HOLD DataLossNotAllowed: the site is not configured to ever lose data',
    );
  });

  test.each([
    [known(60_000), 'within-rpo', 'ACT Approved'],
    [known(60_001), 'within-rpo', 'HOLD LagOverObjective: 60001 ms behind, 60000 ms may be lost'],
    [known(60_001), 'any', 'HOLD LagOverObjective: 60001 ms behind, 60000 ms may be lost'],
    [known(0), 'none', 'HOLD DataLossNotAccepted: the approval accepts no loss'],
    [unknown('Incomplete', 'no data point'), 'within-rpo', 'HOLD LagUnknown: no data point'],
    [unknown('Incomplete', 'no data point'), 'any', 'ACT Approved'],
  ] as const)('within the objective, or accepted unknown: %j, %s', (lagMilliseconds, acceptedLoss, said) => {
    expect(decideOn({ lagMilliseconds, ...approvedWith({ acceptedLoss }) }).said).toMatch(said);
  });

  test.each<readonly [string, RegionInput['approval'], string]>([
    ['there is none', { token: undefined, isAuthentic: true }, 'nobody approved'],
    [
      'its signature does not hold',
      { token: APPROVAL, isAuthentic: false },
      'the signature of the approval does not hold',
    ],
    [
      'it is none',
      { token: { ...APPROVAL, approvedBy: '' }, isAuthentic: true },
      'the approval does not say what it must',
    ],
    [
      'it says more',
      { token: { ...APPROVAL, force: true }, isAuthentic: true },
      'the approval does not say what it must',
    ],
    [
      'it is for another cluster',
      { token: { ...APPROVAL, globalClusterIdentifier: 'x' }, isAuthentic: true },
      'the approval is for another globalClusterIdentifier, not for global',
    ],
    [
      'it is for another incident',
      { token: { ...APPROVAL, incident: 'x' }, isAuthentic: true },
      'the approval is for another incident, not for incident-1',
    ],
    [
      'it is for another Region',
      { token: { ...APPROVAL, targetRegion: 'x' }, isAuthentic: true },
      'the approval is for another targetRegion, not for ap-northeast-3',
    ],
    [
      'it is for something else',
      { token: { ...APPROVAL, action: 'switchover' }, isAuthentic: true },
      'the approval is for another action, not for failover',
    ],
  ])('by an approval: not when %s', (_why, approval, detail) => {
    expect(decideOn({ approval }).said).toBe(`HOLD ApprovalMissing: ${detail}`);
  });

  test.each([
    [0, false],
    [1, true],
    [3_600_000, true],
    [3_600_001, false],
  ])('by an approval that ends %i ms from now: %s', (left, isGood) => {
    const expiresAt = new Date(NOW + left).toISOString();
    expect(decideOn(approvedWith({ expiresAt })).state).toBe(isGood ? 'ACT' : 'HOLD');
  });

  test('by an approval that says why it is none', () => {
    const subject = {
      globalClusterIdentifier: 'global',
      incident: 'incident-1',
      action: 'failover',
      targetRegion: 'ap-northeast-3',
      now: NOW,
    } as const;
    expect(readApproval({ ...APPROVAL, expiresAt: '2026-11-25T11:59:59Z' }, true, subject)).toStrictEqual(
      unknown('Contradictory', 'the approval ran out at 2026-11-25T11:59:59Z'),
    );
    expect(readApproval({ ...APPROVAL, expiresAt: '2026-11-25T14:00:00Z' }, true, subject)).toStrictEqual(
      unknown('Contradictory', 'the approval lasts until 2026-11-25T14:00:00Z, longer than an hour'),
    );
    expect(readApproval(APPROVAL, true, subject)).toStrictEqual(known(APPROVAL));
    expect(readApproval(undefined, true, subject)).toMatchObject({ code: 'Incomplete' });
    expect(readApproval(APPROVAL, false, subject)).toMatchObject({ code: 'Malformed' });
  });
});
