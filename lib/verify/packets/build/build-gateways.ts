import {
  describeValue,
  itemsOf,
  keyOf,
  knownText,
  targetOf,
  type TemplateResource,
  type Value,
} from '../../../template';
import type { EndpointService, Subnet } from '../net/network';
import { truthOf } from '../net/truth';
import { addInterface, groupsOf } from './build-interfaces';
import { subnetsOf } from './build-vpcs';
import { isRegional } from './build-regional-nat';
import type { Draft } from './draft';
import { policyOf } from './build-firewall';
import { entry } from './reader';

/** Makes the interfaces of NAT gateways, VPC endpoints and firewall endpoints. */
export function buildGateways(draft: Draft): void {
  draft.reader.all('AWS::EC2::NatGateway').forEach((resource) => addNat(draft, resource));
  draft.reader.all('AWS::EC2::VPCEndpoint').forEach((resource) => addEndpoint(draft, resource));
  draft.reader.all('AWS::NetworkFirewall::Firewall').forEach((resource) => addFirewall(draft, resource));
  for (const resource of draft.reader.all('AWS::NetworkFirewall::VpcEndpointAssociation')) {
    const firewall = draft.reader.target(resource, 'FirewallArn');
    const subnet = subnetIn(draft, draft.reader.value(resource, 'SubnetMapping'));
    if (firewall !== undefined && subnet !== undefined) {
      addFirewallEndpoint(draft, resource, firewall, subnet);
    }
  }
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html read 2026-11-25 */
function addNat(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const subnet = subnetIn(draft, reader.value(resource));
  if (isRegional(draft, resource)) {
    return;
  }
  if (subnet === undefined) {
    draft.doubts.set(resource, 'its subnet is not known');
    return;
  }
  const connectivity = reader.word(resource, ['ConnectivityType'], 'public');
  const isPrivate = connectivity === 'private';
  const fixed = reader.text(resource, 'PrivateIpAddress');
  addInterface(draft, {
    owner: resource,
    subnet,
    groups: undefined,
    device: { kind: 'nat', nat: { name: reader.name(resource), isPrivate, resource } },
    listens: 'nothing',
    hasPublic: isPrivate ? 'no' : connectivity === 'public' ? 'yes' : 'unknown',
    checksAddresses: 'no',
    ...(fixed === undefined ? {} : { fixed }),
    hasIpv6: 'no',
  });
}

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
function addEndpoint(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const kind = reader.word(resource, ['VpcEndpointType'], 'Gateway');
  if (kind === 'Gateway') {
    return;
  }
  const subnets = subnetsOf(draft, reader.items(resource, 'SubnetIds'));
  const addressing = reader.word(resource, ['IpAddressType'], 'ipv4');
  if (subnets === undefined || (kind !== 'Interface' && kind !== 'GatewayLoadBalancer')) {
    draft.doubts.set(resource, `an endpoint of kind ${kind}, or in unknown subnets`);
    return;
  }
  for (const subnet of subnets) {
    const isInterface = kind === 'Interface';
    addInterface(draft, {
      owner: resource,
      subnet,
      ...(isInterface ? groupsOf(draft, reader.value(resource, 'SecurityGroupIds'), subnet) : { groups: undefined }),
      device: isInterface
        ? { kind: 'endpoint', service: serviceOf(draft, reader.value(resource, 'ServiceName')) }
        : { kind: 'appliance-endpoint' },
      listens: 'nothing',
      hasPublic: 'no',
      checksAddresses: isInterface ? 'yes' : 'no',
      hasIpv6: addressing === '?' ? 'unknown' : truthOf(addressing !== 'ipv4'),
    });
  }
}

function serviceOf(draft: Draft, value: Value): EndpointService {
  const text = knownText(value);
  const target = targetOf(value);
  if (target?.type === 'AWS::EC2::VPCEndpointService') {
    const named = draft.reader.targets(target, 'NetworkLoadBalancerArns');
    const balancers = named.found.map((found) => draft.balancers.get(found));
    const known = balancers.filter((balancer) => balancer !== undefined);
    return named.doubt === undefined && known.length === balancers.length
      ? { kind: 'own', balancers: known }
      : { kind: 'unknown', name: target.logicalId };
  }
  const written = text ?? describeValue(value);
  return /^(com|aws)\.amazonaws\.|^aws\.|^com\.amazonaws/.test(written) && !written.includes('vpce-svc')
    ? { kind: 'aws', name: written }
    : { kind: 'unknown', name: written };
}

/** @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/architectures.html read 2026-11-25 */
function addFirewall(draft: Draft, resource: TemplateResource): void {
  const mappings = itemsOf(draft.reader.value(resource, 'SubnetMappings'));
  if (mappings === undefined) {
    draft.doubts.set(resource, 'its subnets are not known');
    return;
  }
  mappings.forEach((mapping) => {
    const subnet = subnetIn(draft, mapping);
    if (subnet === undefined) {
      draft.doubts.set(resource, 'one of its subnets is not known');
    } else {
      addFirewallEndpoint(draft, resource, resource, subnet);
    }
  });
}

function addFirewallEndpoint(draft: Draft, owner: TemplateResource, firewall: TemplateResource, subnet: Subnet): void {
  const name = `${draft.reader.name(owner)}@${subnet.name}`;
  addInterface(draft, {
    owner,
    subnet,
    groups: undefined,
    device: { kind: 'firewall', endpoint: { name, firewall, policy: policyOf(draft, firewall, subnet.vpc) } },
    listens: 'nothing',
    hasPublic: 'no',
    checksAddresses: 'no',
  });
}

function subnetIn(draft: Draft, value: Value): Subnet | undefined {
  const target = targetOf(entry(value, 'SubnetId'));
  return target === undefined ? undefined : draft.subnets.get(target);
}

/** Name under which a gateway endpoint's service is meant, for example `com.amazonaws.eu-west-1.s3`. */
export function gatewayServiceOf(draft: Draft, endpoint: TemplateResource): string {
  const value = draft.reader.value(endpoint, 'ServiceName');
  return knownText(value) ?? keyOf(value);
}
