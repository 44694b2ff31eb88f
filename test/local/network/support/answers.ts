import type { JsonObject } from '../../../../lib/template';
import type { Answers, FakeCall } from '../../aws/support/fake-clients';
import type { Lists } from '../../../verify/drift/support/running';

/** A refusal of a service. */
export function refusal(name: string): Error {
  return Object.assign(new Error(`${name}: no`), { name, $metadata: { httpStatusCode: 400 } });
}

/** Answers of the services of a Region that holds these lists: two records a page where the service has pages. */
export function answersOf(lists: Lists): Answers {
  const whole = (list: string) => () => ({ [list]: lists[list] ?? [] });
  const paged =
    (list: string, more = 'NextToken', next = 'NextToken') =>
    ({ input }: FakeCall) => {
      const from = Number(input[more] ?? 0);
      const records = lists[list] ?? [];
      return {
        [list]: records.slice(from, from + 2),
        ...(from + 2 < records.length ? { [next]: String(from + 2) } : {}),
      };
    };
  const of =
    (list: string, key: string) =>
    ({ input }: FakeCall) => ({
      [list]: (lists[list] ?? []).filter((record: JsonObject) => record[key] === input[key]),
    });
  return {
    DescribeAddresses: whole('Addresses'),
    DescribeCustomerGateways: whole('CustomerGateways'),
    DescribeDBClusters: paged('DBClusters', 'Marker', 'Marker'),
    DescribeDBInstances: paged('DBInstances', 'Marker', 'Marker'),
    DescribeDBSubnetGroups: paged('DBSubnetGroups', 'Marker', 'Marker'),
    DescribeEgressOnlyInternetGateways: paged('EgressOnlyInternetGateways'),
    DescribeInstances: paged('Reservations'),
    DescribeInternetGateways: paged('InternetGateways'),
    DescribeListeners: of('Listeners', 'LoadBalancerArn'),
    DescribeLoadBalancers: paged('LoadBalancers', 'Marker', 'NextMarker'),
    DescribeManagedPrefixLists: paged('PrefixLists'),
    DescribeNatGateways: paged('NatGateways'),
    DescribeNetworkAcls: paged('NetworkAcls'),
    DescribeNetworkInterfaces: paged('NetworkInterfaces'),
    DescribeRouteTables: paged('RouteTables'),
    DescribeRules: of('Rules', 'ListenerArn'),
    DescribeSecurityGroups: paged('SecurityGroups'),
    DescribeSubnets: paged('Subnets'),
    DescribeTargetGroups: paged('TargetGroups', 'Marker', 'NextMarker'),
    DescribeTargetHealth: ({ input }) => ({
      TargetHealthDescriptions: lists['LoadBalancerTargetHealth']?.find(
        (record) => record['TargetGroupArn'] === input['TargetGroupArn'],
      )?.['TargetHealthDescriptions'],
    }),
    DescribeTransitGateways: () => {
      throw refusal('InvalidAction');
    },
    DescribeVpcEndpoints: paged('VpcEndpoints'),
    DescribeVpcPeeringConnections: paged('VpcPeeringConnections'),
    DescribeVpcs: paged('Vpcs'),
    DescribeVpnConnections: whole('VpnConnections'),
    DescribeVpnGateways: whole('VpnGateways'),
    GetManagedPrefixListEntries: ({ input }) => ({ Entries: [{ Cidr: `of ${String(input['PrefixListId'])}` }] }),
    ListFunctions: paged('Functions', 'Marker', 'NextMarker'),
  };
}
