import { metricPer, NOTHING, openQuestion, type Conclusion, type Finding } from '../shared/decision';
import type { Observed } from '../shared/observed';
import {
  TOPOLOGY_METRICS,
  zoneMetricName,
  type ExpectedFirewallEndpoint,
  type ExpectedInterfaceEndpoint,
  type ExpectedNatGateway,
} from './contract';
import type { EndpointState, NatGatewayState } from './observation';

/** NAT gateways: one that fails costs its zone the way out and no other zone anything. */
export function checkNatGateways(
  expected: readonly ExpectedNatGateway[],
  observed: Observed<readonly NatGatewayState[]>,
): Conclusion {
  if (observed.kind === 'unknown') {
    return openQuestion('NAT gateways', 'redundancy', observed);
  }
  const gateways = expected.map(({ availabilityZone, natGatewayId }) => ({
    availabilityZone,
    natGatewayId,
    state: observed.value.find((gateway) => gateway.natGatewayId === natGatewayId)?.state ?? 'missing',
  }));
  const faults = gateways.filter(({ state }) => state !== 'available');
  return {
    ...NOTHING,
    findings: faults.map(({ availabilityZone, natGatewayId, state }) => ({
      code: 'NatGatewayUnavailable',
      effect: 'redundancy',
      subject: `${availabilityZone}: ${natGatewayId}`,
      detail: `is ${state}: the zone has no way out`,
    })),
    metrics: {
      [TOPOLOGY_METRICS.natGatewayFaults]: faults.length,
      ...metricPer(
        gateways,
        ({ availabilityZone }) => zoneMetricName('NatGatewayAvailable', availabilityZone),
        ({ state }) => (state === 'available' ? 1 : 0),
      ),
    },
  };
}

/** Endpoints of Network Firewall. */
export function checkFirewallEndpoints(
  expected: readonly ExpectedFirewallEndpoint[],
  observed: Observed<readonly EndpointState[]>,
): Conclusion {
  return checkEach(expected, 'firewall endpoints', TOPOLOGY_METRICS.firewallEndpointFaults, observed, (endpoint) => {
    const subject = `firewall endpoint in ${endpoint.availabilityZone}: ${endpoint.endpointId}`;
    return availability(endpoint.endpointId, subject, observed);
  });
}

/** Interface endpoints of AWS services, and whether each zone has an interface of them. */
export function checkInterfaceEndpoints(
  expected: readonly ExpectedInterfaceEndpoint[],
  observed: Observed<readonly EndpointState[]>,
): Conclusion {
  return checkEach(expected, 'interface endpoints', TOPOLOGY_METRICS.interfaceEndpointFaults, observed, (endpoint) => {
    const subject = `endpoint of ${endpoint.service}: ${endpoint.endpointId}`;
    const subnetIds = findEndpoint(endpoint.endpointId, observed)?.subnetIds ?? [];
    const missing = endpoint.subnets.filter(({ subnetId }) => !subnetIds.includes(subnetId));
    return [
      ...availability(endpoint.endpointId, subject, observed),
      ...missing.map(({ availabilityZone }): Finding => ({
        code: 'EndpointMissesZone',
        effect: 'redundancy',
        subject,
        detail: `has no interface in ${availabilityZone}`,
      })),
    ];
  });
}

function checkEach<E>(
  expected: readonly E[],
  subject: string,
  metric: string,
  observed: Observed<readonly EndpointState[]>,
  findFaults: (endpoint: E) => readonly Finding[],
): Conclusion {
  if (expected.length === 0) {
    return NOTHING;
  }
  if (observed.kind === 'unknown') {
    return openQuestion(subject, 'redundancy', observed);
  }
  const faults = expected.map(findFaults);
  return {
    ...NOTHING,
    findings: faults.flat(),
    metrics: { [metric]: faults.filter((found) => found.length > 0).length },
  };
}

function availability(id: string, subject: string, observed: Observed<readonly EndpointState[]>): readonly Finding[] {
  const state = findEndpoint(id, observed)?.state ?? 'missing';
  // The documentation writes `Available`, the API answers `available`.
  return state.toLowerCase() === 'available'
    ? []
    : [{ code: 'EndpointUnavailable', effect: 'redundancy', subject, detail: `is ${state}` }];
}

function findEndpoint(id: string, observed: Observed<readonly EndpointState[]>): EndpointState | undefined {
  return observed.kind === 'known' ? observed.value.find(({ endpointId }) => endpointId === id) : undefined;
}
