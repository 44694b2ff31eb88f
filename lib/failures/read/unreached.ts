import { resourceKey, type TemplateResource } from '../../template';
import type { Origin } from '../../verify';
import type { FailureModel, Need } from '../model/types';
import type { ReadContext } from './context';
import { labelOf } from './draft';
import { followedProperties, resourcesIn } from './structure';

/**
 * Properties by which a resource belongs to another: it is a rule or a tie of that one, and falls with it. Where several are
 * named, one of them is there.
 */
const BELONGS_TO: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::LifecycleHook': ['AutoScalingGroupName'],
  'AWS::AutoScaling::ScalingPolicy': ['AutoScalingGroupName'],
  'AWS::AutoScaling::ScheduledAction': ['AutoScalingGroupName'],
  'AWS::AutoScaling::WarmPool': ['AutoScalingGroupName'],
  'AWS::EC2::EIPAssociation': ['InstanceId', 'NetworkInterfaceId'],
  'AWS::EC2::NetworkAclEntry': ['NetworkAclId'],
  'AWS::EC2::Route': ['RouteTableId'],
  'AWS::EC2::RouteTable': ['VpcId'],
  'AWS::EC2::SecurityGroupEgress': ['GroupId'],
  'AWS::EC2::SecurityGroupIngress': ['GroupId'],
  'AWS::EC2::SubnetNetworkAclAssociation': ['SubnetId'],
  'AWS::EC2::SubnetRouteTableAssociation': ['SubnetId'],
  'AWS::EC2::TransitGatewayRoute': ['TransitGatewayRouteTableId'],
  'AWS::EC2::TransitGatewayRouteTable': ['TransitGatewayId'],
  'AWS::EC2::TransitGatewayRouteTableAssociation': ['TransitGatewayRouteTableId'],
  'AWS::EC2::TransitGatewayRouteTablePropagation': ['TransitGatewayRouteTableId'],
  'AWS::EC2::VPCGatewayAttachment': ['VpcId'],
  'AWS::EC2::VPNConnectionRoute': ['VpnConnectionId'],
  'AWS::EC2::VPNGatewayRoutePropagation': ['VpnGatewayId'],
  'AWS::ElasticLoadBalancingV2::Listener': ['LoadBalancerArn'],
  'AWS::ElasticLoadBalancingV2::ListenerRule': ['ListenerArn'],
  'AWS::RDS::DBSubnetGroup': ['SubnetIds'],
};

/** Types that requests reach only where that is declared. */
const EGRESS = [
  'AWS::EC2::NatGateway',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayVpcAttachment',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPNConnection',
  'AWS::NetworkFirewall::Firewall',
];

/**
 * Says what of the network is not in the model, and why: nothing that takes part in the network is left out in silence.
 *
 * Whether something matters is not listed: it does when a service, or a check or quorum on the way of one, reaches it.
 */
export function noteUnreached(ctx: ReadContext, model: FailureModel): void {
  const reached = reachedParts(model);
  const ofParts = resourcesOfParts(ctx, reached);
  for (const resource of networkResources(ctx)) {
    if (!isReached(ctx, resource, ofParts, new Set())) {
      const what = ctx.draft.touched.has(resource) ? ': its loss changes nothing' : ', so it is not in the model';
      const hint = EGRESS.includes(resource.type) ? "; declare it under 'egress' if requests need it" : '';
      ctx.draft.noteOn(resource, 'NOT_REACHED', `no service, check or quorum reaches it${what}${hint}`);
    }
  }
  noteNotFollowed(ctx);
}

/** Parts that a service, or a check on its way, needs. */
function reachedParts(model: FailureModel): ReadonlySet<string> {
  const pools = new Map(model.pools.map((pool) => [pool.id, pool]));
  const parts = new Set<string>();
  const seen = new Set<string>();
  const follow = (need: Need): void => {
    if (need.kind === 'parts') {
      need.parts.forEach((part) => parts.add(part));
      return;
    }
    const pool = pools.get(need.pool);
    if (pool !== undefined && !seen.has(pool.id)) {
      seen.add(pool.id);
      pool.members.forEach((member) => {
        parts.add(member.part);
        member.needs.forEach(follow);
      });
    }
  };
  model.services.forEach(({ needs }) => {
    needs.forEach(follow);
  });
  return parts;
}

/** Resources on which some parts stand, or which they are. */
function resourcesOfParts(ctx: ReadContext, parts: ReadonlySet<string>): ReadonlySet<TemplateResource> {
  const keys = new Set<string>();
  const found = new Set<TemplateResource>();
  for (const part of ctx.draft.allParts.filter(({ id }) => parts.has(id))) {
    keys.add(part.id.replace(/#.*$/, ''));
    part.standsOn?.forEach((resource) => found.add(resource));
  }
  ctx.model.resources.filter((resource) => keys.has(resourceKey(resource))).forEach((resource) => found.add(resource));
  return found;
}

function isReached(
  ctx: ReadContext,
  resource: TemplateResource,
  reached: ReadonlySet<TemplateResource>,
  seen: Set<TemplateResource>,
): boolean {
  if (reached.has(resource)) {
    return true;
  }
  seen.add(resource);
  const properties = BELONGS_TO[resource.type] ?? [];
  return properties.some((property) =>
    resourcesIn(ctx.property(resource, property)).some(
      (owner) => !seen.has(owner) && isReached(ctx, owner, reached, seen),
    ),
  );
}

/** Every resource from which something of the network comes. */
function networkResources(ctx: ReadContext): readonly TemplateResource[] {
  const { network } = ctx;
  const origins: readonly Origin[] = [
    ...network.vpcs.map(({ origin }) => origin),
    ...network.subnets.flatMap(({ origin, table, acl }) => [
      origin,
      ...table.options.flatMap((each) => [each.origin, ...each.routes.map((route) => route.origin)]),
      ...acl.options.map((each) => each.origin),
    ]),
    ...network.groups.map(({ origin }) => origin),
    ...network.interfaces.map(({ origin }) => origin),
    ...network.peerings.map(({ origin }) => origin),
    ...network.transitGateways.flatMap(({ origin, tables }) => [origin, ...tables.map((table) => table.origin)]),
    ...network.attachments.map(({ origin }) => origin),
    ...network.vpns.map(({ origin }) => origin),
    ...network.sites.map(({ origin }) => origin),
    ...network.firewalls.map(({ origin }) => origin),
    ...network.proxies.flatMap(({ origin, nextHops }) => [origin, ...nextHops.map((hop) => hop.origin)]),
    ...network.services.map(({ origin }) => origin),
    ...network.octopuses.map(({ origin }) => origin),
  ];
  const found = new Set(origins.flatMap(({ resource }) => resource ?? []));
  return ctx.model.resources.filter((resource) => found.has(resource));
}

/** What parts refer to by properties that are not followed, and that is not in the model for another reason. */
function noteNotFollowed(ctx: ReadContext): void {
  for (const resource of [...ctx.draft.touched]) {
    if (followedProperties(resource.type) !== undefined) {
      resourcesIn(ctx.property(resource))
        .filter((named) => !ctx.draft.touched.has(named))
        .forEach((named) => {
          ctx.draft.noteOn(
            named,
            'NOT_FOLLOWED',
            `${labelOf(resource)} refers to it, in a way that requests do not need`,
          );
        });
    }
  }
}
