import { findWeaknesses, readFailureModel, type Declared } from '../../../lib/failures';
import { smallSite } from '../support/small-site';

const DECLARED: Declared = {
  services: [{ id: 'buy', method: 'POST', peakPerSecond: 100, onSalePerSecond: 200 }],
  tiers: [{ of: 'id:Servers', requestsPerSecond: 50 }],
  balancers: [{ of: 'id:Entry', requestsPerSecond: 'unlimited' }],
  databases: [{ of: 'id:Database', requestsPerSecond: 1000 }],
};

function meansOf(MinSize: number, isAsked = true): readonly string[] {
  const templates = smallSite({
    Sale: {
      Type: 'AWS::AutoScaling::ScheduledAction',
      Properties: { AutoScalingGroupName: { Ref: 'Servers' }, MinSize, Recurrence: '0 9 * * SAT' },
    },
  });
  const read = readFailureModel(templates, DECLARED);
  const onSale = readFailureModel(templates, DECLARED, { isOnSale: true });
  return findWeaknesses(templates, read, isAsked ? { onSale } : {})
    .filter(({ code }) => code === 'CAPACITY_BELOW_PEAK')
    .map(({ means }) => means);
}

test('what is scheduled for a sale carries its peak without a zone', () => {
  expect(meansOf(8)).toEqual([]);
});

test('what does not is told', () => {
  expect(meansOf(6)).toEqual([
    'buy: without eu-west-1a it serves 150 of the 200 requests in a second of its on-sale peak',
  ]);
});

test('nothing is said about a sale that was not read', () => {
  expect(meansOf(6, false)).toEqual([]);
});
