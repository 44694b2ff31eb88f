import { known, unknown } from '../../../lambda/shared/observed';
import { checkTopology } from '../../../lambda/topology-check/check';
import type { TopologyObservation } from '../../../lambda/topology-check/observation';
import { NOW } from '../support/fake-run';
import { expectation, healthy, tierWith, ZONES } from './expectation';

const [A, C, D] = ZONES;
const throttled = unknown('Throttled', 'Throttling: slow down');

function check(changes: Partial<TopologyObservation> = {}) {
  const decision = checkTopology(expectation, { ...healthy, ...changes }, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

function webWith(states: Readonly<Record<string, readonly string[]>>): Partial<TopologyObservation> {
  return { tiers: { ...healthy.tiers, web: tierWith('web', states) } };
}

test('everything as deployed is healthy', () => {
  expect(check()).toMatchObject({ status: 'HEALTHY', findings: [], questions: [] });
});

test('a healthy topology writes every metric', () => {
  expect(check().metrics).toStrictEqual({
    CheckUnknown: 0,
    RedundancyLost: 0,
    ServiceDown: 0,
    NatGatewayFaults: 0,
    RouteFaults: 0,
    FirewallEndpointFaults: 0,
    InterfaceEndpointFaults: 0,
    EvacuatedZones: 0,
    'SpreadImbalance/web': 0,
    'SpreadImbalance/app': 0,
    'ZonesBelowMinimum/web': 0,
    'ZonesBelowMinimum/app': 0,
    ...Object.fromEntries(
      ZONES.flatMap((zone) => [
        [`HealthyTargets/web/${zone}`, 2],
        [`HealthyTargets/app/${zone}`, 1],
        [`RunningInstances/web/${zone}`, 2],
        [`RunningInstances/app/${zone}`, 1],
        [`NatGatewayAvailable/${zone}`, 1],
        [`RouteFaults/${zone}`, 0],
      ]),
    ),
  });
});

describe('NAT gateways', () => {
  const natGateways = (state: string | undefined) =>
    known(
      ZONES.flatMap((zone) => {
        const ofZone = zone === C ? state : 'available';
        return ofZone === undefined ? [] : [{ natGatewayId: `nat-${zone}`, state: ofZone }];
      }),
    );

  test.each(['failed', 'deleted', 'deleting', 'pending', undefined])(
    'F06 a NAT gateway that is %s costs its zone the way out and no other',
    (state) => {
      expect(check({ natGateways: natGateways(state) })).toMatchObject({
        status: 'DEGRADED',
        codes: [`NatGatewayUnavailable ${C}: nat-${C}`],
        metrics: {
          NatGatewayFaults: 1,
          [`NatGatewayAvailable/${A}`]: 1,
          [`NatGatewayAvailable/${C}`]: 0,
          ServiceDown: 0,
        },
      });
    },
  );

  test('unread NAT gateways are unknown, and the service is known to be up', () => {
    const decision = check({ natGateways: throttled });
    expect(decision).toMatchObject({ status: 'UNKNOWN', metrics: { ServiceDown: 0, CheckUnknown: 1 } });
    expect(decision.metrics).not.toHaveProperty('NatGatewayFaults');
    expect(decision.metrics).not.toHaveProperty('RedundancyLost');
  });
});

describe('routes', () => {
  const dmzOf = (zone: string, change: object) =>
    known(
      (healthy.routeTables.kind === 'known' ? healthy.routeTables.value : []).flatMap((table) =>
        table.routeTableId === `rtb-dmz-${zone}` ? [{ ...table, ...change }] : [table],
      ),
    );
  const subject = `dmz in ${A}: rtb-dmz-${A}`;

  test.each([
    ['RouteMissing', { routes: [] }],
    ['RouteDead', { routes: [{ destination: '0.0.0.0/0', targetId: `vpce-fw-${A}`, state: 'blackhole' }] }],
    ['RouteMisdirected', { routes: [{ destination: '0.0.0.0/0', targetId: `vpce-fw-${C}`, state: 'active' }] }],
    ['SubnetWithoutTable', { subnetIds: ['subnet-other'] }],
  ])('%s is found in the zone where it is', (code, change) => {
    expect(check({ routeTables: dmzOf(A, change) })).toMatchObject({
      status: 'DEGRADED',
      codes: [`${code} ${subject}`],
      metrics: { RouteFaults: 1, [`RouteFaults/${A}`]: 1, [`RouteFaults/${C}`]: 0 },
    });
  });

  test('a route nobody deployed is a fault, most of all in a segment without a way out', () => {
    const routeTables = known(
      (healthy.routeTables.kind === 'known' ? healthy.routeTables.value : []).map((table) =>
        table.routeTableId === `rtb-data-${D}`
          ? { ...table, routes: [{ destination: '0.0.0.0/0', targetId: `nat-${D}`, state: 'active' }] }
          : table,
      ),
    );
    expect(check({ routeTables }).codes).toStrictEqual([`RouteUnexpected data in ${D}: rtb-data-${D}`]);
  });

  describe('with a target of an unknown kind', () => {
    const strange = (destination: string, state = 'active') => ({ destination, targetId: undefined, state });
    const asDeployed = { destination: '0.0.0.0/0', targetId: `vpce-fw-${A}`, state: 'active' };

    test.each([
      ['that should lead elsewhere', '0.0.0.0/0', [strange('0.0.0.0/0')]],
      ['that nobody deployed', '192.0.2.0/24', [asDeployed, strange('192.0.2.0/24')]],
    ])('a route %s is unknown, and no other', (_what, destination, routes) => {
      const decision = check({ routeTables: dmzOf(A, { routes }) });
      expect(decision).toMatchObject({
        status: 'UNKNOWN',
        findings: [],
        questions: [{ subject: `${subject} to ${destination}`, code: 'Incomplete' }],
        metrics: { [`RouteFaults/${C}`]: 0, CheckUnknown: 1 },
      });
      expect(decision.metrics).not.toHaveProperty('RouteFaults');
      expect(decision.metrics).not.toHaveProperty(`RouteFaults/${A}`);
    });

    test('a route that is dead is a fault all the same', () => {
      expect(check({ routeTables: dmzOf(A, { routes: [strange('0.0.0.0/0', 'blackhole')] }) })).toMatchObject({
        codes: [`RouteDead ${subject}`],
        questions: [],
      });
    });

    test('a route hides no fault of its table', () => {
      expect(check({ routeTables: dmzOf(A, { routes: [strange('192.0.2.0/24')] }) })).toMatchObject({
        status: 'DEGRADED',
        codes: [`RouteMissing ${subject}`],
        metrics: { RouteFaults: 1, [`RouteFaults/${A}`]: 1, CheckUnknown: 1 },
      });
    });
  });

  test('a route table that is gone is one fault', () => {
    expect(check({ routeTables: known([]) }).codes).toHaveLength(6);
  });

  test('unread route tables are unknown', () => {
    expect(check({ routeTables: throttled })).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ subject: 'route tables', code: 'Throttled' }],
    });
  });
});

describe('endpoints', () => {
  const endpoints = (id: string, change: object | undefined) =>
    known(
      (healthy.endpoints.kind === 'known' ? healthy.endpoints.value : []).flatMap((endpoint) => {
        if (endpoint.endpointId !== id) {
          return [endpoint];
        }
        return change === undefined ? [] : [{ ...endpoint, ...change }];
      }),
    );

  test.each([{ state: 'failed' }, { state: 'Deleting' }, undefined])(
    'a firewall endpoint with %p is named with its zone',
    (change) => {
      expect(check({ endpoints: endpoints(`vpce-fw-${A}`, change) })).toMatchObject({
        codes: [`EndpointUnavailable firewall endpoint in ${A}: vpce-fw-${A}`],
        metrics: { FirewallEndpointFaults: 1, InterfaceEndpointFaults: 0 },
      });
    },
  );

  test('a state is compared without regard to case, as the API and its documentation differ', () => {
    expect(check({ endpoints: endpoints('vpce-ssm', { state: 'Available' }) }).status).toBe('HEALTHY');
  });

  test('F51 an interface endpoint without an interface in a zone names service and zone', () => {
    expect(check({ endpoints: endpoints('vpce-ssm', { subnetIds: [`subnet-${A}`, `subnet-${C}`] }) })).toMatchObject({
      findings: [
        { code: 'EndpointMissesZone', subject: 'endpoint of ssm: vpce-ssm', detail: `has no interface in ${D}` },
      ],
      metrics: { InterfaceEndpointFaults: 1 },
    });
  });

  test('unread endpoints are two open questions', () => {
    expect(check({ endpoints: throttled }).questions.map(({ subject }) => subject)).toStrictEqual([
      'firewall endpoints',
      'interface endpoints',
    ]);
  });

  test('a site without endpoints has no metric about them', () => {
    const network = { ...expectation.network, firewallEndpoints: [], interfaceEndpoints: [] };
    const { metrics } = checkTopology({ ...expectation, network }, { ...healthy, endpoints: throttled }, NOW);
    expect(metrics).not.toHaveProperty('FirewallEndpointFaults');
    expect(metrics.CheckUnknown).toBe(0);
  });
});

test('a known outage outweighs what is unknown', () => {
  const down = ['unhealthy', 'unhealthy'];
  expect(check({ ...webWith({ [A]: down, [C]: down, [D]: down }), natGateways: throttled })).toMatchObject({
    status: 'FAILED',
    metrics: { ServiceDown: 1, RedundancyLost: 1, CheckUnknown: 1 },
  });
});
