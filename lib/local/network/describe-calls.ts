import {
  DescribeAddressesCommand,
  DescribeCustomerGatewaysCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  paginateDescribeEgressOnlyInternetGateways,
  paginateDescribeInstances,
  paginateDescribeInternetGateways,
  paginateDescribeManagedPrefixLists,
  paginateDescribeNatGateways,
  paginateDescribeNetworkAcls,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeTransitGateways,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcPeeringConnections,
  paginateDescribeVpcs,
  paginateGetManagedPrefixListEntries,
} from '@aws-sdk/client-ec2';
import {
  DescribeTargetHealthCommand,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  paginateDescribeRules,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  paginateDescribeDBSubnetGroups,
} from '@aws-sdk/client-rds';
import { paginateListFunctions } from '@aws-sdk/client-lambda';
import type { LocalClients } from '../aws';

/** What a list of an answer holds. */
export type Described = object;

/** Asks one Region, all pages. */
export type DescribeCall = (clients: LocalClients, abortSignal: AbortSignal) => Promise<readonly Described[]>;

/** Owner of the prefix lists that AWS keeps: their entries say nothing about the site. */
const AWS_OWNER = 'AWS';

/**
 * What is asked about the network of a Region, by the name of the list that `loadSnapshot` reads. Answers that hang on others
 * carry the id they belong to.
 */
export const DESCRIBE_CALLS = {
  Addresses: async ({ ec2 }, abortSignal) =>
    (await ec2.send(new DescribeAddressesCommand({}), { abortSignal })).Addresses ?? [],
  CustomerGateways: async ({ ec2 }, abortSignal) =>
    (await ec2.send(new DescribeCustomerGatewaysCommand({}), { abortSignal })).CustomerGateways ?? [],
  DBClusters: ({ rds: client }, abortSignal) =>
    all(paginateDescribeDBClusters({ client }, {}, { abortSignal }), (page) => page.DBClusters),
  DBInstances: ({ rds: client }, abortSignal) =>
    all(paginateDescribeDBInstances({ client }, {}, { abortSignal }), (page) => page.DBInstances),
  DBSubnetGroups: ({ rds: client }, abortSignal) =>
    all(paginateDescribeDBSubnetGroups({ client }, {}, { abortSignal }), (page) => page.DBSubnetGroups),
  EgressOnlyInternetGateways: ({ ec2: client }, abortSignal) =>
    all(
      paginateDescribeEgressOnlyInternetGateways({ client }, {}, { abortSignal }),
      (page) => page.EgressOnlyInternetGateways,
    ),
  // Without their environment, which is nothing of the network.
  Functions: async ({ lambda: client }, abortSignal) =>
    (await all(paginateListFunctions({ client }, {}, { abortSignal }), (page) => page.Functions)).map(
      ({ FunctionName, FunctionArn, VpcConfig }) => ({ FunctionName, FunctionArn, VpcConfig }),
    ),
  InternetGateways: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeInternetGateways({ client }, {}, { abortSignal }), (page) => page.InternetGateways),
  Listeners: (clients, abortSignal) => listeners(clients, abortSignal),
  LoadBalancerTargetHealth: async (clients, abortSignal) => {
    const client = clients.loadBalancing;
    const groups = await targetGroups(clients, abortSignal);
    return inOrder(groups, async ({ TargetGroupArn }) => {
      const health = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }), { abortSignal });
      return [{ TargetGroupArn, TargetHealthDescriptions: health.TargetHealthDescriptions ?? [] }];
    });
  },
  LoadBalancers: (clients, abortSignal) => loadBalancers(clients, abortSignal),
  NatGateways: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeNatGateways({ client }, {}, { abortSignal }), (page) => page.NatGateways),
  NetworkAcls: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeNetworkAcls({ client }, {}, { abortSignal }), (page) => page.NetworkAcls),
  NetworkInterfaces: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeNetworkInterfaces({ client }, {}, { abortSignal }), (page) => page.NetworkInterfaces),
  PrefixLists: async ({ ec2: client }, abortSignal) => {
    const pages = paginateDescribeManagedPrefixLists({ client }, {}, { abortSignal });
    const lists = await all(pages, (page) => page.PrefixLists);
    return inOrder(lists, async (list) => {
      const { PrefixListId, OwnerId } = list;
      if (OwnerId === AWS_OWNER) {
        return [list];
      }
      const entries = paginateGetManagedPrefixListEntries({ client }, { PrefixListId }, { abortSignal });
      return [{ ...list, Entries: await all(entries, (page) => page.Entries) }];
    });
  },
  Reservations: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeInstances({ client }, {}, { abortSignal }), (page) => page.Reservations),
  RouteTables: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeRouteTables({ client }, {}, { abortSignal }), (page) => page.RouteTables),
  Rules: async (clients, abortSignal) => {
    const client = clients.loadBalancing;
    return inOrder(await listeners(clients, abortSignal), async ({ ListenerArn }) => {
      const pages = paginateDescribeRules({ client }, { ListenerArn }, { abortSignal });
      return (await all(pages, (page) => page.Rules)).map((rule) => ({ ...rule, ListenerArn }));
    });
  },
  SecurityGroups: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeSecurityGroups({ client }, {}, { abortSignal }), (page) => page.SecurityGroups),
  Subnets: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeSubnets({ client }, {}, { abortSignal }), (page) => page.Subnets),
  TargetGroups: (clients, abortSignal) => targetGroups(clients, abortSignal),
  TransitGateways: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeTransitGateways({ client }, {}, { abortSignal }), (page) => page.TransitGateways),
  VpcEndpoints: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeVpcEndpoints({ client }, {}, { abortSignal }), (page) => page.VpcEndpoints),
  VpcPeeringConnections: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeVpcPeeringConnections({ client }, {}, { abortSignal }), (page) => page.VpcPeeringConnections),
  Vpcs: ({ ec2: client }, abortSignal) =>
    all(paginateDescribeVpcs({ client }, {}, { abortSignal }), (page) => page.Vpcs),
  VpnConnections: async ({ ec2 }, abortSignal) =>
    (await ec2.send(new DescribeVpnConnectionsCommand({}), { abortSignal })).VpnConnections ?? [],
  VpnGateways: async ({ ec2 }, abortSignal) =>
    (await ec2.send(new DescribeVpnGatewaysCommand({}), { abortSignal })).VpnGateways ?? [],
} as const satisfies Readonly<Record<string, DescribeCall>>;

/** Name of a list. */
export type DescribedList = keyof typeof DESCRIBE_CALLS;

function loadBalancers({ loadBalancing: client }: LocalClients, abortSignal: AbortSignal) {
  return all(paginateDescribeLoadBalancers({ client }, {}, { abortSignal }), (page) => page.LoadBalancers);
}

function targetGroups({ loadBalancing: client }: LocalClients, abortSignal: AbortSignal) {
  return all(paginateDescribeTargetGroups({ client }, {}, { abortSignal }), (page) => page.TargetGroups);
}

async function listeners(clients: LocalClients, abortSignal: AbortSignal) {
  const client = clients.loadBalancing;
  return inOrder(await loadBalancers(clients, abortSignal), ({ LoadBalancerArn }) =>
    all(paginateDescribeListeners({ client }, { LoadBalancerArn }, { abortSignal }), (page) => page.Listeners),
  );
}

/** What is answered for one after the other: services limit how much they are asked at the same time. */
async function inOrder<T, R>(items: readonly T[], ask: (item: T) => Promise<readonly R[]>): Promise<readonly R[]> {
  const found: R[] = [];
  for (const item of items) {
    found.push(...(await ask(item)));
  }
  return found;
}

/** Everything on all pages of an answer. */
async function all<P, T>(pages: AsyncIterable<P>, items: (page: P) => readonly T[] | undefined): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pages) {
    found.push(...(items(page) ?? []));
  }
  return found;
}
