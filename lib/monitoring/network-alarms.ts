import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSpec } from './alarm-spec';
import { FIVE_MINUTES, MAXIMUM, metric, SUM, sumOf } from './metrics';
import type { MonitoredNetwork, MonitoredZone } from './monitored-resources';

/** Packets in five minutes that a fault drops, and noise does not. */
const NOTABLE_PACKETS = 100;

/** Refused queries in five minutes that no misspelling explains. */
const NOTABLE_QUERIES = 20;

/** A counter of a NAT gateway. */
export function natMetric(zone: MonitoredZone, metricName: string, statistic = SUM): Metric {
  const dimensions = { NatGatewayId: zone.natGatewayId };
  return metric('AWS/NATGateway', metricName, dimensions, statistic);
}

/** A counter of the firewall's stateful engine in one zone. */
export function firewallMetric(firewallName: string, zone: MonitoredZone, metricName: string): Metric {
  const dimensions = { FirewallName: firewallName, AvailabilityZone: zone.availabilityZone, Engine: 'Stateful' };
  return metric('AWS/NetworkFirewall', metricName, dimensions, SUM, FIVE_MINUTES);
}

/** Alarms of the way out of each zone. */
export function networkAlarms({ firewallName, unexpectedDnsNames, zones }: MonitoredNetwork): AlarmSpec[] {
  return [
    ...zones.flatMap((zone) => [
      ...natAlarms(zone),
      ...(firewallName === undefined ? [] : firewallAlarms(firewallName, zone)),
    ]),
    {
      id: 'dns-unexpected-names',
      severity: 'security',
      faults: ['F46'],
      what: 'servers ask for names the site does not declare, and are refused',
      action: 'find name and instance in the query log; a server that asks for strange names may be taken over',
      runbook: 'traffic-refused',
      metric: unexpectedDnsNames,
      threshold: NOTABLE_QUERIES,
      comparison: 'above',
      periods: 3,
      datapoints: 2,
      missing: 'not-breaching',
    },
  ];
}

/** A NAT gateway reports every minute, zeros included: its silence is its loss. */
function natAlarms(zone: MonitoredZone): AlarmSpec[] {
  const { availabilityZone } = zone;
  return [
    {
      id: `nat-ports-${availabilityZone}`,
      severity: 'redundancy-lost',
      faults: ['F06', 'F10'],
      what: `the NAT gateway of ${availabilityZone} has no source port left for new connections, or is gone`,
      action: 'find the destination with the most connections in the flow logs; see whether the gateway still exists',
      runbook: 'zone-without-egress',
      metric: natMetric(zone, 'ErrorPortAllocation', MAXIMUM),
      threshold: 0,
      comparison: 'above',
      periods: 5,
      datapoints: 3,
      missing: 'breaching',
    },
    {
      id: `nat-drops-${availabilityZone}`,
      severity: 'redundancy-lost',
      faults: ['F06'],
      what: `the NAT gateway of ${availabilityZone} drops packets, or is gone`,
      action: 'look at the health dashboard of the zone; the other zones keep their own way out',
      runbook: 'zone-without-egress',
      metric: natMetric(zone, 'PacketsDropCount'),
      threshold: NOTABLE_PACKETS,
      comparison: 'above',
      periods: 5,
      datapoints: 3,
      missing: 'breaching',
    },
  ];
}

/** The firewall reports only while packets pass; the topology check tells whether its endpoints live. */
function firewallAlarms(firewallName: string, zone: MonitoredZone): AlarmSpec[] {
  const { availabilityZone } = zone;
  const counter = (name: string) => firewallMetric(firewallName, zone, name);
  return [
    {
      id: `firewall-drops-${availabilityZone}`,
      severity: 'security',
      faults: ['F46'],
      what: `the firewall refuses traffic of ${availabilityZone} to destinations the site does not declare`,
      action: 'find source and destination in the alert log; a server that calls strangers may be taken over',
      runbook: 'traffic-refused',
      metric: sumOf(
        { dropped: counter('DroppedPackets'), rejected: counter('RejectedPackets') },
        'refused packets',
        FIVE_MINUTES,
      ),
      threshold: NOTABLE_PACKETS,
      comparison: 'above',
      periods: 3,
      datapoints: 2,
      missing: 'not-breaching',
    },
    {
      id: `firewall-symmetry-${availabilityZone}`,
      severity: 'redundancy-lost',
      faults: ['F51', 'F04'],
      what: `the firewall endpoint of ${availabilityZone} sees connections in the middle: it was moved, or routes are not symmetric`,
      action: 'compare the routes of the zone with the findings of the topology check',
      runbook: 'endpoint-lost',
      metric: counter('StreamExceptionPolicyPackets'),
      threshold: NOTABLE_PACKETS,
      comparison: 'above',
      periods: 3,
      datapoints: 3,
      missing: 'not-breaching',
    },
  ];
}
