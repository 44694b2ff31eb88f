import { knownText, targetOf, type TemplateResource, type Value } from '../../../../template';
import { literalBlock, type Block, type Certainty } from '../../../address';
import type { GroupSet, Interface, Origin, Subnet } from '../../types';
import { originOf, type BuildContext } from '../context';
import { groupSet } from '../groups';
import { ABSENT, both, entry, listed, truth } from '../read-values';
import { subnetOf } from '../subnets';
import {
  associateAddress,
  elasticAddress,
  givenBlock,
  makeInterface,
  portsOfImage,
  SERVER_PORTS,
} from './make-interface';

/** Interfaces of their own, instances, and Elastic IP addresses on them. */
export function buildInstances(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::NetworkInterface')) {
    const subnet = subnetOf(ctx, ctx.property(resource, 'SubnetId'), resource);
    makeInterface(ctx, resource, {
      kind: 'network-interface',
      origin: originOf(resource),
      subnet,
      groups: groupSet(ctx, ctx.property(resource, 'GroupSet'), resource, subnet.vpc),
      fixed: fixedAddresses(ctx.property(resource)),
      hasIpv6: ipv6Of(ctx.property(resource), subnet),
      forwards: forwardsOf(ctx.property(resource, 'SourceDestCheck')),
      sourcePorts: SERVER_PORTS,
      exists: ctx.exists(resource),
    });
  }
  for (const resource of ctx.resources('AWS::EC2::Instance')) {
    addInstance(ctx, resource);
  }
  attachInterfaces(ctx);
  associateAddresses(ctx);
}

function addInstance(ctx: BuildContext, resource: TemplateResource): void {
  const template = targetOf(ctx.property(resource, 'LaunchTemplate', 'LaunchTemplateId'));
  const data: Value =
    template?.type === 'AWS::EC2::LaunchTemplate' ? ctx.property(template, 'LaunchTemplateData') : { kind: 'absent' };
  const merged = (name: string): Value => {
    const own = ctx.property(resource, name);
    return own.kind === 'absent' ? entry(data, name) : own;
  };
  const written = listed(merged('NetworkInterfaces'));
  if (written.open !== undefined) {
    ctx.cloud(resource, `its interfaces: ${written.open}`);
  }
  for (const { value, exists } of written.items) {
    const existing = targetOf(entry(value, 'NetworkInterfaceId'));
    if (existing?.type === 'AWS::EC2::NetworkInterface') {
      adopt(ctx, resource, existing);
      continue;
    }
    const subnetValue = entry(value, 'SubnetId');
    const subnet = subnetOf(ctx, subnetValue.kind === 'absent' ? merged('SubnetId') : subnetValue, resource);
    const groups = entry(value, 'GroupSet').kind === 'absent' ? entry(value, 'Groups') : entry(value, 'GroupSet');
    addServer(ctx, resource, subnet, {
      groups: groupSet(ctx, groups.kind === 'absent' ? merged('SecurityGroupIds') : groups, resource, subnet.vpc),
      isPublic: publicOf(entry(value, 'AssociatePublicIpAddress'), subnet),
      fixed: fixedAddresses(value),
      hasIpv6: ipv6Of(value, subnet),
      forwards: forwardsOf(merged('SourceDestCheck')),
      sourcePorts: portsOfImage(merged('ImageId')),
      exists: both(ctx.exists(resource), exists),
    });
  }
  if (written.items.length === 0) {
    const subnet = subnetOf(ctx, merged('SubnetId'), resource);
    const groups = merged('SecurityGroupIds');
    addServer(ctx, resource, subnet, {
      groups: groupSet(ctx, groups.kind === 'absent' ? merged('SecurityGroups') : groups, resource, subnet.vpc),
      isPublic: publicOf({ kind: 'absent' }, subnet),
      fixed: fixedAddresses(ctx.property(resource)),
      hasIpv6: ipv6Of(ctx.property(resource), subnet),
      forwards: forwardsOf(merged('SourceDestCheck')),
      sourcePorts: portsOfImage(merged('ImageId')),
      exists: ctx.exists(resource),
    });
  }
}

interface Server {
  readonly groups: GroupSet;
  readonly isPublic: Certainty;
  readonly fixed: readonly Block[];
  readonly hasIpv6: Certainty;
  readonly forwards: Certainty;
  readonly sourcePorts: Interface['sourcePorts'];
  readonly exists: Certainty;
}

function addServer(ctx: BuildContext, resource: TemplateResource, subnet: Subnet, server: Server): void {
  const origin: Origin = originOf(resource);
  makeInterface(ctx, resource, { kind: 'instance', origin, subnet, ...server });
}

function adopt(ctx: BuildContext, instance: TemplateResource, networkInterface: TemplateResource): void {
  const own = ctx.byOwner.get(networkInterface) ?? [];
  ctx.byOwner.set(instance, [...(ctx.byOwner.get(instance) ?? []), ...own]);
}

function attachInterfaces(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::NetworkInterfaceAttachment')) {
    const [instance, networkInterface] = [
      targetOf(ctx.property(resource, 'InstanceId')),
      targetOf(ctx.property(resource, 'NetworkInterfaceId')),
    ];
    if (instance !== undefined && networkInterface !== undefined) {
      adopt(ctx, instance, networkInterface);
    }
  }
}

function associateAddresses(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::EIP')) {
    give(ctx, resource, resource, ctx.property(resource, 'InstanceId'));
  }
  for (const resource of ctx.resources('AWS::EC2::EIPAssociation')) {
    const allocation = ctx.property(resource, 'AllocationId');
    const address = elasticAddress(allocation.kind === 'absent' ? ctx.property(resource, 'EIP') : allocation);
    for (const name of ['InstanceId', 'NetworkInterfaceId']) {
      give(ctx, resource, address, ctx.property(resource, name));
    }
  }
}

function give(ctx: BuildContext, resource: TemplateResource, address: TemplateResource | undefined, to: Value): void {
  const target = targetOf(to);
  const [first] = target === undefined ? [] : (ctx.byOwner.get(target) ?? []);
  if (first !== undefined) {
    associateAddress(ctx, first, address, ctx.exists(resource));
  } else if (to.kind !== 'absent') {
    ctx.cloud(resource, 'the interface of its address is not known');
    // Any interface may be meant.
    for (const each of ctx.interfaces.filter(({ publicAddress }) => publicAddress.has === 'no')) {
      each.publicAddress = { has: 'unknown', block: givenBlock(ctx, each) };
    }
  }
}

/** Addresses that are given, when there are no others besides. */
function fixedAddresses(value: Value): readonly Block[] {
  const more = ['SecondaryPrivateIpAddressCount', 'PrivateIpAddresses', 'Ipv4PrefixCount', 'Ipv4Prefixes'];
  const more6 = ['Ipv6AddressCount', 'Ipv6PrefixCount', 'Ipv6Prefixes'];
  const has = (name: string) => entry(value, name).kind !== 'absent';
  const isOnly6 = !more6.some(has) && listed(entry(value, 'Ipv6Addresses')).items.length === 1;
  return fixedBlocks([
    more.some(has) ? ABSENT : entry(value, 'PrivateIpAddress'),
    isOnly6 ? entry(value, 'Ipv6Addresses', '0', 'Ipv6Address') : ABSENT,
  ]);
}

/** Addresses that are given; what is not literal is any address of the subnet. */
export function fixedBlocks(values: readonly Value[]): readonly Block[] {
  return values.flatMap((value) => {
    const text = knownText(value);
    return (text === undefined ? undefined : literalBlock(text)) ?? [];
  });
}

/**
 * Whether an instance gets a public address: what it says, else what its subnet says.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html read 2026-11-25
 */
export function publicOf(value: Value, subnet: Subnet): Certainty {
  return value.kind === 'absent' ? subnet.mapsPublicAddress : truth(value, false);
}

/** Whether an interface has an IPv6 address: one given to it, or one of every interface of the subnet. */
export function ipv6Of(value: Value, subnet: Subnet): Certainty {
  const named = ['Ipv6AddressCount', 'Ipv6Addresses', 'Ipv6PrefixCount', 'Ipv6Prefixes'].some(
    (name) => entry(value, name).kind !== 'absent',
  );
  if (named) {
    return 'yes';
  }
  return subnet.assignsIpv6;
}

function forwardsOf(sourceDestCheck: Value): Certainty {
  const checked = truth(sourceDestCheck, true);
  return checked === 'yes' ? 'no' : checked === 'no' ? 'yes' : 'unknown';
}
