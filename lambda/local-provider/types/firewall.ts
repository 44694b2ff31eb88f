import { createHash } from 'node:crypto';
import {
  CreateVpcEndpointCommand,
  DeleteVpcEndpointsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  type EC2Client,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { orUndo, required } from '../failure';
import { inOrder } from '../in-order';
import { arnOf } from '../place';
import { playedType, type Made, type Wanted } from '../played-type';
import { flag, tags, text } from '../shapes';
import { tagSpecifications } from '../tags';

const properties = z.strictObject({
  DeleteProtection: z.optional(flag),
  Description: z.optional(text),
  FirewallName: text,
  FirewallPolicyArn: text,
  FirewallPolicyChangeProtection: z.optional(flag),
  SubnetChangeProtection: z.optional(flag),
  SubnetMappings: z.array(z.strictObject({ SubnetId: text, IPAddressType: z.optional(text) })),
  Tags: tags,
  VpcId: text,
});

type Firewall = z.infer<typeof properties>;

/**
 * `AWS::NetworkFirewall::Firewall`; `Ref` is its ARN.
 *
 * No API stands behind it: only the endpoints that a firewall puts into its subnets are made, and what its protections
 * forbid is refused.
 */
export const firewall = playedType({
  properties,
  replacing: ['FirewallName', 'VpcId'],
  naming: { property: 'FirewallName', maxLength: 128 },
  create: async (wanted) =>
    await orUndo(
      () => placeEndpoints(wanted),
      () => deleteEndpoints(wanted.clients.ec2, arnFor(wanted)),
    ),
  update: async (_arn, wanted, { keys, before }) => {
    const after = wanted.properties;
    if (keys.has('SubnetMappings') && before.SubnetChangeProtection === true && after.SubnetChangeProtection === true) {
      throw new Error(`InvalidOperationException: ${after.FirewallName} is protected against a change of its subnets`);
    }
    if (
      keys.has('FirewallPolicyArn') &&
      before.FirewallPolicyChangeProtection === true &&
      after.FirewallPolicyChangeProtection === true
    ) {
      throw new Error(`InvalidOperationException: ${after.FirewallName} is protected against a change of its policy`);
    }
    return await placeEndpoints(wanted);
  },
  remove: async (arn, { properties: { DeleteProtection, FirewallName }, clients: { ec2 } }) => {
    if (DeleteProtection === true && (await findEndpoints(ec2, arn)).length > 0) {
      throw new Error(`InvalidOperationException: ${FirewallName} is protected against deletion`);
    }
    await deleteEndpoints(ec2, arn);
  },
});

/** Tag with the ARN of the firewall, as Network Firewall puts it on its endpoints. */
const OWNER = 'Firewall';

/** Makes endpoints that are missing and deletes those in subnets that are not the firewall's any more. */
async function placeEndpoints(wanted: Wanted<Firewall>): Promise<Made> {
  const { ec2 } = wanted.clients;
  const arn = arnFor(wanted);
  const subnets = wanted.properties.SubnetMappings.map(({ SubnetId }) => SubnetId);
  const existing = await findEndpoints(ec2, arn);
  const kept = existing.filter((endpoint) => subnets.some((subnet) => isIn(endpoint, subnet)));
  const missing = subnets.filter((subnet) => !existing.some((endpoint) => isIn(endpoint, subnet)));
  const made = await inOrder(missing, (subnet) => createEndpoint(wanted, arn, subnet));
  await deleteAll(
    ec2,
    existing.filter((endpoint) => !kept.includes(endpoint)),
  );
  return {
    physicalId: arn,
    attributes: {
      EndpointIds: await withZones(ec2, [...kept, ...made]),
      FirewallArn: arn,
      FirewallId: uuidOf(arn),
    },
  };
}

async function createEndpoint(wanted: Wanted<Firewall>, arn: string, subnet: string): Promise<VpcEndpoint> {
  const { properties: firewall, place, clients } = wanted;
  const service = createHash('sha256').update(arn).digest('hex').slice(0, 17);
  const own = [
    { Key: 'AWSNetworkFirewallManaged', Value: 'true' },
    { Key: OWNER, Value: arn },
  ];
  const made = await clients.ec2.send(
    new CreateVpcEndpointCommand({
      VpcEndpointType: 'GatewayLoadBalancer',
      ServiceName: `com.amazonaws.vpce.${place.region}.vpce-svc-${service}`,
      VpcId: firewall.VpcId,
      SubnetIds: [subnet],
      TagSpecifications: tagSpecifications('vpc-endpoint', own),
    }),
  );
  return required(made.VpcEndpoint, 'VpcEndpoint');
}

async function findEndpoints(ec2: EC2Client, arn: string): Promise<readonly VpcEndpoint[]> {
  const answer = await ec2.send(
    new DescribeVpcEndpointsCommand({ Filters: [{ Name: `tag:${OWNER}`, Values: [arn] }] }),
  );
  // The emulator answers with all endpoints, whatever the filter.
  return (answer.VpcEndpoints ?? []).filter(({ Tags }) =>
    (Tags ?? []).some(({ Key, Value }) => Key === OWNER && Value === arn),
  );
}

async function deleteEndpoints(ec2: EC2Client, arn: string): Promise<void> {
  await deleteAll(ec2, await findEndpoints(ec2, arn));
}

async function deleteAll(ec2: EC2Client, endpoints: readonly VpcEndpoint[]): Promise<void> {
  if (endpoints.length > 0) {
    const VpcEndpointIds = endpoints.map(({ VpcEndpointId }) => required(VpcEndpointId, 'VpcEndpointId'));
    const { Unsuccessful } = await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds }));
    const error = Unsuccessful?.[0]?.Error;
    if (error !== undefined) {
      throw new Error(`${error.Code ?? 'unknown code'}: ${error.Message ?? ''}`);
    }
  }
}

/** Endpoints as `zone:id`, in the order of the zones. */
async function withZones(ec2: EC2Client, endpoints: readonly VpcEndpoint[]): Promise<readonly string[]> {
  const SubnetIds = endpoints.flatMap((endpoint) => endpoint.SubnetIds ?? []);
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds }));
  const zones = new Map(Subnets.map(({ SubnetId, AvailabilityZone }) => [SubnetId, AvailabilityZone]));
  return endpoints
    .map(({ SubnetIds: [subnet] = [], VpcEndpointId }) => {
      const zone = required(zones.get(subnet), `the Availability Zone of ${String(subnet)}`);
      return `${zone}:${required(VpcEndpointId, 'VpcEndpointId')}`;
    })
    .sort();
}

function isIn(endpoint: VpcEndpoint, subnet: string): boolean {
  return endpoint.SubnetIds?.includes(subnet) === true;
}

function arnFor({ place, name }: Wanted<Firewall>): string {
  return arnOf(place, 'network-firewall', `firewall/${name}`);
}

function uuidOf(arn: string): string {
  const hex = createHash('sha256').update(arn).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
