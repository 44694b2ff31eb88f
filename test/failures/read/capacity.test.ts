import { Evaluator, readFailureModel, type Declared, type Evaluator as Evaluated } from '../../../lib/failures';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory } from '../../support/synth-sites';

/** The site declares its servers; that it never is the edge, the way out or the database that bounds is declared here. */
const DECLARED: Declared = {
  balancers: [
    { of: 'type:AWS::ElasticLoadBalancingV2::LoadBalancer', requestsPerSecond: 'unlimited' },
    { of: 'type:AWS::CloudFront::Distribution', requestsPerSecond: 'unlimited' },
    { of: 'type:AWS::EC2::NatGateway', requestsPerSecond: 'unlimited' },
    { of: 'type:AWS::NetworkFirewall::Firewall', requestsPerSecond: 'unlimited' },
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

test('what declares its servers alone is not determined', () => {
  const { model } = readFailureModel(loadAssembly(assemblyDirectory('ticket-agency')));
  expect(new Evaluator(model).evaluate({ first: [] }).services.map(({ t1 }) => t1.capacity)).toEqual([
    'not determined',
    'not determined',
  ]);
});

test('entries of two sources add up, and may not contradict each other', () => {
  const read = (requestsPerSecond: number): unknown =>
    readFailureModel(loadAssembly(assemblyDirectory('ticket-agency')), {
      tiers: [{ of: 'path:**/Web/Servers/**', requestsPerSecond, connections: 3 }],
    });
  expect(() => read(400)).not.toThrow();
  expect(() => read(401)).toThrow(
    'tiers[2].requestsPerSecond: must be what another entry says of the same resource; declare it once [ObjectivesContradicting]',
  );
});

test('what passes requests on and does not say how many is told, also on the way out', () => {
  const { findings } = readFailureModel(loadAssembly(assemblyDirectory('ticket-agency')));
  const told = findings.filter(({ code }) => code === 'NO_CAPACITY').map(({ resource }) => resource?.type);
  expect(new Set(told)).toEqual(
    new Set([
      'AWS::CloudFront::Distribution',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'AWS::EC2::NatGateway',
      'AWS::NetworkFirewall::Firewall',
      'AWS::RDS::DBCluster',
    ]),
  );
});
