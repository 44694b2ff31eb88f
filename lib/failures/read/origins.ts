import { describeValue, knownText, resourceKey, targetOf, type TemplateResource, type Value } from '../../template';
import { entry, listed, type NextHop, type Proxy } from '../../verify';
import type { Member, Need } from '../model/types';
import { nodesOf, requireProxy, waysByZone } from './balancers';
import type { ReadContext } from './context';
import { leavesDns } from './delays';
import { labelOf } from './draft';
import { unreadAt } from './findings';
import { needOf, sharedPart } from './shared-parts';
import { standsIn, standsOn } from './structure';
import { isShiftable } from './targets';
import type { Walk } from './walk';

/**
 * What a request needs of the origin, or of the origins of a group, to which a distribution sends it.
 *
 * @throws UnreadError at an origin that is not modelled
 */
export function originNeed(walk: Walk, distribution: TemplateResource, id: string): Need {
  const { ctx } = walk;
  const config = ctx.property(distribution, 'DistributionConfig');
  const group = listed(entry(config, 'OriginGroups', 'Items')).items.find(
    ({ value }) => knownText(entry(value, 'Id')) === id,
  );
  if (group === undefined) {
    return singleOrigin(walk, distribution, id);
  }
  const members = listed(entry(group.value, 'Members', 'Items')).items.map(({ value }): Member => {
    const origin = knownText(entry(value, 'OriginId')) ?? '';
    const part = ctx.draft.part({
      id: `${resourceKey(distribution)}#origin ${origin}`,
      label: `${labelOf(distribution)} origin ${origin}`,
      kind: 'none',
      fate: [resourceKey(distribution)],
    });
    return { id: origin, part, needs: [singleOrigin(walk, distribution, origin)], perSecond: 'unlimited' };
  });
  const pool = ctx.draft.pool(`${resourceKey(distribution)}#origins ${id}`, walk.service.id, {
    label: `${labelOf(distribution)} origins ${id}`,
    choice: 'fallback',
    members,
  });
  ctx.draft.know('origin', distribution, pool);
  return { kind: 'pool', pool };
}

function singleOrigin(walk: Walk, distribution: TemplateResource, id: string): Need {
  const { ctx } = walk;
  const proxy = requireProxy(ctx, distribution);
  const origins = listed(ctx.property(distribution, 'DistributionConfig', 'Origins')).items;
  const index = origins.findIndex(({ value }) => knownText(entry(value, 'Id')) === id);
  const [origin, hop] = [origins[index]?.value, proxy.nextHops[index]];
  if (origin === undefined || hop === undefined) {
    throw unreadAt(distribution, proxy.id, `it has no origin '${id}'`);
  }
  return hopNeed(walk, proxy, hop, origin);
}

function hopNeed(walk: Walk, proxy: Proxy, hop: NextHop, origin: Value): Need {
  const { ctx } = walk;
  switch (hop.to.kind) {
    case 'interfaces': {
      const balancer = hop.to.interfaces[0]?.origin.resource;
      if (balancer === undefined) {
        throw unreadAt(hop.origin.resource, hop.origin.label, 'its target has no interface');
      }
      const vpcOrigin = hop.origin.resource;
      return hop.viaVpcOrigin === true && vpcOrigin !== undefined
        ? { kind: 'pool', pool: vpcOriginPool(walk, vpcOrigin, balancer) }
        : nodesOf(walk, balancer);
    }
    case 'service': {
      const bucket = targetOf(entry(origin, 'DomainName'));
      return bucket === undefined ? outside(ctx, proxy, origin) : needOf(sharedPart(ctx, bucket, bucket.stack.region));
    }
    case 'function': {
      const { resource } = hop.to.function.origin;
      return resource === undefined
        ? outside(ctx, proxy, origin)
        : needOf(sharedPart(ctx, resource, resource.stack.region));
    }
    case 'internet':
      return outside(ctx, proxy, origin);
    case 'address':
    case 'unknown':
      throw unreadAt(hop.origin.resource, hop.origin.label, 'what the origin is, is not modelled');
  }
}

/** An origin of which the templates hold nothing but the name. */
function outside(ctx: ReadContext, proxy: Proxy, origin: Value): Need {
  const name = describeValue(entry(origin, 'DomainName'));
  ctx.draft.note({
    code: 'ASSUMED',
    where: name,
    means: `it is an origin of ${proxy.origin.label} outside of the templates: it is taken to be one part`,
  });
  return needOf(ctx.draft.part({ id: `origin ${name}`, label: `origin ${name}`, kind: 'shared' }));
}

/** Interfaces by which CloudFront gets to an internal load balancer, each with the node of its zone (FM-05). */
function vpcOriginPool(walk: Walk, vpcOrigin: TemplateResource, balancer: TemplateResource): string {
  const { ctx } = walk;
  const reaction = leavesDns(ctx, 'FM-05');
  const pool = ctx.draft.pool(resourceKey(vpcOrigin), walk.service.id, {
    label: labelOf(vpcOrigin),
    choice: 'spread',
    members: waysByZone(walk, balancer).map(({ zone, subnet, needs, checks }): Member => {
      const part = ctx.draft.part({
        id: `${resourceKey(vpcOrigin)}#${zone}`,
        label: `${labelOf(vpcOrigin)} interface in ${zone}`,
        zone,
        standsOn: [
          ...standsOn(ctx, vpcOrigin),
          ...standsIn(ctx, subnet),
          ...gatewaysOf(ctx, subnet.vpc.origin.resource),
        ],
      });
      return { id: zone, part, needs, checks, perSecond: 'unlimited' };
    }),
    leave: reaction,
    comeBack: reaction,
    failOpenBelow: 1,
    isShiftable: isShiftable(ctx, balancer),
  });
  ctx.draft.know('origin', vpcOrigin, pool);
  return pool;
}

/** A VPC origin wants an internet gateway on its VPC, though nothing is sent through it. */
function gatewaysOf(ctx: ReadContext, vpc: TemplateResource | undefined): readonly TemplateResource[] {
  return ctx
    .resources('AWS::EC2::VPCGatewayAttachment')
    .filter((attachment) => ctx.target(attachment, 'VpcId') === vpc)
    .flatMap((attachment) => [attachment, ctx.target(attachment, 'InternetGatewayId') ?? []].flat());
}
