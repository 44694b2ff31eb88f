import { chooseTarget, describeRejections, type Candidates } from '../../../../lambda/shared/failover/target';
import type { MemberView } from '../../../../lambda/shared/failover/ports';
import { known, unknown } from '../../../../lambda/shared/observed';
import { EVENT, member, NOW, SILENT, vantage, vantages } from './stage';

const UNKNOWN_LAG = { replicaLagMilliseconds: unknown('Incomplete', 'no data point') };

function choose(
  members: readonly MemberView[],
  changes: Partial<Candidates> = {},
): { readonly target: string | undefined; readonly why: string } {
  const choice = chooseTarget({
    cluster: { condition: 'serving', members: [member('m-a', { isWriter: true, readiness: 'broken' }), ...members] },
    vantages: vantages(undefined),
    evacuated: [],
    incident: { lostWriter: 'm-a', availabilityZone: 'a', openedAt: NOW },
    lags: {},
    limits: EVENT.limits,
    ...changes,
  });
  return {
    target: choice.kind === 'target' ? choice.instanceId : undefined,
    why: describeRejections(choice.rejected),
  };
}

test('the lowest promotion tier comes first', () => {
  expect(choose([member('m-b', { promotionTier: 2 }), member('m-c', { promotionTier: 1 })]).target).toBe('m-c');
  expect(choose([member('m-b', { promotionTier: 1 }), member('m-c', { promotionTier: 2 })]).target).toBe('m-b');
});

test('of one tier, the first by name comes first, whatever the order of the answer', () => {
  expect(choose([member('m-c'), member('m-b')]).target).toBe('m-b');
  expect(choose([member('m-b'), member('m-c')]).target).toBe('m-b');
});

test('the best comes first although others were rejected before', () => {
  const rejected = member('m-b', { promotionTier: 0, readiness: 'busy' });
  expect(choose([rejected, member('m-c', { promotionTier: 5 })])).toStrictEqual({ target: 'm-c', why: 'm-b is busy' });
});

test('without another member nobody is promoted', () => {
  expect(choose([])).toStrictEqual({ target: undefined, why: 'there is no other member' });
});

test.each<readonly [string, Partial<MemberView>]>([
  ['is busy', { readiness: 'busy' }],
  ['is broken', { readiness: 'broken' }],
  ['is unclear', { readiness: 'unclear' }],
  ['is in a zone nobody knows', { availabilityZone: undefined }],
  ['is in the zone of the writer', { availabilityZone: 'a' }],
  ['is weaker than m-a', { instanceClass: 'db.r8g.medium' }],
  ['is weaker than m-a', { instanceClass: 'db.t4g.large' }],
  ['cannot be compared with m-a', { instanceClass: undefined }],
  ['cannot be compared with m-a', { instanceClass: 'db.serverless' }],
  ['is 1001 ms behind', { replicaLagMilliseconds: known(1_001) }],
  ['is behind by nobody knows how much', UNKNOWN_LAG],
])('F20 a reader that %s is not promoted', (why, changes) => {
  expect(choose([member('m-b', changes)])).toStrictEqual({ target: undefined, why: `m-b ${why}` });
});

test('F20 a reader weaker than another reader is not promoted before it', () => {
  const strong = member('m-c', { instanceClass: 'db.r8g.2xlarge', promotionTier: 5 });
  expect(choose([member('m-b', { promotionTier: 0 }), strong])).toStrictEqual({
    target: 'm-c',
    why: 'm-b is weaker than m-c',
  });
});

test('a reader is not promoted beside a member whose class nobody knows', () => {
  expect(choose([member('m-b'), member('m-c', { instanceClass: undefined, readiness: 'unclear' })]).why).toBe(
    'm-b cannot be compared with m-c, m-c is unclear',
  );
});

test('members without a size are as strong as each other', () => {
  const serverless = { instanceClass: 'db.serverless' };
  const writer = member('m-a', { isWriter: true, readiness: 'broken', ...serverless });
  const view = { condition: 'serving' as const, members: [writer, member('m-b', serverless)] };
  expect(choose([], { cluster: view }).target).toBe('m-b');
});

test('F27 a lag at the limit is still close enough', () => {
  expect(choose([member('m-b', { replicaLagMilliseconds: known(1_000) })]).target).toBe('m-b');
  expect(choose([member('m-b', { replicaLagMilliseconds: known(0) })]).target).toBe('m-b');
});

test('F27 without a writer readers report no lag: what was known shortly before counts', () => {
  const lags = (milliseconds: number, at: number): Candidates['lags'] => ({ 'm-b': { milliseconds, at } });
  const reader = [member('m-b', UNKNOWN_LAG)];
  expect(choose(reader, { lags: lags(20, NOW - 300_000) }).target).toBe('m-b');
  expect(choose(reader, { lags: lags(20, NOW - 300_001) }).why).toBe('m-b is behind by nobody knows how much');
  expect(choose(reader, { lags: lags(1_001, NOW) }).why).toBe('m-b is 1001 ms behind');
  expect(choose(reader, { lags: { 'm-c': { milliseconds: 1, at: NOW } } }).target).toBeUndefined();
});

test('F27 what is known now counts more than what was known before', () => {
  const reader = [member('m-b', { replicaLagMilliseconds: known(9_000) })];
  expect(choose(reader, { lags: { 'm-b': { milliseconds: 1, at: NOW } } }).why).toBe('m-b is 9000 ms behind');
});

test('F57 a zone that is evacuated holds no target', () => {
  const evacuated = [{ availabilityZone: 'b', expiresAt: undefined, reason: 'shift' }];
  expect(choose([member('m-b'), member('m-c')], { evacuated })).toStrictEqual({
    target: 'm-c',
    why: 'm-b is in b, which is evacuated',
  });
});

describe('a reader that no probe reaches', () => {
  const hidden = { instances: { 'm-a': SILENT, 'm-b': SILENT, 'm-c': { kind: 'reader' } as const } };

  test('is not promoted', () => {
    const probes = ['a', 'b', 'c'].map((zone) => vantage(zone, undefined, hidden));
    expect(choose([member('m-b'), member('m-c')], { vantages: probes })).toStrictEqual({
      target: 'm-c',
      why: 'm-b answers no probe',
    });
  });

  test('is promoted if one probe reaches it, whatever it says', () => {
    const refused = { instances: { 'm-b': { kind: 'refused', reason: 'unknown user' } as const } };
    const probes = [vantage('a', undefined, hidden), vantage('b', undefined, refused), vantage('c', undefined, hidden)];
    expect(choose([member('m-b')], { vantages: probes }).target).toBe('m-b');
  });

  test('is not known by a probe that did not answer, nor by one that was not asked about it', () => {
    const mute = vantage('b', undefined, { writerEndpoint: unknown('Timeout', 'no answer') });
    const unasked = vantage('c', undefined, { instances: { 'm-c': { kind: 'reader' } } });
    expect(choose([member('m-b')], { vantages: [mute, unasked] }).why).toBe('m-b answers no probe');
  });
});
