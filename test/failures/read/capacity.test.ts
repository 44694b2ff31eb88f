import { Evaluator, readFailureModel, type Declared, type Evaluator as Evaluated } from '../../../lib/failures';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory } from '../../support/synth-sites';

/** What the site declares of its servers; that it never is the edge or the database that bounds is declared as well. */
const DECLARED: Declared = {
  tiers: [
    { of: 'path:**/Web/Servers/**', requestsPerSecond: 400 },
    { of: 'path:**/App/Servers/**', requestsPerSecond: 200 },
  ],
  balancers: [
    { of: 'type:AWS::ElasticLoadBalancingV2::LoadBalancer', requestsPerSecond: 'unlimited' },
    { of: 'type:AWS::CloudFront::Distribution', requestsPerSecond: 'unlimited' },
  ],
  databases: [{ of: 'type:AWS::RDS::DBCluster', requestsPerSecond: 'unlimited' }],
};

const ZONES = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'];

function evaluatorOf(isOnSale: boolean): Evaluated {
  const { model } = readFailureModel(loadAssembly(assemblyDirectory('ticket-agency')), DECLARED, { isOnSale });
  return new Evaluator(model);
}

describe.each([
  { window: 'usual', isOnSale: false, normal: 1200, peak: 800 },
  { window: 'on-sale', isOnSale: true, normal: 4800, peak: 3000 },
])('the ticket agency at its $window minimum', ({ isOnSale, normal, peak }) => {
  const evaluator = evaluatorOf(isOnSale);
  const capacities = (first: Parameters<Evaluated['evaluate']>[0]['first']): readonly unknown[] =>
    evaluator.evaluate({ first }).services.map(({ t1 }) => t1.capacity);

  test('carries what its servers carry', () => {
    expect(capacities([])).toEqual([normal, normal].map((value) => expect.closeTo(value)));
  });

  test.each(ZONES)('carries its peak without %s, and without launching anything', (zone) => {
    for (const capacity of capacities([{ group: zone, mode: 'lost' }])) {
      expect(capacity).toBeGreaterThanOrEqual(peak);
      expect(capacity).toBeCloseTo((normal * 2) / 3);
    }
  });
});

test('what does not declare its servers is not determined', () => {
  const { model } = readFailureModel(loadAssembly(assemblyDirectory('ticket-agency')));
  expect(new Evaluator(model).evaluate({ first: [] }).services.map(({ t1 }) => t1.capacity)).toEqual([
    'not determined',
    'not determined',
  ]);
});
