import { Evaluator } from '../../../lib/failures';
import { faultsInOperation, singleFaults, type NamedScenario } from '../../../lib/failures/matrix/scenarios';
import { readSmall } from '../support/small-site';

const OUT = 'Site/Targets/eu-west-1a/1';

/** A server of a small site, lost while another is being replaced. */
function whileReplaced(least: number): readonly [NamedScenario | undefined, number | undefined] {
  const { model } = readSmall({
    Servers: {
      Properties: {
        HealthCheckType: 'ELB',
        InstanceMaintenancePolicy: { MinHealthyPercentage: least, MaxHealthyPercentage: 110 },
      },
    },
  });
  const named = [...faultsInOperation(model)].find(
    ({ id }) => id === `Site/Servers#eu-west-1b/1, ${OUT} being replaced`,
  );
  const outcome = named === undefined ? undefined : new Evaluator(model).evaluate(named.scenario);
  return [named, outcome?.services[0]?.t0.lost];
}

test('a server that is being replaced gets requests from no node of the load balancer', () => {
  const [named, lost] = whileReplaced(90);
  const nodes = ['Site/Entry#eu-west-1a#targets', 'Site/Entry#eu-west-1b#targets'];
  expect(named?.scenario.out).toEqual(
    ['Site/Targets', ...nodes, ...nodes.map((node) => `${node}#POST`)].map((pool) => `${pool}/eu-west-1a/1`),
  );
  // Of four servers one is out, and one of the three others is lost.
  expect(lost).toBeCloseTo(1 / 3);
});

test('it is not missed where another serves before it ends', () => {
  const [named, lost] = whileReplaced(100);
  expect(named?.scenario.out).toEqual([]);
  expect(lost).toBeCloseTo(1 / 4);
});

test('every fault is there alone, and with everything that operators do', () => {
  const { model } = readSmall({ Servers: { Properties: { HealthCheckType: 'ELB' } } });
  const alone = [...singleFaults(model)].map(({ id }) => id);
  const operation = [...faultsInOperation(model)].map(({ id }) => id);
  // Three zones that may be evacuated, one of which only the volume of the database is in, four servers that may be replaced, and an on-sale window.
  expect(operation).toHaveLength(alone.length * 8);
  expect(new Set(operation).size).toBe(operation.length);
});
