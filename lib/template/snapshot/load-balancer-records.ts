import { asList, asObject, asString, at, type JsonObject } from '../json';
import { pick, present, resource, textAt, type Converter, type SnapshotResource } from './snapshot-resource';

/** `elbv2 describe-load-balancers`. */
export const loadBalancer: Converter = (record) => [
  resource(
    textAt(record, 'LoadBalancerArn'),
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    present({
      ...pick(record, 'Type', 'Scheme', 'IpAddressType', 'SecurityGroups'),
      Name: record['LoadBalancerName'],
      EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
        record['EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic'],
      SubnetMappings: asList(record['AvailabilityZones']).map(subnetMapping),
    }),
    { metadata: present({ ...pick(record, 'VpcId', 'DNSName') }) },
  ),
];

function subnetMapping(zone: ReturnType<typeof asList>[number]): JsonObject {
  const [address] = asList(at(zone, 'LoadBalancerAddresses'));
  return present({
    SubnetId: at(zone, 'SubnetId'),
    AllocationId: at(address, 'AllocationId'),
    PrivateIPv4Address: at(address, 'PrivateIPv4Address'),
  });
}

/** `elbv2 describe-target-groups`. */
export const targetGroup: Converter = (record) => [
  resource(
    textAt(record, 'TargetGroupArn'),
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    present({
      ...pick(record, 'Protocol', 'ProtocolVersion', 'Port', 'VpcId', 'TargetType', 'IpAddressType'),
      ...pick(
        record,
        'HealthCheckEnabled',
        'HealthCheckIntervalSeconds',
        'HealthCheckPath',
        'HealthCheckPort',
        'HealthCheckProtocol',
        'HealthCheckTimeoutSeconds',
        'HealthyThresholdCount',
        'UnhealthyThresholdCount',
      ),
      Name: record['TargetGroupName'],
      // `describe-target-health` is merged into the record when the snapshot is read.
      Targets: record['Targets'],
    }),
    { metadata: pick(record, 'LoadBalancerArns') },
  ),
];

/** `elbv2 describe-listeners`. */
export const listener: Converter = (record) => [
  resource(
    textAt(record, 'ListenerArn'),
    'AWS::ElasticLoadBalancingV2::Listener',
    present(
      pick(record, 'LoadBalancerArn', 'Port', 'Protocol', 'SslPolicy', 'Certificates', 'AlpnPolicy', 'DefaultActions'),
    ),
  ),
];

/** Snapshots of Batfish keep the listeners under their load balancer. */
export const listenersOfLoadBalancer: Converter = (record) =>
  asList(record['Listeners']).flatMap((entry) => listener({ ...pick(record, 'LoadBalancerArn'), ...asObject(entry) }));

/** `elbv2 describe-rules`; the default rule is that of the listener itself. */
export const listenerRule: Converter = (record): readonly SnapshotResource[] => {
  const arn = textAt(record, 'RuleArn');
  return record['IsDefault'] === true
    ? []
    : [
        resource(
          arn,
          'AWS::ElasticLoadBalancingV2::ListenerRule',
          present({
            ...pick(record, 'Actions', 'Conditions', 'Priority'),
            ListenerArn:
              asString(record['ListenerArn']) ?? arn.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, ''),
          }),
        ),
      ];
};
