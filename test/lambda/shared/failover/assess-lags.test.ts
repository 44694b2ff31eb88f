import { known, unknown } from '../../../../lambda/shared/observed';
import { see } from './assessing';
import { cluster, vantages } from './stage';

const LATE = unknown('Timeout', 'CloudWatch does not answer');

test('a reader whose lag nobody knows is an open question, and the writer is healthy all the same', () => {
  const seen = see(cluster({ 'm-b': { replicaLagMilliseconds: LATE } }), vantages('m-a'));
  expect(seen).toMatchObject({
    event: 'healthy',
    reasons: [{ code: 'LagUnknown', subject: 'm-b', detail: 'CloudWatch does not answer', unknownCode: 'Timeout' }],
  });
});

test('every such reader is named', () => {
  const lags = { 'm-b': { replicaLagMilliseconds: LATE }, 'm-c': { replicaLagMilliseconds: LATE } };
  expect(see(cluster(lags), vantages('m-a')).told).toStrictEqual(['LagUnknown m-b', 'LagUnknown m-c']);
});

test('the writer is behind nobody', () => {
  expect(see(cluster({ 'm-a': { replicaLagMilliseconds: LATE } }), vantages('m-a')).reasons).toStrictEqual([]);
});

test('a lag that is known is no question, however long', () => {
  expect(see(cluster({ 'm-b': { replicaLagMilliseconds: known(90_000) } }), vantages('m-a')).reasons).toStrictEqual([]);
});
