import { describeValue, possibleValues, targetOf, type TemplateResource, type Value } from '../../../template';
import type { Vpc } from '../net/network';
import type { Target } from '../net/routes';
import type { Draft } from './draft';

const PROPERTIES = [
  'GatewayId',
  'NatGatewayId',
  'InstanceId',
  'NetworkInterfaceId',
  'TransitGatewayId',
  'VpcPeeringConnectionId',
  'VpcEndpointId',
  'EgressOnlyInternetGatewayId',
];

/** Where a route leads; a gateway that is not attached is a black hole. */
export function targetOfRoute(draft: Draft, resource: TemplateResource, vpc: Vpc): Target {
  const named = PROPERTIES.map((property) => draft.reader.value(resource, property));
  const value = named.find((candidate) => candidate.kind !== 'absent');
  if (value === undefined) {
    return { kind: 'unknown', because: `${resource.logicalId} has a target of an unsupported kind` };
  }
  if (value.kind === 'known' && value.value === 'local') {
    return { kind: 'local' };
  }
  if (value.kind === 'one-of') {
    return anyOf(draft, value, vpc);
  }
  const target = targetOf(value);
  return target === undefined
    ? { kind: 'unknown', because: `the target ${describeValue(value)} is not known` }
    : targetTo(draft, target, value, vpc);
}

/** A target that depends on something: known to be one of some interfaces, or not known. */
function anyOf(draft: Draft, value: Value, vpc: Vpc): Target {
  const possible = (possibleValues(value) ?? []).map((one) => {
    const target = targetOf(one);
    return target === undefined ? undefined : targetTo(draft, target, one, vpc);
  });
  const to = possible.flatMap((one) => (one?.kind === 'interface' ? [one.to] : []));
  return to.length > 0 && to.length === possible.length
    ? { kind: 'one-of-interfaces', to: [...new Set(to)] }
    : { kind: 'unknown', because: `the target is one of several: ${describeValue(value)}` };
}

function targetTo(draft: Draft, target: TemplateResource, value: Value, vpc: Vpc): Target {
  switch (target.type) {
    case 'AWS::EC2::InternetGateway':
      return vpc.internetGateway === target
        ? { kind: 'internet', gateway: target }
        : { kind: 'blackhole', because: `${target.logicalId} is not attached to ${vpc.name}` };
    case 'AWS::EC2::VPNGateway': {
      const gateway = draft.vpnGateways.get(target);
      return gateway !== undefined && vpc.vpnGateway === gateway
        ? { kind: 'vpn', gateway }
        : { kind: 'blackhole', because: `${target.logicalId} is not attached to ${vpc.name}` };
    }
    case 'AWS::EC2::EgressOnlyInternetGateway': {
      const owner = draft.reader.target(target, 'VpcId');
      return { kind: 'egress-only', vpc: owner === vpc.resource ? vpc : undefined };
    }
    case 'AWS::EC2::TransitGateway': {
      const gateway = draft.transit.get(target);
      return gateway === undefined ? lost(target) : { kind: 'transit', gateway };
    }
    case 'AWS::EC2::VPCPeeringConnection': {
      const peering = draft.peerings.get(target);
      return peering === undefined ? lost(target) : { kind: 'peering', peering };
    }
    case 'AWS::EC2::VPCEndpoint':
      return endpointTarget(draft, target, value);
    default:
      return interfaceTarget(draft, target, value);
  }
}

function endpointTarget(draft: Draft, target: TemplateResource, value: Value): Target {
  const kind = draft.reader.word(target, ['VpcEndpointType'], 'Gateway');
  return kind === 'Gateway' ? { kind: 'gateway-endpoint', endpoint: target } : interfaceTarget(draft, target, value);
}

/** The endpoint of a firewall is told by its place in the subnet mappings, where the template says which. */
function interfaceTarget(draft: Draft, target: TemplateResource, value: Value): Target {
  const found = draft.interfacesOf(target);
  const item = value.kind === 'reference' ? value.item : undefined;
  const isFirewall = target.type === 'AWS::NetworkFirewall::Firewall';
  const [first] = found;
  if (draft.doubts.has(target) || first === undefined) {
    return lost(target);
  }
  if (isFirewall && item !== undefined) {
    const chosen = found[item];
    return chosen === undefined ? lost(target) : { kind: 'interface', to: chosen };
  }
  return found.length === 1 || !isFirewall
    ? { kind: 'interface', to: first }
    : { kind: 'one-of-interfaces', to: found };
}

function lost(target: TemplateResource): Target {
  return { kind: 'unknown', because: `${target.logicalId} cannot be walked` };
}
