import { describeValue, knownText, targetOf, type TemplateResource } from '../../../../template';
import { abstractBlock, blockKey } from '../../../address';
import type { PrefixList, Service } from '../../types';
import { originOf, type BuildContext, type Draft } from '../context';
import { groupSet, UNFILTERED } from '../groups';
import { unrestricted } from '../endpoint-policies';
import { managedList, prefixListOf } from '../prefix-lists';
import { EVERY_SERVICE } from '../read-services';
import { both, listed, textIs, truth } from '../read-values';
import { subnetOf } from '../subnets';
import { fixedBlocks } from './instances';
import { elasticAddress, elasticBlock, makeInterface, SERVICE_PORTS } from './make-interface';

/** Interfaces of endpoints and of NAT gateways. */
export function buildEndpoints(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::VPCEndpoint')) {
    const type = ctx.property(resource, 'VpcEndpointType');
    const kind = type.kind === 'absent' ? 'Gateway' : knownText(type);
    if (kind === 'Interface') {
      addInterfaceEndpoint(ctx, resource);
    } else if (kind === 'GatewayLoadBalancer') {
      addPlainInterfaces(ctx, resource, 'gateway-load-balancer-endpoint');
    } else if (kind !== 'Gateway') {
      ctx.cloud(resource, `endpoints of type ${describeValue(type)} are not modelled`);
    }
  }
  for (const resource of ctx.resources('AWS::EC2::NatGateway')) {
    addNatGateway(ctx, resource);
  }
  for (const resource of ctx.resources('AWS::EC2::InstanceConnectEndpoint')) {
    addConnectEndpoint(ctx, resource);
  }
}

/**
 * What carries the sessions of EC2 Instance Connect: it opens connections for whoever may call the API.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html read 2026-11-26
 */
function addConnectEndpoint(ctx: BuildContext, resource: TemplateResource): void {
  const subnet = subnetOf(ctx, ctx.property(resource, 'SubnetId'), resource);
  const keeps = truth(ctx.property(resource, 'PreserveClientIp'), false);
  if (keeps === 'unknown') {
    ctx.cloud(resource, 'whether it keeps the addresses of its users');
  }
  makeInterface(ctx, resource, {
    kind: 'instance-connect-endpoint',
    origin: originOf(resource),
    subnet,
    groups: groupSet(ctx, ctx.property(resource, 'SecurityGroupIds'), resource, subnet.vpc),
    ...(keeps === 'yes' ? { sendsForClients: true } : {}),
    receives: 'none',
    exists: ctx.exists(resource),
  });
}

function addInterfaceEndpoint(ctx: BuildContext, resource: TemplateResource): void {
  const subnets = listed(ctx.property(resource, 'SubnetIds'));
  if (subnets.open !== undefined || subnets.items.length === 0) {
    ctx.cloud(resource, `its subnets: ${subnets.open ?? 'none are given'}`);
  }
  const name = ctx.property(resource, 'ServiceName');
  const text = knownText(name) ?? describeValue(name);
  const isOfAws = /^(com|cn|aws)\.|\.amazonaws\./.test(text) && !text.includes('.vpce-svc-') && !text.includes('vpce.');
  const interfaces = subnets.items.map(({ value, exists }) => {
    const subnet = subnetOf(ctx, value, resource, ctx.property(resource, 'VpcId'));
    return makeInterface(ctx, resource, {
      kind: 'interface-endpoint',
      origin: originOf(resource),
      subnet,
      groups: groupSet(ctx, ctx.property(resource, 'SecurityGroupIds'), resource, subnet.vpc),
      hasIpv6: textIs(ctx.property(resource, 'IpAddressType'), (text) => text !== 'ipv4', false),
      sends: false,
      exists: both(exists, ctx.exists(resource)),
    });
  });
  const service = targetOf(name);
  const balancers = service?.type === 'AWS::EC2::VPCEndpointService' ? balancersOf(ctx, service) : undefined;
  ctx.proxies.push({
    id: originOf(resource).id,
    kind: 'endpoint-service',
    origin: originOf(resource),
    interfaces,
    isPublicEntry: 'no',
    entries: [EVERY_SERVICE],
    nextHops:
      balancers !== undefined
        ? [
            {
              origin: originOf(resource),
              to: { kind: 'interfaces', interfaces: balancers },
              services: EVERY_SERVICE,
              from: EVERY_SERVICE,
              keepsClientAddress: 'no',
              viaPrivateLink: true,
              exists: ctx.exists(resource),
            },
          ]
        : isOfAws
          ? [
              {
                origin: originOf(resource),
                to: { kind: 'internet' },
                services: EVERY_SERVICE,
                from: EVERY_SERVICE,
                keepsClientAddress: 'no',
                exists: unrestricted(ctx.property(resource, 'PolicyDocument'), 'either'),
              },
            ]
          : [],
    ...(balancers === undefined && !isOfAws ? { open: `who is behind ${text}` } : {}),
  });
}

function balancersOf(ctx: BuildContext, service: TemplateResource) {
  return listed(ctx.property(service, 'NetworkLoadBalancerArns')).items.flatMap(({ value }) => {
    const target = targetOf(value);
    return target === undefined ? [] : (ctx.byOwner.get(target) ?? []);
  });
}

function addPlainInterfaces(
  ctx: BuildContext,
  resource: TemplateResource,
  kind: 'gateway-load-balancer-endpoint',
): void {
  for (const { value, exists } of listed(ctx.property(resource, 'SubnetIds')).items) {
    makeInterface(ctx, resource, {
      kind,
      origin: originOf(resource),
      subnet: subnetOf(ctx, value, resource),
      groups: UNFILTERED,
      sends: false,
      receives: 'none',
      exists: both(exists, ctx.exists(resource)),
    });
  }
}

function addNatGateway(ctx: BuildContext, resource: TemplateResource): void {
  const value = ctx.property(resource, 'SubnetId');
  if (value.kind === 'absent') {
    ctx.cloud(resource, 'NAT gateways of a whole Region are not modelled');
    return;
  }
  const isPublic = textIs(ctx.property(resource, 'ConnectivityType'), (text) => text === 'public', true);
  const address = elasticAddress(ctx.property(resource, 'AllocationId'));
  makeInterface(ctx, resource, {
    kind: 'nat-gateway',
    origin: originOf(resource),
    subnet: subnetOf(ctx, value, resource),
    groups: UNFILTERED,
    fixed: fixedBlocks([ctx.property(resource, 'PrivateIpAddress')]),
    isPublic,
    ...(address === undefined ? {} : publicBlock(ctx, address)),
    sends: false,
    receives: 'none',
    sourcePorts: SERVICE_PORTS,
    exists: ctx.exists(resource),
  });
}

function publicBlock(ctx: BuildContext, address: TemplateResource) {
  const block = elasticBlock(ctx, address);
  return block === undefined ? {} : { publicBlock: block };
}

/** S3 and DynamoDB behind gateway endpoints. */
export function gatewayService(ctx: BuildContext, resource: TemplateResource): Service | undefined {
  const name = ctx.property(resource, 'ServiceName');
  const text = knownText(name) ?? describeValue(name);
  const [, region, purpose] = /\.([a-z0-9-]+|\$\{[^}]*\})\.(s3|dynamodb)$/.exec(text) ?? [];
  const id = originOf(resource).id;
  const found = ctx.services.get(id);
  if (found !== undefined) {
    return found;
  }
  const list =
    purpose === 's3' || purpose === 'dynamodb'
      ? managedList(ctx, { purpose, region: resource.stack.region ?? region ?? '' })
      : unnamedList(ctx, prefixListOf(ctx, name));
  const made: Draft<Service> = {
    id,
    origin: originOf(resource),
    list,
    isUnrestricted: unrestricted(ctx.property(resource, 'PolicyDocument'), 'resource'),
  };
  ctx.services.set(id, made);
  return made;
}

/** The list of a service of which only the deployment tells the name: it has addresses, whichever they are. */
function unnamedList(ctx: BuildContext, list: PrefixList): PrefixList {
  const block = abstractBlock(4, `list:${list.id}`, `addresses of ${list.label}`, { isPublic: true });
  ctx.blocks.set(blockKey(block), block);
  return { ...list, blocks: [...list.blocks, block] };
}
