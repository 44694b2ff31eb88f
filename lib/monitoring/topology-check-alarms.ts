import { TOPOLOGY_METRICS, zoneMetricName } from '../../lambda/topology-check/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { FOUND, summaryAlarms } from './check-findings';
import { functionMetric } from './function-alarms';
import { FIVE_MINUTES, MINIMUM, sumOf } from './metrics';
import type { MonitoredCheck } from './monitored-resources';

/** Alarms on what the check of servers, ways out and endpoints found. */
export function topologyAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  return [
    ...summaryAlarms(site, check, {
      part: 'topology',
      of: 'servers, ways out and endpoints',
      redundancyLost: { faults: ['F03', 'F04', 'F06', 'F12', 'F51'], runbook: 'topology-fault' },
      serviceDown: { faults: ['F09', 'F12'], runbook: 'topology-fault' },
    }),
    ...site.regions.primary.availabilityZones.flatMap((zone) => egressAlarms(site, check, zone)),
    {
      id: 'endpoints',
      severity: 'redundancy-lost',
      faults: ['F51'],
      what: 'a firewall or interface endpoint of a zone is not available',
      action: 'read the last record of topology-check: it names the endpoint; shift the zone away if it stays',
      runbook: 'endpoint-lost',
      metric: sumOf(
        {
          firewall: functionMetric(site, check, TOPOLOGY_METRICS.firewallEndpointFaults),
          services: functionMetric(site, check, TOPOLOGY_METRICS.interfaceEndpointFaults),
        },
        'endpoints at fault',
        check.interval,
      ),
      ...FOUND,
    },
    {
      id: 'zone-evacuated',
      severity: 'redundancy-lost',
      faults: ['F57'],
      what: 'a zone has been out of use on purpose for three hours: no other zone may be lost meanwhile',
      action: 'see who or what shifted it and why; end the shift, or let it last knowingly',
      runbook: 'zone-evacuated',
      metric: functionMetric(site, { ...check, interval: FIVE_MINUTES }, TOPOLOGY_METRICS.evacuatedZones),
      ...FOUND,
      periods: EVACUATED_PERIODS,
      datapoints: EVACUATED_PERIODS,
    },
  ];
}

/**
 * Periods of five minutes in three hours. Practice runs, in which AWS takes a zone out for half an hour every week, are no
 * fault: load balancers and groups of both tiers practise at times of their own, one after the other at worst.
 *
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-autoshift.html read 2026-11-25
 */
const EVACUATED_PERIODS = 36;

/**
 * One alarm for the gateway and one for the routes of a zone. Together in one expression, a value the check leaves out
 * because it cannot tell would count as 0, and the expression would have a value although nobody knows one side of it.
 */
function egressAlarms(site: Site, check: MonitoredCheck, zone: string): AlarmSpec[] {
  return [
    {
      id: `nat-gateway-${zone}`,
      severity: 'redundancy-lost',
      faults: ['F06'],
      what: `the NAT gateway of ${zone} is not available`,
      action: 'read the state and the reason of the gateway; the other zones keep their own way out',
      runbook: 'zone-without-egress',
      metric: functionMetric(site, check, zoneMetricName('NatGatewayAvailable', zone), MINIMUM),
      ...FOUND,
      comparison: 'below',
    },
    {
      id: `routes-${zone}`,
      severity: 'redundancy-lost',
      faults: ['F06', 'F46'],
      what: `a route of ${zone} differs from what was deployed, or leads to something that is gone`,
      action: 'compare the route tables with the record of topology-check; CloudTrail tells who changed a route',
      runbook: 'routes-changed',
      metric: functionMetric(site, check, zoneMetricName('RouteFaults', zone)),
      ...FOUND,
    },
  ];
}
